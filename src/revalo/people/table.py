"""A chunk of people, before and after: rows grouped by sector and by day, then the formulas on each group."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from revalo.grids.binding import Binding, Fall
from revalo.grids.law import Law, Text, Version
from revalo.people.arrays import Fallen, Rows
from revalo.people.columns import MISSING, Typed, first_day
from revalo.people.grouping import Group, Grouping
from revalo.people.lines import lines_of
from revalo.rules.comparison import Request, sides

DECLARED = "segur.declared-cti"  # carried where the profession or the structure is unknown


@dataclass(slots=True)
class Side:
    """One side of a chunk: cents by line id (0 where a row has none), and the day of each row as an ordinal."""

    lines: dict[str, Any]
    days: Any

    @property
    def gross(self) -> Any:
        """The sum of the lines."""
        return sum(self.lines.values(), start=np.zeros(len(self.days), dtype=np.int64))


@dataclass(slots=True)
class Outcome:
    """A chunk computed. `fallen`: rows that could not be, by position; their amounts mean nothing.

    `unjudged`: the rows (booleans) without the profession or the structure that Ségur measures hang on.
    """

    before: Side
    after: Side
    fallen: Fallen
    unjudged: Any

    @property
    def kept(self) -> Any:
        """The positions of the rows that were computed, in order."""
        whole = np.ones(len(self.after.days), dtype=bool)
        whole[list(self.fallen.reasons)] = False
        return np.flatnonzero(whole)


class People:
    """Computes chunks under one request; bindings are kept from one chunk to the next."""

    def __init__(self, law: Law, request: Request) -> None:
        self.law = law
        self.request = request
        self._assumed: dict[str, Counter[str]] = {"before": Counter(), "after": Counter()}
        self._noted: list[tuple[str, str, Any]] = []  # side, what was assumed and where, in the chunk at hand
        self._bindings: dict[tuple[str, int, int], tuple[Binding, Binding]] = {}

    @property
    def assumed(self) -> Counter[str]:
        """For how many rows each input was assumed, on the side where most were."""
        return self._assumed["before"] | self._assumed["after"]

    def assumed_versions(self) -> Iterator[tuple[str, Version]]:
        """The assumed choices of the law files that the rows computed so far have met."""
        seen: dict[str, Version] = {}
        for path, version in self.met():
            if version.confidence == "assumed" and version.follows is None:
                seen.setdefault(f"{path} {version.start}", version)
        for key, version in sorted(seen.items()):
            yield key, version

    def met(self) -> list[tuple[str, Version]]:
        """The versions that the rows computed so far have met, by path."""
        return [each for binding in self._bound() for each in binding.met()]

    def falls(self) -> list[Fall]:
        """What falls with the texts left out, on the latest of the days computed."""
        found = [binding for binding in self._bound() if binding.choices.without]
        return max(found, key=lambda binding: binding.choices.day).falls() if found else []

    def texts(self) -> list[Text]:
        """The texts behind the figures met, in the order of the law."""
        ids = {version.text for _path, version in self.met()}
        return [text for text in self.law.texts if text.id in ids]

    def outcome(self, typed: Typed) -> Outcome:
        """Both sides of a chunk of typed rows."""
        chunk, size = Grouping(typed, self.law, Fallen()), len(typed.rows)
        before, after = (Side({}, np.zeros(size, dtype=np.int64)) for _side in range(2))
        outcome = Outcome(before, after, chunk.fallen, np.zeros(size, dtype=bool))
        chunk.refuse_foreign()
        for group in chunk.groups():
            one, two = self.bindings(group)
            self._side(outcome, before, group, chunk.rows(group.positions, one))
            self._side(outcome, after, group, chunk.rows(group.positions, two))
        self._count_assumed(outcome)
        return outcome

    def bindings(self, group: Group) -> tuple[Binding, Binding]:
        """The law before and after for a group of rows; the same objects for the same sector and months."""
        key = group[:3]
        if key not in self._bindings:
            request = self.request
            if group.month != MISSING:
                request = request._replace(after=first_day(group.month))
            if group.before_month != MISSING:
                request = request._replace(before=first_day(group.before_month))
            before, after = sides(self.law, group.sector, request)
            self._bindings[key] = Binding(self.law, before), Binding(self.law, after)
        return self._bindings[key]

    def _side(self, outcome: Outcome, side: Side, group: Group, rows: Rows) -> None:
        """Write the lines of rows into one side of the outcome."""
        pay, is_after = self.law.pay(group.sector), side is outcome.after
        found = lines_of(rows, pay)
        self._noted += [("after" if is_after else "before", *noted) for noted in rows.assumed]
        outcome.unjudged[rows.positions] |= ~found.judged
        if pay == "index" and is_after and found.amounts:
            found.amounts[DECLARED] = np.where(found.judged, 0, rows.number("declared_cti", 0))
        side.days[rows.positions] = rows.binding.choices.day.toordinal()
        for line, values in found.amounts.items():
            if line not in side.lines:
                side.lines[line] = np.zeros(len(side.days), dtype=np.int64)
            side.lines[line][rows.positions] = values

    def _bound(self) -> Iterator[Binding]:
        return (binding for pair in self._bindings.values() for binding in pair)

    def _count_assumed(self, outcome: Outcome) -> None:
        """Count what was assumed for the rows of a chunk that were computed."""
        kept = np.zeros(len(outcome.unjudged), dtype=bool)
        kept[outcome.kept] = True
        for side, what, positions in self._noted:
            if number := int(kept[positions].sum()):
                self._assumed[side][what] += number
        self._noted.clear()
