"""Pay in the home-care branch: base salary, minimum-wage top-up, allowances, supplements.

Units: coefficient and points in points; point value in 1/10000 €; money in cents; hours and days in hundredths;
rates in 1/10000; the share of full time as the ratio `worked` / `full_time`.
"""

from collections.abc import Mapping
from typing import Any

from revalo.language import N_
from revalo.money import Number, Ratio, choose, larger
from revalo.rules.graph import Formulas
from revalo.rules.units import CENT, DAY, MONTHS, ONE

BRANCH = Formulas()
BEYOND = {
    "overtime_25": ("overtime", "first-eight"),
    "overtime_50": ("overtime", "beyond-eight"),
    "extra_10": ("extra_hours", "first-tenth"),
    "extra_25": ("extra_hours", "beyond-tenth"),
}  # hours beyond the contract, by input: the supplement of the law, and its rate
TABLES = {
    "point_value": "avenant43.point_value",
    "hours_of_month": "avenant43.full_time",
    "seniority_rate": "avenant43.supplements.seniority",
    "diploma_points": "avenant43.supplements.diploma",
    "tutor_points": "avenant43.supplements.tutor",
    "apprentice_points": "avenant43.supplements.apprentice_master",
    "sunday_rate": "avenant43.supplements.sunday",
    "night_rate": "avenant43.supplements.night",
    "ordinary_points": "avenant43.supplements.on_call",
    "special_points": "avenant43.supplements.on_call",
    "split_special_points": "avenant43.supplements.on_call",
    **{f"{name}_rate": f"avenant43.supplements.{table}" for name, (table, _rate) in BEYOND.items()},
}  # the table of the law behind each figure that formulas take, places in the grid and allowances apart


@BRANCH.formula(
    "line",
    "{coefficient} × {point_value}{share}",
    label=N_("Base salary"),
    rests_on=("place_of_job",),
    plain=N_("coefficient of the grid × point value, for the time worked"),
)
def base(coefficient: Number, point_value: Number, worked: Number, full_time: Number) -> Ratio:
    """Base salary, in cents: coefficient × point value, pro rata (Titre III: article 5 of 2010, 12 since 2021)."""
    return coefficient * point_value * worked, CENT * full_time


@BRANCH.formula(
    "line",
    "{differential_amount}{share}",
    label=N_("Reclassification differential"),
    rests_on=("differential_rule",),
    plain=N_("the individual amount kept when entering the Avenant 43 grid, for the time worked"),
)
def differential(differential_amount: Number, worked: Number, full_time: Number) -> Ratio:
    """The reclassification differential of a person, in cents, pro rata (article 12 since avenant 54 names it)."""
    return differential_amount * worked, full_time


@BRANCH.formula(
    "amount",
    "{differential_amount}{share}",
    label=N_("Differential counted in the base"),
)
def counted_differential(differential_amount: Number, in_base: Number, worked: Number, full_time: Number) -> Ratio:
    """What of it counts in the base that the minimum wage is compared with, in cents."""
    return differential_amount * in_base * worked, full_time


def _write_topup(values: Mapping[str, Any]) -> str:
    counted = [f"{{{name}}}" for name in ("counted_allowances", "counted_differential") if values[name]]
    if counted:
        return "{minimum_pay} - ({base} + " + " + ".join(counted) + ")"
    return "{minimum_pay} - {base}"


@BRANCH.formula(
    "line",
    _write_topup,
    looks_at=("counted_allowances",),
    label=N_("SMIC top-up"),
    rests_on=("minimum_wage_floor",),
    plain=N_("what is missing to reach the pro-rated SMIC"),
)
def smic_topup(minimum_pay: Number, base: Number, counted_allowances: Number, counted_differential: Number) -> Ratio:
    """What is missing to the minimum wage, in cents: the one line made of rounded amounts (contract §2.2)."""
    return larger(minimum_pay - base - counted_allowances - counted_differential, 0), 1


@BRANCH.formula(
    "line",
    "{points} × {point_value}{share}",
    family="allowance.",
    plain=N_("an allowance of the agreement"),
)
def allowance(points: Number, point_value: Number, worked: Number, full_time: Number) -> Ratio:
    """A monthly allowance in points, in cents, pro rata (Titre III: articles 16-17 of 2010, 19.3 since 2021)."""
    return points * point_value * worked, CENT * full_time


