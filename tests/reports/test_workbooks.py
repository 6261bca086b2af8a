"""Workbooks for reviewers: values and formulas agree, nothing typed becomes a formula, sheets filter and print.

Guards: payroll/writing/arrears_workbook.py, payroll/writing/kinds.py, payroll/writing/notes.py,
payroll/writing/xlsx_writer.py, reports/tables/fund.py, reports/tables/fund_workbook.py, reports/tables/project.py,
reports/tables/project_groups.py, reports/tables/project_workbook.py.
"""

import json
import random
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from fund_files import drawn_activity, drawn_people, table
from revalo.payroll.writing import xlsx_writer
from revalo.reports.tables import fund_workbook
from running import run
from workbooks import OFFICE, cells, computed, emptied

SHEETS = ["Summary", "People", "Services", "Assumptions", "Texts"]
HEADS = {
    "before_gross": "Before",
    "after_gross": "After",
    "gain": "Gain",
    "gain_percent": "Gain %",
    "headcount": "Number of people",
}
AMOUNTS = tuple(HEADS)
HOSTILE = ("=1+1", "+33", "-x", "@SUM(A1)", "nord", "NORD", "01", "1", "a*", ">5", "")


def batch(folder: Path, rows: list[dict[str, Any]], *options: str) -> Path:
    out = folder / "out.xlsx"
    lang = () if "--lang" in options else ("--lang", "en")
    ran = run("batch", str(table(folder / "in.csv", rows)), "-o", str(out), *lang, *options)
    assert (ran.code, ran.err) == (0, "")
    return out


def people(number: int = 12, **others: Any) -> list[dict[str, Any]]:
    """People of services whose names a careless formula would mix up, or take for conditions."""
    rows = drawn_people(random.Random(5), ["S0"], number)
    return [row | {"service_id": HOSTILE[i % len(HOSTILE)]} | others for i, row in enumerate(rows)]


def values(path: Path, sheet: str) -> list[list[Any]]:
    return [list(row) for row in openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True)]


def letter(path: Path, sheet: str, head: str) -> str:
    """The letter of the column under a heading."""
    return str(get_column_letter(values(path, sheet)[0].index(head) + 1))


def test_values_of_formulas_are_those_of_the_other_formats(tmp_path: Path) -> None:
    out, plain = batch(tmp_path, people(), "--by-text", "--show-small"), tmp_path / "out.jsonl"
    assert run("batch", str(tmp_path / "in.csv"), "-o", str(plain), "--lang", "en").code == 0
    held = [json.loads(line) for line in plain.read_text(encoding="utf-8").splitlines()]
    heads, *rows, total = values(out, "People")
    for row, expected in zip(rows, held, strict=True):
        found = dict(zip(heads, row, strict=True))
        assert all(Decimal(str(found[HEADS[name]])) == Decimal(expected[name]) for name in AMOUNTS)
    weighted = sum(Decimal(each["gain"]) * int(each["headcount"]) for each in held)
    assert Decimal(str(dict(zip(heads, total, strict=True))["Gain"])) == weighted
    summary = {row[0]: row[1] for row in values(out, "Summary")}
    assert Decimal(str(summary["Gain"])) == weighted
    assert summary["People"] == sum(int(each["headcount"]) for each in held)
    names = Counter[str]()
    for each in held:
        names[each["service_id"] or "(none)"] += int(each["headcount"])
    assert {row[0].removeprefix("'"): row[1] for row in values(out, "Services")[1:-1]} == dict(names)


