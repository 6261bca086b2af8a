"""Nothing that identifies a person but the matricule reaches an object, a message or a file.

Guards: payroll/reading/dsn/convert.py, payroll/reading/dsn/source.py.
"""

from pathlib import Path

import pytest

from dsn_files import block, contract, declaration, lines, payment, person, sample, views, written
from revalo import language
from revalo.errors import UnreadableInput
from revalo.payroll.reading.dsn.convert import write_canonical
from revalo.payroll.reading.dsn.source import as_source, read_dsn

SECRETS = (
    "LÔCARD",
    "D'ESSAI",
    "DEUXCONTRATS",
    "APPRENANT",
    "Prénom",
    "0000000000000",
    "99991901",
    "Inventé",
    "Libellé",
)


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


@pytest.mark.parametrize("name", ["association.dsn", "two-declarations.dsn", "cancelled.dsn"])
def test_no_name_nir_birth_or_label_in_any_object(name: str, tmp_path: Path) -> None:
    path, out = sample(name), tmp_path / "out.csv"
    source = as_source(path, read_dsn(path), 2)
    write_canonical(path, out)
    everything = repr(read_dsn(path)) + repr(source) + repr(list(source.chunks)) + out.read_text("utf-8-sig")
    assert not [secret for secret in SECRETS if secret in everything]


def test_contents_never_in_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "file.dsn"
    bad = {
        "S21.G00.30.002": "S21.G00.30.002,'SECRET\tNAME'",
        "S21.G00.40.001": "S21.G00.40.001,'SECRET'",
        "S21.G00.40.013": "S21.G00.40.013,'SECRET'",
        "S21.G00.51.013": "S21.G00.51.013,'1 234,56 SECRET'",
        "S21.G00.86.003": "S21.G00.86.003,'SECRET'",
    }
    good = written(lines(declaration("01102021", *_people()))).decode("latin-1").split("\r\n")[:-1]
    for start, line in bad.items():
        place = next(i for i, each in enumerate(good) if each.startswith(start))
        path.write_bytes(written([*good[:place], line, *good[place + 1 :]]))
        with pytest.raises(UnreadableInput) as caught:
            read_dsn(path)
        assert f"line {place + 1}:" in str(caught.value)
        assert "SECRET" not in str(caught.value) + repr(caught.value.__cause__)
        assert "1 234" not in str(caught.value)


def test_unknown_codes_are_told_without_their_content(tmp_path: Path) -> None:
    path = tmp_path / "file.dsn"
    path.write_bytes(
        written(lines(declaration("01102021", person("1", "X", contract("C0001", _002="SECRET", _017="SECRET")))))
    )
    reading = read_dsn(path)
    assert any("S21.G00.40.002" in warning for warning in reading.warnings)
    assert "SECRET" not in repr(reading.warnings) + repr(reading.rows)


@pytest.mark.parametrize("nir", ["2" + "990199999999", "2" + "99019999999999", "1 99 01 2A999999".replace(" ", "")])
def test_a_matricule_built_like_a_nir_is_dropped(tmp_path: Path, nir: str) -> None:
    path = tmp_path / "file.dsn"
    path.write_bytes(written(lines(declaration("01102021", person(nir, "X", contract("C0001"))))))
    reading = read_dsn(path)
    assert nir not in repr(reading)
    assert "employee_id" not in reading.rows[0].cells
    assert any("social security number was dropped (line 20)" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    "word",
    [
        "MAT-{}",
        "{}-2",
        "MAT{}X",
        "N°{}",
        "a/{}/b",
        "MAT 1 85 05 75 123 456",
        "MAT-1 85 05 75 123 456 78",
        "X185052A123456Y",
    ],
)
def test_a_nir_inside_a_longer_matricule_is_dropped(tmp_path: Path, word: str) -> None:
    matricule = word.format("1850575123456")
    path = tmp_path / "file.dsn"
    path.write_bytes(written(lines(declaration("01102021", person(matricule, "X", contract("C0001"))))))
    reading = read_dsn(path)
    assert "employee_id" not in reading.rows[0].cells
    assert not any(piece in repr(reading) for piece in (matricule, "1850575123456", "123 456", "2A123456"))
    assert any("social security number was dropped (line 20)" in warning for warning in reading.warnings)


@pytest.mark.parametrize("matricule", ["MAT-185057512345", "MAT-9850575123456", "18505751234567890"])
def test_a_long_matricule_that_holds_no_nir_is_kept(tmp_path: Path, matricule: str) -> None:
    path = tmp_path / "file.dsn"
    path.write_bytes(written(lines(declaration("01102021", person(matricule, "X", contract("C0001"))))))
    assert read_dsn(path).rows[0].cells["employee_id"] == matricule


def _people() -> list[list[str]]:
    worked = payment(views("C0001", "1000.00", "900.00"))
    seniority = block("S21.G00.86", ("001", "07"), ("002", "03"), ("003", "4"), ("005", "C0001"))
    return [person("1", "X", contract("C0001"), worked, seniority)]
