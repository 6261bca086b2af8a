"""Columns of Arrow as texts, and tables in memory that speak its PyCapsule interface (of any library)."""

from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa

from revalo.errors import UnreadableInput
from revalo.payroll.reading import headers, rows
from revalo.payroll.reading.headers import Mapped
from revalo.payroll.reading.no_person import set_apart
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.scalars import as_text
from revalo.payroll.reading.source import Source

SPEAKS = "__arrow_c_stream__"
_NO_DAY = "(?)"  # in the place of a day out of every calendar
_GUESSED = 200  # letters of a cell: none that tells of a header has as many
_SAMPLE = 100  # rows whose values decide where a header does not
_NOT_READ = (
    pa.ArrowException,
    TypeError,
    ValueError,
    UnicodeDecodeError,
)  # what tables of others raise as they are read


def open_arrow(table: Any, file: str, profile: Profile, chunk_rows: int) -> Source:
    """A table in memory as a source, read as it comes; its first row is row 1. `file` is the name to show.

    Types are those of Parquet files. Raises `UnreadableInput` for a known column of any other type, and for a table
    that its own library cannot give as Arrow.
    """
    schema, batches = _stream(table, file)
    first = next(batches, None)
    asked = (file, schema.names, profile.columns, profile.words, partial(_sample, first))
    mapping = headers.recognise(*asked)
    check_types(file, schema, mapping)
    decimal = profile.decimal or "."
    every = batches if first is None else chain([first], batches)
    chunks = rows.chunks(file, _rows(every, mapping, decimal, chunk_rows), chunk_rows)
    read = Source(file, "arrow", None, None, decimal, mapping, None, chunks, profile.date_format)
    return read._replace(whys=headers.explain(*asked))


def _stream(table: Any, file: str) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """The schema of a table and its batches; an error names the table, never what is in it."""
    try:
        reader = pa.RecordBatchReader.from_stream(table)
    except _NOT_READ:
        raise UnreadableInput("table-not-read", file=file) from None
    return reader.schema, _batches(reader, file)


def _batches(reader: Any, file: str) -> Iterator[pa.RecordBatch]:
    while True:
        try:
            batch = reader.read_next_batch()
            batch.validate(full=True)
        except StopIteration:
            return
        except _NOT_READ:
            raise UnreadableInput("table-not-read", file=file) from None
        yield batch


def _rows(batches: Iterator[pa.RecordBatch], mapping: Mapped, decimal: str, size: int) -> Iterator[pa.RecordBatch]:
    """The rows of batches, those that are no person set apart; a batch is never longer than a chunk."""
    used = {name: place for place, (_header, name) in enumerate(mapping) if name is not None}
    wanted = {name: mapping[place][0] for name, place in used.items()}
    first = 1
    for batch in batches:
        for start in range(0, batch.num_rows, size):
            some = batch.slice(start, size)
            cells = {name: _cells(some.column(place), decimal) for name, place in used.items()}
            read = rows.batch(np.arange(first, first + some.num_rows), cells)
            yield set_apart(read, wanted, no_cells, ())
            first += some.num_rows


def _cells(column: Any, decimal: str) -> Any:
    """A column as texts, each different one held once: the dictionaries of others are of many kinds."""
    words = texts(column, decimal)
    return words.cast(pa.string()) if pa.types.is_dictionary(words.type) else words


def _sample(first: pa.RecordBatch | None, column: int) -> list[str]:
    """Some values of a column."""
    if first is None:
        return []
    return sample(first.column(column).slice(0, _SAMPLE))


def sample(column: Any) -> list[str]:
    """The values of a few rows, as texts cut short and "" where empty: what a header's meaning is guessed from."""
    return [(_text(value, ",") or "")[:_GUESSED] for value in _microseconds(column)]


def no_cells(_place: int) -> None:
    """Only the columns that are used are read."""


def check_types(file: str, schema: pa.Schema, mapping: Mapped) -> None:
    """Refuse a known column of a type that is not read."""
    for (header, name), field in zip(mapping, schema, strict=True):
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        if name is not None and not _is_read(kind):
            raise UnreadableInput("column-type", file=file, header=header, type=kind)


def _is_read(kind: pa.DataType) -> bool:
    checks = (
        *(pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_integer),
        *(pa.types.is_floating, pa.types.is_decimal, pa.types.is_date, pa.types.is_timestamp, pa.types.is_null),
    )
    return any(check(kind) for check in checks)


def texts(column: Any, decimal: str) -> Any:
    """A column as a string array, or a dictionary one."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return pa.DictionaryArray.from_arrays(column.indices, texts(column.dictionary, decimal))
    if pa.types.is_integer(kind) or pa.types.is_null(kind) or not _one_by_one(kind):
        return column.cast(pa.string())
    encoded = _microseconds(column).dictionary_encode()
    written = pa.array([_text(value, decimal) for value in encoded.dictionary], pa.string())
    return pa.DictionaryArray.from_arrays(encoded.indices, written)


def _microseconds(column: Any) -> Any:
    """Moments in billionths of a second, cut to millionths: Python reads no finer ones, with pandas or without."""
    fine = pa.types.is_timestamp(column.type) and column.type.unit == "ns"
    return column.cast(pa.timestamp("us", column.type.tz), safe=False) if fine else column


def _text(value: Any, decimal: str) -> str | None:
    """A value as people would have written it; a day or a moment that Python has no room for is none."""
    try:
        return as_text(value.as_py(), decimal)
    except (OverflowError, ValueError):
        return _NO_DAY


def _one_by_one(kind: pa.DataType) -> bool:
    """Types whose text pyarrow would not write as people do: one distinct value after another."""
    checks = (pa.types.is_floating, pa.types.is_decimal, pa.types.is_date, pa.types.is_timestamp)
    return any(check(kind) for check in checks)