@BRANCH.formula("basis", "12 × {coefficient} × {point_value}")
def annual_pay(coefficient: Number, point_value: Number) -> Number:
    """A year's base salary at full time, exact, in 1/10000 €: what a measure in per cent applies to."""
    return MONTHS * coefficient * point_value


def _write_full_base(values: Mapping[str, Any]) -> str:
    added = " + {differential_amount}" if values["in_base"] and values["differential_amount"] else ""
    return "{coefficient} × {point_value}" + added


@BRANCH.formula("basis", _write_full_base, looks_at=("in_base", "differential_amount"))
def full_base(coefficient: Number, point_value: Number, differential_amount: Number, in_base: Number) -> Number:
    """Full-time base salary, exact, in 1/10000 €: with the differential since avenant 54."""
    return coefficient * point_value + CENT * differential_amount * in_base


def _write_topped_base(values: Mapping[str, Any]) -> str:
    counted = " - {counted_points} × {point_value}" if values["counted_points"] else ""
    return "max({full_base}, {minimum_wage}" + counted + ")"


@BRANCH.formula("basis", _write_topped_base, looks_at=("counted_points",))
def topped_base(full_base: Number, point_value: Number, minimum_wage: Number, counted_points: Number) -> Number:
    """Full-time base salary with its minimum-wage top-up, exact, in 1/10000 €."""
    return larger(full_base, CENT * minimum_wage - counted_points * point_value)


def _write_seniority_basis(values: Mapping[str, Any]) -> str:
    return "{topped_base}" if values["basis_is_topped"] else "{full_base}"


@BRANCH.formula("basis", _write_seniority_basis, looks_at=("basis_is_topped",))
def seniority_basis(basis_is_topped: Number, topped_base: Number, full_base: Number) -> Number:
    """What the seniority percentage applies to, full time, in 1/10000 €: with the top-up since avenant 53."""
    return choose(basis_is_topped, topped_base, full_base)


@BRANCH.formula(
    "line",
    "{seniority_rate} × {seniority_basis}{share}",
    label=N_("Seniority"),
    rests_on=("seniority_basis_rule",),
    plain=N_("a rate that grows with the years completed in the branch, on the base"),
)
def seniority(seniority_rate: Number, seniority_basis: Number, worked: Number, full_time: Number) -> Ratio:
    """Seniority supplement, in cents, pro rata (article 19.1)."""
    return seniority_rate * seniority_basis * worked, ONE * CENT * full_time


@BRANCH.formula(
    "line",
    "{diploma_points} × {point_value}{share}",
    label=N_("Diploma"),
    plain=N_("points for the recognised diploma × point value"),
)
def diploma(diploma_points: Number, point_value: Number, worked: Number, full_time: Number) -> Ratio:
    """Diploma supplement, in cents, pro rata (article 19.1)."""
    return diploma_points * point_value * worked, CENT * full_time


@BRANCH.formula(
    "line",
    "{tutor_points} × {point_value}",
    label=N_("Tutor"),
    plain=N_("points for each person followed × point value"),
)
def tutor(tutor_points: Number, point_value: Number) -> Ratio:
    """Tutor supplement, in cents, whatever the time worked (article 19.2)."""
    return tutor_points * point_value, CENT


@BRANCH.formula(
    "line",
    "{apprentice_points} × {point_value}",
    label=N_("Apprentice master"),
    plain=N_("points for each apprentice followed × point value"),
)
def apprentice_master(apprentice_points: Number, point_value: Number) -> Ratio:
    """Apprentice master's supplement, in cents, whatever the time worked (article 19.2)."""
    return apprentice_points * point_value, CENT


@BRANCH.formula(
    "line",
    "{sunday_rate} × {topped_base} / {hours_of_month} × {sunday_hours}",
    label=N_("Sundays and public holidays"),
    rests_on=("hourly_rate",),
    plain=N_("a rate on the hours worked on Sundays and public holidays"),
)
def sunday(sunday_rate: Number, topped_base: Number, hours_of_month: Number, sunday_hours: Number) -> Ratio:
    """Supplement for hours on Sundays and public holidays, in cents (Titre V, article 18; article 19.2)."""
    return sunday_rate * topped_base * sunday_hours, ONE * CENT * hours_of_month


