"""A command imports what it uses: one person needs no table engine, and no other command."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TABLES = {"numpy", "pyarrow", "jinja2", "xlsxwriter", "python_calamine"}
MODELS = {"yaml", "pydantic"}  # what reads law files, and Typer its options
# What reading, computing and writing a CSV file can do without, and takes long to import.
FAR = {"pyarrow.compute", "pyarrow.dataset", "pyarrow.parquet", "numpy.ma", "jinja2", "xlsxwriter", "python_calamine"}
COMMANDS = {"revalo.cli.batch", "revalo.cli.report", "revalo.cli.fund", "revalo.cli.law", "revalo.cli.ask"}
OF_OPTIONS = {"revalo.people.causes", "revalo.people.costing", "revalo.reports.terminal.payroll_cost"}
# What a payroll needs only where something is asked for, or goes wrong.
ASKED = {
    *("concurrent.futures", "multiprocessing", "zipfile", "revalo.api.person", "revalo.rules.net"),
    *("revalo.people.shown_sums", "revalo.people.suppression", "revalo.payroll.writing.spill"),
    *("revalo.payroll.writing.cost_words", "revalo.payroll.reading.row_estimate", "revalo.reports.pages.document"),
    *("revalo.reports.terminal.columns", "revalo.rules.employer.employer"),
}
AVS = ("--job", "avs", "--category", "C", "--year", "8")


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (("compute", *AVS), TABLES | COMMANDS | MODELS | {"tomllib", "revalo.reports.pages.document"}),
        (("compute", *AVS, "--json", "--employer-cost"), TABLES | COMMANDS | MODELS | {"rich.console"}),
        (("timeline", *AVS, "--from", "2022-01", "--to", "2022-02"), TABLES | COMMANDS | MODELS),
        (("batch", "payroll.csv"), MODELS | FAR | OF_OPTIONS | ASKED),
        (("batch", "payroll.csv", "-o", "out.csv", "--lines", "--by-text", "--by", "sector"), MODELS | FAR),
        (("report", "payroll.csv", "-o", "out.html"), MODELS),
        (("project", "payroll.csv", "--from", "2026-01", "--to", "2026-03"), MODELS),
        (("--version",), TABLES),
    ],
)
def test_what_a_command_does_not_import(tmp_path: Path, arguments: tuple[str, ...], absent: set[str]) -> None:
    (tmp_path / "payroll.csv").write_text("matricule;emploi;catégorie;année\n1;avs;C;8\n", "utf-8")
    code = f"""
import sys
class WithoutPandas:  # where it is installed, pyarrow imports it, and that much more
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "pandas":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, WithoutPandas())
from revalo.cli.main import main
try:
    main({list(arguments)!r})
finally:
    print(*sys.modules, file=sys.stderr)
"""
    env = {**os.environ, "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=True
    )
    imported = set(done.stderr.split())
    assert "revalo.cli.app" in imported
    assert absent & imported == set()
