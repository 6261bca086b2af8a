"""What pay costs an employer: contributions, what is taken off them, the payroll tax.

Units: money in cents, rates in thousandths of a per cent (`RATE`: 100 %), coefficients in ten-thousandths, the share
of exempt hours in millionths, time as `worked` / `full_time`. Pay, minimum wage and ceiling are those of one period, a
month or a year, so the same formulas serve both; the year's minimum wage and ceiling are sums of months.
"""

from collections.abc import Iterable, Mapping
from math import isqrt
from typing import Any

from revalo.language import N_
from revalo.money import Bounded, Number, Ratio, choose, half_up, larger, smaller
from revalo.rules.graph import Formula, Formulas
from revalo.rules.units import COEFFICIENT, MONTHS, ONE

RATE = 100_000
WHOLE = 1_000_000  # all hours exempt
ONCE, FOUR, EIGHT = 1, 2, 3  # limits passed: one ceiling, four, eight
MOST_GROSS = 100_000_00  # the largest gross of a month, in cents, that the proof under 2⁶³ covers
EMPLOYER = Formulas()


@EMPLOYER.formula("rate", lambda values: " + ".join(f"{{{name}}}" for name in values), family=True)
def total_rate(*rates: Number) -> Number:
    """The sum of the rates that bear on the same part of pay."""
    return sum(rates)


@EMPLOYER.formula("basis", "{ceiling}{share}")
def time_ceiling(ceiling: Number, worked: Number, full_time: Number) -> Number:
    """The social-security ceiling pro rata of the time worked: its whole cents."""
    return ceiling * worked // full_time


@EMPLOYER.formula("basis", "{ceiling}{share}")
def ceiling_rest(ceiling: Number, worked: Number, full_time: Number) -> Number:
    """What the ceiling for the time worked has beyond its whole cents, in cents / `full_time`."""
    return ceiling * worked % full_time


def _write_cut(values: Mapping[str, Any]) -> str:
    return "{cut}" if _is_under(values) else "0 %"


def _is_under(values: Mapping[str, Any]) -> bool:
    pay, wage = values["gross"] * values["full_time"], values["limit_wage"] * values["worked"]
    return bool(COEFFICIENT * pay <= values["limit"] * wage)


@EMPLOYER.formula("rate", _write_cut, family=True)
def reduced_rate(
    gross: Number, worked: Number, full_time: Number, limit_wage: Number, limit: Number, cut: Number
) -> Number:
    """What a reduced rate takes off, up to so many minimum wages (health: CSS L.241-2-1; family: L.241-6-1)."""
    return cut * (COEFFICIENT * gross * full_time <= limit * limit_wage * worked)


@EMPLOYER.formula("basis", "")
def ceilings_passed(gross: Number, time_ceiling: Number, ceiling_rest: Number, full_time: Number) -> Number:
    """How many of the limits of one, four and eight ceilings the pay is above, from 0 to 3."""
    return sum(1 * ((gross - times * time_ceiling) * full_time > times * ceiling_rest) for times in (1, 4, 8))


def _write_above(values: Mapping[str, Any]) -> str:
    top = "8 × {time_ceiling}" if values["ceilings_passed"] == EIGHT else "{gross}"
    parts = [f"({top} - {{time_ceiling}}) × {{above_rate}}"] if values["above_rate"] else []
    return " + ".join([*parts, "{gross} × {balance_rate}"] if values["balance_rate"] else parts)


@EMPLOYER.formula("basis", _write_above)
def due_above(
    gross: Number, time_ceiling: Number, ceilings_passed: Number, above_rate: Number, balance_rate: Number
) -> Number:
    """Contributions of those paid above the ceiling: between one and eight ceilings, and on all of their pay."""
    top = choose(ceilings_passed >= EIGHT, 8 * time_ceiling, gross)
    return (ceilings_passed >= ONCE) * ((top - time_ceiling) * above_rate + gross * balance_rate)


