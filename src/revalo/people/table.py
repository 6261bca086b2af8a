"""A chunk of people, before and after: rows put together by way of being paid and by day, then the formulas on them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

import numpy as np

from revalo.analysis.comparison import Request, before_and_after, still_to_come
from revalo.errors import Unbalanced
from revalo.grids.binding import Binding, Choices, Fall
from revalo.grids.law import Law
from revalo.grids.tables import Version
from revalo.grids.texts import Text
from revalo.people.alike import in_order_of
from revalo.people.caveat_counts import CaveatCounts, NotedRows, counted
from revalo.people.columns import MISSING, ParsedRows, first_day
from revalo.people.failures import Failures
from revalo.people.figures import note_figures
from revalo.people.grouping import HOME_CARE, Group, Grouping, Key, joined
from revalo.people.lines import Lines, lines_of
from revalo.people.rows import Rows
from revalo.rules.coefficient import check_held
from revalo.rules.one_off import bonus_doubts, bonus_not_computed

SIDES = BEFORE, AFTER = "before", "after"
Found = dict[Key, tuple[frozenset[str], frozenset[str]]]  # see `People.found`
DECLARED = "segur.declared-cti"  # carried where the profession or the structure is unknown


class Side:
    """One side of a chunk: the gross of each row in cents, and its day as an ordinal."""

    def __init__(self, size: int) -> None:
        self.gross = np.zeros(size, dtype=np.int64)
        self.days = np.zeros(size, dtype=np.int64)
        self._parts: list[tuple[slice, dict[str, Any]]] = []

    def put(self, span: slice, day: date, amounts: dict[str, Any]) -> None:
        """Write the lines of some rows, next to one another."""
        self.days[span] = day.toordinal()
        some = {line: values for line, values in amounts.items() if not isinstance(values, int) or values}
        for values in some.values():
            self.gross[span] += values
        self._parts.append((span, some))

    @property
    def adds_up(self) -> bool:
        """Whether the lines come to the gross, over all rows."""
        lines = ((span, values) for span, amounts in self._parts for values in amounts.values())
        sums = (values.sum() if np.ndim(values) else values * (span.stop - span.start) for span, values in lines)
        return sum(map(int, sums)) == int(self.gross.sum())

    @cached_property
    def declared(self) -> Any:
        """What was declared and is carried, not computed."""
        return self.line(DECLARED)

    def line(self, line: str) -> Any:
        """Cents of a line, 0 where a row has none."""
        whole = np.zeros(len(self.gross), dtype=np.int64)
        for span, values in self.spans_of(line):
            whole[span] = values
        return whole

    def spans_of(self, line: str) -> Iterator[tuple[slice, Any]]:
        """Cents of a line, by runs of the rows that may have it: one for all of a run, or an array."""
        return ((span, amounts[line]) for span, amounts in self._parts if line in amounts)

    def lines_of(self, rows: Any) -> set[str]:
        """The lines that one of some rows (booleans) has."""
        found = set[str]()
        for span, amounts in self._parts:
            some = rows[span]
            found |= {line for line, values in amounts.items() if line not in found and np.any(some & (values != 0))}
        return found


@dataclass(slots=True, eq=False, repr=False)
class Outcome:
    """A chunk computed. `failures`: rows that could not be, by position; their amounts mean nothing.

    `unjudged`: the rows (booleans) without the profession or the structure that Ségur measures depend on; `rows`: their
    numbers in the file; `noted`: what was assumed or is to be warned of, by runs of rows.
    """

    before: Side
    after: Side
    failures: Failures
    unjudged: Any
    rows: Any
    noted: list[NotedRows] = field(default_factory=list)

    def caveats(self, file: str, sides: tuple[str, ...] = SIDES, times: Any = None) -> CaveatCounts:
        """What was assumed or is to be warned of for the rows that were computed, on some sides.

        `times`: how many rows each one stands for, one where it is None.
        """
        noted = (each for each in self.noted if each.side in sides)
        return counted(noted, ~self.failures.mask, self.rows, file, times)

    @property
    def kept(self) -> Any:
        """The positions of the rows that were computed, in the order of the file."""
        positions = np.flatnonzero(~self.failures.mask)
        return in_order_of(self.rows, positions)


class People:
    """Computes chunks under one request, several at once if need be; bindings are kept from one to the next."""

    def __init__(self, law: Law, request: Request) -> None:
        self.law = law
        self.request = request
        self._bindings: dict[Key, tuple[Binding, Binding]] = {}
        self._of_day: dict[tuple[str, date, date | None], Binding] = {}

    def versions_used(self) -> list[tuple[str, Version]]:
        """The versions that the rows computed so far have read, by path, in the order of the law and of their days."""
        used = [each for binding in self.bound() for each in binding.versions_used()]
        places = {path: place for place, path in enumerate(self.law.paths)}
        return sorted(used, key=lambda each: (places[each[0]], each[1].start))

    def falls(self, day: date | None) -> list[Fall]:
        """What falls with the texts left out, on a day of the before side."""
        if day is None or not self.request.without:
            return []
        before, _after = before_and_after(self.law, HOME_CARE, self.request._replace(after=day))
        return Binding(self.law, before).falls()

    def texts(self) -> list[Text]:
        """The texts behind the figures used, in the order of the law."""
        ids = {version.text for _path, version in self.versions_used()}
        return [text for text in self.law.texts if text.id in ids]

    def outcome(self, typed: ParsedRows) -> Outcome:
        """Both sides of a chunk of typed rows."""
        chunk, size = Grouping(typed, self.law), len(typed.rows)
        outcome = Outcome(Side(size), Side(size), chunk.failures, np.zeros(size, dtype=bool), typed.rows)
        chunk.refuse_foreign()
        for is_after, group, binding in self._readings(chunk):
            self._side(outcome, outcome.after if is_after else outcome.before, group.span, chunk.rows(group, binding))
        if not (outcome.before.adds_up and outcome.after.adds_up):
            raise Unbalanced
        return outcome

    def _readings(self, chunk: Grouping) -> Iterator[tuple[bool, Group, Binding]]:
        """The groups under their readings, whether after, all those before first.

        Groups next to one another that are paid in the same way, under one reading, are one: many months are compared
        with the same day, and sectors share their readings.
        """
        bound = [(group, self.bindings(group)) for group in chunk.groups()]
        for is_after in (False, True):
            every = ((group, bindings[is_after]) for group, bindings in bound)
            for (_pay, binding), run in groupby(every, self._reading):
                yield is_after, joined([group for group, _binding in run]), binding

    def _reading(self, bound: tuple[Group, Binding]) -> tuple[str, Binding]:
        """What a group is computed by."""
        group, binding = bound
        return self.law.pay(group.sector), binding

    def bindings(self, group: Group) -> tuple[Binding, Binding]:
        """The law before and after for a group of rows; the same objects for the same sector and months."""
        key = group.key
        if key not in self._bindings:  # two threads may both come here: the first pair stored is the one that both use
            self._bindings.setdefault(key, self._bound(group))
        return self._bindings[key]

    def _bound(self, group: Group) -> tuple[Binding, Binding]:
        request = self.request
        if group.month != MISSING:
            day = first_day(group.month)
            request = request._replace(after=day, held_on=day if group.has_grades else request.held_on)
        if group.before_month != MISSING:
            request = request._replace(before=first_day(group.before_month))
        before, after = before_and_after(self.law, group.sector, request)
        return self._binding(BEFORE, before), self._binding(AFTER, after)

    def reading(self, side: str, sector: str, day: date) -> Binding:
        """The law on a side for a sector, on a day."""
        before, after = before_and_after(self.law, sector, self.request)
        return self._binding(side, (before if side == BEFORE else after)._replace(day=day))

    def _binding(self, side: str, choices: Choices) -> Binding:
        """The law on a day of a side, the same for all sectors and months that compare it."""
        return self._of_day.setdefault((side, choices.day, choices.held_on), Binding(self.law, choices))

    def _side(self, outcome: Outcome, side: Side, span: slice, rows: Rows) -> None:
        """Write the lines of rows into one side of the outcome."""
        is_after = side is outcome.after
        lines = lines_of(rows)
        if is_after and rows.pay == "branch":
            rows.look_up(check_held, rows.value("coefficient"), column="coefficient")
        self._note(rows, lines, is_after=is_after)
        outcome.noted.append(NotedRows(SIDES[is_after], span, rows.noted))
        outcome.unjudged[span] |= ~lines.judged
        if rows.pay == "index" and is_after and lines.amounts:
            lines.amounts[DECLARED] = np.where(lines.judged, 0, rows.number("declared_cti"))
        side.put(span, rows.binding.choices.day, lines.amounts)

    def _note(self, rows: Rows, lines: Lines, *, is_after: bool) -> None:
        """Note what must be said of the figures behind the lines, and of the after side as `compute` does."""
        if lines.computed is None:
            return
        note_figures(rows, lines.computed, asks_member=self.request.member is None)
        if is_after:
            rows.apply(bonus_not_computed, lines.verdicts)
            rows.apply(bonus_doubts, lines.verdicts, rows.value("sector"))
            for caveat in still_to_come(rows.binding):
                rows.note(caveat)

    def pairs(self) -> Iterator[tuple[Binding, Binding]]:
        """The readings before and after so far, whatever the order in which threads came to them."""
        return (pair for _key, pair in sorted(self._bindings.items(), key=lambda each: each[0]))

    def found(self) -> Found:
        """What was read of the law so far, for the rows of each sector and pair of months."""
        return {key: (one.paths_read, two.paths_read) for key, (one, two) in list(self._bindings.items())}

    def take(self, found: Found) -> None:
        """Take what other rows of the same request read as read."""
        for key, reads in found.items():
            for binding, paths in zip(self.bindings(Group.of(key)), reads, strict=True):
                binding.read_too(paths)

    def days(self) -> set[tuple[str, str]]:
        """The pairs of days compared so far, as text."""
        return {(one.choices.day.isoformat(), two.choices.day.isoformat()) for one, two in self.pairs()}

    def bound(self) -> Iterator[Binding]:
        """Every reading of the law so far."""
        return (binding for pair in self.pairs() for binding in pair)
