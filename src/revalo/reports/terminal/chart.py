"""A chart of pay against the minimum wage, month by month, in plain characters."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from revalo.grids.units import whole_number
from revalo.language import _
from revalo.money import half_up
from revalo.reports.terminal.fitting import printable

ROWS = 12
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)  # euros a row
EURO = 100  # cents
NARROWEST = 12  # columns of months
LABEL = 5  # a year and a space


class Point(NamedTuple):
    """A month of the chart. Amounts in cents; `minimum` None where there is none to hold the pay against."""

    month: date
    pay: int
    minimum: int | None


class Marks(NamedTuple):
    """The characters of a chart."""

    pay: str
    above: str
    minimum: str
    axis: str
    corner: str
    base: str


BLOCKS, PLAIN = Marks("█", "░", "▁", "│", "└", "─"), Marks("#", ":", "-", "|", "+", "-")


def chart(points: Sequence[Point], width: int) -> list[str]:
    """The lines of a chart at most `width` wide: one column per month, or the last of several where they do not fit."""
    marks = BLOCKS if printable("".join(BLOCKS)) else PLAIN
    scale = _scale(points)
    labels = [whole_number(level // EURO) for level in scale]
    margin = max(map(len, labels))
    step = -(-len(points) // max(width - margin - 2, NARROWEST))
    shown = [points[min(i + step, len(points)) - 1] for i in range(0, len(points), step)]
    rows = [
        f"{label:>{margin}} {marks.axis}{_row(shown, level, scale, marks)}".rstrip()
        for label, level in zip(labels, scale, strict=True)
    ]
    edge = " " * (margin + 1)
    legend = _legend(marks, step, bounded=any(point.minimum is not None for point in points))
    return [*rows, f"{edge}{marks.corner}{marks.base * len(shown)}", f"{edge} {_years(shown)}", *legend]


def _scale(points: Sequence[Point]) -> list[int]:
    """The levels of the rows in cents, from the highest: a round number of euros apart."""
    amounts = [amount for point in points for amount in (point.pay, point.minimum) if amount is not None]
    low, high = min(amounts), max(amounts)
    for step in STEPS:
        first, last = low // (step * EURO), -(-high // (step * EURO))
        if last - first < ROWS:
            break
    return [level * step * EURO for level in range(last, first - 1, -1)]


def _row(points: Sequence[Point], level: int, scale: Sequence[int], marks: Marks) -> str:
    """The marks of a row: pay, the minimum wage, and between them what pay has above it."""
    step = scale[0] - scale[1] if len(scale) > 1 else EURO

    def mark(point: Point) -> str:
        pay, at = half_up(point.pay, step), half_up(level, step)
        minimum = pay if point.minimum is None else half_up(point.minimum, step)
        if at == pay:
            return marks.pay
        if at == minimum:
            return marks.minimum
        return marks.above if minimum < at < pay else " "

    return "".join(map(mark, points))


def _years(points: Sequence[Point]) -> str:
    """The years under the first of their months shown, where there is room; a short first year is left out."""
    years = [point.month.year for point in points]
    starts = [i for i, year in enumerate(years) if i == 0 or years[i - 1] != year]
    if len(starts) > 1 and starts[1] < LABEL:
        del starts[0]
    line = ""
    for i in starts:
        if not line or i > len(line):
            line = line.ljust(i) + str(years[i])
    return line


def _legend(marks: Marks, step: int, *, bounded: bool) -> list[str]:
    lines = [_("{mark} gross pay, in euros per month").format(mark=marks.pay)]
    if bounded:
        lines[0] += "   " + _("{mark} pro-rated SMIC").format(mark=marks.minimum)
    if step > 1:
        lines.append(_("one column: the last of {number} months").format(number=step))
    return ["", *lines]
