"""Each mutant in a process forked from one that holds the libraries: a trial costs its tests alone."""

import importlib
import importlib.util
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import pytest
from choosing import ROOT, Choice
from formulas import CodeMutant
from law_figures import FigureMutant

PRELOADED = "ignore::pytest.PytestAssertRewriteWarning"  # of libraries that are there before pytest is
LAW_TESTS = ("tests/grids/test_law_ledger.py",)
PATIENCE = 240  # seconds; a mutant that takes longer is killed by that
ORACLES = (
    *("limits", "employer_formulas", "employer_cost", "against_oracle"),
    *("people_table", "segur_walk", "formulas", "arrears", "fund"),
)
SECOND_CHANCE = 60  # seconds that the oracles have for a mutant that the quick tests let live
ALIVE, KILLED, REFUSED = 0, 1, 3
LIBRARIES = (
    *("numpy", "pyarrow.compute", "pyarrow.csv", "pyarrow.parquet", "pydantic", "yaml", "typer.core", "typer.testing"),
    *("rich.table", "rich.console", "rich.tree", "rich.progress", "hypothesis.strategies", "hypothesis.extra.numpy"),
    *("xlsxwriter", "openpyxl", "jinja2", "python_calamine"),
)
Mutant = TypeVar("Mutant")


class Changed(MetaPathFinder, Loader):
    """Gives one module of the program another text."""

    def __init__(self, name: str, path: Path, text: str) -> None:
        self.name, self.path, self.text = name, path, text

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> ModuleSpec | None:
        """The module, where it is the one."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:  # noqa: ARG002 - the protocol's
        """As usual."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Run the other text."""
        exec(compile(self.text, str(self.path), "exec"), module.__dict__)  # noqa: S102 - our own code, one change in it


def preload() -> None:
    """Import the libraries, and nothing of the program."""
    for name in LIBRARIES:
        importlib.import_module(name)
    assert "revalo" not in sys.modules


def tried(mutants: Iterable[Mutant], trial: Callable[[Mutant], int], workers: int) -> Iterator[tuple[Mutant, int]]:
    """The result of each mutant, as it comes, some at once."""
    running: dict[int, Mutant] = {}
    with tempfile.TemporaryDirectory() as tempfile.tempdir:
        for mutant in mutants:
            if len(running) >= workers:
                yield _next(running)
            running[_forked(trial, mutant)] = mutant
        while running:
            yield _next(running)
    tempfile.tempdir = None


def _next(running: dict[int, Mutant]) -> tuple[Mutant, int]:
    number, status = os.wait()
    code = os.waitstatus_to_exitcode(status)
    return running.pop(number), code if code in (ALIVE, REFUSED) else KILLED


def _forked(trial: Callable[[Mutant], int], mutant: Mutant) -> int:
    number = os.fork()
    if number:
        return number
    code = KILLED
    try:
        signal.alarm(PATIENCE)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        code = trial(mutant)
    finally:
        os._exit(code)


def passes(tests: list[str]) -> bool:
    """Whether tests pass, in this process; none is no objection."""
    if not tests:
        return True
    with tempfile.TemporaryDirectory() as folder:
        own = ("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov", f"--basetemp={folder}/tests")
        return pytest.main(["-x", "-q", "--no-header", "--tb=no", "-W", PRELOADED, *own, *tests]) == pytest.ExitCode.OK


def code_trial(choice: Choice, mutant: CodeMutant) -> int:
    """Whether the tests that run the lines of a mutant let it live, then whether the oracles do."""
    name = ".".join(mutant.path.relative_to(ROOT / "src").with_suffix("").parts)
    sys.meta_path.insert(0, Changed(name, mutant.path, mutant.text))
    if not passes(choice.of_lines(mutant.path, *mutant.spans)):
        return KILLED
    signal.signal(signal.SIGALRM, lambda _signal, _frame: os._exit(ALIVE))
    signal.alarm(SECOND_CHANCE)
    return ALIVE if passes(_oracles(mutant.path)) else KILLED


def _oracles(path: Path) -> list[str]:
    """The tests named after a file, where there are some, before those of the whole."""
    names = dict.fromkeys((path.stem, *ORACLES))
    return [str(file.relative_to(ROOT)) for name in names for file in (ROOT / "tests").glob(f"*/test_{name}.py")]


def figure_trial(mutant: FigureMutant) -> int:
    """Whether `law validate` refuses a mutant, else whether the tests of the law see it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in mutant.path.parent.glob("*.yaml"):
            (folder / path.name).symlink_to(path)
        (folder / mutant.path.name).unlink()
        (folder / mutant.path.name).write_text(mutant.text, encoding="utf-8")
        return REFUSED if _refused(folder) else ALIVE if passes([*LAW_TESTS]) else KILLED


def _refused(folder: Path) -> bool:
    """Whether the checks of the law refuse a folder, which stands for that of the program from then on."""
    from revalo.analysis import published  # noqa: PLC0415
    from revalo.errors import RevaloError  # noqa: PLC0415 - the program, in the forked process alone
    from revalo.funding import published as funding  # noqa: PLC0415
    from revalo.grids import store  # noqa: PLC0415
    from revalo.grids.law import Law  # noqa: PLC0415
    from revalo.rules import bounds  # noqa: PLC0415

    store.shipped_folder = lambda: folder
    try:
        law = Law(store.compile_law(store.law_files()))
        for check in (bounds.prove, published.check, funding.check):
            check(law)
    except RevaloError:
        return True
    return False
