"""What a management board asks of a payroll: gains by group and by size, who is on the minimum wage, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from revalo.analysis.comparison import law_on
from revalo.grids.binding import Binding
from revalo.people.causes import Causes
from revalo.people.columns import MONTHS, ParsedRows
from revalo.people.cost_sums import CostSums, parts
from revalo.people.costing import CostedChunk, Costing
from revalo.people.counts import (
    ABOVE,
    FLOORS,
    GAINS,
    NOT_COUNTED,
    ON_FLOOR,
    WIDE,
    WIDE_GAINS,
    column_of_floors,
    column_of_gains,
)
from revalo.people.crossed import Column, causes_of
from revalo.people.crossing import Crossing
from revalo.people.differing import COST, GROSS, differing
from revalo.people.failures import Failures
from revalo.people.gross_under_laws import GrossUnderLaws
from revalo.people.group_sums import GroupSums
from revalo.people.grouping import Group, Grouping
from revalo.people.rows import Coded, Refusal
from revalo.people.several_rows import SeveralRows, remarks
from revalo.people.side_by_side import Alternative, Readings, SideBySide, Under, sums
from revalo.people.situations import shared_situations
from revalo.people.spread import SLICE
from revalo.people.summary import CAUSES, Summary, column_of, counted, figures_of
from revalo.people.sums import Totals, people_of, sums_of, whole_or_part
from revalo.people.table import AFTER, Outcome, People
from revalo.rules.caveats import PayWarning
from revalo.rules.employer.employer import Employer
from revalo.rules.field import STATUSES
from revalo.rules.inputs import MINIMUM_WAGE
from revalo.rules.placement import degree_of, old_category_of

WAYS = ("service", "category", "degree", "department")  # of grouping people on a board
CROSSED = (*WAYS[1:], CAUSES, FLOORS, WIDE_GAINS, WAYS[0], GAINS)  # where they are too many, the last is given up
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

    `crossing`: who is in which groups; `category`, `degree`: by old category and by new degree, "" in other sectors;
    `floors`: people on the minimum wage, day by day; `several`: the rows that may share a person, until `share_out`.
    """

    people: People
    service: Summary = field(default_factory=lambda: Summary(by="service"))
    department: GroupSums = field(default_factory=GroupSums)
    crossing: Crossing = field(default_factory=lambda: Crossing(CROSSED))
    category: dict[str, Totals] = field(default_factory=dict)
    degree: dict[str, Totals] = field(default_factory=dict)
    floors: dict[date, OnFloor] = field(default_factory=dict)
    several: SeveralRows = field(default_factory=SeveralRows)

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
        self.crossing.merge(other.crossing)
        self.several.merge(other.several)
        for mine, others in ((self.category, other.category), (self.degree, other.degree)):
            for name, totals in others.items():
                mine.setdefault(name, Totals()).add(totals.people, totals.before, totals.after)
        for day, floor in other.floors.items():
            self.floors[day] = OnFloor(*map(sum, zip(self.floors.get(day, OnFloor()), floor, strict=True)))

    def share_out(self) -> None:
        """Once every part is in: people with several rows count once, in each group by share of working time."""
        moves, self.several = self.several.moves(), SeveralRows()
        ways = dict(zip(WAYS, moves.groups, strict=False))
        self.service.move(moves, ways.get("service", {}))
        self.department.move(ways.get("department", {}))
        for way, groups in (("category", self.category), ("degree", self.degree)):
            for name, change in ways.get(way, {}).items():
                groups[name].people = whole_or_part(groups[name].people + change)
        self.service.remarks += remarks([moves])


