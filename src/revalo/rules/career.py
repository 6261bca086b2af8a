"""The months of a person's pay since 2020, as far as the law held here can compute them."""

from datetime import date

from revalo.errors import RevaloError
from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.rules.comparison import Request, reading
from revalo.rules.employee import Employee
from revalo.rules.months import Span, days_of, first_whole
from revalo.rules.payslip import Payslip, payslip
from revalo.rules.timeline import Timeline, along

SINCE = date(2020, 1, 1)


def career(law: Law, employee: Employee, request: Request, last: date) -> Timeline | None:
    """The months from January 2020, or from entry, to the last; from the first that can be computed to the end.

    The law is that of the after side, without the values that the user set: those hold on one day. None where the last
    month cannot be computed, or nothing was left of the span.
    """
    asked = request._replace(before=None, without=(), settings={})
    first = max(SINCE, first_whole(employee.since)) if employee.since else SINCE
    if first > last:
        return None
    slips = _computable(law, employee, asked, days_of(law, employee, Span(first, last)))
    return along(slips, asked) if slips else None


def _computable(law: Law, employee: Employee, request: Request, days: list[date]) -> list[Payslip]:
    """The payslips of the last days, back to the first from which every one can be computed."""
    found: list[Payslip] = []
    for day in reversed(days):
        try:
            found.append(payslip(employee, Binding(law, reading(law, request, day))))
        except RevaloError:
            break
    return found[::-1]
