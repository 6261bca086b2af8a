"""A command imports what it uses: one person needs no table engine, and no other command."""

import os
import subprocess
import sys

import pytest

TABLES = {"numpy", "pyarrow", "jinja2", "xlsxwriter", "python_calamine"}
COMMANDS = {"revalo.cli.batch", "revalo.cli.report", "revalo.cli.fund", "revalo.cli.law", "revalo.cli.ask"}
AVS = ("--job", "avs", "--category", "C", "--year", "8")


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (("compute", *AVS), TABLES | COMMANDS | {"yaml", "tomllib"}),
        (("compute", *AVS, "--json", "--employer-cost"), TABLES | COMMANDS | {"yaml", "rich.console"}),
        (("timeline", *AVS, "--from", "2022-01", "--to", "2022-02"), TABLES | COMMANDS),
        (("--version",), TABLES),
    ],
)
def test_what_a_command_does_not_import(arguments: tuple[str, ...], absent: set[str]) -> None:
    code = f"""
import sys
from revalo.cli.main import main
try:
    main({list(arguments)!r})
finally:
    print(*sys.modules, file=sys.stderr)
"""
    env = {**os.environ, "COLUMNS": "80"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, encoding="utf-8", check=True)
    imported = set(done.stderr.split())
    assert "revalo.cli.app" in imported
    assert absent & imported == set()
