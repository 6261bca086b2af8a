"""What a management board asks of a payroll: gains by group and by size, who is on the minimum wage, and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from revalo.analysis.comparison import law_on
from revalo.grids.binding import Binding
from revalo.people.causes import Causes
from revalo.people.columns import ParsedRows
from revalo.people.cost_sums import CostSums
from revalo.people.costing import Costing
from revalo.people.failures import Failures
from revalo.people.grouping import Group, Grouping
from revalo.people.lines import lines_of
from revalo.people.rows import Coded, Refusal
from revalo.people.summary import Summary, counted, group_of
from revalo.people.sums import Totals, people_of, sums_of
from revalo.people.table import Outcome, People
from revalo.rules.employer.employer import Employer
from revalo.rules.fields import STATUSES
from revalo.rules.inputs import MINIMUM_WAGE
from revalo.rules.placement import degree_of, old_category_of

TOPUP = "smic_topup"
FIRST = date(2020, 1, 1)
DEGREE_NAMES = tuple(f"{status}.{degree}" for status in STATUSES for degree in (1, 2))


class OnFloor(NamedTuple):
    """On a day: the people whose pay could be computed, and those of them whose pay is brought up to it."""

    people: int = 0
    on_floor: int = 0


@dataclass(slots=True)
class Board:
    """The figures of some rows; every row counts for its headcount.

    `crossed`: people by service and département; `category`, `degree`: by old category and by new degree, "" in other
    sectors; `floors`: people on the minimum wage, day by day.
    """

    people: People
    service: Summary = field(default_factory=lambda: Summary(by="service"))
    department: Summary = field(default_factory=lambda: Summary(by="department"))
    crossed: Counter[tuple[str, str]] = field(default_factory=Counter)
    category: dict[str, Totals] = field(default_factory=dict)
    degree: dict[str, Totals] = field(default_factory=dict)
    floors: dict[date, OnFloor] = field(default_factory=dict)

    @property
    def cost(self) -> CostSums | None:
        """What the pay costs the employer, where it is asked for."""
        return self.service.cost

    @property
    def total(self) -> Totals:
        """Everyone."""
        return self.service.total

    def merge(self, other: "Board") -> None:
        """Add the figures of other rows."""
        self.service.merge(other.service)
        self.department.merge(other.department)
        self.crossed.update(other.crossed)
        for mine, others in ((self.category, other.category), (self.degree, other.degree)):
            for name, totals in others.items():
                mine.setdefault(name, Totals()).add(totals.people, totals.before, totals.after)
        for day, floor in other.floors.items():
            self.floors[day] = OnFloor(*map(sum, zip(self.floors.get(day, OnFloor()), floor, strict=True)))


class BoardCounting:
    """Counts chunks of rows for a board, several at once if need be. `until`: the last day of the minimum wage.

    `employer`: whose cost is counted, None for none.
    """

    def __init__(self, people: People, until: date, employer: Employer | None = None) -> None:
        self.people = people
        self._causes = Causes(people)
        self._costing = Costing(people, employer, self._causes) if employer else None
        request = people.request._replace(before=None, without=(), settings={})
        law = people.law
        self._readings = {day: Binding(law, law_on(law, request, day)) for day in floor_days(people, until)}

    def count(self, typed: ParsedRows, outcome: Outcome) -> Board:
        """The figures of a chunk; a row whose cost cannot be computed joins the failures of the outcome."""
        costed = self._costing.costed(typed, outcome) if self._costing else None
        board, kept = Board(self.people), outcome.kept
        board.service.add(typed, outcome, kept)
        board.department.add(typed, outcome, kept)
        _cross(board, typed, kept)
        self._causes.add(board.service.cause_sums, typed, outcome)
        if self._costing and costed:
            board.service.cost = self._costing.sums(costed)
            board.service.caveats.merge(costed.caveats)
        weight = counted(typed, outcome)
        grouping = Grouping(typed, self.people.law)
        board.floors = dict.fromkeys(self._readings, OnFloor())
        for group in grouping.groups():
            self._add_floors(board, grouping, group, weight)
            self._add_places(board, grouping, group, outcome, weight)
        return board

    def _add_floors(self, board: Board, grouping: Grouping, group: Group, weight: Any) -> None:
        """The people of a group on the minimum wage, day by day, among those whose pay is compared with it."""
        pay = self.people.law.pay(group.sector)
        if pay == "gross":
            return
        for day, binding in self._readings.items():
            apart = Failures(grouping.size)
            rows = grouping.rows(group, binding, apart)
            lines = lines_of(rows)
            compared = (rows.number("index") != 0) if pay == "index" else True
            there = np.where(apart.mask[group.span], 0, weight[group.span] * compared)
            on_floor = there * (lines.amounts.get(TOPUP, 0) > 0)
            before = board.floors[day]
            board.floors[day] = OnFloor(before.people + int(there.sum()), before.on_floor + int(on_floor.sum()))

    def _add_places(self, board: Board, grouping: Grouping, group: Group, outcome: Outcome, weight: Any) -> None:
        """The gains of a group by old category and by new degree, given or found from the job; "" in other sectors."""
        for totals, places in zip((board.category, board.degree), self._places(grouping, group), strict=True):
            for i, place in enumerate(places.values):
                rows = np.where(places.codes == i, weight[group.span], 0)
                if people := int(rows.sum()):
                    sums = (int((side.gross[group.span] * rows).sum()) for side in (outcome.before, outcome.after))
                    name = "" if isinstance(place, Refusal) else place
                    totals.setdefault(name, Totals()).add(people, *sums)

    def _places(self, grouping: Grouping, group: Group) -> tuple[Coded, Coded]:
        """The old category and the new degree of each row, "" where it has none."""
        apart = Failures(grouping.size)
        before, after = (grouping.rows(group, law, apart) for law in self.people.bindings(group))
        if self.people.law.pay(group.sector) != "branch":
            return before.coded(""), after.coded("")
        return before.coded(old_category_of(before)), after.coded(degree_of(after))


def _cross(board: Board, typed: ParsedRows, kept: Any) -> None:
    """Count people by service and département together."""
    (one, services), (two, departments) = (group_of(typed, by, kept) for by in ("service", "department"))
    places, at = np.unique(one * len(departments) + two, return_inverse=True)
    people = sums_of(people_of(typed)[kept], at, len(places))
    for place, number in zip(places.tolist(), people.tolist(), strict=True):
        service, department = divmod(place, len(departments))
        board.crossed[services[service].as_py(), departments[department].as_py()] += number


def floor_days(people: People, until: date) -> Iterator[date]:
    """The days from 2020 on which the minimum wage changed, up to a day, and the eve of Avenant 43."""
    starts = {version.start for version in people.law.table(MINIMUM_WAGE).versions}
    eve = date(2021, 9, 30)
    yield from sorted({day for day in (*starts, eve) if FIRST <= day <= until})
