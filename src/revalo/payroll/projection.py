"""A payroll carried month by month: the bill of its people, by year and by group, and what all of it rests on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from revalo import language
from revalo.analysis.comparison import Request
from revalo.analysis.months import MOST_MONTHS
from revalo.calendar import today, written
from revalo.errors import UnreadableInput, UsageError
from revalo.grids.law import Law
from revalo.grids.units import whole_number
from revalo.language import _
from revalo.payroll.movements import Movements, Seen, starts
from revalo.payroll.reading.faults import Fault, refuse
from revalo.payroll.reading.source import Source
from revalo.payroll.run import Compute, Progress, no_progress, run
from revalo.payroll.writing.dialect import dialect_of
from revalo.payroll.writing.rejects import Rejected, TakesRejects
from revalo.people.bill import (
    HIRE,
    LEAVE,
    MONTHS_A_YEAR,
    NOTHING,
    Bill,
    Moves,
    Sums,
    Year,
    summed,
    together,
    total,
    years,
)
from revalo.people.carrying import CarriedPart, Carrying, Span
from revalo.people.caveat_counts import CaveatCounts, CountedCaveat
from revalo.people.claims import month_of
from revalo.people.columns import MISSING, ParsedRows, first_day
from revalo.people.crossed import SMALL, sets_of
from revalo.people.crossing import Crossing
from revalo.people.employer import EmployerCosts
from revalo.people.failures import Failures
from revalo.people.moved import WAYS
from revalo.people.presence import Presence
from revalo.people.scenario_remarks import scenario_remarks
from revalo.people.scenario_years import DIFFERENCES, differences
from revalo.people.several_rows import SeveralRows
from revalo.people.shared_bill import share_out
from revalo.people.sums import Headcount, weights
from revalo.rules.caveats import Assumption, PayWarning
from revalo.rules.employer.employer import Employer
from revalo.rules.figure_caveats import CARRIED_FORWARD

YEARS = 3  # carried by default
MOVED = (HIRE, LEAVE)
UNDATED = MISSING  # in the place of the month of rows that have none


MOST_YEARS = 40  # at échelon 2


class ProjectionRequest(NamedTuple):
    """What is asked: the readings of the law, the employer, the months, when échelon 3 is assumed, the groups."""

    request: Request
    employer: Employer
    span: Span
    echelon_3_after: int | None = None
    by: str = "service"


def span_of(first: date | None, last: date | None) -> Span:
    """The months asked for: by default from the current one to December of the third year.

    Files without months describe their people in the first month, or in the current one where it comes before.
    """
    start = month_of(first or today())
    end = (start // MONTHS_A_YEAR + YEARS) * MONTHS_A_YEAR - 1 if last is None else month_of(last)
    if end < start:
        raise UsageError("months-in-order", last=_iso(end), first=_iso(start))
    if end - start >= MOST_MONTHS:
        raise UsageError("too-many-months", number=MOST_MONTHS)
    return Span(start, end, min(start, month_of(today())))


def checked_years(given: int | None) -> int | None:
    """The years at échelon 2 before échelon 3; refuse what cannot be."""
    if given is not None and not (type(given) is int and 0 <= given <= MOST_YEARS):
        raise UsageError("echelon-3-years", most=MOST_YEARS)
    return given


def _iso(month: int) -> str:
    return first_day(month).strftime("%Y-%m")


@dataclass
class Projection:
    """What a payroll costs in the months to come. `months`: year × 12 + month - 1.

    `groups`: the years of each group, by name; `rejected`: rows by code; `outside`: rows of earlier months than the
    last one of the files, which alone is carried; `described`: that month, None where the files have none;
    `remarks`: what to say about the files as they were read; `crossing`: who is in which sums;
    `compared`: the same rows under scenarios, each with the law that it is laid over; `differences`: who is in what
    their years differ by.
    """

    law: Law
    asked: ProjectionRequest
    bill: Bill
    employers: EmployerCosts
    caveats: CaveatCounts
    described: int | None = None
    rows_in: int = 0
    counted: int = 0
    outside: int = 0
    skipped: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    remarks: list[PayWarning] = field(default_factory=list)
    crossing: Crossing = field(default_factory=lambda: Crossing(WAYS))
    compared: list["Projection"] = field(default_factory=list)
    differences: Crossing = field(default_factory=lambda: Crossing([DIFFERENCES]))

    @property
    def months(self) -> range:
        """The months carried."""
        return self.asked.span.months

    @cached_property
    def groups(self) -> dict[str, tuple[Year, ...]]:
        """The years of each group, by name; worked out once, when the bill is whole."""
        return {name: years(self.bill, name, self.months) for name in self.bill.groups}

    @cached_property
    def years(self) -> tuple[Year, ...]:
        """The years of everybody."""
        return together(self.groups.values()) if self.bill.groups else years(self.bill, "", self.months)

    @property
    def total(self) -> Sums:
        """All months together."""
        return total(year.sums for year in self.years)

    def month(self, month: int) -> Sums:
        """What everybody costs in a month."""
        return total(months.get(month, NOTHING) for months in self.bill.months.values())

    def moves(self, month: int) -> Moves:
        """What moved the bill of everybody since the month before."""
        return summed(moves.get(month, {}) for moves in self.bill.moves.values())

    @property
    def assumptions(self) -> list[Assumption]:
        """What was taken where nothing was given; of rows, with their number."""
        of_rows = (Assumption(each.code, "", _counted(each)) for each in self.caveats.assumptions)
        return list(dict.fromkeys([*self._of_files(), *of_rows, *self.employers.assumptions]))

    def _of_files(self) -> Iterator[Assumption]:
        month = first_day(self.asked.span.reference if self.described is None else self.described).strftime("%Y-%m")
        if self.described is None:
            yield Assumption("month", month, _("the payroll file has no months: it describes people in this one"))
        if self.outside:
            reason = _("the last month of the payroll file is carried; rows of earlier months, left aside: {number}")
            yield Assumption("month", month, reason.format(number=whole_number(self.outside)))

    @property
    def warnings(self) -> list[str]:
        """What a reader should beware of; of rows, with their number."""
        of_rows = [_counted(each) for each in self.caveats.warnings]
        return list(
            dict.fromkeys([*(each.text for each in self.remarks), *of_rows, *self._of_employer(), *self._small()])
        )

    def _small(self) -> Iterator[str]:
        """What lines of few people would tell of someone."""
        every = (own.values() for own in self.bill.months.values())
        few = sum(any(0 < sums.people < SMALL for sums in months) for months in every)
        if few:
            message = _("groups of fewer than {small} people: {number}; their lines could tell someone's pay")
            yield message.format(small=SMALL, number=few)
        moved = [
            month
            for month in self.months
            if any(
                0 < max(sums.people, -sums.people) < SMALL
                for mover, sums in self.moves(month).items()
                if mover.kind in MOVED
            )
        ]
        if moved:
            message = _(
                "months when fewer than {small} people come or leave: {number}; their lines could tell their pay"
            )
            yield message.format(small=SMALL, number=len(moved))

    @property
    def months_of_few(self) -> list[int]:
        """The months when fewer than SMALL people come or leave, be they some of a row of more."""
        return [month for month in self.months if any(map(_is_few, self._movers(month)))]

    def _movers(self, month: int) -> Iterator[Headcount]:
        """The people who come, and those who leave."""
        return (sums.people for mover, sums in self.moves(month).items() if mover.kind in MOVED)

    def _of_employer(self) -> Iterator[str]:
        """Those of the employer's cost; that values are carried forward is said of the last month alone."""
        last = written(first_day(self.asked.span.last), language.current())
        for warning in self.employers.warnings:
            if warning.code != CARRIED_FORWARD or warning.text.startswith(last):
                yield warning.text


