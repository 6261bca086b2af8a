"""A person's payslips month by month, each on the first day of its month, under the same choices of texts."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from revalo import language
from revalo.analysis.comparison import EVE, EVE_OF_SEGUR
from revalo.calendar import month_after, months, today, written
from revalo.errors import NotComputable, UsageError
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.language import _
from revalo.rules.fields import Employee
from revalo.rules.payslip import Payslip, payslip

MOST_MONTHS = 600
Reading = Callable[[date], Choices]


class Span(NamedTuple):
    """The first and the last month asked for, by a day of each; None where the user left the default."""

    first: date | None = None
    last: date | None = None


def days_of(law: Law, employee: Employee, span: Span) -> list[date]:
    """The first days of the months of a span.

    By default from September 2021 in home care, August 2020 elsewhere, or from the entry of the person if it is later;
    to the current month.
    """
    first = span.first or _first(law, employee)
    last = span.last or today()
    if employee.since is not None and employee.since > first:
        day = written(employee.since, language.current())
        raise UsageError("months-before-entry", day=day, month=_iso(first_whole(employee.since)))
    return checked_months(first, last)


def checked_months(first: date, last: date) -> list[date]:
    """The first days of the months of a period; refuse one that is the wrong way round, or too long."""
    if last < first:
        raise UsageError("months-in-order", last=_iso(last), first=_iso(first))
    every = list(months(first, last))
    if len(every) > MOST_MONTHS:
        raise UsageError("too-many-months", number=MOST_MONTHS)
    return every


def usual_first(law: Law, sector: str) -> date:
    """The first month by default: that of the eve of Avenant 43 in home care, of the first Ségur step elsewhere."""
    return (EVE if law.pay(sector) == "branch" else EVE_OF_SEGUR).replace(day=1)


def _first(law: Law, employee: Employee) -> date:
    usual = usual_first(law, employee.sector)
    return max(usual, first_whole(employee.since)) if employee.since else usual


def first_whole(day: date) -> date:
    """The first month that a day begins, or that comes after it."""
    return day if day.day == 1 else month_after(day)


def payslips(law: Law, employee: Employee, days: Sequence[date], read: Reading) -> list[Payslip]:
    """One payslip for each day; an error names the first month that cannot be computed, and the months that can."""

    def slip_on(day: date) -> Payslip:
        return payslip(employee, Binding(law, read(day)._replace(held_on=days[0])))

    slips: list[Payslip] = []
    for day in days:
        try:
            slips.append(slip_on(day))
        except (NotComputable, UsageError) as error:
            raise _placed(error, day, days, slip_on) from None
    return slips


def _placed(
    error: NotComputable | UsageError, day: date, days: Sequence[date], slip_on: Callable[[date], Payslip]
) -> NotComputable | UsageError:
    """The error with its month, and how to narrow the range; as it is where no month at all can be computed."""
    later = _next_computable((each for each in days if each > day), slip_on)
    ways = [f"--to {_iso(month_after(day, -1))}"] if day > days[0] else []
    ways += [f"--from {_iso(later)}"] if later else []
    if not ways:
        return error
    narrow = _("the other months can be computed: {ways}").format(ways=_(" or ").join(ways))
    return error.within("{month}{colon}{why}\n{narrow}", month=_iso(day), colon=_(": "), narrow=narrow)


def _next_computable(days: Iterable[date], slip_on: Callable[[date], Payslip]) -> date | None:
    for day in days:
        try:
            slip_on(day)
        except (NotComputable, UsageError):
            continue
        return day
    return None


def _iso(day: date) -> str:
    """A month as --from and --to take it."""
    return day.strftime("%Y-%m")
