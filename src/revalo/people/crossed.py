"""Cells of people as arrays: which groups each is of, how many rows it has, and who is in the small ones."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.people.alike import Alike, alike, alike_up_to, in_bytes, in_order_met, is_new
from revalo.people.column_operations import cast, encoded, take
from revalo.people.fingerprints import mixed

SMALL = 5  # groups of fewer people are not shown: they would identify them


class Column(NamedTuple):
    """The group of each row in one way of grouping: an index into `values`, a list or an array of words."""

    indices: Any
    values: Any

    def at(self, rows: Any) -> list[Any]:
        """The groups of some rows."""
        indices = self.indices[rows]
        if isinstance(self.values, pa.Array):
            return take(self.values, indices).to_pylist()  # type: ignore[no-any-return]
        return [self.values[index] for index in indices.tolist()]


class Heads(NamedTuple):
    """Who is in cells, as arrays of one length. `cells`: the place of each one's cell; `heads`: a headcount.

    `numbers`: of the staff number (its fingerprint) where `named`, else of the month.
    """

    cells: Any
    numbers: Any
    named: Any
    heads: Any

    def at(self, places: Any) -> "Heads":
        """Some of them."""
        return Heads(*(each[places] for each in self))


class Crossed(NamedTuple):
    """Different cells. `columns`: the group of each in every way; `rows`: headcounts of its rows added up.

    `large`: whether SMALL people or more are known to be in it; `heads`: who is in the others.
    """

    columns: Sequence[Column]
    rows: Any
    large: Any
    heads: Heads

    @property
    def size(self) -> int:
        """How much it holds: cells, and people of small ones."""
        return len(self.rows) + len(self.heads.cells)


def coded(columns: Sequence[Column], size: int) -> Alike:
    """Which rows, `size` in number, have the same groups in every column."""
    return alike(_groups(columns, size))


def coded_up_to(columns: Sequence[Column], size: int, most: int) -> Alike | None:
    """The same, None where more than so many differ."""
    return alike_up_to(_groups(columns, size), most)


def _groups(columns: Sequence[Column], size: int) -> list[Any]:
    """The groups of rows as columns of integers; there is one column at least."""
    return [*(column.indices for column in columns), np.zeros(size, np.int64)]


def causes_of(moved: Mapping[tuple[str, str], Any], kept: Any) -> Column:
    """The causes of the rows at some positions, as sets of keys."""
    return sets_of({cause: moved[cause] for cause in sorted(moved)}, kept)


def sets_of(flags: Mapping[Any, Any], kept: Any) -> Column:
    """Which of some things (booleans) the rows at some positions have, as one set of them: a tuple in their order."""
    same = alike([*(column[kept] for column in in_bytes(flags.values())), np.zeros(len(kept), np.int64)])
    rows = kept[same.first].tolist()
    return Column(same.kinds, [tuple(key for key, of_rows in flags.items() if of_rows[row]) for row in rows])


def joined(parts: Sequence[Crossed], ways: int) -> Crossed:
    """The cells of all parts in the first ways only, each once, in the order in which they are first met."""
    columns = [_one([part.columns[way] for part in parts]) for way in range(ways)]
    rows = np.concatenate([part.rows for part in parts])
    cells, at = in_order_met(coded(columns, len(rows)))
    large = np.zeros(len(cells), bool)
    large[at[np.concatenate([part.large for part in parts])]] = True
    totals = np.zeros(len(cells), np.int64)
    np.add.at(totals, at, rows)
    starts = np.cumsum([0, *(len(part.rows) for part in parts)])
    every = [
        part.heads._replace(cells=at[part.heads.cells + start]) for part, start in zip(parts, starts, strict=False)
    ]
    heads = Heads(*(np.concatenate(each) for each in zip(*every, strict=True)))
    return settled(Crossed([_as_met(column, cells) for column in columns], totals, large, heads))


def settled(crossed: Crossed) -> Crossed:
    """The same with each person once in a cell, and cells of SMALL people or more as large."""
    heads = _once(crossed.heads.at(~crossed.large[crossed.heads.cells]))
    large = people_in(crossed._replace(heads=heads)) >= SMALL
    return crossed._replace(large=large, heads=heads.at(~large[heads.cells]))


def people_in(crossed: Crossed) -> Any:
    """How many people each cell has at least; SMALL where it is large."""
    heads = crossed.heads
    people, unnamed = np.zeros((2, len(crossed.rows)), np.int64)
    np.add.at(people, heads.cells[heads.named], heads.heads[heads.named])
    np.maximum.at(unnamed, heads.cells[~heads.named], heads.heads[~heads.named])
    return np.where(crossed.large, SMALL, people + unnamed)


def expanded(crossed: Crossed, cells: Any, columns: Sequence[Column]) -> Crossed:
    """Some of the cells, one of them more than once if need be, in other ways of grouping."""
    heads = crossed.heads.at(np.argsort(crossed.heads.cells, kind="stable"))
    of, at = runs(np.bincount(heads.cells, minlength=len(crossed.rows)), cells)
    return Crossed(columns, crossed.rows[cells], crossed.large[cells], heads.at(at)._replace(cells=of))


def runs(lengths: Any, chosen: Any) -> tuple[Any, Any]:
    """Runs next to one another, some of them chosen: for each member which choice it is of, and its place."""
    many = lengths[chosen]
    of = np.repeat(np.arange(len(chosen)), many)
    starts = np.cumsum(lengths) - lengths
    return of, np.arange(len(of)) - np.repeat(np.cumsum(many) - many, many) + starts[chosen][of]


def _once(heads: Heads) -> Heads:
    """Of a person in a cell, the largest headcount; of those without a staff number, the sum of each month."""
    if not len(heads.cells):
        return heads
    keys = mixed(mixed(heads.numbers) + heads.cells.astype(np.uint64)) ^ heads.named
    order = np.argsort(keys)
    ordered, starts = heads.at(order), np.flatnonzero(is_new(keys[order]))
    most, sums = np.maximum.reduceat(ordered.heads, starts), np.add.reduceat(ordered.heads, starts)
    first = ordered.at(starts)
    return first._replace(heads=np.where(first.named, most, sums))


def _one(columns: Sequence[Column]) -> Column:
    """The columns of several parts as one: their values each once."""
    lengths = [0, *(len(column.values) for column in columns)]
    if all(isinstance(column.values, pa.Array) for column in columns):
        every = encoded(pa.concat_arrays([cast(column.values, pa.string()) for column in columns]))
        values, codes = every.dictionary, every.indices.to_numpy()
    else:
        values, codes = _different(value for column in columns for value in _listed(column.values))
    shifted = (column.indices + start for column, start in zip(columns, np.cumsum(lengths), strict=False))
    return Column(codes[np.concatenate(list(shifted))].astype(np.int64), values)


def _as_met(column: Column, cells: Any) -> Column:
    """The groups of some cells, in the order in which these have them: the same however the cells were counted."""
    different, at = in_order_met(alike([column.indices[cells]]))
    codes, values = column.indices[cells][different], column.values
    return Column(
        at, take(values, codes) if isinstance(values, pa.Array) else [values[code] for code in codes.tolist()]
    )


def _listed(values: Any) -> list[Any]:
    return values.to_pylist() if isinstance(values, pa.Array) else list(values)


def _different(values: Iterable[Any]) -> tuple[list[Any], Any]:
    """Values each once, and which of them each is."""
    places: dict[Any, int] = {}
    codes = np.array([places.setdefault(value, len(places)) for value in values], np.int64)
    return list(places), codes
