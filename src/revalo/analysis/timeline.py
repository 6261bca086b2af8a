"""A person's pay month by month: what changed each month, by which text, and what it brought in all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate, groupby, pairwise, repeat
from typing import NamedTuple

from revalo.analysis.changes import Change, changes
from revalo.analysis.comparison import Request, assumed, check_request, law_on, prove_settings
from revalo.analysis.months import Span, days_of, payslips
from revalo.analysis.remarks import assumptions, carried_forward, warnings, with_joined_values
from revalo.grids.law import Law
from revalo.money import half_up
from revalo.rules.caveats import Assumption, PayWarning, each_once
from revalo.rules.employer.cost import EmployerCost, employer_cost
from revalo.rules.employer.employer import Employer
from revalo.rules.fields import Employee
from revalo.rules.inputs import MINIMUM_WAGE, OWN_MINIMUM_WAGE
from revalo.rules.payslip import Payslip


class Month(NamedTuple):
    """A month. `changes`: since the month before. Amounts in cents.

    `minimum_wage`: that of the time worked, None where the law held has none or only measures are counted.
    `gain`: the gross less that of the first month; `cumulated`: the sum of the gains up to this month; `cost`: what
    the pay costs the employer, where it is asked for.
    """

    slip: Payslip
    changes: tuple[Change, ...]
    minimum_wage: int | None
    gain: int
    cumulated: int
    cost: EmployerCost | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A person's months, in order, with what they rest on."""

    employee: Employee
    months: tuple[Month, ...]
    assumptions: tuple[Assumption, ...]
    warnings: tuple[PayWarning, ...]

    @property
    def by_day(self) -> dict[date, Payslip]:
        """The payslips by the day they are computed on."""
        return {month.slip.binding.choices.day: month.slip for month in self.months}

    @property
    def gross(self) -> int:
        """The sum of the months, in cents."""
        return sum(month.slip.gross for month in self.months)

    @property
    def cost(self) -> int | None:
        """What the months cost the employer in all, in cents; None where it was not asked for."""
        costs = [month.cost.total for month in self.months if month.cost is not None]
        return sum(costs) if costs else None

    @property
    def gain(self) -> int:
        """What the months brought above the pay of the first one kept unchanged, in cents."""
        return self.months[-1].cumulated


def timeline(law: Law, employee: Employee, request: Request, span: Span, employer: Employer | None = None) -> Timeline:
    """The months of a span, all under the choices of a request (its two days do not count here).

    `employer`: whose cost is counted month by month, None for none.

    Raises `UsageError` or `NotComputable` that names the month at fault.
    """
    check_request(law, request)
    prove_settings(law, request.settings)
    slips = payslips(law, employee, days_of(law, employee, span), partial(law_on, law, request))
    whole = along(slips, request)
    return whole if employer is None else _costed(whole, employer)


def _costed(timeline: Timeline, employer: Employer) -> Timeline:
    """The timeline with what each month costs, and what was assumed or is doubtful in it."""
    costed = [employer_cost(month.slip, employer) for month in timeline.months]
    costs = [each.cost for each in costed]
    taken = [*(each for one in costed for each in one.assumptions), *(each for one in costs for each in assumed(one))]
    doubts = [*(each for one in costed for each in one.warnings), *carried_forward(costs)]
    return Timeline(
        timeline.employee,
        tuple(month._replace(cost=cost) for month, cost in zip(timeline.months, costs, strict=True)),
        each_once([*timeline.assumptions, *with_joined_values(taken)]),
        each_once([*timeline.warnings, *doubts]),
    )


def along(slips: Sequence[Payslip], request: Request) -> Timeline:
    """The timeline of the payslips of one person, month after month."""
    gains = [slip.gross - slips[0].gross for slip in slips]
    moved = [(), *(changes(one, two) for one, two in pairwise(slips))]
    rows = map(Month, slips, moved, _minimum_wages(slips), gains, accumulate(gains))
    return Timeline(slips[0].employee, tuple(rows), assumptions(slips, request), warnings(slips))


def _minimum_wages(slips: Sequence[Payslip]) -> Iterator[int | None]:
    """That of each month, found once for those computed once: they read the same minimum wage."""
    for _computed, alike in groupby(slips, key=lambda slip: id(slip.results)):
        first, *others = alike
        yield from repeat(minimum_wage(first), 1 + len(others))


def minimum_wage(slip: Payslip) -> int | None:
    """The minimum wage of the time worked, in cents, if the pay of the slip can be held against it."""
    person, binding = slip.employee, slip.binding
    paid = binding.law.pay(person.sector) == "branch" or bool(person.index or person.grade or person.gross)
    floor = OWN_MINIMUM_WAGE.get(person.department or "", MINIMUM_WAGE)
    if not paid or not binding.exists(floor):
        return None
    worked, full_time = slip.inputs["worked"].value, slip.inputs["full_time"].value
    return int(half_up(binding.scalar(floor).value * worked, full_time))
