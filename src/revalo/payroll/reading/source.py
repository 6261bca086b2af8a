"""What a reader gives of a payroll file: what was found out about it, and its rows as texts, chunk by chunk."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from revalo.payroll.reading.header_reasons import Why


class RawRows(NamedTuple):
    """Rows as read, in order. `rows`: row numbers as people see them in the file (its first line is 1), int64.

    `columns`: canonical name → pyarrow array of texts, null where blank, white space stripped; only columns of the
    file. Each text is held once (a dictionary array), except in columns where nearly every text is different.
    """

    file: str
    rows: Any
    columns: Mapping[str, Any]


class Source(NamedTuple):
    """One payroll file: what was found out about it, and its rows chunk by chunk.

    `mapping`: (header as written, canonical name or None where unused), in the order of the file. `date_format`: the
    form of its dates where a profile tells it, or what rows before these have settled. `notes`: what to tell of it;
    `whys`: why each header became what it became.
    """

    file: str
    format: str
    encoding: str | None
    separator: str | None
    decimal: str
    mapping: tuple[tuple[str, str | None], ...]
    rows: int | None
    chunks: Iterator[RawRows]
    date_format: str | Mapping[str, frozenset[str]] | None = None
    notes: tuple[str, ...] = ()
    whys: tuple[Why, ...] = ()

    @property
    def unused(self) -> list[str]:
        """The headers of the columns that are not read."""
        return [header for header, name in self.mapping if name is None]
