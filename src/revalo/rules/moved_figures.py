"""The payslip of another month where figures have moved and nothing else: most of a payslip known is kept."""

from dataclasses import replace

from revalo.grids.binding import Binding
from revalo.rules.graph import run_again
from revalo.rules.inputs import scalar
from revalo.rules.payslip import Payslip
from revalo.rules.unchanged import FIGURES, moved_figures


def with_moved_figures(slip: Payslip, binding: Binding) -> Payslip | None:
    """The payslip of a person in home care under a binding that differs by its day alone; None where more has changed.

    More than figures that the formulas take as they are (`FIGURES`): what the person has by years, a rule, a grid.
    """
    if binding.law.pay(slip.employee.sector) != "branch":
        return None
    moved = moved_figures(slip, binding)
    if not moved:
        return None
    others = {FIGURES[path]: scalar(binding, path) for path in moved if _gives(slip, path)}
    again = run_again(slip.formulas.values(), slip.values, {name: each.value for name, each in others.items()})
    binding.read_too(slip.read.paths_read)
    results, inputs = {**slip.results, **dict(again)}, {**slip.inputs, **others}
    return replace(slip, binding=binding, read=binding, inputs=inputs, results=results, uses={})


def _gives(slip: Payslip, path: str) -> bool:
    """Whether the input of a table is its figure: a département may have a minimum wage of its own."""
    figure = slip.inputs[FIGURES[path]].figure
    return figure is not None and figure.table.path == path
