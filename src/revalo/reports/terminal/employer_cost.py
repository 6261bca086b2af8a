"""What one person's pay costs the employer, as a table below that of the pay."""

from typing import TYPE_CHECKING

from rich.table import Table

from revalo import language
from revalo.analysis.employer_cost import EmployerCosts
from revalo.language import _
from revalo.money import euros
from revalo.reports.phrases import line_label
from revalo.reports.terminal.console import ruled
from revalo.rules.employer.cost import EmployerCost

if TYPE_CHECKING:
    from rich.console import Console


def show(console: "Console", costs: EmployerCosts) -> None:
    """Print the lines on both sides, then how much of the difference is exemption or reduction lost."""
    console.print(_table(costs))
    change, gross = costs.difference["total"], costs.difference["gross"]
    message = _("{gross} of gross pay: {cost} per month for the employer")
    console.print(message.format(cost=_signed(change), gross=_signed(gross)))
    if costs.lost:
        message = _("of which {lost} is relief on contributions that is lost")
        console.print(message.format(lost=_amount(costs.lost)))


def _table(costs: EmployerCosts) -> Table:
    table = Table(box=ruled(), show_footer=True, pad_edge=False, expand=False)
    amounts = (_amount(costs.before.total), _amount(costs.after.total), _signed(costs.difference["total"]))
    table.add_column(_("Employer cost"), _("Total cost"))
    for head, total in zip((_("Before"), _("After"), _("Difference")), amounts, strict=True):
        table.add_column(head, total, justify="right", no_wrap=True)
    table.add_row(_("Gross"), *_row(costs, "gross", 1))
    for name in costs.after.lines:
        table.add_row(_label(costs.after, name), *_row(costs, name, -1 if name == "exemption" else 1))
    return table


def _row(costs: EmployerCosts, name: str, sign: int) -> tuple[str, str, str]:
    """The amounts of a line, below zero where it is taken off."""
    before, after = (sign * cost.amounts[name] for cost in (costs.before, costs.after))
    return _amount(before), _amount(after), _signed(after - before)


def _label(cost: EmployerCost, name: str) -> str:
    return line_label(cost, name)


def _amount(cents: int) -> str:
    return euros(cents, language.current())


def _signed(cents: int) -> str:
    return euros(cents, language.current(), signed=True)
