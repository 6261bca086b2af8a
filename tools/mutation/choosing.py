"""Which tests may kill a mutant: those that run its lines, the quickest first."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from coverage import CoverageData

ROOT = Path(__file__).parents[2]
HELD = ROOT / ".venv" / "mutation-runs"  # what a run of the quick tests covered, and how long each took
LEFT_OUT = (  # tests of other rooms, and those that take minutes by themselves
    *("against_oracle", "against_openfisca", "docs", "install", "spark", "terminal", "payroll_*", "dsn_*"),
    *("formulas", "catalogue", "same_bytes", "nothing_lost", "report", "sheets", "segur_walk"),
    *("attribution", "people_table", "batch", "fund"),
)
MEMORY = Path("/dev/shm")  # noqa: S108 - a write a test: it is quicker, where there is one
BUDGET = 60.0  # seconds of tests asked for a mutant; one that these let live counts as alive


class Choice:
    """The quick tests, what each covers and what it takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = json.loads((HELD / "seconds.json").read_bytes())
        self._data = CoverageData(str(HELD / "coverage"))
        self._data.read()

    def of_lines(self, path: Path, *spans: range) -> list[str]:
        """The tests that run some lines of the first span that any test runs; else those of the whole file."""
        by_line = self._by_line(path)
        for span in spans:
            if names := {name for line in span for name in by_line.get(line, ())}:
                return self._affordable(names)
        return self._affordable(set[str]().union(*by_line.values()))

    def look_up(self, paths: Iterable[Path]) -> None:
        """Read what is known of some files, before any process is forked."""
        for path in paths:
            self._by_line(path)

    @cache  # noqa: B019 - one object for the whole run
    def _by_line(self, path: Path) -> dict[int, set[str]]:
        found = self._data.contexts_by_lineno(str(path))
        return {line: {context.rpartition("|")[0] for context in contexts} - {""} for line, contexts in found.items()}

    def _affordable(self, names: set[str]) -> list[str]:
        """The quickest of some tests, as many as the budget allows."""
        chosen: list[str] = []
        spent = 0.0
        for name in sorted(names & self.seconds.keys(), key=lambda each: (self.seconds[each], each)):
            spent += self.seconds[name]
            if chosen and spent > BUDGET:
                break
            chosen.append(name)
        return chosen


def measure() -> None:
    """Run the quick tests once, telling which lines each runs and what it takes."""
    HELD.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        held = {"COVERAGE_FILE": f"{folder}/coverage", "MUTATION_SECONDS": f"{folder}/seconds.json"}
        own = os.pathsep.join([str(ROOT / "src"), str(Path(__file__).parent)])
        _run_quick_tests({**os.environ, **held, "PYTHONPATH": own})
        for name in ("coverage", "seconds.json"):
            shutil.copy(f"{folder}/{name}", HELD / name)


def _run_quick_tests(environment: dict[str, str]) -> None:
    command = (
        *(sys.executable, "-m", "pytest", "-q", "-n", "2", "--tb=no", "-r", "N", "-p", "timing", "--no-header"),
        *("--cov=revalo.rules", "--cov=revalo.grids", "--cov-context=test", "--cov-report="),
        *("-m", "not slow", "tests"),
        *(f"--ignore-glob=*/test_{name}.py" for name in LEFT_OUT),
    )
    subprocess.run(command, cwd=ROOT, env=environment, check=False)  # tests that fail are left out of the choice


def chosen() -> Choice:
    """The choice measured by an earlier run, or by one now."""
    if not (HELD / "seconds.json").is_file():
        measure()
    return Choice()
