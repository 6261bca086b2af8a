"""What one person's pay costs the employer, on one side, and the payroll tax that is settled once a year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from revalo.grids.binding import Binding, Choices, LawFigure
from revalo.grids.law import Law
from revalo.language import _
from revalo.rules import trace
from revalo.rules.caveats import Assumption, PayWarning
from revalo.rules.employer.contributions import WHOLE, single_coefficient, tax_of_employer
from revalo.rules.employer.employer import Employer
from revalo.rules.employer.exempt import exempt_share
from revalo.rules.employer.inputs import EmployerFigures
from revalo.rules.graph import Formula, Result, run
from revalo.rules.inputs import Input
from revalo.rules.payslip import Payslip

TAX_OF_YEAR = "contributions.payroll_tax_of_year"
LINES = ("contributions", "exemption", "payroll_tax")


@dataclass(frozen=True, slots=True)
class EmployerCost:
    """What one side's gross costs, in cents; gross + contributions - exemption + payroll_tax = total."""

    binding: Binding
    inputs: Mapping[str, Input]
    formulas: Mapping[str, Formula]
    results: Mapping[str, Result]
    uses: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def lines(self) -> dict[str, int]:
        """The three lines, each rounded once."""
        return {name: int(self.results[name].value) for name in LINES}

    @property
    def figures(self) -> list[LawFigure]:
        """The figures of the law behind the lines."""
        return trace.shown_figures(self)

    @property
    def gross(self) -> int:
        """The gross pay."""
        return int(self.inputs["gross"].value)

    @property
    def total(self) -> int:
        """What the pay costs in all."""
        return self.gross + self.lines["contributions"] - self.lines["exemption"] + self.lines["payroll_tax"]

    @property
    def amounts(self) -> dict[str, int]:
        """Every amount by its name in the contract."""
        return {"gross": self.gross, **self.lines, "total": self.total}


class Costed(NamedTuple):
    """The cost of a side, and what was assumed or is doubtful in the figures of the employer and of the person."""

    cost: EmployerCost
    assumptions: tuple[Assumption, ...]
    warnings: tuple[PayWarning, ...]


def employer_cost(slip: Payslip, employer: Employer) -> Costed:
    """What a payslip costs; raises `NotComputable` where no rate is sourced, `UsageError` for what does not fit."""
    side = _Side(slip, employer)
    return Costed(side.cost(), tuple(side.assumptions), tuple(side.figures.warnings))


class _Side:
    """One side: the figures of its day, and the share of exempt hours."""

    def __init__(self, slip: Payslip, employer: Employer) -> None:
        self.slip = slip
        self.figures = EmployerFigures(slip.binding, slip.employee.sector, employer, slip.employee.department)
        who, given = slip.employee, employer.exempt_share
        usual = exempt_share(slip.binding, who.sector, who.structure, who.domain, who.job)
        self.share: int = usual.value if given is None else given
        self.usual = usual.caveats if given is None else ()

    @property
    def assumptions(self) -> list[Assumption]:
        """What had to be taken for the figures and for the person."""
        return [*self.figures.assumptions, *(each for each in self.usual if isinstance(each, Assumption))]

    def cost(self) -> EmployerCost:
        """The lines, run on the gross."""
        slip, figures = self.slip, self.figures
        inputs = figures.values | figures.exempt(self.share, some=self.share > 0, others=self.share < WHOLE)
        inputs |= {name: slip.inputs[name] for name in ("worked", "full_time")}
        inputs["gross"] = Input(slip.gross, "EUR", _("gross pay"))
        if figures.is_single:
            inputs["single"] = self._single(inputs)
        results = run(figures.formulas, {name: each.value for name, each in inputs.items()})
        return EmployerCost(slip.binding, inputs, {each.id: each for each in figures.formulas}, results)

    def _single(self, inputs: Mapping[str, Input]) -> Input:
        """The coefficient of the single reduction, computed exactly before the formulas run."""
        value = {name: inputs[name].value for name in ("gross", "full_time", "minimum_wage", "worked")}
        pay, wage = value["gross"] * value["full_time"], value["minimum_wage"] * value["worked"]
        floor, slope = inputs["single_floor"].value, inputs["single_slope"].value
        return Input(single_coefficient(floor, slope, pay, wage), "coefficient", "")


def payroll_tax_of(law: Law, year: int, brackets: int, *, is_association: bool) -> int:
    """The payroll tax an employer owes for a year, in cents.

    `brackets`: the sum of what its people's brackets give over the year, in cents. Exemption, relief and the allowance
    of associations are those of the employer: they are never shared out among people.
    """
    binding = Binding(law, Choices(date(year, 12, 31)))
    exemption, below, allowance = (
        binding.scalar(f"{TAX_OF_YEAR}.{name}").value for name in ("exemption", "relief_below", "allowance")
    )
    share = binding.scalar("contributions.payroll_tax_relief").value
    return tax_of_employer(brackets, exemption, below, share, allowance if is_association else 0)