@BRANCH.formula(
    "line",
    "{night_rate} × {topped_base} / {hours_of_month} × {night_hours}",
    label=N_("Night work"),
    rests_on=("hourly_rate",),
    plain=N_("a rate on the hours worked at night"),
)
def night(night_rate: Number, topped_base: Number, hours_of_month: Number, night_hours: Number) -> Ratio:
    """Supplement of night workers for hours between 22:00 and 07:00, in cents (article 19.2)."""
    return night_rate * topped_base * night_hours, ONE * CENT * hours_of_month


def _write_on_call(values: Mapping[str, Any]) -> str:
    kinds = ("ordinary", "special", "split_special")
    terms = [f"{{{kind}_points}} × {{{kind}_days}}" for kind in kinds if values[f"{kind}_days"]]
    return f"({' + '.join(terms)}) × {{point_value}}" if len(terms) > 1 else f"{''.join(terms)} × {{point_value}}"


@BRANCH.formula(
    "line",
    _write_on_call,
    looks_at=("ordinary_days", "special_days", "split_special_days"),
    label=N_("On-call duty"),
    plain=N_("points for each on-call period × point value"),
)
def on_call(
    point_value: Number,
    ordinary_points: Number,
    ordinary_days: Number,
    special_points: Number,
    special_days: Number,
    split_special_points: Number,
    split_special_days: Number,
) -> Ratio:
    """On-call duty by periods of 24 hours, in cents (Titre V, article 24; article 19.2)."""
    points = ordinary_points * ordinary_days + special_points * special_days + split_special_points * split_special_days
    return points * point_value, CENT * DAY


def _write_beyond(values: Mapping[str, Any]) -> str:
    """The hours of each rate, raised by it, at the hourly rate."""
    hours = [name for name in BEYOND if values.get(name)]
    terms = " + ".join(f"(1 + {{{name}_rate}}) × {{{name}}}" for name in hours)
    return f"{{topped_base}} / {{hours_of_month}} × {f'({terms})' if len(hours) > 1 else terms}"


@BRANCH.formula(
    "line",
    _write_beyond,
    label=N_("Overtime"),
    rests_on=("hourly_rate",),
    looks_at=("overtime_25", "overtime_50"),
    plain=N_("the hours above full time at the hourly rate, raised by the rate of the law"),
)
def overtime(
    topped_base: Number,
    hours_of_month: Number,
    overtime_25_rate: Number,
    overtime_25: Number,
    overtime_50_rate: Number,
    overtime_50: Number,
) -> Ratio:
    """Overtime, in cents: hours above full time, raised (Titre V, article 40; labour code, L.3121-36)."""
    raised = (ONE + overtime_25_rate) * overtime_25 + (ONE + overtime_50_rate) * overtime_50
    return topped_base * raised, ONE * CENT * hours_of_month


@BRANCH.formula(
    "line",
    _write_beyond,
    label=N_("Extra hours of part time"),
    rests_on=("hourly_rate",),
    looks_at=("extra_10", "extra_25"),
    plain=N_("the hours above a part-time contract at the hourly rate, raised by the rate of the law"),
)
def extra_hours(
    topped_base: Number,
    hours_of_month: Number,
    extra_10_rate: Number,
    extra_10: Number,
    extra_25_rate: Number,
    extra_25: Number,
) -> Ratio:
    """Extra hours of part time, in cents, raised (Titre V, article 41; labour code, L.3123-29)."""
    raised = (ONE + extra_10_rate) * extra_10 + (ONE + extra_25_rate) * extra_25
    return topped_base * raised, ONE * CENT * hours_of_month


@BRANCH.formula(
    "line",
    "{amount}{share}",
    family="allowance.",
    plain=N_("an allowance of the agreement"),
)
def allowance_in_euros(amount: Number, worked: Number, full_time: Number) -> Ratio:
    """A monthly allowance stated in euros, in cents, pro rata."""
    return amount * worked, full_time


@BRANCH.formula(
    "amount",
    lambda values: " + ".join(f"{{{name}}}" for name in values),
    label=N_("Allowances counted against the minimum wage"),
    family=True,
)
def counted_allowances(*allowances: Number) -> Ratio:
    """The old grid's allowances that count against the minimum wage, in cents: the sum of their rounded lines."""
    return sum(allowances), 1
