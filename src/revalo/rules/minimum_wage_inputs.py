"""The minimum wage that a pay is compared with: that of the département, mostly one for all."""

from revalo.rules.inputs import OWN_MINIMUM_WAGE, minimum_wage_in
from revalo.rules.payee import Given, Payee


def minimum_wage_of(payee: Payee) -> Given:
    """The monthly minimum wage of the département of each, as an input of formulas."""
    department = payee.value("department")
    if not any(each in OWN_MINIMUM_WAGE for each in payee.distinct(department)):
        return minimum_wage_in(payee.binding, None)
    return payee.look_up(minimum_wage_in, department, column="department")
