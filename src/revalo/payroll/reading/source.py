"""What a reader gives of a payroll file: what was found out about it, and its rows as texts, chunk by chunk."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from revalo.payroll.reading.header_reasons import Why
from revalo.people.failures import Rejects


class RawRows(NamedTuple):
    """Rows as read, in order. `rows`: row numbers as people see them in the file (its first line is 1), int64.

    `columns`: canonical name → pyarrow array of texts, null where blank, white space stripped; only columns of the
    file. Each text is held once (a dictionary array), except in columns where nearly every text is different.
    """

    file: str
    rows: Any
    columns: Mapping[str, Any]


class RejectCounts:
    """The rows of a file, and those that were rejected, by column and code."""

    def __init__(self) -> None:
        self.rows, self.by_column = 0, Counter[tuple[str, str]]()

    def add(self, rows: int, rejects: Rejects) -> None:
        """Count the rows of a chunk that may be people, and its rejects."""
        self.rows += rows
        self.by_column.update(rejects.by_column())

    def merge(self, other: "RejectCounts") -> None:
        """Add the rows of another part of the file."""
        self.rows += other.rows
        self.by_column.update(other.by_column)

    def of_every_row(self) -> tuple[str, str] | None:
        """The column and the code for which every row was rejected, where there is such a column."""
        return next((each for each, number in self.by_column.items() if number == self.rows > 1), None)


class Source(NamedTuple):
    """One payroll file: what was found out about it, and its rows chunk by chunk.

    `mapping`: (header as written, canonical name or None where unused), in the order of the file. `date_format`: the
    form of its dates where a profile tells it, or what rows before these have settled. `notes`: what to tell of it;
    `whys`: why each header became what it became; `counts`: where its rejects are counted, if anywhere.
    `is_long`: whether it is known to have many chunks.
    """

    file: str
    format: str
    find_encoding: Callable[[], str] | None
    separator: str | None
    decimal: str
    mapping: tuple[tuple[str, str | None], ...]
    rows: int | None
    chunks: Iterator[RawRows]
    date_format: str | Mapping[str, frozenset[str]] | None = None
    notes: tuple[str, ...] = ()
    whys: tuple[Why, ...] = ()
    counts: RejectCounts | None = None
    is_long: bool = False

    @property
    def encoding(self) -> str | None:
        """The codec of a text file, for whoever shows it: the file may have to be read to its end."""
        return None if self.find_encoding is None else self.find_encoding()

    @property
    def headers(self) -> dict[str, str]:
        """How the file names each column that is read."""
        return {name: header for header, name in self.mapping if name is not None}

    @property
    def unused(self) -> list[str]:
        """The headers of the columns that are not read."""
        return [header for header, name in self.mapping if name is None]
