"""Independent reference computation of what a month's pay costs an employer, for the tests only.

Written from the published rates and articles alone: every figure below was typed in a second time, on purpose, and
nothing is imported from the product or read from its law files. Exact fractions; the legal coefficients rounded to four
decimals; each line rounded once, to the cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

F = Fraction
ZERO, ONE, HOME_CARE_ACCIDENTS = F(0), F(1), F("0.0366")
SMIC = {
    (2020, 1): "1539.42",
    (2021, 1): "1554.58",
    (2021, 10): "1589.47",
    (2022, 1): "1603.12",
    (2022, 5): "1645.58",
    (2022, 8): "1678.95",
    (2023, 1): "1709.28",
    (2023, 5): "1747.20",
    (2024, 1): "1766.92",
    (2024, 11): "1801.80",
    (2026, 1): "1823.03",
}  # fmt: skip - in 2026 that of 1 January holds all year for the reductions (decree 2026-509)
CEILING = {2020: 3428, 2021: 3428, 2022: 3428, 2023: 3666, 2024: 3864, 2025: 3925, 2026: 4005}
LARGE = {(2020, 1): "0.3245", (2021, 1): "0.3246", (2022, 1): "0.3235", (2023, 1): "0.3231", (2024, 1): "0.3234",
         (2025, 5): "0.3233", (2026, 1): "0.3241"}  # fmt: skip
SMALL = {(2020, 1): "0.3205", (2021, 1): "0.3206", (2022, 1): "0.3195", (2023, 1): "0.3191", (2024, 1): "0.3194",
         (2025, 5): "0.3193", (2026, 1): "0.3201"}  # fmt: skip
OLD_AGE = {(2020, 1): "0.019", (2024, 1): "0.0202", (2026, 1): "0.0211"}
UNEMPLOYMENT = {(2020, 1): "0.0405", (2025, 5): "0.04"}
WAGE_GUARANTEE = {(2020, 1): "0.0015", (2024, 1): "0.002", (2024, 7): "0.0025"}
PROVIDENT = {(2020, 1): "0.0327", (2021, 6): "0.0341", (2023, 6): "0.0361"}
TAX = {2020: (8004, 15981), 2021: (8020, 16013), 2022: (8133, 16237), 2023: (8573, 17114), 2024: (8985, 17936),
       2025: (9147, 18259), 2026: (9229, 18423)}  # fmt: skip
CNRACL = {2020: "0.3065", 2024: "0.3165", 2025: "0.3465", 2026: "0.3765"}


def since(table: dict[tuple[int, int], str], day: date) -> Fraction:
    """The last figure that has started."""
    return F(table[max(start for start in table if start <= (day.year, day.month))])


def cents(euros: Fraction) -> int:
    """To the cent, half away from zero (amounts are never below zero here)."""
    return floor(euros * 100 + F(1, 2))


def four_decimals(coefficient: Fraction) -> Fraction:
    return F(floor(coefficient * 10_000 + F(1, 2)), 10_000)


@dataclass(frozen=True)
class Told:
    """What is known of the employer and of the post."""

    staff: int = 50
    exempt: Fraction = ZERO
    accident: Fraction = HOME_CARE_ACCIDENTS
    provident: Fraction | None = None
    taxed: bool = True
    branch: bool = True  # home care: its training, joint fund and prévoyance rates
    company: bool = False  # owes the apprenticeship tax since ever; an association since March 2026
    share: Fraction = ONE  # of full time
    covered: bool = True  # the health cover of home care is counted
    alsace_moselle: bool = False


def highest(day: date, staff: int) -> Fraction:
    return since(LARGE if staff >= 50 else SMALL, day)


def exemption_coefficient(pay: Fraction, wage: Fraction, top: Fraction) -> Fraction:
    if pay <= F("1.2") * wage:
        return top
    if pay >= F("1.6") * wage:
        return ZERO
    return min(top, four_decimals(F("1.2") * top / F("0.4") * (F("1.6") * wage / pay - 1)))


def general_coefficient(pay: Fraction, wage: Fraction, top: Fraction) -> Fraction:
    if pay >= F("1.6") * wage:
        return ZERO
    return min(top, four_decimals(top / F("0.6") * (F("1.6") * wage / pay - 1)))


def single_coefficient(pay: Fraction, wage: Fraction, slope: Fraction) -> Fraction:
    """0.02 + slope × x^1.75: by bisection on the exact comparison x^7 × slope^4 against c^4."""
    low = F("0.02")
    if pay >= 3 * wage:
        return ZERO
    if pay <= wage:
        return low + slope
    term = slope**4 * (F(1, 2) * (3 * wage / pay - 1)) ** 7
    small, large = 0, 4_000  # the largest k with (k - 0.5) / 10000 <= slope × x^1.75
    while large - small > 1:
        middle = (small + large) // 2
        small, large = (middle, large) if F(2 * middle - 1, 20_000) ** 4 <= term else (small, middle)
    return low + F(small, 10_000)


def contributions(gross: Fraction, day: date, told: Told) -> Fraction:
    ceiling = CEILING[day.year] * told.share
    wage = since(SMIC, day) * told.share
    under, wide = min(gross, ceiling), min(gross, 4 * ceiling)
    above = max(ZERO, min(gross, 8 * ceiling) - ceiling)
    due = gross * (F("0.13") + F("0.0525") + since(OLD_AGE, day) + F("0.003") + F("0.00016") + told.accident)
    due += under * F("0.0855") + wide * (since(UNEMPLOYMENT, day) + since(WAGE_GUARANTEE, day))
    due += under * (F("0.0472") + F("0.0129")) + above * (F("0.1295") + F("0.0162"))
    due += gross * F("0.0021") if gross > ceiling else 0
    due += gross * F("0.0095") if told.staff >= 50 else under * F("0.001")
    usual = since(PROVIDENT, day) if told.branch else ZERO
    provident = usual if told.provident is None else told.provident
    due += gross * provident * (F("1.08") if told.staff >= 11 else 1)  # with the forfait social
    due += gross * (F("0.02084") if told.branch else F("0.01") if told.staff >= 11 else F("0.0055"))
    due += gross * F("0.0068") if told.company or day >= date(2026, 3, 1) else 0
    due += _health_cover(day, told) * (F("1.08") if told.staff >= 11 else 1)
    return due - gross * _cuts(gross, wage, day, told)


def _health_cover(day: date, told: Told) -> Fraction:
    """The employer's 58 % of a share of the ceiling, one amount a head, to the cent."""
    if not (told.branch and told.covered):
        return ZERO
    late = day >= date(2025, 1, 1)
    rate = (F("0.00852") if late else F("0.00844")) if told.alsace_moselle else F("0.01314") if late else F("0.01301")
    return F(cents(CEILING[day.year] * rate * F("0.58")), 100)


