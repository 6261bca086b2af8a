"""Random people of the home-care branch, for the oracle and for the product alike."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from oracle import Worker

CATEGORIES = "ABCDEFGHI"
STATUSES = ("employe", "technicien", "cadre")
BEYOND = ("overtime_25", "overtime_50", "extra_10", "extra_25")
FIRST, LAST = date(2019, 1, 1), date(2026, 11, 1)
BANDS = {
    "responsabilite": [0, 4, 5, 9, 10, 49, 50, 299, 301, 900],
    "associations": [0, 10, 11, 20, 21, 50, 51],
    "complexite": [0, 1, 2, 3, 4, 5, 6, 7, 8],
    "places": [0, 19, 20, 49, 50, 200],
    "cadre-superieur-a": [0, 5, 6, 15, 16, 30],
    "cadre-superieur-b": [0, 5, 10, 11, 25, 30],
}


def person(rng: random.Random) -> dict[str, Any]:
    """The inputs of one person as `revalo.compute` takes them, complete enough for both grids."""
    given: dict[str, Any] = {
        "category": rng.choice(CATEGORIES),
        "year": rng.randint(1, 30),
        "status": rng.choice(STATUSES),
        "degree": rng.randint(1, 2),
        "echelon": rng.randint(1, 3),
    }
    if rng.random() < 0.5:
        given["seniority"] = rng.randint(0, 45)
    else:
        given["since"] = (date(1979, 1, 1) + timedelta(days=rng.randint(0, 14_000))).isoformat()
    if rng.random() < 0.5:
        given["diploma"] = rng.randint(3, 8)
    given |= _time(rng) | _extras(rng)
    return given


def _time(rng: random.Random) -> dict[str, str]:
    kind = rng.random()
    if kind < 0.3:
        return {}
    if kind < 0.7:
        return {"hours": f"{rng.randint(1, 17_000) / 100:.2f}"}
    return {"fte": f"{rng.randint(1, 1_100_000) / 1_000_000:.6f}"}


def _extras(rng: random.Random) -> dict[str, Any]:
    extras: dict[str, Any] = {}
    most_hours = {"sunday_hours": 6000, "night_hours": 9000, "on_call": 900, "on_call_special": 500}
    most_hours |= dict.fromkeys(BEYOND, 3500)
    for name, most in most_hours.items():
        if rng.random() < 0.2:
            extras[name] = f"{rng.randint(1, most) / 100:.2f}"
    for name in ("tutor", "apprentices"):
        if rng.random() < 0.1:
            extras[name] = rng.randint(1, 2)
    if rng.random() < 0.2:
        name = rng.choice([*BANDS, "infirmier"])
        extras["allowances"] = {name: rng.choice(BANDS[name]) if name in BANDS else None}
    return extras


def people(seed: int, number: int) -> Iterator[tuple[dict[str, Any], date]]:
    """People with a day each."""
    rng = random.Random(seed)
    for _ in range(number):
        yield person(rng), FIRST + timedelta(days=rng.randint(0, (LAST - FIRST).days))


def worker(given: dict[str, Any]) -> Worker:
    """The same person for the oracle."""
    fractions = ("hours", "fte", "sunday_hours", "night_hours", "on_call", "on_call_special", *BEYOND)
    values: dict[str, Any] = {name: Fraction(value) if name in fractions else value for name, value in given.items()}
    if "since" in values:
        values["since"] = date.fromisoformat(values["since"])
    values.setdefault("allowances", {})
    return Worker(**values)
