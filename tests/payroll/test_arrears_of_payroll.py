"""`revalo arrears PAYROLL`: what is owed to each person, month by month and text by text, against the oracle.

Guards: payroll/arrears.py, payroll/writing/arrears_workbook.py, people/arrears.py, people/arrears_sums.py,
reports/json/arrears_of_payroll.py, reports/terminal/arrears_of_payroll.py.
"""

import json
import random
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from csv_tables import read, table
from oracle import TEXTS, payslip
from people import BEYOND, person, worker
from revalo.calendar import month_after, months
from running import run

COLUMNS = ("category", "year", "status", "degree", "echelon", "seniority", "since", "diploma", "hours", "fte")
COUNTS = ("tutor", "apprentices", "sunday_hours", "night_hours", *BEYOND)
TEXT_COLUMN = "owed_avenant_"
AVS = {"job": "avs", "category": "C", "year": "8", "seniority": "8", "echelon": "2", "hours": "151.67"}


def cents(text: str) -> int:
    return int(Decimal(text) * 100)


def drawn(seed: int, number: int) -> list[dict[str, Any]]:
    """People whose every input stands in a column of files."""
    rng = random.Random(seed)
    every = (person(rng) for _ in iter(int, 1))
    found: list[dict[str, Any]] = []
    while len(found) < number:
        given = {name: value for name, value in next(every).items() if name in (*COLUMNS, *COUNTS)}
        found.append(given if {"hours", "fte"} & given.keys() else given | {"fte": "1"})
    return found


def row_of(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given.get(name, "") for name in (*COLUMNS, *COUNTS)}


def month_end(day: date) -> date:
    return date.fromordinal(month_after(day).toordinal() - 1)


def owed(given: dict[str, Any], day: date, *, member: bool) -> tuple[int, int]:
    """What was paid as the law was known on the last day of the month, and what was due: by the oracle."""
    who = worker(given)
    return (
        payslip(who, day, member=member, known_on=month_end(day))["gross"],
        payslip(who, day, member=member)["gross"],
    )


@pytest.mark.parametrize("member", [True, False])
def test_rows_with_a_month_are_those_of_the_oracle(tmp_path: Path, *, member: bool) -> None:
    rng = random.Random(11)
    late = list(months(date(2021, 11, 1), date(2024, 6, 1)))
    people = [(given, rng.choice(late)) for given in drawn(5, 400)]
    rows = [
        {"employee_id": f"P{i}", "month": day.strftime("%Y-%m")} | row_of(given)
        for i, (given, day) in enumerate(people)
    ]
    out = tmp_path / "out.csv"
    said = run(
        *("arrears", str(table(tmp_path / "in.csv", rows)), "-o", str(out), "--on", "2024-07-01", "--lang", "en"),
        "--member" if member else "--no-member",
    )
    assert said.code == 0, said.err
    found = {row["employee_id"]: row for row in read(out)}
    for i, (given, day) in enumerate(people):
        paid, due = owed(given, day, member=member)
        row = found.get(f"P{i}")
        assert (row is None) <= (paid == due), (given, day)
        if row is not None:
            assert (cents(row["paid"]), cents(row["due"]), cents(row["owed"])) == (paid, due, due - paid)
            by_text = {name: cents(value) for name, value in row.items() if name.startswith(TEXT_COLUMN)}
            assert sum(by_text.values()) == due - paid
            assert row["texts"].split() == [
                name.removeprefix("owed_").replace("_", "-") for name, value in by_text.items() if value
            ]
    assert bool(found) == member, "texts bind others from their extension, when they are known"


def test_each_text_brings_what_it_brings_alone(tmp_path: Path) -> None:
    """In October 2022 three texts were late: each adds to the ones before it, in the order of their dates."""
    people = drawn(7, 60)
    day, known = date(2022, 10, 1), date(2022, 10, 31)
    rows = [{"employee_id": f"P{i}", "month": "2022-10"} | row_of(given) for i, given in enumerate(people)]
    out = tmp_path / "out.csv"
    assert run("arrears", str(table(tmp_path / "in.csv", rows)), "-o", str(out), "--lang", "en").code == 0
    late = ("avenant-51", "avenant-52", "avenant-54")
    assert all((TEXTS[name].approved or known) > known for name in late)
    found = {row["employee_id"]: row for row in read(out)}
    assert len(found) > 40
    for i, given in enumerate(people):
        gross = [payslip(worker(given), day, without=frozenset(late[step:]))["gross"] for step in range(4)]
        expected = [two - one for one, two in pairwise(gross)]
        row: Mapping[str, Any] = found.get(f"P{i}", Counter())
        assert [cents(str(row[f"owed_{name.replace('-', '_')}"])) for name in late] == expected


def test_a_file_without_months_stands_for_each_of_them(tmp_path: Path) -> None:
    people = [AVS | {"employee_id": "1"}, {**AVS, "seniority": "", "since": "2022-06-15", "employee_id": "2"}]
    out = tmp_path / "out.csv"
    path = str(table(tmp_path / "in.csv", people))
    assert run("arrears", path, "-o", str(out), "--to", "2023-06", "--lang", "en").code == 0
    found = read(out)
    one_person = run("arrears", *_options(AVS), "--to", "2023-06", "--json").json
    due = {each["month"]: each["owed"] for each in one_person["months"] if each["owed"] != "0.00"}
    assert {row["month"]: row["owed"] for row in found if row["employee_id"] == "1"} == due
    assert min(row["month"] for row in found if row["employee_id"] == "2") == "2022-07", "the first whole month"


