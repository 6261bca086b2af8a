"""The same 500 people through pandas, polars, duckdb, Arrow and the file: the same amounts.

Guards: api/reading.py, payroll/reading/arrow.py.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from running import run

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("through.py")
OWN = ROOT / ".venv-tables" / ("Scripts" if os.name == "nt" else "bin") / "python"
APART = ("file", "row")  # what a file of results does not have


@pytest.fixture(scope="module")
def payroll(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("payroll") / "payroll.csv"
    assert run("sample", "--rows", "500", "--seed", "21", "--sectors", "all", "-o", str(path), "--lang", "en").code == 0
    return path


@pytest.fixture(scope="module")
def of_the_file(payroll: Path) -> list[dict[str, Any]]:
    """The amounts that `revalo batch` writes."""
    out = payroll.with_name("out.parquet")
    assert run("batch", str(payroll), "-o", str(out), "--lines").code == 0
    return plain(out)


def plain(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    assert len(rows) == 500
    return [{name: value for name, value in row.items() if name not in APART} for row in rows]


def python_of(library: str, major: str) -> str:
    """The Python that has a library, ours or that of `make tables`; skip where there is none."""
    if library == "pyarrow":
        return sys.executable
    if (library, major) == ("pandas", "2."):
        if not find_spec("pandas"):
            pytest.skip("pandas 2 comes with Spark: make .venv/spark")
        return sys.executable
    if not OWN.exists():
        pytest.skip("these libraries are in an environment of their own: make tables")
    return str(OWN)


@pytest.mark.parametrize(
    ("library", "major"), [("pyarrow", ""), ("pandas", "2."), ("pandas", "3."), ("polars", ""), ("duckdb", "")]
)
def test_the_same_amounts_through_every_library(
    library: str, major: str, payroll: Path, of_the_file: list[dict[str, Any]], tmp_path: Path
) -> None:
    out = tmp_path / "out.parquet"
    done = subprocess.run(
        [python_of(library, major), SCRIPT, library, payroll, out],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().startswith(major)
    assert plain(out) == of_the_file
