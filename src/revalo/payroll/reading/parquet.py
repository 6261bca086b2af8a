"""Parquet files, through pyarrow."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from revalo.errors import UnreadableInput
from revalo.payroll.reading import headers, rows
from revalo.payroll.reading.apart import check_apart
from revalo.payroll.reading.arrow import check_types, no_cells, sample, texts
from revalo.payroll.reading.formats import cannot_open
from revalo.payroll.reading.headers import Mapped
from revalo.payroll.reading.no_person import set_apart
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.source import Source

LONGEST_WORD = 4_096  # bytes: of a row of a CSV file, all cells together have four megabytes
_SAMPLE = 100  # rows whose values decide where a header does not
_DAMAGED = (pa.ArrowException, OSError, UnicodeDecodeError)


class Groups(NamedTuple):
    """Row groups of a file next to one another, and the number of their first row."""

    places: range
    first: int


def row_groups(path: Path, file: str) -> list[int]:
    """How many rows each row group has; `UnreadableInput` for a damaged file."""
    check_apart("parquet", path, file)
    try:
        with parquet.ParquetFile(path) as opened:
            return [opened.metadata.row_group(place).num_rows for place in range(opened.num_row_groups)]
    except _DAMAGED as error:
        raise _unreadable(file, error) from None


def open_parquet(path: Path, file: str, profile: Profile, chunk_rows: int, groups: Groups | None = None) -> Source:
    """A Parquet file, or some of its row groups, as a source; its first row is row 1. `file` is the name to show.

    Text, whole numbers, decimals, dates and moments at midnight are read, and floats that are exact decimals. Raises
    `UnreadableInput`, also for a known column of any other type.
    """
    if groups is None:
        check_apart("parquet", path, file)
    try:
        with parquet.ParquetFile(path) as opened:
            schema, count = opened.schema_arrow, opened.metadata.num_rows
    except _DAMAGED as error:
        raise _unreadable(file, error) from None
    asked = (file, schema.names, profile.columns, profile.words, partial(_sample, path, schema.names))
    mapping = headers.recognise(*asked)
    check_types(file, schema, mapping)
    decimal = profile.decimal or "."
    chunks = rows.chunks(file, _batches(path, file, mapping, decimal, chunk_rows, groups), chunk_rows)
    read = Source(file, "parquet", None, None, decimal, mapping, count, chunks, profile.date_format)
    return read._replace(whys=headers.explain(*asked))


def _unreadable(file: str, error: Exception) -> UnreadableInput:
    if isinstance(error, OSError) and error.errno is not None:
        return cannot_open(file, error)
    return UnreadableInput("damaged-parquet", file=file)


def _batches(
    path: Path, file: str, mapping: Mapped, decimal: str, size: int, groups: Groups | None
) -> Iterator[pa.RecordBatch]:
    used = {name: place for place, (_header, name) in enumerate(mapping) if name is not None}
    places, first = (None, 1) if groups is None else (list(groups.places), groups.first)
    try:
        wanted = [mapping[place][0] for place in used.values()]
        coded = [mapping[place][0] for place in used.values()]
        with parquet.ParquetFile(path, read_dictionary=coded) as opened:
            for batch in opened.iter_batches(size, row_groups=places, columns=wanted, use_threads=False):
                batch.validate(full=True)
                cells = {name: _words(batch[mapping[place][0]], name, file, decimal) for name, place in used.items()}
                batch_read = rows.batch(np.arange(first, first + batch.num_rows), cells)
                yield set_apart(batch_read, {name: mapping[place][0] for name, place in used.items()}, no_cells, ())
                first += batch.num_rows
    except _DAMAGED as error:
        raise _unreadable(file, error) from None


def _words(column: Any, name: str, file: str, decimal: str) -> Any:
    """A column as texts; one whose texts are too long is refused before they are written out row by row."""
    cells = texts(column, decimal)
    words = cells.dictionary if pa.types.is_dictionary(cells.type) else cells
    if (pc.max(pc.binary_length(words)).as_py() or 0) > LONGEST_WORD:
        raise UnreadableInput("parquet-word", file=file, longest=LONGEST_WORD)
    spread = pa.types.is_dictionary(cells.type) and rows.kind(name) != rows.CODED
    return cells.cast(pa.string()) if spread else cells


def _sample(path: Path, names: Sequence[str], column: int) -> list[str]:
    """Some values of a column."""
    with parquet.ParquetFile(path) as opened:
        first = next(opened.iter_batches(_SAMPLE, columns=[names[column]], use_threads=False), None)
    return [] if first is None or not first.num_columns else sample(first[0])
