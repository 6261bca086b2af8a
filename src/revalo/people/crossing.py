"""Who stands in which groups, in all ways of grouping at once: what tells whether a few people could be told apart.

A cell is the people who share their group in every way: `("Nord", "59", "C", …)`. Of a cell of SMALL people or more
only that is kept; of a smaller one, who is in it: twelve rows of one person are one person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from revalo.people.alike import alike, in_order_met
from revalo.people.column_operations import take
from revalo.people.columns import AGAIN, MISSING, ParsedRows
from revalo.people.crossed import SMALL, Column, Crossed, Heads, coded_up_to, joined
from revalo.people.fingerprints import fingerprints

MOST_CELLS = 100_000  # beyond, the last way of grouping is given up
_WAITING = 1 << 18  # cells, and people of small ones, that wait to be put together, at least
Cell = tuple[Any, ...]


@dataclass(slots=True)
class Members:
    """The people of a cell, as few as tell whether they are SMALL in number.

    `rows`: headcounts of their rows added up, however many a person has; `large`: they are SMALL or more; else `named`,
    headcount by the fingerprint of the staff number, and `unnamed`, headcount by month of the rows without one (the
    same people each month, for all that is known).
    """

    rows: int = 0
    large: bool = False
    named: dict[int, int] = field(default_factory=dict)
    unnamed: dict[int, int] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """How many people at least."""
        return SMALL if self.large else sum(self.named.values()) + max(self.unnamed.values(), default=0)

    def merge(self, other: "Members") -> None:
        """Add the people of another cell, or of other rows of the same one."""
        self.rows += other.rows
        self.large |= other.large
        if not self.large:
            for name, headcount in other.named.items():
                self.named[name] = max(headcount, self.named.get(name, 0))
            for month, headcount in other.unnamed.items():
                self.unnamed[month] = headcount + self.unnamed.get(month, 0)
        if self.people >= SMALL:
            self.large = True
            self.named.clear()
            self.unnamed.clear()


class Crossing:
    """The people of some rows by cell. `ways`: of grouping; the last ones are given up where cells are too many."""

    def __init__(self, ways: Iterable[str]) -> None:
        self.left = tuple(ways)  # as far as is known before the parts are put together
        self.parts: list[Crossed] = []  # in the order of their rows
        self._is_one = True
        self.periods: set[int] = set()  # months, and pairs of them, of the rows

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways of grouping that are left."""
        self._together()
        return self.left

    def add(self, typed: ParsedRows, kept: Any, headcounts: Any, columns: Sequence[Column]) -> None:
        """Count the rows at some positions: `headcounts` and the `columns`, one for each way, are theirs.

        Of a person and month, only the row that is not AGAIN shows that a cell is large; whoever is in it counts whole.
        """
        again = typed.numbers[AGAIN][kept] == 1 if AGAIN in typed.numbers else np.zeros(len(kept), bool)
        periods = _periods(typed, kept)
        self.periods |= periods
        while (same := coded_up_to(columns, len(kept), MOST_CELLS)) is None:
            self.left, columns = self.left[:-1], columns[:-1]
        first, at = in_order_met(same)
        cells, number = [Column(column.indices[first], column.values) for column in columns], len(first)
        rows, once = (
            np.bincount(at, weights=each, minlength=number).astype(np.int64)
            for each in (headcounts, np.where(again, 0, headcounts))
        )
        large = once > (SMALL - 1) * max(1, len(periods))
        small = np.flatnonzero(~large[at])
        heads = _heads(typed, kept[small])._replace(cells=at[small], heads=headcounts[small])
        self._put([Crossed(cells, rows, large, heads)])

    def merge(self, other: "Crossing") -> None:
        """Add the people of other rows."""
        self.periods |= other.periods
        if len(other.left) < len(self.left):
            self.left = other.left
        self._put(other.parts)

    @property
    def few(self) -> int:
        """Sums of the people of each month are of SMALL people at least from so many on."""
        return (SMALL - 1) * max(1, len(self.periods)) + 1

    def crossed(self, ways: Sequence[str]) -> Crossed:
        """The people by cell of some of the ways."""
        every = self._together()
        if every is None:
            nobody, none = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)
            return Crossed([Column(nobody, [])] * len(ways), nobody, none, Heads(nobody, nobody, none, nobody))
        return joined([every._replace(columns=[every.columns[self.left.index(way)] for way in ways])], len(ways))

    def of(self, ways: Sequence[str]) -> dict[Cell, Members]:
        """The people of each cell of some of the ways."""
        crossed = self.crossed(ways)
        chosen = [column.at(slice(None)) for column in crossed.columns]
        members = [Members(*each) for each in zip(crossed.rows.tolist(), crossed.large.tolist(), strict=True)]
        for cell, number, named, heads in zip(*(each.tolist() for each in crossed.heads), strict=True):
            (members[cell].named if named else members[cell].unnamed)[number] = heads
        cells = zip(*chosen, strict=True) if chosen else [()] * len(members)
        return dict(zip(cells, members, strict=True))

    def _put(self, parts: Sequence[Crossed]) -> None:
        """Add parts; they are put together each time that as much waits as there is already."""
        if parts:
            self.parts += parts
            self._is_one = False
            if sum(part.size for part in self.parts[1:]) > max(_WAITING, self.parts[0].size):
                self._together()

    def _together(self) -> Crossed | None:
        """All parts as one, in as many ways as do not give too many cells; None where there is none."""
        if not self.parts:
            return None
        if not self._is_one:
            every = joined(self.parts, len(self.left))
            while len(every.rows) > MOST_CELLS and self.left:
                self.left = self.left[:-1]
                every = joined([every], len(self.left))
            self.parts, self._is_one = [every], True
        return self.parts[0]


def _periods(typed: ParsedRows, kept: Any) -> set[int]:
    """A number for the months of each row: a person has one row for each, or a row that is AGAIN."""
    months = [typed.numbers[name][kept] for name in ("month", "before_month") if name in typed.numbers]
    first = alike([*months, np.zeros(len(kept), np.int64)]).first
    packed = np.zeros(len(first), dtype=np.int64)
    for each in months:
        packed = packed * (1 << 20) + each[first]
    return set(packed.tolist())


def _heads(typed: ParsedRows, rows: Any) -> Heads:
    """Who some rows are of; their cells and headcounts are not said."""
    months = typed.numbers.get("month", np.full(len(typed.rows), MISSING))[rows]
    numbers, named = months.astype(np.uint64), np.zeros(len(rows), bool)
    if "employee_id" in typed.words:
        indices, names = typed.words["employee_id"]
        named = indices[rows] >= 0
        numbers[named] = fingerprints(take(names, indices[rows][named]))
    return Heads(numbers, numbers, named, numbers)
