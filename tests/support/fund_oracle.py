"""Independent reference of article 47, for the tests only: who pays for what raises cost, in exact fractions.

Written from the public contract (§6) and the decree alone; every figure was typed in a second time and nothing is
imported from the product. Money is in euros; a cent is rounded half away from zero, where the contract has an amount.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

F = Fraction
RATE = {2021: F("0.70"), 2022: F("0.50"), 2023: F("0.50"), 2024: F("0.50")}
HOURLY = {2021: None, 2022: F("3.40"), 2023: F("4.10"), 2024: F("4.10")}
ADVANCE, MONTHLY_ADVANCES = F("0.80"), F("0.90")  # since 2025 by the month, at least nine tenths in all
MONTHS = {2021: range(10, 13)}


def cents(amount: Fraction) -> Fraction:
    """An amount rounded to the cent, half away from zero."""
    size = F(floor(abs(amount) * 100 + F(1, 2)), 100)
    return size if amount >= 0 else -size


@dataclass(frozen=True)
class Service:
    department: str
    apa: Fraction
    pch: Fraction
    social: Fraction
    other: Fraction
    participation: Fraction

    @property
    def funded(self) -> Fraction:
        return self.apa + self.pch + self.social

    @property
    def hours(self) -> Fraction:
        return self.funded + self.other


def months(year: int) -> list[str]:
    """The months of a year that count, as YYYY-MM."""
    return [f"{year}-{month:02d}" for month in MONTHS.get(year, range(1, 13))]


def borne(service: Service, cost: Fraction) -> Fraction:
    return cents(cost * service.funded / service.hours * (1 - service.participation))


def settle(
    year: int,
    services: Mapping[str, Service],
    costs: Mapping[str, Fraction],
    *,
    reading: str = "aid",
    coverage: Fraction | None = None,
) -> dict[str, dict[str, Fraction | str | None]]:
    """The amounts of each département: `costs` is what each service's raises cost in the year."""
    found: dict[str, dict[str, Fraction | str | None]] = {}
    for code in sorted({service.department for service in services.values()}):
        own = {name: each for name, each in services.items() if each.department == code}
        total = sum((borne(each, costs[name]) for name, each in own.items()), F(0))
        hours = sum((each.funded for each in own.values()), F(0))
        found[code] = {
            "cost": sum((costs[name] for name in own), F(0)),
            "borne": total,
            "hours": hours,
            **_aid(year, total, hours, reading, coverage),
        }
    return found


def _aid(
    year: int, total: Fraction, hours: Fraction, reading: str, coverage: Fraction | None
) -> dict[str, Fraction | str | None]:
    rate = coverage if coverage is not None else RATE[year]
    hourly = None if coverage is not None else HOURLY[year]
    by_cost = max(cents(rate * total), F(0))
    by_hours = None if hourly is None else cents(hours * hourly * (rate if reading == "cost" else 1))
    aid = by_cost if by_hours is None else min(by_cost, by_hours)
    advance = cents((ADVANCE if coverage is None else MONTHLY_ADVANCES) * aid)
    return {
        "cap_share": by_cost,
        "cap_hours": by_hours,
        "aid": aid,
        "advance": advance,
        "balance": aid - advance,
        "remainder": total - aid,
        "binding": "share" if aid == by_cost else "hours",
    }


def summed(departments: Sequence[Mapping[str, Fraction | str | None]], name: str) -> Fraction:
    """The sum of an amount over départements."""
    return sum((F(each[name]) for each in departments if each[name] is not None), F(0))  # type: ignore[arg-type]
