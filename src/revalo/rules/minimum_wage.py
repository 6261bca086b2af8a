"""The minimum wage due for the time worked, whatever the way of being paid."""

from revalo.language import N_
from revalo.money import Number, Ratio
from revalo.rules.graph import Formulas
from revalo.rules.inputs import OWN_MINIMUM_WAGE, minimum_wage_in
from revalo.rules.payee import Given, Payee

MINIMUM_WAGE = Formulas()


@MINIMUM_WAGE.formula("amount", "{minimum_wage}{share}", label=N_("Minimum wage due"))
def minimum_pay(minimum_wage: Number, worked: Number, full_time: Number) -> Ratio:
    """The monthly minimum wage, in cents, pro rata of the time worked."""
    return minimum_wage * worked, full_time


def minimum_wage_of(payee: Payee) -> Given:
    """The monthly minimum wage of the département of each, as an input of formulas."""
    department = payee.value("department")
    if not any(each in OWN_MINIMUM_WAGE for each in payee.distinct(department)):
        return minimum_wage_in(payee.binding, None)
    return payee.look_up(minimum_wage_in, department, column="department")
