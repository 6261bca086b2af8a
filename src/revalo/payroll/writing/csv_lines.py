"""Many rows as lines of CSV, put together of pieces that stand ready: Arrow takes one after the other, all at once.

The pieces are whole euros, cents, runs of 0.00 and the words of the batch, each with its quotes and the separator
before it. As where Arrow writes CSV, texts are in quotes, numbers are not, and nothing stands in a blank cell.
"""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.payroll.writing.balance import cents
from revalo.payroll.writing.dialect import Dialect
from revalo.payroll.writing.escaped_words import escaped
from revalo.people.column_operations import (
    are_blank,
    bytes_of,
    cast,
    encoded,
    filled,
    of_numpy,
    operation,
    places_of,
    replaced,
    take,
)
from revalo.people.line_columns import LINES, RowLines

MANY = 1 << 14  # rows: for fewer, the pieces are not worth making
_TOGETHER = 1 << 15  # rows put together at once, so that what they take stays near the processor
_EUROS = 100_000  # from which there are no pieces for an amount; below 0, from a tenth of that
_CENTS = 100
_PER_LINE = 3  # pieces: the zeros before it, euros, cents
_OFTEN = 4  # times that words come up on average to be put in quotes once
_QUOTE = ord('"')


def texts_of(batch: pa.RecordBatch, dialect: Dialect) -> list[pa.Buffer]:
    """The rows of a batch as lines, without a header; nothing where they are few, or some cell has no piece.

    `LINES`, if it is there, is the last column.
    """
    if batch.num_rows < MANY or (most := max(map(_most, batch.columns))) >= _EUROS:
        return []
    parts = (batch[start : start + _TOGETHER] for start in range(0, batch.num_rows, _TOGETHER))
    return [_text(part, dialect, 10 ** len(str(most))) for part in parts]


def _text(batch: pa.RecordBatch, dialect: Dialect, euros: int) -> pa.Buffer:
    has_lines = batch.schema.names[-1] == LINES
    lines = RowLines.of(batch[LINES]) if has_lines else RowLines.none(batch.num_rows)
    pieces = _Pieces(_Kind(dialect, len(lines.names), euros))
    for column in batch.columns[: -1 if has_lines else None]:
        pieces.add(column)
    order = pieces.in_rows(lines)
    return take(pieces.texts, order).buffers()[2]


def _most(column: Any) -> int:
    """The most whole euros of an amount in a column, those below 0 ten times; _EUROS where it has cells of no piece."""
    if pa.types.is_list(column.type):
        return _most_of(RowLines.of(column).cents)
    if pa.types.is_decimal(column.type):
        return _most_of(_present(column)) if column.type.scale == len("00") else _EUROS
    return 0 if pa.types.is_dictionary(column.type) or pa.types.is_integer(column.type) else _EUROS


def _most_of(amounts: Any) -> int:
    return max(int(amounts.max(initial=0)), -10 * int(amounts.min(initial=0))) // _CENTS


def _present(column: Any) -> Any:
    """The cents of a column, 0 where blank."""
    return np.where(are_blank(column), 0, cents(column)) if column.null_count else cents(column)


class _Places(NamedTuple):
    """Where the pieces of each kind begin: euros from 0 on, euros below, cents, runs of 0.00, the same at a row's end.

    `blank`: what stands for a blank cell; `own`: where those of a batch begin.
    """

    euros: int
    below: int
    cents: int
    zeros: int
    ends: int
    blank: int
    own: int

    def amounts(self, every: Any) -> tuple[Any, Any]:
        """The two pieces of each amount, in cents."""
        narrow = every.astype(np.int32)
        size = np.abs(narrow)
        euros = size // np.int32(_CENTS)
        return euros + (narrow < 0) * np.int32(self.below), size - euros * np.int32(_CENTS) + np.int32(self.cents)


class _Kind(NamedTuple):
    """What pieces there are: how they are written, for how many columns of lines, and for amounts below how much."""

    dialect: Dialect
    line_columns: int
    euros: int


