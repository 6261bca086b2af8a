"""Units of the law's figures: how each is held as an integer, and how it is written."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from revalo.language import current, ngettext
from revalo.money import localised, parse_fixed, percentage, plain


class Unit(NamedTuple):
    """A unit of the law files.

    `places`: decimals held, so that a figure is an integer of 10**-places. `least`: decimals always written.
    `symbol`: what follows the figure, for people.
    """

    places: int
    least: int
    symbol: Mapping[str, str]


def _symbol(text: str, en: str | None = None) -> Mapping[str, str]:
    return {"fr": text, "en": text if en is None else en}


UNITS: Mapping[str, Unit] = {
    "EUR": Unit(2, 2, _symbol("€")),
    "EUR per point": Unit(4, 2, _symbol("€")),
    "EUR per hour": Unit(4, 2, _symbol("€")),
    "points": Unit(0, 0, _symbol("pts")),
    "%": Unit(2, 0, _symbol("%")),
    "% of pay": Unit(3, 0, _symbol("%")),
    "coefficient": Unit(4, 0, _symbol("")),
    "h": Unit(2, 0, _symbol("h")),
    "months": Unit(0, 0, _symbol("mois", "months")),
    "years": Unit(0, 0, _symbol("ans", "years")),
    "days": Unit(2, 0, _symbol("jours", "days")),
    "share": Unit(6, 0, _symbol("")),
    "rate": Unit(7, 0, _symbol("")),
    "count": Unit(0, 0, _symbol("")),
}
WORDS = ("choice", "position", "fraction", "day of year", "passage")  # values that are words, not figures
_FORMS = {
    "fraction": r"(?a)[1-9]\d?/[1-9]\d?",
    "passage": (  # GRADE/ÉCHELON:SENIORITY KEPT
        r"(?a)[a-z0-9-]+/[1-9]\d?:(?:none|all|\?|[1-9]\d?|[1-9]/[1-9]|\+[1-9]\d?|bonus[1-9]\d?)"
    ),
    "day of year": (  # MM-DD, never 29 February
        r"(?a)(?!02-(?:29|30))(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|30)|(?:0[13578]|1[02])-31"
    ),
}  # compiled where they are first needed


def parse(text: str, unit: str) -> int | str:
    """A figure of the law as an integer of its unit, or the word itself; ValueError when it does not fit."""
    if unit in WORDS:
        if unit in _FORMS and not re.fullmatch(_FORMS[unit], text):
            raise ValueError(text)
        return text
    if "," in text:
        raise ValueError(text)
    return parse_fixed(text, UNITS[unit].places)


def format_plain(value: int | str, unit: str) -> str:
    """The bare figure, with a decimal point: `5.50`, `296`, `2 %`."""
    if isinstance(value, str):
        return value
    form = UNITS[unit]
    return plain(value, form.places, form.least) + (" %" if form.symbol["en"] == "%" else "")


def whole_number(number: int) -> str:
    """A number of rows, people or euros as the language in use writes it: `2 401` in French, `2,401` in English."""
    return localised(str(number), current())


def numbered(one: str, several: str, number: int, **names: object) -> str:
    """What is said of a number of things: the message for that {number}, which may have other `names`."""
    return ngettext(one, several, number).format(number=whole_number(number), **names)


@lru_cache(maxsize=1 << 12)
def format_for_people(value: int, unit: str, language: str) -> str:
    """The figure for people: the language's marks and the unit's symbol."""
    form = UNITS[unit]
    bare = plain(value, form.places, form.least)
    number = localised(bare, language)
    symbol = form.symbol[language]
    if symbol == "€" and language == "en":
        return f"€{number}"
    if symbol == "%":
        return percentage(bare, language)
    return f"{number}\N{NO-BREAK SPACE}{symbol}" if symbol else number
