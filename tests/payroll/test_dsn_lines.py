"""The syntax of a DSN, and files that are truncated or altered.

Guards: payroll/reading/dsn/blocks.py, payroll/reading/dsn/canonical.py, payroll/reading/dsn/codes.py,
payroll/reading/dsn/declaration.py, payroll/reading/dsn/lines.py, payroll/reading/dsn/notes.py,
payroll/reading/dsn/pay.py, payroll/reading/dsn/quotity.py, payroll/reading/dsn/reading.py,
payroll/reading/dsn/values.py.
"""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsn_files import SAMPLES, block, contract, declaration, lines, payment, person, sample, views, written
from revalo import language
from revalo.errors import UnreadableInput
from revalo.payroll.reading.dsn.lines import MOST_BYTES, decode, read_lines
from revalo.payroll.reading.dsn.source import Reading, read_dsn

FILE = SAMPLES["association.dsn"]
LABEL = FILE.index("S21.G00.40.006,'Libellé Libre'")


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


def reading(tmp_path: Path, raw: bytes) -> Reading:
    path = tmp_path / "file.dsn"
    path.write_bytes(raw)
    return read_dsn(path)


def refusal(tmp_path: Path, raw: bytes) -> str:
    with pytest.raises(UnreadableInput) as caught:
        reading(tmp_path, raw)
    assert caught.value.exit_code == 3
    return str(caught.value)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_what_the_module_builds(name: str) -> None:
    assert sample(name).read_bytes() == written(SAMPLES[name])


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_either_line_end(tmp_path: Path, end: str) -> None:
    assert len(reading(tmp_path, written(FILE, end=end)).rows) == 5


def test_last_line_end_may_be_missing_or_doubled(tmp_path: Path) -> None:
    raw = written(FILE)
    assert len(reading(tmp_path, raw.rstrip()).rows) == 5
    assert len(reading(tmp_path, raw + b"\r\n\x1a").rows) == 5


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (written(FILE, "utf-8"), "utf-8"),
        (b"\xef\xbb\xbf" + written(FILE, "utf-8"), "utf-8-sig"),
        (written(FILE, "latin-1"), "cp1252"),
        (written([line.replace("Libre", "L’œuvre") for line in FILE], "cp1252"), "cp1252"),
        (written([line.replace("Libre", "L\x81") for line in FILE], "latin-1"), "latin-1"),
        (written([line.encode("ascii", "ignore").decode() for line in FILE]), "utf-8"),
    ],
)
def test_encodings(tmp_path: Path, raw: bytes, encoding: str) -> None:
    found = reading(tmp_path, raw)
    assert found.encoding == encoding
    assert [row.cells["employee_id"] for row in found.rows] == ["0012", "0013", "0014", "0014", "0015"]


def test_an_apostrophe_inside_a_value() -> None:
    [line] = read_lines("S21.G00.40.009,'AB'CD'")
    assert (line.block, line.rubrique, line.value) == ("S21.G00.40", "009", "AB'CD")


def test_a_sub_rubrique() -> None:
    [line] = read_lines("S21.G00.40.009.001,'x'")
    assert (line.rubrique, line.value) == ("009.001", "")


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "S21.G00.40.009",
        "S21.G00.40.009;'x'",
        "S21.G00.40.009,x",
        "S21.G00.40.009,'x",
        "S21.G00.40.009,'x' ",
        " S21.G00.40.009,'x'",
        "S21.G00.40.9,'x'",
        "S21.G00.40.009,'x\0y'",
        "S21.G00.40.009,'x\ty'",
        "S21.G00.40.009,'x\ry'",
        "s21.G00.40.009,'x'",
    ],
)
def test_a_line_that_is_not_one(tmp_path: Path, bad: str) -> None:
    message = refusal(tmp_path, written([*FILE[:LABEL], bad, *FILE[LABEL + 1 :]]))
    assert f"line {LABEL + 1}:" in message


def test_length(tmp_path: Path) -> None:
    head = "S21.G00.40.006,'"
    kept = head + "x" * (256 - len(head) - 1) + "'"
    assert len(reading(tmp_path, written([*FILE[:LABEL], kept, *FILE[LABEL + 1 :]])).rows) == 5
    message = refusal(tmp_path, written([*FILE[:LABEL], head + "x" * 300 + "'", *FILE[LABEL + 1 :]]))
    assert f"line {LABEL + 1}:" in message
    assert "xxx" not in message


