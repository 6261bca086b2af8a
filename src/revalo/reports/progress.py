"""A progress bar on standard error: rows done and rows a second; silent when that is not a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from revalo.language import _


@contextmanager
def progress(total: int | None) -> Iterator[Callable[[int], None]]:
    """A function to call with the number of rows done; `total` is None where it is not known."""
    if not sys.stderr.isatty():
        yield lambda _rows: None
        return
    from rich.console import Console  # noqa: PLC0415 - not when piped
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("rows"), total=total)
        yield lambda rows: bar.advance(task, rows)