def _write_due(values: Mapping[str, Any]) -> str:
    passed = values["ceilings_passed"]
    parts = ["{gross} × {all_pay_rate}"]
    parts += [f"{'{time_ceiling}' if passed else '{gross}'} × {{capped_rate}}"] if values["capped_rate"] else []
    wide = "4 × {time_ceiling}" if passed >= FOUR else "{gross}"
    parts += [f"{wide} × {{four_ceilings_rate}}"] if values["four_ceilings_rate"] else []
    return " + ".join([*parts, "{due_above}"] if values["due_above"] else parts)


@EMPLOYER.formula("basis", _write_due)
def due(
    gross: Number,
    time_ceiling: Number,
    ceilings_passed: Number,
    all_pay_rate: Number,
    capped_rate: Number,
    four_ceilings_rate: Number,
    due_above: Number,
) -> Number:
    """Contributions at the normal rates, each on its part of pay, with the whole cents of the ceiling."""
    capped = choose(ceilings_passed >= ONCE, time_ceiling, gross)
    wide = choose(ceilings_passed >= FOUR, 4 * time_ceiling, gross)
    return gross * all_pay_rate + capped * capped_rate + wide * four_ceilings_rate + due_above


@EMPLOYER.formula("basis", "")
def due_rest(
    ceiling_rest: Number,
    ceilings_passed: Number,
    capped_rate: Number,
    four_ceilings_rate: Number,
    above_rate: Number,
) -> Number:
    """What the rest of the ceiling adds to `due`, in 1 / `full_time`: apart, for all at once could pass 2⁶³."""
    capped = 1 * (ceilings_passed >= ONCE)
    wide, top = 4 * (ceilings_passed >= FOUR), 8 * (ceilings_passed >= EIGHT)
    return ceiling_rest * (capped * capped_rate + wide * four_ceilings_rate + (top - capped) * above_rate)


def _write_cover(values: Mapping[str, Any]) -> str:
    parts = ["{health_cover}"] if values["health_cover"] else []
    if values["social_levy"]:
        parts += ["{gross} × {provident} × {social_levy}"] if values["provident"] else []
        parts += ["{health_cover} × {social_levy}"] if values["health_cover"] else []
    return " + ".join(parts)


@EMPLOYER.formula("basis", _write_cover)
def cover(gross: Number, provident: Number, health_cover: Number, social_levy: Number) -> Number:
    """The health cover, and the forfait social on it and on the provident contributions; in 1 / `RATE` / `ONE`.

    The forfait social is a rate (`social_levy`, in hundredths of a per cent) on what the employer pays to both.
    """
    health = RATE * health_cover
    return ONE * health + (gross * provident + health) * social_levy


def _write_contributions(values: Mapping[str, Any]) -> str:
    cover = " + {cover}" if values["cover"] else ""
    if not values["relief"] or not values["reduced_share"]:
        return "{due}" + cover
    share = "" if values["reduced_share"] == WHOLE else " × {reduced_share}"
    return "{due} - {gross} × {relief}" + share + cover


