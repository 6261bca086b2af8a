"""pandas beside the program: never imported by it, nor by the processes that it starts; left to whoever uses Python.

Memory that was freed: kept while there is work, given back in the end.

Guards: program.py.
"""

import os
import platform
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from revalo.program import give_back, hide_pandas, show_pandas

PEOPLE = 200  # enough for pages of people to be made in other processes
REVALO = ("-m", "revalo")
GIVEN_BACK = """
from pathlib import Path
from threading import enumerate
from revalo.program import give_back
def pages():
    return int(Path("/proc/self/statm").read_text().split()[1])
pieces = [bytes(1 << 16) for _ in range(4000)]
taken = pages()
del pieces[:-1]
give_back()
for thread in enumerate()[1:]:
    thread.join()
print(pages() / taken)
"""

KEPT = """
from pathlib import Path
from revalo.program import Process, keep_freed
def pages():
    return int(Path("/proc/self/statm").read_text().split()[1])
Process.is_ours = {is_ours}
keep_freed()
before = pages()
arrays = [bytearray(1 << 20) for _ in range(64)]
taken = pages() - before
del arrays
print((pages() - before) / taken)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A payroll, and a package `pandas` that leaves a file where it is imported, then says that it is broken."""
    rows = (f"{number};avs;C;8;2013-03-01" for number in range(PEOPLE))
    (tmp_path / "p.csv").write_text("\n".join(["matricule;emploi;catégorie;année;since", *rows]) + "\n", "utf-8")
    (tmp_path / "pandas").mkdir()
    imported = "from pathlib import Path\nPath(__file__).with_name('imported').touch()\nraise ImportError\n"
    (tmp_path / "pandas" / "__init__.py").write_text(imported, "utf-8")
    return tmp_path


def imports_pandas(folder: Path, *arguments: str) -> bool:
    """Whether a Python that runs these arguments, in this folder, imports the package there."""
    env = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return (folder / "pandas" / "imported").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("batch", "p.csv", "-o", "r.csv"),
        ("batch", "p.csv", "-o", "r.parquet", "--by-text"),
        ("sheet", "--batch", "p.csv", "-o", "pages"),
    ],
)
def test_the_program_leaves_pandas_alone(folder: Path, arguments: tuple[str, ...]) -> None:
    assert not imports_pandas(folder, *REVALO, *arguments)


@pytest.mark.parametrize(
    "code", ["import pyarrow as pa; pa.scalar(1)", "import revalo; revalo.revalue('p.csv', after='2024-03-01')"]
)
def test_from_python_arrow_finds_it(folder: Path, code: str) -> None:
    assert imports_pandas(folder, "-c", code)


def test_hidden_and_shown_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "pandas", raising=False)
    monkeypatch.syspath_prepend(folder)
    hide_pandas()
    with pytest.raises(ModuleNotFoundError):
        import_module("pandas")
    assert not (folder / "pandas" / "imported").exists()
    show_pandas()
    with pytest.raises(ImportError):
        import_module("pandas")
    assert (folder / "pandas" / "imported").exists()


of_gnu = pytest.mark.skipif(
    sys.platform != "linux" or platform.libc_ver()[0] != "glibc", reason="the C library has no such call"
)


@of_gnu
def test_free_memory_is_given_back() -> None:
    assert share_left(GIVEN_BACK) < 0.5


@of_gnu
def test_freed_memory_is_kept_by_the_program_alone() -> None:
    assert share_left(KEPT.format(is_ours=True)) > 0.9
    assert share_left(KEPT.format(is_ours=False)) < 0.1


def share_left(code: str) -> float:
    """What a Python that runs some code prints: the share of its memory that it still has."""
    run = [sys.executable, "-c", code]
    return float(subprocess.run(run, capture_output=True, encoding="utf-8", check=True).stdout)


def test_nothing_fails_where_there_are_no_more_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_thread: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Thread.start", refuse)
    give_back()
