"""A made-up payroll with the shape of the home-care branch, and of every other sector if asked, from a seed."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from revalo.grids.law import Law

# Shares of the branch: categories, part time, seniority (users_and_inputs, government and union figures).
CATEGORIES = (("A", 41), ("B", 21), ("C", 23), ("D", 3), ("E", 4), ("F", 4), ("G", 2), ("H", 1), ("I", 1))
JOBS = {"A": "agent-a-domicile", "B": "employe-a-domicile", "C": "avs", "D": "tisf", "E": "responsable-secteur"}
PART_TIME = 0.89
LEVELS = ((None, 55), (3, 35), (4, 7), (6, 3))
SERVICES, PEOPLE_A_SERVICE = 5, 400
MONTHS = ("2021-10", "2022-09", "2023-06", "2024-02", "2025-01")
COLUMNS = (
    *(
        "employee_id",
        "service_id",
        "department",
        "month",
        "sector",
        "structure",
        "profession",
        "job",
        "category",
        "year",
    ),
    *("status", "degree", "echelon", "since", "diploma", "hours", "part_time", "index", "gross", "sunday_hours"),
)
Row = dict[str, str]


def sample(law: Law, rows: int, seed: int, *, all_sectors: bool = False) -> Iterator[Row]:
    """Rows of a payroll, as text under canonical names; none of them is rejected by `batch`."""
    rng = random.Random(seed)  # noqa: S311 - a sample, not a secret
    others = [name for name in law.sectors if name != "bad"]
    services = max(SERVICES, rows // PEOPLE_A_SERVICE)
    for number in range(1, rows + 1):
        sector = rng.choice(others) if all_sectors and rng.random() < 0.5 else "bad"  # noqa: PLR2004 - one in two
        row = {
            "employee_id": f"M{number:07d}",
            "service_id": f"S{rng.randint(1, services):03d}",
            "department": rng.choice(("48", "59", "2A", "35", "974")),
            "month": rng.choice(MONTHS),
            "sector": sector,
        }
        yield row | (_home_care(rng) if sector == "bad" else _elsewhere(rng, law, sector))


def _home_care(rng: random.Random) -> Row:
    category = _weighted(rng, CATEGORIES)
    years = rng.randint(0, 9) if rng.random() < 0.5 else rng.randint(10, 32)  # noqa: PLR2004 - half have over ten years
    row = {
        "category": category,
        "job": JOBS.get(category, ""),
        "since": _since(rng, years),
        "echelon": _echelon(rng, years),
        "hours": _hours(rng),
    }
    level = _weighted(rng, LEVELS)
    return row | ({"diploma": str(level)} if level else {}) | _sundays(rng)


def _elsewhere(rng: random.Random, law: Law, sector: str) -> Row:
    structure, professions = _workplace(rng, sector)
    row = {
        "structure": structure,
        "profession": rng.choice(professions),
        "since": _since(rng, rng.choice((1, 6, 12, 25))),
    }
    if law.pay(sector) == "index":
        rate = rng.choice(("100", "100", "80", "90", "50"))
        return row | {"index": str(rng.randint(340, 620)), "part_time": rate}
    return row | {"gross": f"{rng.randint(175_000, 340_000) / 100:.2f}", "hours": _hours(rng)}


def _workplace(rng: random.Random, sector: str) -> tuple[str, tuple[str, ...]]:
    care = ("aide-soignant", "infirmier", "ashq", "administratif", "masseur-kinesitherapeute", "psychologue")
    social = ("aes", "amp", "educateur-specialise", "moniteur-educateur", "administratif", "technique")
    places: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
        "fhp": (("clinique", care),),
        "synerpa": (("ehpad", care),),
        "ugecam": (("etablissement-sante", care), ("ehpad", care)),
        "croix-rouge": (("esms-handicap", social), ("ssiad", care)),
        "fpt": (("saad", ("aide-a-domicile", "agent-social", "tisf")), ("esms-autonome", social)),
        "fph": (("eps", care), ("ehpad", care), ("esms-rattache", social)),
        "fpe": (("esms-autonome", social),),
    }
    usual = (("ehpad", care), ("esms-handicap", social), ("saad", ("aide-a-domicile", "avs")))
    return rng.choice(places.get(sector, usual))


def _weighted(rng: random.Random, choices: tuple[tuple[Any, int], ...]) -> Any:
    return rng.choices([each for each, _share in choices], [share for _each, share in choices])[0]


def _since(rng: random.Random, years: int) -> str:
    """A date of entry, before the earliest day that `batch` compares by default."""
    return (date(2020, 8, 1) - timedelta(days=365 * years + rng.randint(0, 364))).isoformat()


def _echelon(rng: random.Random, years: int) -> str:
    return str(1 if years < 4 else rng.choice((2, 2, 3)))  # noqa: PLR2004 - échelon 2 comes at four years


def _hours(rng: random.Random) -> str:
    if rng.random() > PART_TIME:
        return "151.67"
    return f"{min(max(rng.gauss(108, 22), 20), 150):.2f}"


def _sundays(rng: random.Random) -> Row:
    return {"sunday_hours": f"{rng.randint(1, 20)}"} if rng.random() < 0.3 else {}  # noqa: PLR2004 - three in ten
