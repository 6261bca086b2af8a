"""Who stands in which groups, in all ways of grouping at once: what tells whether a few people could be told apart.

A cell is the people who share their group in every way: `("Nord", "59", "C", …)`. Of a cell of SMALL people or more
only that is kept; of a smaller one, who is in it: twelve rows of one person are one person.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.people.columns import AGAIN, MISSING, ParsedRows

SMALL = 5  # groups of fewer people are not shown: they would identify them
MOST_CELLS = 100_000  # beyond, the last way of grouping is given up
Cell = tuple[Any, ...]


class Column(NamedTuple):
    """The group of each row in one way of grouping: an index into `values`, a list or an array of words."""

    indices: Any
    values: Any

    def at(self, rows: Any) -> list[Any]:
        """The groups of some rows."""
        indices = self.indices[rows]
        if isinstance(self.values, pa.Array):
            return self.values.take(pa.array(indices)).to_pylist()  # type: ignore[no-any-return]
        return [self.values[index] for index in indices.tolist()]


@dataclass(slots=True)
class Members:
    """The people of a cell, as few as tell whether they are SMALL in number.

    `rows`: headcounts of their rows added up, however many a person has; `large`: they are SMALL or more; else `named`,
    headcount by staff number, and `unnamed`, headcount by month of the rows without one (the same people each month,
    for all that is known).
    """

    rows: int = 0
    large: bool = False
    named: dict[str, int] = field(default_factory=dict)
    unnamed: Counter[int] = field(default_factory=Counter)

    @property
    def people(self) -> int:
        """How many people at least."""
        return SMALL if self.large else sum(self.named.values()) + max(self.unnamed.values(), default=0)

    def add(self, name: str | None, month: int, headcount: int) -> None:
        """Add a row."""
        if self.large:
            return
        if name is None:
            self.unnamed[month] += headcount
        else:
            self.named[name] = max(headcount, self.named.get(name, 0))
        self._settle()

    def merge(self, other: "Members") -> None:
        """Add the people of another cell, or of other rows of the same one."""
        self.rows += other.rows
        self.large |= other.large
        if not self.large:
            for name, headcount in other.named.items():
                self.named[name] = max(headcount, self.named.get(name, 0))
            self.unnamed.update(other.unnamed)
        self._settle()

    def _settle(self) -> None:
        if self.people >= SMALL:
            self.large = True
            self.named.clear()
            self.unnamed.clear()


class Crossing:
    """The people of some rows by cell. `ways`: of grouping; the last ones are given up where cells are too many."""

    def __init__(self, ways: Iterable[str]) -> None:
        self.ways = tuple(ways)
        self.cells: dict[Cell, Members] = {}
        self.periods: set[int] = set()  # months, and pairs of them, of the rows

    def add(self, typed: ParsedRows, kept: Any, headcounts: Any, columns: Sequence[Column]) -> None:
        """Count the rows at some positions: `headcounts` and the `columns`, one for each way, are theirs.

        Of a person and month, only the row that is not AGAIN shows that a cell is large; whoever is in it counts whole.
        """
        again = typed.numbers[AGAIN][kept] == 1 if AGAIN in typed.numbers else np.zeros(len(kept), bool)
        months = typed.numbers.get("month", np.full(len(typed.rows), MISSING))[kept]
        periods = np.unique(_periods(typed, kept)).tolist()
        self.periods.update(periods)
        keys, at = _cells(columns, len(kept))
        found = [Members() for _key in keys]
        sums = (
            np.bincount(at, weights=each, minlength=len(keys)).astype(np.int64).tolist()
            for each in (headcounts, np.where(again, 0, headcounts))
        )
        most = (SMALL - 1) * max(1, len(periods))
        for members, rows, once in zip(found, *sums, strict=True):
            members.rows, members.large = rows, once > most
        _name(found, at, _names(typed, kept), months, headcounts)
        self._put(zip(keys, found, strict=True))

    def merge(self, other: "Crossing") -> None:
        """Add the people of other rows."""
        self.periods |= other.periods
        self._keep(len(other.ways))
        self._put((cell[: len(self.ways)], members) for cell, members in other.cells.items())

    @property
    def few(self) -> int:
        """Sums of the people of each month are of SMALL people at least from so many on."""
        return (SMALL - 1) * max(1, len(self.periods)) + 1

    def of(self, ways: Sequence[str]) -> dict[Cell, Members]:
        """The people of each cell of some of the ways."""
        places = [self.ways.index(way) for way in ways]
        found: dict[Cell, Members] = {}
        for cell, members in self.cells.items():
            found.setdefault(tuple(cell[place] for place in places), Members()).merge(members)
        return found

    def _put(self, cells: Iterable[tuple[Cell, Members]]) -> None:
        for cell, members in cells:
            known = self.cells.setdefault(cell[: len(self.ways)], members)
            if known is not members:
                known.merge(members)
            if len(self.cells) > MOST_CELLS:
                self._keep(len(self.ways) - 1)

    def _keep(self, number: int) -> None:
        """Keep the first ways only."""
        if number < len(self.ways):
            self.cells = self.of(self.ways[:number])
            self.ways = self.ways[:number]


def _cells(columns: Sequence[Column], size: int) -> tuple[list[Cell], Any]:
    """The different cells of some rows, and which of them each row is in."""
    packed = np.zeros(size, dtype=np.int64)
    for column in columns:
        packed = packed * max(1, len(column.values)) + column.indices
        packed = np.unique(packed, return_inverse=True)[1].reshape(-1) if packed.size else packed
    _packed, first, at = np.unique(packed, return_index=True, return_inverse=True)
    chosen = [column.at(first) for column in columns]
    return list(zip(*chosen, strict=True)) if chosen else [()] * len(first), at.reshape(-1)


def _periods(typed: ParsedRows, kept: Any) -> Any:
    """A number for the months of each row: a person has one row for each, or a row that is AGAIN."""
    packed = np.zeros(len(kept), dtype=np.int64)
    for name in ("month", "before_month"):
        if name in typed.numbers:
            packed = packed * (1 << 20) + typed.numbers[name][kept]
    return packed


def _names(typed: ParsedRows, kept: Any) -> tuple[Any, Any]:
    """The staff number of each row, as an index into names; -1 where there is none."""
    if "employee_id" not in typed.words:
        return np.full(len(kept), -1), None
    indices, names = typed.words["employee_id"]
    return indices[kept], names


def _name(found: list[Members], at: Any, names: tuple[Any, Any], months: Any, headcounts: Any) -> None:
    """Say who is in the cells that may be small."""
    small = np.array([not members.large for members in found], dtype=bool)
    indices, texts = names
    for row in np.flatnonzero(small[at]).tolist():
        name = texts[int(indices[row])].as_py() if indices[row] >= 0 else None
        found[at[row]].add(name, int(months[row]), int(headcounts[row]))
