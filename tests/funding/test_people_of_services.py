"""`revalo fund` counts people: who has several rows is one person, in each service by share of working time.

Guards: funding/counting.py, funding/covid.py, funding/study.py, people/several_rows.py.
"""

from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from csv_tables import read, table
from people_shares import shared
from running import run

SERVICES = ("Nord", "Sud", "Est")
ACTIVITY = [{"service_id": name, "department": "48", "hours_apa": 1000, "hours_other": 500} for name in SERVICES]
ENTRIES = ("2015-01-01", "2022-01-01", "2022-04-01")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "11", "12", "13", "14"]),
        st.sampled_from(SERVICES),
        st.integers(1_00, 160_00),
        st.sampled_from(ENTRIES),
    ),
    min_size=1,
    max_size=10,
    unique=True,
)


def people_of(folder: Path, rows: list[dict[str, Any]]) -> tuple[dict[tuple[str, str], float], dict[str, Any]]:
    """The people of each service and month, and all that was said."""
    payroll, activity = table(folder / "p.csv", rows), table(folder / "a.csv", ACTIVITY)
    ran = run("fund", str(payroll), "--activity", str(activity), "--year", "2022", "--json", "--lang", "en")
    assert ran.code in (0, 4), ran.err
    services = [each for department in ran.json["departments"] for each in department["services"]]
    found = {(each["service_id"], month["month"]): month["people"] for each in services for month in each["months"]}
    return found, ran.json


def rounded(people: dict[tuple[str, str], Fraction]) -> dict[tuple[str, str], float]:
    return {key: float(f"{float(each):.2f}") for key, each in people.items()}


@settings(max_examples=15)
@given(ROWS)
def test_each_service_has_the_sum_of_the_shares_in_each_month(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, int, str]]
) -> None:
    written = [
        {"employee_id": name, "service_id": service, "category": "C", "year": 8, "since": since}
        | {"hours": f"{hours / 100:.2f}"}
        for name, service, hours, since in rows
    ]
    expected: dict[tuple[str, str], Fraction] = {}
    for month in (f"2022-{number:02d}" for number in range(1, 13)):
        there = [(name, service, min(hours, 151_67)) for name, service, hours, since in rows if since[:7] <= month]
        for service, people in shared(there).items():
            expected[service, month] = people
    found, _said = people_of(tmp_path_factory.mktemp("fund"), written)
    assert found == pytest.approx(rounded(expected), abs=0.0051)


def test_months_of_the_file_count_people_of_that_month(tmp_path: Path) -> None:
    rows = [
        {"employee_id": name, "service_id": service, "month": month, "category": "C", "year": 8, "hours": hours}
        for name, service, month, hours in (
            ("1", "Nord", "2022-01", 100),
            ("1", "Sud", "2022-01", 50),
            ("1", "Nord", "2022-02", 100),
            ("2", "Est", "2022-01", 75),
            ("2", "Est", "2022-01", 70),
        )
    ]
    found, said = people_of(tmp_path, rows)
    assert found == {
        ("Nord", "2022-01"): 0.67,
        ("Sud", "2022-01"): 0.33,
        ("Nord", "2022-02"): 1,
        ("Est", "2022-01"): 1,
    }
    assert any("counts once, in each group by share of working time" in each for each in said["warnings"])


def test_the_cost_is_that_of_the_rows_and_a_workbook_has_the_parts(tmp_path: Path) -> None:
    rows = [
        {"employee_id": name, "service_id": service, "category": "C", "year": 8, "hours": hours}
        for name, service, hours in (("1", "Nord", 100), ("1", "Sud", 50), ("2", "Est", 151.67))
    ]
    alone = [row | {"employee_id": str(number)} for number, row in enumerate(rows)]
    (tmp_path / "one").mkdir()
    found, said = people_of(tmp_path, rows)
    others, apart = people_of(tmp_path / "one", alone)
    assert said["total"] == apart["total"]
    assert Counter(service for service, _month in found) == Counter(service for service, _month in others)
    assert sum(others.values()) == 36
    assert sum(found.values()) == pytest.approx(24)
    for name in ("out.csv", "out.xlsx"):
        words = ("--activity", str(tmp_path / "a.csv"), "--year", "2022", "-o", str(tmp_path / name), "--lang", "en")
        assert run("fund", str(tmp_path / "p.csv"), *words).code == 0
    own = {row["service_id"]: row["people"] for row in read(tmp_path / "out.csv") if row["level"] == "service"}
    assert own == {"Est": "12", "Nord": "8", "Sud": "4"}
    sheet = load_workbook(tmp_path / "out.xlsx", data_only=True)["Months"]
    cells = {row[2]: row[4] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert cells == {"Est": 1, "Nord": pytest.approx(2 / 3), "Sud": pytest.approx(1 / 3)}
    assert sheet["E2"].number_format == ("#,##0" if sheet["C2"].value == "Est" else "#,##0.00")


def test_the_covid_bonus_counts_people_and_pays_rows(tmp_path: Path) -> None:
    rows = [
        {"employee_id": name, "service_id": service, "department": "48", "hours": hours}
        for name, service, hours in (("1", "Nord", "100.00"), ("1", "Sud", "50.00"), ("2", "Nord", "151.67"))
    ]
    ran = run("fund", str(table(tmp_path / "p.csv", rows)), "--covid-bonus", "--json", "--lang", "en")
    assert ran.code == 0, ran.err
    [department] = ran.json["departments"]
    assert {each["service_id"]: each["people"] for each in department["services"]} == {"Nord": 1.67, "Sud": 0.33}
    assert (department["people"], ran.json["total"]["people"], department["bonus"]) == (2, 2, "1988.99")
    assert any("by share of working time" in each for each in ran.json["warnings"])
