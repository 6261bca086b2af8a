"""`--compare A.yaml --compare B.yaml`: the amounts of scenarios side by side are those of a run under each.

Guards: payroll/writing/provenance.py, people/scenario_remarks.py, people/side_by_side.py,
reports/terminal/side_by_side.py.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from csv_tables import read, table
from pages import Page
from running import run

AFTER = "2027-06-01"
SCENARIOS = {
    "six-points": "from: 2027-01-01\nchanges:\n  - {path: avenant43.new_grid, add: 6}\n",
    "point-6": "from: 2027-03-01\nchanges:\n  - {path: avenant43.point_value, value: 6.00}\n",
}


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Two scenarios, the names of their files."""
    found = []
    for name, changes in SCENARIOS.items():
        path = tmp_path / f"{name}.yaml"
        path.write_text(f"name: {name}\ntitle: {{fr: {name}, en: {name}}}\n{changes}", encoding="utf-8")
        found.append(str(path))
    return found


@pytest.fixture
def payroll(tmp_path: Path) -> str:
    rows = [
        {
            "employee_id": str(i),
            "service_id": ("Nord", "Sud")[i % 2],
            "job": ("avs", "tisf", "agent-a-domicile")[i % 3],
            "year": 5 + i % 12,
            "seniority": 4 + i % 12,
            "hours": f"{80 + i}.50",
            "headcount": 1 + i % 4,
        }
        for i in range(24)
    ]
    return str(table(tmp_path / "in.csv", rows))


def compare(files: list[str]) -> list[str]:
    return [word for file in files for word in ("--compare", file)]


def cents(text: str) -> int:
    return int(Decimal(text) * 100)


def column(name: str) -> str:
    return "scenario_" + name.replace("-", "_")


def test_amounts_are_those_of_a_run_under_each_scenario(tmp_path: Path, payroll: str, files: list[str]) -> None:
    words = ("--after", AFTER, "--employer-cost", "--staff", "20", "--lang", "en")
    out = tmp_path / "out.csv"
    assert run("batch", payroll, "-o", str(out), *compare(files), *words, "--lines").code == 0
    found = read(out)
    meta = json.loads((tmp_path / "out.csv.meta.json").read_text("utf-8"))["compared"]
    for (name, file), told in zip(zip(SCENARIOS, files, strict=True), meta, strict=True):
        alone = tmp_path / f"{name}.csv"
        assert run("batch", payroll, "-o", str(alone), "--scenario", file, *words).code == 0
        sums = dict.fromkeys(("gross", "difference", "cost", "cost_difference"), 0)
        for row, own in zip(found, read(alone), strict=True):
            amounts = {each: cents(row[f"{column(name)}_{each}"]) for each in sums}
            assert (amounts["gross"], amounts["cost"]) == (cents(own["after_gross"]), cents(own["after_cost"]))
            assert (amounts["difference"], amounts["cost_difference"]) == (cents(own["gain"]), cents(own["cost_gain"]))
            assert amounts["gross"] - amounts["difference"] == cents(row["after_gross"])
            assert amounts["difference"] >= 0
            sums = {each: sums[each] + int(row["headcount"]) * amounts[each] for each in sums}
        assert sums["difference"] > 0
        assert (cents(told["gross"]), cents(told["cost"])) == (sums["gross"], sums["cost"])
        assert {each: cents(value) for each, value in told["difference"].items()} == {
            "gross": sums["difference"],
            "cost": sums["cost_difference"],
        }


def test_the_day_is_the_first_on_which_every_scenario_has_started(
    tmp_path: Path, payroll: str, files: list[str]
) -> None:
    out = tmp_path / "out.xlsx"
    assert run("batch", payroll, "-o", str(out), *compare(files), "--show-small", "--lang", "en").code == 0
    book = openpyxl.load_workbook(out, data_only=True)
    summary = [tuple(row[:4]) for row in book["Summary"].iter_rows(values_only=True)]
    stands = next(row for row in summary if row[0] == "the law as it stands")
    groups = list(book["Scenarios"].iter_rows(values_only=True))
    assert [groups[0][2:], [row[0] for row in groups[1:]]] == [tuple(SCENARIOS), ["Nord", "Sud", "Total"]]
    for place, name in enumerate(SCENARIOS):
        row = next(each for each in summary if each[0] == name)
        more = cents(str(row[1])) - cents(str(stands[1]))
        assert cents(str(row[3])) == more == sum(cents(str(each[2 + place])) for each in groups[1:-1])
    rows = list(book["People"].iter_rows(2, 2, values_only=True))
    assert "2027-03" in rows[0]


