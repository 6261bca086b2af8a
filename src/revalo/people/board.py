"""What a management board asks of a payroll: gains by group and by size, who is on the minimum wage, and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from revalo.analysis.comparison import reading
from revalo.analysis.timeline import FLOOR
from revalo.grids.binding import Binding
from revalo.people.branch import DEGREES, BranchRows
from revalo.people.causes import Causes
from revalo.people.columns import Typed
from revalo.people.failures import Fallen
from revalo.people.grouping import Group, Grouping
from revalo.people.lines import lines_of
from revalo.people.summary import Summary, Totals, counted, group_of, sums_of, weights
from revalo.people.table import Outcome, People
from revalo.rules.person import CATEGORIES, STATUSES

TOPUP = "smic_topup"
FIRST = date(2020, 1, 1)
DEGREE_NAMES = tuple(f"{status} {degree}" for status in STATUSES for degree in range(1, DEGREES + 1))


@dataclass(slots=True)
class OnFloor:
    """On a day: the people whose pay could be computed, and those of them whose pay is brought up to it."""

    people: int = 0
    on_floor: int = 0


class Board:
    """The figures, gathered chunk by chunk; every row counts for its headcount. `crossed`: people by both groups."""

    def __init__(self, people: People, until: date) -> None:
        self.people = people
        self.service, self.department = Summary(by="service"), Summary(by="department")
        self.crossed: Counter[tuple[str, str]] = Counter()  # service, département
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
        self._cross(typed, kept)
        self._causes.add(self.service.cause_sums, typed, outcome)
        weight = counted(typed, outcome)
        grouping = Grouping(typed, self.people.law)
        for group in grouping.groups():
            self._add_floors(grouping, group, weight)
            self._add_places(grouping, group, outcome, weight)

    def _cross(self, typed: Typed, kept: Any) -> None:
        """Count people by service and département together."""
        (one, services), (two, departments) = (group_of(typed, by, kept) for by in ("service", "department"))
        places, at = np.unique(one * len(departments) + two, return_inverse=True)
        people = sums_of(weights(typed)[kept], at, len(places))
        for place, number in zip(places.tolist(), people.tolist(), strict=True):
            service, department = divmod(place, len(departments))
            self.crossed[services[service].as_py(), departments[department].as_py()] += number

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
