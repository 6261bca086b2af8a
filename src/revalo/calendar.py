"""Days, months and completed years, as French social law counts them."""

import os
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from revalo.errors import UsageError

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
YEAR = 12  # months
MONTH_DAYS = 30  # of a month of seniority


def parse_day(text: str) -> date:
    """Read an ISO date, `2021-10-01`; ValueError for anything else."""
    if not _ISO.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def plain_day(day: date) -> date:
    """A day without any hour: a moment (a `datetime`) is a date too, but does not compare with one."""
    return day.date() if isinstance(day, datetime) else day


def parse_month(text: str) -> date:
    """Read a month, `2021-10`, as its first day; ValueError for anything else."""
    if not _MONTH.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text + "-01")


def today() -> date:
    """The day that is taken for today: REVALO_TODAY where it is set, so that any result can be made again."""
    given = os.environ.get("REVALO_TODAY")
    try:
        return parse_day(given) if given else date.today()  # noqa: DTZ011 - a civil day
    except ValueError:
        raise UsageError("today-form") from None


def month_after(day: date, number: int = 1) -> date:
    """The first day of the month that comes `number` months after that of a day, or before where it is negative.

    >>> month_after(date(2021, 12, 15)), month_after(date(2022, 1, 1), -1)
    (datetime.date(2022, 1, 1), datetime.date(2021, 12, 1))
    """
    year, month = divmod(day.year * YEAR + day.month - 1 + number, YEAR)
    return date(year, month + 1, 1)


def months(first: date, last: date) -> Iterator[date]:
    """The first days of the months from that of `first` to that of `last`, both included."""
    day = first.replace(day=1)
    while day <= last:
        yield day
        day = month_after(day)


def anniversary(start: date, years: int) -> date:
    """The day that completes `years` years since `start`.

    A start on 29 February is completed on 28 February of a common year (the last day of the month, as article 641
    of the code of civil procedure counts periods in years).

    >>> anniversary(date(2016, 2, 29), 5)
    datetime.date(2021, 2, 28)
    """
    year = start.year + years
    try:
        return start.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def months_later(day: date, number: int) -> date:
    """The same day of the month, some months later (or earlier); the last day of a month that lacks it.

    >>> months_later(date(2021, 8, 31), 6), months_later(date(2021, 10, 1), -18)
    (datetime.date(2022, 2, 28), datetime.date(2020, 4, 1))
    """
    first = month_after(day, number)
    last = month_after(first).toordinal() - first.toordinal()
    return first.replace(day=min(day.day, last))


def seniority_days(start: date, day: date) -> int:
    """The seniority from a day to a later one, counted by months of 30 days as careers are: a year is 360 days.

    >>> seniority_days(date(2020, 10, 1), date(2021, 10, 1)), seniority_days(date(2021, 1, 15), date(2021, 3, 1))
    (360, 44)
    """
    months = YEAR * (day.year - start.year) + day.month - start.month
    if months_later(start, months) > day:
        months -= 1
    left = (day - months_later(start, months)).days
    return MONTH_DAYS * months + min(left, MONTH_DAYS - 1)


def completed_years(start: date, day: date) -> int:
    """Whole years completed on `day` since `start`; the anniversary itself completes one."""
    years = day.year - start.year
    return years if day >= anniversary(start, years) else years - 1


def years_exceeded(start: date, day: date) -> int:
    """Whole years strictly exceeded on `day`: "five years and a day" is 5, the fifth anniversary still 4."""
    years = completed_years(start, day)
    return years if day > anniversary(start, years) else years - 1


@lru_cache(maxsize=1 << 12)
def written(day: date, language: str) -> str:
    """A day as the language writes it: `01/10/2021` in French, `2021-10-01` in English."""
    return day.strftime("%d/%m/%Y") if language == "fr" else day.isoformat()


@lru_cache(maxsize=1 << 12)
def written_month(day: date, language: str) -> str:
    """The month of a day as the language writes it: `10/2021` in French, `2021-10` in English."""
    return day.strftime("%m/%Y") if language == "fr" else day.strftime("%Y-%m")
