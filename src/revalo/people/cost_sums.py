"""What a payroll costs its employer, before and after: sums by line, by group and by cause, and the tax of a year."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.grids.law import Law
from revalo.money import half_up
from revalo.people.alike import alike
from revalo.people.column_operations import take
from revalo.people.columns import ParsedRows
from revalo.people.employer import LINES, Cost
from revalo.people.group_sums import GroupSums
from revalo.people.grouping import HOME_CARE
from revalo.people.sums import CauseSums, Totals, people_of, sums_of, weights
from revalo.people.table import SIDES, Outcome
from revalo.rules.employer.cost import payroll_tax_of
from revalo.rules.units import MONTHS

AMOUNTS = (*LINES, "total")
YEAR_TAXES = ("payroll tax of associations", "payroll tax of others")


class YearTax(NamedTuple):
    """The payroll tax of a year on one side, everyone as one employer of a kind, in cents.

    `months`: those of the payroll in the year, from which the whole year is taken; `brackets`: by each person's
    brackets; `due`: what the employer owes, relief and the allowance of associations taken off once.
    """

    side: str
    year: int
    is_association: bool
    months: int
    brackets: int
    due: int


@dataclass(slots=True)
class CostSums:
    """Sums of rows, each for its headcount, in cents. `sides`: by line; `taxes`: by side, month and kind."""

    by: str = "service"
    sides: dict[str, Counter[str]] = field(default_factory=lambda: {side: Counter() for side in SIDES})
    group_sums: GroupSums = field(default_factory=GroupSums)
    taxes: Counter[tuple[str, date, bool]] = field(default_factory=Counter)
    cause_sums: CauseSums = field(default_factory=CauseSums)
    people: int = 0

    def add(
        self, law: Law, typed: ParsedRows, outcome: Outcome, costs: dict[str, Cost], groups: tuple[Any, pa.Array]
    ) -> None:
        """Add the rows of a chunk that were computed; `groups`: the group of each as an index into names."""
        kept = outcome.kept
        weight, people = weights(typed)[kept], people_of(typed)[kept]
        self.people += int(people.sum())
        totals = []
        for side, cost in costs.items():
            for name in AMOUNTS:
                self.sides[side][name] += int((getattr(cost, name)[kept] * weight).sum())
            totals.append(cost.total[kept] * weight)
            days = getattr(outcome, side).days[kept]
            self._add_taxes(side, days, _associations(law, typed)[kept], cost.payroll_tax[kept] * weight)
        indices, names = groups
        met = np.flatnonzero(np.bincount(indices, minlength=len(names)))
        sums = (sums_of(each, indices, len(names))[met] for each in (people, *totals))
        self.group_sums.add(take(names, met), *sums)

    def _add_taxes(self, side: str, days: Any, associations: Any, taxes: Any) -> None:
        first, kinds = alike([days, associations.astype(np.int64)])
        sums = sums_of(taxes, kinds, len(first))
        for day, of, cents in zip(days[first].tolist(), associations[first].tolist(), sums.tolist(), strict=True):
            if cents:
                self.taxes[side, date.fromordinal(day).replace(day=1), bool(of)] += cents

    def merge(self, other: "CostSums") -> None:
        """Add what other rows cost."""
        self.people += other.people
        for side, sums in other.sides.items():
            self.sides[side].update(sums)
        self.group_sums.merge(other.group_sums)
        self.taxes.update(other.taxes)
        for cause, cents in other.causes:
            self.cause_sums.add(cause, cents)

    @property
    def causes(self) -> list[Any]:
        """Cents of the rise of cost by cause, in their order; empty where not asked."""
        return self.cause_sums.ordered

    @property
    def groups(self) -> dict[str, Totals]:
        """Cost before and after by value of the grouping column, "" where absent."""
        return self.group_sums.totals()

    @property
    def total(self) -> Totals:
        """Cost before and after, everyone together."""
        before, after = (self.sides[side]["total"] for side in SIDES)
        return Totals(self.people, before, after)

    @property
    def adds_up(self) -> bool:
        """Whether each side's lines come to its total, groups to the total, and causes to the rise of cost."""
        groups = self.groups.values()
        lines = (
            sums["gross"] + sums["contributions"] - sums["exemption"] + sums["payroll_tax"] == sums["total"]
            for sums in self.sides.values()
        )
        total = self.total
        by_group = all(
            getattr(total, name) == sum(getattr(each, name) for each in groups) for name in ("before", "after")
        )
        by_cause = not self.causes or total.gain == sum(cents for _cause, cents in self.causes)
        return all(lines) and by_group and by_cause

    def year_taxes(self, law: Law) -> Iterator[YearTax]:
        """The payroll tax of each year, side and kind of employer; a year of fewer months is taken as twelve such."""
        cents_of: dict[tuple[str, int, bool], list[int]] = {}
        for (side, month, kind), cents in sorted(
            self.taxes.items(), key=lambda each: (SIDES.index(each[0][0]), each[0][1])
        ):
            cents_of.setdefault((side, month.year, kind), []).append(cents)
        for (side, year, kind), months in cents_of.items():
            brackets = int(half_up(sum(months) * MONTHS, len(months)))
            due = payroll_tax_of(law, year, brackets, is_association=kind)
            yield YearTax(side, year, kind, len(months), brackets, due)


def parts(law: Law, typed: ParsedRows, costs: Mapping[str, Cost]) -> dict[str, list[Any]]:
    """The sums that are parts of a cost, as series: nothing, then each side; of the rows of a chunk, in cents."""
    taxes = [cost.payroll_tax for cost in costs.values()]
    own = _associations(law, typed) == 1
    of_years = (np.where(kind, tax, 0) for kind in (own, ~own) for tax in taxes)
    lines = {line: [0, *(getattr(cost, line) for cost in costs.values())] for line in LINES[1:]}
    return lines | {name: [0, next(of_years), next(of_years)] for name in YEAR_TAXES}


def _associations(law: Law, typed: ParsedRows) -> Any:
    """The rows (0 or 1) whose employer is an association, by their sector."""
    indices, names = typed.codes.get("sector", (np.full(len(typed.rows), -1), []))
    kinds = [law.sectors[name].employer == "association" for name in (*names, HOME_CARE)]
    return np.array(kinds, dtype=np.int64)[indices]
