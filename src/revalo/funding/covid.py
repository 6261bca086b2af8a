"""The Covid bonus of home care (2020): an amount pro rata of working time, which the CNSA pays for up to a share.

The département sets the criteria and the amount. The bonus of a person is rounded to the cent, once; so is the share of
the CNSA, for each département.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from revalo import language
from revalo.analysis.comparison import Request
from revalo.errors import UsageError
from revalo.funding.activity import Activity
from revalo.funding.covid_bonus import DAY, bonus, branch_share
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.payroll.reading.source import Source
from revalo.payroll.run import Progress, no_progress, run
from revalo.payroll.writing.dialect import dialect_of
from revalo.payroll.writing.rejects import Rejected
from revalo.people.columns import MISSING, ParsedRows
from revalo.people.crossed import Column
from revalo.people.failures import Failures
from revalo.people.grouping import every_row
from revalo.people.person_of_row import word
from revalo.people.rows import Rows
from revalo.people.several_rows import SeveralRows, remarks
from revalo.people.sums import Headcount, people_of, weights, whole_or_part
from revalo.rules.caveats import PayWarning
from revalo.rules.payslip import time_of

STRUCTURES = ("saad", "spasad")


class Bonus(NamedTuple):
    """People, what they are paid in all, and the most that the CNSA pays of it. Cents."""

    people: Headcount = 0
    amount: int = 0
    aid: int = 0


@dataclass(slots=True)
class Bonuses:
    """The bonus of a full-time person, and the sums by département ("" where none is known) and service.

    `aside`: rows of other structures than home care; `months`: those that rows name; `remarks`: what the files have to
    tell; `several`: the rows that may share a person, until `settle`.
    """

    amount: int
    share: int
    departments: dict[str, tuple[Bonus, dict[str, Bonus]]] = field(default_factory=dict)
    rows_in: int = 0
    aside: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    months: set[int] = field(default_factory=set)
    remarks: list[PayWarning] = field(default_factory=list)
    several: SeveralRows = field(default_factory=SeveralRows)

    def add(self, department: str, service: str, people: Headcount, amount: int) -> None:
        """Add some people to a service."""
        services = self.departments.setdefault(department, (Bonus(), {}))[1]
        before = services.get(service, Bonus())
        services[service] = Bonus(whole_or_part(before.people + people), before.amount + amount)

    def merge(self, other: "Bonuses") -> None:
        """Add the bonuses of other rows."""
        for department, (_total, services) in other.departments.items():
            for service, added in services.items():
                self.add(department, service, added.people, added.amount)
        self.several.merge(other.several)
        self.aside += other.aside
        self.months |= other.months

    @property
    def total(self) -> Bonus:
        """The sums of the départements."""
        every = [total for total, _services in self.departments.values()]
        people = whole_or_part(sum((each.people for each in every), Fraction(0)))
        return Bonus(people, sum(each.amount for each in every), sum(each.aid for each in every))

    def settle(self) -> None:
        """Count people with several rows once, then set what the CNSA pays in each département."""
        moves, self.several = self.several.moves(), SeveralRows()
        for (department, service), change in moves.groups[0].items() if moves.groups else ():
            self.add(department, service, change, 0)
        self.remarks += remarks([moves])
        for code, (_total, services) in sorted(self.departments.items()):
            amount = sum(each.amount for each in services.values())
            people = whole_or_part(sum((each.people for each in services.values()), Fraction(0)))
            self.departments[code] = (Bonus(people, amount, branch_share(amount, self.share)), services)
        self.departments = dict(sorted(self.departments.items()))


def count(
    law: Law,
    sources: Iterator[Source],
    activity: Activity | None,
    request: Request,
    rejects: Path,
    progress: Progress = no_progress,
) -> Bonuses:
    """The bonuses of a payroll of one month; the activity, if given, tells the département of each service."""
    binding = Binding(law, Choices(DAY, settings=request.settings))
    amount, whole_share = (binding.scalar(f"funding.covid.{name}").value for name in ("amount", "share"))
    bonuses, homes = Bonuses(amount, whole_share), _homes(activity)

    def compute(rows: ParsedRows) -> tuple[Bonuses, Failures]:
        return _counted(rows, binding, Bonuses(amount, whole_share), homes)

    with ExitStack() as stack:
        rejected = Rejected(stack, rejects, dialect_of(language.current()))
        for part in run(law, sources, compute, rejected, progress):
            bonuses.merge(part.result)
            if len(bonuses.months) > 1:
                raise UsageError("single-month-needed")
            bonuses.rows_in += part.rows_in - len(part.skipped)
            bonuses.rejected.update(part.rejects.codes())
    bonuses.settle()
    return bonuses


def _homes(activity: Activity | None) -> dict[str, str]:
    years = activity.years.values() if activity else ()
    return {name: service.department for services in years for name, service in services.items()}


def _counted(typed: ParsedRows, binding: Binding, bonuses: Bonuses, homes: dict[str, str]) -> tuple[Bonuses, Failures]:
    """The bonuses of a chunk, and the rows that have no working time."""
    rows = every_row(typed, binding)
    bonuses.months = set(typed.numbers.get("month", np.array([], np.int64)).tolist()) - {MISSING}
    time, people = time_of(rows), people_of(typed)
    cents = bonus(bonuses.amount, time["worked"].value, time["full_time"].value) * weights(typed)
    aside = ~_in_home_care(rows)
    counted = ~aside & ~rows.failures.mask
    bonuses.aside = int(aside.sum())
    kept, groups = np.flatnonzero(counted), []
    for place in kept.tolist():
        name = word(typed, "service_id", place) or Path(typed.file).stem
        groups.append((homes.get(name) or word(typed, "department", place), name))
        bonuses.add(*groups[-1], int(people[place]), int(cents[place]))
    bonuses.several.add(typed, kept, [Column(np.arange(len(kept)), groups)])
    return bonuses, rows.failures


def _in_home_care(rows: Rows) -> Any:
    """The rows of home-care services: no structure given, or one of theirs."""
    inside = rows.look_up(_is_home_care, rows.value("structure"))
    return np.broadcast_to(rows.numbers(inside, int), rows.size) != 0


def _is_home_care(_binding: Binding, structure: str | None) -> bool:
    return structure is None or structure in STRUCTURES
