"""Pay in the civil service: index × annual point value / 12, topped up to the minimum wage.

Units: index in points; annual point value in 1/10000 €; money in cents; the share paid as `worked` / `full_time`
(a post at 80 % is paid 6/7).
"""

from revalo.language import N_
from revalo.money import Number, Ratio, larger
from revalo.rules.graph import Formulas
from revalo.rules.units import CENT, MONTHS

CIVIL_SERVICE = Formulas()


@CIVIL_SERVICE.formula(
    "line",
    "{index} × {index_point} / 12{share}",
    label=N_("Index pay"),
    rests_on=("gross_index", "passage"),
    plain=N_("index × annual value of the index point ÷ 12, for the time paid"),
)
def index_pay(index: Number, index_point: Number, worked: Number, full_time: Number) -> Ratio:
    """Index pay (traitement indiciaire), in cents: index, at least the minimum one, × annual point value / 12."""
    return index * index_point * worked, MONTHS * CENT * full_time


@CIVIL_SERVICE.formula(
    "line",
    "{minimum_pay} - {index_pay}",
    label=N_("SMIC top-up"),
    rests_on=("minimum_wage_floor",),
    plain=N_("what is missing to reach the pro-rated SMIC"),
)
def smic_topup(minimum_pay: Number, index_pay: Number) -> Ratio:
    """What index pay is below the minimum wage (indemnité différentielle, décret 91-769), in cents, both rounded."""
    return larger(minimum_pay - index_pay, 0), 1


@CIVIL_SERVICE.formula("basis", "{index} × {index_point}")
def annual_pay(index: Number, index_point: Number) -> Number:
    """A year's index pay at full time, exact, in 1/10000 €: what a measure in per cent applies to."""
    return index * index_point
