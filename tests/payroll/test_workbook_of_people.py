"""The workbook of a payroll: worked in without the source file, its headers read back, its assumptions filtered.

Guards: payroll/writing/headings.py, payroll/writing/kinds.py, payroll/writing/spill.py,
payroll/writing/xlsx_writer.py.
"""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from csv_tables import read, table
from revalo import language
from revalo.grids.law import Law
from revalo.payroll.reading.headers import canonical
from revalo.payroll.writing.headings import OF_COST, RESULTS, heading, line_labels
from revalo.people.columns import COLUMNS
from running import run

JOBS = ("avs", "tisf", "agent-a-domicile")
HEADINGS = {
    "fr": {
        "job": "Emploi",
        "echelon": "Échelon",
        "hours": "Heures",
        "after": "Après",
        "noted": "Supposé ou signalé (codes)",
    },
    "en": {
        "job": "Job",
        "echelon": "Échelon",
        "hours": "Hours per month",
        "after": "After",
        "noted": "Assumed or warned (codes)",
    },
}
SHEETS = {"fr": ("Personnes", "Hypothèses"), "en": ("People", "Assumptions")}


def people() -> list[dict[str, Any]]:
    return [
        {
            "employee_id": f"{i:04d}",
            "service_id": "Nord",
            "month": "2023-06",
            "job": JOBS[i % 3],
            "year": 3 + i % 9,
            "since": "" if i % 5 else "2012-03-15",
            "seniority": 2 + i % 9 if i % 5 else "",
            "echelon": "" if i % 4 == 0 else 1 + i % 3,
            "hours": f"{90 + i}.25",
            "overtime_25": "2.50" if i % 7 == 0 else "",
            "headcount": 1 + i % 2,
        }
        for i in range(30)
    ]


def rows_of(path: Path, sheet: str) -> list[dict[str, Any]]:
    heads, *rows = openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_workbook_is_worked_in_without_its_source(tmp_path: Path, lang: str) -> None:
    source, out, again = str(table(tmp_path / "in.csv", people())), tmp_path / "out.xlsx", tmp_path / "again.csv"
    assert run("batch", source, "-o", str(out), "--lines", "--lang", lang).code == 0
    assert run("batch", source, "-o", str(tmp_path / "out.csv"), "--lang", "en").code == 0
    found, names = rows_of(out, SHEETS[lang][0])[:-1], HEADINGS[lang]
    by_place: Counter[tuple[Any, Any]] = Counter()
    expected: Counter[tuple[Any, Any]] = Counter()
    for row, given, computed in zip(found, people(), read(tmp_path / "out.csv"), strict=True):
        by_place[row[names["job"]], row[names["echelon"]]] += int(Decimal(str(row[names["after"]])) * 100)
        expected[given["job"], given["echelon"] or None] += int(Decimal(computed["after_gross"]) * 100)
        assert Decimal(str(row[names["hours"]])) == Decimal(given["hours"])
    assert by_place == expected
    assert run("batch", str(out), "-o", str(again), "--lang", "en").code == 0
    assert read(again) == read(tmp_path / "out.csv")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_headers_of_inputs_are_read_back_and_those_of_results_are_not(law: Law, lang: str) -> None:
    language.use(lang)
    try:
        inputs = {name: canonical(heading(name), {}) for name in COLUMNS}
        results = [heading(name) for name in RESULTS if name not in ("paid", "due")]
        results += [heading(f"{side}_{name}") for side in ("before", "after") for name in OF_COST]
        results += line_labels(law).values()
        results += [heading(f"scenario_six_points_{what}") for what in ("gross", "difference", "cost")]
        understood = {head: canonical(head, {}) for head in results if canonical(head, {}) is not None}
    finally:
        language.use("fr")
    assert inputs == {name: name for name in COLUMNS}
    assert understood == {}


def test_rows_that_something_was_assumed_for_are_found_by_a_filter(tmp_path: Path) -> None:
    source, out = str(table(tmp_path / "in.csv", people())), tmp_path / "out.xlsx"
    assert run("batch", source, "-o", str(out), "--lang", "en").code == 0
    rows, assumed = rows_of(out, "People")[:-1], rows_of(out, "Assumptions")
    assert [row["Row of the source file"] for row in rows] == list(range(2, 32))
    assert {row["Source file"] for row in rows} == {"in.csv"}
    codes = [set((row["Assumed or warned (codes)"] or "").split()) for row in rows]
    assert {"echelon", "structure"} <= {each["Code"] for each in assumed}
    for each in assumed:
        concerned = [
            row["Row of the source file"] for row, said in zip(rows, codes, strict=True) if each["Code"] in said
        ]
        assert (each["Rows"], each["First row"]) == (len(concerned), min(concerned)), each
        assert each["Kind"] in ("Assumed", "Warning")
        assert each["Reason"]
        assert each["First file"] == "in.csv"


def test_the_summary_alone_without_a_file(tmp_path: Path) -> None:
    source = str(table(tmp_path / "in.csv", people()))
    before = sorted(each.name for each in tmp_path.iterdir())
    for command in ("batch", "report"):
        ran = run(command, source, "--lang", "en")
        assert ran.code == 0
        assert "45" in ran.out, "the people"
        assert sorted(each.name for each in tmp_path.iterdir()) == before, "nothing is written"
    assert run("batch", source, "--rejects", str(tmp_path / "r.csv")).code == 0


def test_a_report_without_a_file_says_who_pays_too(tmp_path: Path) -> None:
    source = str(table(tmp_path / "in.csv", people()))
    hours = [{"service_id": "Nord", "department": "48", "hours_apa": "9000", "hours_other": "1000"}]
    words = ("--activity", str(table(tmp_path / "a.csv", hours)), "--year", "2023", "--lang", "en")
    ran = run("report", source, *words)
    assert ran.code == 0, ran.err
    assert "Département 48, year 2023" in ran.out
