"""The ordinary program: one row after the other, pydantic to type it, Decimal to compute it.

python benchmarks/row_by_row.py IN.csv FIGURES.json OUT.csv [--lines]

Every line that the files of `revalo sample` have, on both sides, in every sector: base, minimum-wage top-up, seniority,
diploma and Sundays in home care; index pay and its top-up; the gross given; the measures of the situation. Its amounts
are those of `revalo batch`, to the cent: `all.py` checks them. It has nothing of the rest: no reason, no reject, no
what-if, no other column. What a careful team would do for speed is done: the figures of a day are made once, a
situation is looked up, not judged again, and pydantic has no validator written in Python.
"""

import csv
import json
import sys
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from pydantic import BaseModel

CENT, NOTHING = Decimal("0.01"), Decimal(0)
FIXED = ("employee_id", "service_id", "department", "month", "before_gross", "after_gross", "gain", "gain_percent")
PAY = ("base", "index_pay", "gross_given", "smic_topup", "seniority", "diploma", "sunday")
Lines = dict[str, Decimal]


class Row(BaseModel):
    """A row of a payroll, typed; cells left blank are not given to it."""

    employee_id: str
    service_id: str
    department: str
    month: str
    sector: str
    structure: str = ""
    profession: str = ""
    job: str = ""
    category: str = ""
    hours: Decimal | None = None
    gross: Decimal | None = None
    sunday_hours: Decimal | None = None
    echelon: int = 1
    diploma: int | None = None
    part_time: int | None = None
    index: int | None = None
    since: date


class Day:
    """The figures of a day, as decimals."""

    def __init__(self, day: str, held: dict[str, Any]) -> None:
        self.day = date.fromisoformat(day)
        self.new: bool = held["new"]
        self.topped: bool = held["topped"]
        self.point, self.wage, self.index_point = (
            Decimal(held[name]) for name in ("point_value", "minimum_wage", "index_point")
        )
        self.full_time, self.full_time_elsewhere = Decimal(held["full_time"]), Decimal(held["full_time_elsewhere"])
        self.sunday = Decimal(held["sunday"]) / 100
        self.minimum_index: int = held["minimum_index"]
        self.grid: dict[str, list[int]] = held["grid"]
        self.of_category: dict[str, str] = held["of_category"]
        self.of_job: dict[str, str] = held["of_job"]
        self.diploma = {int(level): points for level, points in held["diploma"].items()}
        self.seniority = {int(years): Decimal(rate) / 100 for years, rate in held["seniority"].items()}
        self.part_time = {int(rate): Fraction(paid) for rate, paid in held["part_time"].items()}
        self.measures = {situation: [Measure(*each) for each in some] for situation, some in held["measures"].items()}

    def step(self, exceeded: int) -> Decimal:
        """The seniority rate of so many years."""
        return next((rate for years, rate in reversed(self.seniority.items()) if exceeded >= years), NOTHING)


class Measure:
    """A measure that a situation has, by completed years where its text says so."""

    def __init__(self, line: str, unit: str, amounts: dict[str, str]) -> None:
        self.line, self.unit = line, unit
        self.amounts = {int(years): Decimal(amount) for years, amount in amounts.items()}

    def amount(self, years: int) -> Decimal:
        """The amount due after so many completed years."""
        return next(amount for least, amount in reversed(self.amounts.items()) if years >= least)


def main(path: Path, figures: Path, out: Path, *options: str) -> None:
    """Read, type, compute and write, one row after the other."""
    law = json.loads(figures.read_text(encoding="utf-8"))
    days = {day: Day(day, held) for day, held in law["days"].items()}
    measures = sorted({each.line for day in days.values() for some in day.measures.values() for each in some})
    names = (*PAY, *measures) if "--lines" in options else ()
    with path.open(newline="", encoding="utf-8") as rows, out.open("w", newline="", encoding="utf-8") as results:
        writer = csv.writer(results)
        writer.writerow((*FIXED, *(f"{side}_{column(name)}" for name in names for side in ("before", "after"))))
        for cells in csv.DictReader(rows):
            row = Row.model_validate({name: text for name, text in cells.items() if text})
            pay = law["pay"][row.sector]
            before = lines(row, pay, days[law["before"][row.sector]])
            after = lines(row, pay, days[f"{row.month}-01"])
            writer.writerow(written(row, before, after, names))


