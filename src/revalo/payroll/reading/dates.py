"""Days and months in the forms that payroll products write; what could mean two days is refused."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from revalo.language import _
from revalo.people.columns import FIRST_YEAR, LAST_YEAR
from revalo.rules.person import slug

# Forms, in the French letters that products use: J for the day, M for the month, A for the year.
FORMS = (
    *("JJMMAA", "AAMMJJ", "JJMMAAAA", "AAAAMMJJ", "JJ/MM/AA", "AA/MM/JJ", "JJ/MM/AAAA", "AAAA/MM/JJ"),
    *("MM/JJ/AAAA", "MM/JJ/AA"),  # never found, only told; but they make others ambiguous
)
_RIVALS = (("JJMMAA", "AAMMJJ"), ("JJ/MM/AAAA", "MM/JJ/AAAA"), ("JJ/MM/AA", "MM/JJ/AA", "AA/MM/JJ"))
_FOREIGN = frozenset(("MM/JJ/AAAA", "MM/JJ/AA"))
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_COMPACT = re.compile(r"\d{6}(?:\d\d)?", re.ASCII)
_APART = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?:[T ]+0?0:00(?::00(?:\.0+)?)?)?", re.ASCII)
_PIVOT = 50  # a year of two digits is from 1950 to 2049
_MONTH_YEARS = range(1990, 2101)
_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_SHORT = ("janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec")
_NUMBERED = {name: i for names in (_MONTHS, _SHORT) for i, name in enumerate(names, start=1)} | {"fev": 2, "jan": 1}
_NUMBERED |= {name: month for month in _NUMBERED.values() for name in (f"m{month}", f"m{month:02d}")}
_YEAR_FIRST = re.compile(r"(\d{4})[-/](\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/](\d{4})", re.ASCII)
_COMPACT_YEAR_FIRST = re.compile(r"(199\d|20\d\d)(0[1-9]|1[0-2])", re.ASCII)
_COMPACT_YEAR_LAST = re.compile(r"(0[1-9]|1[0-2])(199\d|20\d\d)", re.ASCII)
_SHORT_YEAR = re.compile(r"(\d{1,2})[-/.](\d{2})", re.ASCII)
_BARE = re.compile(r"\d{1,2}", re.ASCII)


class Forms(NamedTuple):
    """What is known of the dates of a column: the forms they are in, and whether no other form is taken (`is_settled`).

    ISO dates, `2013-04-15`, are always read.
    """

    names: frozenset[str] = frozenset()
    is_settled: bool = False


def normal_form(text: str) -> str:
    """A form as people may write it, `DD/MM/YYYY` or `jj.mm.aaaa`, as one of `FORMS`; ValueError says which there are.

    >>> normal_form("dd-mm-yyyy")
    'JJ/MM/AAAA'
    """
    form = re.sub(r"[-. ]", "/", text.strip().upper().replace("D", "J").replace("Y", "A"))
    if form not in FORMS:
        raise ValueError(_("use one of {names}").format(names=", ".join(FORMS)))
    return form


def readings(text: str) -> dict[str, int]:
    """Every form that a text fits, with the day it then means, as an ordinal."""
    if match := _ISO.fullmatch(text):
        parts = [("AAAA/MM/JJ", match[1], match[2], match[3])]
    elif _COMPACT.fullmatch(text):
        parts = _compact(text)
    elif match := _APART.fullmatch(text):
        parts = _apart(match[1], match[3], match[4])
    else:
        return {}
    days = {form: _ordinal(year, month, day) for form, year, month, day in parts}
    return {form: day for form, day in days.items() if day is not None}


def _compact(text: str) -> list[tuple[str, str, str, str]]:
    if len(text) == len("JJMMAA"):
        return [("JJMMAA", text[4:], text[2:4], text[:2]), ("AAMMJJ", text[:2], text[2:4], text[4:])]
    return [("JJMMAAAA", text[4:], text[2:4], text[:2]), ("AAAAMMJJ", text[:4], text[4:6], text[6:])]


def _apart(first: str, middle: str, end: str) -> list[tuple[str, str, str, str]]:
    match len(first), len(end):
        case 4, 1 | 2:
            return [("AAAA/MM/JJ", first, middle, end)]
        case 1 | 2, 4:
            return [("JJ/MM/AAAA", end, middle, first), ("MM/JJ/AAAA", end, first, middle)]
        case 1 | 2, 2:
            forms = [("JJ/MM/AA", end, middle, first), ("MM/JJ/AA", end, first, middle)]
            return [*forms, ("AA/MM/JJ", first, middle, end)] if len(first) == len("AA") else forms
    return []


def _ordinal(year: str, month: str, day: str) -> int | None:
    number = int(year)
    if len(year) == len("AA"):
        number = _full_year(number)
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    try:
        return date(number, int(month), int(day)).toordinal()
    except ValueError:
        return None


def _full_year(number: int) -> int:
    return number + (1900 if number >= _PIVOT else 2000)


def settle(texts: Iterable[str]) -> frozenset[str]:
    """The forms that a column's own dates settle: of forms that could be taken for one another, the only one needed.

    >>> sorted(settle(["03/04/2012", "15/04/2012"]))
    ['JJ/MM/AAAA']
    """
    needed = {next(iter(found)) for text in texts if len(found := readings(text)) == 1}
    alone = [set(rivals) & needed for rivals in _RIVALS]
    return frozenset(next(iter(each)) for each in alone if len(each) == 1) - _FOREIGN


@lru_cache(maxsize=1 << 16)  # the same days come again in every chunk
def read_day(text: str, forms: Forms) -> int | str:
    """The ordinal of a day, or the reject code `not-a-date` or `ambiguous-date`."""
    return _chosen(readings(text), forms, iso=bool(_ISO.fullmatch(text)))


def _chosen(readings_of: Mapping[str, int], forms: Forms, *, iso: bool) -> int | str:
    """The one day that the readings leave, given the forms of the column."""
    days = {readings_of[form] for form in forms.names if form in readings_of}
    if not days and not forms.is_settled and not _settled_otherwise(readings_of, forms):
        days = set(readings_of.values()) if not readings_of.keys() <= _FOREIGN else set()
    if iso:
        days = set(readings_of.values())
    if len(days) > 1:
        return "ambiguous-date"
    return days.pop() if days else "not-a-date"


def _settled_otherwise(readings_of: Mapping[str, int], forms: Forms) -> bool:
    """Whether the column's own dates settled another of the forms that these readings could be taken for."""
    return any(forms.names.intersection(rivals) and readings_of.keys() & set(rivals) for rivals in _RIVALS)


