"""One person month by month: the months that change, what they brought in all, and a chart."""

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.table import Table

from revalo import language
from revalo.analysis.timeline import Month, Timeline
from revalo.calendar import written_month
from revalo.grids.units import numbered
from revalo.language import _
from revalo.money import euros
from revalo.reports.phrases import changes_told
from revalo.reports.terminal import notes
from revalo.reports.terminal.chart import Point, chart
from revalo.reports.terminal.console import ruled

if TYPE_CHECKING:
    from rich.console import Console


def show(console: "Console", timeline: Timeline) -> None:
    """Print the months that change, the total, the chart, the assumptions, the warnings and the notice."""
    console.print(_table(timeline))
    console.print(_headline(timeline))
    console.print()
    for line in chart([_point(month) for month in timeline.months], console.width):
        console.print(line)
    law = timeline.months[0].slip.binding.law
    notes.show(console, law, timeline.assumptions, timeline.warnings, law.scenarios)


def _point(month: Month) -> Point:
    return Point(month.slip.binding.choices.day, month.slip.gross, month.minimum_wage)


def _table(timeline: Timeline) -> Table:
    table = Table(box=ruled(), pad_edge=False)
    table.add_column(_("Month"), no_wrap=True)
    last = _("Cumulative gain") if timeline.cost is None else _("Employer cost")
    for heading in (_("Gross"), _("Change"), last):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column(_("What changed"), overflow="fold")
    first = timeline.months[0]
    table.add_row(_month(first), _amount(first.slip.gross), "", _cost(first), _("first month"))
    for before, month in pairwise(timeline.months):
        if month.slip.lines != before.slip.lines or _cost(month) != _cost(before):
            table.add_row(
                _month(month),
                _amount(month.slip.gross),
                _amount(month.slip.gross - before.slip.gross, signed=True),
                _cost(month) or _amount(month.cumulated, signed=True),
                changes_told(month.changes) or _("the cost alone: rates, ceiling or minimum wage"),
            )
    return table


def _cost(month: Month) -> str:
    """What a month costs the employer, where it is asked for."""
    return "" if month.cost is None else _amount(month.cost.total)


def _headline(timeline: Timeline) -> str:
    first, last = timeline.months[0], timeline.months[-1]
    whole = numbered(
        "Total gross over {number} month ({first} to {last}): {gross}",
        "Total gross over {number} months ({first} to {last}): {gross}",
        len(timeline.months),
        first=_month(first),
        last=_month(last),
        gross=_amount(timeline.gross),
    )
    message = _("Total gain over the period: {gain} compared with gross pay frozen at its {first} level ({gross})")
    gain = message.format(
        gain=_amount(timeline.gain, signed=True), first=_month(first), gross=_amount(first.slip.gross)
    )
    if timeline.cost is None:
        return f"{whole}\n{gain}"
    cost = _("Employer cost in all: {cost}").format(cost=_amount(timeline.cost))
    return f"{whole}\n{gain}\n{cost}"


def _month(month: Month) -> str:
    return written_month(month.slip.binding.choices.day, language.current())


def _amount(cents: int, *, signed: bool = False) -> str:
    return euros(cents, language.current(), signed=signed)
