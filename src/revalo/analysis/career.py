"""The months of a person's pay since 2020, as far as the law held here can compute them."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from revalo.analysis.comparison import Request, before_and_after, law_on
from revalo.analysis.months import first_whole
from revalo.analysis.timeline import Timeline, along
from revalo.calendar import months
from revalo.errors import RevaloError
from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.rules.fields import Employee
from revalo.rules.moved_figures import with_moved_figures
from revalo.rules.payslip import Payslip, payslip
from revalo.rules.unchanged import is_that_of, is_unchanged

SINCE = date(2020, 1, 1)


Reading = Callable[[date], Binding]


def readings(law: Law, request: Request) -> Reading:
    """The law of the after side on each day asked, without the values that the user set: those hold on one day.

    A day is read once: people whose careers are read one after the other share what was worked out.
    """
    asked = _asked(request)
    return cache(lambda day: Binding(law, law_on(law, asked, day)))


def career(
    employee: Employee, request: Request, last: date, read: Reading, known: Sequence[Payslip] = ()
) -> Timeline | None:
    """The months from January 2020, or from entry, to the last; from the first that can be computed to the end.

    None where the last month cannot be computed, or nothing was left of the span. `known`: payslips of the person; they
    serve for the months that they are sure to be those of.
    """
    first = max(SINCE, first_whole(employee.since)) if employee.since else SINCE
    if first > last:
        return None
    slips = _computable(employee, _held_as_asked(employee, request, read), list(months(first, last)), known)
    return along(slips, _asked(request)) if slips else None


def _held_as_asked(employee: Employee, request: Request, read: Reading) -> Reading:
    """The same readings, a civil servant in the échelon given on the day that the request compares."""
    if employee.grade is None:
        return read

    def law_on(day: date) -> Binding:
        binding = read(day)
        held_on = before_and_after(binding.law, employee.sector, request)[1].held_on
        return Binding(binding.law, binding.choices._replace(held_on=held_on))

    return law_on


def _asked(request: Request) -> Request:
    return request._replace(before=None, without=(), settings={})


def _computable(employee: Employee, read: Reading, days: list[date], known: Sequence[Payslip]) -> list[Payslip]:
    """The payslips of the last days, back to the first from which every one can be computed.

    One is computed where something it rests on has changed since the month after; else it is that of the month after.
    """
    slips: list[Payslip] = []
    computed: Payslip | None = None
    for day in reversed(days):
        try:
            binding = read(day)
            if computed is None or not is_unchanged(computed, binding):
                computed = _next(computed, binding) or _known(known, binding) or payslip(employee, binding, computed)
        except RevaloError:
            break
        slips.append(computed.under(binding))
    return slips[::-1]


def _next(later: Payslip | None, binding: Binding) -> Payslip | None:
    """The payslip of a month, from that of a later one where figures alone have moved."""
    return with_moved_figures(later, binding) if later else None


def _known(known: Sequence[Payslip], binding: Binding) -> Payslip | None:
    """The payslip that is sure to be the one under a binding, if it is known."""
    return next((each for each in known if is_that_of(each, binding)), None)