def read_month(text: str, forms: Forms) -> int | str:
    """A month as year × 12 + month - 1, a bare month as 1 to 12, or the reject code `not-a-month`."""
    if forms.is_settled and isinstance(day := _of_day(text, forms), int):
        return day
    written = _plain_month(text) if text[0].isdigit() else _named(text)
    return _of_day(text, forms) if written is None else written


def _plain_month(text: str) -> int | str | None:
    """`2021-10`, `10/2021`, `202110`, `102021` or `10`; None for anything longer, which may be a day."""
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT_YEAR_FIRST.fullmatch(text):
        return _month(match[1], match[2])
    if match := _YEAR_LAST.fullmatch(text) or _COMPACT_YEAR_LAST.fullmatch(text):
        return _month(match[2], match[1])
    if match := _SHORT_YEAR.fullmatch(text):
        return _of_short_year(match[1], match[2])
    if _BARE.fullmatch(text):
        return int(text) if 1 <= int(text) <= len(_MONTHS) else "not-a-month"
    return None


def _of_short_year(first: str, second: str) -> int | str:
    """`10/21`, or `21/10`; two parts that could both be the month are refused."""
    if int(first) > len(_MONTHS) >= int(second):
        first, second = second, first
    elif int(second) <= len(_MONTHS):
        return "not-a-month"
    return _month(str(_full_year(int(second))), first)


def _of_day(text: str, forms: Forms) -> int | str:
    """The month of a day; a form in which it is the first or the last day of a month is the one that was meant."""
    read = readings(text)
    edges = {form: day for form, day in read.items() if _is_edge(date.fromordinal(day))}
    day = _chosen(edges, forms, iso=bool(_ISO.fullmatch(text)))
    if isinstance(day, str):
        day = _chosen(read, forms, iso=bool(_ISO.fullmatch(text)))
    if isinstance(day, str):
        return day if day == "ambiguous-date" else "not-a-month"
    return _month(str(date.fromordinal(day).year), str(date.fromordinal(day).month))


def _is_edge(day: date) -> bool:
    return 1 in (day.day, (day + timedelta(days=1)).day)


def _named(text: str) -> int | str:
    """`octobre 2021`, `oct. 2021`, `oct-21`, `M10 2021`, or `octobre` alone."""
    name, _space, year = slug(text).partition("-")
    if name not in _NUMBERED:
        return "not-a-month"
    month = _NUMBERED[name]
    if not year:
        return month
    if not (year.isascii() and year.isdigit()):
        return "not-a-month"
    return _month(str(_full_year(int(year))) if len(year) == len("AA") else year, str(month))


def _month(year: str, month: str) -> int | str:
    if int(year) not in _MONTH_YEARS or not 1 <= int(month) <= len(_MONTHS):
        return "not-a-month"
    return int(year) * 12 + int(month) - 1
