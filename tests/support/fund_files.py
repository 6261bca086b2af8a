"""Payrolls and activities made up for the tests of `revalo fund`, and the cost of their people one by one."""

import csv
import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import revalo
from fund_oracle import Service, months
from revalo.grids.law import Law

DEPARTMENTS = ("48", "2A", "974", "07")
ROW = ("category", "year", "status", "degree", "echelon", "seniority", "hours", "fte", "diploma")
HOURS = ("hours_apa", "hours_pch", "hours_aide_sociale", "hours_other")
Row = dict[str, Any]


def table(path: Path, rows: Sequence[Mapping[str, Any]], separator: str = ",") -> Path:
    """A CSV of rows, absent values left blank."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=separator, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def drawn_people(rng: random.Random, services: Sequence[str], number: int) -> list[Row]:
    """Rows of a payroll, at least one a service."""
    found = []
    for i in range(number):
        row: Row = {
            "employee_id": f"P{i}",
            "service_id": services[i] if i < len(services) else rng.choice(services),
            "category": rng.choice("ABCDEF"),
            "year": rng.randint(1, 30),
            "status": rng.choice(("employe", "technicien")),
            "degree": rng.randint(1, 2),
            "echelon": rng.randint(1, 3),
            "seniority": rng.randint(0, 30),
        }
        row |= {"hours": f"{rng.randint(2000, 15167) / 100:.2f}"} if rng.random() < 0.7 else {"fte": "0.8"}
        found.append(row | ({"headcount": rng.randint(2, 40)} if rng.random() < 0.4 else {}))
    return found


def drawn_activity(rng: random.Random, services: Sequence[str]) -> list[Row]:
    """Rows of an activity, hours with two decimals."""
    return [
        {
            "service_id": name,
            "department": rng.choice(DEPARTMENTS),
            **{column: f"{rng.choice((0, rng.randint(1, 900_000))) / 100:.2f}" for column in HOURS[1:]},
            "hours_apa": f"{rng.randint(1, 4_000_000) / 100:.2f}",
            "participation": f"{rng.choice((0, rng.randint(0, 1_000_000))) / 1_000_000:.6f}",
        }
        for name in services
    ]


def services(rows: Sequence[Row]) -> dict[str, Service]:
    """The same services for the oracle."""
    return {row["service_id"]: _service(row) for row in rows}


def _service(row: Row) -> Service:
    apa, pch, social, other = (Fraction(row[column]) for column in HOURS)
    return Service(row["department"], apa, pch, social, other, Fraction(row["participation"]))


def cost(law: Law, person: Row, month: str, department: str) -> Fraction:
    """What the raises of a row cost in a month, by `revalo compute` on one person of the département of its service."""
    found = revalo.compute(
        **{name: person[name] for name in ROW if name in person and name != "department"},
        department=department,
        after=f"{month}-01",
        without=["article-47"],
        employer_cost=True,
        law=law,
    )
    totals = [Fraction(found[side]["employer_cost"]["total"]) for side in ("before", "after")]
    return (totals[1] - totals[0]) * int(person.get("headcount", 1))


def costs(law: Law, people: Sequence[Row], activity: Sequence[Row], year: int) -> dict[str, Fraction]:
    """What the raises of each service cost in a year; a row with a month of its own counts in that month only."""
    found: dict[str, Fraction] = {}
    homes = {row["service_id"]: row["department"] for row in activity}
    for person in people:
        counted = [month for month in months(year) if person.get("month", month) == month]
        total = sum((cost(law, person, month, homes[person["service_id"]]) for month in counted), Fraction(0))
        found[person["service_id"]] = found.get(person["service_id"], Fraction(0)) + total
    return found