def column(line: str) -> str:
    """The name of a line in a header."""
    return line.replace(".", "_").replace("-", "_")


def written(row: Row, before: Lines, after: Lines, names: tuple[str, ...]) -> list[Any]:
    """A row of the results."""
    old, new = sum(before.values(), NOTHING), sum(after.values(), NOTHING)
    percent = rounded(100 * (new - old) / old) if old else None
    shown = [side.get(name, NOTHING) for name in names for side in (before, after)]
    return [row.employee_id, row.service_id, row.department, row.month, old, new, new - old, percent, *shown]


def lines(row: Row, pay: str, law: Day) -> Lines:
    """The lines of one side."""
    years, exceeded = seniority(row.since, law.day)
    if pay == "branch":
        return home_care(row, law, years, exceeded)
    full_time = law.full_time_elsewhere
    worked = min(row.hours or full_time, full_time)
    if pay == "index":
        worked, full_time = paid(row, law, worked, full_time)
        points = max(row.index or 0, law.minimum_index)
        index_pay = rounded(points * law.index_point * worked / (12 * full_time))
        minimum = rounded(law.wage * worked / full_time)
        found = {"index_pay": index_pay, "smic_topup": max(minimum - index_pay, NOTHING)}
    else:
        found = {"gross_given": rounded((row.gross or NOTHING) * worked / full_time)}
    for measure in law.measures[f"{row.sector}/{row.structure}/{row.profession}/{row.diploma is not None}"]:
        amount = measure.amount(years) * (law.index_point / 12 if measure.unit == "points" else 1)
        found[measure.line] = rounded(amount * worked / full_time)
    return found


def paid(row: Row, law: Day, worked: Decimal, full_time: Decimal) -> tuple[Decimal, Decimal]:
    """The share of the post, reduced as its part-time rate is paid."""
    if row.part_time is None:
        return worked, full_time
    fraction = law.part_time.get(row.part_time, Fraction(row.part_time, 100))
    return worked * fraction.numerator, full_time * fraction.denominator


def home_care(row: Row, law: Day, years: int, exceeded: int) -> Lines:
    """The lines of the branch."""
    worked = min(row.hours or law.full_time, law.full_time)
    coefficient = coefficient_of(row, law, years)
    pay = coefficient * law.point
    base = rounded(pay * worked / law.full_time)
    found = {"base": base, "smic_topup": max(rounded(law.wage * worked / law.full_time) - base, NOTHING)}
    topped = max(pay, law.wage)
    if rate := law.step(exceeded):
        found["seniority"] = rounded(rate * (topped if law.topped else pay) * worked / law.full_time)
    if row.diploma and law.diploma:
        found["diploma"] = rounded(law.diploma[row.diploma] * law.point * worked / law.full_time)
    if row.sunday_hours:
        found["sunday"] = rounded(law.sunday * topped * row.sunday_hours / law.full_time)
    return found


def coefficient_of(row: Row, law: Day, years: int) -> int:
    """The points of the row's place in the grid of the day."""
    place = law.of_job.get(row.job) or law.of_category[row.category]
    return law.grid[place][row.echelon - 1 if law.new else min(years, 29)]


def seniority(since: date, day: date) -> tuple[int, int]:
    """Years completed, and strictly exceeded; 29 February is completed on 28 February of a common year."""
    try:
        anniversary = since.replace(year=day.year)
    except ValueError:
        anniversary = date(day.year, 2, 28)
    years = day.year - since.year
    return years - (day < anniversary), years - (day <= anniversary)


def rounded(amount: Decimal) -> Decimal:
    """To the cent, half away from zero."""
    return amount.quantize(CENT, ROUND_HALF_UP)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), *sys.argv[4:])
