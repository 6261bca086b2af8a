"""A person's situation in plain words: what was given, and the place in the grids that follows."""

from collections.abc import Iterator

from revalo.analysis.comparison import Comparison
from revalo.language import _
from revalo.reports.inputs import WORKED, field_name, value_of
from revalo.reports.pages.document import Facts
from revalo.rules.fields import Employee
from revalo.rules.payslip import Payslip


def situation(comparison: Comparison) -> Facts:
    """What is known of the person, then the place in the grid on each side."""
    law = comparison.after.binding.law
    given = {"sector": comparison.employee.sector} | comparison.employee.given_inputs()
    facts = [(field_name(name), value_of(law, name, value)) for name, value in given.items()]
    if not any(name in given for name in WORKED):
        facts.append((_("Working time"), _("full time (no hours given)")))
    return Facts((*facts, *_places(comparison)))


def _places(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """The row and place of the grid that pay is read in, on each side."""
    for word, slip in ((_("Grid, before"), comparison.before), (_("Grid, after"), comparison.after)):
        place = _place(slip)
        if place:
            yield word, place


def _place(slip: Payslip) -> str:
    coefficient = slip.inputs.get("coefficient")
    return (
        f"{coefficient.figure.label} = {coefficient.figure.table.display(coefficient.figure.value)}"
        if coefficient and coefficient.figure
        else ""
    )


def entered(employee: Employee) -> bool:
    """Whether seniority moves with time: it is counted from a date."""
    return employee.since is not None
