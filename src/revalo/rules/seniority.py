"""The years of a person in the branch on a day: given, counted from a date of entry, or taken from what is known."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from revalo import language
from revalo.calendar import completed_years, written, years_exceeded
from revalo.errors import UsageError
from revalo.grids.binding import Binding
from revalo.language import _
from revalo.rules.caveats import Assumption, Ruled


class Seniority(NamedTuple):
    """Years completed on a day (the anniversary completes one), and years strictly exceeded (a year and a day)."""

    completed: int
    exceeded: int


@lru_cache(maxsize=1 << 10)
def years_since(entry: date | None, day: date) -> Seniority | None:
    """The years from a date of entry to a day, below 0 before it; None without one."""
    return None if entry is None else Seniority(completed_years(entry, day), years_exceeded(entry, day))


def known_seniority(binding: Binding, dated: Seniority | None, years: int | None) -> Ruled:
    """From the date of entry (`dated`: its years on the day), or the completed years given; None where neither is."""
    if dated is None:
        return Ruled(None if years is None else Seniority(years, years))
    if years is not None:
        raise UsageError("both-seniority-and-since")
    if dated.completed < 0:
        raise UsageError("not-yet-in-the-branch", day=written(binding.choices.day, language.current()))
    return Ruled(dated)


def counted_seniority(_binding: Binding, known: Seniority | None, year: int | None) -> Ruled:
    """The seniority known, or taken from the row of the old grid, or none."""
    if known is not None:
        return Ruled(known)
    years = (year or 1) - 1
    reason = _("grid year of the old grid less 1") if year else _("no seniority counted")
    return Ruled(Seniority(years, years), (Assumption("seniority", years, reason),))
