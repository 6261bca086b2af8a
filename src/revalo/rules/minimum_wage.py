"""The minimum wage due for the time worked, whatever the way of being paid."""

from revalo.language import N_
from revalo.money import Number, Ratio
from revalo.rules.graph import Formulas

MINIMUM_WAGE = Formulas()


@MINIMUM_WAGE.formula("amount", "{minimum_wage}{share}", label=N_("Minimum wage due"))
def minimum_pay(minimum_wage: Number, worked: Number, full_time: Number) -> Ratio:
    """The monthly minimum wage, in cents, pro rata of the time worked."""
    return minimum_wage * worked, full_time
