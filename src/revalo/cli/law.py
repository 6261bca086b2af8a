"""`revalo law`: the texts, the grids, and the checks of whoever maintains them."""

from pathlib import Path
from typing import Annotated

import typer

from revalo.cli import options
from revalo.cli.help import Command, Group
from revalo.language import _

law_app = typer.Typer(cls=Group, help=_("The law as encoded: texts, grids, checks."), no_args_is_help=True)


def list_(
    parameters: Annotated[
        bool, typer.Option("--parameters", metavar="", help=_("The parameters and their paths, instead of the texts."))
    ] = False,
    law: options.LawFolder = None,
    lang: options.Lang = None,
) -> None:
    options.check_language(lang)
    from revalo import api  # noqa: PLC0415 - not needed for the help pages
    from revalo.reports import law as report  # noqa: PLC0415
    from revalo.reports.console import results  # noqa: PLC0415

    held = api.load_law(options.law_folder(law))
    if parameters:
        report.show_paths(results(), held)
    else:
        report.show_texts(results(), list(held.texts))


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("A text, a grid, a parameter or a group of them."))],
    on: Annotated[str | None, typer.Option(metavar="DATE", help=_("As it stood on this day."))] = None,
    law: options.LawFolder = None,
    lang: options.Lang = None,
) -> None:
    options.check_language(lang)
    from revalo import api  # noqa: PLC0415
    from revalo.reports.console import results  # noqa: PLC0415
    from revalo.reports.law_page import page  # noqa: PLC0415

    page(results(), api.load_law(options.law_folder(law)), name, options.day("--on", on))


def validate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=_("YAML law files."))],
    lang: options.Lang = None,
) -> None:
    options.check_language(lang)
    from revalo.grids import store  # noqa: PLC0415
    from revalo.grids.law import Law  # noqa: PLC0415
    from revalo.rules.bounds import prove  # noqa: PLC0415
    from revalo.rules.published import check  # noqa: PLC0415

    found = store.compile_law(store.laid_over(files))
    prove(Law(found))
    check(Law(found))
    message = _("{files} file(s) hold together: {tables} parameters, {texts} texts, {cases} published cases.")
    print(
        message.format(
            files=len(files), tables=len(found["tables"]), texts=len(found["texts"]), cases=len(found["cases"])
        )
    )


list_.__doc__ = _("List the texts with their status.")
show.__doc__ = _("Show a text, a grid (in points and in euros) or a parameter with its versions.")
validate.__doc__ = _("Check law files: each problem as FILE:LINE: FIELD: message (exit 3).")
for name, function in (("list", list_), ("show", show), ("validate", validate)):
    law_app.command(name, cls=Command, rich_help_panel=_("Commands"))(function)
