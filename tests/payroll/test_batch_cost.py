"""`revalo batch --employer-cost`: what a payroll costs by person, group and text, against the oracles.

Guards: payroll/writing/cost_words.py, people/cost_causes.py, people/cost_sums.py, people/costing.py,
people/employer.py.
"""

import json
import random
from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from csv_tables import read, table
from employer_oracle import Told, cents, cost
from oracle import payslip
from people import person, worker
from running import run

BEFORE, AFTER = date(2021, 9, 1), date(2023, 6, 1)
COLUMNS = ("category", "year", "status", "degree", "echelon", "seniority", "since", "diploma", "hours")
AMOUNTS = ("contributions", "exemption", "payroll_tax", "cost")
EMPLOYER = ("--staff", "30", "--exempt-share", "0.4", "--accident-rate", "2.5")
EXEMPTION, RELIEF_BELOW = 1200_00, 2040_00
ALLOWANCE = {2021: 21_086_00, 2023: 22_535_00}


def euros(text: str) -> int:
    return int(Decimal(text) * 100)


def told(given: dict[str, Any]) -> Told:
    share = min(Fraction(given["hours"]) / Fraction("151.67"), Fraction(1))
    return Told(staff=30, exempt=Fraction("0.4"), accident=Fraction("0.025"), share=share)


def people(seed: int, number: int) -> list[dict[str, Any]]:
    rng = random.Random(seed)
    found = []
    for _ in range(number):
        given = {name: value for name, value in person(rng).items() if name in COLUMNS}
        found.append(given | {"hours": f"{rng.randint(500, 15_167) / 100:.2f}"})
    return found