@lru_cache(maxsize=4)
def _standing(kind: _Kind) -> tuple[pa.Array, _Places]:
    """The pieces of all batches of a kind."""
    separator, mark, _bom = kind.dialect
    zeros = [f'{separator}"0{mark}00"' * many for many in range(kind.line_columns + 1)]
    pieces = [
        _framed(f'{separator}"', _numbers(kind.euros), ""),
        _framed(f'{separator}"-', _numbers(kind.euros // 10), ""),
        pa.array([f'{mark}{rest:02d}"' for rest in range(_CENTS)]),
        pa.array(zeros),
        pa.array([f"{run}\n" for run in zeros]),
        pa.array([separator]),
    ]
    return pa.concat_arrays(pieces), _Places(0, *np.cumsum(list(map(len, pieces))).tolist())


class _Pieces:
    """The pieces of a batch: which ones the cells of each row are, but for its lines."""

    def __init__(self, kind: _Kind) -> None:
        self._separator = kind.dialect.separator
        standing, self._places = _standing(kind)
        self._texts, self._size = [standing], self._places.own
        self._cells: list[Any] = []  # a piece for all rows, or for each

    @property
    def texts(self) -> pa.Array:
        """All pieces."""
        return pa.concat_arrays(self._texts)

    def add(self, column: Any) -> None:
        """The pieces of the next column."""
        if pa.types.is_decimal(column.type):
            self._put(are_blank(column), *self._places.amounts(_present(column)))
            return
        before = self._separator if self._cells else ""
        if pa.types.is_dictionary(column.type):
            self._words(_doubled(escaped(_narrow(column))), f'{before}"', '"')
        else:
            self._words(encoded(column), before, "")

    def _words(self, column: Any, before: str, after: str) -> None:
        """The pieces of a column whose words stand between two others."""
        words, where = cast(column.dictionary, pa.string()), places_of(column.indices)
        if _OFTEN * len(words) < len(where):
            self._put(where < 0, where + self._own(_framed(before, words, after)))
        else:
            frame = self._own(pa.array([before, after], pa.string()))
            self._put(where < 0, frame, where + self._own(words), frame + 1)

    def _own(self, texts: pa.Array) -> Any:
        """Where more pieces begin."""
        first, self._size = self._size, self._size + len(texts)
        self._texts.append(texts)
        return np.int32(first)

    def _put(self, blank: Any, *pieces: Any) -> None:
        """The pieces of each cell of a column; of those that are blank, the separator alone."""
        nothing = self._places.zeros
        if blank.any():
            instead = (self._places.blank if self._cells else nothing, *[nothing] * len(pieces))
            pieces = tuple(np.where(blank, other, piece) for piece, other in zip(pieces, instead, strict=False))
        self._cells += pieces

    def in_rows(self, lines: RowLines) -> Any:
        """The pieces in the order in which they are written, row by row: the cells, then the lines, then the end."""
        width, rows, places = len(self._cells) + 1, len(lines.ends) - 1, self._places
        before, after = _gaps(lines)
        starts = np.arange(rows + 1) * width + _PER_LINE * lines.ends
        order = np.empty(starts[-1], np.int32)
        for place, cell in enumerate(self._cells):
            order[starts[:-1] + place] = cell
        order[starts[1:] - 1] = after + places.ends
        at = np.arange(len(before)) * _PER_LINE + (lines.rows + 1) * width - 1
        for place, piece in enumerate((before + places.zeros, *places.amounts(lines.cents))):
            order[at + place] = piece
        return order


def _gaps(lines: RowLines) -> tuple[Any, Any]:
    """How many columns of 0.00 stand before each line, and after the last one of each row."""
    some = np.flatnonzero(np.diff(lines.ends))
    first, last = lines.ends[some], lines.ends[some + 1] - 1
    columns = lines.columns.astype(np.int32)
    gaps = np.diff(columns, prepend=0) - 1
    gaps[first] = columns[first]
    after = np.full(len(lines.ends) - 1, len(lines.names))
    after[some] -= columns[last] + 1
    return gaps, after


def _numbers(many: int) -> Any:
    """The first numbers as texts."""
    return cast(of_numpy(np.arange(many)), pa.string())


def _framed(before: str, texts: Any, after: str) -> Any:
    """Texts, each between two others."""
    return operation("binary_join_element_wise", _one(before), texts, _one(after), _one(""))


@lru_cache(maxsize=32)
def _one(text: str) -> pa.Scalar:
    """A text as a value of Arrow, which looks for modules each time that it makes one."""
    return pa.scalar(text, pa.string())


def _narrow(column: Any) -> Any:
    """A dictionary array that has no more words than rows."""
    if len(column.dictionary) <= len(column):
        return column
    rows = of_numpy(np.arange(len(column), dtype=np.int32), are_blank(column.indices))
    return pa.DictionaryArray.from_arrays(rows, filled(take(column.dictionary, column.indices), ""))


def _doubled(column: Any) -> Any:
    """A dictionary array with each quote of its words twice, as it is written between quotes."""
    starts, content = bytes_of(column.dictionary)
    if not (content[starts[0] : starts[-1]] == _QUOTE).any():
        return column
    return pa.DictionaryArray.from_arrays(column.indices, replaced(column.dictionary, '"', '""'))
