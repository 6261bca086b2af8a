"""The rows of a chunk revalued: results and sums, the same on one machine and on a cluster."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from revalo.analysis.comparison import Request
from revalo.grids.law import Law
from revalo.people.columns import ParsedRows
from revalo.people.crossed import Column, causes_of
from revalo.people.crossing import Crossing
from revalo.people.failures import Failures
from revalo.people.line_columns import with_own_lines
from revalo.people.results import lines_of, results, with_costs, with_inputs, with_scenarios
from revalo.people.side_by_side import Alternative, Readings, SideBySide, sums
from revalo.people.summary import BY, CAUSES, CROSSED, Summary, column_of
from revalo.people.table import AFTER, People
from revalo.rules.caveats import PayWarning

if TYPE_CHECKING:
    from revalo.people.causes import Causes
    from revalo.people.costing import Costing
    from revalo.rules.employer.employer import Employer


class BatchRequest(NamedTuple):
    """What is asked of each row. `lines`: one column per line; `by`: groups of the summary; `by_text`: causes too.

    `employer`: whose cost is counted, None for none; `alternatives`: scenarios that stand beside the after side.
    `inputs`: what was understood of each person beside the amounts.
    """

    request: Request
    lines: bool = False
    by: str = "service"
    by_text: bool = False
    employer: "Employer | None" = None
    alternatives: tuple[Alternative, ...] = ()
    inputs: bool = False

    @property
    def is_long(self) -> bool:
        """Whether rows take longer to compute than to send: their causes, their cost, scenarios."""
        return self.by_text or self.employer is not None or bool(self.alternatives)


class Revalued(NamedTuple):
    """What a chunk comes to. `results`: a record batch, in the order of the rows; `lines`: those it has columns for.

    `summary`: of the rows that were computed; the rows in and the rejects are counted by who runs it.
    """

    results: pa.RecordBatch
    lines: set[str]
    summary: Summary


class Revaluation:
    """Computes chunks, several at once if need be: nothing of one shows in another, the readings of the law apart."""

    def __init__(self, law: Law, asked: BatchRequest) -> None:
        self.asked = asked
        self.people = People(law, asked.request)
        self._causes = _causes(self.people) if asked.by_text else None
        self._costing = _costing(self.people, asked, self._causes)
        self._beside = SideBySide(asked.alternatives, asked.employer)
        self._ways: tuple[str, ...] = CROSSED  # those that no chunk so far has given up: the whole gives up as many

    @property
    def readings(self) -> Readings:
        """The law as it is read for the rows, as it stands and under each scenario."""
        return Readings(self.people, self._beside)

    def remarks(self, rows: int) -> list[PayWarning]:
        """The scenarios that change nothing for any row. `rows`: how many were computed."""
        return self._beside.remarks(self.people, rows)

    def revalue(self, rows: ParsedRows) -> tuple[Revalued, Failures]:
        """Both sides of some rows, and the rows that cannot be computed."""
        outcome = self.people.outcome(rows)
        costed = self._costing.costed(rows, outcome) if self._costing else None
        under, said = self._beside.under(rows, outcome)
        kept = outcome.kept
        names = lines_of(outcome) if self.asked.lines else set[str]()
        summary = Summary(by=self.asked.by)
        columns = {way: column_of(rows, way, kept) for way in BY}
        summary.add(rows, outcome, kept, columns[self.asked.by])
        moved = self._causes.add(summary.cause_sums, rows, outcome) if self._causes else {}
        if self._costing and costed:
            summary.cost, moved_cost = self._costing.sums(costed)
            moved |= moved_cost
            summary.caveats.merge(costed.caveats)
        self._cross(summary, rows, kept, columns | {CAUSES: causes_of(moved, kept)})
        batch = results(rows, outcome, kept)
        if costed:
            batch = with_costs(batch, costed.costs, kept)
        if under:
            cost = costed.costs[AFTER].total if costed else None
            summary.compared = sums(rows, outcome, under, cost, columns[self.asked.by])
            summary.caveats.merge(said)
            batch = with_scenarios(batch, outcome, under, cost)
        if self.asked.lines:
            batch = with_own_lines(batch, outcome, kept, names)
        if self.asked.inputs:
            batch = with_inputs(batch, rows, outcome)
        return Revalued(batch, names, summary), outcome.failures

    def _cross(self, summary: Summary, rows: ParsedRows, kept: Any, columns: Mapping[str, Column]) -> None:
        """Note who is in which groups."""
        summary.crossing = Crossing(self._ways)
        summary.cross(rows, kept, columns)
        self._ways = min(self._ways, summary.crossing.left, key=len)


def _causes(people: People) -> "Causes":
    """What splits the gain of rows among the texts that caused it."""
    from revalo.people.causes import Causes  # noqa: PLC0415 - only where causes are asked for

    return Causes(people)


def _costing(people: People, asked: BatchRequest, causes: "Causes | None") -> "Costing | None":
    """What counts the cost of rows, if asked."""
    if asked.employer is None:
        return None
    from revalo.people.costing import Costing  # noqa: PLC0415 - only where costs are counted

    return Costing(people, asked.employer, causes, asked.by)
