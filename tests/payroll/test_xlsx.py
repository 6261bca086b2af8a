"""XLSX and Parquet files.

Guards: payroll/reading/open.py, payroll/reading/parquet.py, payroll/reading/scalars.py, payroll/reading/sheets.py,
payroll/reading/xlsx.py, payroll/reading/xlsx_limits.py, payroll/reading/xlsx_marks.py.
"""

import datetime as dt
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import xlsxwriter
from pyarrow import parquet

from payroll_files import cells, people, read, rejects, source
from revalo.errors import UnreadableInput
from revalo.grids.law import Law
from revalo.payroll.reading import xlsx_limits
from revalo.payroll.reading.inputs import SheetChoice, find_files
from revalo.payroll.reading.open import open_files
from revalo.payroll.reading.profile import Profile


def workbook(path: Path, rows: Sequence[Sequence[Any]], sheets: Sequence[str] = ("Paie",)) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for place, name in enumerate(sheets):
            sheet = book.add_worksheet(name)
            for row, values in enumerate(rows if place == 0 else []):
                for column, value in enumerate(values):
                    sheet.write(row, column, value)
    return path


def test_a_workbook(tmp_path: Path, law: Law) -> None:
    moment = dt.datetime.fromisoformat("2012-04-03T10:30")
    path = workbook(
        tmp_path / "paie.bin",
        [
            ["Export de paie"],
            [],
            ["Nom", "Matricule", "Mois", "Heures", "Date d'ancienneté", "ETP", "Brut payé", "Emploi", None],
            ["DURIEZ", 12, dt.date(2021, 10, 1), 151.67, dt.date(2012, 4, 3), 1, "1 796,40 €", "AVS"],
            [],
            ["MARTEL", "0013", "2021-10", 104, moment, 0.685699, 1628, "AVS"],
            ["SANCEAU", 14.0, 10, 151.67 * 0.8, None, 0.8, 0.1 + 0.2, "AVS"],
            ["VERNIER", 15, "2021-10", True, None, None, 1e20, "AVS"],
            ["QUENTIN", 16, "2021-10", 104, None, None, 1628.5, None],
        ],
    )
    found = source(path)
    assert (found.format, found.encoding, found.separator, found.rows) == ("xlsx", None, None, 6)
    assert found.mapping[0] == ("Nom", None)
    parts = read(path, law)
    assert people(parts) == [
        {"employee_id": "12", "month": 2021 * 12 + 9, "hours": 151_67, "fte": 1_000_000, "paid_gross": 1796_40}
        | {"since": dt.date(2012, 4, 3).toordinal(), "job": "avs"},
        {"employee_id": "16", "month": 2021 * 12 + 9, "hours": 104_00, "paid_gross": 1628_50},
    ]
    assert rejects(parts) == [
        (6, "since", "not-a-date"),
        (7, "hours", "too-many-decimals"),
        (8, "hours", "not-a-number"),
    ]
    assert "DURIEZ" not in repr(cells(path))


def test_a_header_of_two_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Paie")
        sheet.merge_range(0, 0, 1, 0, "Matricule")
        sheet.merge_range(0, 1, 0, 2, "Temps de travail")
        sheet.write_row(1, 1, ["Heures", "ETP"])
        sheet.write_row(2, 0, [12, 104, 0.5])
    assert cells(path) == [(3, {"employee_id": "12", "hours": "104", "fte": "0.5"})]


def test_the_sheet_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, title in (("Un", "Matricule"), ("Deux", "Service")):
            book.add_worksheet(name).write_column(0, 0, [title, "x"])
    with pytest.raises(UnreadableInput, match="Un, Deux"):
        source(path)
    assert source(path, None, "Un").mapping == (("Matricule", "employee_id"),)
    assert source(path, None, "Deux").mapping == (("Service", "service_id"),)
    assert source(path, Profile(sheet="Deux")).mapping == (("Service", "service_id"),)
    with pytest.raises(UnreadableInput, match="Un, Deux"):
        source(path, None, "Trois")


def test_a_header_alone(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [["Matricule", "Mois"]])
    assert source(path).rows == 0
    assert cells(path) == []
    with pytest.raises(UnreadableInput, match="employee_id"):
        source(workbook(tmp_path / "y.xlsx", [["DURIEZ"]]))
    with pytest.raises(UnreadableInput, match="employee_id"):
        source(workbook(tmp_path / "z.xlsx", []))


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        ("MOST_BYTES", 1000),
        ("MOST_UNPACKED", 1000),
        ("MOST_ROWS", 4),
        ("MOST_COLUMNS", 20),
        ("MOST_CELLS", 29),
    ],
)
def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    path = workbook(tmp_path / "x.xlsx", [["Matricule", *map(str, range(29))], *[[12, "2021-10"]] * 4])
    source(path)
    monkeypatch.setattr(xlsx_limits, limit, value)
    with pytest.raises(UnreadableInput, match="CSV"):
        source(path)


