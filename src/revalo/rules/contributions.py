"""What pay costs an employer: contributions, what is taken off them, the payroll tax.

Units: money in cents, rates in thousandths of a per cent (`RATE`: 100 %), coefficients in ten-thousandths, the share
of exempt hours in millionths, time as `worked` / `full_time`. Pay, minimum wage and ceiling are those of one period, a
month or a year, so the same formulas serve both; the year's minimum wage and ceiling are sums of months.
"""

from collections.abc import Mapping
from math import isqrt
from typing import Any

from revalo.language import N_
from revalo.money import half_up, larger, smaller
from revalo.rules.graph import Formulas
from revalo.rules.units import COEFFICIENT, MONTHS

RATE = 100_000
WHOLE = 1_000_000  # all hours exempt
MOST_GROSS = 100_000_00  # the largest gross of a month, in cents, that the proof under 2⁶³ covers
EMPLOYER = Formulas()


@EMPLOYER.formula("rate", lambda values: " + ".join(f"{{{name}}}" for name in values), family=True)
def total_rate(*rates: Any) -> Any:
    """The sum of the rates that bear on the same part of pay."""
    return sum(rates)


@EMPLOYER.formula("amount", "{ceiling}{share}", label=N_("Ceiling for the time worked"))
def time_ceiling(ceiling: Any, worked: Any, full_time: Any) -> Any:
    """The social-security ceiling pro rata of the time worked, in cents."""
    return ceiling * worked, full_time


def _write_relief(values: Mapping[str, Any]) -> str:
    names = ("health", "family")
    return " + ".join(f"{{{name}_cut}}" for name in names if _under(values, name)) or "0 %"


def _under(values: Mapping[str, Any], name: str) -> bool:
    pay, wage = values["gross"] * values["full_time"], values["limit_wage"] * values["worked"]
    return bool(COEFFICIENT * pay <= values[f"{name}_limit"] * wage)


@EMPLOYER.formula("rate", _write_relief, label=N_("Reduced rates"), rests_on=("reduced_for",))
def relief(
    gross: Any,
    worked: Any,
    full_time: Any,
    limit_wage: Any,
    health_limit: Any,
    family_limit: Any,
    health_cut: Any,
    family_cut: Any,
) -> Any:
    """What the reduced rates of health and family take off, up to so many minimum wages (CSS L.241-2-1, L.241-6-1)."""
    pay, wage = COEFFICIENT * gross * full_time, limit_wage * worked
    return health_cut * (pay <= health_limit * wage) + family_cut * (pay <= family_limit * wage)


def _write_contributions(values: Mapping[str, Any]) -> str:
    gross, ceiling = values["gross"], values["time_ceiling"]
    over = gross > ceiling
    parts = ["{gross} × {all_pay_rate}"]
    parts += [f"{'{time_ceiling}' if over else '{gross}'} × {{capped_rate}}"] if values["capped_rate"] else []
    wide = "4 × {time_ceiling}" if gross > 4 * ceiling else "{gross}"
    parts += [f"{wide} × {{four_ceilings_rate}}"] if values["four_ceilings_rate"] else []
    top = "8 × {time_ceiling}" if gross > 8 * ceiling else "{gross}"
    parts += [f"({top} - {{time_ceiling}}) × {{above_rate}}"] if over and values["above_rate"] else []
    parts += ["{gross} × {balance_rate}"] if over and values["balance_rate"] else []
    part = "" if values["reduced_share"] == WHOLE else " × {reduced_share}"
    taken = f" - {{gross}} × {{relief}}{part}" if values["relief"] and values["reduced_share"] else ""
    return " + ".join(parts) + taken


@EMPLOYER.formula("line", _write_contributions, label=N_("Employer contributions"), rests_on=("period",))
def contributions(
    gross: Any,
    time_ceiling: Any,
    all_pay_rate: Any,
    capped_rate: Any,
    four_ceilings_rate: Any,
    above_rate: Any,
    balance_rate: Any,
    relief: Any,
    reduced_share: Any,
) -> Any:
    """The employer's contributions, in cents: each rate on its part of pay, less the reduced rates where they hold."""
    capped = smaller(gross, time_ceiling)
    wide = smaller(gross, 4 * time_ceiling)
    above = larger(smaller(gross, 8 * time_ceiling) - time_ceiling, 0)
    balance = gross * (gross > time_ceiling)
    due = gross * all_pay_rate + capped * capped_rate + wide * four_ceilings_rate
    due = due + above * above_rate + balance * balance_rate
    return due * WHOLE - gross * relief * reduced_share, RATE * WHOLE


@EMPLOYER.formula(
    "coefficient",
    "1.2 × {highest} / 0.4 × (1.6 × {minimum_wage}{share} / {gross} - 1)",
    label=N_("Coefficient of the home-help exemption"),
    rests_on=("exemption_rule",),
)
def exemption_coefficient(highest: Any, minimum_wage: Any, gross: Any, worked: Any, full_time: Any) -> Any:
    """Home-help exemption (CSS L.241-10, III): T up to 1.2 minimum wage, 1.2 T / 0.4 × (1.6 S / R - 1), 0 from 1.6."""
    wage, pay = minimum_wage * worked, larger(gross, 1) * full_time
    return 12 * highest * (16 * wage - 10 * pay), 40 * pay, highest


@EMPLOYER.formula(
    "coefficient",
    "{highest} / 0.6 × (1.6 × {minimum_wage}{share} / {gross} - 1)",
    label=N_("Coefficient of the general reduction"),
)
def reduction_coefficient(highest: Any, minimum_wage: Any, gross: Any, worked: Any, full_time: Any) -> Any:
    """General reduction (CSS L.241-13, D.241-7), to 2025: T / 0.6 × (1.6 S / R - 1), from T to 0."""
    wage, pay = minimum_wage * worked, larger(gross, 1) * full_time
    return highest * (16 * wage - 10 * pay), 6 * pay, highest


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


@EMPLOYER.formula("line", _write_exemption, label=N_("Exemption and reduction"))
def exemption(gross: Any, exempt_share: Any, exemption_coefficient: Any, reduction_coefficient: Any) -> Any:
    """What is taken off contributions, in cents: the exemption pro rata of exempt hours, the reduction for the rest."""
    mixed = exempt_share * exemption_coefficient + (WHOLE - exempt_share) * reduction_coefficient
    return gross * mixed, COEFFICIENT * WHOLE


def bracket_tax(year: Any, base: Any, second: Any, third: Any, second_from: Any, third_from: Any) -> Any:
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


@EMPLOYER.formula("line", _write_payroll_tax, label=N_("Payroll tax"), rests_on=("payroll_tax_on",))
def payroll_tax(gross: Any, tax_base: Any, tax_second: Any, tax_third: Any, second_from: Any, third_from: Any) -> Any:
    """A month of payroll tax, in cents: a twelfth of that of a year of such months."""
    return bracket_tax(MONTHS * gross, tax_base, tax_second, tax_third, second_from, third_from), MONTHS * RATE


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
