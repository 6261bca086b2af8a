"""The Covid bonus of home care (2020): an amount pro rata of working time, which the CNSA pays for up to a share.

The département sets the criteria and the amount. The bonus of a person is rounded to the cent, once; so is the share of
the CNSA, for each département.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
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
from revalo.payroll.reading.cells import typed_chunks
from revalo.payroll.writing.dialect import dialect_of
from revalo.payroll.writing.rejects import Rejected, refused
from revalo.people.arrays import Rows
from revalo.people.columns import MISSING, Source, Typed
from revalo.people.grouping import every_row
from revalo.people.one import word
from revalo.people.summary import weights
from revalo.people.time import share

STRUCTURES = ("saad", "spasad")
Progress = Callable[[int], None]


class Bonus(NamedTuple):
    """People, what they are paid in all, and the most that the CNSA pays of it. Cents."""

    people: int = 0
    amount: int = 0
    aid: int = 0


@dataclass(slots=True)
class Bonuses:
    """The bonus of a full-time person, and the sums by département ("" where none is known) and service.

    `aside`: rows of other structures than home care.
    """

    amount: int
    share: int
    departments: dict[str, tuple[Bonus, dict[str, Bonus]]] = field(default_factory=dict)
    rows_in: int = 0
    aside: int = 0
    rejected: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> Bonus:
        """The sums of the départements."""
        every = [total for total, _services in self.departments.values()]
        return Bonus(*(sum(each[i] for each in every) for i in range(3)))

    def settle(self) -> None:
        """Set what the CNSA pays in each département."""
        for code, (_total, services) in sorted(self.departments.items()):
            amount = sum(each.amount for each in services.values())
            people = sum(each.people for each in services.values())
            self.departments[code] = (Bonus(people, amount, branch_share(amount, self.share)), services)
        self.departments = dict(sorted(self.departments.items()))


def count(
    law: Law,
    sources: Iterator[Source],
    activity: Activity | None,
    request: Request,
    rejects: Path,
    progress: Progress = lambda _rows: None,
) -> Bonuses:
    """The bonuses of a payroll of one month; the activity, if given, tells the département of each service."""
    binding = Binding(law, Choices(DAY, settings=request.settings))
    found = Bonuses(binding.scalar("funding.covid.amount").value, binding.scalar("funding.covid.share").value)
    homes = _homes(activity)
    months: set[int] = set()
    with ExitStack() as stack:
        rejected = Rejected(stack, rejects, dialect_of(language.current()))
        for source in sources:
            for typed in typed_chunks(source, law):
                months |= set(typed.numbers.get("month", np.array([], np.int64)).tolist()) - {MISSING}
                if len(months) > 1:
                    raise UsageError("single-month-needed")
                _take(typed, binding, found, homes, rejected)
                progress(typed.rows_in)
    found.settle()
    return found


def _homes(activity: Activity | None) -> dict[str, str]:
    years = activity.years.values() if activity else ()
    return {name: service.department for services in years for name, service in services.items()}


def _take(typed: Typed, binding: Binding, found: Bonuses, homes: dict[str, str], rejected: Rejected) -> None:
    rows = every_row(typed, binding)
    worked, full_time = share(rows, rows.scalar("avenant43.full_time"))
    people = weights(typed)
    cents = bonus(found.amount, worked, full_time) * people
    aside = ~_in_home_care(rows)
    counted = ~aside & ~rows.fallen.mask
    every = refused(typed, rows.fallen)
    found.rows_in += typed.rows_in
    found.aside += int(aside.sum())
    found.rejected.update(every.codes())
    rejected.write(every)
    for place in np.flatnonzero(counted).tolist():
        name = word(typed, "service_id", place) or Path(typed.file).stem
        home = homes.get(name) or word(typed, "department", place)
        services = found.departments.setdefault(home, (Bonus(), {}))[1]
        held = services.get(name, Bonus())
        services[name] = Bonus(held.people + int(people[place]), held.amount + int(cents[place]))


def _in_home_care(rows: Rows) -> Any:
    """The rows of home-care services: no structure given, or one of theirs."""
    names = [*(name in STRUCTURES for name in rows.names.get("structure", [])), True]
    return np.array(names)[rows.code("structure")]
