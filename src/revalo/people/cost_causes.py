"""Why what a payroll costs changed: the rise of each row's cost split by cause, contributions among them."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from revalo.errors import NotComputable
from revalo.grids.binding import Binding
from revalo.grids.decomposition import CARRIED, Cause
from revalo.people.alike import distinct_numbers
from revalo.people.causes import Amounts, Causes, Moved, MovedByTime, carried, note_moved, walked
from revalo.people.columns import ParsedRows
from revalo.people.employer import DEPARTMENTS, Cost, cost_of, department_places
from revalo.people.failures import Failures
from revalo.people.gross_under_laws import GrossUnderLaws
from revalo.people.grouping import Group, Grouping
from revalo.people.rows import Rows
from revalo.people.summary import counted
from revalo.people.sums import CauseSums, cost_key
from revalo.people.table import Outcome
from revalo.rules.employer.employer import Employer


class CostCauses:
    """The rise of cost by cause, weighted by headcount: the sums add up to the rise, to the cent."""

    def __init__(self, causes: Causes, employer: Employer) -> None:
        self.causes, self.employer = causes, employer

    def add(self, sums: CauseSums, typed: ParsedRows, outcome: Outcome, costs: dict[str, Cost]) -> Moved:
        """Split the rise of cost of the rows of a chunk, add it to some sums, and say whom each cause moves."""
        moved: Moved = {}
        grouping, weight = Grouping(typed, self.causes.people.law), counted(typed, outcome)
        places = department_places(typed)
        for group in grouping.groups():
            for cause, change in self._changes(grouping, group, outcome, costs, places[group.span]):
                sums.add(cause, int(change @ weight[group.span]))
                note_moved(moved, cost_key(cause), group, change, len(weight))
        return moved

    def _changes(
        self, grouping: Grouping, group: Group, outcome: Outcome, costs: dict[str, Cost], departments: Any
    ) -> Iterator[tuple[Cause, Any]]:
        """What each step changed in the cost of the rows of a group; declared amounts come last."""
        walk, sign = self.causes.walk(group, group.sector), self.causes.sign(group)
        first, last = (
            costs[side].total[group.span] for side in (("before", "after") if sign > 0 else ("after", "before"))
        )
        extra, amounts = carried(outcome.after, group), self._cost_under_laws(grouping, group, departments)
        if extra.any():
            law = walk.decomposition.after if sign > 0 else walk.decomposition.before
            bare, _lost = amounts(law, 0)
            first, last = (first, bare) if sign > 0 else (bare, last)
        aged = MovedByTime.of(grouping, [group]).in_cost
        yield from walked(walk, (first, last), amounts, aged, sign=sign)
        if extra.any():
            whole, kept = costs["after"].total[group.span], ~outcome.failures.mask[group.span]
            yield Cause(CARRIED), np.where(kept, whole - (last if sign > 0 else first), 0)

    def _cost_under_laws(self, grouping: Grouping, group: Group, departments: Any) -> Amounts:
        """The cost of the rows of a group under one law after another."""
        amounts = GrossUnderLaws(grouping.rows(group, self.causes.walk(group, group.sector).decomposition.before))

        def cost(law: Binding, first: int) -> tuple[Any, Any]:
            gross, lost = amounts.at(law, first)
            rows = grouping.rows(group, law, Failures(grouping.size)).at(slice(first, None))
            return self._cost(rows, gross, lost.copy(), departments[first:])

        return cost

    def _cost(self, rows: Rows, gross: Any, lost: Any, departments: Any) -> tuple[Any, Any]:
        """The cost of rows, and those (booleans) that have none: those that have no gross, and others."""
        total = np.zeros(len(gross), dtype=np.int64)
        for place in distinct_numbers(departments).tolist():
            here = np.flatnonzero((departments == place) & ~lost)
            department = DEPARTMENTS[place] if place >= 0 else None
            try:
                lines = cost_of(rows.at(here), self.employer, gross[here], department).lines
            except NotComputable:
                lost[here] = True
                continue
            total[here] = gross[here] + lines["contributions"] - lines["exemption"] + lines["payroll_tax"]
        return total, lost
