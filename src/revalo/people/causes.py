"""Why the pay of a whole payroll changed: the gain of each row split by cause, and summed."""

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, repeat, takewhile
from operator import is_
from typing import Any, NamedTuple

import numpy as np

from revalo.grids.binding import Binding
from revalo.grids.decomposition import CARRIED, TIME, Cause, Decomposition, MixedLaw, Step
from revalo.grids.law import Law
from revalo.people.arrays import Entries, completed, entries
from revalo.people.columns import MISSING, ParsedRows
from revalo.people.gross_under_laws import GrossUnderLaws
from revalo.people.grouping import Group, Grouping, joined
from revalo.people.summary import counted
from revalo.people.sums import CauseSums, key_of
from revalo.people.table import Outcome, People, Side
from revalo.rules.measure_inputs import pays_by_years

MOST_LAWS = 60_000  # of the walks that are kept: some fifteen kilobytes each, once rows were computed under them
Moved = dict[tuple[str, str], Any]  # by key of a cause, the rows of a chunk (booleans) that it moves
# Of rows under a law, from some place on, and those (booleans) that have none: what is given is not to be written to.
Amounts = Callable[[Binding, int], tuple[Any, Any]]
Aged = Callable[[date, date], Any]  # the rows (booleans) that the time between two days can move


class Deferred:
    """The rows whose pay could not be computed with a cause alone: what changes once it can be is that cause's."""

    def __init__(self, size: int) -> None:
        self._free = np.ones(size, dtype=bool)
        self._rows: list[tuple[Cause, Any]] = []

    def shared(self, cause: Cause, change: Any, lost: Any) -> Iterator[tuple[Cause, Any]]:
        """A change of the rows, each under the cause that it belongs to; `lost`: rows that cannot be computed now."""
        if not self._rows and not lost.any():  # nearly always: nobody waits
            yield cause, change
            return
        for owner, rows in self._rows:
            yield owner, np.where(rows, change, 0)
        yield cause, np.where(self._free, change, 0)
        self._rows = [(owner, rows & lost) for owner, rows in (*self._rows, (cause, self._free)) if (rows & lost).any()]
        self._free = ~lost


class Walk(NamedTuple):
    """From one reading of the law to another: the steps, one for each cause, and the law after each.

    Time that passes after the last other cause is no step: what is left at the end is its doing. `own`: how many of the
    laws are of no walk before.
    """

    decomposition: Decomposition
    steps: list[tuple[Cause, MixedLaw]]
    own: int

    @classmethod
    def of(cls, decomposition: Decomposition, other: "Walk | None" = None) -> "Walk":
        """The steps of a decomposition, under laws of their own, but those of another walk as far as both are one."""
        steps = list(decomposition.walk)
        while steps and steps[-1][0].kind == TIME:
            steps.pop()
        shared = [] if other is None else other.steps[: _steps_in_common(decomposition, other, steps)]
        rest = [(cause, MixedLaw(decomposition, at)) for cause, at in steps[len(shared) :]]
        return cls(decomposition, [*shared, *rest], len(rest))

    def goes_on(self, other: "Walk") -> bool:
        """Whether another walk begins with all the steps of this one, under the same laws."""
        is_longer = len(other.steps) >= len(self.steps)
        one, two = ([law for _cause, law in walk.steps[: len(self.steps)]] for walk in (self, other))
        return is_longer and self.decomposition.before is other.decomposition.before and all(map(is_, one, two))


def _steps_in_common(decomposition: Decomposition, walk: Walk, steps: list[tuple[Cause, Step]]) -> int:
    """How many steps of a walk have the laws that the first steps of a decomposition lead to."""
    one, two = decomposition, walk.decomposition
    choices = [each.after.choices._replace(day=one.before.choices.day) for each in (one, two)]
    if one.before is not two.before or choices[0] != choices[1]:
        return 0
    pairs = zip(steps, walk.steps, strict=False)
    alike = (
        cause == other and at.day == law.choices.day and one.moves(cause) == two.moves(cause)
        for (cause, at), (other, law) in pairs
    )
    return sum(1 for _each in takewhile(bool, alike))


