"""What the pay of chunks costs their employer on both sides, summed: one way for results and for reports."""

from typing import NamedTuple

from revalo.people.causes import Causes, Moved
from revalo.people.caveat_counts import CaveatCounts
from revalo.people.columns import ParsedRows
from revalo.people.cost_causes import CostCauses
from revalo.people.cost_sums import CostSums
from revalo.people.employer import Cost, EmployerCosts
from revalo.people.summary import column_of
from revalo.people.table import SIDES, Outcome, People
from revalo.rules.employer.employer import Employer


class CostedChunk(NamedTuple):
    """A chunk with what its pay costs by side, and the counting that says what was assumed."""

    rows: ParsedRows
    outcome: Outcome
    employer: EmployerCosts
    costs: dict[str, Cost]

    @property
    def caveats(self) -> CaveatCounts:
        """What was assumed or is to be warned of for the costs of the rows that were computed."""
        return self.employer.caveats(self.rows, ~self.outcome.failures.mask)


class Costing:
    """Costs chunks, several at once if need be. `causes`: of the gain, where the cost is split among them too."""

    def __init__(self, people: People, employer: Employer, causes: Causes | None = None, by: str = "service") -> None:
        self.people, self.employer, self.by = people, employer, by
        self._causes = CostCauses(causes, employer) if causes else None

    def costed(self, rows: ParsedRows, outcome: Outcome) -> CostedChunk:
        """What the pay of a chunk costs; rows without a cost join the failures of the outcome."""
        employer = EmployerCosts(self.people.law, self.employer, self.people.request, self.people)
        return CostedChunk(rows, outcome, employer, {side: employer.cost(rows, outcome, side) for side in SIDES})

    def sums(self, chunk: CostedChunk) -> tuple[CostSums, Moved]:
        """The sums of the rows that were computed, and whom the causes of their cost move."""
        sums = CostSums(self.by)
        groups = column_of(chunk.rows, self.by, chunk.outcome.kept)
        sums.add(self.people.law, chunk.rows, chunk.outcome, chunk.costs, groups)
        if self._causes is None:
            return sums, {}
        return sums, self._causes.add(sums.cause_sums, chunk.rows, chunk.outcome, chunk.costs)
