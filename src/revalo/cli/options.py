"""Options that several commands share."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from revalo.calendar import parse_day
from revalo.errors import UsageError
from revalo.language import LANGUAGES, _

PERSON, TIME, LAW, OUTPUT = _("Person"), _("Time worked and supplements"), _("Law and dates"), _("Output")

Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="fr|en", help=_("Language (REVALO_LANG otherwise)."), rich_help_panel=OUTPUT),
]
Json = Annotated[
    bool, typer.Option("--json", metavar="", help=_("One JSON object and nothing else."), rich_help_panel=OUTPUT)
]
LawFolder = Annotated[
    Path | None,
    typer.Option(
        "--law",
        metavar="DIR",
        help=_("Folder of YAML files laid over the law (REVALO_LAW otherwise)."),
        rich_help_panel=LAW,
    ),
]


def check_language(lang: str | None) -> None:
    """Refuse a language that the product does not speak."""
    if lang is not None and lang not in LANGUAGES:
        raise UsageError(_("--lang: fr or en is expected"))


def law_folder(given: Path | None) -> Path | None:
    """The folder asked for, else that of REVALO_LAW."""
    named = os.environ.get("REVALO_LAW")
    return given or (Path(named) if named else None)


def day(option: str, text: str | None) -> date | None:
    """A date option, or None where it is not given."""
    if text is None:
        return None
    try:
        return parse_day(text)
    except ValueError:
        raise UsageError(_("{option}: write a date as 2021-10-01").format(option=option)) from None