def walked(
    walk: Walk,
    ends: tuple[Any, Any],
    amounts: Amounts,
    aged: Aged | None = None,
    *,
    sign: int = 1,
    firsts: Sequence[int] = (),
) -> Iterator[tuple[Cause, Any]]:
    """What each step changed in the amounts of rows; the changes add up to the whole, row by row.

    `ends`: the amounts at both ends; `amounts`: those of the rows under a law on the way; `aged`: whom the time from a
    day to another can move, nobody where it is None; `sign`: -1 where the rows go backwards in time; `firsts`: for each
    step, the first row that goes so far (all do by default).
    """
    now, last = ends
    day, everyone = walk.decomposition.before.choices.day, np.ones(len(now), dtype=bool)
    tried: list[Binding] = [walk.decomposition.before]  # the laws that what is there now was computed under
    lost, waiting = np.zeros(len(now), dtype=bool), Deferred(len(now))
    for (cause, law), first in zip(walk.steps, firsts or repeat(0), strict=False):
        if cause.kind != TIME:
            is_touched = any(walk.decomposition.touches(cause, each) for each in tried)
            moved = everyone if is_touched else None
        else:
            moved = None if aged is None else aged(day, law.choices.day)
        day = law.choices.day
        if moved is None or not moved[first:].any():
            continue
        then, lost = _put(now, lost, amounts(law, first), moved)
        yield from waiting.shared(cause, then - now if sign > 0 else now - then, lost)
        now, tried = then, [*(tried if cause.kind == TIME else ()), law]
    yield from waiting.shared(Cause(TIME), sign * (last - now), np.zeros(len(now), dtype=bool))


def _put(now: Any, lost: Any, found: tuple[Any, Any], moved: Any) -> tuple[Any, Any]:
    """The amounts of rows, and those that have none, with what was found of the last ones in the place of the `moved`.

    Those that have none keep the amount that they had.
    """
    amounts, gone = found
    rows = slice(len(now) - len(amounts), None)
    moved = moved[rows]
    is_all = bool(moved.all())
    then, still = now.copy(), lost.copy()
    still[rows] = gone if is_all else np.where(moved, gone, lost[rows])
    there = ~gone if is_all else moved & ~gone
    np.copyto(then[rows], amounts, where=True if there.all() else there)
    return then, still


@dataclass(frozen=True)
class MovedByTime:
    """What time alone moves in the rows of groups: those that have a date of entry (`since`, else MISSING).

    `counts`: rows for which the years count; `graded`: rows with a grade, whose échelon moves in ways of its own.
    """

    since: Any
    counts: Any
    graded: Any

    @cached_property
    def _on(self) -> dict[date, tuple[Any, Any]]:
        return {}

    @cached_property
    def entered(self) -> Entries:
        """The days of entry."""
        return entries(self.since)

    @classmethod
    def of(cls, grouping: Grouping, groups: Sequence[Group]) -> "MovedByTime":
        """That of some groups."""
        typed, sizes, span = grouping.typed, [group.size for group in groups], joined(groups).span
        since = typed.numbers["since"][span] if "since" in typed.numbers else np.full(sum(sizes), MISSING)
        counts = np.repeat([_counts_years(grouping.law, group.sector) for group in groups], sizes)
        graded = typed.codes["grade"][0][span] >= 0 if "grade" in typed.codes else np.zeros(sum(sizes), dtype=bool)
        return cls(since, counts, graded)

    def in_pay(self, one: date, two: date) -> Any:
        """The rows (booleans) that may be paid otherwise on another day: their years are not the same."""
        moved = self.graded
        if self.counts.any():
            (done, past), (done_then, past_then) = self._completed(one, two)
            moved = moved | (self.counts & ((done != done_then) | (past != past_then)))
        return moved & (self.since != MISSING)

    def _completed(self, *days: date) -> list[tuple[Any, Any]]:
        """The years completed and exceeded on some days; those of the last are kept, as the next step starts there."""
        known = [self._on.get(day) or completed(self.entered, day) for day in days]
        self._on.clear()
        self._on[days[-1]] = known[-1]
        return known

    def in_cost(self, _one: date, _two: date) -> Any:
        """All rows, if time counts for some: contributions may follow the day itself."""
        return np.full(len(self.since), bool((self.since != MISSING).any()))


def _counts_years(law: Law, sector: str) -> bool:
    """Whether the years of people count in the pay of a sector."""
    return law.pay(sector) == "branch" or pays_by_years(law, sector)


class Company(NamedTuple):
    """Groups that share their laws and go one way, some of them not to its end (`firsts`: see `walked`)."""

    groups: Sequence[Group]
    walk: Walk
    sign: int
    firsts: Sequence[int]