def _is_few(people: Headcount) -> bool:
    return people != 0 and -SMALL < people < SMALL


def project(
    law: Law,
    sources: Iterator[Source],
    asked: ProjectionRequest,
    rejects: Path | TakesRejects | None,
    progress: Progress = no_progress,
    movements: Movements | None = None,
    compared: Sequence[tuple[Law, Request]] = (),
) -> Projection:
    """The bill of every row that can be computed in each month; the others go to `rejects`, a file if it is a path.

    `compared`: other readings of the law, for the same rows. Raises `UnreadableInput` where `movements` do not go with
    the payroll.
    """
    asks = [(law, asked), *((other, asked._replace(request=request)) for other, request in compared)]
    carryings = [Carrying(each, own.request, own.employer, own.span, own.echelon_3_after, own.by) for each, own in asks]
    projections = [
        Projection(each, own, Bill(), EmployerCosts(each, own.employer, own.request), CaveatCounts())
        for each, own in asks
    ]
    first, parts = projections[0], dict[int, list[_Carried]]()
    with ExitStack() as stack:
        rejected = rejects
        if isinstance(rejected, Path):
            rejected = Rejected(stack, rejected, dialect_of(language.current()))
        for chunk in run(law, sources, _by_month(carryings, movements), rejected, progress):
            first.rows_in += chunk.rows_in
            first.skipped += len(chunk.skipped)
            first.rejected.update(chunk.rejects.codes())
            for month, rows in chunk.result.items():
                for people, part in zip(parts.setdefault(month, _nothing(asks)), rows.parts, strict=True):
                    people.merge(rows, part)
        last = max(parts, default=UNDATED)
        carried = parts.get(last) or _nothing(asks)
        for people in carried:
            people.share_out(asked.span.months)
        if movements is not None:
            moved = (people.move(carrying, movements) for people, carrying in zip(carried, carryings, strict=True))
            for alike in zip(*moved, strict=True):
                carried[0].differences.merge(_differences(alike[0][0], [part for _rows, part in alike]))
    first.remarks += [*(movements.remarks if movements is not None else ()), *carried[0].remarks]
    for projection, people in zip(projections, carried, strict=True):
        projection.described = None if last == UNDATED else last
        projection.counted, projection.bill = people.rows, people.bill
        projection.employers, projection.caveats = people.employers, people.caveats
        projection.crossing = people.crossing
    for one, carrying in zip(projections, carryings, strict=True):
        readings = [month.binding for month in carrying.laws.values()]
        first.remarks += scenario_remarks(one.law, readings, first.counted)
    first.remarks = list(dict.fromkeys(first.remarks))
    first.outside = sum(each[0].rows for each in parts.values()) - first.counted
    first.compared, first.differences = projections[1:], carried[0].differences
    return first