def test_only_our_own_cells_are_formulas(tmp_path: Path) -> None:
    rows = [row | {"employee_id": f"=cmd|' /C calc'!A{i}"} for i, row in enumerate(people())]
    out = batch(tmp_path, rows)
    places = [(sheet, place) for sheet, place, value in cells(out, formulas=True) if str(value).startswith("=")]
    assert {sheet for sheet, _place in places} == {"Summary", "People", "Services"}
    assert {place[0] for sheet, place in places if sheet == "People"} == {
        letter(out, "People", HEADS[name]) for name in AMOUNTS
    }
    assert {place[0] for sheet, place in places if sheet == "Services"} == {"B", "C", "D", "E", "F"}
    assert not any(
        str(value).startswith(("+", "-", "@")) for _sheet, _place, value in cells(out) if isinstance(value, str)
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_sheets_filter_and_print(tmp_path: Path, lang: str) -> None:
    out = batch(tmp_path, people(), "--lang", lang)
    book = openpyxl.load_workbook(out)
    euro = {"fr": '#,##0.00\\ "€"', "en": '"€"#,##0.00;-"€"#,##0.00'}[lang]
    for place, sheet in enumerate(book.worksheets):
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.page_setup.fitToHeight == 0
        assert "&P / &N" in f"{sheet.oddFooter.right.text}".replace("&[Page]", "&P").replace("&[Pages]", "&N")
        if place:
            assert (sheet.freeze_panes, sheet.print_title_rows) == ("B2", "$1:$1")
            assert sheet.auto_filter.ref
    people_sheet = book.worksheets[1]
    assert (
        people_sheet[f"{letter(out, people_sheet.title, {'fr': 'Avant', 'en': 'Before'}[lang])}2"].number_format == euro
    )
    assert people_sheet.auto_filter.ref == f"A1:{get_column_letter(people_sheet.max_column)}13"


def test_a_payroll_too_long_for_a_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = values(batch(tmp_path, people(30)), "Summary")
    monkeypatch.setattr(xlsx_writer, "MOST_ROWS", 12)
    out = batch(tmp_path, people(30))
    book = openpyxl.load_workbook(out, data_only=True)
    assert book.sheetnames == ["Summary", "People", "People 2", "People 3", *SHEETS[2:]]
    assert [book[name].max_row for name in book.sheetnames[1:4]] == [14, 14, 8]
    assert values(out, "Summary") == whole
    gain = openpyxl.load_workbook(out)["Summary"]["B7"].value
    place = letter(out, "People", "Number of people")
    assert gain == f"=People!{place}14+'People 2'!{place}14+'People 3'!{place}8"


def test_sums_of_many_groups_stand_as_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = values(batch(tmp_path, people()), "Services")
    monkeypatch.setattr(xlsx_writer, "MOST_COMPARED", 10)
    out = batch(tmp_path, people())
    assert values(out, "Services") == held
    assert not any(str(cell.value).startswith("=") for cell in openpyxl.load_workbook(out)["Services"]["B"][:-1])
    for by, title in (("category", "Categories"), ("sector", "Sectors"), ("department", "Départements")):
        assert title in openpyxl.load_workbook(batch(tmp_path, people(), "--by", by)).sheetnames


def test_nobody_at_all(tmp_path: Path) -> None:
    path = table(tmp_path / "in.csv", [{"employee_id": "1", "category": "Z", "year": "3"}])
    assert run("batch", str(path), "-o", str(tmp_path / "out.xlsx"), "--lang", "en").code == 4
    assert ["People", 0] in [row[:2] for row in values(tmp_path / "out.xlsx", "Summary")]


def fund(folder: Path, *options: str) -> Path:
    rng, out = random.Random(23), folder / "fund.xlsx"
    names = [name for name in HOSTILE if name]
    payroll = table(folder / "paie.csv", drawn_people(rng, names, 30))
    activity = table(folder / "activite.csv", drawn_activity(rng, names))
    ran = run("fund", str(payroll), "--activity", str(activity), "-o", str(out), "--lang", "en", *options)
    assert (ran.code, ran.err) == (0, "")
    return out


def test_many_services_stand_as_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = {(sheet, place): value for sheet, place, value in cells(fund(tmp_path, "--year", "2022"))}
    monkeypatch.setattr(fund_workbook, "MOST_COMPARED", 10)
    assert {(sheet, place): value for sheet, place, value in cells(fund(tmp_path, "--year", "2022"))} == held


FUNDS = [
    ("--year", "2021", "--year", "2022", "--year", "2023"),
    ("--year", "2023", "--hourly-reading", "cost", "--hours-factor", "0.05"),
    ("--year", "2025", "--coverage-rate", "0.427"),
]


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here (Debian: libreoffice-calc)")
def test_libreoffice_finds_every_value(tmp_path: Path) -> None:
    books = [batch(tmp_path, people(40), "--by-text", "--lines").rename(tmp_path / "batch-0.xlsx")]
    books.append(batch(tmp_path, people(40, headcount=1)).rename(tmp_path / "batch-1.xlsx"))
    books += [fund(tmp_path, *options).rename(tmp_path / f"fund-{i}.xlsx") for i, options in enumerate(FUNDS)]
    for path in books:
        bare = emptied(path, tmp_path / "bare")
        formulas = [(sheet, place) for sheet, place, value in cells(path, formulas=True) if str(value).startswith("=")]
        blank = {(sheet, place) for sheet, place, _value in cells(bare)}
        assert len(formulas) > 50
        assert not blank.intersection(formulas)
        again = {(sheet, place): value for sheet, place, value in cells(computed(bare, tmp_path))}
        for sheet, place, value in cells(path):
            assert again[sheet, place] == (pytest.approx(value, abs=1e-9) if isinstance(value, float) else value)
