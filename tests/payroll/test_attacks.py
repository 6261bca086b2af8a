"""What breaking the program was tried with: each attack has its refusal, its row of rejects or its mark.

Guards: controls.py, payroll/reading/number.py.
"""

import io
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

import attacks
from revalo.controls import on_one_line, shown_name, without_controls
from revalo.payroll.reading import inputs
from revalo.payroll.reading.headers import like_data
from revalo.payroll.reading.number import TWO_MARKS, read_number
from revalo.reports.pages.names import Names
from running import run

NIR = "1850575123456"
PAYROLL = "matricule;service;catégorie;année\n1;Nord;C;8\n2;Nord;C;9\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("p.csv").write_text(PAYROLL, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", attacks.WORKBOOKS)
def test_a_small_workbook_never_fills_the_memory(name: str) -> None:
    Path("w.xlsx").write_bytes(attacks.WORKBOOKS[name])
    ran = run("batch", "w.xlsx", "-o", "r.csv", "--lang", "en")
    assert (ran.code, "R309" in ran.err) == (3, True)
    assert sorted(os.listdir()) == ["p.csv", "w.xlsx"]  # noqa: PTH208 - names alone


def test_a_small_parquet_file_never_fills_the_memory() -> None:
    words = pa.DictionaryArray.from_arrays(np.zeros(2000, np.int32), pa.array(["x" * 1_000_000]))
    table = pa.table({"matricule": words, "catégorie": ["C"] * 2000})
    parquet.write_table(table, "big.parquet", store_schema=False)
    ran = run("batch", "big.parquet", "-o", "r.csv", "--lang", "en")
    assert (ran.code, "R309" in ran.err) == (3, True)


@pytest.mark.parametrize("header", ["since", "Heures"])
@pytest.mark.parametrize(
    "column",
    [
        pa.array([10**9], pa.int32()).cast(pa.date32()),
        pa.array([-(10**6)], pa.int32()).cast(pa.date32()),
        pa.array([2**62], pa.int64()).cast(pa.timestamp("us")),
    ],
)
def test_a_day_out_of_every_calendar_is_a_reject(column: pa.Array, header: str) -> None:
    parquet.write_table(pa.table({"employee_id": ["1"], "category": ["C"], header: column}), "d.parquet")
    assert run("batch", "d.parquet", "-o", "r.csv").code == 4
    assert {"since": "not-a-date", "Heures": "not-a-number"}[header] in Path("r.csv.rejects.csv").read_text("utf-8")


def test_a_moment_in_billionths_is_read_as_its_day() -> None:
    """With pandas or without: pyarrow gives such a moment to pandas, and refuses it where pandas is not."""
    moment = pa.array([1_365_984_000_000_000_001], pa.timestamp("ns"))
    for name, since in (("fine", moment), ("day", pa.array([date(2013, 4, 15)]))):
        parquet.write_table(pa.table({"employee_id": ["1"], "category": ["C"], "since": since}), f"{name}.parquet")
        assert run("batch", f"{name}.parquet", "-o", f"{name}.csv").code == 0
    assert Path("fine.csv").read_text("utf-8").replace("fine", "day") == Path("day.csv").read_text("utf-8")


@pytest.mark.parametrize("text", ["2,000", "2.000", "1,900", "12.340", "-2,000"])
@pytest.mark.parametrize("decimal", [",", "."])
@pytest.mark.parametrize("name", ["gross", "headcount", "paid_gross", "hours_apa"])
def test_three_digits_after_one_mark_may_be_thousands(text: str, decimal: str, name: str) -> None:
    assert read_number(text, name, decimal) == TWO_MARKS


def test_other_numbers_are_read_as_before() -> None:
    assert read_number("2,00", "gross", ",") == 2_00
    assert read_number("2 000", "gross", ",") == 2000_00
    assert read_number("2000,0", "gross", ",") == 2000_00
    assert read_number("0,800", "fte", ",") == 800_000
    assert read_number("104,000", "hours", ",") == 104_00


def test_a_profile_says_what_three_digits_are() -> None:
    Path("b.csv").write_text("matricule;secteur;structure;métier;brut\n1;ccn51;ehpad;infirmier;2.000\n", "utf-8")
    Path("m.yaml").write_text('thousands: "."\ndecimal: ","\n', "utf-8")
    assert run("batch", "b.csv", "-o", "r.csv").code == 4
    assert run("batch", "b.csv", "-o", "r.csv", "--mapping", "m.yaml", "--lang", "en").code == 0
    assert "2000.00" in Path("r.csv").read_text("utf-8")


