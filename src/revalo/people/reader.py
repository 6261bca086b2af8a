"""What a reader of tables can work out: whether some combination of the sums shown is about fewer than SMALL people.

Every sum shown is a row: 1 for each column (a cell of people, or a cell and a cause) that it adds up. What a reader can
work out by adding and subtracting is what rows span. A set of people can be told if, without their columns, the rows
span less: some combination is then about them alone. Counted modulo a prime, where what tells of few people still does.

Few people are missing from one at least of SMALL sets of columns that have nobody in common. A combination about them
alone is nothing in that set: where a set holds all that rows span, there is none; else it is one of the few that are
nothing there, which are looked at (see `_left_by_sets`).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from revalo.people.crossed import SMALL

_PRIME = (1 << 31) - 1
_AT_ONCE = 200  # columns taken together
_MOST_SETS = 2_000  # sets of people tried; beyond, nothing is proved, and more is put together
Name = int  # of a person, or of those of a cell who are without a staff number
Owners = frozenset[Name]


class Columns(NamedTuple):
    """The rows that each column is in, and how often they count it; None for once."""

    rows: Any
    times: Any = None

    def at(self, chosen: Any) -> "Columns":
        """Some of them."""
        return Columns(self.rows[chosen], None if self.times is None else self.times[chosen])


class Sums(NamedTuple):
    """The columns: the rows that each is in (columns × as many as one is in, -1 for none), and whose each is.

    `large`: those of SMALL people or more; of the others, pairs of a column and a person, in the order of the columns.
    `times`: how often each row counts the column, below 0 for taken away; None for once.
    """

    rows: Any
    large: Any
    of: Any
    people: Any
    times: Any = None

    def chosen(self, columns: Any) -> Columns:
        """Some of the columns."""
        return Columns(self.rows, self.times).at(columns)

    def owners(self, chosen: Any) -> list[Owners]:
        """Who is in some columns."""
        starts, ends = (np.searchsorted(self.of, chosen, side=side) for side in ("left", "right"))
        return [frozenset(self.people[start:end].tolist()) for start, end in zip(starts, ends, strict=True)]


class Told(NamedTuple):
    """The factors of a combination of rows that may be about fewer than SMALL people, and whether it was proved."""

    factors: Any
    is_proved: bool


def revealing_factors(sums: Sums, size: int, headcounts: Any) -> Told | None:
    """A combination of `size` rows that is about fewer than SMALL people; None where there is none.

    `headcounts`: of each person, 1 at least.
    """
    silent, heads = _silent_on(sums.chosen(sums.large), size), headcounts.tolist()
    small = np.flatnonzero(~sums.large)
    values = _combined(silent, sums.chosen(small))
    matrix, pivots = _reduced(np.concatenate([values, silent], axis=1), len(small))
    for part in _parts(matrix[:, : len(small)] != 0):
        chosen = np.flatnonzero((matrix[part, : len(small)] != 0).any(axis=0))
        place = {column: number for number, column in enumerate(chosen.tolist())}
        search = _Search(sums.owners(small[chosen]), heads)
        whole = np.concatenate([chosen, np.arange(len(small), matrix.shape[1])])
        factors = search.factors(matrix[part][:, whole], [place[pivots[row]] for row in part])
        if factors is not None:
            return Told(factors, is_proved=not search.is_given_up)
    return None


@dataclass
class _Search:
    """Looks for a set of people without whom a matrix has a lower rank.

    The first columns of the matrix have `owners`; the others are the factors that its rows are made of.
    """

    owners: list[Owners]
    headcounts: list[int]

    def __post_init__(self) -> None:
        self.is_given_up = False
        self._seen: set[Owners] = set()
        self._columns_of: dict[Name, list[int]] = {}
        for place, every in enumerate(self.owners):
            for name in every:
                self._columns_of.setdefault(name, []).append(place)
        self._most = max(Counter(name for every in self.owners for name in every).values(), default=0)

    def factors(self, matrix: Any, pivots: list[int]) -> Any:
        """The factors of what is about them alone; of the first row where too many sets would have to be tried."""
        few = self._few(matrix, np.ones(len(self.owners), dtype=bool), frozenset(), SMALL - 1)
        if few is not None:
            return self._factors(matrix[few])
        for left in self._left_by_sets(matrix, pivots):
            self._seen.clear()
            factors = self._without(*_reduced(left, len(self.owners)), frozenset(), SMALL - 1)
            if factors is not None:
                return factors
        return None

    def _left_by_sets(self, matrix: Any, pivots: list[int]) -> Iterator[Any]:
        """What is nothing in each of SMALL sets of columns that have nobody in common, those that span most first.

        `pivots`: the first set. The next ones are found among the columns of people who are in none before.
        """
        columns = np.ones(len(self.owners), dtype=bool)
        for _number in range(SMALL - 1):
            people = frozenset[Name]().union(*(self.owners[pivot] for pivot in pivots))
            columns &= np.array([people.isdisjoint(every) for every in self.owners])
            matrix, chosen = _spanning(matrix, columns)
            yield matrix[[row for row, pivot in enumerate(chosen) if pivot is None]]
            pivots = [pivot for pivot in chosen if pivot is not None]

    def _without(self, matrix: Any, pivots: list[int], gone: Owners, left: int) -> Any:
        """The same, of a matrix from which the columns of some people are gone; `left`: the people that may go too."""
        self._seen.add(gone)
        columns = np.ones(len(self.owners), dtype=bool)
        columns[[place for place in self._near(gone) if self.owners[place] <= gone]] = False
        pivots, fallen = _pivoted(matrix, pivots, columns)
        if fallen is not None:
            return self._factors(matrix[fallen])
        few = self._few(matrix, columns, gone, left)
        if few is not None:
            return self._factors(matrix[few])
        for pivot in pivots:
            then = gone | self.owners[pivot]
            weight = sum(self.headcounts[name] for name in then - gone)
            if then in self._seen or weight > left:
                continue
            if weight == left and not self._several(then, columns):
                continue
            if len(self._seen) >= _MOST_SETS:
                self.is_given_up = True
                return self._factors(matrix[0])
            factors = self._without(matrix.copy(), list(pivots), then, left - weight)
            if factors is not None:
                return factors
        return None

    def _few(self, matrix: Any, columns: Any, gone: Owners, left: int) -> int | None:
        """A row of a matrix that is about few people by itself: nobody has more columns than `_most`."""
        there = (matrix[:, : len(columns)] != 0) & columns
        for row in np.flatnonzero(there.sum(axis=1) <= left * self._most).tolist():
            people = frozenset[Name]().union(*(self.owners[place] for place in np.flatnonzero(there[row]))) - gone
            if sum(self.headcounts[name] for name in people) <= left:
                return int(row)
        return None

    def _factors(self, row: Any) -> Any:
        return row[len(self.owners) :]

    def _several(self, people: Owners, columns: Any) -> bool:
        """Whether some people have several of the columns that are left: one alone is seen in the rows."""
        return sum(self.owners[place] <= people and bool(columns[place]) for place in self._near(people)) > 1

    def _near(self, people: Owners) -> set[int]:
        """The columns that some people stand in."""
        return {place for name in people for place in self._columns_of.get(name, ())}


def _pivoted(matrix: Any, pivots: list[int], columns: Any) -> tuple[list[int], int | None]:
    """The pivots of a matrix in some of its columns only, changed in place; the row that has none left, if any."""
    for row, pivot in enumerate(pivots):
        if columns[pivot]:
            continue
        places = np.flatnonzero((matrix[row, : len(columns)] != 0) & columns)
        if not len(places):
            return pivots, row
        pivots[row] = int(places[0])
        _clear(matrix, row, pivots[row])
    return pivots, None


def _clear(matrix: Any, row: int, column: int) -> None:
    """Make a row 1 in a column, and every other row 0."""
    places = np.flatnonzero(matrix[row])
    values = matrix[row, places] * pow(int(matrix[row, column]), -1, _PRIME) % _PRIME
    matrix[row, places] = values
    factors = matrix[:, column].copy()
    factors[row] = 0
    others = np.flatnonzero(factors)
    if len(others):
        cells = np.ix_(others, places)
        matrix[cells] = (matrix[cells] - factors[others, None] * values) % _PRIME


def _spanning(matrix: Any, columns: Any) -> tuple[Any, list[int | None]]:
    """The same space by rows of which each has a pivot in some of the columns, or is nothing in them."""
    matrix, pivots = matrix.copy(), list[int | None]()
    places = np.flatnonzero(columns)
    for row in range(len(matrix)):
        there = np.flatnonzero(matrix[row, places])
        pivots.append(int(places[there[0]]) if len(there) else None)
        if len(there):
            _clear(matrix, row, int(places[there[0]]))
    return matrix, pivots


def _reduced(matrix: Any, width: int | None = None) -> tuple[Any, list[int]]:
    """A matrix in reduced echelon form by its first `width` columns, rows of zeros left out, and its pivots."""
    kept, pivots = [], []
    for row in range(len(matrix)):
        places = np.flatnonzero(matrix[row, :width])
        if len(places):
            _clear(matrix, row, int(places[0]))
            kept.append(row)
            pivots.append(int(places[0]))
    return matrix[kept], pivots


def _silent_on(columns: Columns, size: int) -> Any:
    """The combinations of rows that come to nothing in all of some columns, as a matrix of their factors.

    Where a row is in one column alone, its factor follows from those of the others, and the column asks for no more.
    """
    solved = list[tuple[Any, Any, Columns]]()
    while len(columns.rows):
        there = columns.rows >= 0
        alone = there & (np.bincount(columns.rows[there], minlength=size)[columns.rows] == 1)
        some = alone.any(axis=1)
        if not some.any():
            break
        places = alone.argmax(axis=1)[:, None]
        rows = np.take_along_axis(columns.rows, places, axis=1)[:, 0]
        solved.append((rows[some], _inverses(columns, places)[some], columns.at(some)))
        columns = columns.at(~some)
    is_free = np.ones(size, dtype=bool)
    for rows, *_columns in solved:
        is_free[rows] = False
    free = np.flatnonzero(is_free)
    silent = np.zeros((len(free), size), dtype=np.int64)
    silent[np.arange(len(free)), free] = 1
    silent = _silent_of(silent, columns)
    for rows, inverses, every in reversed(solved):
        silent[:, rows] = -_combined(silent, every) * inverses % _PRIME
    return _by_last(silent)


def _inverses(columns: Columns, places: Any) -> Any:
    """What a row that counts a column so often is to be multiplied by, to count it once."""
    if columns.times is None:
        return np.ones(len(columns.rows), dtype=np.int64)
    times = np.take_along_axis(columns.times, places, axis=1)[:, 0]
    known = {each: pow(each, -1, _PRIME) for each in {*times.tolist()} - {0}}
    return np.array([known.get(each, 0) for each in times.tolist()], dtype=np.int64)


def _silent_of(silent: Any, columns: Columns) -> Any:
    """Of some combinations, those that come to nothing in some columns too: what is silent in a column stays so."""
    for start in range(0, len(columns.rows), _AT_ONCE):
        values = _combined(silent, columns.at(slice(start, start + _AT_ONCE)))
        values = values[:, values.any(axis=0)]
        if values.size:
            matrix = np.concatenate([values, silent], axis=1)
            width = values.shape[1]
            _reduced(matrix, width)
            silent = matrix[~matrix[:, :width].any(axis=1), width:]
    return silent


def _by_last(silent: Any) -> Any:
    """The same combinations in the one form in which each ends with a row of its own, in the order of these rows."""
    left = np.ones(len(silent), dtype=bool)
    ordered = list[int]()
    for last in range(silent.shape[1] - 1, -1, -1):
        there = np.flatnonzero(left & (silent[:, last] != 0))
        if len(there):
            _clear(silent, int(there[0]), last)
            left[there[0]] = False
            ordered.append(int(there[0]))
    return silent[ordered[::-1]]


def _combined(factors: Any, columns: Columns) -> Any:
    """What combinations of rows come to in some columns."""
    rows, times = columns
    sums = np.zeros((len(factors), len(rows)), dtype=np.int64)
    padded = np.concatenate([factors, np.zeros((len(factors), 1), dtype=np.int64)], axis=1)  # the last for no row
    for place in range(rows.shape[1]):
        values = padded[:, rows[:, place]]
        sums += values if times is None else values * times[:, place]
    return sums % _PRIME


def _parts(there: Any) -> Iterator[list[int]]:
    """The rows that are linked by the columns they share: each part can be looked at alone."""
    left = np.arange(len(there))
    while len(left):
        part, near = left[:0], left[:1]
        while len(near):
            part, left = np.concatenate([part, near]), np.setdiff1d(left, near, assume_unique=True)
            near = left[there[left][:, there[near].any(axis=0)].any(axis=1)]
        yield sorted(part.tolist())
