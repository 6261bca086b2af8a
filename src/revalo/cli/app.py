"""The commands of `revalo`, each imported with the ones around it only where they are needed."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from revalo.cli.examples import PURPOSE, foot, welcome
from revalo.cli.help import Command, Group
from revalo.cli.options import shared
from revalo.language import _
from revalo.version import __version__

LAW = "law"  # a group of commands, not one
WHOLE = frozenset(("help", "ask"))  # what needs the whole program: `ask` ends in `compute`
COMMANDS: Mapping[str, str] = {
    "ask": "ask.ask",
    "compute": "compute.compute",
    "timeline": "timeline.timeline",
    "compare": "compare.compare",
    "arrears": "arrears.arrears",
    "batch": "batch.batch",
    "check": "check.check",
    "fund": "fund.fund",
    "project": "project.project",
    "sheet": "sheet.sheet",
    "report": "report.report",
    "segur": "segur.segur",
    "cases": "cases.cases",
    "columns": "files.columns",
    "convert": "files.convert",
    "template": "files.template",
    "sample": "files.sample",
    "errors": "errors.errors",
    "glossary": "glossary.glossary",
    "doctor": "doctor.doctor",
    "help": "help_of.help_",
}  # each command by its name: its module here and its function
ALONE = frozenset((LAW, *COMMANDS)) - WHOLE  # what needs nothing of the other commands


def app_of(*names: str) -> typer.Typer:
    """The program with some of its commands, with all of them where none is named."""
    panel = _("Commands")
    app = typer.Typer(
        cls=Group,
        help=_(PURPOSE),
        invoke_without_command=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    for name, place in COMMANDS.items():
        if not names or name in names:
            module, _point, function = place.partition(".")
            command = getattr(import_module(f"revalo.cli.{module}"), function)
            app.command(name, cls=Command, rich_help_panel=panel, epilog=foot(name))(command)
    if not names or LAW in names:
        app.add_typer(import_module("revalo.cli.law").law_app, name=LAW, rich_help_panel=panel)
    app.callback()(_root)
    return app


def _version(asked: bool) -> None:
    if asked:
        print(f"revalo {__version__}")
        raise typer.Exit


def _root(
    ctx: typer.Context,
    _version_asked: Annotated[
        bool,
        typer.Option(
            "--version", metavar="", help=_("The version, and nothing else."), callback=_version, is_eager=True
        ),
    ] = False,
    _config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help=_("Settings of the house (REVALO_CONFIG, otherwise the nearest revalo.toml); with any command."),
        ),
    ] = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    if ctx.invoked_subcommand is None:
        from revalo.reports.terminal.console import results  # noqa: PLC0415 - Rich is not for JSON

        results().print(welcome())
