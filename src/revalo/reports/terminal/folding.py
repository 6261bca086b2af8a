"""How lines are folded: amounts whole, long names in narrow columns at their marks, never in the middle of a word."""

import re
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.containers import Lines
from rich.text import Text

from revalo.reports.terminal.fitting import FOLD, fitted

_NAME = re.compile(r"\S+")
_MARKS = re.compile(r"(?<=[^\W_][-_./])(?=[^\W\d_]{2}|\d{4})")  # before two letters or a year


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
