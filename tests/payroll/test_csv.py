"""CSV files: encodings, separators, title lines, ragged rows, row numbers.

Guards: payroll/reading/csv.py, payroll/reading/layout.py, payroll/reading/profile.py, payroll/reading/records.py,
payroll/reading/text.py.
"""

from itertools import product
from pathlib import Path

import pytest

from payroll_files import cells, csv_file, people, read, rejects, source
from revalo.errors import UnreadableInput
from revalo.grids.law import Law
from revalo.payroll.reading import text
from revalo.payroll.reading.csv import open_csv
from revalo.payroll.reading.profile import Profile

EXPORT = """Association du Val — export de paie\r
Période : octobre 2021\r
N°;Matricule;Nom;Prénom;NIR;Service;Emploi;Catégorie;Ancienneté;Heures;Brut payé;\r
1;0012;DURIEZ;Zoé;2850575123456;Nord;AVS;C;8 an(s) et 0 mois;104,00;1 422,47 €;\r
2;0013;MARTEL;Éloi;1790175123457;Nord;AVS;C;21 an(s) et 3 mois;1.2,5;1 796,40;\r
3;0014;SANCEAU;Léa;2910675123458;Sud;agent à domicile;A;252 mois;151,67;1628,00;\r
4;0015;VERNIER;Max;1880275123459;Sud;astronaute;A;3;151,67;1628,00;\r
5;0016;QUENTIN;Ève;2770375123450;Sud;AVS;C;3;151,67\r
"""


def test_an_ordinary_export(tmp_path: Path, law: Law) -> None:
    path = csv_file(tmp_path / "paie.csv", EXPORT.replace("—", "-"), "cp1252")
    found = source(path)
    assert (found.format, found.encoding, found.separator, found.decimal) == ("csv", "cp1252", ";", ",")
    assert found.mapping[0] == ("N°", None)
    assert found.mapping[1] == ("Matricule", "employee_id")
    assert ("NIR", None) in found.mapping
    assert all(name is None for header, name in found.mapping if header in ("Nom", "Prénom", "NIR", ""))
    parts = read(path, law)
    assert people(parts) == [
        {"employee_id": "0012", "service_id": "Nord", "job": "avs", "category": "C"}
        | {"seniority": 8, "hours": 104_00, "paid_gross": 1422_47},
        {"employee_id": "0014", "service_id": "Sud", "job": "agent-a-domicile", "category": "A"}
        | {"seniority": 21, "hours": 151_67, "paid_gross": 1628_00},
    ]
    assert [int(row) for part in parts for row in part.rows] == [4, 6]
    assert rejects(parts) == [
        (5, "hours", "two-marks"),
        (7, "job", "unknown-code"),
        (8, "", "ragged"),
    ]


def test_names_and_nir_are_never_read(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "paie.csv", EXPORT, "cp1252")
    everything = repr(cells(path))
    for secret in ("DURIEZ", "Zoé", "2850575123456", "QUENTIN"):
        assert secret not in everything


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encodings_ends_and_separators(tmp_path: Path, encoding: str, end: str, separator: str) -> None:
    lines = ["Matricule;Catégorie;Employé", "0012;Évreux;é", "0013;B;x"]
    path = csv_file(tmp_path / "x.bin", end.join(lines).replace(";", separator), encoding)
    found = source(path)
    assert found.separator == separator
    expected = {"latin-1": "cp1252", "utf-16": "utf-16"}.get(encoding, encoding)
    assert found.encoding == expected
    assert cells(path) == [
        (2, {"employee_id": "0012", "category": "Évreux"}),
        (3, {"employee_id": "0013", "category": "B"}),
    ]


def test_latin_1_where_cp1252_has_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"Matricule;Service\n12;\x81\xe9\n")
    assert source(path).encoding == "latin-1"


