"""No text of an input becomes a formula in a spreadsheet, in any file that a command writes; amounts stay numbers.

Guards: payroll/spreadsheet_escape.py, payroll/writing/escaped_words.py.
"""

import csv
import io
import shlex
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revalo.payroll.spreadsheet_escape import STARTS, escape, unescape
from running import run

WICKED = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\uff1d1+1",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://x")',
    "-12,5",
    "'=1",
)
NUMBER = "0123456789"
COMMANDS = (
    "batch pay.csv -o out.csv",
    "batch pay.csv -o out.xlsx --by department",
    "batch pay.csv -o out.xlsx --show-small",
    "batch pay.csv -o out.csv --lines",
    "check pay.csv -o out.csv",
    "fund pay.csv --activity activity.csv --year 2022 -o out.csv",
    "fund pay.csv --activity activity.csv --year 2022 -o out.xlsx",
    "template -o out.xlsx",
    "template -o out.csv",
    "sample --rows 20 -o out.csv",
)


def payroll() -> str:
    """People whose every word begins like a formula, and some rejected."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\n")
    rows.writerow(("matricule", "service", "département", "catégorie", "année", "heures", "brut payé", "mois"))
    for word in WICKED:
        rows.writerow((word, word, "48", "C", "8", "104,00", "1000,00", "2022-10"))
        rows.writerow((word, word, word, word, "8", "104,00", "1000,00", "2022-10"))
    return text.getvalue()


def activity() -> str:
    text = io.StringIO()
    rows = csv.writer(text, delimiter=";", lineterminator="\n")
    rows.writerow(("service", "département", "heures APA"))
    rows.writerows((word, "48", "100") for word in WICKED)
    return text.getvalue()


def cells(path: Path) -> Iterator[str]:
    """Every cell of a file that a spreadsheet would look at as text or as a formula."""
    if path.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        assert not any(word in str(cell.value) for word in WICKED), cell.value
                    elif isinstance(cell.value, str):
                        yield cell.value
        return
    text = path.read_text("utf-8-sig")
    yield from (cell for row in csv.reader(text.splitlines(), delimiter=";" if ";" in text else ",") for cell in row)


def harmless(cell: str) -> bool:
    """Plain text, or a number."""
    bare = cell.removeprefix("-").replace(",", "").replace(".", "")
    return not cell.startswith(STARTS) or (bare.isascii() and bare.isdigit())


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_formula_in_any_file(command: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pay.csv").write_text(payroll(), encoding="utf-8")
    Path("activity.csv").write_text(activity(), encoding="utf-8")
    ran = run(*shlex.split(command), "--lang", lang)
    assert ran.code in (0, 4), ran.err
    written = list(tmp_path.glob("out*"))
    assert written
    for path in written:
        found = list(cells(path))
        assert found
        assert [cell for cell in found if not harmless(cell)] == []


def test_words_are_kept_behind_an_apostrophe_and_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pay.csv").write_text(payroll(), encoding="utf-8")
    run("batch", "pay.csv", "-o", "first.csv", "--lang", "fr")
    first = [row[0] for row in csv.reader(Path("first.csv").read_text("utf-8-sig").splitlines(), delimiter=";")][1:]
    assert first == [escape(unescape(word)) for word in WICKED]
    again = "\n".join(["matricule;catégorie;année", *(f'"{word.replace(chr(34), 2 * chr(34))}";C;8' for word in first)])
    Path("again.csv").write_text(again + "\n", encoding="utf-8")
    run("batch", "again.csv", "-o", "second.csv", "--lang", "fr")
    second = [row[0] for row in csv.reader(Path("second.csv").read_text("utf-8-sig").splitlines(), delimiter=";")][1:]
    assert second == first


def test_negative_amounts_stay_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pay.csv").write_text("matricule;catégorie;année;mois;before_month\n1;C;8;2021-09;2022-11\n", encoding="utf-8")
    for ending in ("csv", "xlsx"):
        assert run("batch", "pay.csv", "-o", f"out.{ending}").code == 0
    [row] = list(csv.DictReader(Path("out.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert row["gain"].startswith("-")
    assert set(row["gain"]) <= {*NUMBER, "-", ","}
    sheet = openpyxl.load_workbook("out.xlsx", data_only=True)["Personnes"]
    [place] = [cell.column for cell in sheet[1] if cell.value == "Gain"]
    assert sheet.cell(2, place).value < 0


@given(st.text(max_size=8).map(lambda text: text.replace("\0", "")), st.sampled_from(STARTS))
def test_neutral_is_undone_by_reading(text: str, start: str) -> None:
    assert not escape(start + text).startswith(STARTS)
    assert escape(escape(start + text)) == escape(start + text)
    assert unescape(escape(start + text)) == start + text
    assert unescape(escape(unescape(text))) == unescape(text)


def test_small_groups_are_together_in_whatever_travels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [f"{i};Grand;C;8" for i in range(9)] + [f"M{i};Moyen;C;9" for i in range(6)] + ["P1;Petit;C;20"]
    Path("pay.csv").write_text("\n".join(["matricule;service;catégorie;année", *rows]) + "\n", encoding="utf-8")
    shown = run("batch", "pay.csv", "-o", "out.xlsx").out
    assert {"Grand", "Moyen", "Petit"} <= set(shown.split()), "the screen of whoever ran the command"
    groups = [row[0].value for row in openpyxl.load_workbook("out.xlsx")["Services"].iter_rows()]
    assert {"Petit", "Moyen"}.isdisjoint(groups), "the middle one would tell the small one, from the total"
    assert "Grand" in groups
    assert run("report", "pay.csv", "-o", "out.html").code == 0
    assert "Petit" not in Path("out.html").read_text("utf-8")
    every = run("batch", "pay.csv", "-o", "out.xlsx", "--show-small").out
    assert "Petit" in every
    assert "Petit" in [row[0].value for row in openpyxl.load_workbook("out.xlsx")["Services"].iter_rows()]
