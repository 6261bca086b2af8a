"""The inputs of pay outside the home-care branch: index pay, and the gross that is given."""

from fractions import Fraction
from operator import attrgetter
from typing import Any

from revalo.errors import UsageError
from revalo.grids.binding import Binding, Found
from revalo.language import _
from revalo.money import choose, lowest_terms
from revalo.rules.caveats import PayWarning
from revalo.rules.inputs import Input, scalar
from revalo.rules.minimum_wage import minimum_wage_of
from revalo.rules.payee import Given, Payee
from revalo.rules.working_time import FULL_TIME, is_too_fine, time_inputs

PART_TIME = "civil_service.part_time"
EVERYTHING = 100  # per cent


def civil_service_inputs(payee: Payee) -> dict[str, Any]:
    """Index pay: the index (at least the minimum one), the annual point, the share paid."""
    _needed(payee, "index", UsageError("index-needed"))
    wage = minimum_wage_of(payee)
    value = payee.numbers(wage, attrgetter("value")) * (payee.number("index") != 0)
    label, found = (wage.label, wage.found) if isinstance(wage, Input) else ("", wage)  # the label is for one person
    return {
        "index": _index_paid(payee),
        "index_point": scalar(payee.binding, "civil_service.point_value"),
        "minimum_wage": Input(value, "EUR", label, found),
        "minimum_wage_floor": scalar(payee.binding, "civil_service.minimum_wage_floor"),
        **share_paid(payee),
    }


def given_gross_inputs(payee: Payee) -> dict[str, Any]:
    """The full-time gross given."""
    _needed(payee, "gross", UsageError("gross-needed"))
    return {"gross": Input(payee.number("gross"), "EUR", _("full-time gross given")), **time_inputs(payee, full_time())}


def full_time() -> Input:
    """The hours of a full-time month outside the branch."""
    return Input(FULL_TIME, "h", _("full-time hours a month"))


def _index_paid(payee: Payee) -> Input:
    """The index given, or the minimum one where it is below; none where it is not given."""
    index, least = payee.number("index"), scalar(payee.binding, "civil_service.minimum_index")
    below = (index != 0) & (index < least.value)
    label = least.label if below is True else _("index")  # the label is for one person
    return Input(choose(below, least.value, index), "points", label, payee.pick(below, least.found, None))


def paid_fraction(binding: Binding, rate: int | None) -> Fraction:
    """What a part-time rate is paid: 6/7 at 80 %, 32/35 at 90 %, other rates as they are."""
    found = paid_figure(binding, rate)
    return Fraction(EVERYTHING if rate is None else rate, EVERYTHING) if found is None else Fraction(found.value)


def paid_figure(binding: Binding, rate: int | None) -> Found | None:
    """The fraction that the law says of a part-time rate, where it says one."""
    version = binding.standing(PART_TIME)
    is_there = version is not None and str(rate) in version.value
    return binding.keyed(PART_TIME, str(rate)) if is_there else None


def share_paid(payee: Payee) -> dict[str, Input]:
    """The quotity of the post × the fraction that its part-time rate is paid."""
    time, rate = time_inputs(payee, full_time()), payee.value("part_time")
    if rate is None:
        return time
    fine = is_too_fine(payee.number("fte"), payee.number("part_time"))
    payee.refuse(UsageError("fte-with-part-time"), fine, "fte")
    paid = payee.look_up(paid_fraction, rate, column="part_time")
    up, down = (payee.numbers(paid, attrgetter(part)) for part in ("numerator", "denominator"))
    worked, whole = lowest_terms(time["worked"].value * up, time["full_time"].value * down)
    found = payee.look_up(paid_figure, rate, column="part_time")
    return {"worked": Input(worked, "count", _paid_label(rate), found), "full_time": Input(whole, "count", "")}


def _paid_label(rate: Given) -> str:
    """What the share paid is called, for one person."""
    return _("share paid at {rate} %").format(rate=rate) if isinstance(rate, int) else ""


def _needed(payee: Payee, name: str, refusal: UsageError) -> None:
    """Without its index or gross a pay is not known: refused, or only the measures are counted where that is asked."""
    missing = payee.number(name) == 0
    if payee.binding.choices.measures_only:
        message = _("--{name} is not given: only the measures are counted").format(name=name)
        payee.note(PayWarning(f"{name}-missing", message), missing)
    else:
        payee.refuse(refusal, missing, name)
