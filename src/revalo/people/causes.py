"""Why the pay of a whole payroll changed: the gain of each row split by cause, and summed."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from revalo.grids.binding import Binding
from revalo.grids.decomposition import CARRIED, TIME, Cause, Decomposition, MixedLaw
from revalo.people.columns import MISSING, ParsedRows
from revalo.people.crossed import Column
from revalo.people.failures import Failures
from revalo.people.grouping import Group, Grouping
from revalo.people.lines import lines_of
from revalo.people.summary import counted
from revalo.people.sums import CauseSums, key_of
from revalo.people.table import DECLARED, Outcome, People, Side

Moved = dict[tuple[str, str], Any]  # by key of a cause, the rows of a chunk (booleans) that it moves


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
    def between(cls, before: Binding, after: Binding) -> "Walk":
        """The way from a reading to another of the same day or a later one."""
        decomposition = Decomposition(before, after)
        return cls(decomposition, list(decomposition.steps()))


def walked(
    grouping: Grouping, group: Group, walk: Walk, gross: tuple[Any, Any], *, sign: int = 1, dated: bool = False
) -> Iterator[tuple[Cause, Any]]:
    """What each step changed in the gross of the rows of a group; the changes add up to the whole, row by row.

    `gross`: at both ends; `sign`: -1 where the rows go backwards in time; `dated`: whether time that passes counts.
    """
    before, after = gross
    now, waiting, tried = before, Deferred(len(before)), walk.decomposition.before
    for cause, law in walk.steps:
        if not (dated if cause.kind == TIME else walk.decomposition.touches(cause, tried)):
            continue
        apart = Failures(grouping.size)
        then = lines_of(grouping.rows(group, law, apart)).gross
        lost = apart.mask[group.span]
        yield from waiting.shared(cause, np.where(lost, 0, sign * (then - now)), lost)
        now, tried = np.where(lost, now, then), law
    yield from waiting.shared(Cause(TIME), sign * (after - now), np.zeros(len(before), dtype=bool))


class Causes:
    """The gain by cause, weighted by headcount; the sums add up to it, to the cent, as in `analysis.attribution`."""

    def __init__(self, people: People) -> None:
        self.people = people
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
        sign, dated = self.sign(group), is_dated(grouping, group)
        ends = (before, after) if sign > 0 else (after, before)
        yield from walked(grouping, group, self.walk(group), ends, sign=sign, dated=dated)
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
            self._walks.setdefault(key, Walk.between(one, two))
        return self._walks[key]


def is_dated(grouping: Grouping, group: Group) -> bool:
    """Whether the seniority of some row is counted from a date."""
    since = grouping.typed.numbers.get("since")
    return since is not None and bool((since[group.span] != MISSING).any())


def note_moved(moved: Moved, key: tuple[str, str], group: Group, change: Any, size: int) -> None:
    """Note the rows of a group that a cause moves, among so many of the chunk."""
    if change.any():
        moved.setdefault(key, np.zeros(size, dtype=bool))[group.span] |= change != 0


def causes_of(moved: Moved, kept: Any) -> Column:
    """The causes of the rows at some positions, as sets of keys."""
    sets: list[tuple[tuple[str, str], ...]] = [()]
    codes = np.zeros(len(kept), dtype=np.int64)
    for cause in sorted(moved):
        known, codes = np.unique(2 * codes + moved[cause][kept], return_inverse=True)
        sets = [(*sets[code >> 1], *((cause,) if code & 1 else ())) for code in known.tolist()]
    return Column(codes, sets)


def carried(side: Side, group: Group) -> Any:
    """What the rows of a group have on a side that was declared, not computed."""
    return side.lines[DECLARED][group.span] if DECLARED in side.lines else np.zeros_like(group.positions)