def _options(given: dict[str, str]) -> list[str]:
    return [word for name, value in given.items() for word in (f"--{name}", value)]


@pytest.mark.parametrize(("on", "within"), [("2025-09-30", "1"), ("2025-10-01", "1"), ("2025-11-01", "0")])
def test_three_years_are_counted_in_months(tmp_path: Path, on: str, within: str) -> None:
    path = str(table(tmp_path / "in.csv", [AVS | {"employee_id": "1", "month": "2022-10"}]))
    out = tmp_path / "out.csv"
    assert run("arrears", path, "-o", str(out), "--on", on, "--lang", "en").code == 0
    [row] = read(out)
    assert row["within_36_months"] == within
    found = run("arrears", path, "--on", on, "--json").json
    claimed = row["owed"] if within == "1" else "0.00"
    assert found["total"] == {"owed": row["owed"], "within_36_months": claimed, "paid_above": "0.00"}


def payroll(tmp_path: Path) -> str:
    rows = [
        AVS | {"employee_id": "1", "service_id": "Nord", "month": "2022-01", "headcount": "3"},
        AVS | {"employee_id": "2", "service_id": "Nord", "month": "2022-10", "headcount": "1"},
        AVS | {"employee_id": "3", "service_id": "Sud", "month": "2024-10", "headcount": "1"},
        {**AVS, "job": "sorcier", "employee_id": "4", "month": "2022-11", "headcount": "1"},
        AVS | {"employee_id": "5", "service_id": "Sud", "month": "2020-11", "headcount": "1"},
    ]
    return str(table(tmp_path / "in.csv", rows))


def test_sums_rows_and_rejects(tmp_path: Path) -> None:
    ran = run("arrears", payroll(tmp_path), "--from", "2021-09", "--on", "2023-01-01", "--json")
    assert ran.code == 4
    found = ran.json
    assert found["rows"] == {"in": 5, "out": 3, "rejected": 1, "skipped": 0, "outside": 1}
    assert found["rejected"] == {"unknown-code": 1}
    assert (found["pays"], found["pays_owed"]) == (5, 4)
    amounts = {each["month"]: each["owed"] for each in found["months"]}
    assert amounts["2022-01"] == "10.98", "three people, 3.66 each"
    assert found["total"]["owed"] == f"{sum(map(Decimal, amounts.values()))}"
    assert sum(Decimal(each["owed"]) for each in found["texts"]) == Decimal(found["total"]["owed"])
    assert found["texts"][0] | {"owed": "", "within_36_months": ""} == {
        "text": "avenant-51",
        "known_on": "2022-12-10",
        "from": "2022-01",
        "to": "2022-10",
        "pays": 4,
        "owed": "",
        "within_36_months": "",
    }


def test_every_format_says_the_same(tmp_path: Path) -> None:
    path = payroll(tmp_path)
    for name in ("out.csv", "out.parquet", "out.jsonl", "out.xlsx"):
        assert run("arrears", path, "-o", str(tmp_path / name), "--lang", "en").code == 4, name
    rows = [{name: value or None for name, value in row.items()} for row in read(tmp_path / "out.csv")]
    parquet = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [{k: None if v is None else str(v) for k, v in row.items()} for row in parquet] == rows
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert lines == rows
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", data_only=True)
    assert book.sheetnames == ["Summary", "People", "Assumptions", "Texts"]
    written = list(book["People"].iter_rows(2, 1 + len(rows), values_only=True))
    heads = [cell.value for cell in book["People"][1]]
    amounts = [heads.index(head) for head in ("Paid (texts published by then)", "Due (texts published since)")]
    for found, row in zip(written, rows, strict=True):
        assert [Decimal(str(found[place])) for place in amounts] == [Decimal(str(row[n])) for n in ("paid", "due")]
        assert (found[heads.index("Job")], found[heads.index("Échelon")]) == ("avs", 2)
    meta = json.loads((tmp_path / "out.csv.meta.json").read_text("utf-8"))
    assert meta["rows"]["in"] == 5
    assert [each["text"] for each in meta["texts"]] == ["avenant-51", "avenant-52", "avenant-54"]


def test_nothing_owed_writes_the_headers_alone(tmp_path: Path) -> None:
    path = str(table(tmp_path / "in.csv", [AVS | {"employee_id": "1", "month": "2024-10"}]))
    for name in ("out.csv", "out.parquet", "out.xlsx"):
        assert run("arrears", path, "-o", str(tmp_path / name)).code == 0, name
    assert read(tmp_path / "out.csv") == []
    assert "0,00" in run("arrears", path).out


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("in.csv", "--job", "avs"), "--job"),
        (("in.csv", "--sector", "fph"), "--sector"),
        (("--job", "avs", "--on", "2024-01-01"), "--on"),
        (("--job", "avs", "--all-sheets"), "--all-sheets"),
        (("in.csv", "--csv", "-o", "out.csv"), "--csv"),
    ],
)
def test_options_of_one_are_refused_with_the_other(words: tuple[str, ...], option: str) -> None:
    ran = run("arrears", *words)
    assert (ran.code, ran.out) == (2, "")
    assert option in ran.err
