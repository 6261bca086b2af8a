"""Why the pay of a whole payroll changed: the gain of each row split by cause, and summed."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from revalo.grids.binding import Binding
from revalo.grids.decomposition import CARRIED, TIME, Cause, Decomposition, MixedLaw
from revalo.people.columns import MISSING, ParsedRows
from revalo.people.failures import Failures
from revalo.people.grouping import Group, Grouping
from revalo.people.lines import lines_of
from revalo.people.summary import CauseSums, counted
from revalo.people.table import DECLARED, Outcome, People, Side


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

    def add(self, sums: CauseSums, typed: ParsedRows, outcome: Outcome) -> None:
        """Split the gain of the rows of a chunk that were computed, and add it to some sums."""
        grouping = Grouping(typed, self.people.law)
        weight = counted(typed, outcome)
        for group in grouping.groups():
            for cause, change in self._changes(grouping, group, outcome):
                sums.add(cause, int((change * weight[group.span]).sum()))

    def _changes(self, grouping: Grouping, group: Group, outcome: Outcome) -> Iterator[tuple[Cause, Any]]:
        """What each step changed in the gross of the rows of a group."""
        before, after, sign = self._ends(group, outcome)
        dated = self._dated(grouping, group)
        yield from walked(grouping, group, self._walk(group), (before, after), sign=sign, dated=dated)
        yield Cause(CARRIED), _carried(outcome.after, group)

    def _ends(self, group: Group, outcome: Outcome) -> tuple[Any, Any, int]:
        """The gross to start from and to reach, less what is carried, and -1 for rows that go backwards in time."""
        sides = (outcome.before, outcome.after)
        before, after = (side.gross[group.span] - _carried(side, group) for side in sides)
        one, two = self.people.bindings(group)
        return (after, before, -1) if two.choices.day < one.choices.day else (before, after, 1)

    def _walk(self, group: Group) -> Walk:
        key = group[:3]
        if key not in self._walks:
            one, two = sorted(self.people.bindings(group), key=lambda binding: binding.choices.day)
            self._walks.setdefault(key, Walk.between(one, two))
        return self._walks[key]

    @staticmethod
    def _dated(grouping: Grouping, group: Group) -> bool:
        """Whether the seniority of some row is counted from a date."""
        since = grouping.typed.numbers.get("since")
        return since is not None and bool((since[group.span] != MISSING).any())


def _carried(side: Side, group: Group) -> Any:
    """What the rows of a group have on a side that was declared, not computed."""
    return side.lines[DECLARED][group.span] if DECLARED in side.lines else np.zeros_like(group.positions)
