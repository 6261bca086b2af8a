"""The gaps between what was paid and what was due."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from revalo import language
from revalo.analysis.comparison import Request
from revalo.calendar import written_month
from revalo.grids.law import Law
from revalo.grids.units import whole_number
from revalo.language import N_, _
from revalo.money import euros
from revalo.payroll.checked import texts_of
from revalo.people.check import ENTRY, NO_MONTH, NOT_COMPUTED, NOTHING_PAID, PARTLY, PaidCheck
from revalo.people.claims import LIMIT
from revalo.people.columns import first_day
from revalo.people.gaps import CTI, GROSS, Gap
from revalo.reports.phrases import rows_compared
from revalo.reports.terminal import notes, palette
from revalo.reports.terminal.console import ruled
from revalo.version import notice

if TYPE_CHECKING:
    from rich.console import Console

TEXT = 10  # characters of a text that are never folded
MOST = 30  # gaps of each kind shown on screen; -o writes them all
WHAT = {GROSS: N_("Gross"), CTI: "CTI"}
REASONS = {
    NOT_COMPUTED: N_("rejected or not computable: see revalo batch"),
    NO_MONTH: N_("without a month"),
    NOTHING_PAID: N_("without paid_gross or declared_cti, or of a month that is not whole"),
    ENTRY: N_("of a month of entry"),
    PARTLY: N_("another row of the same person and month is not compared"),
}


def show(console: "Console", law: Law, request: Request, found: PaidCheck) -> None:
    """Print what is owed and what was paid above, each in a table with the texts behind it, then the totals."""
    notes.show_remarks(console, found.remarks)
    owed, above = ([gap for gap in found.gaps if (gap.arrears > 0) is due] for due in (True, False))
    if owed:
        console.print(_("Back pay due"), style=palette.TITLE)
        console.print(_gaps(law, request, found, owed, _("Back pay")))
    if above:
        console.print(_("Paid above the calculation: to check (hours, bonuses, data of the file)"), style=palette.TITLE)
        console.print(_gaps(law, request, found, above, _("Paid above")))
    unshown = sum(max(0, len(gaps) - MOST) for gaps in (owed, above))
    if unshown:
        console.print(_("{number} more gaps: -o FILE writes them all").format(number=whole_number(unshown)))
    _show_compared(console, found)
    notes.show_counted(console, law, found.caveats)
    _show_totals(console, found)
    console.print(notice(), style=palette.QUIET)


def _show_compared(console: "Console", found: PaidCheck) -> None:
    """Print how many rows were compared, and why others were not."""
    for what, words in WHAT.items():
        if found.compared[what] or what == GROSS:
            gaps = sum(gap.what == what for gap in found.gaps)
            console.print(rows_compared(_(words), found.compared[what], gaps))
    for reason, number in found.not_compared.items():
        if number:
            message = _("Not compared: rows {number}, {reason}")
            console.print(message.format(number=whole_number(number), reason=_(REASONS[reason])))


def _show_totals(console: "Console", found: PaidCheck) -> None:
    """Print the back pay that can still be claimed, then the one that is older, if any."""
    message = _("Owed over the last {months} months: {amount}")
    console.print(message.format(months=LIMIT, amount=_amount(found.arrears)), style=palette.TOTAL)
    if older := found.older_arrears:
        message = _("Older back pay: {amount} (three years to claim it: art. L. 3245-1 of the labour code)")
        console.print(message.format(amount=_amount(older)))


def _gaps(law: Law, request: Request, found: PaidCheck, gaps: Sequence[Gap], difference: str) -> Table:
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Person"), overflow="fold")
    table.add_column(_("Month"), no_wrap=True)
    several = {gap.what for gap in found.gaps} != {GROSS}
    if several:
        table.add_column(_("Compared"), no_wrap=True)
    for heading in (_("Paid"), _("Due"), difference):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column(_("Text"), overflow="fold", min_width=TEXT)
    for gap in gaps[:MOST]:
        amounts = [_amount(cents) for cents in (gap.paid, gap.due, abs(gap.arrears))]
        late = [] if found.claimable(gap) or gap.arrears < 0 else [_("> {months} months").format(months=LIMIT)]
        person = gap.employee_id or _("row {row}").format(row=gap.row)
        month = "\n".join([written_month(first_day(gap.month), language.current()), *late])
        what = [_(WHAT[gap.what])] if several else []
        table.add_row(person, month, *what, *amounts, "\n".join(texts_of(law, request, gap)))
    return table


def _amount(cents: int) -> str:
    return euros(cents, language.current())
