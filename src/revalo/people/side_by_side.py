"""Scenarios side by side: the same rows under the law as it stands and under each scenario, on the same days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from revalo.analysis.comparison import Request
from revalo.grids.law import Law
from revalo.grids.tables import Scenario
from revalo.people.caveat_counts import CaveatCounts
from revalo.people.column_operations import take
from revalo.people.columns import ParsedRows
from revalo.people.crossed import Column
from revalo.people.group_sums import GroupSums
from revalo.people.scenario_remarks import scenario_remarks
from revalo.people.sums import Totals, people_of, sums_of, weights
from revalo.people.table import AFTER, Found, Outcome, People
from revalo.rules.caveats import PayWarning

if TYPE_CHECKING:
    from revalo.rules.employer.employer import Employer


class Alternative(NamedTuple):
    """A scenario laid over the law, and the request that lets it in on the after side."""

    law: Law
    request: Request

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.law.scenarios[-1]


class Under(NamedTuple):
    """The after side of some rows under a scenario: gross and, if asked, employer cost; cents, one figure a row."""

    scenario: Scenario
    gross: Any
    cost: Any = None


@dataclass(slots=True, eq=False, repr=False)
class ScenarioSums:
    """A scenario beside the law as it stands: people, cents as it stands and cents under the scenario, by group."""

    scenario: Scenario
    gross: GroupSums = field(default_factory=GroupSums)
    cost: GroupSums | None = None

    def merge(self, other: "ScenarioSums") -> None:
        """Add the sums of other rows."""
        self.gross.merge(other.gross)
        if self.cost is not None and other.cost is not None:
            self.cost.merge(other.cost)


def whole(sums: GroupSums) -> Totals:
    """Everyone together: as the law stands (`before`), and under the scenario (`after`)."""
    totals = Totals()
    for group in sums.totals().values():
        totals.add(group.people, group.before, group.after)
    return totals


class SideBySide:
    """Computes chunks under some scenarios, several at once if need be."""

    def __init__(self, alternatives: Sequence[Alternative], employer: "Employer | None" = None) -> None:
        self.employer = employer
        self._readings = [(each.scenario, People(each.law, each.request)) for each in alternatives]

    def under(self, rows: ParsedRows, outcome: Outcome) -> tuple[list[Under], CaveatCounts]:
        """The after side under each scenario, and what is to be said of it alone; rows that fail in one fail."""
        sums_under, said = list[Under](), CaveatCounts()
        if not self._readings:
            return sums_under, said
        known = {each.code for each in _every(outcome.caveats(rows.file))}
        for scenario, people in self._readings:
            other = people.outcome(rows)
            cost = None
            if self.employer is not None:
                from revalo.people.employer import EmployerCosts  # noqa: PLC0415 - only where costs are counted

                cost = EmployerCosts(people.law, self.employer, people.request, people).cost(rows, other, AFTER).total
            for reason, places in other.failures.by_reason():
                outcome.failures.add(places, *reason)
            sums_under.append(Under(scenario, other.after.gross, cost))
            caveats = _every(other.caveats(rows.file, (AFTER,)))
            said.merge(CaveatCounts(each for each in caveats if each.code not in known))
            known |= {each.code for each in caveats}
        return sums_under, said

    @property
    def people(self) -> list[People]:
        """The readings of the law, scenario by scenario."""
        return [people for _scenario, people in self._readings]

    def remarks(self, stands: People, rows: int) -> list[PayWarning]:
        """The scenarios that change nothing for any row: of the law as it `stands`, and beside it.

        `rows`: how many were computed.
        """
        remarks_of = (scenario_remarks(people.law, people.bound(), rows) for people in (stands, *self.people))
        return list(dict.fromkeys(chain.from_iterable(remarks_of)))


class Readings(NamedTuple):
    """The law as it is read for some rows: as it `stands`, and under each scenario."""

    stands: People
    beside: SideBySide

    @property
    def _every(self) -> list[People]:
        return [self.stands, *self.beside.people]

    @property
    def shared(self) -> list[object]:
        """What results may hold of them."""
        return [each for people in self._every for each in (people, people.law, *people.law.scenarios)]

    def found(self) -> list[Found]:
        """What was read so far."""
        return [people.found() for people in self._every]

    def take(self, found: list[Found]) -> None:
        """Take what was read for other rows as read."""
        for people, reads in zip(self._every, found, strict=True):
            people.take(reads)


def _every(caveats: CaveatCounts) -> list[Any]:
    return [*caveats.assumptions, *caveats.warnings]


def sums(typed: ParsedRows, outcome: Outcome, under: Iterable[Under], cost: Any, groups: Column) -> list[ScenarioSums]:
    """The sums of the rows that were computed. `cost`: of the law as it stands, or None; `groups`: theirs."""
    kept = outcome.kept
    weight, people, (indices, names) = weights(typed)[kept], people_of(typed)[kept], groups
    met = np.flatnonzero(np.bincount(indices, minlength=len(names)))

    def grouped(stands: Any, scenario: Any) -> GroupSums:
        figures = (people, stands[kept] * weight, scenario[kept] * weight)
        groups = GroupSums()
        groups.add(take(names, met), *(sums_of(each, indices, len(names))[met] for each in figures))
        return groups

    return [
        ScenarioSums(
            each.scenario,
            grouped(outcome.after.gross, each.gross),
            None if cost is None or each.cost is None else grouped(cost, each.cost),
        )
        for each in under
    ]
