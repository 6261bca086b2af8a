"""A DSN as a source of payroll rows, chunk by chunk, like any other file."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from revalo.errors import UnreadableInput
from revalo.payroll.reading.dsn.blocks import read_tree
from revalo.payroll.reading.dsn.canonical import COLUMNS, USED, Row, canonical_rows
from revalo.payroll.reading.dsn.declaration import Declaration
from revalo.payroll.reading.dsn.lines import read_lines, read_text
from revalo.payroll.reading.dsn.notes import Notes
from revalo.payroll.reading.dsn.positions import POSITION, with_positions
from revalo.payroll.reading.dsn.reading import read_all
from revalo.payroll.reading.rows import cells
from revalo.payroll.reading.source import RawRows, Source


class Reading(NamedTuple):
    """A DSN read whole. `rows`: see `canonical.Row`; `rubriques`: those met, in the order of the file."""

    encoding: str
    rubriques: tuple[str, ...]
    declarations: list[Declaration]
    rows: list[Row]
    warnings: list[str]


def read_dsn(path: Path, positions: Path | None = None) -> Reading:
    """Everything that a file says; `UnreadableInput` names the line where it is truncated or altered.

    `positions`: a CSV that supplies the grid position (see `positions`).
    """
    notes = Notes()
    encoding, text = read_text(path)
    try:
        tree = read_tree(read_lines(text), notes)
        declarations = read_all(tree, notes)
    except UnreadableInput as error:
        raise error.within("{file}, {why}", file=path) from None
    rows = canonical_rows(declarations, notes)
    warnings = notes.written()
    if positions is not None:
        rows, said = with_positions(rows, positions)
        warnings += said
    return Reading(encoding, tuple(tree.rubriques), declarations, rows, warnings)


def as_source(path: Path, reading: Reading, chunk_rows: int, *, positioned: bool = False) -> Source:
    """What was read, as a source: one row for each contract and month, numbered by the first line of the contract."""
    columns = (*COLUMNS, *(name for name in POSITION if name not in COLUMNS)) if positioned else COLUMNS
    return Source(
        file=str(path),
        format="dsn",
        find_encoding=partial(str, reading.encoding),
        separator=None,
        decimal=".",
        mapping=tuple((name, USED.get(name)) for name in reading.rubriques),
        rows=len(reading.rows),
        chunks=_chunks(str(path), reading.rows, columns, chunk_rows),
    )


def _chunks(file: str, rows: list[Row], columns: Sequence[str], chunk_rows: int) -> Iterator[RawRows]:
    for start in range(0, len(rows), chunk_rows):
        part = rows[start : start + chunk_rows]
        yield RawRows(
            file=file,
            rows=np.array([row.line for row in part], dtype=np.int64),
            columns={
                name: cells(name, pa.array([row.cells.get(name) for row in part], pa.string())) for name in columns
            },
        )
