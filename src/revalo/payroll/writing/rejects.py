"""The rejects file: row of the source file, column, code, reason and what to do; never the cell's content."""

import csv
import io
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np
import pyarrow as pa

from revalo.language import _
from revalo.payroll.spreadsheet_escape import escape
from revalo.payroll.writing.atomic_files import atomic_output, leave_nothing_at
from revalo.payroll.writing.dialect import BOM, Dialect
from revalo.people.column_operations import cast, of_numpy, operation, take
from revalo.people.columns import COLUMNS, NUMBERS, ParsedRows
from revalo.people.failures import Failures, Reason, Rejects
from revalo.register import reason, remedy

HEADER = ("file", "row", "column", "header", "code", "reason", "hint")
_BEGINNINGS = tuple(mark + separator.join(HEADER[:3]).encode() for mark in (b"", BOM) for separator in ",;\t")
SCHEMA = pa.schema([(name, pa.int64() if name == "row" else pa.string()) for name in HEADER])


class TakesRejects(Protocol):
    """Takes rejects, some at a time."""

    def write(self, rejects: Rejects) -> None:
        """Write rejects."""


class RejectsWriter(TakesRejects, Protocol):
    """Writes them to a file."""

    def close(self) -> None:
        """Finish the file."""


class CsvRejects:
    """Writes rejects as CSV, in the dialect of the results."""

    def __init__(self, file: BinaryIO, dialect: Dialect) -> None:
        self.file, self.dialect = file, dialect
        file.write((BOM if dialect.bom else b"") + self._line(HEADER).encode())

    def write(self, rejects: Rejects) -> None:
        """Write rejects: what stands before and after the number of a row is the same for all the rows of a reason."""
        words = pa.array([self._line(in_words(each, rejects.headers)) for each in rejects.named], pa.string())
        numbers = cast(of_numpy(np.asarray(rejects.rows, np.int64)), pa.string())
        before = self._line((escape(rejects.file),)).rstrip("\n")
        lines = operation(
            "binary_join_element_wise", before, numbers, take(words, np.asarray(rejects.which)), self.dialect.separator
        )
        self.file.write(lines.buffers()[2] or b"")

    def close(self) -> None:
        """Nothing is left to write."""

    def _line(self, cells: Iterable[str]) -> str:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=self.dialect.separator, lineterminator="\n").writerow(cells)
        return text.getvalue()


class ParquetRejects:
    """Writes rejects as Parquet, row numbers as numbers."""

    def __init__(self, file: BinaryIO) -> None:
        from pyarrow import parquet  # noqa: PLC0415 - only for Parquet

        self._writer: Any = parquet.ParquetWriter(file, SCHEMA)

    def write(self, rejects: Rejects) -> None:
        """Write rejects as a row group."""
        self._writer.write_batch(as_batch(rejects))

    def close(self) -> None:
        """Write the footer."""
        self._writer.close()


def rejects_writer(path: Path, file: BinaryIO, dialect: Dialect) -> RejectsWriter:
    """The writer for a file name's ending: Parquet where it says so, else CSV."""
    return ParquetRejects(file) if path.suffix.lower() == ".parquet" else CsvRejects(file, dialect)


class KeptRejects:
    """Rejects kept in memory, for callers in Python."""

    def __init__(self) -> None:
        self._batches: list[pa.RecordBatch] = []

    def write(self, rejects: Rejects) -> None:
        """Keep rejects."""
        if len(rejects):
            self._batches.append(as_batch(rejects))

    def table(self) -> pa.Table:
        """All of them."""
        return pa.Table.from_batches(self._batches, SCHEMA)


class Rejected:
    """The rejects file, begun with the first reject: none is left where every row was computed."""

    def __init__(self, stack: ExitStack, path: Path | None, dialect: Dialect) -> None:
        self.stack, self.path, self.dialect = stack, path, dialect
        self._writer: RejectsWriter | None = None
        stack.callback(self._leave_no_other)

    def _leave_no_other(self) -> None:
        """Remove the rejects of an earlier run where this one has none."""
        if self._writer is None and self.path is not None:
            leave_nothing_at(self.path, _BEGINNINGS)

    def write(self, rejects: Rejects) -> None:
        """Write rejects."""
        if not len(rejects) or self.path is None:
            return
        if self._writer is None:
            file = self.stack.enter_context(atomic_output(self.path))
            self._writer = rejects_writer(self.path, file, self.dialect)
            self.stack.callback(self._writer.close)
        self._writer.write(rejects)


def as_batch(rejects: Rejects) -> pa.RecordBatch:
    """Rejects as columns, row numbers as numbers."""
    which = pa.array(rejects.which)
    rows = (in_words(each, rejects.headers) for each in rejects.named)
    words = (pa.array(each, pa.string()).take(which) for each in zip(*rows, strict=True))
    file = pa.array([escape(rejects.file)]).take(pa.array(np.zeros(len(rejects), np.int32)))
    return pa.record_batch([file, pa.array(rejects.rows), *words], schema=SCHEMA)


def refused(typed: ParsedRows, failures: Failures) -> Rejects:
    """The rows of a chunk that could not be read, and those that could not be computed, in the order of the file."""
    return typed.rejects.with_(failures.rejects(typed.file, typed.rows))


def in_words(why: Reason, headers: Mapping[str, str]) -> tuple[str, ...]:
    """Column, its header in the file, code, reason and hint: the law's own words where a row is not computable."""
    header = escape(headers.get(why.column, ""))
    return why.column, header, why.code, why.why or reason(why.code), _hint(why)


def _hint(why: Reason) -> str:
    """What to do: for a number, what its column takes."""
    if why.code in ("not-a-number", "out-of-range") and why.column in NUMBERS:
        return _("give {expected}").format(expected=_(COLUMNS[why.column].values.expected))
    return remedy(why.code)
