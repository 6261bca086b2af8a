"""A payslip: the lines of one person on one day, with all that stands behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from revalo.grids.binding import Binding
from revalo.language import _
from revalo.rules.branch_inputs import BranchInputs
from revalo.rules.fields import Employee
from revalo.rules.formulas import family, nodes, place
from revalo.rules.graph import Formula, Result, ordered, run
from revalo.rules.inputs import CivilServiceInputs, GivenGrossInputs, Input, Inputs, given_by
from revalo.rules.measures import Eligibility, Verdict, amount_of
from revalo.rules.placement import Assumption, Placement
from revalo.rules.segur import BY_UNIT


@dataclass(frozen=True, slots=True)
class Payslip:
    """One side of a comparison. Amounts in cents; lines of 0.00 are left out, except `base`."""

    employee: Employee
    binding: Binding
    inputs: Mapping[str, Input]
    formulas: Mapping[str, Formula]
    results: Mapping[str, Result]
    verdicts: tuple[Verdict, ...]
    assumptions: tuple[Assumption, ...]
    warnings: tuple[str, ...]

    @property
    def order(self) -> list[str]:
        """Every line there could be, in the order of a payslip."""
        return list(_in_order(tuple(name for name, each in self.formulas.items() if each.kind == "line")))

    @property
    def lines(self) -> dict[str, int]:
        """The lines and their amounts."""
        amounts = {name: self.results[name].value for name in self.order}
        return {name: amount for name, amount in amounts.items() if amount or name == "base"}

    @property
    def gross(self) -> int:
        """The sum of the rounded lines."""
        return sum(self.lines.values())


@lru_cache(maxsize=256)
def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Lines in the order of a payslip: those of many payslips, put in order once."""
    return tuple(sorted(names, key=place))


def payslip(employee: Employee, binding: Binding) -> Payslip:
    """The payslip of a person under a binding; raises `UsageError` or `NotComputable` with the reason."""
    placement = Placement(employee, binding)
    pay = binding.law.pay(employee.sector)
    inputs, families = _inputs(employee, binding, placement, pay)
    eligibility = _eligibility(employee, binding, placement, inputs)
    verdicts = eligibility.verdicts() if eligibility else []
    families += _measures(verdicts, binding, placement, inputs)
    formulas = ordered([*nodes(pay), *families])
    results = run(formulas, {name: each.value for name, each in inputs.values.items()})
    return Payslip(
        employee,
        binding,
        inputs.values,
        {each.id: each for each in formulas},
        results,
        tuple(verdicts),
        tuple(placement.assumptions),
        (*placement.warnings, *inputs.warnings),
    )


def _inputs(employee: Employee, binding: Binding, placement: Placement, pay: str) -> tuple[Inputs, list[Formula]]:
    """The inputs of a way of being paid, and the lines of which a person may have several."""
    if pay == "branch":
        branch = BranchInputs(employee, placement.position(), binding)
        return branch, _allowances(branch)
    inputs: Inputs = CivilServiceInputs(employee, binding) if pay == "index" else GivenGrossInputs(employee, binding)
    if employee.index is None and employee.gross is None:
        name = "--index" if pay == "index" else "--gross"
        inputs.warnings.append(_("{option} is not given: only the measures are counted").format(option=name))
    return inputs, []


def _allowances(inputs: BranchInputs) -> list[Formula]:
    """One line an allowance asked for, and their sum where they count against the minimum wage."""
    lines = []
    for name, need in inputs.allowances.items():
        each = family("allowance_in_euros" if inputs.values[need].unit == "EUR" else "allowance")
        lines.append(each.renamed(f"allowance.{name}", **{each.needs[0]: need}))
    counted = tuple(line.id for line in lines) if inputs.values["counted_points"].value else ()
    return [*lines, family("counted_allowances").over(counted)]


def _eligibility(employee: Employee, binding: Binding, placement: Placement, inputs: Inputs) -> Eligibility | None:
    """The measures to consider; none, with a warning, where structure or profession is unknown."""
    structure = employee.structure or binding.law.sectors[employee.sector].structure
    if structure is not None and employee.structure is None:
        placement.assume("structure", structure, _("not given: the usual one of this sector"))
    if binding.law.pay(employee.sector) == "branch":
        return Eligibility(employee, structure, binding)
    if structure is None or employee.profession is None:
        missing = "--structure" if structure is None else "--profession"
        inputs.warnings.append(_("{option} is not given: no Ségur measure is counted").format(option=missing))
        return None
    return Eligibility(employee, structure, binding)


def _measures(verdicts: list[Verdict], binding: Binding, placement: Placement, inputs: Inputs) -> list[Formula]:
    """One line a measure that applies every month; a warning for one that is only promised."""
    lines = []
    for verdict in verdicts:
        measure = binding.law.measures[verdict.measure]
        if verdict.promised:
            inputs.warnings.append(f"{verdict.measure}{_(': ')}{verdict.reason}")
        if verdict.path is None or measure.once:
            continue
        banded = binding.law.table(verdict.path).shape in ("bands", "over")
        found = amount_of(binding, verdict.path, placement.seniority().completed if banded else 0)
        each = family(BY_UNIT[found.unit])
        line = f"segur.{verdict.measure}"
        inputs.values[f"{line}.amount"] = given_by(found)
        if found.unit == "points":
            inputs.values["index_point"] = inputs.of("civil_service.point_value")
        lines.append(each.renamed(line, **{each.needs[0]: f"{line}.amount"}))
    return lines
