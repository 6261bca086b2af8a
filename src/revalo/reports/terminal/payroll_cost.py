"""What a payroll costs its employer: by line, by group, by text, and the payroll tax of a year."""

from typing import TYPE_CHECKING

from rich.table import Table

from revalo import language
from revalo.calendar import written
from revalo.grids.decomposition import cause_label
from revalo.grids.law import Law
from revalo.language import _
from revalo.money import euros, localised, plain
from revalo.payroll.writing.cost_words import COST_LINES, year_tax_lines
from revalo.payroll.writing.headings import GROUPS
from revalo.people.merging import split
from revalo.people.sums import Totals, written_headcount
from revalo.reports.terminal import palette
from revalo.reports.terminal.console import ruled

if TYPE_CHECKING:
    from rich.console import Console

    from revalo.people.cost_sums import CostSums

MOST = 40  # groups shown on screen; the sheet of a workbook has them all


def show(console: "Console", law: Law, cost: "CostSums") -> None:
    """Print the lines before and after, the groups, what each text costs, and the tax of a year."""
    console.print(_lines(cost))
    if len(cost.groups) > 1 or cost.by != "service":
        console.print(_groups(cost))
    if cost.causes:
        console.print(_causes(law, cost))
    for line in year_tax_lines(law, cost):
        console.print("- " + line)
    console.print()


def _lines(cost: "CostSums") -> Table:
    """A row for each line; what is taken off stands below zero."""
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Employer cost, per month"))
    for heading in (_("Before"), _("After"), _("Difference")):
        table.add_column(heading, justify="right", no_wrap=True)
    for name, words in COST_LINES.items():
        sign = -1 if name == "exemption" else 1
        before, after = (sign * sums[name] for sums in cost.sides.values())
        style = palette.TOTAL if name == "total" else ""
        table.add_row(_(words), _amount(before), _amount(after), _signed(after - before), style=style)
    return table


def _groups(cost: "CostSums") -> Table:
    """The cost by group, those that are too many put together."""
    parts = split(dict(sorted(cost.groups.items())), set(), MOST)
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_(GROUPS[cost.by]), overflow="fold")
    for heading in (_("People"), _("Cost before"), _("Cost after"), _("Difference"), "%"):
        table.add_column(heading, justify="right", no_wrap=True)
    for name, totals in (*parts.shown, *parts.rest()):
        table.add_row(name or _("(none)"), *_figures(totals))
    table.add_row(_("Total"), *_figures(cost.total), style=palette.TOTAL)
    return table


def _figures(totals: Totals) -> tuple[str, ...]:
    percent = "" if totals.percent is None else localised(plain(totals.percent), language.current())
    people = written_headcount(totals.people)
    return people, _amount(totals.before), _amount(totals.after), _signed(totals.gain), percent


def _causes(law: Law, cost: "CostSums") -> Table:
    """The rise of cost by cause."""
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Since"), no_wrap=True)
    table.add_column(_("Why the cost changes"))
    table.add_column(_("Cost"), justify="right", no_wrap=True)
    for cause, cents in cost.causes:
        if cents:
            since = written(cause.start, language.current()) if cause.start else ""
            table.add_row(since, cause_label(law, cause), _signed(cents))
    table.add_row("", _("Total"), _signed(cost.total.gain), style=palette.TOTAL)
    return table


def _amount(cents: int) -> str:
    return euros(cents, language.current())


def _signed(cents: int) -> str:
    return euros(cents, language.current(), signed=True)
