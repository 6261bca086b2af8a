"""The gaps between what was paid and what was due."""

from typing import TYPE_CHECKING

from rich.table import Table

from revalo import language
from revalo.analysis.comparison import Request
from revalo.grids.law import Law
from revalo.language import N_, _
from revalo.money import euros
from revalo.payroll.checked import texts_of
from revalo.people.check import ENTRY, NO_MONTH, NOT_COMPUTED, NOTHING_PAID, PARTLY, PaidCheck
from revalo.people.claims import LIMIT
from revalo.people.columns import first_day
from revalo.people.gaps import CTI, GROSS
from revalo.reports.terminal import notes, palette
from revalo.reports.terminal.console import ruled
from revalo.version import notice

if TYPE_CHECKING:
    from rich.console import Console

MOST = 30  # gaps shown on screen; -o writes them all
WHAT = {GROSS: N_("Gross"), CTI: "CTI"}
REASONS = {
    NOT_COMPUTED: N_("rejected or not computable: see revalo batch"),
    NO_MONTH: N_("without a month"),
    NOTHING_PAID: N_("without paid_gross or declared_cti, or of a month that is not whole"),
    ENTRY: N_("of a month of entry"),
    PARTLY: N_("another row of the same person and month is not compared"),
}


def show(console: "Console", law: Law, request: Request, found: PaidCheck) -> None:
    """Print the first gaps with the texts behind what is due, then the totals."""
    notes.show_remarks(console, found.remarks)
    if found.gaps:
        console.print(_gaps(law, request, found))
    if len(found.gaps) > MOST:
        console.print(_("{number} more gaps: -o FILE writes them all").format(number=len(found.gaps) - MOST))
    for what, words in WHAT.items():
        if found.compared[what] or what == GROSS:
            gaps = sum(gap.what == what for gap in found.gaps)
            message = _("{what} compared: rows {number}, gaps {gaps}")
            console.print(message.format(what=_(words), number=found.compared[what], gaps=gaps))
    for reason, number in found.not_compared.items():
        if number:
            console.print(_("Not compared: rows {number}, {reason}").format(number=number, reason=_(REASONS[reason])))
    notes.show_counted(console, law, found.caveats)
    arrears = euros(found.arrears, language.current())
    console.print(
        _("Owed over the last {months} months: {amount}").format(months=LIMIT, amount=arrears), style=palette.TOTAL
    )
    console.print(notice(), style=palette.QUIET)


def _gaps(law: Law, request: Request, found: PaidCheck) -> Table:
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Person"), overflow="fold")
    table.add_column(_("Month"), no_wrap=True)
    several = {gap.what for gap in found.gaps} != {GROSS}
    if several:
        table.add_column(_("Compared"), no_wrap=True)
    for heading in (_("Paid"), _("Due"), _("Owed")):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column(_("Text"), overflow="fold")
    for gap in found.gaps[:MOST]:
        amounts = [euros(cents, language.current()) for cents in (gap.paid, gap.due, gap.arrears)]
        late = "" if found.claimable(gap) else _(" (out of time)")
        person = gap.employee_id or _("row {row}").format(row=gap.row)
        month = first_day(gap.month).strftime("%Y-%m") + late
        what = [_(WHAT[gap.what])] if several else []
        table.add_row(person, month, *what, *amounts, "\n".join(texts_of(law, request, gap)))
    return table
