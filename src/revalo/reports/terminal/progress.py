"""A progress bar on standard error: rows done, rows a second, time left; silent when that is not a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from revalo.grids.units import whole_number
from revalo.language import _

if TYPE_CHECKING:
    from rich.progress import Task


@contextmanager
def progress(about: Callable[[], int]) -> Iterator[Callable[[int], None]]:
    """A function to call with the number of rows done. `about`: how many there are, asked only for a terminal."""
    if not sys.stderr.isatty():
        yield lambda _rows: None
        return
    from rich.console import Console  # noqa: PLC0415 - not when piped
    from rich.progress import BarColumn, Progress, ProgressColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    class Rows(ProgressColumn):
        """Rows done, of how many, and how fast."""

        def render(self, task: "Task") -> Text:
            return Text(_written(task))

    console = Console(stderr=True)
    with Progress(BarColumn(), Rows(), TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=about() or None)
        yield lambda rows: bar.advance(task, rows)


def _written(task: "Task") -> str:
    """`131 072 / 1 000 000 lignes, 412 000/s`."""
    done, total, speed = (_number(each) for each in (task.completed, task.total, task.speed))
    words = _("{done} / {total} rows, {speed}/s") if task.total else _("{done} rows, {speed}/s")
    return words.format(done=done, total=total, speed=speed)


def _number(number: float | None) -> str:
    return whole_number(int(number or 0))