def test_a_decimal_of_a_parquet_file_keeps_its_value() -> None:
    gross = pa.array(["2000.000"]).cast(pa.decimal128(12, 3))
    columns = {"employee_id": ["1"], "sector": ["ccn51"], "structure": ["ehpad"], "profession": ["infirmier"]}
    parquet.write_table(pa.table({**columns, "gross": gross}), "g.parquet")
    assert run("batch", "g.parquet", "-o", "r.csv", "--lang", "en").code == 0
    assert "2000.00" in Path("r.csv").read_text("utf-8")


CONTROLS = ["\x1b[31m", "\x9b31m", "\x1b]52;c;aGk=\x1b\\", "\u202e", "\u2066", "\x07", "\x7f", "\ud800"]


@pytest.mark.parametrize("control", CONTROLS)
def test_no_control_reaches_a_screen(control: str) -> None:
    assert not any(each in without_controls(f"a{control}b") for each in control if not each.isprintable())


@pytest.mark.parametrize("control", CONTROLS[:-1])
def test_no_control_of_a_file_reaches_a_screen(control: str) -> None:
    rows = {"matricule": [f"{n}" for n in range(9)], "service": [f"N{control}ord"] * 9, "catégorie": ["C"] * 9}
    parquet.write_table(pa.table({**rows, "année": ["8"] * 9, f"x{control}y": ["z"] * 9}), "c.parquet")
    title = f'"{control}"'.encode("unicode_escape").decode().replace("\\x1b\\\\", "\\x1b")
    Path("s.yaml").write_text(
        f"name: x1\ntitle: {{fr: {title}, en: {title}}}\nfrom: 2027-01-01\nchanges:\n"
        "  - {path: avenant43.point_value, value: 6.00}\n",
        "utf-8",
    )
    for command in (
        ("batch", "c.parquet", "-o", "r.csv"),
        ("columns", "c.parquet"),
        ("compute", "--job", "avs", "--seniority", "8", "--echelon", "2", "--scenario", "s.yaml"),
    ):
        ran = run(*command)
        shown = (ran.out + ran.err).replace("\n", "")
        assert not any(each in shown for each in control if not each.isprintable())


def test_a_header_forges_no_line() -> None:
    assert on_one_line("a\nError: b") == "a Error: b"
    Path("h.csv").write_text('matricule;catégorie;année;"x\nErreur : y"\n1;C;8;z\n', "utf-8")
    assert "\nErreur" not in run("batch", "h.csv", "-o", "r.csv").err


@pytest.mark.parametrize(
    "letter", ["😀", "漢字", "नमस्ते", "\u0600", "１＝", "a\u0301\u0301", "\ufffe", "\ud7ff", "\x85"]
)
def test_a_letter_that_the_font_lacks_is_replaced_and_told(letter: str) -> None:
    pytest.importorskip("typst")
    Path("l.csv").write_text(f"matricule;catégorie;année\n3{letter};C;8\n", "utf-8")
    assert run("sheet", "--batch", "l.csv", "-o", "r.pdf").code == 0
    assert Path("r.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have names in Unicode alone")
def test_names_of_files_that_are_not_text() -> None:
    name = os.fsdecode(b"ns\xff.csv")
    Path(name).write_text(PAYROLL + "3;Nord;Z;9\n", "utf-8")
    assert run("batch", name, "-o", "r.csv").code == 4
    assert run("report", name, "-o", "r.html").code == 4
    scenario = os.fsdecode(b"sc\xff.yaml")
    Path(scenario).write_text("name: x\n", "utf-8")
    assert run("batch", "p.csv", "-o", "r.csv", "--scenario", scenario).code == 3
    assert run("report", "p.csv", "-o", "r.html", "--title", os.fsdecode(b"\xff")).code == 0


def test_an_error_of_a_file_that_is_not_one_quotes_nothing_of_it() -> None:
    Path("wrong.yaml").write_text(f"NOM Prénom {NIR}: 2000\n", "utf-8")
    Path("law").mkdir()
    Path("law/wrong.yaml").write_text(f"NOM Prénom {NIR}: 2000\n", "utf-8")
    for options in (("--mapping", "wrong.yaml"), ("--scenario", "wrong.yaml"), ("--law", "law")):
        ran = run("batch", "p.csv", "-o", "r.csv", *options)
        assert ran.code == 3
        assert NIR not in ran.err
        assert "NOM" not in ran.err


