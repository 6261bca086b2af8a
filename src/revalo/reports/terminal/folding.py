"""How lines are folded: amounts whole, long names in narrow columns at their marks, never in the middle of a word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions
from rich.containers import Lines
from rich.measure import Measurement
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from revalo.reports.terminal.fitting import FOLD, fitted

_NAME = re.compile(r"\S+")
_MARKS = re.compile(r"(?<=[^\W_][-_./])(?=[^\W\d_]{2}|\d{4})")  # before two letters or a year
_DASH = "- "


class Cell(Text):
    """The text of a cell. A name that is wider than its column may be folded after a mark."""

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:  # noqa: ANN401 - passed on to Rich
        """The lines of the text at a width."""
        folded = _NAME.sub(lambda name: _MARKS.sub(FOLD, name[0]) if cell_len(name[0]) > width else name[0], self.plain)
        return Text(folded, style=self.style, end=self.end).wrap(console, width, **options)


class Results(Console):
    """A console that folds lines so, and leaves a broken pipe to the entry point."""

    def render_str(self, text: str, **options: Any) -> Text:  # noqa: ANN401 - passed on to Rich
        """A text to print, or a cell of a table."""
        rendered = super().render_str(fitted(text), **options)
        return Cell(rendered.plain, style=rendered.style, justify=rendered.justify, overflow=rendered.overflow)

    def on_broken_pipe(self) -> None:
        """Let the entry point close the output."""
        raise BrokenPipeError


def add_rows(table: Table, rows: Sequence[Sequence[str]], *, whole: bool) -> None:
    """Add rows to a table. `whole`: it has room for them without folding, so that Rich lays out one cell a column."""
    columns = zip(table.columns, zip(*rows, strict=True), strict=True)
    tall = [_Stacked(cells, right=column.justify == "right") for column, cells in columns]
    for row in [tall] if whole else rows:
        table.add_row(*row)


class _Stacked:
    """Lines of a column, none of which is folded."""

    def __init__(self, lines: Iterable[str], *, right: bool) -> None:
        self._lines, self._right = list(map(fitted, lines)), right

    def __rich_measure__(self, _console: Console, _options: ConsoleOptions) -> Measurement:
        """The width of the longest one."""
        width = max(map(cell_len, self._lines))
        return Measurement(width, width)

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The lines, as wide as the column."""
        width = options.max_width
        for line in self._lines:
            yield Segment(" " * (width - cell_len(line)) + line if self._right else set_cell_size(line, width))
            yield Segment.line()


class Bullet:
    """A text after a dash, folded beside it."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The lines, each as wide as the longest that was not folded."""
        longest = max(map(cell_len, self._text.plain.split("\n")))
        beside = options.update(width=min(longest, options.max_width - len(_DASH)))
        for place, line in enumerate(console.render_lines(self._text, beside)):
            yield Segment(" " * len(_DASH) if place else _DASH)
            yield from line
            yield Segment.line()
