"""The rows of a payroll counted for who pays: both sides on the first day of each month, each year by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.analysis.comparison import Request, law_on
from revalo.calendar import today
from revalo.funding.activity import Activity, Service, refuse
from revalo.funding.costs import Costs
from revalo.funding.terms import months
from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.payroll.reading.faults import Fault
from revalo.payroll.writing.rejects import refused
from revalo.people.ageing import Ageing
from revalo.people.alike import alike
from revalo.people.caveat_counts import CaveatCounts
from revalo.people.claims import month_of
from revalo.people.columns import MISSING, ParsedRows, first_day
from revalo.people.crossed import Column
from revalo.people.employer import EmployerCosts
from revalo.people.failures import Failures, Reason, Rejects
from revalo.people.several_rows import SeveralRows, remarks
from revalo.people.situations import situations
from revalo.people.sums import people_of, sums_of, weights
from revalo.people.table import Outcome, People
from revalo.register import words
from revalo.rules.caveats import PayWarning
from revalo.rules.employer.employer import Employer

YEAR = 12  # months
NOT_YET = "not-yet-in-the-branch"  # before someone's entry a month costs nothing


@dataclass(slots=True)
class Counted:
    """What was counted of some rows.

    `employers`: what was assumed and warned of in the employer's cost, by year; `caveats`: those of the months of
    pay, by year; `seen`: the services that some row names; `unknown`: those of them that ACTIVITY lacks; `causes`: the
    first row rejected for each reason; `several`: the rows that may share a person, until `share_out`.
    """

    costs: Costs
    employers: Mapping[int, EmployerCosts]
    caveats: Mapping[int, CaveatCounts]
    seen: set[str] = field(default_factory=set)
    unknown: dict[str, Fault] = field(default_factory=dict)
    causes: dict[str, Fault] = field(default_factory=dict)
    several: SeveralRows = field(default_factory=SeveralRows)

    def merge(self, other: "Counted") -> None:
        """Add what was counted of other rows, later in the files."""
        self.costs.merge(other.costs)
        for year, employer in other.employers.items():
            self.employers[year].merge(employer)
            self.caveats[year].merge(other.caveats[year])
        self.seen |= other.seen
        self.unknown = other.unknown | self.unknown
        self.causes = other.causes | self.causes
        self.several.merge(other.several)

    def reject(self, rejects: Rejects) -> None:
        """Count the rows of a chunk that were rejected, and keep the first of each reason."""
        self.costs.rejected.update(rejects.codes())
        for reject in rejects:
            self.causes.setdefault(reject.code, Fault(reject.file, reject.row, reject.column, reject.code))


class Counting:
    """Counts chunks of rows, several at once if need be; `counted`: what was added so far."""

    def __init__(
        self, law: Law, request: Request, employer: Employer, activity: Activity, years: Sequence[int]
    ) -> None:
        self.law, self.request, self.employer = law, request, employer
        self.activity, self.years = activity, tuple(years)
        self.people = {year: People(law, request) for year in years}
        self.services: Mapping[int, Mapping[str, Service]] = {year: activity.services(year) for year in years}
        self.known = activity.names(list(years))
        self.months = [(year, month) for year in years for month in months(year)]
        self.described = month_of(today())  # what files without months describe: people grow older after it
        self.laws = dict(self._laws())
        self.counted = self.nothing()
        self.unstaffed: tuple[str, ...] = ()
        self.remarks: list[PayWarning] = []

    def _laws(self) -> Iterator[tuple[int, Binding]]:
        """The law of each month on the after side, which says when échelons come."""
        request = self.request._replace(without=())
        for _year, month in self.months:
            yield month, Binding(self.law, law_on(self.law, request, first_day(month)))

    def nothing(self) -> Counted:
        """No row counted yet."""
        employers = {year: EmployerCosts(self.law, self.employer, self.request) for year in self.years}
        return Counted(
            Costs({year: {} for year in self.years}), employers, {year: CaveatCounts() for year in self.years}
        )

    def count(self, typed: ParsedRows) -> tuple[Counted, Failures]:
        """What a chunk comes to, and the rows that cannot be counted, each with its reason."""
        chunk = _Chunk(self, typed)
        failures = chunk.count()
        return chunk.counted, failures

    def add(self, counted: Counted) -> None:
        """Add what was counted of a chunk, in the order of the files."""
        self.counted.merge(counted)

    def share_out(self) -> None:
        """Once every row is counted: people with several count once a month, in each service by share of working time.

        What is to be said of it goes to `remarks`.
        """
        moves, self.counted.several = self.counted.several.by_period(), SeveralRows()
        for (year, month), moved in zip(self.months, moves, strict=False):
            for service, change in moved.groups[0].items():
                if change:
                    self.counted.costs.month(year, service, month).move(change)
        self.remarks += remarks(moves)

    def check(self) -> Rejects:
        """Once every row is counted: the services of ACTIVITY without staff, as rejects; they count in no year.

        Raises `UnreadableInput` where rows name a service that ACTIVITY lacks, or where no service has staff at all: it
        says why rows were rejected, if they were.
        """
        missing = {name: row for name, row in self.known.items() if name not in self.counted.seen}
        faults = [Fault(self.activity.file, row, "service_id", "not-in-payroll") for row in missing.values()]
        nobody = len(missing) == len(self.known)
        refuse([*self.counted.unknown.values(), *((*faults, *self.counted.causes.values()) if nobody else ())])
        self.unstaffed = tuple(missing)
        rows = np.array(list(missing.values()), np.int64)
        reason = Reason("service_id", "not-in-payroll", words("not-in-payroll"))
        return Rejects(self.activity.file, rows, np.zeros(len(rows), np.int32), [reason] if missing else [])


class _Part(NamedTuple):
    """Some rows of a chunk in some months: positions in the chunk, one figure for each row; `there`: in the branch."""

    positions: Any
    months: Any
    gain: Any
    cost: Any
    tax: Any
    there: Any


class _Chunk:
    """One chunk being counted, each situation once. `where`: the service of each as a place in `names`, -1 for none.

    `typed`: the first row of each situation, `rows` how many rows of the chunk it stands for, `people` for how many
    people, and `persons` the same with each person in the first of several rows alone.
    """

    def __init__(self, counting: Counting, typed: ParsedRows) -> None:
        self.counting, self.whole = counting, typed
        self.counted = counting.nothing()
        where, self.names = self._services()
        self.typed, self.kinds, self.rows, self.people = situations(typed, where)
        self.persons = sums_of(people_of(typed), self.kinds, len(self.rows))
        self.where = np.full(len(self.rows), -1, dtype=np.int64)
        self.where[self.kinds] = where
        self._homes = np.where(self.where < 0, len(self.names), self.where)
        self._there = np.zeros((len(counting.months), len(self.rows)), dtype=bool)
        self._departments = pa.array([*(self._home(name) for name in self.names), ""], pa.string())

    def count(self) -> Failures:
        """Count the rows; those that cannot be counted."""
        typed, costs = self.whole, self.counted.costs
        self._note_services()
        costs.rows_in, costs.skipped = typed.rows_in, len(typed.skipped)
        if self.counted.unknown:
            self.counted.reject(typed.rejects)
            return Failures(len(typed.rows))  # the files do not go together: only look for what else is wrong
        unusable = self._unusable()
        wanted, failures = np.zeros(len(self.rows), dtype=bool), unusable
        for year in self.counting.years:
            inside, out = self._year(year, unusable)
            wanted |= inside
            failures = failures.with_(out)
        every = failures.at(self.kinds)
        self.counted.reject(refused(typed, every))
        costs.outside = self._number(~wanted & ~failures.mask)
        costs.counted = costs.rows_in - costs.skipped - costs.outside - sum(costs.rejected.values())
        costs.elsewhere = self._elsewhere()
        self._note_several(~every.mask)
        return every

    def _number(self, mask: Any) -> int:
        """How many rows of the chunk some situations stand for."""
        return int(self.rows[mask].sum())

    def _note_several(self, counts: Any) -> None:
        """Note the rows of the chunk that may share a person with others, and in which months they count."""
        headcounts_here = weights(self.whole) * counts
        headcounts = [np.where(there[self.kinds], headcounts_here, 0) for there in self._there]
        services = Column(self._homes[self.kinds], [*self.names, ""])
        self.counted.several.add(self.whole, np.arange(len(counts)), [services], headcounts)

    def _services(self) -> tuple[Any, list[str]]:
        """The service of each row; where no column tells it, the file's name does."""
        typed = self.whole
        if "service_id" in typed.words:
            where, names = typed.words["service_id"]
            return where.astype(np.int64), names.to_pylist()
        path = Path(typed.file)
        name = next((each for each in (typed.file, path.name, path.stem) if each in self.counting.known), path.stem)
        return np.zeros(len(typed.rows), dtype=np.int64), [name]

    def _home(self, service: str) -> str:
        """The département of a service in the activity, whose law its people's cost follows."""
        every = self.counting.services.values()
        return next((services[service].department for services in every if service in services), "")

    def _note_services(self) -> None:
        for place in np.unique(self.where[self.where >= 0]).tolist():
            self.counted.seen.add(self.names[place])
            if self.names[place] not in self.counting.known:
                self._note_unknown(place, "not-in-activity")

    def _note_unknown(self, place: int, code: str) -> None:
        """A service that ACTIVITY lacks, at its first row."""
        row = int(self.typed.rows[np.argmax(self.where == place)])
        self.counted.unknown.setdefault(self.names[place], Fault(self.typed.file, row, "service_id", code))

    def _unusable(self) -> Failures:
        """The rows without a service; those without a month in a file that has them."""
        failures = Failures(len(self.typed.rows))
        failures.add(self.where < 0, "service_id", "service-needed")
        if "month" in self.typed.numbers:
            self.counted.costs.dated = True
            failures.add(self.typed.numbers["month"] == MISSING, "month", "month-needed")
        return failures

    def _year(self, year: int, unusable: Failures) -> tuple[Any, Failures]:
        """Count a year; the rows (booleans) that have a month in it, and those that fall.

        A row that falls in one month counts in none.
        """
        size, costs = len(self.rows), self.counted.costs
        out = Failures(size)
        parts = list(self._parts(year, ~unusable.mask, out))
        failures = unusable.with_(out)
        wanted, late = np.zeros((2, size), dtype=bool)
        counts = ~failures.mask
        for part in parts:
            wanted[part.positions] = True
            late[part.positions[~part.there]] = True
            self._add(year, part, part.there & counts[part.positions])
        costs.incomplete[year] += self._number(failures.mask) + len(self.whole.rejects)
        costs.not_yet += self._number(late & counts)
        return wanted, failures

    def _parts(self, year: int, everyone: Any, failures: Failures) -> Iterator[_Part]:
        """The rows of `everyone` in their own months where the file has them; else each in each month of the year."""
        typed = self.typed
        if "month" in typed.numbers:
            own = typed.numbers["month"]
            inside = everyone & np.isin(own, list(months(year)))
            if inside.any():
                yield self._part(year, typed.at(inside), np.flatnonzero(inside), own[inside], failures)
            return
        ageing = Ageing(typed.at(everyone), self.counting.law, self.counting.described)
        if year == max(self.counting.years) and months(year)[-1] - self.counting.described >= YEAR:
            self.counted.costs.aged += int(self.rows[everyone][ageing.by_years].sum())
            self.counted.costs.described = self.counting.described
        for month in months(year):
            moved = ageing.moved(month, self.counting.laws[month])
            yield self._part(year, moved, np.flatnonzero(everyone), moved.numbers["month"], failures)

    def _part(self, year: int, typed: ParsedRows, positions: Any, month: Any, failures: Failures) -> _Part:
        """Rows in a month each: what the after side adds to gross and to employer cost."""
        numbers = {name: values for name, values in typed.numbers.items() if name != "before_month"}
        words = {**typed.words, "department": (self._homes[positions], self._departments)}
        typed = typed._replace(numbers={**numbers, "month": month}, words=words)
        outcome = self.counting.people[year].outcome(typed)
        self.counted.caveats[year].merge(outcome.caveats(typed.file, times=self.rows[positions]))
        employer = self.counted.employers[year]
        before, after = (employer.cost(typed, outcome, side) for side in ("before", "after"))
        there = ~outcome.failures.mask
        for reason, places in outcome.failures.by_reason():
            if reason.code != NOT_YET:
                failures.add(positions[places], *reason)
        return _Part(positions, month, _gain(outcome), after.total - before.total, after.payroll_tax, there)

    def _add(self, year: int, part: _Part, counts: Any) -> None:
        """Add the rows that count to their services and months."""
        for period, (_year, month) in enumerate(self.counting.months):
            self._there[period, part.positions[counts & (part.months == month)]] = True
        persons, weight = (each[part.positions][counts] for each in (self.persons, self.people))
        places, month = self.where[part.positions][counts], part.months[counts]
        first, kinds = alike([places, month])
        cents = (each[counts] * weight for each in (part.gain, part.cost, part.tax))
        figures = (persons, *cents, np.where(part.cost[counts] == 0, 0, persons))
        sums = zip(*(sums_of(each, kinds, len(first)).tolist() for each in figures), strict=True)
        for place, at, figure in zip(places[first].tolist(), month[first].tolist(), sums, strict=True):
            if self.names[place] not in self.counting.services[year]:
                self._note_unknown(place, "not-in-activity-years")
            self.counted.costs.month(year, self.names[place], at).add(*figure)

    def _elsewhere(self) -> int:
        """How many rows name another département than their service has in the activity."""
        if "department" not in self.typed.words:
            return 0
        own, codes = self.typed.words["department"]
        home = np.array(self._departments.to_pylist())[self._homes]
        given = np.array([*codes.to_pylist(), ""])[own]
        return self._number((given != home) & (given != "") & (home != ""))


def _gain(outcome: Outcome) -> Any:
    return outcome.after.gross - outcome.before.gross
