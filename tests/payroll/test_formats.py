"""Which files are read: formats by content, folders, standard input, what is refused.

Guards: payroll/reading/formats.py, payroll/reading/inputs.py, payroll/reading/open.py, payroll/reading/parquet.py,
payroll/writing/atomic_files.py.
"""

import errno
import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from payroll_files import cells, csv_file
from revalo.errors import UnreadableInput, UsageError
from revalo.payroll.reading import formats
from revalo.payroll.reading.formats import kind
from revalo.payroll.reading.inputs import find_files
from revalo.payroll.reading.open import open_files
from revalo.payroll.writing.atomic_files import atomic_output

GOOD = "Matricule;Heures\n12;100\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide|empty"),
        (b"\xef\xbb\xbf\r\n \n", "vide|empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "xls"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\n<html><table></table></html>", "XML"),
        (b'{"a": 1}', "JSON"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "Parquet"),
        (b"PK\x03\x04 not a zip", "archive"),
        (bytes(range(256)), "Parquet"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "paie.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableInput, match=said):
        kind(path, path.name)


def test_another_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "paie.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(UnreadableInput, match="xlsx"):
        kind(path, path.name)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (GOOD.encode(), "csv"),
        (GOOD.encode("utf-16"), "csv"),
        (GOOD.encode("utf-16-le"), "csv"),
        (b"S10.G00.00.001,'X'\r\n", "dsn"),
        (b"\xef\xbb\xbfS10.G00.00.001,'X'\n", "dsn"),
        (b"S10;G00\n", "csv"),
        (b"PAR1....", "parquet"),
    ],
)
def test_content_tells_not_the_name(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "paie.xlsx"
    path.write_bytes(content)
    assert kind(path, path.name) == expected


def test_a_folder_in_order(tmp_path: Path) -> None:
    for name in ("b.csv", "a.txt", ".hidden.csv", "~$b.xlsx", "c.pdf"):
        csv_file(tmp_path / name, GOOD if name != "c.pdf" else "%PDF-1.7")
    (tmp_path / "sub").mkdir()
    found = find_files([tmp_path])
    assert [file.path.name for file in found.files] == ["a.txt", "b.csv"]
    assert [Path(name).name for name, _why in found.skipped] == [".hidden.csv", "c.pdf", "sub", "~$b.xlsx"]
    assert all(why for _name, why in found.skipped)
    assert [source.file for source in open_files(find_files([tmp_path]).files)] == ["a.txt", "b.csv"]


def test_a_folder_without_payroll_files(tmp_path: Path) -> None:
    csv_file(tmp_path / "c.pdf", "%PDF-1.7")
    with pytest.raises(UnreadableInput):
        find_files([tmp_path])


def test_several_paths_keep_their_order(tmp_path: Path) -> None:
    paths = [csv_file(tmp_path / name, GOOD) for name in ("b.csv", "a.csv")]
    assert [source.file for source in open_files(find_files(paths).files)] == ["b.csv", "a.csv"]


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="nowhere"):
        find_files([tmp_path / "nowhere.csv"])


def test_a_locked_file_is_said_to_be_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv_file(tmp_path / "x.csv", GOOD)

    def locked(*_given: object, **_named: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(UnreadableInput, match="Excel"):
        find_files([path])
    assert "Excel" not in str(formats.cannot_open("x.csv", OSError(5, "input/output")))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    [source] = open_files(find_files(["-"]).files)
    assert source.file == "-"
    [chunk] = source.chunks
    assert chunk.columns["employee_id"].to_pylist() == ["12"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    [file] = find_files(["-"]).files
    assert file.path.stat().st_mode & 0o077 == 0
    assert len(cells(file.path)) == 1


@pytest.mark.skipif(not hasattr(os, "posix_fadvise"), reason="the system has no such call")
@pytest.mark.parametrize("refused", [None, OSError(errno.ESPIPE, "refused")])
def test_much_is_sent_to_the_disk_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: OSError | None
) -> None:
    out, parts, sent = tmp_path / "out.csv", (b"few\n", b"many\n" * 1_000_000, b"more\n" * 500_000), []

    def advise(_file: int, start: int, size: int, _advice: int) -> None:
        sent.append((start, size))
        if refused:
            raise refused

    monkeypatch.setattr(os, "posix_fadvise", advise)
    with atomic_output(out) as file:
        for part in parts:
            file.write(part)
    assert out.read_bytes() == b"".join(parts)
    assert sent == [(len(parts[0]), len(parts[1])), (len(parts[0] + parts[1]), len(parts[2]))]


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"

    def fill() -> None:
        with atomic_output(out) as file:
            file.write(b"begun")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(UsageError, match="disque est plein"):
        fill()
    assert not list(tmp_path.iterdir())
