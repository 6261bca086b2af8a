"""Why the pay of a whole payroll changed: the gain of each row split by cause, and summed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from revalo.grids.binding import Binding
from revalo.grids.decomposition import CARRIED, TIME, Cause, Decomposition, MixedLaw
from revalo.people.arrays import Entries, completed, entries
from revalo.people.columns import MISSING, ParsedRows
from revalo.people.crossed import Column, sets_of
from revalo.people.gross_under_laws import GrossUnderLaws
from revalo.people.grouping import Group, Grouping
from revalo.people.summary import counted
from revalo.people.sums import CauseSums, key_of
from revalo.people.table import Outcome, People, Side
from revalo.rules.measure_inputs import pays_by_years

Moved = dict[tuple[str, str], Any]  # by key of a cause, the rows of a chunk (booleans) that it moves
Amounts = Callable[[Binding, Any], tuple[Any, Any]]  # of rows at some places under a law; and those that have none
Aged = Callable[[date, date], Any]  # the rows (booleans) that the time between two days can move


class Deferred:
    """The rows whose pay could not be computed with a cause alone: what changes once it can be is that cause's."""

    def __init__(self, size: int) -> None:
        self._free = np.ones(size, dtype=bool)
        self._rows: list[tuple[Cause, Any]] = []

    def shared(self, cause: Cause, change: Any, lost: Any) -> Iterator[tuple[Cause, Any]]:
        """A change of the rows, each under the cause that it belongs to; `lost`: rows that cannot be computed now."""
        for owner, rows in self._rows:
            yield owner, np.where(rows, change, 0)
        yield cause, np.where(self._free, change, 0)
        self._rows = [(owner, rows & lost) for owner, rows in (*self._rows, (cause, self._free)) if (rows & lost).any()]
        self._free = ~lost


class Walk(NamedTuple):
    """From one reading of the law to another: the steps, one for each cause, and the law after each."""

    decomposition: Decomposition
    steps: list[tuple[Cause, MixedLaw]]

    @classmethod
    def of(cls, decomposition: Decomposition) -> "Walk":
        """The steps of a decomposition, under laws of their own."""
        return cls(decomposition, list(decomposition.steps()))


def walked(
    walk: Walk, ends: tuple[Any, Any], amounts: Amounts, aged: Aged | None = None, *, sign: int = 1
) -> Iterator[tuple[Cause, Any]]:
    """What each step changed in the amounts of the rows of a group; the changes add up to the whole, row by row.

    `ends`: the amounts at both ends; `amounts`: those of some rows under a law on the way; `aged`: whom the time from a
    day to another can move, nobody where it is None; `sign`: -1 where the rows go backwards in time.
    """
    now, last = ends
    day, everyone = walk.decomposition.before.choices.day, np.arange(len(now))
    tried: list[Binding] = [walk.decomposition.before]  # the laws that what is there now was computed under
    lost, waiting = np.zeros(len(now), dtype=bool), Deferred(len(now))
    for cause, law in walk.steps:
        if cause.kind != TIME:
            places = everyone if any(walk.decomposition.touches(cause, each) for each in tried) else everyone[:0]
        else:
            places = everyone[:0] if aged is None else everyone[aged(day, law.choices.day)]
        day = law.choices.day
        if not len(places):
            continue
        then, lost = now.copy(), lost.copy()
        found, lost[places] = amounts(law, places)
        then[places] = np.where(lost[places], now[places], found)
        yield from waiting.shared(cause, sign * (then - now), lost)
        now, tried = then, [*(tried if cause.kind == TIME else ()), law]
    yield from waiting.shared(Cause(TIME), sign * (last - now), np.zeros(len(now), dtype=bool))


