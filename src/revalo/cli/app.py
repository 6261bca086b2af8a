"""The commands of `revalo`."""

from pathlib import Path
from typing import Annotated

import typer

from revalo.cli.arrears import arrears
from revalo.cli.ask import ask
from revalo.cli.batch import batch
from revalo.cli.cases import cases
from revalo.cli.check import check
from revalo.cli.compare import compare
from revalo.cli.compute import compute
from revalo.cli.doctor import doctor
from revalo.cli.errors import errors
from revalo.cli.examples import PURPOSE, foot, welcome
from revalo.cli.files import columns, convert, sample, template
from revalo.cli.fund import fund
from revalo.cli.help import Command, Group
from revalo.cli.help_of import help_
from revalo.cli.law import law_app
from revalo.cli.options import shared
from revalo.cli.project import project
from revalo.cli.report import report
from revalo.cli.segur import segur
from revalo.cli.sheet import sheet
from revalo.cli.timeline import timeline
from revalo.language import _
from revalo.version import __version__

COMMANDS = _("Commands")
app = typer.Typer(
    cls=Group,
    help=PURPOSE,
    invoke_without_command=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
for name, function in (
    ("ask", ask),
    ("compute", compute),
    ("timeline", timeline),
    ("compare", compare),
    ("arrears", arrears),
    ("batch", batch),
    ("check", check),
    ("fund", fund),
    ("project", project),
    ("sheet", sheet),
    ("report", report),
    ("segur", segur),
    ("cases", cases),
    ("columns", columns),
    ("convert", convert),
    ("template", template),
    ("sample", sample),
    ("errors", errors),
    ("doctor", doctor),
    ("help", help_),
):
    app.command(name, cls=Command, rich_help_panel=COMMANDS, epilog=foot(name))(function)
app.add_typer(law_app, name="law", rich_help_panel=COMMANDS)


def _version(asked: bool) -> None:
    if asked:
        print(f"revalo {__version__}")
        raise typer.Exit


@app.callback()
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
            help=_("Settings of the house (REVALO_CONFIG, else the nearest revalo.toml); with any command."),
        ),
    ] = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    if ctx.invoked_subcommand is None:
        from revalo.reports.terminal.console import results  # noqa: PLC0415 - Rich is not for JSON

        results().print(welcome())
