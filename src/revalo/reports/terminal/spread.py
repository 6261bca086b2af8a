"""How gains are spread, in words and as bars on the terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from revalo.grids.units import whole_number
from revalo.language import _
from revalo.people.spread import SLICE, Slice
from revalo.reports.terminal import palette
from revalo.reports.terminal.bars import bar
from revalo.reports.terminal.folding import add_rows

if TYPE_CHECKING:
    from rich.console import Console

EURO = 100
LONGEST = 40  # cells
_BETWEEN = 2  # the same, on each side of a column


def title() -> str:
    """What the slices show."""
    return _("People by monthly gain, in euros")


def names(slices: Sequence[Slice]) -> list[str]:
    """From where to where each slice goes; the first and the last are open."""
    return [_name(each, place, len(slices) - 1) for place, each in enumerate(slices)]


def _name(slice_: Slice, place: int, last: int) -> str:
    low, high = (number(side * SLICE // EURO) for side in (slice_.start, slice_.end))
    if place == 0:
        return _("under {high}").format(high=high)
    return _("{low} and over").format(low=low) if place == last else _("{low} to {high}").format(low=low, high=high)


def number(value: int) -> str:
    """A whole number as the language writes it."""
    return whole_number(value)


def show(console: "Console", slices: Sequence[Slice]) -> None:
    """Print a bar for each slice, if there are several."""
    if len(slices) < 2:  # noqa: PLR2004 - one says nothing of how they are spread
        return
    console.print(title(), style=palette.TITLE)
    grid = Table.grid(padding=(0, _BETWEEN))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(style=palette.BAR, no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    most = max(each.people for each in slices)
    rows = [
        (name, bar(slice_.people, most, LONGEST), number(slice_.people))
        for name, slice_ in zip(names(slices), slices, strict=True)
    ]
    widest = sum(max(map(len, column)) + _BETWEEN for column in zip(*rows, strict=True))
    add_rows(grid, rows, whole=widest <= console.width)
    console.print(grid)
    console.print()