def _nothing(asks: Sequence[tuple[Law, ProjectionRequest]]) -> list["_Carried"]:
    """No row yet, under each reading of the law."""
    return [_Carried(asked, law) for law, asked in asks]


class _Rows(NamedTuple):
    """Some rows of one month of the files: how many, what they come to by each reading of the law, who leaves.

    `differences`: who is in what the readings differ by.
    """

    rows: int
    parts: list[CarriedPart]
    seen: Seen
    differences: Crossing


class _Carried:
    """What the rows of one month of the files come to."""

    def __init__(self, asked: ProjectionRequest, law: Law) -> None:
        self.rows, self.bill, self.caveats = 0, Bill(), CaveatCounts()
        self.employers = EmployerCosts(law, asked.employer, asked.request)
        self.seen, self.several = Seen({}), SeveralRows()
        self.crossing, self.differences = Crossing((asked.by, *WAYS)), Crossing([DIFFERENCES])
        self.remarks: list[PayWarning] = []

    def merge(self, other: _Rows, part: CarriedPart) -> None:
        """Add the rows of another chunk."""
        self.rows += other.rows
        self.seen = Seen({**self.seen.services, **other.seen.services}, self.seen.too_many | other.seen.too_many)
        self._add(part, part.bill)
        self.several.merge(part.several)
        self.differences.merge(other.differences)

    def share_out(self, months: Sequence[int]) -> None:
        """Once every chunk is in: people with several rows count once a month, shared by working time."""
        several, self.several = self.several, SeveralRows()
        self.remarks += share_out(self.bill, several, months)

    def move(self, carrying: Carrying, movements: Movements) -> list[tuple[ParsedRows, CarriedPart]]:
        """Add the people who come, and take away those who leave as described; their rows, and what these come to."""
        faults, moved = list(movements.faults(self.seen)), []
        for rows, times in (
            *((each, 1) for each in movements.come(self.seen)),
            *((each, -1) for each in movements.left),
        ):
            part, failures = carrying.carry(rows, starts(rows))
            faults += [
                Fault(each.file, each.row, each.column, each.code, each.why)
                for each in failures.rejects(rows.file, rows.rows)
            ]
            self._add(part, part.bill if times > 0 else part.bill.leaving)
            moved.append((rows, part))
        refuse(faults, "movement-faults")
        for group, month in self.bill.below_zero():
            shown = first_day(month).strftime("%Y-%m")
            raise UnreadableInput("movement-below-zero", file=movements.file, group=group or "-", month=shown)
        return moved

    def _add(self, part: CarriedPart, bill: Bill) -> None:
        self.bill.merge(bill)
        self.crossing.merge(part.crossing)
        self.caveats.merge(part.caveats)
        self.employers.merge(part.employers)


