"""Full-time pay under the minimum wage of its month is questioned by `check`, never below full time.

Guards: people/low_pay.py.
"""

from pathlib import Path

import pytest

from csv_tables import table
from running import run

WORDS = "paid at full time less than the minimum wage of the month"
LEAST = {"2022-04": "1603.12", "2022-05": "1645.58"}  # INSEE, of the months


def said(folder: Path, *rows: dict[str, str]) -> str:
    usual = {"category": "C", "year": "8"}
    path = table(folder / "p.csv", [{"employee_id": "1", **usual, "hours": "", "fte": "", **row} for row in rows])
    ran = run("check", str(path), "--on", "2023-01-01", "--lang", "en", "--blank", "full-time")
    assert ran.code in (0, 4), ran.err
    return " ".join((ran.out + ran.err).split())


@pytest.mark.parametrize(("month", "least"), LEAST.items())
def test_the_minimum_wage_of_the_month_is_the_limit(tmp_path: Path, month: str, least: str) -> None:
    below = f"{float(least) - 0.01:.2f}"
    assert f"{WORDS}: 1 (first: p.csv, row 2)" in said(tmp_path, {"month": month, "paid_gross": below})
    assert WORDS not in said(tmp_path, {"month": month, "paid_gross": least})


@pytest.mark.parametrize(
    ("time", "questioned"),
    [({"hours": "151.67"}, True), ({"fte": "1"}, True), ({"hours": "151.66"}, False), ({"fte": "0.8"}, False)],
)
def test_only_full_time_is_questioned(tmp_path: Path, time: dict[str, str], questioned: bool) -> None:
    assert (WORDS in said(tmp_path, {"month": "2022-04", "paid_gross": "2.00", **time})) is questioned


def test_the_rows_of_a_month_are_one_pay(tmp_path: Path) -> None:
    rows = [{"month": "2022-04", "paid_gross": paid} for paid in ("1900.00", "39.49")]
    assert WORDS not in said(tmp_path, *rows)
    rows = [{"month": "2022-04", "paid_gross": paid} for paid in ("39.49", "12.00")]
    assert f"{WORDS}: 1 (first: p.csv, row 2)" in said(tmp_path, *rows)
