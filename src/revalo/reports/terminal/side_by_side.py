"""Scenarios beside the law as it stands: what each adds, in all and by group, as tables and as bars."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from revalo import language
from revalo.language import _
from revalo.money import euros, localised, plain
from revalo.payroll.writing.headings import GROUPS
from revalo.people.group_sums import GroupSums
from revalo.people.merging import split
from revalo.people.side_by_side import ScenarioSums, whole
from revalo.people.sums import Totals, written_headcount
from revalo.reports.terminal import palette
from revalo.reports.terminal.bars import bar
from revalo.reports.terminal.console import ruled

if TYPE_CHECKING:
    from rich.console import Console

CELLS, MOST = 30, 40
YEAR = 12  # months


def show(console: "Console", compared: Sequence[ScenarioSums], by: str) -> None:
    """Print the law as it stands and each scenario, a picture of the differences, then the groups."""
    console.print(_whole(_("Scenarios, gross per month"), [(each.scenario.name, each.gross) for each in compared]))
    costs = [(each.scenario.name, each.cost) for each in compared if each.cost is not None]
    if costs:
        console.print(_whole(_("Scenarios, employer cost per month"), costs))
    show_bars(console, [(each.scenario.name, whole(each.gross).gain) for each in compared])
    if len(compared[0].gross.totals()) > 1 or by != "service":
        console.print(_groups(compared, by))


def _whole(title: str, sums: Sequence[tuple[str, GroupSums]]) -> Table:
    """The law as it stands, then each scenario with its difference."""
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(title, overflow="fold")
    for heading in (_("Amount"), _("Difference"), "%", _("Difference per year")):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_row(_("the law as it stands"), _amount(whole(sums[0][1]).before), "", "", "")
    for name, sums_of in sums:
        table.add_row(name, *_figures(whole(sums_of)))
    return table


def _figures(totals: Totals) -> tuple[str, ...]:
    percent = "" if totals.percent is None else localised(plain(totals.percent), language.current())
    return _amount(totals.after), _signed(totals.gain), percent, _signed(YEAR * totals.gain)


def show_bars(console: "Console", differences: Sequence[tuple[str, int]]) -> None:
    """Print a bar for each difference to the law as it stands."""
    console.print(_("Difference to the law as it stands"), style=palette.TITLE)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=False, overflow="fold")
    grid.add_column(style=palette.BAR, no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    most = max(abs(cents) for _name, cents in differences)
    for name, cents in differences:
        grid.add_row(name, bar(abs(cents), most, CELLS), _signed(cents))
    console.print(grid)
    console.print()


def _groups(compared: Sequence[ScenarioSums], by: str) -> Table:
    """The difference of each scenario by group, those that are too many put together."""
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_(GROUPS[by]), overflow="fold")
    table.add_column(_("People"), justify="right", no_wrap=True)
    for scenario in compared:
        table.add_column(scenario.scenario.name, justify="right", overflow="fold")
    parts = [split(dict(sorted(each.gross.totals().items())), set(), MOST) for each in compared]
    columns = [(*each.shown, *each.rest()) for each in parts]
    for row in zip(*columns, strict=True):
        name, first = row[0]
        table.add_row(name or _("(none)"), _people(first), *(_signed(each.gain) for _name, each in row))
    every = [whole(each.gross) for each in compared]
    table.add_row(_("Total"), _people(every[0]), *(_signed(each.gain) for each in every), style=palette.TOTAL)
    return table


def _amount(cents: int) -> str:
    return euros(cents, language.current())


def _signed(cents: int) -> str:
    return euros(cents, language.current(), signed=True)


def _people(totals: Totals) -> str:
    return written_headcount(totals.people)
