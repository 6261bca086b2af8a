"""Grid positions joined on a DSN, and its canonical rows written as CSV.

Guards: payroll/reading/dsn/convert.py, payroll/reading/dsn/notes.py, payroll/reading/dsn/positions.py.
"""

import csv
from pathlib import Path

import pytest

from dsn_files import contract, declaration, lines, person, sample, written
from revalo import language
from revalo.errors import UnreadableInput, UsageError
from revalo.payroll.reading.dsn import convert
from revalo.payroll.reading.dsn.convert import HEADER, write_canonical
from revalo.payroll.reading.dsn.notes import Notes
from revalo.payroll.reading.dsn.positions import read_positions
from revalo.payroll.reading.dsn.source import as_source, read_dsn

CSV = "Matricule;Catégorie;Filière;Degré;Échelon;Diplôme\r\n0012;C;intervention;2;1;3\r\n0014;A;intervention;1;2;\r\n"


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


def positions(folder: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    path = folder / "positions.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_positions_are_joined(tmp_path: Path, encoding: str, separator: str) -> None:
    path = positions(tmp_path, CSV.replace(";", separator), encoding)
    reading = read_dsn(sample("association.dsn"), path)
    first, second, third, fourth, _last = [row.cells for row in reading.rows]
    assert {name: first[name] for name in ("category", "domain", "degree", "echelon", "diploma")} == {
        "category": "C",
        "domain": "intervention",
        "degree": "2",
        "echelon": "1",
        "diploma": "3",
    }
    assert "category" not in second
    assert third["category"] == fourth["category"] == "A"
    assert "diploma" not in third
    assert any("no position is given" in warning and "2 times" in warning for warning in reading.warnings)


def test_canonical_headers_and_the_source(tmp_path: Path) -> None:
    path = positions(tmp_path, "employee_id,category,status,profession\n0012,C,employe,avs\n0015,A,,avs\n")
    [chunk] = as_source(
        sample("association.dsn"), read_dsn(sample("association.dsn"), path), 100, positioned=True
    ).chunks
    assert chunk.columns["category"].to_pylist() == ["C", None, None, None, "A"]
    assert chunk.columns["profession"].to_pylist() == ["avs", None, None, None, "apprenti"]


def test_headers_are_understood_as_in_payrolls(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("Matr.;Coeff.;Fonction;Nom\n0012;359;AVS;x\n", encoding="utf-8")
    notes = Notes()
    assert read_positions(path, notes) == {"0012": {"coefficient": "359", "job": "AVS"}}
    assert "Nom" in " ".join(notes.written())


def test_duplicate_and_strange_keys_are_said(tmp_path: Path) -> None:
    path = positions(tmp_path, CSV + "0012;D;intervention;1;1;\r\n0014;A;intervention;1;2;\r\nZZ;A;;;;\r\n;A;;;;\r\n")
    reading = read_dsn(sample("association.dsn"), path)
    assert "category" not in reading.rows[0].cells
    assert reading.rows[2].cells["category"] == "A"
    text = "\n".join(reading.warnings)
    assert "given twice (2 times, first on line 4)" in text
    assert "1 person of it is not in the DSN" in text
    assert "without a matricule (line 7)" in text
    assert "ZZ" not in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "category\nC\n",
        "matricule;matricule\n1;2\n",
        "matricule;category\n1;C;extra\n",
        'matricule;category\n"1;C\n',
    ],
)
def test_unreadable_positions(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableInput, match=r"positions\.csv, line \d"):
        read_dsn(sample("association.dsn"), positions(tmp_path, text))


def test_canonical_csv(tmp_path: Path) -> None:
    out = tmp_path / "payroll.csv"
    warnings = write_canonical(sample("two-declarations.dsn"), out)
    assert warnings == read_dsn(sample("two-declarations.dsn")).warnings
    assert out.read_bytes().startswith(b"\xef\xbb\xbfemployee_id;")
    records = list(csv.DictReader(out.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert tuple(records[0]) == HEADER
    assert [record["employee_id"] for record in records] == ["0012", "0013", "0014", "0014", "0015", "T-001"]
    assert records[0]["hours"] == "104,00"
    assert records[5]["part_time"] == "80"
    assert [path.name for path in tmp_path.iterdir()] == ["payroll.csv"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_formulas_are_neutralised(tmp_path: Path, start: str) -> None:
    path, out = tmp_path / "in.dsn", tmp_path / "out.csv"
    path.write_bytes(written(lines(declaration("01102021", person(f"{start}1+1", "X", contract("C0001"))))))
    write_canonical(path, out)
    [record] = csv.DictReader(out.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert record["employee_id"] == f"'{start}1+1"


def test_nothing_is_left_after_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")
    for fault in (KeyboardInterrupt, OSError):

        def broken(_row: object, fault: type[BaseException] = fault) -> list[str]:
            raise fault

        monkeypatch.setattr(convert, "_record", broken)
        with pytest.raises((KeyboardInterrupt, OSError)):
            write_canonical(sample("association.dsn"), out)
        assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
        assert out.read_text() == "before"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a folder that exists"):
        write_canonical(sample("association.dsn"), tmp_path / "absent" / "out.csv")
