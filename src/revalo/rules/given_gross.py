"""Pay that is given, not computed: the full-time gross without any Ségur measure, carried on both sides."""

from revalo.language import N_
from revalo.money import Number, Ratio
from revalo.rules.graph import Formulas
from revalo.rules.units import CENT, MONTHS

GIVEN_GROSS = Formulas()


@GIVEN_GROSS.formula(
    "line",
    "{gross}{share}",
    label=N_("Gross without Ségur measures"),
    plain=N_("the full-time gross, for the time worked"),
)
def gross_given(gross: Number, worked: Number, full_time: Number) -> Ratio:
    """The gross given, in cents, pro rata of the time worked."""
    return gross * worked, full_time


@GIVEN_GROSS.formula("basis", "12 × {gross}")
def annual_pay(gross: Number) -> Number:
    """A year's gross given at full time, exact, in 1/10000 €: what a measure in per cent applies to."""
    return MONTHS * CENT * gross
