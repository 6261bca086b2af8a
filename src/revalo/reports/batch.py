"""What a run did, as tables on the terminal: rows, rejects by reason, totals and groups, assumptions."""

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from revalo import language
from revalo.language import _
from revalo.money import euros, localised, plain
from revalo.payroll.messages import reason
from revalo.people.summary import Summary, Totals
from revalo.reports.words import notice

if TYPE_CHECKING:
    from rich.console import Console

SMALL = 5  # groups of fewer people are hidden: they would identify them


def show(console: "Console", summary: Summary, *, show_small: bool = False) -> None:
    """Print the summary of a run."""
    console.print(_rows(summary))
    if summary.total.people:
        console.print(_groups(summary, show_small=show_small))
    for name, rows in sorted(summary.assumed.items()):
        console.print(_("- {name}: assumed for {rows} rows").format(name=name, rows=rows))
    if summary.without_measures:
        message = _("- no profession or structure: no Ségur measure counted for {rows} rows")
        console.print(message.format(rows=summary.without_measures))
    console.print(notice(), style="dim")


def _rows(summary: Summary) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(_("Rows"))
    table.add_column("", justify="right", no_wrap=True)
    table.add_row(_("in"), _number(summary.rows_in))
    table.add_row(_("out"), _number(summary.rows_out))
    table.add_row(_("rejected"), _number(summary.rows_rejected))
    for code, number in summary.rejected.most_common():
        table.add_row(f"  {reason(code)}", _number(number), style="dim")
    return table


def _groups(summary: Summary, *, show_small: bool) -> Table:
    titles = {"service": _("Service"), "department": _("Département"), "category": _("Category"), "sector": _("Sector")}
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=False)
    table.add_column(titles[summary.by], overflow="fold")
    for heading in (_("People"), _("Before"), _("After"), _("Gain"), "%"):
        table.add_column(heading, justify="right", no_wrap=True)
    shown = sorted(summary.groups.items(), key=lambda each: each[0])
    hidden = 0
    for name, totals in shown if len(shown) > 1 else []:
        if totals.people < SMALL and not show_small:
            hidden += 1
        else:
            table.add_row(name or _("(none)"), *_figures(totals))
    if hidden:
        table.add_row(
            _("{number} groups under {small} people (--show-small)").format(number=hidden, small=SMALL), style="dim"
        )
    table.add_row(_("Total"), *_figures(summary.total), style="bold")
    return table


def _figures(totals: Totals) -> tuple[str, ...]:
    lang = language.current()
    amounts = tuple(euros(cents, lang) for cents in (totals.before, totals.after, totals.gain))
    percent = "" if totals.percent is None else localised(plain(totals.percent), lang)
    return (_number(totals.people), *amounts, percent)


def _number(number: int) -> str:
    return localised(str(number), language.current())