@dataclass(frozen=True)
class MovedByTime:
    """What time alone moves in the rows of a group: those that have a date of entry (`since`, else MISSING).

    `counts`: whether the years count at all; `graded`: rows with a grade, whose échelon moves in ways of its own.
    """

    since: Any
    counts: bool
    graded: Any

    @cached_property
    def entered(self) -> Entries:
        """The days of entry."""
        return entries(self.since)

    @classmethod
    def of(cls, grouping: Grouping, group: Group) -> "MovedByTime":
        """That of a group."""
        law, typed, size = grouping.law, grouping.typed, len(group.positions)
        since = typed.numbers["since"][group.span] if "since" in typed.numbers else np.full(size, MISSING)
        counts = law.pay(group.sector) == "branch" or pays_by_years(law, group.sector)
        graded = typed.codes["grade"][0][group.span] >= 0 if "grade" in typed.codes else np.zeros(size, dtype=bool)
        return cls(since, counts, graded)

    def in_pay(self, one: date, two: date) -> Any:
        """The rows (booleans) that may be paid otherwise on another day: their years are not the same."""
        moved = self.graded
        if self.counts:
            (done, past), (done_then, past_then) = completed(self.entered, one), completed(self.entered, two)
            moved = moved | (done != done_then) | (past != past_then)
        return moved & (self.since != MISSING)

    def in_cost(self, _one: date, _two: date) -> Any:
        """All rows, if time counts for some: contributions may follow the day itself."""
        return np.full(len(self.since), bool((self.since != MISSING).any()))


class Causes:
    """The gain by cause, weighted by headcount; the sums add up to it, to the cent, as in `analysis.attribution`."""

    def __init__(self, people: People) -> None:
        self.people = people
        self._decompositions: dict[tuple[Binding, Binding], Decomposition] = {}  # sectors share them
        self._walks: dict[tuple[str, int, int], Walk] = {}

    def add(self, sums: CauseSums, typed: ParsedRows, outcome: Outcome) -> Moved:
        """Split the gain of the rows of a chunk that were computed, add it to some sums, and say whom each moves."""
        grouping = Grouping(typed, self.people.law)
        weight = counted(typed, outcome)
        moved: Moved = {}
        for group in grouping.groups():
            for cause, change in self._changes(grouping, group, outcome):
                sums.add(cause, int((change * weight[group.span]).sum()))
                note_moved(moved, key_of(cause), group, change, len(weight))
        return moved

    def _changes(self, grouping: Grouping, group: Group, outcome: Outcome) -> Iterator[tuple[Cause, Any]]:
        """What each step changed in the gross of the rows of a group."""
        before, after = (side.gross[group.span] - carried(side, group) for side in (outcome.before, outcome.after))
        walk, sign = self.walk(group), self.sign(group)
        ends = (before, after) if sign > 0 else (after, before)
        gross = GrossUnderLaws(grouping.rows(group, walk.decomposition.before))
        yield from walked(walk, ends, gross.at, MovedByTime.of(grouping, group).in_pay, sign=sign)
        yield Cause(CARRIED), carried(outcome.after, group)

    def sign(self, group: Group) -> int:
        """-1 for rows that go backwards in time, else 1."""
        one, two = self.people.bindings(group)
        return -1 if two.choices.day < one.choices.day else 1

    def walk(self, group: Group) -> Walk:
        """The way between the two readings of a group, forwards in time."""
        key = group[:3]
        if key not in self._walks:
            one, two = sorted(self.people.bindings(group), key=lambda binding: binding.choices.day)
            decomposition = self._decompositions.setdefault((one, two), Decomposition(one, two))
            self._walks.setdefault(key, Walk.of(decomposition))
        return self._walks[key]


def note_moved(moved: Moved, key: tuple[str, str], group: Group, change: Any, size: int) -> None:
    """Note the rows of a group that a cause moves, among so many of the chunk."""
    if change.any():
        moved.setdefault(key, np.zeros(size, dtype=bool))[group.span] |= change != 0


def causes_of(moved: Moved, kept: Any) -> Column:
    """The causes of the rows at some positions, as sets of keys."""
    return sets_of({cause: moved[cause][kept] for cause in sorted(moved)}, len(kept))


def carried(side: Side, group: Group) -> Any:
    """What the rows of a group have on a side that was declared, not computed."""
    return side.declared[group.span]
