"""Arrays of days, and the years completed between them."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from revalo.people.columns import FIRST_YEAR, LAST_YEAR

UNIX_EPOCH = date(1970, 1, 1).toordinal()
FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()
FEW = 1_000  # days: working them out is quicker than the whole calendar
LEAP_DAY = 2_29
NOT_COMPUTABLE = "not-computable"


def days_of(ordinals: Any) -> Any:
    """Ordinals of days (`date.toordinal`) as numpy days."""
    return (ordinals - UNIX_EPOCH).astype("datetime64[D]")


class Entries(NamedTuple):
    """Days of entry, int16 arrays: the year, and the day in it as a number that reads like it (month × 100 + day)."""

    year: Any
    anniversary: Any


def entries(since: Any) -> Entries:
    """Days as entries. `since`: ordinals of days of the years that a file may name, or MISSING (they mean nothing)."""
    known = np.maximum(since, FIRST_DAY)
    if len(known) < FEW:
        return _as_entries(known)
    places = known - FIRST_DAY
    return Entries(*(each[places] for each in _calendar()))


def completed(entered: Entries, day: date) -> tuple[Any, Any]:
    """Years completed and years strictly exceeded on a day (see `calendar`), as int16 arrays."""
    year, anniversary = entered
    is_leap = (day.year % 4 == 0 and day.year % 100 != 0) or day.year % 400 == 0
    if not is_leap:
        anniversary = anniversary - (anniversary == LEAP_DAY)
    today = day.month * 100 + day.day
    years = day.year - year - (today < anniversary)
    return years, years - (today == anniversary)


@cache
def _calendar() -> Entries:
    """Every day of the years that a file may name."""
    return _as_entries(np.arange(FIRST_DAY, date(LAST_YEAR, 12, 31).toordinal() + 1))


def _as_entries(ordinals: Any) -> Entries:
    days = days_of(ordinals)
    years, months = days.astype("datetime64[Y]"), days.astype("datetime64[M]")
    in_year = (months - years.astype("datetime64[M]")).astype(np.int64) + 1
    in_month = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    return Entries(*(each.astype(np.int16) for each in (years.astype(np.int64) + 1970, in_year * 100 + in_month)))
