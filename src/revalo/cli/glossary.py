"""`revalo glossary`: the words of the field that results use."""

from typing import Annotated

import typer

from revalo.cli.options import shared
from revalo.errors import UsageError
from revalo.language import _


def glossary(
    word: Annotated[
        str | None,
        typer.Argument(
            metavar="WORD", help=_("One word, e.g. CTI or agrément; all of them by default."), show_default=False
        ),
    ] = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo.reports import glossary as held  # noqa: PLC0415 - not needed for the help pages
    from revalo.reports.terminal.console import results  # noqa: PLC0415
    from revalo.reports.terminal.notes import listed  # noqa: PLC0415

    term = held.find(word) if word else None
    if word and term is None:
        raise UsageError("unknown-word", name=word, near=held.nearest(word))
    listed(results(), [term] if term else held.ordered())


glossary.__doc__ = _("The words of the field that results use, each in a sentence.")
