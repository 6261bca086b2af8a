"""The minimum wage due for the time worked, whatever the way of being paid."""

from revalo.errors import NotComputable
from revalo.grids.binding import Binding
from revalo.language import N_
from revalo.money import Number, Ratio
from revalo.rules.graph import Formulas
from revalo.rules.inputs import OWN_MINIMUM_WAGE, minimum_wage_in
from revalo.rules.payee import Given, Payee

MINIMUM_WAGE = Formulas()


@MINIMUM_WAGE.formula("amount", "{minimum_wage}{share}", label=N_("Pro-rated SMIC"))
def minimum_pay(minimum_wage: Number, worked: Number, full_time: Number) -> Ratio:
    """The monthly minimum wage, in cents, pro rata of the time worked."""
    return minimum_wage * worked, full_time


def minimum_wage_of(payee: Payee) -> Given:
    """The monthly minimum wage of the département of each, as an input of formulas."""
    department = payee.value("department")
    if not any(each in OWN_MINIMUM_WAGE for each in payee.distinct(department)):
        return minimum_wage_in(payee.binding, None)
    return payee.look_up(minimum_wage_in, department, column="department")


def least_gross(binding: Binding, department: str | None) -> int:
    """The full-time gross under which one is questioned: the monthly minimum wage, in cents; 0 before the first one.

    It is looked up under a binding of its own: the pay does not rest on it.
    """
    try:
        return int(minimum_wage_in(Binding(binding.law, binding.choices), department).value)
    except NotComputable:
        return 0
