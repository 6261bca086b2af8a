"""What an employer owes for texts that became known after it paid: the law as known on a day, and as known later."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from revalo.analysis.changes import Change, changes, with_effect
from revalo.analysis.comparison import Request, check_request, law_on, prove_settings
from revalo.analysis.months import Span, days_of, payslips
from revalo.analysis.remarks import assumptions, warnings
from revalo.calendar import month_after
from revalo.errors import UsageError
from revalo.grids.binding import Choices
from revalo.grids.law import Law
from revalo.language import _
from revalo.rules import trace
from revalo.rules.caveats import Assumption, PayWarning
from revalo.rules.fields import Employee
from revalo.rules.payslip import Payslip


class Known(NamedTuple):
    """What the employer knew when it paid, and what is known since.

    `first` None: each month is paid as the law was known on its last day. `later` None: all that is held.
    """

    first: date | None = None
    later: date | None = None

    def when_paid(self, day: date) -> date:
        """The day of knowledge behind the pay of a month."""
        return self.first or month_after(day) - timedelta(days=1)

    def check(self) -> None:
        """Refuse a later day that is not later."""
        if self.first and self.later and self.later <= self.first:
            raise UsageError("known-later-order")


class Owed(NamedTuple):
    """A month: as it was paid, as it was due, and the changes of the law that came to be known in between."""

    paid: Payslip
    due: Payslip
    changes: tuple[Change, ...]

    @property
    def amount(self) -> int:
        """What is owed, in cents."""
        return self.due.gross - self.paid.gross

    @property
    def texts(self) -> tuple[str, ...]:
        """The late texts."""
        return tuple(dict.fromkeys(each.text for each in with_effect(self.changes) if each.text))


@dataclass(frozen=True, slots=True)
class Arrears:
    """Every month of a span, with what they rest on. `late`: the late texts, with the day each became known."""

    employee: Employee
    months: tuple[Owed, ...]
    late: Mapping[str, date | None]
    assumptions: tuple[Assumption, ...]
    warnings: tuple[PayWarning, ...]

    @property
    def paid(self) -> int:
        """The pay of all months as the law was known, in cents."""
        return sum(month.paid.gross for month in self.months)

    @property
    def due(self) -> int:
        """The pay of all months as the law is known later, in cents."""
        return sum(month.due.gross for month in self.months)


def arrears(law: Law, employee: Employee, request: Request, known: Known, span: Span) -> Arrears:
    """What is owed for the months of a span: to the month of knowledge by default, else to the current one."""
    check_request(law, request)
    prove_settings(law, request.settings)
    known.check()
    days = days_of(law, employee, span._replace(last=span.last or known.first or known.later))
    read = partial(law_on, law, request)

    def when_paid(day: date) -> Choices:
        return read(day)._replace(known_on=known.when_paid(day))

    def since(day: date) -> Choices:
        return read(day)._replace(known_on=known.later)

    paid, due = payslips(law, employee, days, when_paid), payslips(law, employee, days, since)
    months = tuple(Owed(one, two, changes(one, two)) for one, two in zip(paid, due, strict=True))
    taken = (*_payday(known), *assumptions([*paid, *due], request))
    return Arrears(employee, months, _late(months), taken, warnings([*paid, *due]))


def _payday(known: Known) -> list[Assumption]:
    return [] if known.first else [payday_assumption()]


def payday_assumption() -> Assumption:
    """What is taken for the law behind the pay of a month where no day is given."""
    reason = _("each month is paid under the law as it was known on that day")
    return Assumption("known_on", _("the last day of the month"), reason)


def _late(months: tuple[Owed, ...]) -> dict[str, date | None]:
    """The late texts in the order of the months, with the day each became known."""
    reasons: dict[str, date | None] = {}
    for month in months:
        known = {
            figure.version.text: month.due.binding.known(figure.version)
            for line in month.due.lines
            for figure in trace.figures(month.due, line)
            if figure.version
        }
        for text in month.texts:
            reasons.setdefault(text, known.get(text))
    return reasons
