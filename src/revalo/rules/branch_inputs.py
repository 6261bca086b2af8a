"""The inputs of the formulas of the home-care branch, on one day."""

from functools import cache
from typing import Any

from revalo import language
from revalo.grids.binding import Binding
from revalo.language import _
from revalo.money import Number
from revalo.rules.branch import BEYOND
from revalo.rules.caveats import PayWarning, Ruled
from revalo.rules.fields import FIELDS
from revalo.rules.inputs import Input, given_by, nothing, scalar
from revalo.rules.minimum_wage import minimum_wage_of
from revalo.rules.payee import Given, Payee
from revalo.rules.placement import BRANCH, Place
from revalo.rules.seniority import Seniority
from revalo.rules.working_time import time_inputs

SUPPLEMENTS = f"{BRANCH}.supplements"
FLAT = {
    "diploma_points": ("diploma", "diploma"),
    "tutor_points": ("tutor", "tutor"),
    "apprentice_points": ("apprentice_master", "apprentices"),
}  # inputs in points: their table, and the input of the person that is its key
OWN = tuple(each for each in FIELDS.values() if each.amount_label)
OVERTIME, EXTRA = ("overtime_25", "overtime_50"), ("extra_10", "extra_25")


def branch_inputs(payee: Payee, place: Place) -> dict[str, Any]:
    """The inputs of a place in the grid, allowances apart."""
    return {
        **payee.part(_base, place),
        **payee.part(_time),
        **payee.part(_seniority, place),
        **payee.part(_flat, place),
        **payee.part(_hours, place),
        **payee.part(_on_call),
        **payee.part(_beyond),
        **payee.part(_own_figures),
        **payee.part(_differential, place),
    }


def _base(payee: Payee, place: Place) -> dict[str, Any]:
    binding = payee.binding
    by_job = {} if place.by_job is None else {"place_of_job": place.by_job}
    return {
        **by_job,
        "coefficient": payee.look_up(coefficient, place.row, place.step, column="category"),
        "point_value": scalar(binding, f"{BRANCH}.point_value"),
        "minimum_wage": minimum_wage_of(payee),
        "minimum_wage_floor": scalar(binding, f"{BRANCH}.minimum_wage_floor.{place.regime}"),
    }


def coefficient(binding: Binding, row: str, step: int) -> Input:
    """The coefficient at a place."""
    return given_by(binding.at(row, step))


def branch_time(payee: Payee) -> dict[str, Any]:
    """The time worked, and the hours of a full-time month."""
    full = scalar(payee.binding, f"{BRANCH}.full_time")
    return {**time_inputs(payee, full), "hours_of_month": full}


def _time(payee: Payee) -> dict[str, Any]:
    """The time worked; the hours beyond the contract are not those of any time worked."""
    time = branch_time(payee)
    overtime, extra = (payee.number(one) + payee.number(other) > 0 for one, other in (OVERTIME, EXTRA))
    if payee.some(overtime | extra):
        _note_hours_beyond(payee, overtime, extra, time["worked"].value == time["full_time"].value)
    return time


def _note_hours_beyond(payee: Payee, overtime: Number, extra: Number, is_full: Number) -> None:
    message = _("overtime of a part-time person: up to full time, extra hours are due instead")
    payee.note(PayWarning("overtime-at-part-time", message), overtime & (is_full ^ True))
    message = _("extra hours of a full-time person: above full time, overtime is due instead")
    payee.note(PayWarning("extra-hours-at-full-time", message), extra & is_full)
    message = _("hours beyond the contract: their reliefs of contributions and of income tax are not counted")
    payee.note(PayWarning("reliefs-of-hours-beyond", message), overtime | extra)


def _differential(payee: Payee, place: Place) -> dict[str, Any]:
    """The individual amount kept on entering the new grid; nothing in the old one."""
    amount = payee.number("differential")
    if not (place.is_new and payee.some(amount > 0)):
        return {"differential_amount": nothing("EUR"), "in_base": nothing("count")}
    rule = scalar(payee.binding, f"{SUPPLEMENTS}.differential")
    in_base = Input(int(rule.value == "in-base"), "count", rule.label, rule.figure)
    return {"differential_rule": rule, "in_base": in_base}


