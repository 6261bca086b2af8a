"""What is owed to a payroll for texts known late: by text, by month, and over the last three years."""

from typing import TYPE_CHECKING

from rich.table import Table

from revalo import language
from revalo.calendar import month_after, written, written_month
from revalo.grids.units import whole_number
from revalo.language import _
from revalo.money import euros
from revalo.people.arrears import OwedPayroll
from revalo.people.arrears_sums import ArrearsSums
from revalo.people.claims import LIMIT
from revalo.people.columns import first_day
from revalo.register import reasons
from revalo.reports.phrases import provenance
from revalo.reports.terminal import notes, palette
from revalo.reports.terminal.console import ruled
from revalo.version import notice

if TYPE_CHECKING:
    from rich.console import Console


def show(console: "Console", owed: OwedPayroll) -> None:
    """Print the rows, what is owed by text and by month, the total, what it rests on, and the notice."""
    law, sums = owed.counting.law, owed.sums
    notes.show_remarks(console, sums.remarks)
    console.print(_rows(sums))
    if sums.texts:
        console.print(_texts(owed))
        console.print(_months(sums))
    for line in _totals(sums):
        console.print(line, style=palette.TOTAL)
    notes.show_counted(console, law, sums.caveats)
    console.print(notice(), style=palette.QUIET)
    console.print(provenance(law), style=palette.QUIET)


def _rows(sums: ArrearsSums) -> Table:
    table = Table(box=ruled(), pad_edge=False)
    table.add_column(_("Rows"))
    table.add_column("", justify="right", no_wrap=True)
    table.add_row(_("read"), whole_number(sums.rows_in))
    table.add_row(_("computed"), whole_number(sums.rows_out))
    if sums.outside:
        table.add_row(_("outside --from and --to"), whole_number(sums.outside))
    table.add_row(_("rejected"), whole_number(sums.rows_rejected))
    for why, number in reasons(sums.rejected):
        table.add_row(f"  {why}", whole_number(number), style=palette.QUIET)
    if sums.skipped:
        table.add_row(_("set apart (no person)"), whole_number(len(sums.skipped)))
    return table


def _texts(owed: OwedPayroll) -> Table:
    """A row for each late text."""
    sums, known = owed.sums, owed.counting.known()
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Text"), overflow="fold")
    table.add_column(_("Published on"), no_wrap=True)
    table.add_column(_("Months"), no_wrap=True)
    for head in (_("Back pay due"), _("Within 36 months")):
        table.add_column(head, justify="right", no_wrap=True)
    for text in owed.counting.texts():
        if (of_text := sums.texts.get(text.id)) is not None:
            day = written(known[text.id], language.current())
            months = (
                _month(of_text.first)
                if of_text.first == of_text.last
                else f"{_month(of_text.first)} - {_month(of_text.last)}"
            )
            table.add_row(text.id, day, months, _amount(of_text.owed), _amount(of_text.within))
    table.add_row(_("Total"), "", "", _amount(sums.owed), _amount(sums.within), style=palette.TOTAL)
    return table


def _months(sums: ArrearsSums) -> Table:
    """A row for each month with something owed."""
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Month"), no_wrap=True)
    for head in (_("People"), _("Paid"), _("Due"), _("Back pay due")):
        table.add_column(head, justify="right", no_wrap=True)
    for month, owed in sorted(sums.months.items()):
        name = _month(month) if sums.is_claimable(month) else f"{_month(month)} *"
        table.add_row(name, whole_number(owed.people), *map(_amount, (owed.paid, owed.due, owed.owed)))
    table.add_row(_("Total"), whole_number(sums.pays_owed), "", "", _amount(sums.owed), style=palette.TOTAL)
    return table


def _totals(sums: ArrearsSums) -> list[str]:
    """What is owed, in the time in which it can be claimed and before."""
    message = _("Months of pay computed: {pays}; with back pay due: {owed}")
    lines = [message.format(pays=whole_number(sums.pays), owed=whole_number(sums.pays_owed))]
    since = written_month(month_after(sums.today, -LIMIT), language.current())
    message = _("Back pay due over the last {months} months (since {month}): {amount}")
    lines.append(message.format(months=LIMIT, month=since, amount=_amount(sums.within)))
    if sums.owed != sums.within:
        message = _("Older (*): {amount} (limit of three years to be judged case by case, labour code, art. L.3245-1)")
        lines.append(message.format(amount=_amount(sums.owed - sums.within)))
    if sums.above:
        message = _("of which paid above what is due: {amount}, taken off these sums")
        lines.append(message.format(amount=_amount(sums.above)))
    return lines


def _month(month: int) -> str:
    return written_month(first_day(month), language.current())


def _amount(cents: int) -> str:
    return euros(cents, language.current())
