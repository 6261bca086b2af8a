"""What the raises of a payroll cost: by year, service and month, in cents."""

from collections import Counter
from dataclasses import dataclass, field

from revalo.people.sums import Headcount, whole_or_part


@dataclass(slots=True)
class Month:
    """What a service's raises cost in a month, weighted by headcount: people, rise of gross, employer cost; cents.

    `tax`: the payroll tax of the month with the raises, by the brackets of each person; `raised`: the people whose
    cost changes.
    """

    people: Headcount = 0
    gain: int = 0
    cost: int = 0
    tax: int = 0
    raised: int = 0

    def add(self, people: Headcount, gain: int, cost: int, tax: int, raised: int = 0) -> None:
        """Add the figures of some people."""
        self.raised += raised
        self.move(people)
        self.gain += gain
        self.cost += cost
        self.tax += tax

    def move(self, people: Headcount) -> None:
        """Add to the people alone: who works in several services counts in each by share of working time."""
        self.people = whole_or_part(self.people + people)


@dataclass(slots=True)
class Costs:
    """What a payroll, or a part of it, costs. `months`: by year, service and month (year × 12 + month - 1).

    Rows in = counted + rejected + `outside` (months that no year asked for has) + `skipped` (lines that are no person).
    `rejected`: rows by code;
    `incomplete`: rows left out by year; `elsewhere`: rows whose own département is not that of their service;
    `aged`: rows whose years in the branch grow from the month that the file describes (`described`) on;
    `not_yet`: rows with months before their entry; `dated`: whether the file has a column of months.
    """

    months: dict[int, dict[str, dict[int, Month]]]
    rows_in: int = 0
    counted: int = 0
    outside: int = 0
    skipped: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    incomplete: Counter[int] = field(default_factory=Counter)
    elsewhere: int = 0
    not_yet: int = 0
    aged: int = 0
    described: int = 0
    dated: bool = False

    def month(self, year: int, service: str, month: int) -> Month:
        """The figures of a service in a month, to add to."""
        return self.months[year].setdefault(service, {}).setdefault(month, Month())

    def merge(self, other: "Costs") -> None:
        """Add what another part of the same payroll costs."""
        for year, services in other.months.items():
            for service, months in services.items():
                for month, sums in months.items():
                    self.month(year, service, month).add(sums.people, sums.gain, sums.cost, sums.tax, sums.raised)
        self.rows_in += other.rows_in
        self.counted += other.counted
        self.outside += other.outside
        self.skipped += other.skipped
        self.rejected.update(other.rejected)
        self.incomplete.update(other.incomplete)
        self.elsewhere += other.elsewhere
        self.not_yet += other.not_yet
        self.aged += other.aged
        self.described = self.described or other.described
        self.dated |= other.dated
