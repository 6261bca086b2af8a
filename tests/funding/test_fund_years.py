"""`revalo fund` over years: what changes from one to the next, services without staff, a blank activity.

Guards: funding/hours.py, funding/remarks.py.
"""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from csv_tables import read, table
from running import run

STAFF = {"job": "avs", "year": "8", "seniority": "8", "hours": "151.67", "headcount": "20"}


def activity(*names: str) -> list[dict[str, Any]]:
    return [
        {"service_id": name, "department": "48", "hours_apa": f"{9 + i}000", "hours_other": "1000"}
        for i, name in enumerate(names)
    ]


@pytest.fixture
def payroll(tmp_path: Path) -> str:
    return str(table(tmp_path / "in.csv", [STAFF | {"service_id": name} for name in ("Nord", "Sud")]))


def fund(payroll: str, hours: Path, *words: str) -> Any:
    return run("fund", payroll, "--activity", str(hours), "--year", "2022", *words)


def test_a_service_without_staff_is_a_reject(tmp_path: Path, payroll: str) -> None:
    """The other services are settled as if it were not in the file, in every year and under every scenario."""
    whole = table(tmp_path / "whole.csv", activity("Nord", "Sud"))
    more = table(tmp_path / "more.csv", activity("Nord", "Sud", "Ouest"))
    alone, found = (fund(payroll, hours, "--json") for hours in (whole, more))
    assert (alone.code, found.code) == (0, 4)
    assert found.json["departments"] == alone.json["departments"]
    assert found.json["total"] == alone.json["total"]
    assert [each for each in found.json["warnings"] if "Ouest" in each]
    rejects = tmp_path / "rejects.csv"
    assert fund(payroll, more, "--rejects", str(rejects), "--lang", "en").code == 4
    [row] = read(rejects)
    assert Path(row["file"]).name == "more.csv"
    assert (row["row"], row["column"], row["code"]) == ("4", "service_id", "not-in-payroll")
    assert "Rejected rows" in fund(payroll, more, "--rejects", str(rejects), "--lang", "en").out
    page = run(
        *("report", payroll, "--activity", str(more), "--year", "2022", "-o", str(tmp_path / "r.html")),
        *("--rejects", str(tmp_path / "r.csv"), "--lang", "en"),
    )
    assert page.code == 4
    assert [each["code"] for each in read(tmp_path / "r.csv")] == ["not-in-payroll"]


def test_no_service_with_staff_at_all_is_the_end(tmp_path: Path, payroll: str) -> None:
    hours = table(tmp_path / "none.csv", activity("Ouest"))
    ran = fund(payroll, hours)
    assert (ran.code, ran.out) == (3, "")


def test_years_come_first_with_what_changes(tmp_path: Path, payroll: str) -> None:
    hours = table(tmp_path / "hours.csv", activity("Nord", "Sud"))
    ran = fund(payroll, hours, "--year", "2023", "--year", "2021", "--lang", "en")
    assert ran.code == 0
    lines = ran.out.splitlines()
    changes = [line for line in lines if line.startswith("- from ")]
    assert [line[:20] for line in changes] == ["- from 2021 to 2022:", "- from 2022 to 2023:"]
    assert lines.index(changes[0]) < next(i for i, line in enumerate(lines) if line.startswith("Département 48"))
    found = fund(payroll, hours, "--year", "2023", "--year", "2021", "--json").json["evolution"]
    cents = {each["year"]: int(each["cost"].replace(".", "")) for each in found}
    more = cents[2022] - cents[2021]
    assert f"cost +€{more // 100:,}.{more % 100:02d}" in " ".join(lines)
    assert "share 70% → 50%" in " ".join(lines)


def test_assumptions_are_grouped_by_where_they_come_from(tmp_path: Path, payroll: str) -> None:
    hours = table(tmp_path / "hours.csv", activity("Nord", "Sud"))
    out = fund(payroll, hours, "--participation", "0.1", "--lang", "en").out
    yours, decide, laws = (
        out.index(f"\n{each}") for each in ("What you gave", "To decide before the vote", "What the law leaves open")
    )
    assert yours < out.index("- User contributions: 10%") < decide
    places = (
        "- Reading of the hourly",
        "- Occupational-accident rate",
        "- Staff of the employer: 50",
        "- Month of the p",
    )
    found = [out.index(each) for each in places]
    assert [decide, *found, laws] == sorted([decide, *found, laws]), "what moves the amount most comes first"


def test_what_is_voted_comes_before_where_it_comes_from(tmp_path: Path, payroll: str) -> None:
    hours = table(tmp_path / "hours.csv", activity("Nord", "Sud"))
    given = ("--participation", "0.1", "--lang", "en")
    out, found = fund(payroll, hours, *given).out, fund(payroll, hours, *given, "--json").json
    amounts = found["departments"][0]
    lines = [" ".join(line.split()) for line in out.splitlines()]
    vote, aid, advance, balance = (
        next(i for i, line in enumerate(lines) if line.startswith(each))
        for each in ("Net cost to the département €", "CNSA aid €", "advance (80%) €", "balance €")
    )
    assert vote < aid < advance < balance < lines.index("Where it comes from %")
    cents = {name: int(amounts[name].replace(".", "")) for name in ("aid", "advance", "balance", "remainder")}
    for place, name in ((vote, "remainder"), (aid, "aid"), (advance, "advance"), (balance, "balance")):
        assert f"€{cents[name] // 100:,}.{cents[name] % 100:02d}" in lines[place]


@pytest.mark.parametrize("name", ["activity.csv", "activity.xlsx"])
def test_a_blank_activity_is_read(tmp_path: Path, payroll: str, name: str) -> None:
    path = tmp_path / name
    assert run("template", "--activity", "-o", str(path), "--lang", "en").code == 0
    assert fund(payroll, path, "--json").code == 0
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        assert book.sheetnames == ["Activity", "Columns"]
        assert [row[0] for row in book["Columns"].iter_rows(values_only=True)] == [
            cell.value for cell in book["Activity"][1]
        ]
