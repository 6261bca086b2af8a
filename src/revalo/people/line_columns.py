"""The lines of payslips in results: a row has a dozen of the many that its file has, and holds only these.

They stand in one column, LINES, until it is known which columns the file needs: of each row the lines that are not 0,
in the order of the columns, with their cents. `in_columns` makes a column of each.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.errors import Unbalanced
from revalo.people.column_operations import of_numpy
from revalo.people.results import column_of, decimals
from revalo.people.table import AFTER, BEFORE, Outcome
from revalo.rules.formulas import place

LINES = "lines"


class RowLines(NamedTuple):
    """The lines of rows, one after the other. `ends`: how many stand before each row, and in all.

    `columns`: of each line, the place of its column in `names`; `cents`: int32 where they fit, else int64.
    """

    ends: Any
    columns: Any
    cents: Any
    names: list[str]

    @classmethod
    def none(cls, rows: int) -> "RowLines":
        """Rows without lines."""
        return cls(np.zeros(rows + 1, np.int64), np.zeros(0, np.int16), np.zeros(0, np.int32), [])

    @property
    def rows(self) -> Any:
        """The row of each line."""
        return np.repeat(np.arange(len(self.ends) - 1), np.diff(self.ends))

    def array(self) -> pa.Array:
        """The same as a column of a record batch."""
        texts = pa.array(self.names, pa.string())
        columns = pa.DictionaryArray.from_arrays(of_numpy(self.columns.astype(np.int16)), texts)
        lines = pa.StructArray.from_arrays([columns, of_numpy(self.cents)], ["column", "cents"])
        return pa.ListArray.from_arrays(of_numpy(self.ends.astype(np.int32)), lines)

    @classmethod
    def of(cls, column: Any) -> "RowLines":
        """The lines of a column of a record batch."""
        ends = column.offsets.to_numpy()
        columns, cents = column.values.field("column"), column.values.field("cents")
        own = slice(ends[0], ends[-1])
        places = columns.indices.to_numpy()[own]
        return cls(ends - ends[0], places, cents.to_numpy()[own], columns.dictionary.to_pylist())

    def sums(self, side: str) -> Any:
        """What the lines of a side come to for each row, in cents."""
        of_side = np.array([name.startswith(f"{side}_") for name in self.names], bool)
        sums = np.zeros(len(self.cents) + 1, np.int64)
        np.cumsum(self.cents * of_side[self.columns], out=sums[1:])
        return np.diff(sums[self.ends])


def with_own_lines(batch: pa.RecordBatch, outcome: Outcome, kept: Any, line_names: Iterable[str]) -> pa.RecordBatch:
    """The batch with the lines of its rows, which are those at some positions; `line_names`: those that one has."""
    if batch.num_rows != len(kept):
        raise Unbalanced
    return batch.append_column(LINES, _lines_of_rows(outcome, kept, line_names).array())


def _lines_of_rows(outcome: Outcome, kept: Any, line_names: Iterable[str]) -> RowLines:
    row_of = np.full(len(outcome.rows), -1, np.int32)
    row_of[kept] = np.arange(len(kept), dtype=np.int32)
    names, parts = [], []
    for line in _ordered(line_names):
        for side_name, side in ((BEFORE, outcome.before), (AFTER, outcome.after)):
            parts.append(list(_present(side.spans_of(line), row_of)))
            names.append(column_of(line, side_name))
    return _by_row(parts, len(kept), names)


def _present(spans: Iterable[tuple[slice, Any]], row_of: Any) -> Iterator[tuple[Any, Any]]:
    """The rows that have a line, and the cents of each."""
    for span, values in spans:
        every = np.broadcast_to(values, span.stop - span.start)
        places = np.flatnonzero(every)
        rows = row_of[span][places]
        is_kept = slice(None) if len(rows) and rows.min() >= 0 else rows >= 0
        yield rows[is_kept], every[places][is_kept]


def _by_row(parts: list[list[tuple[Any, Any]]], size: int, names: list[str]) -> RowLines:
    """Lines of one column after the other, put in the order of their rows. `size`: how many rows there are."""
    ends = np.zeros(size + 1, np.int64)
    for rows, _cents in (each for part in parts for each in part):
        ends[1:][rows] += 1
    np.cumsum(ends, out=ends)
    columns, cents = np.empty(ends[-1], np.int16), np.empty(ends[-1], np.int64)
    free = ends[:-1].copy()
    for column, part in enumerate(parts):
        for rows, values in part:
            places = free[rows]
            columns[places], cents[places] = column, values
            free[rows] = places + 1
    return RowLines(ends, columns, _short(cents), names)


def _short(cents: Any) -> Any:
    """Integers in four bytes each where they fit."""
    limits = np.iinfo(np.int32)
    fits = limits.min <= cents.min(initial=0) and cents.max(initial=0) <= limits.max
    return cents.astype(np.int32) if fits else cents


def with_lines(batch: pa.RecordBatch, line_names: Iterable[str]) -> pa.RecordBatch:
    """The batch with its lines among all those of a file, in the order of a payslip: two columns for each."""
    lines = RowLines.of(batch[LINES])
    names = [column_of(name, side) for name in _ordered(line_names) for side in (BEFORE, AFTER)]
    places = np.array([names.index(name) for name in lines.names], np.int16)
    column = lines._replace(columns=places[lines.columns], names=names).array()
    return batch.set_column(batch.schema.get_field_index(LINES), LINES, column)


def in_columns(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with a column of decimals for each line in the place of LINES; 0.00 where a row does not have it."""
    if LINES not in batch.schema.names:
        return batch
    lines = RowLines.of(batch[LINES])
    every = np.zeros((len(lines.names), batch.num_rows), np.int64)
    every[lines.columns, lines.rows] = lines.cents
    own = {name: decimals(cents) for name, cents in zip(lines.names, every, strict=True)}
    columns: dict[str, Any] = {}
    for name in batch.schema.names:
        columns |= own if name == LINES else {name: batch[name]}
    return pa.RecordBatch.from_pydict(columns)


def _ordered(line_names: Iterable[str]) -> list[str]:
    """Lines in the order of a payslip."""
    return sorted(line_names, key=lambda name: (place(name), name))