class BoardCounting:
    """Counts chunks of rows for a board, several at once if need be. `until`: the last day of the minimum wage.

    `employer`: whose cost is counted, None for none; `alternatives`: scenarios beside the after side.
    """

    def __init__(
        self,
        people: People,
        until: date,
        employer: Employer | None = None,
        alternatives: Sequence[Alternative] = (),
    ) -> None:
        self.people = people
        self._beside = SideBySide(alternatives, employer)
        self._causes = Causes(people)
        self._ways: tuple[str, ...] = CROSSED  # those that no chunk so far has given up: the whole gives up as many
        self._costing = Costing(people, employer, self._causes) if employer else None
        request = people.request._replace(before=None, without=(), settings={})
        law = people.law
        self._readings = {day: Binding(law, law_on(law, request, day)) for day in floor_days(people, until)}

    @property
    def readings(self) -> Readings:
        """The law as it is read for the rows, as it stands and under each scenario."""
        return Readings(self.people, self._beside)

    def remarks(self, rows: int) -> list[PayWarning]:
        """The scenarios that change nothing for any row. `rows`: how many were computed."""
        return self._beside.remarks(self.people, rows)

    def count(self, typed: ParsedRows, outcome: Outcome) -> Board:
        """The figures of a chunk; a row whose cost cannot be computed joins the failures of the outcome."""
        costed = self._costing.costed(typed, outcome) if self._costing else None
        under, said = self._beside.under(typed, outcome)
        board, kept = Board(self.people), outcome.kept
        columns = {way: column_of(typed, way, kept) for way in ("service", "department")}
        board.service.add(typed, outcome, kept, columns["service"])
        board.department.add_rows(columns["department"], *figures_of(typed, outcome, kept))
        moved = self._causes.add(board.service.cause_sums, typed, outcome)
        moved |= differing(self._series(outcome, under, costed))
        if self._costing and costed:
            board.service.cost, moved_cost = self._costing.sums(costed)
            moved |= moved_cost
            board.service.caveats.merge(costed.caveats)
        if under:
            cost = costed.costs[AFTER].total if costed else None
            board.service.compared = sums(typed, outcome, under, cost, columns["service"])
            board.service.caveats.merge(said)
        weight = counted(typed, outcome)
        grouping = Grouping(typed, self.people.law)
        places = Placed(grouping.size), Placed(grouping.size)
        for group in self._in_grids(grouping):
            for placed, codes in zip(places, self._places(grouping, group), strict=True):
                placed.put(group.span, codes)
        for placed, totals in zip(places, (board.category, board.degree), strict=True):
            placed.add(totals, outcome, weight, people_of(typed))
        columns |= {CAUSES: causes_of(moved, kept)}
        slices = (outcome.after.gross[kept] - outcome.before.gross[kept]) // SLICE
        counts_for_one = people_of(typed)[kept] > 0
        columns |= {FLOORS: self._floors(typed, kept, counts_for_one)}
        on_floors = _on_floors(columns[FLOORS], people_of(typed)[kept], len(self._readings))
        board.floors = dict(zip(self._readings, on_floors, strict=True))
        columns |= {GAINS: column_of_gains(slices, counts_for_one)}
        columns |= {WIDE_GAINS: column_of_gains(slices, counts_for_one, WIDE)}
        columns |= {way: placed.column(kept) for way, placed in zip(("category", "degree"), places, strict=True)}
        board.crossing = Crossing(self._ways)
        board.crossing.add(typed, kept, weight[kept], [columns[way] for way in board.crossing.left])
        self._ways = min(self._ways, board.crossing.left, key=len)
        board.several.add(typed, kept, [columns[way] for way in WAYS])
        return board

    def _series(
        self, outcome: Outcome, under: Sequence[Under], costed: CostedChunk | None
    ) -> Mapping[str, Sequence[Any]]:
        """The amounts of the rows of a chunk of which a board shows sums beside one another."""
        gross = [outcome.before.gross, outcome.after.gross, *(each.gross for each in under)]
        if costed is None:
            return {GROSS: gross}
        cost = [*(cost.total for cost in costed.costs.values()), *(each.cost for each in under)]
        return {GROSS: gross, COST: cost, **parts(self.people.law, costed.rows, costed.costs)}

    def _floors(self, typed: ParsedRows, kept: Any, counted: Any) -> Column:
        """What some rows are on each day, if `counted`; worked out once for each situation, whatever its months."""
        numbers = {name: values for name, values in typed.numbers.items() if name not in MONTHS}
        distinct = shared_situations(typed._replace(numbers=numbers))
        grouping = Grouping(distinct.typed, self.people.law)
        nobody = grouping.size  # beside the situations
        floors = np.full((len(self._readings), grouping.size + 1), NOT_COUNTED, dtype=np.int8)
        for group in grouping.paid_alike():
            if grouping.pay(group) != "gross":
                self._note_floors(floors, grouping, group, grouping.pay(group))
        column = column_of_floors(floors)
        return column._replace(indices=column.indices[np.where(counted, distinct.kinds[kept], nobody)])

    def _note_floors(self, floors: Any, grouping: Grouping, group: Group, pay: str) -> None:
        """Note what people who are paid in one way are on each day, if their pay is compared with the minimum wage."""
        rows = None
        for status, binding in zip(floors, self._readings.values(), strict=True):
            rows = rows or GrossUnderLaws(grouping.rows(group, binding))
            values, lost = rows.results(binding, (TOPUP, "index"))
            compared = values["index"] != 0 if pay == "index" and values else True
            on_floor = np.where(values.get(TOPUP, 0) > 0, np.int8(ON_FLOOR), np.int8(ABOVE))
            status[group.span] = np.where(~lost & compared, on_floor, np.int8(NOT_COUNTED))

    def _in_grids(self, grouping: Grouping) -> Iterator[Group]:
        """The groups of people who have a place in a grid."""
        return (group for group in grouping.groups() if grouping.pay(group) == "branch")

    def _places(self, grouping: Grouping, group: Group) -> tuple[Coded, Coded]:
        """The old category and the new degree of each row, a `Refusal` where it has none."""
        apart = Failures(grouping.size)
        before, after = (grouping.rows(group, law, apart) for law in self.people.bindings(group))
        return before.coded(old_category_of(before)), after.coded(degree_of(after))