def _cuts(gross: Fraction, wage: Fraction, day: date, told: Told) -> Fraction:
    """What the reduced health and family rates take off."""
    bound = wage if day.year < 2024 else F("1801.80" if day.year == 2025 else "1747.20") * told.share
    health, family = (F("2.25"), F("3.3")) if day.year == 2025 else (F("2.5"), F("3.5"))
    cut = (F("0.06") if gross <= health * bound else ZERO) + (F("0.018") if gross <= family * bound else ZERO)
    return cut * (told.exempt if day.year >= 2026 else 1)


def exemption(gross: Fraction, day: date, told: Told) -> Fraction:
    wage, top = since(SMIC, day) * told.share, highest(day, told.staff)
    if gross == 0:
        return ZERO
    other = general_coefficient(gross, wage, top)
    if day.year >= 2026:
        other = single_coefficient(gross, wage, F("0.3821") if told.staff >= 50 else F("0.3781"))
    return gross * (told.exempt * exemption_coefficient(gross, wage, top) + (1 - told.exempt) * other)


def year_of_tax(pay: Fraction, year: int) -> Fraction:
    first, second = TAX[year]
    middle = max(ZERO, min(pay, F(second)) - first)
    return F("0.0425") * min(pay, F(first)) + F("0.085") * middle + F("0.136") * max(ZERO, pay - second)


def cost(gross_cents: int, day: date, told: Told) -> dict[str, int]:
    """The amounts of the contract, in cents."""
    gross = F(gross_cents, 100)
    found = {
        "gross": gross_cents,
        "contributions": cents(contributions(gross, day, told)),
        "exemption": cents(exemption(gross, day, told)),
        "payroll_tax": cents(year_of_tax(12 * gross, day.year) / 12) if told.taxed else 0,
    }
    return _with_total(found)


def civil_servant(
    gross_cents: int, day: date, *, hospital: bool, staff: int, taxed: bool, share: Fraction
) -> dict[str, int]:
    gross = F(gross_cents, 100)
    pension = F(CNRACL[max(year for year in CNRACL if year <= day.year)])
    rate = pension + (F("0.0888") if day.year == 2024 else F("0.0988")) + F("0.0525") + F("0.003") + F("0.004")
    rate += F("0.008") if hospital else 0
    ceiling = CEILING[day.year] * share
    due = gross * rate + (gross * F("0.005") if staff >= 50 else min(gross, ceiling) * F("0.001"))
    tax = cents(year_of_tax(12 * gross, day.year) / 12) if taxed else 0
    return _with_total({"gross": gross_cents, "contributions": cents(due), "exemption": 0, "payroll_tax": tax})


def contract_staff(gross_cents: int, day: date, *, staff: int, share: Fraction) -> dict[str, int]:
    """Contract staff of the civil service: the general scheme at its normal rates, and Ircantec."""
    gross, ceiling = F(gross_cents, 100), CEILING[day.year] * share
    under, above = min(gross, ceiling), max(ZERO, min(gross, 8 * ceiling) - ceiling)
    late = day >= date(2026, 1, 1)
    due = gross * (F("0.13") + since(OLD_AGE, day) + F("0.0525") + F("0.003") + F("0.00016"))
    due += under * (F("0.0855") + (F("0.0427") if late else F("0.042")))
    due += above * (F("0.1275") if late else F("0.1255"))
    due += gross * F("0.005") if staff >= 50 else under * F("0.001")
    return _with_total({"gross": gross_cents, "contributions": cents(due), "exemption": 0, "payroll_tax": 0})


def _with_total(found: dict[str, int]) -> dict[str, int]:
    total = found["gross"] + found["contributions"] - found["exemption"] + found["payroll_tax"]
    return {**found, "total": total}
