"""The minimum wage due for the time worked, whatever the way of being paid."""

from typing import Any

from revalo.language import N_
from revalo.rules.graph import Formulas

MINIMUM_WAGE = Formulas()


@MINIMUM_WAGE.formula("amount", "{minimum_wage}{share}", label=N_("Minimum wage due"))
def minimum_pay(minimum_wage: Any, worked: Any, full_time: Any) -> Any:
    """The monthly minimum wage, in cents, pro rata of the time worked."""
    return minimum_wage * worked, full_time
