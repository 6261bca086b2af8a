"""Every file of src has a test file that says it guards it, so that nobody has to guess.

Guards: __init__.py.
"""

import ast
import subprocess
import sys
from pathlib import Path

from guards import PACKAGE, ROOT, claimed, guards


def _has_code(path: Path) -> bool:
    """Whether a file is more than a docstring."""
    return len(ast.parse(path.read_text(encoding="utf-8")).body) > 1


def test_every_file_of_src_is_guarded_by_a_test_file() -> None:
    files = {path.relative_to(ROOT / PACKAGE).as_posix() for path in (ROOT / PACKAGE).rglob("*.py") if _has_code(path)}
    assert sorted(files - guards().keys()) == []


def test_what_test_files_guard_is_there_and_named_once() -> None:
    for test in ROOT.glob("tests/**/test_*.py"):
        names = claimed(test)
        assert len(names) == len(set(names)), test
        assert [name for name in names if not (ROOT / PACKAGE / name).is_file()] == [], test


def test_tests_of_a_file_are_looked_up_by_its_path() -> None:
    command = [sys.executable, str(ROOT / "tests/support/guards.py")]
    known = subprocess.run([*command, "src/revalo/people/lines.py"], capture_output=True, text=True, check=True)
    assert "tests/people/test_table.py" in known.stdout.split()
    unknown = subprocess.run([*command, "src/revalo/people/nobody.py"], capture_output=True, text=True, check=False)
    assert unknown.returncode == 1
    assert "no test file names it" in unknown.stderr
