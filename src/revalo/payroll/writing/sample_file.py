"""A made-up payroll written as CSV or Parquet."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from revalo.errors import UsageError
from revalo.payroll.writing.atomic_files import atomic_output
from revalo.people.sample import COLUMNS, Row

ROWS_AT_ONCE = 65_536


def write(path: Path, rows: Iterator[Row], names: Sequence[str] = COLUMNS) -> None:
    """Write rows in canonical columns, those of `names`; the format follows the file name's ending."""
    if path.suffix.lower() not in (".csv", ".parquet"):
        raise UsageError("name-csv-parquet")
    with atomic_output(path) as file:
        if path.suffix.lower() == ".csv":
            _csv(file, rows, names)
        else:
            _parquet(file, rows, names)


def _csv(file: BinaryIO, rows: Iterator[Row], names: Sequence[str]) -> None:
    file.write((",".join(names) + "\n").encode())
    while block := list(islice(rows, ROWS_AT_ONCE)):
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows([row.get(name, "") for name in names] for row in block)
        file.write(text.getvalue().encode())


def _parquet(file: BinaryIO, rows: Iterator[Row], names: Sequence[str]) -> None:
    schema = pa.schema([(name, pa.string()) for name in names])
    with pq.ParquetWriter(file, schema) as writer:
        while block := list(islice(rows, ROWS_AT_ONCE)):
            columns = {name: [row.get(name) or None for row in block] for name in names}
            writer.write_table(pa.table(columns, schema=schema))
