"""What the pay of a chunk of people costs their employers, on each side."""

from typing import Any, NamedTuple

from revalo.grids.law import Law
from revalo.people.columns import Typed
from revalo.people.table import Outcome
from revalo.rules.comparison import Request
from revalo.rules.employer import Employer
from revalo.rules.position import Assumption


class Cost(NamedTuple):
    """Cents a month, one int64 figure a row of the chunk (meaningless where the row has fallen).

    total = gross + contributions - exemption + payroll_tax.
    """

    gross: Any
    contributions: Any
    exemption: Any
    payroll_tax: Any

    @property
    def total(self) -> Any:
        """What the pay costs in all."""
        return self.gross + self.contributions - self.exemption + self.payroll_tax


class EmployerCosts:
    """Costs of chunks under one law and one employer. `assumptions` and `warnings` gather over the chunks, each once.

    `request`: the readings of the law that the outcomes were computed under (what was set, left out, let in).
    A row whose cost cannot be computed is added to `outcome.fallen`.
    """

    def __init__(self, law: Law, employer: Employer, request: Request | None = None) -> None:
        self.law, self.employer, self.request = law, employer, request or Request()
        self.assumptions: list[Assumption] = []
        self.warnings: list[str] = []

    def cost(self, typed: Typed, outcome: Outcome, side: str) -> Cost:
        """The cost of every row of a chunk on the side "before" or "after"."""
        raise NotImplementedError
