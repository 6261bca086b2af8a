"""A chunk of people, before and after: rows grouped by sector and by day, then the formulas on each group."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from revalo.analysis.comparison import Request, before_and_after
from revalo.errors import Unbalanced
from revalo.grids.binding import Binding, Fall
from revalo.grids.law import Law, Text, Version
from revalo.people.arrays import Rows
from revalo.people.columns import MISSING, ParsedRows, first_day
from revalo.people.failures import Failures
from revalo.people.grouping import HOME_CARE, Group, Grouping
from revalo.people.lines import lines_of

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
        for values in amounts.values():
            self.gross[span] += values
        self._parts.append((span, amounts))

    @property
    def adds_up(self) -> bool:
        """Whether the lines come to the gross, over all rows."""
        lines = ((span, values) for span, amounts in self._parts for values in amounts.values())
        sums = (np.broadcast_to(values, span.stop - span.start).sum() for span, values in lines)
        return sum(map(int, sums)) == int(self.gross.sum())

    @cached_property
    def lines(self) -> dict[str, Any]:
        """Cents by line id, 0 where a row has none."""
        found: dict[str, Any] = {}
        for span, amounts in self._parts:
            for line, values in amounts.items():
                found.setdefault(line, np.zeros(len(self.gross), dtype=np.int64))[span] = values
        return found


@dataclass(slots=True)
class Outcome:
    """A chunk computed. `fallen`: rows that could not be, by position; their amounts mean nothing.

    `unjudged`: the rows (booleans) without the profession or the structure that Ségur measures hang on; `rows`: their
    numbers in the file; `assumed`: for how many of the rows computed each input was, by side; `noted`: side, input and
    positions of what was assumed, until it is counted.
    """

    before: Side
    after: Side
    fallen: Failures
    unjudged: Any
    rows: Any
    assumed: dict[str, Counter[str]] = field(default_factory=dict)
    noted: list[tuple[str, str, Any]] = field(default_factory=list)

    def count_assumed(self) -> None:
        """Count what was noted while it was computed, once it is known which rows were."""
        kept = ~self.fallen.mask
        for side, what, positions in self.noted:
            if number := int(kept[positions].sum()):
                self.assumed.setdefault(side, Counter())[what] += number
        self.noted.clear()

    @property
    def kept(self) -> Any:
        """The positions of the rows that were computed, in the order of the file."""
        positions = np.flatnonzero(~self.fallen.mask)
        return positions[np.argsort(self.rows[positions], kind="stable")]


class People:
    """Computes chunks under one request, several at once if need be; bindings are kept from one to the next."""

    def __init__(self, law: Law, request: Request) -> None:
        self.law = law
        self.request = request
        self._bindings: dict[tuple[str, int, int], tuple[Binding, Binding]] = {}

    def assumed_versions(self) -> Iterator[tuple[str, Version]]:
        """The assumed choices of the law files that the rows computed so far have read."""
        seen: dict[str, Version] = {}
        for path, version in self.versions_used():
            if version.confidence == "assumed" and version.follows is None:
                seen.setdefault(f"{path} {version.start}", version)
        for key, version in sorted(seen.items()):
            yield key, version

    def versions_used(self) -> list[tuple[str, Version]]:
        """The versions that the rows computed so far have read, by path, in the order of the law and of their days."""
        found = [each for binding in self.bound() for each in binding.versions_used()]
        places = {path: place for place, path in enumerate(self.law.paths)}
        return sorted(found, key=lambda each: (places[each[0]], each[1].start))

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
        outcome = Outcome(Side(size), Side(size), chunk.fallen, np.zeros(size, dtype=bool), typed.rows)
        chunk.refuse_foreign()
        for group in chunk.groups():
            one, two = self.bindings(group)
            rows = chunk.rows(group, one)
            self._side(outcome, outcome.before, group, rows)
            self._side(outcome, outcome.after, group, rows.under(two))
        outcome.count_assumed()
        if not (outcome.before.adds_up and outcome.after.adds_up):
            raise Unbalanced
        return outcome

    def bindings(self, group: Group) -> tuple[Binding, Binding]:
        """The law before and after for a group of rows; the same objects for the same sector and months."""
        key = group[:3]
        if key not in self._bindings:  # two threads may both come here: the first pair stored is the one that both use
            self._bindings.setdefault(key, self._bound(group))
        return self._bindings[key]

    def _bound(self, group: Group) -> tuple[Binding, Binding]:
        request = self.request
        if group.month != MISSING:
            request = request._replace(after=first_day(group.month))
        if group.before_month != MISSING:
            request = request._replace(before=first_day(group.before_month))
        before, after = before_and_after(self.law, group.sector, request)
        return Binding(self.law, before), Binding(self.law, after)

    def _side(self, outcome: Outcome, side: Side, group: Group, rows: Rows) -> None:
        """Write the lines of rows into one side of the outcome."""
        pay, is_after = self.law.pay(group.sector), side is outcome.after
        found = lines_of(rows, pay)
        outcome.noted += [("after" if is_after else "before", *noted) for noted in rows.assumed]
        outcome.unjudged[group.span] |= ~found.judged
        if pay == "index" and is_after and found.amounts:
            found.amounts[DECLARED] = np.where(found.judged, 0, rows.number("declared_cti", 0))
        side.put(group.span, rows.binding.choices.day, found.amounts)

    def pairs(self) -> Iterator[tuple[Binding, Binding]]:
        """The readings before and after so far, whatever the order in which threads came to them."""
        return (pair for _key, pair in sorted(self._bindings.items(), key=lambda each: each[0]))

    def days(self) -> set[tuple[str, str]]:
        """The pairs of days compared so far, as text."""
        return {(one.choices.day.isoformat(), two.choices.day.isoformat()) for one, two in self.pairs()}

    def bound(self) -> Iterator[Binding]:
        """Every reading of the law so far."""
        return (binding for pair in self.pairs() for binding in pair)
