"""The sums that a page shows, as arrays: what each adds up, and more and more of them put together.

A column is the people who stand in the same rows of a page: a cell of them, or a cell and a cause of it. No sum tells
the people of one column apart.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.people.alike import alike, distinct_numbers, in_order_met
from revalo.people.crossed import SMALL, Column, Crossed, runs
from revalo.people.reader import Sums, revealing_factors
from revalo.people.sums import sums_of

OTHERS = None  # in the place of the name of a group: all those that are put together
MOST_FIGURES = 1 << 26  # of a page, as a table of its rows and of what they add up
MANY_FIGURES = 1 << 22  # above, a look at them takes seconds, and rows are hidden several at once
Row = tuple[Any, Any]  # of a table: the way of grouping, and a group or a cause of it
RowsOf = Callable[[Any], Iterable[Row]]  # the rows of a page that a group is in; a mapping says how often in each
EVERYONE: Row = ("", "")


class Revealing(NamedTuple):
    """Rows that together may tell of a few people; whether that is proved, and soon looked for again."""

    rows: set[Row]
    one_by_one: bool


class People(NamedTuple):
    """Who is in the small cells: pairs of a cell and a person, in the order of the cells; the headcount of each person.

    Those of a cell without a staff number are together one, of that cell alone.
    """

    cells: Any
    names: Any
    headcounts: Any

    @classmethod
    def of(cls, crossed: Crossed) -> "People":
        """The people of some cells."""
        heads, named = crossed.heads, crossed.heads.named
        known, names = np.unique(heads.numbers[named], return_inverse=True)
        most = np.zeros(len(crossed.rows), dtype=np.int64)
        np.maximum.at(most, heads.cells[~named], heads.heads[~named])
        unnamed = np.flatnonzero(most)
        headcounts = np.zeros(len(known) + len(unnamed), dtype=np.int64)
        np.maximum.at(headcounts, names.reshape(-1), heads.heads[named])
        headcounts[len(known) :] = most[unnamed]
        cells = np.concatenate([heads.cells[named], unnamed])
        names = np.concatenate([names.reshape(-1), len(known) + np.arange(len(unnamed))])
        order = np.argsort(cells, kind="stable")
        return cls(cells[order], names[order], headcounts)


class ShownSums:
    """The sums of a page, of which more and more are put together."""

    def __init__(
        self,
        crossed: Crossed,
        cells: Any,
        tables: Sequence[Column],
        rows_of: Sequence[RowsOf],
        *,
        has_total: bool = True,
    ) -> None:
        """`cells`: that of each column; `tables`: for each column a group; `rows_of`: the rows that a group is in.

        `has_total`: whether the sum of all columns is shown.
        """
        places: dict[Row, int] = {EVERYONE: 0}
        everyone = np.full((len(cells), 1), 0 if has_total else -1)
        numbered = [_numbered(places, *each) for each in zip(tables, rows_of, strict=True)]
        rows, times = ([each[place] for each in numbered] for place in range(2))
        self._times = None
        if any((each != 1).any() for each in times):
            self._times = np.concatenate([np.ones_like(everyone), *times], axis=1)
        self.hidden: set[Row] = set()
        self._names, self._places = list(places), places
        people = People.of(crossed)
        self._headcounts = people.headcounts
        columns, at = runs(np.bincount(people.cells, minlength=len(crossed.rows)), cells)
        self._put(
            np.concatenate([everyone, *rows], axis=1),
            crossed.rows[cells],
            crossed.large[cells],
            columns,
            people.names[at],
        )

    def hide(self, rows: Iterable[Row]) -> None:
        """Put rows together with the others of their table."""
        gone = {row for row in rows if row in self._places}
        self.hidden |= gone
        together = np.arange(len(self._names) + 1)  # the last stands for no row
        together[-1] = -1
        for row in gone:
            together[self._places[row]] = self._place((row[0], OTHERS))
        self._put(together[self._rows], self._numbers, self._large, self._of, self._people)

    @property
    def is_large(self) -> bool:
        """Whether a look at it takes seconds."""
        return len(self._names) * len(self._rows) > MANY_FIGURES

    def rows_of(self, ways: Iterable[Any]) -> set[Row]:
        """The rows of some ways of grouping."""
        wanted = set(ways)
        return {row for row in self._names if row[0] in wanted}

    def hidden_of(self, way: Any) -> set[Any]:
        """What is hidden of a way of grouping."""
        return {name for shown_way, name in self.hidden if shown_way == way}

    def settle(self, ways: Sequence[Any]) -> None:
        """Hide rows of some ways until nobody can be told: one by one, or more and more at once."""
        at_once = 1
        while (told := self.revealing_rows()) is not None:
            gone = self._smallest(ways, told.rows, 1 if told.one_by_one else at_once)
            if not gone:
                return
            self.hide(gone)
            at_once *= 1 if told.one_by_one else 2

    def revealing_rows(self) -> Revealing | None:
        """The rows that are needed to tell of a few people; None where nobody can be told.

        Of a page too large to be looked at (tens of thousands of groups with their causes) nothing is proved.
        """
        met = self._rows[self._rows >= 0]
        shown, first = np.unique(met, return_index=True)
        shown = shown[np.argsort(first)]
        names = [self._names[place] for place in shown.tolist()]
        figures = len(names) * len(self._rows)
        if figures > MOST_FIGURES:
            return Revealing(set(names), one_by_one=False)
        numbers = np.full(len(self._names) + 1, -1, dtype=np.int64)
        numbers[shown] = np.arange(len(shown))
        sums = Sums(numbers[self._rows], self._large, self._of, self._people, self._times)
        told = revealing_factors(sums, len(names), self._headcounts)
        if told is None:
            return None
        return Revealing(_needed(names, told.factors.tolist()), told.is_proved and figures <= MANY_FIGURES)

    def _put(self, rows: Any, numbers: Any, large: Any, of: Any, people: Any) -> None:
        """The columns, each once; `of` and `people`: pairs of a column and a person.

        Of a column of SMALL people or more, nobody needs to be known.
        """
        times = [] if self._times is None else list(self._times.T)
        first, same = in_order_met(alike([*rows.T, *times]))
        self._times = None if self._times is None else self._times[first]
        self._rows, self._numbers = rows[first], sums_of(numbers, same, len(first))
        each = distinct_numbers(same[of] * (len(self._headcounts) + 1) + people)
        of, people = np.divmod(each, len(self._headcounts) + 1)
        self._large = sums_of(self._headcounts[people], of, len(first)) >= SMALL
        self._large[same[large]] = True
        self._of, self._people = (pairs[~self._large[of]] for pairs in (of, people))

    def _place(self, row: Row) -> int:
        """The number of a row."""
        if row not in self._places:
            self._places[row] = len(self._names)
            self._names.append(row)
        return self._places[row]

    def _smallest(self, ways: Sequence[Any], needed: set[Row], most: int) -> list[Row]:
        """The smallest rows that can still be hidden, those that are needed to tell people first."""
        there = self._rows >= 0
        numbers = np.broadcast_to(self._numbers[:, None], there.shape)[there]
        sizes = sums_of(numbers, self._rows[there], len(self._names))
        met = distinct_numbers(self._rows[there]).tolist()
        choices = [
            (row not in needed, int(sizes[place]), str(row), row)
            for place, row in ((place, self._names[place]) for place in met)
            if row[0] in ways and row[1] is not OTHERS
        ]
        return [row for *_order, row in sorted(choices, key=lambda each: each[:3])[:most]]


def named_rows(way: Hashable, hidden: Iterable[Any] = ()) -> RowsOf:
    """The row of each group of a way, those hidden together."""
    return lambda name: [(way, OTHERS if name in hidden else name)]


def listed(column: Column) -> list[Any]:
    """The groups of a way that some rows may be in."""
    return column.values.to_pylist() if isinstance(column.values, pa.Array) else list(column.values)


def each_by_itself(column: Column, wanted: Callable[[Any], Sequence[Any]]) -> tuple[Any, Column]:
    """Sets of things as single things, of each set those `wanted`: the place that each had, and the thing."""
    own = [wanted(every) for every in listed(column)]
    counts = np.array([len(each) for each in own], dtype=np.int64)
    cells, at = runs(counts, column.indices)
    known: dict[Any, int] = {}
    things = np.array([known.setdefault(thing, len(known)) for each in own for thing in each], dtype=np.int64)
    return cells, Column(things[at], list(known))


def _numbered(places: dict[Row, int], column: Column, rows_of: RowsOf) -> tuple[Any, Any]:
    """The numbers of the rows that each is in, as many as any has, -1 for none; and how often each row counts it."""
    named = [rows_of(value) for value in listed(column)]
    every = [[(places.setdefault(row, len(places)), _times_in(rows, row)) for row in rows] for rows in named]
    deep = max(map(len, every), default=0)
    table = [each + [(-1, 1)] * (deep - len(each)) for each in every]
    numbers, times = np.array(table, dtype=np.int64).reshape(len(every), deep, 2).transpose(2, 0, 1)
    return numbers[column.indices], times[column.indices]


def _times_in(rows: Iterable[Row], row: Row) -> int:
    """How often a row counts a group."""
    return rows[row] if isinstance(rows, Mapping) else 1


def _needed(names: list[Row], factors: list[int]) -> set[Row]:
    """The rows that a combination needs: the same taken from every row of a table is taken from the total instead."""
    by_way: dict[str, dict[Row, int]] = {}
    for row, factor in zip(names, factors, strict=True):
        by_way.setdefault(row[0], {})[row] = factor
    needed = set[Row]()
    for way, rows in by_way.items():
        usual = rows.get((way, OTHERS), Counter(rows.values()).most_common(1)[0][0])
        needed |= {row for row, factor in rows.items() if factor != usual}
    return needed
