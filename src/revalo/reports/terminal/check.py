"""The gaps between what was paid and what was due."""

from itertools import islice
from typing import TYPE_CHECKING

from rich.table import Table

from revalo import language
from revalo.analysis.comparison import Request
from revalo.calendar import month_after, written_month
from revalo.grids.law import Law
from revalo.grids.units import numbered
from revalo.language import N_, _
from revalo.money import euros
from revalo.payroll.checked import bound_once, texts_of
from revalo.people.check import ENTRY, NO_MONTH, NOT_COMPUTED, NOTHING_PAID, PARTLY, PaidCheck
from revalo.people.claims import LIMIT, claimable
from revalo.people.columns import first_day
from revalo.people.gaps import CTI, GROSS, Gaps
from revalo.reports.phrases import short_title
from revalo.reports.terminal import notes, palette
from revalo.reports.terminal.console import ruled
from revalo.version import notice

if TYPE_CHECKING:
    from rich.console import Console

TEXT = 10  # characters of a text that are never folded
MOST = 30  # gaps of each kind shown on screen; -o writes them all
WHAT = {GROSS: N_("Gross"), CTI: "CTI"}
REASONS = {
    NOT_COMPUTED: N_("rejected or not computable (see revalo batch)"),
    NO_MONTH: N_("no month"),
    NOTHING_PAID: N_("no gross paid nor CTI declared, or an incomplete month"),
    ENTRY: N_("month of entry"),
    PARTLY: N_("another row of the same person and month is not compared"),
}


def show(console: "Console", law: Law, request: Request, check: PaidCheck) -> None:
    """Print what was compared, what is owed with the texts behind it, what was paid above, then the totals."""
    notes.show_remarks(console, check.remarks)
    console.print(_titled(check), style=palette.TITLE)
    _show_compared(console, check)
    console.print()
    is_owed = check.gaps.arrears() > 0
    owed, above = check.gaps.where(is_owed), check.gaps.where(~is_owed)
    if owed:
        console.print(_("Back pay due"), style=palette.TITLE)
        console.print(_gaps(law, request, check, owed, owed=True))
    if above:
        console.print(_("Paid above the calculation: to check (hours, bonuses, data of the file)"), style=palette.TITLE)
        console.print(_gaps(law, request, check, above, owed=False))
    unshown = sum(max(0, len(gaps) - MOST) for gaps in (owed, above))
    if unshown:
        console.print(
            numbered("{number} more gap: -o FILE writes it", "{number} more gaps: -o FILE writes them all", unshown)
        )
    notes.show_counted(console, law, check.caveats)
    _show_totals(console, check)
    console.print(notice(), style=palette.QUIET)


def _show_compared(console: "Console", check: PaidCheck) -> None:
    """Print how many rows were compared, and why others were not."""
    for what in WHAT:
        if check.compared[what] or what == GROSS:
            console.print(rows_compared(what, check.compared[what], check.gaps.number_of(what)))
    for reason, number in check.not_compared.items():
        if number:
            console.print(f"  {rows_not_compared(reason, number)}", style=palette.QUIET)


def rows_compared(what: str, number: int, gaps: int) -> str:
    """How many rows of a payroll were compared, and how many differ."""
    compared = numbered("{number} row compared", "{number} rows compared", number)
    if what == GROSS:
        found = numbered("{number} gap in gross pay", "{number} gaps in gross pay", gaps)
    else:
        found = numbered("{number} gap in CTI", "{number} gaps in CTI", gaps)
    return f"{compared}, {found}"


def rows_not_compared(reason: str, number: int) -> str:
    """How many rows of a payroll were not compared, and why."""
    why = _(REASONS[reason])
    return numbered("{number} row not compared: {reason}", "{number} rows not compared: {reason}", number, reason=why)


def _titled(check: PaidCheck) -> str:
    """What is compared, over which months."""
    lang = language.current()
    if not check.months:
        return _("Gross paid and gross due")
    first, last = (written_month(first_day(month), lang) for month in (min(check.months), max(check.months)))
    if first == last:
        return _("Gross paid and gross due, {month}").format(month=first)
    return _("Gross paid and gross due, from {first} to {last}").format(first=first, last=last)


def _show_totals(console: "Console", check: PaidCheck) -> None:
    """Print the back pay that can still be claimed, the older one, what was paid above; none is taken off another."""
    since = written_month(month_after(check.today, -LIMIT), language.current())
    message = _("Back pay due over the last {months} months (since {month}): {amount}")
    words = message.format(months=LIMIT, month=since, amount=_amount(check.arrears))
    console.print(words, style=palette.TOTAL)
    if older := check.older_arrears:
        message = _("Older back pay: {amount} (limit of three years to be judged: labour code, art. L.3245-1)")
        console.print(message.format(amount=_amount(older)))
    if above := check.overpaid:
        console.print(_("Paid above the calculation: {amount}, not taken off").format(amount=_amount(above)))


def _gaps(law: Law, request: Request, check: PaidCheck, gaps: Gaps, *, owed: bool) -> Table:
    """Gaps of one kind: back pay, with the texts behind what is due, or what was paid above."""
    several, bound = check.gaps.number_of(CTI) > 0, bound_once(law, request)
    table = _headed(several=several, owed=owed)
    for gap in islice(gaps, MOST):
        late = [] if claimable(gap.month, check.today) or not owed else [_("> {months} months").format(months=LIMIT)]
        cells = [gap.employee_id or _("row {row}").format(row=gap.row)]
        cells.append("\n".join([written_month(first_day(gap.month), language.current()), *late]))
        cells += [_(WHAT[gap.what])] if several else []
        cells += map(_amount, (gap.paid, gap.due, abs(gap.arrears)))
        texts = [short_title(law, text) for text in texts_of(law, gap, bound)] if owed else []
        table.add_row(*cells, *(["\n".join(texts)] if owed else []))
    return table


def _headed(*, several: bool, owed: bool) -> Table:
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Person"), overflow="fold")
    table.add_column(_("Month"), no_wrap=True)
    sides = (_("Paid"), _("Due")) if several else (_("Gross paid"), _("Gross due"))
    if several:
        table.add_column(_("Compared"), no_wrap=True)
    for heading in (*sides, _("Back pay") if owed else _("Paid above")):
        table.add_column(heading, justify="right", no_wrap=True)
    if owed:
        table.add_column(_("Text"), overflow="fold", min_width=TEXT)
    return table


def _amount(cents: int) -> str:
    return euros(cents, language.current())
