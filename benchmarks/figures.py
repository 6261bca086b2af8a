"""The law's figures that a payroll needs, exported: what the other engines compute with, so that all have the same law.

python benchmarks/figures.py PAYROLL.csv OUT.json OUT.txt

The JSON has decimals as text, by day, for the loop and for OpenFisca; the text has integers, for the C program. The
days are those of the months of the payroll and the eves that `revalo batch` compares them with. Measures are listed
for the situations that the payroll has. Nothing here is timed.
"""

import csv
import json
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from revalo import load_law
from revalo.analysis.comparison import Request, before_and_after
from revalo.errors import NotComputable
from revalo.grids.binding import Binding, Choices
from revalo.grids.parameters import entries
from revalo.rules import measures
from revalo.rules.field import CATEGORIES, STATUSES
from revalo.rules.measures import amount_of
from revalo.rules.working_time import FULL_TIME

LAW = load_law()
PLACES = [f"{status}.{degree}" for status in STATUSES for degree in (1, 2)]
MOST_YEARS = 40
Situation = tuple[str, str, str, bool]


def main(payroll: Path, as_json: Path, as_text: Path) -> None:
    """Read what the payroll needs, and write its figures twice."""
    months, situations = _needed(payroll)
    sectors = {sector: LAW.pay(sector) for sector, _structure, _profession, _diploma in situations}
    before = {sector: before_and_after(LAW, sector, Request())[0].day.isoformat() for sector in sectors}
    days = sorted({*before.values(), *(f"{month}-01" for month in months)})
    held = {day: _figures(Binding(LAW, Choices(date.fromisoformat(day))), situations) for day in days}
    as_json.write_text(json.dumps({"pay": sectors, "before": before, "days": held}, indent=1), encoding="utf-8")
    as_text.write_text("\n".join(_words(before["bad"], held)) + "\n", encoding="ascii")


def _needed(payroll: Path) -> tuple[set[str], set[Situation]]:
    """The months and the situations of a payroll."""
    months: set[str] = set()
    situations: set[Situation] = {("bad", "", "", False)}
    with payroll.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            months.add(row["month"])
            situations.add((row["sector"], row["structure"], row["profession"], row["diploma"] != ""))
    return months, situations


def _figures(law: Binding, situations: set[Situation]) -> dict[str, Any]:
    """The figures of a day: amounts in euros, rates in per cent, hours with their hundredths, all as text."""
    return {
        "new": law.word("avenant43.classification") == "new-grid",
        "point_value": _decimal(law.scalar("avenant43.point_value").value, 4),
        "minimum_wage": _decimal(law.scalar("minimum_wage.monthly").value, 2),
        "full_time": _decimal(law.scalar("avenant43.full_time").value, 2),
        "sunday": _decimal(law.scalar("avenant43.supplements.sunday").value, 2),
        **_grid(law),
        "index_point": _decimal(law.scalar("civil_service.point_value").value, 4),
        "minimum_index": law.scalar("civil_service.minimum_index").value,
        "part_time": _entries(law, "civil_service.part_time"),
        "full_time_elsewhere": _decimal(FULL_TIME, 2),
        "measures": {"/".join(map(str, each)): _measures(law, each) for each in sorted(situations)},
    }


def _grid(law: Binding) -> dict[str, Any]:
    """The grid of the day, who stands in which row of it, and the supplements that came with it."""
    path = "avenant43.supplements"
    if law.word("avenant43.classification") == "old-grid":
        rows = {name: list(_entries(law, f"avenant43.old_grid.{name}").values()) for name in CATEGORIES}
        same = {name: name for name in CATEGORIES}
        return {"grid": rows, "of_category": same, "of_job": {}, "seniority": {}, "topped": False, "diploma": {}}
    return {
        "grid": {name: list(_entries(law, f"avenant43.new_grid.{name}").values()) for name in PLACES},
        "of_category": {name: _place(law, f"avenant43.transposition.{name}") for name in CATEGORIES},
        "of_job": {job: _place(law, f"avenant43.jobs.{job}") for job in _jobs(law)},
        "seniority": {years: _decimal(rate, 2) for years, rate in _entries(law, f"{path}.seniority").items()},
        "topped": law.word(f"{path}.seniority_basis") == "topped-base",
        "diploma": _entries(law, f"{path}.diploma"),
    }


def _entries(law: Binding, path: str) -> dict[str, Any]:
    """The figures of a table under their keys, in order."""
    version = law.standing(path)
    return dict(entries(LAW.table(path), version.value)) if version else {}


def _jobs(law: Binding) -> list[str]:
    """The jobs that the text of the day places."""
    tables = [table for table in LAW.rows("avenant43.jobs") if law.standing(table.path)]
    return [table.path.rpartition(".")[2] for table in tables if _stands(law, table.path)]


def _place(law: Binding, path: str) -> str:
    """`employe.2`, whatever the filière."""
    return ".".join(str(law.scalar(path).value).split(".")[-2:])


def _measures(law: Binding, situation: Situation) -> list[list[Any]]:
    """The measures of a situation: line, unit, and the amount from each number of completed years on."""
    sector, structure, profession, diploma = situation
    usual = LAW.sectors[sector].structure
    alike = measures.Situation(sector, structure or usual, profession or None, has_diploma=bool(diploma))
    verdicts = measures.Eligibility(alike, law).verdicts()
    found = [each for each in verdicts if each.path and not LAW.measures[each.measure].once]
    return [[f"segur.{each.measure}", *_amounts(law, str(each.path))] for each in found]


def _amounts(law: Binding, path: str) -> tuple[str, dict[int, str]]:
    """The unit of a measure, and its amounts by the completed years from which they are due."""
    unit = LAW.table(path).unit
    known = [years for years in range(MOST_YEARS) if _stands(law, path, years)]
    amounts = {years: _decimal(amount_of(law, path, years).value, 0 if unit == "points" else 2) for years in known}
    return unit, {years: text for years, text in amounts.items() if amounts.get(years - 1) != text}


def _stands(law: Binding, path: str, years: int = 0) -> bool:
    """Whether the law has the figure: some versions say that it was not found."""
    try:
        amount_of(law, path, years)
    except NotComputable:
        return False
    return True


def _decimal(value: int, places: int) -> str:
    return str(Decimal(value).scaleb(-places))


def _words(before: str, days: dict[str, Any]) -> Iterator[str]:
    """The figures of home care as words and integers, for a program that reads them with scanf."""
    used = {day: held for day, held in days.items() if day == before or held["new"]}
    yield f"before {before} days {len(used)}"
    for day, held in used.items():
        scalars = [_integer(held[name], places) for name, places in (("point_value", 4), ("minimum_wage", 2))]
        scalars += [_integer(held[name], 2) for name in ("full_time", "sunday")]
        yield f"day {day} {int(held['new'])} {' '.join(map(str, scalars))} {int(held['topped'])}"
        steps = [f"{years} {_integer(rate, 2)}" for years, rate in held["seniority"].items()]
        yield f"seniority {len(steps)} {' '.join(steps)}"
        yield f"diploma {' '.join(str(held['diploma'].get(str(level), 0)) for level in range(10))}"
        rows = list(held["grid"])
        yield f"grid {len(rows)} {len(held['grid'][rows[0]])}"
        yield from (" ".join(map(str, row)) for row in held["grid"].values())
        named = {**held["of_category"], **held["of_job"]}
        yield f"names {len(named)}"
        yield from (f"{name} {rows.index(row)}" for name, row in named.items())


def _integer(text: str, places: int) -> int:
    return int(Decimal(text).scaleb(places))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
