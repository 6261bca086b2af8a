"""Results out: CSV in the dialect asked for, Parquet, JSON lines, XLSX; record batch by record batch."""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TypeVar

import pyarrow as pa
import pyarrow.csv as pa_csv

from revalo.errors import UsageError
from revalo.payroll.writing.amount_texts import written
from revalo.payroll.writing.csv_lines import texts_of
from revalo.payroll.writing.dialect import BOM, Dialect
from revalo.payroll.writing.escaped_words import escaped
from revalo.payroll.writing.notes import Notes
from revalo.payroll.writing.provenance import KEY, Origin
from revalo.people.column_operations import cast
from revalo.people.line_columns import in_columns

if TYPE_CHECKING:
    from revalo.people.summary import Summary

SumsT_contra = TypeVar("SumsT_contra", contravariant=True)


class Writer(Protocol[SumsT_contra]):
    """Takes record batches one after the other, each made ready first: several may be made ready at once.

    `digest`: the SHA-256 of what was written, "" where files say themselves where they come from.
    """

    @property
    def digest(self) -> str:
        """In hexadecimal."""

    def ready(self, batch: pa.RecordBatch) -> Any:
        """A batch in the form that is written."""

    def write(self, ready: Any) -> None:
        """Write what was made ready."""

    def close(self, sums: SumsT_contra, notes: Notes, origin: Origin) -> None:
        """Finish the file: the sums of the run, what a reader should know, where it comes from."""

    def release(self) -> None:
        """Let go of whatever is still held, where the run stopped on the way."""


def in_text(batch: pa.RecordBatch, dialect: Dialect) -> dict[str, Any]:
    """The columns of a batch as they are written: amounts with the dialect's mark, words that are no formulas."""
    return {name: _text(column, dialect) for name, column in zip(batch.schema.names, batch.columns, strict=True)}


def _text(column: Any, dialect: Dialect) -> Any:
    if pa.types.is_dictionary(column.type):
        return cast(escaped(column), pa.string())
    if pa.types.is_decimal(column.type):
        return written(column, dialect.decimal)
    return column


class TextWriter:
    """Text, from its beginning to its end; its SHA-256 is counted on the way."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self._digest = file, hashlib.sha256()

    @property
    def digest(self) -> str:
        """The SHA-256 of what was written."""
        return self._digest.hexdigest()

    def put(self, text: bytes | memoryview) -> None:
        """Write some text."""
        self._digest.update(text)
        self.file.write(text)

    def close(self, sums: object, notes: Notes, origin: Origin) -> None:
        """Nothing is left to write."""

    def release(self) -> None:
        """Nothing is held."""


class CsvWriter(TextWriter):
    """CSV: amounts with two decimals and the dialect's mark, text kept from being taken for formulas."""

    def __init__(self, file: BinaryIO, dialect: Dialect) -> None:
        super().__init__(file)
        self.dialect = dialect
        self._begun = False
        if dialect.bom:
            self.put(BOM)

    def ready(self, batch: pa.RecordBatch) -> tuple[list[pa.Buffer], list[pa.Buffer]]:
        """The header, until it is written, and a batch as lines of text."""
        header = [] if self._begun else [self._lines(batch[:0], has_header=True)]
        return header, texts_of(batch, self.dialect) or [self._lines(batch)]

    def _lines(self, batch: pa.RecordBatch, *, has_header: bool = False) -> pa.Buffer:
        """A batch as Arrow writes it."""
        separator = self.dialect.separator
        options = pa_csv.WriteOptions(include_header=has_header, delimiter=separator, quoting_style="needed")
        lines = pa.BufferOutputStream()
        pa_csv.write_csv(pa.table(in_text(in_columns(batch), self.dialect)), lines, options)
        return lines.getvalue()

    def write(self, ready: tuple[list[pa.Buffer], list[pa.Buffer]]) -> None:
        """Write lines; the header above the first ones only."""
        header, lines = ready
        for part in lines if self._begun else header + lines:
            self.put(memoryview(part))
        self._begun = True


class ParquetWriter:
    """Parquet: decimals as decimals, words as dictionaries."""

    digest = ""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self._writer: Any = None

    def ready(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch with a column for each line."""
        return in_columns(batch)

    def write(self, ready: pa.RecordBatch) -> None:
        """Write a batch as a row group."""
        if self._writer is None:
            from pyarrow import parquet  # noqa: PLC0415 - only for Parquet

            self._writer = parquet.ParquetWriter(self.file, ready.schema)
        self._writer.write_batch(ready)

    def close(self, sums: object, notes: Notes, origin: Origin) -> None:  # noqa: ARG002 - the protocol's
        """Write the footer, with the origin among the metadata."""
        if self._writer is not None:
            self._writer.add_key_value_metadata({KEY: json.dumps(origin, ensure_ascii=False)})
        self.release()

    def release(self) -> None:
        """Close what writes into the file, once."""
        if self._writer is not None:
            self._writer.close()


class JsonWriter(TextWriter):
    """JSON lines: amounts as strings with two decimals, absent values as null."""

    def ready(self, batch: pa.RecordBatch) -> bytes:
        """One line for each row."""
        rows = (
            {name: None if value is None else str(value) for name, value in row.items()}
            for row in in_columns(batch).to_pylist()
        )
        return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)

    def write(self, ready: bytes) -> None:
        """Write lines."""
        self.put(ready)


def writer(
    path: Path, file: BinaryIO, dialect: Dialect, workbook: Callable[[BinaryIO], Writer[SumsT_contra]]
) -> Writer[SumsT_contra]:
    """The writer for a file name's ending; CSV for standard output. `workbook`: what writes an .xlsx of these."""
    match path.suffix.lower():
        case ".parquet":
            return ParquetWriter(file)
        case ".jsonl" | ".ndjson" | ".json":
            return JsonWriter(file)
        case ".csv" | ".txt" | "":
            return CsvWriter(file, dialect)
        case ".xlsx":
            return workbook(file)
    raise UsageError("name-of-results")


def people_workbook(file: BinaryIO, labels: Mapping[str, str] | None = None) -> "Writer[Summary]":
    """What writes the workbook of a payroll, before and after. `labels`: the headers of payslip lines."""
    from revalo.payroll.writing.xlsx_writer import XlsxWriter  # noqa: PLC0415 - Excel only when asked

    return XlsxWriter(file, labels or {})