def test_the_report_says_the_same_with_a_picture(tmp_path: Path, payroll: str, files: list[str]) -> None:
    words = ("--after", AFTER, "--lang", "en")
    assert run("report", payroll, "-o", str(tmp_path / "r.html"), *compare(files), *words).code == 0
    assert run("batch", payroll, "-o", str(tmp_path / "o.csv"), *compare(files), *words).code == 0
    meta = json.loads((tmp_path / "o.csv.meta.json").read_text("utf-8"))["compared"]
    page = Page((tmp_path / "r.html").read_text(encoding="utf-8"))
    shown = page.rows("Scenarios, gross per month")[2:]
    for row, told in zip(shown, meta, strict=True):
        assert row[0] == told["name"]
        amounts = [cents(each.strip("+").lstrip("€").replace(",", "")) for each in row[1:3]]
        assert amounts == [cents(told["gross"]), cents(told["difference"]["gross"])]
    assert "Difference to the law as it stands, gross per month" in page.text


def fund(payroll: str, activity: str, *words: str) -> Any:
    ran = run("fund", payroll, "--activity", activity, "--year", "2027", "--coverage-rate", "0.4", *words, "--json")
    assert ran.code == 0, ran.err
    return ran.json


def test_who_pays_under_each_scenario(tmp_path: Path, payroll: str, files: list[str]) -> None:
    services = [
        {"service_id": name, "department": code, "hours_apa": "9000", "hours_other": "1000"}
        for name, code in (("Nord", "48"), ("Sud", "12"))
    ]
    activity = str(table(tmp_path / "activity.csv", services))
    found = fund(payroll, activity, *compare(files))
    alone = {name: fund(payroll, activity, "--scenario", file) for name, file in zip(SCENARIOS, files, strict=True)}
    stands = fund(payroll, activity)
    assert found["total"] == stands["total"]
    for each in found["compared"]:
        own = alone[each["scenario"]["name"]]
        assert each["total"] == own["total"]
        for name, value in each["difference"].items():
            assert cents(value) == cents(own["total"][name]) - cents(stands["total"][name])
        assert cents(each["difference"]["cost"]) > 0
        for mine, theirs in zip(each["departments"], own["departments"], strict=True):
            assert mine["aid"] == theirs["aid"]
    out = tmp_path / "who.csv"
    year = ("--year", "2027", "--coverage-rate", "0.4", "--lang", "en")
    assert run("fund", payroll, "--activity", activity, *year, *compare(files), "-o", str(out)).code == 0
    totals = {row["scenario"]: row for row in read(out) if row["level"] == "total"}
    assert list(totals) == ["", *SCENARIOS]
    for each in found["compared"]:
        row = totals[each["scenario"]["name"]]
        assert (row["cost"], row["difference_cost"]) == (each["total"]["cost"], each["difference"]["cost"])
    book = tmp_path / "who.xlsx"
    assert run("fund", payroll, "--activity", activity, *year, *compare(files), "-o", str(book)).code == 0
    assert openpyxl.load_workbook(book)["Scenarios"].max_row == 1 + 2 * len(SCENARIOS)


def test_what_does_not_go_together(payroll: str, files: list[str]) -> None:
    out = ("-o", "-")
    both = run("batch", payroll, *out, "--scenario", files[0], "--compare", files[1])
    twice = run("batch", payroll, *out, "--compare", files[0], "--compare", files[0])
    for ran in (both, twice):
        assert (ran.code, ran.out) == (2, "")
        assert "--compare" in ran.err
