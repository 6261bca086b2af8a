"""Rows told apart by what they hold: those of one situation are computed once, whatever their number."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from revalo.people.columns import AGAIN, PERSON, SAME_PAYSLIP, ParsedRows
from revalo.people.rows import told_apart
from revalo.people.sums import sums_of, weights

MOST = 1 << 62  # of numbers that several columns are packed into
OF_ONE_ROW = frozenset(("headcount", "paid_gross", AGAIN, PERSON, SAME_PAYSLIP))  # what due pay does not depend on


class Alike(NamedTuple):
    """Rows put together: the position of the first row of each kind, and the kind of each row."""

    first: Any
    kinds: Any


def alike(columns: Sequence[Any]) -> Alike:
    """The distinct rows of some columns of integers, in their order from the first column to the last.

    >>> alike([np.array([2, 1, 2]), np.array([5, 5, 5])])
    Alike(first=array([1, 0]), kinds=array([1, 0, 1]))
    """
    packed, width = _packed(columns)
    distinct, kinds = told_apart(packed, width)
    return Alike(first_of(kinds, len(distinct)), kinds)


def _packed(columns: Sequence[Any]) -> tuple[Any, int]:
    """Each row as one integer, and a number above them all."""
    packed, width = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns if len(packed) else ():
        least = int(column.min())
        size = int(column.max()) - least + 1
        if width * size > MOST:
            packed = np.unique(packed, return_inverse=True)[1]
            width = len(packed)
        if width * size > MOST:
            column, least = np.unique(column, return_inverse=True)[1], 0  # noqa: PLW2901 - the same, from 0 on
            size = len(packed)
        packed, width = packed * size + (column - least), width * size
    return packed, width


class Situations(NamedTuple):
    """The distinct rows of a chunk, in its order, as rows of a chunk of their own.

    `typed`: the first row of each; `kinds`: which of them each row of the chunk is; `rows` and `people`: how many rows
    and people of the chunk each stands for.
    """

    typed: ParsedRows
    kinds: Any
    rows: Any
    people: Any


def situations(typed: ParsedRows, *others: Any) -> Situations:
    """The rows of a chunk that hold the same of all that pay depends on; `others`: columns to tell apart as well."""
    columns = [*others, *(values for name, values in typed.numbers.items() if name not in OF_ONE_ROW)]
    columns += [indices for indices, _names in typed.codes.values()]
    columns += [typed.words[name][0] for name in ("department",) if name in typed.words]
    same = alike([*columns, np.zeros(len(typed.rows), dtype=np.int64)])
    order = np.argsort(same.first)  # rows of one group stay next to one another
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    kinds = places[same.kinds]
    rows = np.bincount(kinds, minlength=len(order))
    return Situations(typed.at(same.first[order]), kinds, rows, sums_of(weights(typed), kinds, len(order)))


def each_by_itself(typed: ParsedRows) -> Situations:
    """The rows of a chunk as so many situations."""
    every = np.arange(len(typed.rows))
    return Situations(typed, every, np.ones(len(every), dtype=np.int64), weights(typed))


def first_of(kinds: Any, size: int) -> Any:
    """The position of the first row of each kind, where each has one."""
    first = np.empty(size, dtype=np.int64)
    first[kinds[::-1]] = np.arange(len(kinds) - 1, -1, -1)  # of the rows of a kind, the one written last stays
    return first
