"""What the tests of the Ségur measures share: random people outside the branch, and short ways to ask."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from revalo.cli.main import main
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.rules.payslip import payslip
from revalo.rules.person import read_employee
from segur_oracle import NON_PROFIT, PUBLIC, Person

FIRST, LAST = date(2020, 1, 1), date(2026, 11, 1)
SECTORS = (*PUBLIC, *NON_PROFIT, "fhp", "synerpa")
SENIORITIES = (None, 0, 1, 3, 4, 14, 15, 20, 21, 40)
OWN_PLACES = {"fhp": ("clinique",), "synerpa": ("ehpad", "residence-autonomie", "accueil-jour", "puv")}
PART_TIME_RATES = (50, 60, 70, 80, 90, 100)


def people(seed: int, number: int, law: Law) -> Iterator[tuple[dict[str, Any], bool, date]]:
    """The inputs of people outside the branch, whether their employer is a member, and a day."""
    rng = random.Random(seed)
    days = [day + timedelta(days=shift) for day in starts(law) for shift in (-1, 0, 1)]
    usual = [day for day in days if FIRST <= day <= LAST]
    for _ in range(number):
        drawn = FIRST + timedelta(days=rng.randint(0, (LAST - FIRST).days))
        yield person(rng, law), rng.random() < 0.7, rng.choice([drawn, rng.choice(usual)])


def person(rng: random.Random, law: Law) -> dict[str, Any]:
    sector = rng.choice(SECTORS)
    given: dict[str, Any] = {
        "sector": sector,
        "structure": rng.choice(OWN_PLACES.get(sector) or list(law.structures)),
        "profession": rng.choice(list(law.professions)),
        "seniority": rng.choice(SENIORITIES),
        "diploma": rng.choice((None, 3, 5)),
    }
    if sector in PUBLIC:
        given["index"] = rng.choice((rng.randint(300, 372), rng.randint(373, 900)))
        given["part_time"] = rng.choice((None, *PART_TIME_RATES))
    else:
        given["gross"] = f"{rng.randint(1, 600_000) / 100:.2f}"
    kind = rng.random()
    if kind < 0.3:
        given["hours"] = f"{rng.randint(1, 18_000) / 100:.2f}"
    elif kind < 0.6:
        given["fte"] = f"{rng.randint(1, 11_000) / 10_000:.4f}"
    return {name: value for name, value in given.items() if value is not None}


def as_person(given: dict[str, Any], *, member: bool) -> Person:
    """The same person for the reference computation."""
    exact: dict[str, Any] = {name: Fraction(given[name]) for name in ("hours", "fte", "gross") if name in given}
    return Person(**(given | exact), member=member)


def computed(law: Law, given: dict[str, Any], day: date, *, member: bool = True) -> dict[str, int]:
    """The lines of the product, in cents."""
    return payslip(read_employee(law, given), Binding(law, Choices(day, member=member))).lines


def measures(law: Law, given: dict[str, Any], day: str, *, member: bool = True) -> dict[str, int]:
    """The Ségur lines of the product by measure, in cents."""
    found = computed(law, given, date.fromisoformat(day), member=member)
    return {name.removeprefix("segur."): cents for name, cents in found.items() if name.startswith("segur.")}


def starts(law: Law) -> list[date]:
    """Every day on which something changes in the files of the measures and of the civil service."""
    tables = [law.table(path) for path in law.paths if path.startswith(("segur.", "civil_service."))]
    return sorted({version.start for table in tables for version in table.versions})


def options(given: dict[str, Any]) -> list[str]:
    """Inputs as the command line takes them."""
    return [part for name, value in given.items() for part in (f"--{name.replace('_', '-')}", str(value))]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The command line in this process: exit code, standard output, standard error."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def run_json(capsys: pytest.CaptureFixture[str], given: dict[str, Any], *more: str) -> dict[str, Any]:
    """What `revalo compute --json` prints, and nothing else."""
    code, out, err = run(capsys, "compute", *options(given), *more, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def amounts(side: dict[str, Any]) -> dict[str, str]:
    """The lines of a side of the JSON by id."""
    return {line["id"]: line["amount"] for line in side["lines"]}


def nurse(sector: str, structure: str, **more: Any) -> dict[str, Any]:
    """A nurse of a sector and structure, paid enough not to meet any floor."""
    pay = {"index": 420} if sector in PUBLIC else {"gross": "2000.00"}
    return {"sector": sector, "structure": structure, "profession": "infirmier", **pay, **more}
