"""A payroll in, what raises cost out: by year, service and month, in cents."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from revalo import language
from revalo.analysis.comparison import Request
from revalo.funding.activity import Activity, Fault, Service, refuse
from revalo.funding.terms import months
from revalo.grids.law import Law
from revalo.payroll.reading.cells import typed_chunks
from revalo.payroll.writing.dialect import dialect_of
from revalo.payroll.writing.rejects import Rejected, refused
from revalo.people.columns import MISSING, Source, Typed
from revalo.people.employer import EmployerCosts
from revalo.people.failures import Fallen
from revalo.people.summary import weights
from revalo.people.table import Outcome, People
from revalo.rules.employer.employer import Employer

ARTICLE_47 = "article-47"
NOT_YET = "not-yet-in-the-branch"  # before someone's entry a month costs nothing
Progress = Callable[[int], None]


@dataclass(slots=True)
class Month:
    """What a service's raises cost in a month, weighted by headcount: people, rise of gross, employer cost; cents.

    `tax`: the payroll tax of the month with the raises, by the brackets of each person.
    """

    people: int = 0
    gain: int = 0
    cost: int = 0
    tax: int = 0


@dataclass(slots=True)
class Costs:
    """What a payroll costs. `months`: by year, service and month (year × 12 + month - 1).

    Rows in = counted + rejected + `outside` (months that no year asked for has). `rejected`: rows by code;
    `incomplete`: rows left out by year; `elsewhere`: rows whose own département is not that of their service;
    `not_yet`: rows with months before their entry.
    """

    months: dict[int, dict[str, dict[int, Month]]]
    rows_in: int = 0
    counted: int = 0
    outside: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    incomplete: Counter[int] = field(default_factory=Counter)
    elsewhere: int = 0
    not_yet: int = 0
    dated: bool = False


class Part(NamedTuple):
    """Some rows of a chunk in some months: their positions in the chunk, and a figure a row; `there`: in the branch."""

    positions: Any
    months: Any
    gain: Any
    cost: Any
    tax: Any
    there: Any


class Counting:
    """Counts the cost of chunks of rows, both sides on the first day of each month; each year by itself."""

    def __init__(
        self, law: Law, request: Request, employer: Employer, activity: Activity, years: Sequence[int]
    ) -> None:
        self.law, self.activity, self.years = law, activity, tuple(years)
        self.people = {year: People(law, request) for year in years}
        self.employers = {year: EmployerCosts(law, employer, request) for year in years}
        self.services: Mapping[int, Mapping[str, Service]] = {year: activity.services(year) for year in years}
        self.costs = Costs({year: {} for year in years})
        self.unknown: dict[str, Fault] = {}
        self.seen: set[str] = set()
        self.assumed: dict[int, set[str]] = {year: set() for year in years}  # the inputs that some row lacks

    def run(self, sources: Iterator[Source], rejects: Path, progress: Progress = lambda _rows: None) -> Costs:
        """Count every row; those that cannot be computed go to the rejects file.

        Raises `UnreadableInput` where a service is in one of the two files only, with nothing written.
        """
        with ExitStack() as stack:
            rejected = Rejected(stack, rejects, dialect_of(language.current()))
            for source in sources:
                for typed in typed_chunks(source, self.law):
                    rejected.write(refused(typed, self.take(typed)))
                    progress(typed.rows_in)
            self.check()
        return self.costs

    def check(self) -> None:
        """Once every row is counted: raise `UnreadableInput` where a service is in one of the two files only."""
        refuse([*self.unknown.values(), *self._missing()])

    def _missing(self) -> Iterator[Fault]:
        """Services of the activity without any row."""
        for name, row in self.activity.names(list(self.years)).items():
            if name not in self.seen:
                yield Fault(self.activity.file, row, "service_id", "not-in-payroll")

    def take(self, typed: Typed) -> Fallen:
        """Count a chunk; the rows that cannot be counted, each with its reason."""
        where, names = self._services(typed)
        costs, unusable = self.costs, self._unusable(typed, where)
        costs.rows_in += typed.rows_in
        self._note_services(typed, where, names)
        if self.unknown:
            return Fallen(len(typed.rows))  # the files do not go together: only look for what else is wrong
        wanted, fallen = np.zeros(len(typed.rows), dtype=bool), unusable
        for year in self.years:
            inside, out = self._year(typed, year, (where, names), unusable)
            wanted |= inside
            fallen = fallen.with_(out)
        costs.rejected.update(refused(typed, fallen).codes())
        costs.outside += int((~wanted & ~fallen.mask).sum())
        costs.counted = costs.rows_in - costs.outside - sum(costs.rejected.values())
        costs.elsewhere += self._elsewhere(typed, where, names)
        return fallen

    def _unusable(self, typed: Typed, where: Any) -> Fallen:
        """The rows without a service; those without a month in a file that has them."""
        fallen = Fallen(len(typed.rows))
        fallen.add(where < 0, "service_id", "service-needed")
        if "month" in typed.numbers:
            self.costs.dated = True
            fallen.add(typed.numbers["month"] == MISSING, "month", "month-needed")
        return fallen

    def _services(self, typed: Typed) -> tuple[Any, list[str]]:
        """The service of each row as a place in a list of names, -1 where blank; else the file's name tells it."""
        if "service_id" in typed.words:
            where, names = typed.words["service_id"]
            return where.astype(np.int64), names.to_pylist()
        known = self.activity.names(list(self.years))
        path = Path(typed.file)
        name = next((each for each in (typed.file, path.name, path.stem) if each in known), path.stem)
        return np.zeros(len(typed.rows), dtype=np.int64), [name]

    def _note_services(self, typed: Typed, where: Any, names: list[str]) -> None:
        known = self.activity.names(list(self.years))
        for place in np.unique(where[where >= 0]).tolist():
            self.seen.add(names[place])
            if names[place] not in known:
                row = int(typed.rows[np.argmax(where == place)])
                self.unknown.setdefault(names[place], Fault(typed.file, row, "service_id", "not-in-activity"))

    def _year(self, typed: Typed, year: int, services: tuple[Any, list[str]], unusable: Fallen) -> tuple[Any, Fallen]:
        """Count a year; the rows (booleans) that have a month in it, and those that fall.

        A row that falls in one month counts in none.
        """
        out = Fallen(len(typed.rows))
        parts = list(self._parts(typed, year, ~unusable.mask, out))
        fallen = unusable.with_(out)
        wanted, late = np.zeros((2, len(typed.rows)), dtype=bool)
        counts = ~fallen.mask
        for part in parts:
            wanted[part.positions] = True
            late[part.positions[~part.there]] = True
            self._add(typed, year, services, part, part.there & counts[part.positions])
        self.costs.incomplete[year] += int(fallen.mask.sum()) + len(typed.rejects)
        self.costs.not_yet += int((late & counts).sum())
        return wanted, fallen

    def _parts(self, typed: Typed, year: int, everyone: Any, fallen: Fallen) -> Iterator[Part]:
        """The rows of `everyone` in their own months where the file has them; else each in each month of the year."""
        if "month" in typed.numbers:
            own = typed.numbers["month"]
            inside = everyone & np.isin(own, list(months(year)))
            if inside.any():
                yield self._part(year, typed.at(inside), np.flatnonzero(inside), own[inside], fallen)
            return
        kept = typed.at(everyone)
        for month in months(year):
            own = np.full(len(kept.rows), month, dtype=np.int64)
            yield self._part(year, kept, np.flatnonzero(everyone), own, fallen)

    def _part(self, year: int, typed: Typed, positions: Any, month: Any, fallen: Fallen) -> Part:
        """Rows in a month each: what the after side adds to gross and to employer cost."""
        numbers = {name: values for name, values in typed.numbers.items() if name != "before_month"}
        typed = typed._replace(numbers={**numbers, "month": month})
        outcome = self.people[year].outcome(typed)
        self.assumed[year].update(*outcome.assumed.values())
        before, after = (self.employers[year].cost(typed, outcome, side) for side in ("before", "after"))
        there = ~outcome.fallen.mask
        for reason, places in outcome.fallen.by_reason():
            if reason.code != NOT_YET:
                fallen.add(positions[places], *reason)
        return Part(positions, month, _gain(outcome), after.total - before.total, after.payroll_tax, there)

    def _add(self, typed: Typed, year: int, services: tuple[Any, list[str]], part: Part, counts: Any) -> None:
        """Add the rows that count to their services and months."""
        (where, names), weight = services, weights(typed)[part.positions]
        places = where[part.positions]
        pairs = np.stack([places, part.months], axis=1)[counts]
        figures = np.stack([weight, *(each * weight for each in (part.gain, part.cost, part.tax))], axis=1)[counts]
        distinct, inverse = np.unique(pairs, axis=0, return_inverse=True)
        sums = np.zeros((len(distinct), 4), dtype=np.int64)
        np.add.at(sums, inverse.ravel(), figures)
        for (place, month), (people, gain, cost, tax) in zip(distinct.tolist(), sums.tolist(), strict=True):
            if names[place] not in self.services[year]:
                row = int(typed.rows[np.argmax(where == place)])
                self.unknown.setdefault(names[place], Fault(typed.file, row, "service_id", "not-in-activity-years"))
            held = self.costs.months[year].setdefault(names[place], {}).setdefault(month, Month())
            held.people, held.gain = held.people + people, held.gain + gain
            held.cost, held.tax = held.cost + cost, held.tax + tax

    def _elsewhere(self, typed: Typed, where: Any, names: list[str]) -> int:
        """How many rows name another département than their service has in the activity."""
        if "department" not in typed.words:
            return 0
        own, codes = typed.words["department"]
        homes = {name: each.department for year in self.years for name, each in self.services[year].items()}
        home = np.array([*(homes.get(name, "") for name in names), ""])[where]
        given = np.array([*codes.to_pylist(), ""])[own]
        return int(((given != home) & (given != "") & (home != "")).sum())


def _gain(outcome: Outcome) -> Any:
    return outcome.after.gross - outcome.before.gross
