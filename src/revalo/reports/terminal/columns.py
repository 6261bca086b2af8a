"""Which column of a payroll file became what."""

from collections.abc import Iterator
from itertools import repeat
from typing import TYPE_CHECKING

from rich.table import Table

from revalo.language import _
from revalo.payroll.reading.header_reasons import UNKNOWN, Why, display
from revalo.payroll.reading.header_words import looks_like_time
from revalo.payroll.reading.headers import like_data
from revalo.payroll.reading.source import Source
from revalo.payroll.writing.headings import heading
from revalo.reports.terminal import palette
from revalo.reports.terminal.console import ruled

if TYPE_CHECKING:
    from rich.console import Console


def shown(console: "Console", sources: Iterator[Source]) -> Iterator[Source]:
    """The sources, each shown as it comes where its columns are not those of the one before."""
    before = None
    for source in sources:
        if source.mapping != before:
            show(console, source)
        before = source.mapping
        yield source


def show(console: "Console", source: Source) -> None:
    """Print how a file was read, and its columns."""
    words: list[tuple[str, str | None]] = [
        (_("File"), source.file),
        (_("Format"), source.format),
        (_("Encoding"), source.encoding),
        (_("Separator"), _("tab") if source.separator == "\t" else source.separator),
        (_("Decimal mark"), source.decimal),
    ]
    for name, value in words:
        if value is not None:
            console.print(f"{name}{_(': ')}{value}")
    table = Table(box=ruled(), pad_edge=False)
    table.add_column(_("Column of the file"), overflow="fold")
    table.add_column(_("Read as"))
    table.add_column(_("Why"), overflow="fold")
    hidden = like_data(source.unused)
    for (header, canonical), why in zip(source.mapping, source.whys or repeat(Why(UNKNOWN)), strict=False):
        is_hidden = hidden and canonical is None
        because = "" if is_hidden else display(why, is_time=looks_like_time(header))
        name = f"{heading(canonical)} ({canonical})" if canonical else _("not used")
        table.add_row("…" if is_hidden else header, name, because, style=None if canonical else palette.QUIET)
    console.print(table)
