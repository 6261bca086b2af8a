"""What `benchmarks/batch.py` compares with: a loop over rows with pydantic and Decimal, for the lines most people have.

python benchmarks/row_by_row.py IN.csv OUT.csv

Both sides of a row: base, minimum-wage top-up, seniority and diploma in home care; index pay, or the gross given, and
one bonus elsewhere. Figures are bound to their month once. It leaves out all that makes the answers right (measures by
situation, texts, refusals): it is there for its time only.
"""

import csv
import sys
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator

from revalo import load_law
from revalo.grids.binding import Binding, Choices

Blank = BeforeValidator(lambda text: None if text == "" else text)
Amount = Annotated[Decimal | None, Blank]
Count = Annotated[int | None, Blank]
LAW, CENT, FULL_TIME, BONUS = load_law(), Decimal("0.01"), Decimal("151.67"), Decimal("238.00")


class Row(BaseModel):
    """A row of a payroll, typed."""

    employee_id: str
    service_id: str
    department: str
    month: str
    sector: str
    structure: str
    profession: str
    job: str
    category: str
    status: str
    hours: Amount = None
    gross: Amount = None
    sunday_hours: Amount = None
    year: Count = None
    degree: Count = None
    echelon: Count = None
    diploma: Count = None
    part_time: Count = None
    index: Count = None
    since: Annotated[date | None, Blank] = None


class Figures:
    """The figures of a day, as decimals."""

    def __init__(self, day: date) -> None:
        law = Binding(LAW, Choices(day))
        self.day = day
        self.point = Decimal(law.scalar("avenant43.point_value").value) / 10_000
        self.wage = Decimal(law.scalar("minimum_wage.monthly").value) / 100
        self.index_point = Decimal(law.scalar("civil_service.point_value").value) / 10_000
        self.grids: dict[str, Any] = {table.path: v.value for table in law_grids() if (v := law.standing(table.path))}


def law_grids() -> list[Any]:
    """The tables of both grids."""
    return [*LAW.rows("avenant43.old_grid"), *LAW.rows("avenant43.new_grid")]


@lru_cache
def figures(month: str) -> Figures:
    """The figures of the first day of a month."""
    return Figures(date.fromisoformat(month + "-01"))


def main(path: Path, out: Path) -> None:
    """Read, type, compute and write, one row after the other."""
    with path.open(newline="", encoding="utf-8") as rows, out.open("w", newline="", encoding="utf-8") as results:
        writer = csv.writer(results)
        for cells in csv.DictReader(rows):
            row = Row.model_validate(cells)
            before, after = (sum(lines(row, figures(month)).values()) for month in ("2021-09", row.month))
            percent = (100 * (after - before) / before).quantize(CENT, ROUND_HALF_UP) if before else None
            keys = (row.employee_id, row.service_id, row.department, row.month)
            writer.writerow([*keys, before, after, after - before, percent])


def lines(row: Row, law: Figures) -> dict[str, Decimal]:
    """The lines of one side."""
    share = min((row.hours or FULL_TIME) / FULL_TIME, Decimal(1))
    if row.sector != "bad":
        pay = row.gross or law.index_point * (row.index or 0) / 12
        return {"pay": rounded(pay * share), "bonus": rounded(BONUS * share)}
    years = law.day.year - row.since.year if row.since else 8
    coefficient = _coefficient(row, law, years)
    base = rounded(coefficient * law.point * share)
    topup = max(rounded(law.wage * share) - base, Decimal(0))
    seniority = rounded(Decimal(years // 5 * 2) / 100 * max(coefficient * law.point, law.wage) * share)
    return {"base": base, "topup": topup, "seniority": seniority, "diploma": rounded(11 * law.point * share)}


def _coefficient(row: Row, law: Figures, years: int) -> int:
    if "avenant43.new_grid.employe.1" in law.grids:
        grid = law.grids[f"avenant43.new_grid.{row.status or 'employe'}.{row.degree or 1}"]
        return int(grid[(row.echelon or 1) - 1])
    return int(law.grids[f"avenant43.old_grid.{row.category or 'C'}"][min(max(years, 0), 29)])


def rounded(amount: Decimal) -> Decimal:
    """To the cent, half away from zero."""
    return amount.quantize(CENT, ROUND_HALF_UP)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
