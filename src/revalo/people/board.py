"""What a management board asks of a payroll: gains by group and by size, who is on the minimum wage, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from revalo.grids.binding import Binding
from revalo.people.branch import DEGREES, BranchRows
from revalo.people.causes import Causes
from revalo.people.columns import Typed
from revalo.people.fallen import Fallen
from revalo.people.grouping import Group, Grouping
from revalo.people.lines import lines_of
from revalo.people.summary import Summary, Totals, counted
from revalo.people.table import Outcome, People
from revalo.rules.comparison import reading
from revalo.rules.employee import CATEGORIES, STATUSES
from revalo.rules.timeline import FLOOR

TOPUP = "smic_topup"
FIRST = date(2020, 1, 1)
DEGREE_NAMES = tuple(f"{status} {degree}" for status in STATUSES for degree in range(1, DEGREES + 1))


@dataclass(slots=True)
class OnFloor:
    """On a day: the people whose pay could be computed, and those of them whose pay is brought up to it."""

    people: int = 0
    on_floor: int = 0


class Board:
    """The figures, gathered chunk by chunk; every row counts for its headcount."""

    def __init__(self, people: People, until: date) -> None:
        self.people = people
        self.service, self.department = Summary(by="service"), Summary(by="department")
        self.category: dict[str, Totals] = {}
        self.degree: dict[str, Totals] = {}
        self._causes = Causes(people)
        self.floors = {day: OnFloor() for day in floor_days(people, until)}
        request = people.request._replace(before=None, without=(), settings={})
        self._readings = {day: Binding(people.law, reading(people.law, request, day)) for day in self.floors}

    @property
    def total(self) -> Totals:
        """Everyone."""
        return self.service.total

    def add(self, typed: Typed, outcome: Outcome) -> None:
        """Count a chunk."""
        kept = outcome.kept
        self.service.add(typed, outcome, kept)
        self.department.add(typed, outcome, kept)
        self._causes.add(self.service.cause_sums, typed, outcome)
        weight = counted(typed, outcome)
        grouping = Grouping(typed, self.people.law)
        for group in grouping.groups():
            self._add_floors(grouping, group, weight)
            self._add_places(grouping, group, outcome, weight)

    def _add_floors(self, grouping: Grouping, group: Group, weight: Any) -> None:
        """The people of a group on the minimum wage, day by day."""
        for day, found in self.floors.items():
            apart = Fallen(grouping.size)
            lines = lines_of(grouping.rows(group, self._readings[day], apart), self.people.law.pay(group.sector))
            there = np.where(apart.mask[group.span], 0, weight[group.span])
            found.people += int(there.sum())
            found.on_floor += int(there[lines.amounts.get(TOPUP, np.zeros_like(there)) > 0].sum())

    def _add_places(self, grouping: Grouping, group: Group, outcome: Outcome, weight: Any) -> None:
        """The gains of a group by old category and by new degree, given or found from the job; "" in other sectors."""
        category, degree = self._places(grouping, group)
        for totals, names, places in ((self.category, CATEGORIES, category), (self.degree, DEGREE_NAMES, degree)):
            for place in np.unique(places).tolist():
                rows = np.where(places == place, weight[group.span], 0)
                if people := int(rows.sum()):
                    sums = (int((side.gross[group.span] * rows).sum()) for side in (outcome.before, outcome.after))
                    totals.setdefault(names[place] if place >= 0 else "", Totals()).add(people, *sums)

    def _places(self, grouping: Grouping, group: Group) -> tuple[Any, Any]:
        """The old category and the new degree of each row, -1 where it has none."""
        if self.people.law.pay(group.sector) != "branch":
            return np.full(len(group.positions), -1), np.full(len(group.positions), -1)
        apart = Fallen(grouping.size)
        before, after = (grouping.rows(group, binding, apart) for binding in self.people.bindings(group))
        return BranchRows(before).category(), BranchRows(after).classification()


def floor_days(people: People, until: date) -> Iterator[date]:
    """The days from 2020 on which the minimum wage changed, up to a day, and the eve of Avenant 43."""
    starts = {version.start for version in people.law.table(FLOOR).versions}
    eve = date(2021, 9, 30)
    yield from sorted({day for day in (*starts, eve) if FIRST <= day <= until})


@dataclass(slots=True)
class Discreet:
    """Groups that may be shown, in the order given, and the others together, so that nobody can be told apart."""

    shown: list[tuple[str, Totals]] = field(default_factory=list)
    others: Totals = field(default_factory=Totals)
    hidden: int = 0


def discreet(groups: dict[str, Totals], least: int, most: int) -> Discreet:
    """Groups under `least` people, and those beyond the `most` largest, put together."""
    hidden = together({name: totals.people for name, totals in groups.items()}, least, most)
    found = Discreet([each for each in groups.items() if each[0] not in hidden], hidden=len(hidden))
    for name in hidden:
        found.others.add(groups[name].people, groups[name].before, groups[name].after)
    return found


def together(people: Mapping[str, int], least: int, most: int) -> set[str]:
    """The groups to be put together, of some by their people: under `least`, or beyond the `most` largest.

    While fewer than `least` people are together, the smallest group shown joins them: it would give them away, by
    subtraction from the total.
    """
    ordered = sorted(people, key=lambda name: (-people[name], name))
    shown = [name for name in ordered if people[name] >= least][:most]
    hidden = set(ordered) - set(shown)
    while hidden and shown and sum(people[name] for name in hidden) < least:
        hidden.add(shown.pop())
    return hidden