class Causes:
    """The gain by cause, weighted by headcount; the sums add up to it, to the cent, as in `analysis.attribution`."""

    def __init__(self, people: People) -> None:
        self.people = people
        self._decompositions: dict[tuple[Binding, Binding], Decomposition] = {}  # sectors share them
        self._walks: dict[tuple[str, Binding, Binding], Walk] = {}
        self._longest: dict[tuple[str, Binding], Walk] = {}  # of some rows, from a reading of the law on
        self._laws = 0  # of all walks

    def add(self, sums: CauseSums, typed: ParsedRows, outcome: Outcome) -> Moved:
        """Split the gain of the rows of a chunk that were computed, add it to some sums, and say whom each moves."""
        grouping = Grouping(typed, self.people.law)
        weight = counted(typed, outcome)
        moved: Moved = {}
        for company in self._companies(grouping):
            every = joined(company.groups)
            for cause, change in self._changes(grouping, company, every, outcome):
                sums.add(cause, int(change @ weight[every.span]))
                note_moved(moved, key_of(cause), every, change, len(weight))
        return moved

    def _changes(
        self, grouping: Grouping, company: Company, every: Group, outcome: Outcome
    ) -> Iterator[tuple[Cause, Any]]:
        """What each step changed in the gross of some rows, those of `every` group of a company."""
        groups, walk, sign, firsts = company
        before, after = (side.gross[every.span] - carried(side, every) for side in (outcome.before, outcome.after))
        ends = (before, after) if sign > 0 else (after, before)
        gross = GrossUnderLaws(grouping.rows(every, walk.decomposition.before))
        yield from walked(walk, ends, gross.at, MovedByTime.of(grouping, groups).in_pay, sign=sign, firsts=firsts)
        yield Cause(CARRIED), carried(outcome.after, every)

    def _companies(self, grouping: Grouping) -> Iterator[Company]:
        """The groups of a chunk, those together that share their laws and go the same way."""
        together: dict[tuple[str, Binding], list[Group]] = {}
        for group in grouping.groups():
            key = self._whose(group), self._ends(group)[0]
            if key in together and not self._goes_on(together[key][-1], group):
                yield self._company(together.pop(key))
            together.setdefault(key, []).append(group)
        yield from map(self._company, together.values())

    def _goes_on(self, one: Group, two: Group) -> bool:
        """Whether a group goes all the way that another goes, which shares its laws."""
        forwards = self.sign(one) > 0 and self.sign(two) > 0
        return forwards and self.walk(one, self._whose(one)).goes_on(self.walk(two, self._whose(two)))

    def _company(self, groups: Sequence[Group]) -> Company:
        """Groups as rows that go one way, the last of them to its end."""
        walks = [self.walk(group, self._whose(group)) for group in groups]
        starts = list(accumulate((group.size for group in groups[:-1]), initial=0))
        lengths = [len(walk.steps) for walk in walks]
        firsts = [starts[bisect(lengths, step)] for step in range(lengths[-1])]
        return Company(groups, walks[-1], self.sign(groups[-1]), firsts)

    def _whose(self, group: Group) -> str:
        """The rows that share their laws: civil servants have nearly the same texts, other sectors their own."""
        pay = self.people.law.pay(group.sector)
        return pay if pay == "index" else group.sector

    def sign(self, group: Group) -> int:
        """-1 for rows that go backwards in time, else 1."""
        one, two = self.people.bindings(group)
        return -1 if two.choices.day < one.choices.day else 1

    def walk(self, group: Group, whose: str) -> Walk:
        """The way between the two readings of a group, forwards in time. `whose`: the rows that its laws are for."""
        one, two = self._ends(group)
        if (known := self._walks.get((whose, one, two))) is not None:
            return known
        if self._laws > MOST_LAWS:
            self._forget()
        decomposition = self._decompositions.setdefault((one, two), Decomposition(one, two))
        longest = self._longest.get((whose, one))
        walk = self._walks.setdefault((whose, one, two), Walk.of(decomposition, longest))
        self._laws += walk.own
        if longest is None or len(walk.steps) > len(longest.steps):
            self._longest[whose, one] = walk
        return walk

    def _ends(self, group: Group) -> list[Binding]:
        """The two readings of a group, the earlier one first."""
        return sorted(self.people.bindings(group), key=lambda binding: binding.choices.day)

    def _forget(self) -> None:
        """Begin again with no walk: those back from months before the others share no law, and there may be many."""
        self._walks, self._decompositions, self._longest, self._laws = {}, {}, {}, 0


def note_moved(moved: Moved, key: tuple[str, str], group: Group, change: Any, size: int) -> None:
    """Note the rows of a group that a cause moves, among so many of the chunk."""
    some = change != 0
    if some.any():
        moved.setdefault(key, np.zeros(size, dtype=bool))[group.span] |= some


def carried(side: Side, group: Group) -> Any:
    """What the rows of a group have on a side that was declared, not computed."""
    return side.declared[group.span]