def test_cp850_on_request_or_where_a_header_proves_it(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", "Matricule;Catégorie;Service\n12;A;Évreux\n", "cp850")
    assert cells(path, Profile(encoding="cp850")) == [
        (2, {"employee_id": "12", "category": "A", "service_id": "Évreux"})
    ]
    assert source(path).encoding == "cp850"
    silent = csv_file(tmp_path / "y.csv", "Matricule;Service\n12;Évreux\n", "cp850")
    assert source(silent).encoding != "cp850"


def test_the_first_accent_decides_however_late(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", "Matricule;Service\n" + "12;Nord\n" * 20 + "13;Évreux\n", "cp1252")
    assert text.find_encoding(path, size=16) == "cp1252"
    utf = csv_file(tmp_path / "y.csv", "Matricule;Service\n" + "12;Nord\n" * 20 + "13;Évreux\n")
    assert {text.find_encoding(utf, size=size) for size in range(1, 40)} == {"utf-8"}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_encoding_found_on_the_way_reads_the_same(
    tmp_path: Path, encoding: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "_SCANNED", 16)
    accent = "Évreux" if encoding != "latin-1" else "\x81é"
    for before in range(8):
        lines = ["Matricule;Service", *["12;Nord"] * before, f"13;{accent}", "14;Sud"]
        path = csv_file(tmp_path / "x.csv", end.join(lines) + end, encoding)
        assert text.find_encoding(path) == encoding
        for size in (1, 8, 17, 40, 4096):
            found = text.find_encoding(path, size=size, most=size)
            assert found in (encoding, text.PLAIN)
            read = b"".join(block.content for block in text.blocks(path, "x.csv", found, size))
            assert read.decode() == "\n".join(lines) + "\n"
            assert open_csv(path, "x.csv", Profile(), 10, size).encoding == encoding


def test_a_byte_that_does_not_fit_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("Matricule;Service\n12;Évreux\n".encode() + b"13;Nord\n" * 5 + b"14;\xe9t\xe9\n")
    for size in (8, 64, text.BLOCK):
        with pytest.raises(UnreadableInput, match=r"x\.csv\s?: .* 8") as raised:
            list(text.blocks(path, "x.csv", "utf-8", size))
        assert "14" not in str(raised.value)
    with pytest.raises(UnreadableInput):
        cells(path, Profile(encoding="utf-8"))


def test_zero_bytes_and_endless_lines_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"Matricule;Service\n" + b"12;Nord\n" * 9000 + b"1\x003;Sud\n")
    with pytest.raises(UnreadableInput, match="9002"):
        cells(path)
    monkeypatch.setattr(text, "LONGEST_LINE", 100)
    path.write_bytes(b"Matricule;Service\n12;" + b"x" * 1000)
    with pytest.raises(UnreadableInput, match=" 2"):
        list(text.blocks(path, "x.csv", "utf-8", 50))


@pytest.mark.parametrize("size", [7, 30, 1000])
def test_only_a_line_that_is_too_long_is_refused(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LONGEST_LINE", 20)
    path = tmp_path / "x.csv"
    for before, length in product(range(45), (10, 19, 20, 21, 40)):
        lines = [b"1" * (before // 3)] * 3 + [b"x" * length, b"1"]
        path.write_bytes(b"\n".join(lines))
        if length <= text.LONGEST_LINE:
            assert b"".join(block.content for block in text.blocks(path, "x", "utf-8", size)).split() == [
                each for each in lines if each
            ]
        else:
            with pytest.raises(UnreadableInput, match=" 4"):
                list(text.blocks(path, "x", "utf-8", size))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le"])
@pytest.mark.parametrize("size", [1, 5, 4096, 5000])
def test_blocks_are_whole_lines_that_follow_one_another(tmp_path: Path, size: int, encoding: str) -> None:
    lengths = (0, 1, 4094, 4095, 4096, 4097, 9000, 3, 0, 20_000)  # up to beyond where the end of a line is looked for
    content = "".join(letter * length + "\n" for letter in "aé" for length in lengths)
    path = csv_file(tmp_path / "x.csv", content, encoding)
    blocks = list(text.blocks(path, "x.csv", encoding, size))
    assert b"".join(block.content for block in blocks) == content.encode()
    assert all(block.content.endswith(b"\n") and block.content.count(b"\n") == block.lines for block in blocks)
    assert [block.line for block in blocks] == [1 + sum(each.lines for each in blocks[:n]) for n in range(len(blocks))]


@pytest.mark.parametrize("titles", range(11))
def test_title_lines(tmp_path: Path, titles: int) -> None:
    path = csv_file(tmp_path / "x.csv", "Service de paie ; 2021\n" * titles + "Matricule;Mois\n12;2021-10\n")
    assert cells(path) == [(titles + 2, {"employee_id": "12", "month": "2021-10"})]


def test_a_header_of_two_lines(tmp_path: Path) -> None:
    """A name that stands over both lines is in the first; a title above a column without a name is none."""
    lines = ["Service de paie;;;;", "Matricule;Classement;;Temps;", ";Catégorie;Année;Heures;ETP", "12;C;8;104;0,69"]
    path = csv_file(tmp_path / "x.csv", "\n".join(lines) + "\n")
    assert cells(path) == [(4, {"employee_id": "12", "category": "C", "year": "8", "hours": "104", "fte": "0,69"})]
    for title in ("Paie d'octobre", "Service;Nord", "Service;Nord;Période;10/2021"):
        path = csv_file(tmp_path / "y.csv", f"{title}\n;Matricule;Emploi;Heures\nx;12;avs;104\n")
        assert source(path).mapping[:2] == (("", None), ("Matricule", "employee_id"))


def test_too_many_title_lines(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", "Titre\n" * 11 + "Matricule;Mois\n12;2021-10\n")
    with pytest.raises(UnreadableInput, match="employee_id"):
        source(path)


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_header_alone_has_no_rows(tmp_path: Path, end: str) -> None:
    path = csv_file(tmp_path / "x.csv", "Matricule;Mois" + end)
    assert cells(path) == []
    assert source(path).mapping == (("Matricule", "employee_id"), ("Mois", "month"))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Matricule;Mois;", "12;2021-10;"),
        ("Matricule;Mois", "12;2021-10;"),
        ("Matricule;Mois;", "12;2021-10"),
        ("Matricule;Mois;;;", "12;2021-10;;;"),
        ("Matricule;Mois", "12;2021-10;;"),
    ],
)
def test_trailing_separators(tmp_path: Path, header: str, row: str) -> None:
    path = csv_file(tmp_path / "x.csv", f"{header}\n{row}\n{row}\n")
    assert cells(path) == [(line, {"employee_id": "12", "month": "2021-10"}) for line in (2, 3)]


def test_a_long_row_of_another_width_is_read_whole(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", f"Matricule;Service\n12;Nord\n13;Sud\n{'x' * 5000};é{'y' * 5000};;\n")
    assert cells(path)[2] == (4, {"employee_id": "x" * 5000, "service_id": "é" + "y" * 5000})


def test_rows_of_mixed_width(tmp_path: Path, law: Law) -> None:
    path = csv_file(tmp_path / "x.csv", "Matricule;Heures\n1;100;\n2;101\n3;102;;\n4;103;x\n5\n;\n6;104\n")
    parts = read(path, law)
    assert [(person["employee_id"], person["hours"]) for person in people(parts)] == [
        ("1", 100_00),
        ("2", 101_00),
        ("3", 102_00),
        ("6", 104_00),
    ]
    assert rejects(parts) == [(5, "", "ragged"), (6, "", "ragged")]


def test_blank_lines_are_no_rows_but_count(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", "Matricule;Nom;Mois\n\n1;;2021-10\n;;\n ; ;\n;X;\n2;;2021-11\n\n")
    assert [(row, person["employee_id"]) for row, person in cells(path)] == [(3, "1"), (6, None), (7, "2")]


def test_quoted_cells_and_line_breaks(tmp_path: Path, law: Law) -> None:
    content = (
        'Matricule;"Libellé\nemploi";Service;Heures\n'
        '"1";AVS;"Nord;Est";"151,67"\n'
        '2;AVS;"Rue ""haute""\nEsc. B\n";100\n'
        '3;AVS;5" de pluie;101\n'
        "4;AVS;Sud;102\n"
    )
    path = csv_file(tmp_path / "x.csv", content)
    parts = read(path, law)
    assert [int(row) for part in parts for row in part.rows] == [3, 4, 7, 8]
    assert [person["service_id"] for person in people(parts)] == [
        "Nord;Est",
        'Rue "haute"\nEsc. B',
        '5" de pluie',
        "Sud",
    ]


def test_a_quote_never_closed_takes_one_row_only(tmp_path: Path, law: Law) -> None:
    rows = "".join(f"{i};Sud;10{i}\n" for i in range(4, 10))
    path = csv_file(tmp_path / "x.csv", 'Matricule;Service;Heures\n1;Nord;100\n2;"Nord;101\n' + rows)
    parts = read(path, law)
    assert rejects(parts) == [(3, "", "ragged")]
    assert len(people(parts)) == 7


@pytest.mark.parametrize("size", [40, 64, 100, 1000])
def test_small_blocks_say_the_same(tmp_path: Path, size: int) -> None:
    content = "Titre\nMatricule;Service;Heures\n" + "".join(
        f'{i};"Sud\nEst {i}";1{i}\n' if i % 7 == 0 else f"{i};Sud;1{i}\n" if i % 5 else f"{i};Sud\n" for i in range(60)
    )
    path = csv_file(tmp_path / "x.csv", content)
    whole = cells(path)
    chunks = open_csv(path, "x.csv", Profile(), 7, size).chunks
    rows = [
        (int(row), chunk.columns["employee_id"][place].as_py())
        for chunk in chunks
        for place, row in enumerate(chunk.rows)
    ]
    assert rows == [(row, person["employee_id"]) for row, person in whole]
    lines = content.split("\n")
    assert all(lines[row - 1].startswith(f"{name};") for row, name in rows if name)


def test_chunks_have_at_least_the_size_asked_for(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", "Matricule\n" + "".join(f"{i}\n" for i in range(25)))
    chunks = open_csv(path, "x.csv", Profile(), 10).chunks
    assert [len(chunk.rows) for chunk in chunks] == [10, 15]
    assert cells(path, chunk_rows=3)[-1] == (26, {"employee_id": "24"})


@pytest.mark.parametrize(
    ("content", "mark"),
    [
        ("Matricule;Heures\n1;151.67\n", "."),
        ("Matricule;Heures\n1;151\n", ","),
        ('Matricule,Heures\n1,"151,67"\n', ","),
        ("Matricule,Heures\n1,151\n", "."),
        ("Matricule;Nom;Heures\n1.5;1.5;151,67\n", ","),
    ],
)
def test_the_decimal_mark_is_found(tmp_path: Path, content: str, mark: str) -> None:
    path = csv_file(tmp_path / "x.csv", content)
    assert source(path).decimal == mark
    assert source(path, Profile(decimal=",")).decimal == ","


def test_a_separator_told_wins(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", "Matricule,Mois;Service\n")
    assert source(path, Profile(separator=",")).mapping == (("Matricule", "employee_id"), ("Mois;Service", None))
