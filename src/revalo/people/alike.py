"""Rows of integers told apart: which of them are the same, and where each is first met."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Any, NamedTuple

import numpy as np

from revalo.people.column_operations import encoded, of_numpy
from revalo.people.fingerprints import mixed

COUNTABLE = 1 << 20  # combinations told apart by counting them; more are looked up
SPARSE = 1 << 10  # or more than this for each row
MOST = 1 << 62  # of numbers that several columns are packed into
BYTE = 1 << 8  # numbers that a byte tells apart
_MARKS = 1 << 22  # so many that few different rows share one


class Alike(NamedTuple):
    """Rows put together: the position of the first row of each kind, and the kind of each row."""

    first: Any
    kinds: Any


def alike(columns: Sequence[Any]) -> Alike:
    """The distinct rows of some columns of integers, in their order from the first column to the last.

    >>> alike([np.array([2, 1, 2]), np.array([5, 5, 5])])
    Alike(first=array([1, 0]), kinds=array([1, 0, 1]))
    """
    return _alike(*_packed(columns))


def alike_up_to(columns: Sequence[Any], most: int) -> Alike | None:
    """The same, None where there are more distinct rows than so many: most often told before they are put in order.

    >>> alike_up_to([np.array([2, 1, 2])], 1)
    """
    packed, width = _packed(columns)
    if len(packed) > most and _at_least(packed) > most:
        return None
    same = _alike(packed, width)
    return same if len(same.first) <= most else None


def _at_least(packed: Any) -> int:
    """How many different numbers there are at least: as many as the marks that they fall on."""
    marks = np.zeros(_MARKS, dtype=bool)
    marks[mixed(packed.astype(np.uint64)) % np.uint64(_MARKS)] = True
    return int(np.count_nonzero(marks))


def _alike(packed: Any, width: int) -> Alike:
    distinct, kinds = told_apart(packed, width)
    return Alike(first_of(kinds, len(distinct)), kinds)


def _packed(columns: Sequence[Any]) -> tuple[Any, int]:
    """Each row as one integer, and a number above them all."""
    packed, width = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in in_bytes(columns) if len(packed) else ():
        least = int(column.min())
        size = int(column.max()) - least + 1
        if width * size > MOST:
            packed = np.unique(packed, return_inverse=True)[1]
            width = len(packed)
        if width * size > MOST:
            column, least = np.unique(column, return_inverse=True)[1], 0  # noqa: PLW2901 - the same, from 0 on
            size = len(packed)
        packed *= size
        packed += column
        packed -= least
        width *= size
    return packed, width


def in_bytes(columns: Iterable[Any]) -> Iterator[Any]:
    """Columns that tell the same rows apart, in the same order: those of a byte as one, as many as a byte can hold.

    >>> list(in_bytes([np.array([True, False]), np.array([2, 1], dtype=np.int8)]))
    [array([5, 1], dtype=uint8)]
    """
    runs = groupby(columns, lambda column: column.dtype.itemsize == 1)
    return chain.from_iterable(_joined(run) if are_bytes else run for are_bytes, run in runs)


def _joined(columns: Iterable[Any]) -> Iterator[Any]:
    (packed, width), *others = map(_from_zero, columns)
    for column, size in others:
        if width * size < BYTE:
            packed, width = packed * np.uint8(size) + column, width * size
        else:
            yield packed
            packed, width = column, size
    yield packed


def _from_zero(column: Any) -> tuple[Any, int]:
    """A column of bytes or booleans from 0 on, and a number above them all."""
    least, most = int(column.min(initial=0)), int(column.max(initial=0))
    return column.view(np.uint8) - np.uint8(least % BYTE), most - least + 1


def first_of(kinds: Any, size: int) -> Any:
    """The position of the first row of each kind, where each has one."""
    first = np.empty(size, dtype=np.int64)
    first[kinds[::-1]] = np.arange(len(kinds) - 1, -1, -1)  # of the rows of a kind, the one written last stays
    return first


def in_order_met(same: Alike) -> Alike:
    """The same kinds, numbered in the order in which their first rows are met."""
    order = np.argsort(same.first)
    return Alike(same.first[order], _places(order)[same.kinds])


def _places(order: Any) -> Any:
    """The place of each thing in an order of them."""
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places


def in_order_of(numbers: Any, places: Any) -> Any:
    """Some places in the order of the numbers at them: nearly all numbers in a row, as a rule, and all different."""
    own = numbers[places]
    least, most = (int(own.min()), int(own.max())) if len(own) else (0, -1)
    if most - least < 2 * len(own):
        place_of = np.full(most - least + 1, -1, dtype=np.int64)
        place_of[own - least] = places
        found = place_of[place_of >= 0]
        if len(found) == len(places):
            return found
    return places[np.argsort(own, kind="stable")]


def in_a_row(places: Any) -> Any:
    """Places in ascending order, as a slice where they are next to one another: what is there need not be copied."""
    first, last = (int(places[0]), int(places[-1])) if len(places) else (0, -1)
    return slice(first, last + 1) if last - first + 1 == len(places) else places


def told_apart(packed: Any, width: int) -> tuple[list[int], Any]:
    """The distinct numbers below a width, in order, and which of them each one is."""
    if width > min(COUNTABLE, SPARSE * len(packed)):
        met = encoded(of_numpy(packed))
        numbers, indices = met.dictionary.to_numpy(), met.indices.to_numpy()
        order = np.argsort(numbers)
        return numbers[order].tolist(), _places(order)[indices]
    (distinct,) = np.bincount(packed).nonzero()
    if len(distinct) == width:
        return distinct.tolist(), packed
    places = np.zeros(width, dtype=np.int64)
    places[distinct] = np.arange(len(distinct))
    return distinct.tolist(), places.take(packed)


def distinct_numbers(numbers: Any) -> Any:
    """The distinct numbers, in order; `np.unique` alone would import `numpy.ma`, to look whether some are masked."""
    ordered = np.sort(numbers, axis=None)
    return ordered[is_new(ordered)]


def is_new(ordered: Any) -> Any:
    """Which numbers, in order, differ from the one before."""
    return np.append(np.ones(min(1, len(ordered)), bool), ordered[1:] != ordered[:-1])