def _on_floors(column: Column, people: Any, days: int) -> Iterator[OnFloor]:
    """How many people are counted on each day, and are on the minimum wage: who has several rows, by the first one."""
    numbers = sums_of(people, column.indices, len(column.values)).tolist()
    for day in range(days):
        told = [(statuses[day], number) for statuses, number in zip(column.values, numbers, strict=True)]
        everyone = sum(number for status, number in told if status != NOT_COUNTED)
        yield OnFloor(everyone, sum(number for status, number in told if status == ON_FLOOR))


class Placed:
    """Where the rows of a chunk stand in a grid, as words: "" where they have no place."""

    def __init__(self, size: int) -> None:
        self._codes = np.zeros(size, dtype=np.int64)
        self._names = [""]

    def put(self, span: slice, places: Coded) -> None:
        """The places of some rows, next to one another."""
        names = ["" if isinstance(place, Refusal) else place for place in places.values]
        known = {name: place for place, name in enumerate(dict.fromkeys([*self._names, *names]))}
        self._names = list(known)
        self._codes[span] = np.array([known[name] for name in names], dtype=np.int64)[places.codes]

    def add(self, groups: dict[str, Totals], outcome: Outcome, weight: Any, people: Any) -> None:
        """Add the sums of the rows by place; `weight`: their headcounts; `people`: how many people more they are."""
        counts = np.where(weight > 0, people, 0)
        amounts = (side.gross * weight for side in (outcome.before, outcome.after))
        there = np.bincount(self._codes, weights=weight > 0, minlength=len(self._names))
        sums = [sums_of(each, self._codes, len(self._names)).tolist() for each in (counts, *amounts)]
        for name, rows, *figures in zip(self._names, there, *sums, strict=True):
            if rows:
                groups.setdefault(name, Totals()).add(*figures)

    def column(self, kept: Any) -> Column:
        """The place of the rows at some positions."""
        return Column(self._codes[kept], self._names)


def floor_days(people: People, until: date) -> Iterator[date]:
    """The days from 2020 on which the minimum wage changed, up to a day, and the eve of Avenant 43."""
    starts = {version.start for version in people.law.table(MINIMUM_WAGE).versions}
    eve = date(2021, 9, 30)
    yield from sorted({day for day in (*starts, eve) if FIRST <= day <= until})
