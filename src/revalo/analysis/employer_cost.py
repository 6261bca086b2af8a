"""What one person's pay costs the employer before and after, and what stands behind it."""

from dataclasses import dataclass
from functools import cached_property

from revalo.analysis.comparison import Comparison, assumed, stale
from revalo.rules.caveats import Assumption, PayWarning, each_once
from revalo.rules.employer.cost import EmployerCost, employer_cost
from revalo.rules.employer.employer import Employer


@dataclass(frozen=True)
class EmployerCosts:
    """Both sides of a comparison, and what was assumed or is doubtful behind them."""

    before: EmployerCost
    after: EmployerCost
    assumptions: tuple[Assumption, ...]
    warnings: tuple[PayWarning, ...]

    @cached_property
    def difference(self) -> dict[str, int]:
        """After less before, amount by amount."""
        before = self.before.amounts
        return {name: amount - before[name] for name, amount in self.after.amounts.items()}

    @property
    def lost(self) -> int:
        """The exemption or reduction that the after side no longer has, in cents; 0 where it has as much or more."""
        return max(0, -self.difference["exemption"])


def employer_costs(comparison: Comparison, employer: Employer) -> EmployerCosts:
    """What both sides cost; raises `NotComputable` where no rate is sourced, `UsageError` for what does not fit."""
    sides = [employer_cost(slip, employer) for slip in (comparison.before, comparison.after)]
    before, after = (side.cost for side in sides)
    assumptions = [each for side in sides for each in side.assumptions]
    assumptions += [*assumed(before), *assumed(after)]
    warnings = [*(each for side in sides for each in side.warnings), *stale(before), *stale(after)]
    return EmployerCosts(before, after, each_once(assumptions), each_once(warnings))


def noted(comparison: Comparison, costs: EmployerCosts) -> Comparison:
    """The comparison with what was assumed or is doubtful behind its costs."""
    assumptions = each_once([*comparison.assumptions, *costs.assumptions])
    return comparison._replace(assumptions=assumptions, warnings=each_once([*comparison.warnings, *costs.warnings]))
