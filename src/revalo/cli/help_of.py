"""`revalo help COMMAND`: the help page of a command, as `revalo COMMAND --help` prints it."""

from typing import Annotated

import typer

from revalo.cli.options import shared
from revalo.language import _


def help_(
    ctx: typer.Context,
    command: Annotated[
        list[str] | None, typer.Argument(metavar="COMMAND", help=_("The words of a command."), show_default=False)
    ] = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    ctx.find_root().command.main([*(command or ()), "--help"], prog_name="revalo", standalone_mode=False)


help_.__doc__ = _("The help page of a command: the same as revalo COMMAND --help.")
