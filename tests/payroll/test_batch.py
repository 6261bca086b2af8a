"""`revalo batch`, `check` and the commands around payroll files, as a user runs them.

Guards: cli/batch.py, cli/check.py, cli/files.py, payroll/batch.py, payroll/checked.py, payroll/reading/inputs.py,
payroll/reading/row_estimate.py, payroll/reading/sources.py, payroll/writing/dialect.py,
payroll/writing/sample_file.py, payroll/writing/spill.py, payroll/writing/writers.py, people/causes.py,
people/check.py, people/claims.py, people/gaps.py, people/results.py, people/sample.py, people/summary.py,
reports/terminal/batch.py, reports/terminal/check.py.
"""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from csv_tables import read, table
from oracle import payslip as expected
from people import BEYOND, people, worker
from revalo.payroll.reading import sources
from revalo.payroll.reading.inputs import find_files
from revalo.payroll.reading.row_estimate import about_rows
from running import run
from seeds import tried

PEOPLE = tried(20_000)
COLUMNS = ("category", "year", "status", "degree", "echelon", "seniority", "since", "diploma", "hours", "fte")
NAME, NIR = "Personne-Inventée", "1000000000000"


def cents(text: str) -> int:
    return int(Decimal(text.replace(",", ".")) * 100)


@pytest.mark.thorough
def test_thousands_of_people_against_the_oracle(tmp_path: Path) -> None:
    drawn = [each for each in people(seed=3, number=PEOPLE * 6 // 5) if each[1] >= date(2021, 1, 1)][:PEOPLE]
    counts = ("tutor", "apprentices", "sunday_hours", "night_hours")
    rows = [
        {"employee_id": f"P{i}", "month": day.strftime("%Y-%m"), "before_month": "2021-03"}
        | {name: given.get(name, "") for name in (*COLUMNS, *counts, *BEYOND)}
        for i, (given, day) in enumerate(drawn)
    ]
    out = tmp_path / "out.csv"
    ran = run(
        "batch",
        str(table(tmp_path / "in.csv", rows)),
        "-o",
        str(out),
        "--lines",
        "--blank",
        "full-time",
        "--lang",
        "en",
    )
    assert ran.code == 0, ran
    found = read(out)
    assert [row["employee_id"] for row in found] == [row["employee_id"] for row in rows]
    for row, (given, day) in zip(found, drawn, strict=True):
        plain = {
            name: value for name, value in given.items() if name not in ("allowances", "on_call", "on_call_special")
        }
        due = expected(worker(plain), day.replace(day=1))
        assert cents(row["after_gross"]) == due.pop("gross"), (row, given)
        lines = {name.removeprefix("after_"): cents(value) for name, value in row.items() if name.startswith("after_")}
        assert {name: amount for name, amount in lines.items() if amount and name != "gross"} == {
            name: amount for name, amount in due.items() if amount
        }


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A cp1252 export: two title lines, a NIR, names, a trailing separator, three bad rows."""
    lines = [
        "Édition de paie;;;;;;;",
        "Service du personnel;;;;;;;",
        "Matricule;Nom;NIR;Mois;Emploi;Catégorie;Année;Ancienneté;Heures;",
        f"0012;{NAME};{NIR};10/2021;AVS;C;8;8 an(s) et 0 mois;104,00;",
        f"0013;{NAME};{NIR};10/2021;AVS;C;;21 an(s) et 0 mois;151,67;",
        f"0014;{NAME};{NIR};10/2021;Sorcier;C;8;8;104,00;",
        f"0015;{NAME};{NIR};10/2021;AVS;C;8;8;1.04,00;",
        f"0016;{NAME};{NIR};10/2021;AVS;C;45;8;104,00;",
    ]
    path = tmp_path / "export.csv"
    path.write_text("\r\n".join(lines) + "\r\n", encoding="cp1252")
    return path


def test_an_export_as_hr_officers_hold_them(export: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    ran = run("batch", str(export), "-o", str(out))
    assert ran.code == 4
    assert [row["employee_id"] for row in read(out, ";")] == ["0012", "0013"]
    assert read(out, ";")[0]["after_gross"] == "1380,99"
    rejects = read(tmp_path / "out.csv.rejects.csv", ";")
    assert [row["row"] for row in rejects] == ["6", "7", "8"]
    assert [row["code"] for row in rejects] == ["unknown-code", "two-marks", "out-of-range"]
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    everything = out.read_text("utf-8") + (tmp_path / "out.csv.rejects.csv").read_text("utf-8") + ran.out
    for secret in (NAME, NIR, "Sorcier", "1.04,00"):
        assert secret not in everything
    assert NAME not in ran.err
    assert NIR not in ran.err


def test_every_format_says_the_same(tmp_path: Path) -> None:
    assert run("sample", "--rows", "300", "--seed", "5", "--sectors", "all", "-o", str(tmp_path / "in.csv")).code == 0
    for name in ("out.csv", "out.parquet", "out.jsonl", "out.xlsx"):
        assert run("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / name), "--lang", "en").code == 0, name
    rows = [tuple(row.values()) for row in read(tmp_path / "out.csv")]
    parquet = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [tuple("" if v is None else str(v) for v in row.values()) for row in parquet] == rows
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [tuple(v or "" for v in row.values()) for row in lines] == rows
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Summary", "People", "Services", "Assumptions", "Texts"]
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx", data_only=True)["People"]
    written = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(2, 301, values_only=True)]
    assert [row[:4] for row in written] == [list(row[:4]) for row in rows]
    heads = [cell.value for cell in sheet[1]]
    places = [heads.index(head) for head in ("Before", "After", "Gain", "Gain %", "Number of people")]
    for found, row in zip(written, rows, strict=True):
        amounts = [found[place] for place in places]
        assert [each and Decimal(each) for each in amounts] == [each and Decimal(each) for each in row[4:]]


def test_no_sample_row_is_rejected(tmp_path: Path) -> None:
    for seed in range(3):
        path = tmp_path / f"{seed}.csv"
        assert run("sample", "--rows", "1000", "--seed", str(seed), "--sectors", "all", "-o", str(path)).code == 0
        assert run("batch", str(path), "--dry-run").code == 0
    first = (tmp_path / "1.csv").read_bytes()
    run("sample", "--rows", "1000", "--seed", "1", "--sectors", "all", "-o", str(tmp_path / "again.csv"))
    assert (tmp_path / "again.csv").read_bytes() == first


def test_a_folder_and_the_name_of_the_file_for_the_service(tmp_path: Path) -> None:
    folder = tmp_path / "services"
    folder.mkdir()
    for name in ("nord", "sud"):
        table(folder / f"{name}.csv", [{"employee_id": "1", "month": "2021-10", "job": "avs", "year": "8"}])
    assert run("batch", str(folder), "-o", str(tmp_path / "out.csv")).code == 0
    services = [row["service_id"] for row in read(tmp_path / "out.csv")]
    assert [Path(name).name for name in services] == ["nord.csv", "sud.csv"]


def test_formulas_are_neutralised(tmp_path: Path) -> None:
    rows = [{"employee_id": "=1+1", "month": "2021-10", "job": "avs", "year": "8"}]
    table(tmp_path / "in.csv", rows)
    run("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"))
    run("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.xlsx"))
    assert read(tmp_path / "out.csv")[0]["employee_id"] == "'=1+1"
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["Personnes"].cell(2, 1).value == "'=1+1"


def test_nothing_half_written_when_killed(tmp_path: Path) -> None:
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    assert run("sample", "--rows", "60000", "-o", str(path)).code == 0
    with subprocess.Popen([sys.executable, "-m", "revalo", "batch", str(path), "-o", str(out)]) as running:
        while not list(tmp_path.glob(".out.csv.*.part")) and running.poll() is None:
            time.sleep(0.005)
        os.kill(running.pid, signal.SIGKILL)
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("in.csv", "-o", "out.doc"), 2),
        (("in.csv", "-o", "nowhere/out.csv"), 2),
        (("in.csv", "-o", "out.csv", "--by", "colour"), 2),
        (("absent.csv", "-o", "out.csv"), 3),
        (("empty.csv", "-o", "out.csv"), 3),
    ],
)
def test_wrong_usage_and_unreadable_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    table(tmp_path / "in.csv", [{"employee_id": "1", "month": "2021-10", "job": "avs", "year": "8"}])
    (tmp_path / "empty.csv").write_bytes(b"")
    ran = run("batch", *arguments)
    assert ran.code == code
    assert "Erreur interne" not in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty.csv", "in.csv"]


def test_check_finds_what_is_owed(tmp_path: Path) -> None:
    person = {"job": "avs", "category": "C", "year": "8", "echelon": "2", "seniority": "8", "diploma": "3"}
    rows = [
        {"employee_id": "1", "month": "2021-10", **person, "paid_gross": "2074.49"},
        {"employee_id": "2", "month": "2021-10", **person, "paid_gross": "2000.00"},
        {"employee_id": "3", "month": "2021-10", **person, "paid_gross": ""},
    ]
    path = table(tmp_path / "paid.csv", rows)
    ran = run("check", str(path), "--on", "2022-01-01", "-o", str(tmp_path / "gaps.csv"), "--lang", "en")
    assert ran.code == 4
    (gap,) = read(tmp_path / "gaps.csv")
    assert (gap["employee_id"], gap["arrears"], gap["within_36_months"]) == ("2", "74.49", "1")
    assert "avenant-43" in gap["texts"]
    assert "2 rows compared, 1 gap in gross pay" in ran.out
    assert run("check", str(path), "--on", "2022-01-01", "--tolerance", "74.49").code == 0
    late = run("check", str(path), "--on", "2025-01-01", "--lang", "en")
    assert "Back pay due over the last 36 months (since 2022-01): €0.00" in late.out
    assert "Older back pay: €74.49" in late.out


def test_check_lists_what_was_paid_above_apart(tmp_path: Path) -> None:
    person = {"job": "avs", "category": "C", "year": "8", "echelon": "2", "seniority": "8", "diploma": "3"}
    rows = [
        {"employee_id": "short", "month": "2021-10", **person, "paid_gross": "2000.00"},
        {"employee_id": "over", "month": "2021-10", **person, "paid_gross": "2100.00"},
    ]
    path = table(tmp_path / "paid.csv", rows)
    shown = run("check", str(path), "--on", "2022-01-01", "--lang", "en").out
    owed, above = shown.index("Back pay due"), shown.index("Paid above the calculation")
    assert owed < shown.index(" short ") < above < shown.index(" over ")
    assert "-€" not in shown
    assert "Gross paid and gross due, 2021-10\n" in shown
    assert "Paid above the calculation: €25.51, not taken off" in shown
    assert "Back pay due over the last 36 months (since 2019-01): €74.49" in shown, (
        "what was paid above is not taken off"
    )


def test_template_and_columns(tmp_path: Path) -> None:
    for name in ("t.csv", "t.xlsx"):
        assert run("template", "-o", str(tmp_path / name)).code == 0
        assert run("batch", str(tmp_path / name), "--dry-run").code == 0
        shown = run("columns", str(tmp_path / name))
        assert shown.code == 0
        assert "paid_gross" in shown.out
    profile = tmp_path / "profile.yaml"
    assert run("columns", str(tmp_path / "t.csv"), "--write-profile", str(profile)).code == 0
    assert run("batch", str(tmp_path / "t.csv"), "--mapping", str(profile), "--dry-run").code == 0


def test_a_declaration_with_positions(tmp_path: Path) -> None:
    samples = sorted((Path(__file__).parents[1] / "dsn").glob("*.dsn"))
    assert samples
    for sample in samples:
        ran = run("batch", str(sample), "-o", str(tmp_path / "out.csv"))
        assert ran.code in (0, 4), (sample.name, ran)
        assert run("convert", str(sample), "-o", str(tmp_path / "payroll.csv")).code == 0


def test_a_declared_cti_is_carried_where_no_measure_can_be_judged(tmp_path: Path) -> None:
    person = {"sector": "fpt", "month": "2024-02", "index": "420", "declared_cti": "206.76"}
    known = person | {"structure": "esms-autonome", "profession": "infirmier"}
    path = table(tmp_path / "in.csv", [person, known])
    assert run("batch", str(path), "-o", str(tmp_path / "out.csv"), "--lines", "--lang", "en").code == 0
    first, second = read(tmp_path / "out.csv")
    assert (first["after_segur_declared_cti"], first["before_segur_declared_cti"]) == ("206.76", "0.00")
    assert second["after_segur_declared_cti"] == "0.00"
    assert second["after_segur_cti_esms_autonomes"] == "241.22"


def test_a_month_that_is_not_whole_is_not_compared(tmp_path: Path) -> None:
    sample = Path(__file__).parents[1] / "dsn" / "association.dsn"
    assert run("convert", str(sample), "-o", str(tmp_path / "out.csv")).code == 0
    paid = [row["paid_gross"] for row in read(tmp_path / "out.csv", ";")]
    assert "" in paid
    assert any(paid)


def test_a_declared_cti_is_compared_by_itself(tmp_path: Path) -> None:
    person = {"sector": "fpt", "month": "2024-02", "index": "420", "structure": "ehpad", "profession": "aide-soignant"}
    rows = [
        {"employee_id": "right", **person, "declared_cti": "241.22"},
        {"employee_id": "short", **person, "declared_cti": "200.00"},
        {"employee_id": "both", **person, "declared_cti": "200.00", "paid_gross": "2267.57"},
        {"employee_id": "unknown", **person, "structure": "", "declared_cti": "200.00"},
    ]
    path = table(tmp_path / "paid.csv", rows)
    ran = run("check", str(path), "--on", "2024-03-01", "-o", str(tmp_path / "gaps.csv"), "--lang", "en")
    assert ran.code == 4
    gaps = [(gap["employee_id"], gap["compared"], gap["arrears"]) for gap in read(tmp_path / "gaps.csv")]
    assert gaps == [("both", "gross", "41.22"), ("short", "cti", "41.22"), ("both", "cti", "41.22")]
    assert "3 rows compared, 2 gaps in CTI" in ran.out
    assert "Back pay due over the last 36 months (since 2021-03): €82.44" in ran.out, (
        "the CTI of a compared gross is not counted twice"
    )


def test_a_profile_gives_the_form_of_the_dates(tmp_path: Path) -> None:
    person = {"employee_id": "1", "month": "2021-10", "job": "avs", "category": "C"}
    path = table(tmp_path / "in.csv", [person | {"since": "03/04/2012"}])
    out = tmp_path / "out.csv"
    assert run("batch", str(path), "-o", str(out)).code == 4
    for form, same in (("JJ/MM/AAAA", "2012-04-03"), ("MM/JJ/AAAA", "2012-03-04")):
        profile = tmp_path / "profile.yaml"
        profile.write_text(f"date_format: {form}\n", encoding="utf-8")
        assert run("batch", str(path), "-o", str(out), "--mapping", str(profile), "--lines").code == 0
        found = read(out)
        plain = table(tmp_path / "plain.csv", [person | {"since": same}])
        assert run("batch", str(plain), "-o", str(out), "--lines").code == 0
        assert [row | {"service_id": ""} for row in found] == [row | {"service_id": ""} for row in read(out)]


def test_a_row_is_refused_where_one_person_is(tmp_path: Path) -> None:
    """What one sector alone takes, as `revalo compute` does; Mayotte has its own minimum wage, and is computed."""
    rows = [
        {"sector": "fph", "month": "2024-02", "index": "420", "tutor": "1"},
        {"sector": "fph", "month": "2024-02", "index": "420", "tutor": "0", "night_hours": "0"},
        {"sector": "ccn51", "month": "2024-02", "gross": "1800.00", "department": "976"},
        {"sector": "fph", "month": "2024-02", "index": "420", "department": "976"},
    ]
    path = table(tmp_path / "in.csv", rows)
    assert run("batch", str(path), "-o", str(tmp_path / "out.csv")).code == 4
    rejects = {row["row"]: row["code"] for row in read(tmp_path / "out.csv.rejects.csv")}
    assert rejects == {"2": "not-for-this-sector"}
    common = ("compute", "--sector", "fph", "--index", "420", "--after", "2024-02-01")
    assert run(*common, "--tutor", "1").code == 2
    assert run(*common, "--department", "976").code == 0
    given = ("compute", "--sector", "ccn51", "--gross", "1800.00", "--department", "976", "--after", "2024-02-01")
    assert run(*given).code == 0


def test_a_sector_unknown_to_the_law_is_a_reject(tmp_path: Path) -> None:
    """The other rows of its chunk are computed all the same, and a name spelled in two ways is one sector."""
    rows = [
        {"sector": "nulle-part", "month": "2024-02", "index": "420"},
        {"sector": "fph", "month": "2024-02", "index": "420"},
        {"sector": "FPH", "month": "2024-02", "index": "420"},
    ]
    path = table(tmp_path / "in.csv", rows)
    assert run("batch", str(path), "-o", str(tmp_path / "out.csv"), "--by", "sector").code == 4
    assert [(row["row"], row["column"]) for row in read(tmp_path / "out.csv.rejects.csv")] == [("2", "sector")]
    assert len({row["after_gross"] for row in read(tmp_path / "out.csv")}) == 1


def test_a_dry_run_reads_and_computes_nothing(tmp_path: Path) -> None:
    person = {"month": "2021-10", "job": "avs", "category": "C", "year": "8"}
    path = table(tmp_path / "in.csv", [person, person | {"job": "sorcier"}, {"month": "2021-10"}])
    rejects = tmp_path / "rejects.csv"
    ran = run("batch", str(path), "--dry-run", "--rejects", str(rejects), "--lang", "en")
    assert ran.code == 4
    assert [(row["row"], row["code"]) for row in read(rejects)] == [("3", "unknown-code")]
    assert "readable" in ran.out
    assert "€" not in ran.out
    assert sorted(each.name for each in tmp_path.iterdir()) == ["in.csv", "rejects.csv"]


def test_assumptions_are_those_of_the_rows_computed(tmp_path: Path) -> None:
    rows = [{"month": "2021-10", "job": "avs", "category": "C", "seniority": "8"}, {"month": "2021-10", "job": "avs"}]
    ran = run("batch", str(table(tmp_path / "in.csv", rows)), "-o", str(tmp_path / "out.csv"), "--lang", "en")
    assert ran.code == 4
    assert "échelon 3 needs an assessment (rows: 1; first: in.csv, row 2 = 2)" in " ".join(ran.out.split())
    meta = json.loads((tmp_path / "out.csv.meta.json").read_text())
    assert meta["assumed"]["echelon"] == 1
    said = {each["code"]: (each["rows"], each["file"], each["row"], each["value"]) for each in meta["assumptions"]}
    assert said["echelon"] == (1, "in.csv", 2, 2)
    assert said["hours"] == (1, "in.csv", 2, "151.67")


def test_warnings_of_rows_are_counted_with_an_example(tmp_path: Path) -> None:
    rows = [
        {"month": "2021-10", "job": "avs", "category": "D", "seniority": "8", "hours": hours}
        for hours in (151, 160, 160)
    ]
    ran = run("batch", str(table(tmp_path / "in.csv", rows)), "-o", str(tmp_path / "out.csv"), "--lang", "en")
    assert ran.code == 0
    meta = json.loads((tmp_path / "out.csv.meta.json").read_text())
    said = {each["code"]: (each["rows"], each["row"]) for each in meta["warnings"]}
    assert said == {"doubtful-category": (3, 2), "above-full-time": (2, 3)}
    assert [each["code"] for each in meta["warnings"]] == ["doubtful-category", "above-full-time"]


def test_a_row_without_index_or_gross_is_a_reject_unless_the_measures_alone_are_asked_for(tmp_path: Path) -> None:
    shared = {"month": "2024-02", "structure": "ehpad", "profession": "infirmier"}
    rows = [
        {**shared, "sector": "fph", "index": "420", "gross": ""},
        {**shared, "sector": "fph", "index": "", "gross": ""},
        {**shared, "sector": "ccn51", "index": "", "gross": ""},
    ]
    path, out, rejects = table(tmp_path / "in.csv", rows), tmp_path / "out.csv", tmp_path / "out.csv.rejects.csv"
    assert run("batch", str(path), "-o", str(out)).code == 4
    rejected = [(row["row"], row["column"], row["code"]) for row in read(rejects)]
    assert rejected == [("3", "index", "index-needed"), ("4", "gross", "gross-needed")]
    assert run("batch", str(path), "-o", str(out), "--measures-only").code == 0
    meta = json.loads((tmp_path / "out.csv.meta.json").read_text())
    assert {"index-missing", "gross-missing"} <= {each["code"] for each in meta["warnings"]}


def test_columns_of_lines_do_not_hang_on_the_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "in.csv"
    assert run("sample", "--rows", "250", "--sectors", "all", "-o", str(path)).code == 0
    written = []
    for size in (65_536, 50):
        monkeypatch.setattr(sources, "CHUNK_ROWS", size)
        for suffix in ("csv", "parquet", "jsonl"):
            out = tmp_path / f"out-{size}.{suffix}"
            assert run("batch", str(path), "-o", str(out), "--lines").code == 0
        written.append((tmp_path / f"out-{size}.csv").read_bytes())
        assert pq.read_table(tmp_path / f"out-{size}.parquet").num_rows == 250
    assert written[0] == written[1]


def test_about_how_many_rows(tmp_path: Path) -> None:
    csv_file, book, columns = (tmp_path / f"in.{suffix}" for suffix in ("csv", "xlsx", "parquet"))
    assert run("sample", "--rows", "70", "-o", str(csv_file)).code == 0
    assert run("sample", "--rows", "70", "-o", str(columns)).code == 0
    with xlsxwriter.Workbook(book) as written:
        written.add_worksheet().write_column(0, 0, ["Matricule", *range(70)])
    declaration = Path(__file__).parents[1] / "dsn" / "association.dsn"
    about = [about_rows(file) for file in find_files([csv_file, book, columns, declaration]).files]
    assert about == [70, 71, 70, declaration.read_bytes().count(b"S21.G00.40.001")]


def test_many_groups_do_not_flood_the_screen(tmp_path: Path) -> None:
    person = {"month": "2021-10", "job": "avs", "category": "C", "year": "8"}
    rows = [person | {"service_id": f"S{i}"} for i in range(50)]
    path = table(tmp_path / "in.csv", rows)
    ran = run("batch", str(path), "-o", str(tmp_path / "out.xlsx"), "--show-small", "--lang", "en")
    assert sum(line.startswith(" S") for line in ran.out.splitlines()) == 40 + len(["Service"])
    assert "groups not shown: 10" in ran.out
    services = openpyxl.load_workbook(tmp_path / "out.xlsx")["Services"]
    assert services.max_row == 50 + len(["header", "total"])