@pytest.fixture(scope="module")
def payroll(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    drawn = people(17, 150)
    rows = [
        {"employee_id": f"P{i}", "service_id": f"S{i % 3}", "headcount": 1 + i % 2}
        | {name: given.get(name, "") for name in COLUMNS}
        for i, given in enumerate(drawn)
    ]
    folder = tmp_path_factory.mktemp("cost")
    words = ("--before", str(BEFORE), "--after", str(AFTER), "--by-text", "--lines", "--lang", "en", *EMPLOYER)
    path = str(table(folder / "in.csv", rows))
    for name in ("out.csv", "out.xlsx"):
        ran = run("batch", path, "-o", str(folder / name), "--employer-cost", *words)
        assert ran.code == 0, ran.err
    return folder, drawn


def test_the_cost_of_each_person_is_that_of_the_oracle(payroll: tuple[Path, list[dict[str, Any]]]) -> None:
    folder, drawn = payroll
    rows = read(folder / "out.csv")
    assert len(rows) == len(drawn)
    for row, given in zip(rows, drawn, strict=True):
        gains = []
        for side, day in (("before", BEFORE), ("after", AFTER)):
            due = cost(payslip(worker(given), day)["gross"], day, told(given))
            expected = {"cost": due["total"], **{name: due[name] for name in AMOUNTS[:-1]}}
            assert {name: euros(row[f"{side}_{name}"]) for name in AMOUNTS} == expected, given
            gains.append(due["total"])
        assert euros(row["cost_gain"]) == gains[1] - gains[0]


def test_sums_by_line_group_and_text(payroll: tuple[Path, list[dict[str, Any]]]) -> None:
    folder, _drawn = payroll
    rows = read(folder / "out.csv")
    meta = json.loads((folder / "out.csv.meta.json").read_text("utf-8"))["employer_cost"]
    for side in ("before", "after"):
        sums = {name: sum(int(row["headcount"]) * euros(row[f"{side}_{name}"]) for row in rows) for name in AMOUNTS}
        gross = sum(int(row["headcount"]) * euros(row[f"{side}_gross"]) for row in rows)
        expected = {"gross": gross, "total": sums["cost"], **{name: sums[name] for name in AMOUNTS[:-1]}}
        assert {name: euros(value) for name, value in meta[side].items()} == expected
    rise = euros(meta["after"]["total"]) - euros(meta["before"]["total"])
    assert sum(euros(each["cost"]) for each in meta["causes"]) == rise
    assert {"avenant-43", "avenant-54", "smic-2023-05", "avenant-55"} <= {each["name"] for each in meta["causes"]}
    book = openpyxl.load_workbook(folder / "out.xlsx", data_only=True)
    [_heading, *groups, total] = book["Employer cost"].iter_rows(values_only=True)
    by_service: dict[str, int] = defaultdict(int)
    for row in rows:
        by_service[row["service_id"]] += int(row["headcount"]) * euros(row["after_cost"])
    assert {group[0]: euros(str(group[3])) for group in groups} == by_service
    assert euros(str(total[4])) == rise


def test_relief_and_allowance_are_those_of_one_employer(payroll: tuple[Path, list[dict[str, Any]]]) -> None:
    """The tax of a year is twelve times that of the month, then what the law takes off an employer, once."""
    folder, _drawn = payroll
    rows = read(folder / "out.csv")
    meta = json.loads((folder / "out.csv.meta.json").read_text("utf-8"))["employer_cost"]["payroll_tax_of_year"]
    assert [(each["side"], each["year"], each["association"], each["months"]) for each in meta] == [
        ("before", 2021, True, 1),
        ("after", 2023, True, 1),
    ]
    for each in meta:
        brackets = 12 * sum(int(row["headcount"]) * euros(row[f"{each['side']}_payroll_tax"]) for row in rows)
        assert euros(each["brackets"]) == brackets
        relief = cents(max(Fraction(RELIEF_BELOW - brackets, 100) * Fraction(3, 4), Fraction(0)))
        due = 0 if brackets <= EXEMPTION else max(brackets - relief - ALLOWANCE[each["year"]], 0)
        assert euros(each["due"]) == due


def test_backwards_in_time_and_declared_amounts_add_up(tmp_path: Path) -> None:
    """The causes of the cost add up to its rise: the run stops else."""
    rows = [
        {"employee_id": "1", "job": "avs", "year": "8", "since": "2010-05-04", "hours": "100", "declared_cti": ""},
        {"employee_id": "2", "sector": "fph", "index": "420", "hours": "151.67", "declared_cti": "189.66"},
    ]
    path = str(table(tmp_path / "in.csv", rows))
    for days in (
        ("--before", "2024-02-01", "--after", "2021-03-01"),
        ("--before", "2021-03-01", "--after", "2024-02-01"),
    ):
        out = tmp_path / "out.csv"
        ran = run("batch", path, "-o", str(out), *days, "--employer-cost", "--by-text", "--lang", "en")
        assert ran.code == 0, ran.err
        causes = json.loads((tmp_path / "out.csv.meta.json").read_text("utf-8"))["employer_cost"]["causes"]
        assert "declared" in {each["cause"] for each in causes}
        rise = sum(euros(row["cost_gain"]) for row in read(out))
        assert sum(euros(each["cost"]) for each in causes) == rise


def test_what_has_no_rate_is_rejected(tmp_path: Path) -> None:
    rows = [
        {"employee_id": "1", "job": "avs", "year": "8", "seniority": "8", "department": "976"},
        {"employee_id": "2", "job": "avs", "year": "8", "seniority": "8", "department": "48"},
    ]
    path = str(table(tmp_path / "in.csv", rows))
    out = tmp_path / "out.csv"
    assert run("batch", path, "-o", str(out), "--employer-cost", "--lang", "en").code == 4
    assert [row["employee_id"] for row in read(out)] == ["2"]
    assert [row["code"] for row in read(tmp_path / "out.csv.rejects.csv")] == ["not-computable"]


def test_a_payroll_without_working_time_costs_what_full_time_costs(tmp_path: Path) -> None:
    rows = [{"employee_id": "P1", "category": "C", "year": 8}, {"employee_id": "P2", "category": "D", "year": 9}]
    words = ("--before", "2025-06-01", "--after", "2026-06-01", "--employer-cost", "--lang", "en")
    costs = []
    for name, more in (("none", {}), ("full", {"hours": "151.67"})):
        path = table(tmp_path / f"{name}.csv", [row | more for row in rows])
        out = tmp_path / f"{name}-out.csv"
        ran = run("batch", str(path), "-o", str(out), *words)
        assert ran.code == 0, ran.err
        costs.append([(row["before_cost"], row["after_cost"]) for row in read(out)])
    assert costs[0] == costs[1]
