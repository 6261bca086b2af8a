"""The payslip of another month where figures have moved and nothing else: most of a payslip known is kept."""

from dataclasses import replace

from revalo.grids.binding import Binding
from revalo.rules.branch_inputs import seniority_rate
from revalo.rules.graph import run_again
from revalo.rules.inputs import scalar
from revalo.rules.measure_inputs import pays_by_years
from revalo.rules.payslip import Payslip
from revalo.rules.seniority import years_since
from revalo.rules.unchanged import FIGURES, moved_whatever_the_years, same_years


def with_moved_figures(slip: Payslip, binding: Binding) -> Payslip | None:
    """The payslip of a person in home care under a binding that differs by its day alone; None where more has changed.

    More than figures that the formulas take as they are (`FIGURES`), and the rate of seniority: a rule, a grid.
    """
    employee, sector = slip.employee, slip.employee.sector
    if binding.law.pay(sector) != "branch":
        return None
    moved = moved_whatever_the_years(slip, binding)
    if moved is None:
        return None
    others = {FIGURES[path]: scalar(binding, path) for path in moved if _gives(slip, path)}
    if not same_years(employee, slip.read.choices.day, binding.choices.day):
        years = years_since(employee.since, binding.choices.day)
        if years is None or years.completed < 0 or not _has_years_in_rate_alone(slip):
            return None
        others["seniority_rate"] = seniority_rate(binding, years)
    again = run_again(slip.formulas.values(), slip.values, {name: each.value for name, each in others.items()})
    binding.read_too(slip.read.paths_read)
    results, inputs = {**slip.results, **dict(again)}, {**slip.inputs, **others}
    return replace(slip, binding=binding, read=binding, inputs=inputs, results=results, uses={})


def _has_years_in_rate_alone(slip: Payslip) -> bool:
    """Whether the years of a person do nothing but give the rate of seniority: in the grid of 2021, échelon given."""
    employee = slip.employee
    is_new = "seniority_basis_rule" in slip.inputs
    return is_new and employee.echelon is not None and not pays_by_years(slip.binding.law, employee.sector)


def _gives(slip: Payslip, path: str) -> bool:
    """Whether the input of a table is its figure: a département may have a minimum wage of its own."""
    figure = slip.inputs[FIGURES[path]].figure
    return figure is not None and figure.table.path == path
