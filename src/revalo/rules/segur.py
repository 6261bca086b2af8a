"""The lines of the Ségur measures: an amount in index points, in euros or in per cent of pay, pro rata.

The formulas know shapes of amounts, not measures: who has which measure is `measures`' business.
"""

from revalo.language import N_
from revalo.money import Number, Ratio
from revalo.rules.graph import Formulas
from revalo.rules.units import CENT, MONTHS, ONE

SEGUR = Formulas()


@SEGUR.formula(
    "line",
    "{points} × {index_point} / 12{share}",
    family="segur.",
    plain=N_("a Ségur measure, by structure and profession"),
)
def measure_in_points(points: Number, index_point: Number, worked: Number, full_time: Number) -> Ratio:
    """A measure in index points, in cents: points × annual point value / 12, reduced like the pay itself."""
    return points * index_point * worked, MONTHS * CENT * full_time


@SEGUR.formula(
    "line",
    "{amount}{share}",
    family="segur.",
    plain=N_("a Ségur measure, by structure and profession"),
)
def measure_in_euros(amount: Number, worked: Number, full_time: Number) -> Ratio:
    """A measure in euros a month at full time, in cents, pro rata of the contract."""
    return amount * worked, full_time


@SEGUR.formula(
    "line",
    "{rate} × {annual_pay} / 12{share}",
    family="segur.",
    plain=N_("a Ségur measure, by structure and profession"),
)
def measure_in_percent(rate: Number, annual_pay: Number, worked: Number, full_time: Number) -> Ratio:
    """A measure in per cent of base, index or given pay, in cents, pro rata."""
    return rate * annual_pay * worked, ONE * MONTHS * CENT * full_time


BY_UNIT = {"points": "measure_in_points", "EUR": "measure_in_euros", "%": "measure_in_percent"}
