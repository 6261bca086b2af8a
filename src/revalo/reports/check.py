"""The gaps between what was paid and what was due."""

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from revalo import language
from revalo.grids.law import Law
from revalo.language import _
from revalo.money import euros
from revalo.payroll.checked import texts_of
from revalo.people.check import LIMIT, Comparison
from revalo.people.table import first_day
from revalo.reports.words import notice
from revalo.rules.comparison import Request

if TYPE_CHECKING:
    from rich.console import Console

MOST = 30  # gaps shown on screen; -o writes them all


def show(console: "Console", law: Law, request: Request, found: Comparison) -> None:
    """Print the first gaps with the texts behind what is due, then the totals."""
    if found.gaps:
        console.print(_gaps(law, request, found))
    if len(found.gaps) > MOST:
        console.print(_("{number} more gaps: -o FILE writes them all").format(number=len(found.gaps) - MOST))
    console.print(_("Compared: {number} rows, {gaps} with a gap").format(number=found.compared, gaps=len(found.gaps)))
    if found.not_compared:
        message = _("Not compared: {number} rows (no month, no paid_gross, month of entry, or not computable)")
        console.print(message.format(number=found.not_compared))
    arrears = euros(found.arrears, language.current())
    console.print(_("Owed over the last {months} months: {amount}").format(months=LIMIT, amount=arrears), style="bold")
    console.print(notice(), style="dim")


def _gaps(law: Law, request: Request, found: Comparison) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(_("Person"), overflow="fold")
    table.add_column(_("Month"), no_wrap=True)
    for heading in (_("Paid"), _("Due"), _("Owed")):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column(_("Text"), overflow="fold")
    for gap in found.gaps[:MOST]:
        amounts = [euros(cents, language.current()) for cents in (gap.paid, gap.due, gap.arrears)]
        late = "" if found.claimable(gap) else _(" (out of time)")
        person = gap.employee_id or _("row {row}").format(row=gap.row)
        month = first_day(gap.month).strftime("%Y-%m") + late
        table.add_row(person, month, *amounts, "\n".join(texts_of(law, request, gap)))
    return table
