"""A workbook or a Parquet file that stops its reader, or asks for all the memory, is an error; nothing is written.

Guards: payroll/reading/apart.py, payroll/reading/probe.py.
"""

import sys
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet
from xlsxwriter import Workbook

import hard_files
import revalo
from revalo.errors import UnreadableInput
from revalo.payroll.reading import apart, probe
from running import run

ABORTS = "import os; os.abort()"
KILLED = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
FILLS = f"""
import runpy, sys
probe = runpy.run_path({str(probe.__file__)!r})
fill = lambda: lambda _path, _names: bytearray(int(sys.argv[2]) + 1)
probe["READERS"].update(workbook=fill, parquet=fill)
sys.exit(probe["main"](*sys.argv[1:]))
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A good workbook."""
    path = tmp_path / "p.xlsx"
    path.write_bytes(hard_files.GOOD_BOOK)
    return path


@pytest.fixture
def columns(tmp_path: Path) -> Path:
    """A good Parquet file."""
    path = tmp_path / "p.parquet"
    columns = {"matricule": ["1", "2"], "catégorie": ["C", "D"], "année": [8, 9], "list": [[1], []]}
    parquet.write_table(pa.table(columns), path)
    return path


def _reader(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "reader.py"
    path.write_text(script, "utf-8")
    monkeypatch.setattr(apart, "_PROBE", path)


@pytest.mark.parametrize(
    ("script", "words"),
    [(ABORTS, "stops its reader"), (KILLED, "stops its reader"), (FILLS, "too much memory")],
    ids=["aborts", "killed", "memory"],
)
@pytest.mark.parametrize("kind", ["book", "columns"])
def test_a_reader_that_dies_is_an_error_and_nothing_is_written(
    script: str, words: str, kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file: Path = request.getfixturevalue(kind)
    assert run("batch", str(file), "--dry-run").code == 0
    _reader(script, tmp_path, monkeypatch)
    before = sorted(tmp_path.iterdir())
    ran = run("batch", str(file), "-o", str(tmp_path / "r.csv"), "--lang", "en")
    assert ran.code == 3
    assert "[R309]" in ran.err
    assert words in ran.err
    assert sorted(tmp_path.iterdir()) == before
    with pytest.raises(UnreadableInput):
        revalo.revalue(file)


def test_memory_is_bounded_where_the_workbook_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resource")
    path = tmp_path / "large.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        for row in range(20_000):
            sheet.write_row(row, 0, [row, "C", 8])
    apart.check_apart("workbook", path, "large.xlsx")
    monkeypatch.setattr(apart, "MOST_MEMORY", 1 << 20)
    with pytest.raises(UnreadableInput):
        apart.check_apart("workbook", path, "large.xlsx")


def test_memory_is_bounded_where_a_parquet_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resource")
    path = tmp_path / "large.parquet"
    parquet.write_table(pa.table({"matricule": [str(n) * 50 for n in range(100_000)]}), path, use_dictionary=False)
    apart.check_apart("parquet", path, "large.parquet")
    monkeypatch.setattr(apart, "MOST_MEMORY", 1 << 20)
    with pytest.raises(UnreadableInput):
        apart.check_apart("parquet", path, "large.parquet")


def test_good_and_refused_workbooks_go_on_to_the_program(book: Path, tmp_path: Path) -> None:
    apart.check_apart("workbook", book, "p.xlsx")
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(hard_files.GOOD_BOOK[:200])
    apart.check_apart("workbook", bad, "bad.xlsx")
    assert probe.main("workbook", str(1 << 62), str(book), "Feuil1") == 0


def test_where_no_process_can_be_started_workbooks_are_read_here(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    apart.check_apart("workbook", book, "p.xlsx")
