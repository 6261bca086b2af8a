"""A made-up payroll written as CSV or Parquet."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from revalo.errors import UsageError
from revalo.payroll.writing.atomic_files import atomic_output
from revalo.people.sample import COLUMNS, Row

ROWS_AT_ONCE = 65_536


def write(path: Path, rows: Iterator[Row]) -> None:
    """Write rows in canonical columns; the format follows the file name's ending."""
    if path.suffix.lower() not in (".csv", ".parquet"):
        raise UsageError("name-csv-parquet")
    with atomic_output(path) as file:
        if path.suffix.lower() == ".csv":
            _csv(file, rows)
        else:
            _parquet(file, rows)


def _csv(file: BinaryIO, rows: Iterator[Row]) -> None:
    file.write((",".join(COLUMNS) + "\n").encode())
    while block := list(islice(rows, ROWS_AT_ONCE)):
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows([row.get(name, "") for name in COLUMNS] for row in block)
        file.write(text.getvalue().encode())


def _parquet(file: BinaryIO, rows: Iterator[Row]) -> None:
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    with pq.ParquetWriter(file, schema) as writer:
        while block := list(islice(rows, ROWS_AT_ONCE)):
            columns = {name: [row.get(name) or None for row in block] for name in COLUMNS}
            writer.write_table(pa.table(columns, schema=schema))
