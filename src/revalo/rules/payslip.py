"""A payslip: the lines of one person on one day, with all that stands behind them."""

from collections.abc import Mapping
from dataclasses import dataclass

from revalo.grids.binding import Binding
from revalo.rules.employee import Employee
from revalo.rules.formulas import FAMILIES, FORMULAS
from revalo.rules.graph import Formula, Result, ordered, run
from revalo.rules.inputs import Input, Inputs
from revalo.rules.position import Assumption, Placement, Position

LINES_FIRST = ("base", "smic_topup")
LINES_LAST = ("seniority", "diploma", "tutor", "apprentice_master", "sunday", "night", "on_call")


@dataclass(frozen=True, slots=True)
class Payslip:
    """One side of a comparison. Amounts in cents; lines of 0.00 are left out, save `base`."""

    binding: Binding
    position: Position
    inputs: Mapping[str, Input]
    formulas: Mapping[str, Formula]
    results: Mapping[str, Result]
    assumptions: tuple[Assumption, ...]
    warnings: tuple[str, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """Every line there could be, in the order of a payslip."""
        return (*LINES_FIRST, *(name for name in self.formulas if name.startswith("allowance.")), *LINES_LAST)

    @property
    def lines(self) -> dict[str, int]:
        """The lines and their amounts."""
        amounts = {name: self.results[name].value for name in self.order}
        return {name: amount for name, amount in amounts.items() if amount or name == "base"}

    @property
    def gross(self) -> int:
        """The sum of the rounded lines."""
        return sum(self.lines.values())


def payslip(employee: Employee, binding: Binding) -> Payslip:
    """The payslip of a person under a binding; raises `UsageError` or `NotComputable` with the reason."""
    placement = Placement(employee, binding)
    position = placement.position()
    inputs = Inputs(employee, position, binding)
    formulas = ordered([*FORMULAS.values(), *_of_allowances(inputs)])
    results = run(formulas, {name: each.value for name, each in inputs.values.items()})
    by_name = {each.id: each for each in formulas}
    return Payslip(
        binding, position, inputs.values, by_name, results, tuple(placement.assumptions), tuple(inputs.warnings)
    )


def _of_allowances(inputs: Inputs) -> list[Formula]:
    """One line an allowance asked for, and their sum where they count against the minimum wage."""
    lines = []
    for name, need in inputs.allowances.items():
        in_euros = inputs.values[need].unit == "EUR"
        family = FAMILIES["allowance_in_euros" if in_euros else "allowance"]
        lines.append(family.renamed(f"allowance.{name}", **{family.needs[0]: need}))
    counted = tuple(line.id for line in lines) if inputs.values["counted_points"].value else ()
    return [*lines, FAMILIES["counted_allowances"].over(counted)]
