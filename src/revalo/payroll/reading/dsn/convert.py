"""`revalo convert`: the canonical rows of a DSN as a CSV that a person can complete in a spreadsheet."""

import csv
import io
from pathlib import Path

from revalo.payroll.reading.dsn.canonical import COLUMNS, Row
from revalo.payroll.reading.dsn.positions import POSITION
from revalo.payroll.reading.dsn.source import read_dsn
from revalo.payroll.spreadsheet_escape import escape
from revalo.payroll.writing.atomic_files import atomic_output
from revalo.payroll.writing.dialect import BOM
from revalo.people.columns import NUMBERS

HEADER = (*COLUMNS, *(name for name in POSITION if name not in COLUMNS))


def write_canonical(path_in: Path, path_out: Path, positions: Path | None = None) -> list[str]:
    """Write the rows of `path_in` whole, or nothing; the warnings of the reading are returned.

    French dialect: UTF-8 with a byte order mark, `;`, decimal comma. Grid columns are there to fill.
    """
    reading = read_dsn(path_in, positions)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(_record(row) for row in reading.rows)
    with atomic_output(path_out) as file:
        file.write(BOM + text.getvalue().encode("utf-8"))
    return reading.warnings


def _record(row: Row) -> list[str]:
    return [_cell(name, row.cells.get(name, "")) for name in HEADER]


def _cell(name: str, value: str) -> str:
    """Numbers with a comma; text that a spreadsheet would take for a formula made plain by an apostrophe."""
    if name in NUMBERS:
        return value.replace(".", ",")
    return escape(value)
