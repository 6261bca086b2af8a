"""`revalo convert`: the canonical rows of a DSN as a CSV that a person can complete in a spreadsheet."""

import csv
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from revalo.errors import UsageError
from revalo.language import _
from revalo.payroll.dsn.canonical import COLUMNS, Row
from revalo.payroll.dsn.positions import POSITION
from revalo.payroll.dsn.source import read_dsn
from revalo.payroll.files import neutral
from revalo.people.columns import NUMBERS

HEADER = (*COLUMNS, *(name for name in POSITION if name not in COLUMNS))


def write_canonical(path_in: Path, path_out: Path, positions: Path | None = None) -> list[str]:
    """Write the rows of `path_in` whole, or nothing; the warnings of the reading are returned.

    French dialect: UTF-8 with a byte order mark, `;`, decimal comma. Grid columns are there to fill.
    """
    reading = read_dsn(path_in, positions)
    with _beside(path_out) as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADER)
        writer.writerows(_record(row) for row in reading.rows)
    return reading.warnings


def _record(row: Row) -> list[str]:
    return [_cell(name, row.cells.get(name, "")) for name in HEADER]


def _cell(name: str, value: str) -> str:
    """Numbers with a comma; text that a spreadsheet would take for a formula made plain by an apostrophe."""
    if name in NUMBERS:
        return value.replace(".", ",")
    return neutral(value)


@contextmanager
def _beside(path: Path) -> Iterator[TextIO]:
    """A file beside `path`, moved into its place once whole; nothing is left after a fault."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _unwritable(path: Path, error: OSError) -> UsageError:
    message = _("{file}: cannot be written ({reason}); is it open in another program?")
    return UsageError(message.format(file=path, reason=error.strerror))
