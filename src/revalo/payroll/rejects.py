"""The rejects file: row of the source file, column, code, reason and what to do; never the cell's content."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

import pyarrow as pa
from pyarrow import parquet

from revalo.payroll.dialect import BOM, Dialect
from revalo.payroll.files import neutral, written_whole
from revalo.payroll.messages import hint, reason
from revalo.people.columns import Reject, Typed

HEADER = ("file", "row", "column", "code", "reason", "hint")


class Refused(NamedTuple):
    """A rejected row, with the law's own words where it is not computable."""

    reject: Reject
    why: str | None = None

    @property
    def cells(self) -> tuple[str, int, str, str, str, str]:
        """What the file says of it, as in `HEADER`."""
        file, row, column, code = self.reject
        return neutral(file), row, column, code, self.why or reason(code), hint(code)


class RejectsWriter(Protocol):
    """Takes rejects, some at a time."""

    def write(self, rejects: Iterable[Refused]) -> None:
        """Write rejects."""

    def close(self) -> None:
        """Finish the file."""


class CsvRejects:
    """Writes rejects as CSV, in the dialect of the results."""

    def __init__(self, file: BinaryIO, dialect: Dialect) -> None:
        self.file, self.dialect = file, dialect
        if dialect.bom:
            file.write(BOM)
        self._rows([HEADER])

    def write(self, rejects: Iterable[Refused]) -> None:
        """Write rejects."""
        self._rows(each.cells for each in rejects)

    def close(self) -> None:
        """Nothing is left to write."""

    def _rows(self, rows: Iterable[tuple[str | int, ...]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=self.dialect.separator, lineterminator="\n").writerows(rows)
        self.file.write(text.getvalue().encode("utf-8"))


class ParquetRejects:
    """Writes rejects as Parquet, row numbers as numbers."""

    SCHEMA = pa.schema([(name, pa.int64() if name == "row" else pa.string()) for name in HEADER])

    def __init__(self, file: BinaryIO) -> None:
        self._writer: Any = parquet.ParquetWriter(file, self.SCHEMA)

    def write(self, rejects: Iterable[Refused]) -> None:
        """Write rejects as a row group."""
        rows = [dict(zip(HEADER, each.cells, strict=True)) for each in rejects]
        self._writer.write_batch(pa.RecordBatch.from_pylist(rows, self.SCHEMA))

    def close(self) -> None:
        """Write the footer."""
        self._writer.close()


def rejects_writer(path: Path, file: BinaryIO, dialect: Dialect) -> RejectsWriter:
    """The writer for a file name's ending: Parquet where it says so, else CSV."""
    return ParquetRejects(file) if path.suffix.lower() == ".parquet" else CsvRejects(file, dialect)


class Rejected:
    """The rejects file, begun with the first reject: none is left where every row was computed."""

    def __init__(self, stack: ExitStack, path: Path | None, dialect: Dialect) -> None:
        self.stack, self.path, self.dialect = stack, path, dialect
        self._writer: RejectsWriter | None = None

    def write(self, rejects: Sequence[Refused]) -> None:
        """Write rejects."""
        if not rejects or self.path is None:
            return
        if self._writer is None:
            file = self.stack.enter_context(written_whole(self.path))
            self._writer = rejects_writer(self.path, file, self.dialect)
            self.stack.callback(self._writer.close)
        self._writer.write(rejects)


def refused(typed: Typed, fallen: Mapping[int, tuple[str, str, str]]) -> list[Refused]:
    """The rows of a chunk that could not be read, and those that could not be computed, in the order of the file.

    `fallen`: by position in the chunk, the column at fault, a stable code and the law's own words.
    """
    late = (
        Refused(Reject(typed.file, int(typed.rows[place]), column, code), why)
        for place, (column, code, why) in fallen.items()
    )
    return sorted([*map(Refused, typed.rejects), *late], key=lambda each: each.reject.row)


def beside(out: Path | None) -> Path:
    """Where the rejects go that no file was named for: beside the results, or in the folder at hand without any."""
    return Path("rejects.csv") if out is None or str(out) == "-" else out.with_name(out.name + ".rejects.csv")
