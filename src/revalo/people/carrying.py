"""Chunks of people carried month by month: gross and employer cost, and what moves them from each month to the next.

From a month to the next, time passes first (the years in the branch, then the échelon that they lead to), then each
text acts, in the order of their days. Only what moves is computed: the rows whose years change, and all rows where a
text touches what their pay was computed from; the others keep their amounts.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from revalo.analysis.comparison import Request, law_on
from revalo.errors import Unbalanced
from revalo.grids.binding import Binding
from revalo.grids.decomposition import Cause, Decomposition, MixedLaw
from revalo.grids.law import Law
from revalo.people.ageing import Ageing, placed
from revalo.people.alike import first_of
from revalo.people.bill import (
    CONTRIBUTIONS,
    ECHELON,
    MINIMUM_WAGE,
    SCENARIO,
    SENIORITY,
    TEXT,
    Bill,
    Mover,
)
from revalo.people.causes import Deferred
from revalo.people.caveat_counts import CaveatCounts, NotedRows, counted
from revalo.people.columns import ParsedRows, first_day
from revalo.people.crossed import Column
from revalo.people.crossing import Crossing
from revalo.people.employer import EmployerCosts
from revalo.people.failures import Failures
from revalo.people.figures import note_figures
from revalo.people.grouping import Grouping
from revalo.people.lines import lines_of
from revalo.people.moved import WAYS, columns_of
from revalo.people.presence import Presence, summed_bill
from revalo.people.several_rows import SeveralRows
from revalo.people.situations import each_by_itself, situations
from revalo.people.summary import column_of
from revalo.people.sums import weights
from revalo.rules.employer.employer import Employer

GROSS, COST = 0, 1


class Span(NamedTuple):
    """The months carried, both included (year × 12 + month - 1); `reference`: that of files without months."""

    first: int
    last: int
    reference: int

    @property
    def months(self) -> range:
        """Every month."""
        return range(self.first, self.last + 1)


class CarriedPart(NamedTuple):
    """What was made of a chunk: its bill, what it rests on, the rows that may share a person, who is in which sums.

    `paid`: month by month, gross and cost of each situation, which `kinds` says of the rows.
    """

    bill: Bill
    employers: EmployerCosts
    caveats: CaveatCounts
    several: SeveralRows
    crossing: Crossing
    paid: Sequence[tuple[int, Any]] = ()
    kinds: Any = None


class MonthLaw(NamedTuple):
    """The law of a month. `steps`: the texts that start since the month before, each with the law once it has acted."""

    binding: Binding
    decomposition: Decomposition | None
    aged: Binding
    steps: list[tuple[Cause, MixedLaw]]


class Carrying:
    """Carries chunks under one request, several at once if need be; readings of the law are kept from one to the next.

    `echelon_3_after`: the years at échelon 2 after which échelon 3 is assumed; None for never. `by`: the groups.
    """

    def __init__(
        self,
        law: Law,
        request: Request,
        employer: Employer,
        span: Span,
        echelon_3_after: int | None = None,
        by: str = "service",
    ) -> None:
        self.law, self.request, self.employer, self.span = law, request, employer, span
        self.echelon_3_after, self.by = echelon_3_after, by
        self.laws = dict(self._laws())

    def carry(
        self, typed: ParsedRows, presence: Presence | None = None, failed: Failures | None = None
    ) -> tuple[CarriedPart, Failures]:
        """The bill of a chunk, and the rows that cannot be computed in some month; these count in none.

        `failed`: rows that are known to fail elsewhere, and are to count in no month here either.
        """
        chunk = _Chunk(self, typed, presence, failed or Failures(len(typed.rows)))
        return chunk.carried()

    def _laws(self) -> Iterator[tuple[int, MonthLaw]]:
        """The law of each month."""
        before: Binding | None = None
        for month in self.span.months:
            request = self.request._replace(held_on=first_day(self.span.first))
            binding = Binding(self.law, law_on(self.law, request, first_day(month)))
            yield month, _moved(before, binding)
            before = binding

    def moved_by(self, decomposition: Decomposition, cause: Cause) -> Mover:
        """A text as a mover of the bill: by what its tables are."""
        if any(cause.name == each.name for each in self.law.scenarios):
            return Mover(SCENARIO, cause.name)
        parts = {path.partition(".")[0] for path in decomposition.paths_of(cause)}
        if "minimum_wage" in parts:
            return Mover(MINIMUM_WAGE, cause.name)
        return Mover(CONTRIBUTIONS if parts == {"contributions"} else TEXT, cause.name)


def _moved(before: Binding | None, binding: Binding) -> MonthLaw:
    if before is None:
        return MonthLaw(binding, None, binding, [])
    decomposition = Decomposition(before, binding)
    steps = decomposition.texts()
    return MonthLaw(binding, decomposition, decomposition.aged() if steps else binding, steps)


class _Chunk:
    """One chunk being carried, each situation once where everybody stays.

    `typed`: the first row of each situation; `amounts`: gross and cost of each in a month, in cents; 2 × rows.
    """

    def __init__(self, carrying: Carrying, typed: ParsedRows, presence: Presence | None, failed: Failures) -> None:
        self.carrying, self.laws, self.whole = carrying, carrying.laws, typed
        self.presence = presence or Presence()
        self.situations = situations(typed) if self.presence.is_steady else each_by_itself(typed)
        self.typed = typed = self.situations.typed
        self.size = len(typed.rows)
        failed = failed.at(first_of(self.situations.kinds, self.size))
        first = self.laws[carrying.span.first].binding
        self.failures = Failures(self.size)
        as_placed = placed(typed, first, self.failures)
        self.ageing = Ageing(as_placed, carrying.law, carrying.span.reference, carrying.echelon_3_after)
        self.employers = EmployerCosts(carrying.law, carrying.employer, carrying.request)
        self.noted: list[NotedRows] = []
        grouping = Grouping(typed, carrying.law)
        grouping.refuse_foreign()
        self.failures = failed.with_(self.failures).with_(grouping.failures)
        self.moves: list[tuple[int, Mover, Any]] = []
        self.paid: list[tuple[int, Any]] = []

    def carried(self) -> tuple[CarriedPart, Failures]:
        """Carry the rows from the first month to the last."""
        amounts = np.zeros((2, self.size), dtype=np.int64)
        before = np.zeros(self.size, dtype=bool)
        for month in self.carrying.span.months:
            there = self._there(month)
            arrived, stayed = there & ~before, there & before
            amounts = self._stayed(month, amounts, stayed) if before.any() else amounts
            amounts = np.where(there, amounts, 0)
            if arrived.any():
                amounts = amounts + self._computed(month, arrived, self.laws[month].binding, failures=self.failures)
            self.paid.append((month, amounts))
            before = there
        self._check(amounts, before)
        return self._summed()

    def _summed(self) -> tuple[CarriedPart, Failures]:
        """The rows of the chunk together, each with the amounts of its situation."""
        whole, kinds, months = self.whole, self.situations.kinds, self.carrying.span.months
        headcounts = [
            np.where((~self.failures.mask & self._present(month))[kinds], self.presence.headcount(whole, month), 0)
            for month in months
        ]
        is_steady = self.presence.is_steady
        bill = summed_bill(whole, self.carrying.by, self.paid, headcounts, self.moves, kinds, is_steady=is_steady)
        rows, times = self.typed.rows, self.situations.rows
        caveats = counted(self._noted(), ~self.failures.mask, rows, self.typed.file, times)
        everyone = np.arange(len(whole.rows))
        several = SeveralRows()
        groups = column_of(whole, self.carrying.by, everyone)
        several.add(whole, everyone, [groups], headcounts)
        crossing = self._crossed(groups)
        part = CarriedPart(bill, self.employers, caveats, several, crossing, self.paid, kinds)
        return part, self.failures.at(kinds)

    def _crossed(self, groups: Column) -> Crossing:
        """Who is in which groups, by what moves them."""
        months, kinds = self.carrying.span.months, self.situations.kinds
        there = [np.where(self._there(month), self.presence.headcount(self.typed, month), 0) for month in months]
        moved = [Column(each.indices[kinds], each.values) for each in columns_of(months, there, self.moves)]
        crossing = Crossing((self.carrying.by, *WAYS))
        kept = np.flatnonzero(np.any(there, axis=0)[kinds])
        columns = [Column(each.indices[kept], each.values) for each in (groups, *moved)]
        crossing.add(self.whole, kept, weights(self.whole)[kept], columns)
        return crossing

    def _there(self, month: int) -> Any:
        """Who has been hired, has entered the branch, and can be computed so far."""
        return self._present(month) & ~self.failures.mask

    def _present(self, month: int) -> Any:
        return self.ageing.there(month) & (self.presence.headcount(self.typed, month) > 0)

    def _stayed(self, month: int, amounts: Any, stayed: Any) -> Any:
        """The amounts of those who were there the month before; what moved them is noted."""
        law, past = self.laws[month], self.laws[month - 1].binding
        old, new = self._state(month - 1, past), self._state(month, law.aged)
        stepping = stayed & self.ageing.stepping
        with_old_echelon = stayed & ~stepping & (old[:2] != new[:2]).any(axis=0)
        amounts = self._step(month, amounts, Mover(SENIORITY), with_old_echelon, law.aged, month - 1)
        amounts = self._step(month, amounts, Mover(ECHELON), stepping | (stayed & (old[2] != new[2])), law.aged, month)
        return self._texts(month, amounts, stayed, law)

    def _state(self, month: int, binding: Binding) -> Any:
        """What moves with time: years completed, years exceeded, échelon; 3 × rows."""
        return np.stack([*self.ageing.years(month), self.ageing.echelon(month, binding)])

    def _step(self, month: int, amounts: Any, mover: Mover, rows: Any, law: Binding, echelon_of: int) -> Any:
        """Some rows computed again, at the échelon of a month; what moved is noted."""
        if not rows.any():
            return amounts
        apart = Failures(self.size)
        stepped = np.where(rows, self._computed(month, rows, law, failures=apart, echelon_of=echelon_of), amounts)
        stepped = np.where(apart.mask, amounts, stepped)
        self.moves.append((month, mover, stepped - amounts))
        return stepped

    def _texts(self, month: int, amounts: Any, stayed: Any, law: MonthLaw) -> Any:
        """The texts that start, one after the other; what changes once pay can be computed is that of the first one."""
        decomposition, seen, waiting = law.decomposition, law.aged, Deferred(self.size)
        if decomposition is None or not stayed.any():
            return amounts
        acted = False
        reached = amounts
        for cause, then in law.steps:
            if not any(map(self._was_read(month - 1, seen), decomposition.paths_of(cause))):
                continue
            apart = Failures(self.size)
            moved = np.where(stayed, self._computed(month, stayed, then, failures=apart), reached)
            lost = apart.mask & stayed
            for owner, change in waiting.shared(cause, np.where(lost, 0, moved - reached), lost):
                self.moves.append((month, self.carrying.moved_by(decomposition, owner), change))
            reached, seen, acted = np.where(lost, reached, moved), then, True
        if not acted:
            return amounts
        last = np.where(stayed, self._computed(month, stayed, law.binding, failures=self.failures), reached)
        for owner, change in waiting.shared(Cause("time"), last - reached, np.zeros(self.size, dtype=bool)):
            mover = Mover(SENIORITY) if owner.kind == "time" else self.carrying.moved_by(decomposition, owner)
            self.moves.append((month, mover, change))
        return last

    def _was_read(self, month: int, seen: Binding) -> Any:
        """Whether a table was read for the pay of the month before, or since."""
        return lambda path: (
            seen.was_read(path)
            or any(self.laws[each].binding.was_read(path) for each in range(self.carrying.span.first, month + 1))
        )

    def _computed(
        self, month: int, rows: Any, law: Binding, *, failures: Failures, echelon_of: int | None = None
    ) -> Any:
        """Gross and cost of some rows (booleans) in a month, 0 for the others; those that cannot be computed fail."""
        typed = self.ageing.at(month, law)
        if echelon_of is not None and echelon_of != month:
            echelon = self.ageing.echelon(echelon_of, self.laws[echelon_of].binding)
            typed = typed._replace(numbers={**typed.numbers, "echelon": echelon})
        places = np.flatnonzero(rows)
        return self._amounts(typed.at(places), places, law, failures)

    def _amounts(self, typed: ParsedRows, places: Any, law: Binding, failures: Failures) -> Any:
        """Gross and cost of rows at some places of the chunk; 2 × the rows of the chunk."""
        amounts = np.zeros((2, self.size), dtype=np.int64)
        grouping = Grouping(typed, self.carrying.law)
        for group in grouping.paid_alike():
            rows = grouping.rows(group, law)
            lines = lines_of(rows)
            declared = rows.number("declared_cti") if rows.pay == "index" else 0
            gross = lines.gross + np.where(lines.judged, 0, declared) * bool(lines.amounts)
            amounts[GROSS, places[group.span]] = gross
        costs = self.employers.under(typed, law, amounts[GROSS, places], grouping.failures)
        amounts[COST, places] = costs.total
        for reason, fallen in grouping.failures.by_reason():
            failures.add(places[fallen], *reason)
            amounts[:, places[fallen]] = 0
        return amounts

    def _check(self, amounts: Any, there: Any) -> None:
        """Compute the last month afresh, as a check of what was carried."""
        apart = Failures(self.size)
        last = self.carrying.span.last
        afresh = self._computed(last, there, self.laws[last].binding, failures=apart)
        kept = ~(self.failures.mask | apart.mask)
        if (afresh != amounts)[:, kept].any():
            raise Unbalanced

    def _noted(self) -> Iterator[NotedRows]:
        """What was assumed or is to be warned of: in the first month and the last, and of the months to come."""
        span = self.carrying.span
        for month, typed in ((span.first, self.ageing.as_given(span.first)), (span.last, None)):
            law = self.laws[month].binding
            grouping = Grouping(typed or self.ageing.at(month, law), self.carrying.law)
            for group in grouping.paid_alike():
                rows = grouping.rows(group, law, Failures(self.size))
                self._note_figures(rows)
                yield NotedRows("after", group.span, rows.noted)
        yield self.ageing.noted(span.last, self.laws[span.last].binding)

    def _note_figures(self, rows: Any) -> None:
        lines = lines_of(rows)
        if lines.computed is not None:
            note_figures(rows, lines.computed, asks_member=self.carrying.request.member is None)
