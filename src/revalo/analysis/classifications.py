"""Classifications of one person side by side: on one day, or month by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from revalo.analysis.comparison import START, Request, check_request, law_on, prove_settings
from revalo.analysis.months import payslips
from revalo.analysis.remarks import assumptions, warnings
from revalo.calendar import today
from revalo.errors import UsageError
from revalo.grids.law import Law
from revalo.money import percent
from revalo.rules.caveats import Assumption, PayWarning
from revalo.rules.fields import Employee
from revalo.rules.payslip import Payslip


class Versus(NamedTuple):
    """A further classification as the user wrote it: its parts, the inputs it changes (None drops one), its day."""

    given: tuple[str, ...]
    inputs: Mapping[str, Any]
    on: str | None = None

    def of(self, person: Mapping[str, Any]) -> dict[str, Any]:
        """The inputs of the person in this classification."""
        return {**person, **self.inputs}


def read_versus(text: str) -> Versus:
    """`degree=2,echelon=3`: inputs under their names, separated by commas; `on=DATE` another day, `KEY=` drops one."""
    parts = tuple(part.strip() for part in text.split(","))
    inputs: dict[str, Any] = {}
    for part in parts:
        key, mark, value = part.partition("=")
        name = key.strip().lower().replace("-", "_")
        if not (name and mark):
            raise UsageError("versus-form")
        if name in ("allowance", "allowances"):
            inputs["allowances"] = [*(inputs.get("allowances") or []), value] if value else None
        elif name in inputs:
            raise UsageError("versus-twice", name=name)
        else:
            inputs[name] = value.strip() or None
    return Versus(parts, inputs, inputs.pop("on", None))


class Classified(NamedTuple):
    """A person in one classification. `given`: what sets it apart from the first, as the user wrote it."""

    given: tuple[str, ...]
    employee: Employee
    days: Sequence[date]


@dataclass(frozen=True, slots=True)
class Column:
    """A classification with its payslips, one for each day asked for, and what they rest on."""

    given: tuple[str, ...]
    slips: tuple[Payslip, ...]
    assumptions: tuple[Assumption, ...]
    warnings: tuple[PayWarning, ...]

    @property
    def gross(self) -> int:
        """The sum of the days or months, in cents."""
        return sum(slip.gross for slip in self.slips)

    def less(self, first: "Column") -> int:
        """What it pays above another column, in cents."""
        return self.gross - first.gross

    def percent(self, first: "Column") -> int | None:
        """The same in hundredths of a per cent, None where the other pays nothing."""
        return percent(self.less(first), first.gross)


def compared_columns(law: Law, people: Sequence[Classified], request: Request) -> list[Column]:
    """One column for each classification, all under the choices of a request (its two days do not count here)."""
    check_request(law, request)
    prove_settings(law, request.settings)
    return [_column(law, each, request) for each in people]


def usual_day(law: Law, employee: Employee) -> date:
    """The day compared by default: 1 October 2021 in home care, else today."""
    return START if law.pay(employee.sector) == "branch" else today()


def _column(law: Law, person: Classified, request: Request) -> Column:
    slips = payslips(law, person.employee, person.days, partial(law_on, law, request))
    return Column(person.given, tuple(slips), assumptions(slips, request), warnings(slips))
