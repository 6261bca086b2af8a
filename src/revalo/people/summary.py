"""Totals of a run: rows in, out, rejected by reason; before, after and gain, by group."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from revalo.errors import UsageError
from revalo.grids.binding import Fall
from revalo.grids.decomposition import Cause
from revalo.grids.tables import Scenario
from revalo.people.caveat_counts import CaveatCounts
from revalo.people.columns import ParsedRows
from revalo.people.crossed import SMALL, Column
from revalo.people.crossing import Crossing
from revalo.people.failures import Reject, Rejects
from revalo.people.group_sums import GroupSums
from revalo.people.several_rows import Moves, SeveralRows, remarks
from revalo.people.side_by_side import ScenarioSums, whole
from revalo.people.spread import by_slice
from revalo.people.sums import CauseSums, Totals, people_of, weights
from revalo.people.table import Outcome
from revalo.rules.caveats import PayWarning

if TYPE_CHECKING:
    from revalo.people.cost_sums import CostSums

BY = ("service", "department", "category", "sector", "structure", "profession")
CAUSES = "causes"  # the way of grouping people by what changed their pay
CROSSED = (*BY[1:], CAUSES, BY[0])  # where they are too many, the last is given up
_COLUMNS = {way: way for way in BY} | {"service": "service_id"}


@dataclass(slots=True, eq=False, repr=False)
class Summary:
    """What a run did, or a part of it.

    `gains`: people by slice of gain; `cause_sums`: the gain by cause, if asked; `falls`: what falls with the texts left
    out; `latest`: the last day of the before side; `caveats`: what was assumed or is to be warned of; `days`: the pairs
    of days compared, as text.
    `least`: groups of fewer people are put together wherever they are shown; `crossing`: who is in which groups, in all
    the ways of BY, then the causes if asked; `remarks`: what every output says of the files at its top; `cost`: what
    the pay costs, if asked; `compared`: scenarios beside the after side; `several`: the rows that may share a person,
    until `share_out`; `by_contract`: whether some people have several rows, so that rows are not people.
    """

    by: str = "service"
    least: int = SMALL
    rows_in: int = 0
    rows_out: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    skipped: list[Reject] = field(default_factory=list)
    caveats: CaveatCounts = field(default_factory=CaveatCounts)
    latest: date | None = None
    total: Totals = field(default_factory=Totals)
    scenarios: tuple[Scenario, ...] = ()
    falls: list[Fall] = field(default_factory=list)
    group_sums: GroupSums = field(default_factory=GroupSums)
    gains: Counter[int] = field(default_factory=Counter)
    cause_sums: CauseSums = field(default_factory=CauseSums)
    days: set[tuple[str, str]] = field(default_factory=set)
    remarks: list[PayWarning] = field(default_factory=list)
    cost: "CostSums | None" = None
    crossing: Crossing = field(default_factory=lambda: Crossing(CROSSED))
    compared: list[ScenarioSums] = field(default_factory=list)
    several: SeveralRows = field(default_factory=SeveralRows)
    by_contract: bool = False

    def add(self, typed: ParsedRows, outcome: Outcome, kept: Any, groups: Column) -> None:
        """Count a chunk: `kept` are the positions of the rows that were computed, `groups` those they are in."""
        self.rows_out += len(kept)
        self.caveats.merge(outcome.caveats(typed.file))
        if len(outcome.rows) and (last := int(outcome.before.days.max())):
            self.latest = _later(self.latest, date.fromordinal(last))
        people, before, after = figures = figures_of(typed, outcome, kept)
        self.total.add(int(people.sum()), int(before.sum()), int(after.sum()))
        self.gains.update(by_slice(outcome.after.gross[kept] - outcome.before.gross[kept], people))
        self.group_sums.add_rows(groups, *figures)

    def cross(self, typed: ParsedRows, kept: Any, columns: Mapping[str, Column]) -> None:
        """Note who is in which groups: `columns`: those of each way of BY, and the causes as sets of keys."""
        self.several.add(typed, kept, [columns[self.by]])
        self.crossing.add(typed, kept, weights(typed)[kept], [columns[way] for way in self.crossing.ways])

    def count(self, rows_in: int, rejects: Rejects, skipped: Rejects) -> None:
        """Count the rows of a chunk in its file, those that were rejected, and those that are no person."""
        self.rows_in += rows_in
        self.rejected.update(rejects.codes())
        self.skipped += skipped

    def merge(self, other: "Summary") -> None:
        """Add what another part of the same run did."""
        self.rows_in += other.rows_in
        self.rows_out += other.rows_out
        self.rejected.update(other.rejected)
        self.skipped += other.skipped
        self.gains.update(other.gains)
        self.days |= other.days
        self.caveats.merge(other.caveats)
        self.latest = _later(self.latest, other.latest)
        self.total.add(other.total.people, other.total.before, other.total.after)
        self.group_sums.merge(other.group_sums)
        self.crossing.merge(other.crossing)
        self.several.merge(other.several)
        for cause, cents in other.causes:
            self.cause_sums.add(cause, cents)
        if self.compared:
            for mine, others in zip(self.compared, other.compared, strict=False):
                mine.merge(others)
        else:
            self.compared = other.compared
        if other.cost is not None:
            if self.cost is None:
                self.cost = other.cost
            else:
                self.cost.merge(other.cost)

    def share_out(self) -> None:
        """Once every part is in: people with several rows count once, in each group by share of working time."""
        moves, self.several = self.several.moves(), SeveralRows()
        self.move(moves, moves.groups[0] if moves.groups else {})
        self.remarks += remarks([moves])

    def move(self, moves: Moves, groups: Mapping[str, Fraction]) -> None:
        """Change the counts of people; `groups`: by how much, group by group."""
        self.by_contract |= moves.contracts
        self.total.people += moves.people
        every = [self.group_sums, *(sums for each in self.compared for sums in (each.gross, each.cost) if sums)]
        if self.cost is not None:
            self.cost.people += moves.people
            every.append(self.cost.group_sums)
        for sums in every:
            sums.move(groups)

    @property
    def groups(self) -> dict[str, Totals]:
        """Totals by value of the grouping column, "" where absent."""
        return self.group_sums.totals()

    @property
    def causes(self) -> list[tuple[Cause, int]]:
        """Cents of the gain by cause, in their order; empty where not asked."""
        return self.cause_sums.ordered

    @property
    def adds_up(self) -> bool:
        """Whether rows in = rows out + rejected + skipped, groups = total, causes = gain."""
        groups, total = self.groups.values(), self.total
        figures = ("people", "before", "after") if groups else ()
        return (
            self.rows_in == self.rows_out + self.rows_rejected + len(self.skipped)
            and all(getattr(total, name) == sum(getattr(each, name) for each in groups) for name in figures)
            and (not self.causes or total.gain == sum(cents for _cause, cents in self.causes))
            and (self.cost is None or self.cost.adds_up)
            and all(whole(each.gross).before == total.after for each in self.compared)
        )

    @property
    def rows_rejected(self) -> int:
        """How many rows were rejected."""
        return sum(self.rejected.values())


def check_by(by: str) -> None:
    """Refuse a way of grouping that there is not."""
    if by not in BY:
        raise UsageError("by-value", names=", ".join(BY))


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day), default=None)


def counted(typed: ParsedRows, outcome: Outcome) -> Any:
    """The headcount of each row, 0 where it was not computed."""
    return np.where(outcome.failures.mask, 0, weights(typed))


def figures_of(typed: ParsedRows, outcome: Outcome, kept: Any) -> tuple[Any, Any, Any]:
    """The people that the rows at some positions stand for, and their cents before and after, weighted by headcount."""
    weight = weights(typed)[kept]
    return people_of(typed)[kept], outcome.before.gross[kept] * weight, outcome.after.gross[kept] * weight


def column_of(typed: ParsedRows, by: str, kept: Any) -> Column:
    """The group of each row in one way of grouping; the file's name stands for the service where no column does."""
    column = _COLUMNS[by]
    if column not in typed.words and column not in typed.codes:
        name = Path(typed.file).name if by == "service" else "bad" if by == "sector" else ""
        return Column(np.zeros(len(kept), dtype=np.int64), pa.array([name], pa.string()))
    where, names = typed.words[column] if column in typed.words else typed.codes[column]
    indices = where[kept].astype(np.int64)
    known = names if column in typed.words else pa.array(names, pa.string())
    indices += (indices < 0) * (len(known) + 1)
    return Column(indices, pa.concat_arrays([known, pa.array([""], pa.string())]))