def _seniority(payee: Payee, place: Place) -> dict[str, Any]:
    if not place.is_new:
        return {"seniority_rate": nothing("%"), "basis_is_topped": nothing("count")}
    rule = scalar(payee.binding, f"{SUPPLEMENTS}.seniority_basis")
    topped = Input(int(rule.value == "topped-base"), "count", rule.label, rule.figure)
    rate = payee.look_up(seniority_rate, place.seniority, column="seniority")
    return {"seniority_rate": rate, "seniority_basis_rule": rule, "basis_is_topped": topped}


def seniority_rate(binding: Binding, seniority: Seniority) -> Input:
    """The rate of the years exceeded."""
    return given_by(binding.step(f"{SUPPLEMENTS}.seniority", seniority.exceeded))


def _flat(payee: Payee, place: Place) -> dict[str, Any]:
    """Diploma, tutor and apprentice points: the new grid's only."""
    if not place.is_new:
        return dict.fromkeys(FLAT, nothing("points"))
    return {
        name: payee.look_up(flat_points, f"{SUPPLEMENTS}.{table}", payee.value(key), column=key)
        for name, (table, key) in FLAT.items()
    }


def flat_points(binding: Binding, path: str, key: int | None) -> Input:
    """The points of a table under a key; none without one."""
    return given_by(binding.keyed(path, str(key))) if key else nothing("points")


def _hours(payee: Payee, place: Place) -> dict[str, Any]:
    works = _has(payee, "night_hours")
    rate = payee.apply(night_rate, place.row, place.step, works, column="night_hours") if place.is_new else nothing("%")
    return {
        "hourly_rate": scalar(payee.binding, f"{BRANCH}.hourly_rate"),
        "sunday_rate": scalar(payee.binding, f"{SUPPLEMENTS}.sunday"),
        "night_rate": rate,
    }


def night_rate(binding: Binding, row: str, step: int, works_nights: bool) -> Ruled:  # noqa: FBT001 - an argument of a rule
    """Night pay exists since Avenant 43, from an échelon on in the lowest row."""
    if not works_nights:
        return Ruled(nothing("%"))
    lowest = binding.scalar(f"{SUPPLEMENTS}.night_from").value
    if row.endswith("employe.1") and step < lowest:
        message = _("no night premium: employé degré 1 échelon 1 cannot be a night worker")
        return Ruled(nothing("%"), (PayWarning("no-night-supplement", message),))
    return Ruled(scalar(binding, f"{SUPPLEMENTS}.night"))


def _on_call(payee: Payee) -> dict[str, Any]:
    """The points of each kind of on-call period."""
    path = f"{SUPPLEMENTS}.on_call"
    return {
        f"{kind}_points": payee.look_up(flat_points, path, kind.replace("_", "-"))
        for kind in ("ordinary", "special", "split_special")
    }


def _beyond(payee: Payee) -> dict[str, Any]:
    """The rates that raise the hours beyond the contract."""
    return {
        f"{name}_rate": payee.look_up(rate_beyond, f"{SUPPLEMENTS}.{table}", rate, _has(payee, name), column=name)
        for name, (table, rate) in BEYOND.items()
    }


def _has(payee: Payee, name: str) -> Given:
    return payee.pick(payee.number(name) > 0, True, False)  # noqa: FBT003 - whether there are any


def rate_beyond(binding: Binding, path: str, rate: str, has_hours: bool) -> Input:  # noqa: FBT001 - an argument of a rule
    """One of the rates of a table, where there are such hours."""
    return given_by(binding.keyed(path, rate)) if has_hours else nothing("%")


def _own_figures(payee: Payee) -> dict[str, Any]:
    """The figures of the person that formulas take as they are: hours, days."""
    told = _told(language.current())
    return {amount: Input(payee.number(name), unit, label) for amount, name, unit, label in told}


@cache
def _told(_language: str) -> list[tuple[str, str, str, str]]:
    """What formulas call each of these figures, its input, its unit, and its label in the language in use."""
    return [(each.amount, each.name, each.values.unit, _(each.amount_label)) for each in OWN]