def _by_month(carryings: Sequence[Carrying], movements: Movements | None) -> Compute[dict[int, _Rows]]:
    """Rows carried by the month that they describe: only the last one of all is kept in the end."""
    moves = movements or Movements("")

    def carried(rows: ParsedRows) -> tuple[dict[int, _Rows], Failures]:
        by_month, failures = {}, Failures(len(rows.rows))
        own = rows.numbers.get("month", np.full(len(rows.rows), UNDATED))
        for month in np.unique(own).tolist():
            places = np.flatnonzero(own == month)
            mine = rows.at(places)
            presence, seen = moves.presence(mine)
            parts, fallen = _alike(carryings, mine, presence)
            for reason, positions in fallen.by_reason():
                failures.add(places[positions], *reason)
            apart = _differences(mine, parts)
            parts = [part._replace(paid=(), kinds=None) for part in parts]
            by_month[month] = _Rows(int((~fallen.mask).sum()), parts, seen, apart)
        return by_month, failures

    return carried


def _alike(carryings: Sequence[Carrying], rows: ParsedRows, presence: Presence) -> tuple[list[CarriedPart], Failures]:
    """Rows by each reading of the law: those that fail in one of them count in none."""
    failures = Failures(len(rows.rows))
    while True:
        parts, known = [], None
        for carrying in carryings:
            part, failures = carrying.carry(rows, presence, failures)
            known = failures.mask.sum() if known is None else known
            parts.append(part)
        if failures.mask.sum() == known:
            return parts, failures


def _differences(rows: ParsedRows, parts: Sequence[CarriedPart]) -> Crossing:
    """Who is in what some rows differ by, from a reading of the law to another."""
    crossing, every = Crossing([DIFFERENCES]), np.arange(len(rows.rows))
    if len(parts) > 1 and len(every):
        flags = {each: own[parts[0].kinds] for each, own in differences([part.paid for part in parts]).items()}
        crossing.add(rows, every, weights(rows), [sets_of(flags, every)])
    return crossing


def _counted(caveat: CountedCaveat) -> str:
    """What is to be said of some rows, with their number."""
    return _("{words} (rows: {number})").format(words=caveat.words, number=whole_number(caveat.rows))