def test_results_name_a_file_never_its_folders(tmp_path: Path) -> None:
    house = tmp_path / "secret" / NIR
    house.mkdir(parents=True)
    (house / "paie.csv").write_text("matricule;catégorie;année\n1;C;8\n2;Z;8\n", "utf-8")
    ran = run("batch", str(house / "paie.csv"), "-o", "r.csv")
    assert run("report", str(house), "-o", "r.html").code == 4
    said = ran.out + ran.err + "".join(each.read_text("utf-8") for each in Path().glob("r.*"))
    assert NIR not in said
    assert "paie.csv" in said


def test_a_departement_is_one() -> None:
    Path("d.csv").write_text(f"matricule;departement;catégorie;année\n1;NOM Prénom {NIR};C;8\n2;48;C;8\n", "utf-8")
    assert run("batch", "d.csv", "-o", "r.csv").code == 4
    assert NIR not in Path("r.csv").read_text("utf-8")
    assert "unknown-code" in Path("r.csv.rejects.csv").read_text("utf-8")


@pytest.mark.parametrize("header", ["courriel@exemple.fr", "01/02/1980", "06 12 34 56 78", NIR])
def test_a_row_taken_for_the_header_is_not_shown(header: str) -> None:
    assert like_data(["NOM", header])
    assert not like_data(["Taux 100 %", "Prime 2022", "H. sup. 25 %"])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a copy keeps its name until the end")
def test_standard_input_is_kept_without_a_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here = tmp_path / "temporary"
    here.mkdir()
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(here))
    found = inputs._kept(  # noqa: SLF001 - what commands do with it
        io.BytesIO(PAYROLL.encode()), "-"
    )
    assert list(here.iterdir()) == []
    assert found.path.read_bytes() == PAYROLL.encode()


def test_an_input_that_changes_while_it_is_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    states = iter([(1, 1), (2, 2)])
    monkeypatch.setattr("revalo.payroll.reading.sources._state", lambda _path: next(states))
    ran = run("batch", "p.csv", "-o", "r.csv", "--lang", "en")
    assert (ran.code, "changed while it was read" in ran.err, Path("r.csv").exists()) == (3, True, False)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipe with a name here")
@pytest.mark.parametrize("option", ["--scenario", "--mapping", "-o"])
def test_a_pipe_with_nobody_at_its_end_is_refused(option: str) -> None:
    os.mkfifo("pipe")
    options = ("-o", "pipe") if option == "-o" else (option, "pipe", "-o", "r.csv")
    assert run("batch", "p.csv", *options).code in (2, 3)


def test_a_scenario_of_many_changes_ends() -> None:
    Path("s.yaml").write_text(attacks.scenario_of(150), "utf-8")
    begun = time.process_time()
    ran = run("compute", "--job", "avs", "--seniority", "8", "--echelon", "2", "--scenario", "s.yaml")
    assert ran.code == 0
    assert time.process_time() - begun < 20


def test_changes_of_one_scenario_add_up_day_after_day() -> None:
    Path("s.yaml").write_text(attacks.scenario_of(3), "utf-8")
    points = {}
    for day in ("2026-12-31", "2027-01-01", "2027-01-02", "2027-01-03", "2027-06-01"):
        person = ("--job", "avs", "--seniority", "8", "--echelon", "2", "--after", day, "--json")
        found = run("compute", *person, "--scenario", "s.yaml").json["after"]["lines"][0]
        points[day] = int(found["formula"].split()[0])
    assert list(points.values()) == [points["2026-12-31"] + more for more in (0, 1, 2, 3, 3)]


def test_a_text_longer_than_a_cell_of_a_workbook_is_told() -> None:
    Path("t.csv").write_text(f"matricule;catégorie;année\n{'x' * 40_000};C;8\n", "utf-8")
    ran = run("batch", "t.csv", "-o", "r.xlsx", "--lang", "en")
    assert (ran.code, Path("r.xlsx").exists()) == (2, False)


def test_names_of_pages_take_as_long_for_one_number_as_for_many() -> None:
    names = Names()
    begun = time.process_time()
    found = [names.name("12", "row") for _n in range(20_000)]
    assert len(set(found)) == 20_000
    assert time.process_time() - begun < 5
    assert found[:3] == ["12", "12-2", "12-3"]


def test_the_name_of_a_file_is_its_last_part() -> None:
    assert shown_name("/home/somebody/p.csv") == "p.csv"
    assert shown_name("folder/") == "folder"
