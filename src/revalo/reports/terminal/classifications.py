"""Classifications side by side: the lines of a day, or the months that change, with the difference to the first."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from rich.table import Table

from revalo import language
from revalo.analysis.classifications import Column
from revalo.calendar import written, written_month
from revalo.language import _
from revalo.money import euros, localised, plain
from revalo.reports.phrases import line_label
from revalo.reports.terminal import notes
from revalo.reports.terminal.console import ruled
from revalo.rules.caveats import Assumption, each_once
from revalo.rules.formulas import place

if TYPE_CHECKING:
    from rich.console import Console

LABEL, AMOUNT = 15, 14  # room for the labels, and for a column of amounts with its margins
LEAST = 11  # the longest amount of a month


def show(console: "Console", columns: Sequence[Column], *, by_month: bool) -> None:
    """Print the columns, the differences, the assumptions, the warnings and the notice."""
    roomy = console.width >= LABEL + AMOUNT * (2 * len(columns) - 1)
    console.print(_months(columns, roomy=roomy) if by_month else _lines(columns, roomy=roomy))
    for column in columns[1:]:
        console.print(_headline(column, columns[0], by_month=by_month))
    law = columns[0].slips[0].binding.law
    warnings = each_once(warning for column in columns for warning in column.warnings)
    notes.show(console, law, _assumptions(columns), warnings, law.scenarios)


def _lines(columns: Sequence[Column], *, roomy: bool) -> Table:
    table = _empty(_("Pay item"), _("Gross"))
    slips = [column.slips[0] for column in columns]
    for i, (column, slip) in enumerate(zip(columns, slips, strict=True)):
        day = written(slip.binding.choices.day, language.current())
        _add(table, [*_heading(column), day], column.gross)
        if i and roomy:
            _add(table, [_("Difference")], column.less(columns[0]), signed=True)
    for name in sorted({name for slip in slips for name in slip.lines}, key=place):
        holder = next(slip for slip in slips if name in slip.lines)
        amounts = [slip.lines.get(name) for slip in slips]
        table.add_row(line_label(holder, name), *_cells(amounts, roomy=roomy))
    return table


def _months(columns: Sequence[Column], *, roomy: bool) -> Table:
    """The months in which some gross changes; with room, what each difference has come to so far."""
    table = _empty(_("Month"), _("Total"))
    for i, column in enumerate(columns):
        _add(table, _heading(column), column.gross)
        if i and roomy:
            _add(table, [_("Difference"), _("cumulative")], column.less(columns[0]), signed=True)
    months = list(zip(*(column.slips for column in columns), strict=True))
    gross = [[slip.gross for slip in slips] for slips in months]
    so_far = list(zip(*(accumulate(gap) for gap in zip(*map(_gaps, gross), strict=True)), strict=True))
    for i, row in enumerate(gross):
        if i == 0 or row != gross[i - 1]:
            month = written_month(months[i][0].binding.choices.day, language.current())
            table.add_row(month, *_paired(row, so_far[i], roomy=roomy))
    return table


def _cells(amounts: list[int | None], *, roomy: bool) -> Iterator[str]:
    """The amounts of a line, each further one with its difference to the first where there is room."""
    return _paired(amounts, _gaps(amounts), roomy=roomy)


def _gaps(amounts: Sequence[int | None]) -> list[int]:
    """Each amount less the first."""
    return [(each or 0) - (amounts[0] or 0) for each in amounts]


def _paired(amounts: Sequence[int | None], gaps: Sequence[int], *, roomy: bool) -> Iterator[str]:
    for i, (amount, gap) in enumerate(zip(amounts, gaps, strict=True)):
        yield "" if amount is None else _amount(amount)
        if i and roomy:
            yield _amount(gap, signed=True)


def _empty(first: str, footer: str) -> Table:
    table = Table(box=ruled(), show_footer=True, pad_edge=False)
    table.add_column(first, footer)
    return table


def _add(table: Table, heading: list[str], total: int, *, signed: bool = False) -> None:
    """A column of amounts, which are never broken: a long heading folds instead."""
    footer = _amount(total, signed=signed)
    table.add_column("\n".join(heading), footer, justify="right", overflow="fold", min_width=max(LEAST, len(footer)))


def _heading(column: Column) -> list[str]:
    return list(column.given) or [_("As described")]


def _headline(column: Column, first: Column, *, by_month: bool) -> str:
    change = _amount(column.less(first), signed=True)
    name = ",".join(column.given)
    share = column.percent(first)
    words = _("{name}: {change} over the months") if by_month else _("{name}: {change} per month")
    text = words.format(name=name, change=change)
    if share is None:
        return text
    sign = "+" if share > 0 else ""
    return text + _(", {percent}%").format(percent=sign + localised(plain(share), language.current()))


def _assumptions(columns: Sequence[Column]) -> list[Assumption]:
    """The assumptions of all columns; one that only some of them took says which."""
    taken_by: dict[Assumption, list[str]] = {}
    for column in columns:
        for assumption in column.assumptions:
            taken_by.setdefault(assumption, []).append(" ".join(_heading(column)))
    return [
        each if len(names) == len(columns) else each._replace(reason=f"{each.reason} ({'; '.join(names)})")
        for each, names in taken_by.items()
    ]


def _amount(cents: int, *, signed: bool = False) -> str:
    return euros(cents, language.current(), signed=signed)