@EMPLOYER.formula("line", _write_contributions, label=N_("Employer contributions"), rests_on=("reduced_for", "period"))
def contributions(
    due: Number,
    due_rest: Number,
    full_time: Number,
    gross: Number,
    relief: Number,
    reduced_share: Number,
    cover: Number,
) -> Ratio:
    """The employer's contributions, in cents: those at the normal rates, less the reduced rates where they hold.

    What the rest of the ceiling adds is cut to the next integer below: as half the denominator is one too, rounding is
    exact.
    """
    whole = due * WHOLE - gross * relief * reduced_share + cover * (WHOLE // ONE)
    return whole + due_rest * WHOLE // full_time, RATE * WHOLE


@EMPLOYER.formula("amount", "{ceiling} × {health_rate} × {health_share}", label=N_("Health cover, employer's part"))
def health_cover(ceiling: Number, health_rate: Number, health_share: Number) -> Ratio:
    """What the employer pays a month to the health cover of one head, in cents, whatever the time worked."""
    return ceiling * health_rate * health_share, RATE * ONE


def _between(values: Mapping[str, Any], highest_to: int, formula: str) -> str:
    """A coefficient kept from 0 (from 1.6 minimum wage) to its highest (up to so many tenths of a minimum wage)."""
    pay, wage = values["gross"] * values["full_time"], values["minimum_wage"] * values["worked"]
    if 10 * pay > 16 * wage:
        return f"max(0, {formula})"
    return f"min({{highest}}, {formula})" if 10 * pay < highest_to * wage else formula


EXEMPTION = "1.2 × {highest} / 0.4 × (1.6 × {minimum_wage}{share} / {gross} - 1)"
REDUCTION = "{highest} / 0.6 × (1.6 × {minimum_wage}{share} / {gross} - 1)"
SINGLE = "{single_floor} + {single_slope} × (0.5 × (3 × {minimum_wage}{share} / {gross} - 1))^1.75"


@EMPLOYER.formula(
    "coefficient",
    lambda values: _between(values, 12, EXEMPTION),
    label=N_("Coefficient of the home-help exemption"),
    rests_on=("exemption_rule",),
)
def exemption_coefficient(
    highest: Number, minimum_wage: Number, gross: Number, worked: Number, full_time: Number
) -> Bounded:
    """Home-help exemption (CSS L.241-10, III): T up to 1.2 minimum wage, 1.2 T / 0.4 × (1.6 S / R - 1), 0 from 1.6.

    As 1.2 / 0.4 = 3 and 1.6 = 8 / 5, in the smallest integers: they stay far below 2⁶³.
    """
    wage, pay = minimum_wage * worked, larger(gross, 1) * full_time
    return 3 * highest * (8 * wage - 5 * pay), 5 * pay, highest


@EMPLOYER.formula(
    "coefficient",
    lambda values: _between(values, 10, REDUCTION),
    label=N_("Coefficient of the general reduction"),
)
def reduction_coefficient(
    highest: Number, minimum_wage: Number, gross: Number, worked: Number, full_time: Number
) -> Bounded:
    """General reduction (CSS L.241-13, D.241-7), to 2025: T / 0.6 × (1.6 S / R - 1), from T to 0."""
    wage, pay = minimum_wage * worked, larger(gross, 1) * full_time
    return highest * (16 * wage - 10 * pay), 6 * pay, highest


def _write_single(values: Mapping[str, Any]) -> str:
    pay, wage = values["gross"] * values["full_time"], values["minimum_wage"] * values["worked"]
    if pay <= wage:
        return "{single_floor} + {single_slope}"
    return SINGLE if pay < 3 * wage else "0"


@EMPLOYER.formula("coefficient", _write_single, label=N_("Coefficient of the single reduction"), family=True)
def single_reduction(
    single: Number,
    single_floor: Number,
    single_slope: Number,
    minimum_wage: Number,
    gross: Number,
    worked: Number,
    full_time: Number,
) -> Bounded:
    """Single degressive reduction (CSS L.241-13 since 2026): `single` is computed by `single_coefficient`."""
    del minimum_wage, gross, worked, full_time  # for the formula as it is written
    return single, 1, single_floor + single_slope


def single_coefficient(floor: int, slope: int, pay: int, wage: int) -> int:
    """Single degressive reduction, since 2026: floor + slope × (0.5 × (3 S / R - 1))^1.75, 0 from 3 minimum wages.

    In ten-thousandths, to the nearest, half up. Exact: twice the term is an integer root of order four, for
    x^1.75 = (x^7)^(1/4) and the root of a whole part is that of the number, as far as whole parts go.

    >>> [single_coefficient(200, 3821, pay, 100) for pay in (100, 150, 200, 299, 300)]
    [4021, 1336, 538, 200, 0]
    """
    if pay >= 3 * wage:
        return 0
    if pay <= wage:
        return floor + slope
    twice = isqrt(isqrt((2 * slope) ** 4 * (3 * wage - pay) ** 7 // (2 * pay) ** 7))
    return floor + (twice + 1) // 2


def _write_exemption(values: Mapping[str, Any]) -> str:
    share = values["exempt_share"]
    if share == WHOLE:
        return "{gross} × {exemption_coefficient}"
    if not share:
        return "{gross} × {reduction_coefficient}"
    return "{gross} × ({exempt_share} × {exemption_coefficient} + (1 - {exempt_share}) × {reduction_coefficient})"


@EMPLOYER.formula("line", _write_exemption, label=N_("Relief on contributions"))
def exemption(
    gross: Number, exempt_share: Number, exemption_coefficient: Number, reduction_coefficient: Number
) -> Ratio:
    """What is taken off contributions, in cents: the exemption pro rata of exempt hours, the reduction for the rest."""
    mixed = exempt_share * exemption_coefficient + (WHOLE - exempt_share) * reduction_coefficient
    return gross * mixed, COEFFICIENT * WHOLE


def bracket_tax(
    year: Number, base: Number, second: Number, third: Number, second_from: Number, third_from: Number
) -> Number:
    """The payroll tax of a person's year (CGI 231), as a numerator over `RATE`: each rate from its threshold on."""
    middle = smaller(year, third_from) - smaller(year, second_from)
    return base * year + second * middle + third * larger(year - third_from, 0)


def _write_payroll_tax(values: Mapping[str, Any]) -> str:
    year = MONTHS * values["gross"]
    parts = ["12 × {gross} × {tax_base}"]
    over = year > values["third_from"]
    if year > values["second_from"]:
        parts.append(f"({'{third_from}' if over else '12 × {gross}'} - {{second_from}}) × {{tax_second}}")
    if over:
        parts.append("(12 × {gross} - {third_from}) × {tax_third}")
    return "(" + " + ".join(parts) + ") / 12"


@EMPLOYER.formula("line", _write_payroll_tax, label=N_("Wage tax"), rests_on=("payroll_tax_on",))
def payroll_tax(
    gross: Number, tax_base: Number, tax_second: Number, tax_third: Number, second_from: Number, third_from: Number
) -> Ratio:
    """A month of payroll tax, in cents: a twelfth of that of a year of such months."""
    return bracket_tax(MONTHS * gross, tax_base, tax_second, tax_third, second_from, third_from), MONTHS * RATE


def formulas(rates: Mapping[str, Iterable[str]], *, is_single: bool) -> list[Formula]:
    """The formulas to run. `rates`: the inputs that each total adds up; `is_single`: the reduction is that of 2026."""
    cut, total = EMPLOYER.families["reduced_rate"], EMPLOYER.families["total_rate"]
    cuts = [cut.renamed(f"{n}_relief", limit=f"{n}_limit", cut=f"{n}_cut") for n in ("health", "family")]
    relief = total.over(tuple(each.id for each in cuts))._replace(id="relief", label=N_("Reduced rates"))
    totals = [total.over(tuple(names)).renamed(name) for name, names in rates.items()]
    nodes = dict(EMPLOYER.nodes)
    if is_single:
        nodes["reduction_coefficient"] = EMPLOYER.families["single_reduction"].renamed("reduction_coefficient")
    return [*nodes.values(), *cuts, relief, *totals]


def tax_of_employer(brackets: int, exemption: int, relief_below: int, relief_share: int, allowance: int) -> int:
    """The payroll tax an employer owes for a year, in cents, from the sum of its people's brackets (CGI 1679, 1679 A).

    Nothing up to `exemption`; up to `relief_below`, less `relief_share` (hundredths of a per cent) of what lacks to it;
    then less the allowance of associations (0 for another employer), never below 0.

    >>> tax_of_employer(120000, 120000, 204000, 7500, 0), tax_of_employer(150000, 120000, 204000, 7500, 0)
    (0, 109500)
    >>> tax_of_employer(2500000, 120000, 204000, 7500, 2108600)
    391400
    """
    if brackets <= exemption:
        return 0
    relief = int(half_up(larger(relief_below - brackets, 0) * relief_share, 10_000))
    return int(larger(brackets - relief - allowance, 0))