def test_a_part_that_swells_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [["Matricule"], [12]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", b"\0" * (8 << 20))
    with pytest.raises(UnreadableInput, match="CSV"):
        source(path)


def test_a_stray_cell_far_away_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Matricule")
        sheet.write(1_048_575, 500, "x")
    with pytest.raises(UnreadableInput, match="CSV"):
        source(path)


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("content", [b"", b"<a>", b"<worksheet><sheetData><row r='x'><c r='1A'>"])
def test_damaged_workbooks(tmp_path: Path, name: str, content: bytes) -> None:
    path, broken = workbook(tmp_path / "x.xlsx", [["Matricule"], [12]]), tmp_path / "y.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    with pytest.raises(UnreadableInput):
        source(broken)


def test_a_workbook_cut_short(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [["Matricule"], [12]])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(UnreadableInput):
        source(path)


def table(path: Path, **columns: Any) -> Path:
    parquet.write_table(pa.table(columns), path)
    return path


def test_parquet(tmp_path: Path, law: Law) -> None:
    path = table(
        tmp_path / "x.bin",
        Matricule=pa.array([12, 13, 14, 15]),
        Nom=["DURIEZ", "MARTEL", "SANCEAU", "VERNIER"],
        Service=pa.array(["Nord", None, "Sud", " "]).dictionary_encode(),
        Heures=pa.array([151.67, 104.0, 0.1 + 0.2, None]),
        brut_paye=pa.array([Decimal("1796.4000"), None, Decimal(1), Decimal("0.0100")], pa.decimal128(12, 4)),
        since=pa.array([dt.date(2012, 4, 3)] * 4),
        Mois=pa.array([dt.datetime(2021, 10, 1, tzinfo=dt.UTC)] * 4, pa.timestamp("us")),
    )
    found = source(path)
    assert (found.format, found.rows, found.decimal) == ("parquet", 4, ".")
    parts = read(path, law)
    day, month = dt.date(2012, 4, 3).toordinal(), 2021 * 12 + 9
    assert people(parts) == [
        {
            "employee_id": "12",
            "service_id": "Nord",
            "hours": 151_67,
            "paid_gross": 1796_40,
            "since": day,
            "month": month,
        },
        {"employee_id": "13", "hours": 104_00, "since": day, "month": month},
        {"employee_id": "15", "paid_gross": 1, "since": day, "month": month},
    ]
    assert rejects(parts) == [(3, "hours", "too-many-decimals")]
    assert [row for row, _cells in cells(path, chunk_rows=3)] == [1, 2, 3, 4]


@pytest.mark.parametrize("column", [pa.array([[1]]), pa.array([b"x"]), pa.array([True]), pa.array([dt.time(1)])])
def test_other_types_in_parquet(tmp_path: Path, column: Any) -> None:
    with pytest.raises(UnreadableInput, match="Heures"):
        source(table(tmp_path / "x.parquet", Matricule=[1], Heures=column))
    assert len(cells(table(tmp_path / "y.parquet", Matricule=[1], Autre=column))) == 1


@pytest.mark.parametrize("spoil", [lambda data: data[:-20], lambda data: b"PAR1" + data[100:], lambda _data: b"PAR1"])
def test_damaged_parquet(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    path = table(tmp_path / "x.parquet", Matricule=["12"] * 100)
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(UnreadableInput):
        cells(path)


def test_the_decimal_mark_of_a_profile(tmp_path: Path, law: Law) -> None:
    comma = Profile(decimal=",")
    path = table(tmp_path / "x.parquet", Matricule=["1", "2"], fte=[0.125, 1.125], Heures=["18,96", None])
    assert [person["fte"] for person in people(read(path, law, comma))] == [125_000, 1_125_000]
    book = workbook(tmp_path / "x.xlsx", [["Matricule", "ETP"], [1, 1.125], [2, "1,125"]])
    assert [person["fte"] for person in people(read(book, law, comma))] == [1_125_000, 1_125_000]
    assert rejects(read(book, law)) == [(3, "fte", "two-marks")]


def test_a_sheet_each_month_and_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "annee.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Octobre 2021", "nov-21"):
            sheet = book.add_worksheet(name)
            for row, values in enumerate([["Service", "Matricule", "Heures"], ["Nord", "1", 104], ["", "2", 120]]):
                sheet.write_row(row, 0, values)
            sheet.merge_range(1, 0, 2, 0, "Nord")
    with pytest.raises(UnreadableInput, match="Octobre 2021, nov-21"):
        source(path)
    found = list(open_files(find_files([path]).files, sheets=SheetChoice(all=True)))
    rows = [chunk.columns for each in found for chunk in each.chunks]
    assert [columns["month"].to_pylist() for columns in rows] == [["2021-10"] * 2, ["2021-11"] * 2]
    assert [columns["service_id"].to_pylist() for columns in rows] == [["Nord"] * 2] * 2