@pytest.mark.parametrize("name", SAMPLES)
def test_truncated_at_any_line(tmp_path: Path, name: str) -> None:
    for count in range(len(SAMPLES[name])):
        refusal(tmp_path, written(SAMPLES[name][:count]))


def test_truncated_at_any_byte_of_the_end(tmp_path: Path) -> None:
    raw = written(FILE).rstrip()
    for cut in range(1, 120):
        refusal(tmp_path, raw[:-cut])


def test_a_line_taken_out_or_doubled_anywhere(tmp_path: Path) -> None:
    for place in range(len(FILE)):
        refusal(tmp_path, written([*FILE[:place], *FILE[place + 1 :]]))
        refusal(tmp_path, written([*FILE[:place], FILE[place], *FILE[place:]]))


def test_wrong_totals_name_their_line(tmp_path: Path) -> None:
    for place, altered in ((-2, "S90.G00.90.001,'12'"), (-1, "S90.G00.90.002,'7'"), (-1, "S90.G00.90.002,'un'")):
        file = [*FILE]
        file[place] = altered
        assert f"line {len(FILE) + place + 1}:" in refusal(tmp_path, written(file))


def test_something_after_the_total(tmp_path: Path) -> None:
    assert f"line {len(FILE) + 1}:" in refusal(tmp_path, written([*FILE, FILE[0]]))


@pytest.mark.parametrize("raw", [b"", b"\r\n", b"matricule;mois\r\n", written(FILE[6:]), written(FILE, "utf-16")])
def test_not_a_dsn(tmp_path: Path, raw: bytes) -> None:
    refusal(tmp_path, raw)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"absent\.dsn"):
        read_dsn(tmp_path / "absent.dsn")


def test_blocks_out_of_place(tmp_path: Path) -> None:
    orphan = lines(declaration("01102021", block("S21.G00.40", ("001", "01102021"))))
    assert "line 20:" in refusal(tmp_path, written(orphan))
    headless = lines(declaration("01102021", person("1", "X", contract("C0001", _001=""))))
    refusal(tmp_path, written(headless))
    unpaid = lines(declaration("01102021", person("1", "X", contract("C0001"), views("C0001", "1.00", "1.00"))))
    refusal(tmp_path, written(unpaid))


def test_pay_belongs_to_the_person_before_it(tmp_path: Path) -> None:
    one = person("1", "X", contract("C0001"), payment(views("C0001", "10.00", "9.00")))
    two = person("2", "Y", contract("C0001"))
    file = lines(declaration("01102021", one, [*two, *views("C0001", "10.00", "9.00")]))
    refusal(tmp_path, written(file))


@given(st.binary(max_size=300))
def test_any_bytes_decode(raw: bytes) -> None:
    text = decode(raw)
    assert text.encoding in {"utf-8", "utf-8-sig", "cp1252", "latin-1"}
    with suppress(UnreadableInput):
        list(read_lines(text.text))


@given(st.integers(0, len(FILE) - 1), st.text("0123456789'.,SG\x00é ", max_size=12))
def test_an_altered_line_is_read_or_refused_by_its_number(place: int, noise: str) -> None:
    """Never another error, never the content in the message."""
    from revalo.payroll.reading.dsn.blocks import read_tree  # noqa: PLC0415 - the tree alone, without a file
    from revalo.payroll.reading.dsn.canonical import canonical_rows  # noqa: PLC0415
    from revalo.payroll.reading.dsn.notes import Notes  # noqa: PLC0415
    from revalo.payroll.reading.dsn.reading import read_all  # noqa: PLC0415

    file, notes = [*FILE], Notes()
    file[place] = file[place][:15] + noise + file[place][15:]
    try:
        canonical_rows(read_all(read_tree(read_lines("\n".join(file)), notes), notes), notes)
    except UnreadableInput as error:
        assert str(error).startswith("line ")  # noqa: PT017
        assert not noise.strip("'.,SG0123456789 ") or noise not in str(error)  # noqa: PT017


@pytest.mark.parametrize("beyond", [0, 1])
def test_a_file_that_could_fill_the_memory_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beyond: int
) -> None:
    assert MOST_BYTES == 128 * 1024 * 1024
    raw = written(FILE)
    monkeypatch.setattr("revalo.payroll.reading.dsn.lines.MOST_BYTES", len(raw) - beyond)
    if beyond:
        assert "file.dsn: a DSN of more than" in refusal(tmp_path, raw)
    else:
        assert reading(tmp_path, raw).rows
