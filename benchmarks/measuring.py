"""Whole processes, timed one after the other, with the memory that each one took at its peak.

Only the standard library here, and in what imports this: on Linux the peak of a process starts at that of its parent.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
PYTHON = sys.executable
REVALO = (PYTHON, "-m", "revalo")
LOOK = 0.3  # seconds
UNIT = 1 << 20 if sys.platform == "darwin" else 1 << 10  # of ru_maxrss, in a megabyte
TIME, INVERSE = "time ÷ `revalo batch`", "`revalo batch` ÷ time"
PROCESSOR, PEAK = "processor time ÷ `revalo batch`", "peak memory, MB"
Command = Sequence[str | Path]
Values = dict[str, dict[str, list[float]]]  # what was measured: by line of a table and column, a value a repeat


class Skipped(Exception):
    """A benchmark that this machine cannot run, and why."""


class Run(NamedTuple):
    """A process that ended well: seconds from start to end, of all processors, peak memory in MB, what it printed."""

    seconds: float
    busy: float
    peak: float
    printed: str

    @property
    def json(self) -> Any:
        """What it printed, where that is JSON."""
        return json.loads(self.printed)


def timed(command: Command) -> Run:
    """Run a command to its end; stops everything where it fails."""
    with TemporaryFile() as printed, TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen([*map(str, command)], stdout=printed, stderr=said)
        with _watched(process.pid) as shared_out:
            _pid, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = [_text(file) for file in (printed, said)]
    if process.returncode:
        raise SystemExit(f"{Path(str(command[1])).name}: exit {process.returncode}\n{texts[1][-2000:]}")
    peak = max(usage.ru_maxrss / UNIT, *shared_out)
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak, texts[0])


@contextmanager
def _watched(process: int) -> Iterator[list[float]]:
    """The memory of a process and of those that it starts, now and then, where the system tells it."""
    found, over = [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(LOOK):
            started = _read(f"/proc/{process}/task/{process}/children").split()
            if started:
                found.append(sum(_proportional(number) for number in (str(process), *started)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield found
    finally:
        over.set()
        watcher.join()


def _proportional(process: str) -> float:
    """The memory of a process in MB, of what it shares its part; 0 where it has ended."""
    lines = (line.split() for line in _read(f"/proc/{process}/smaps_rollup").splitlines())
    return sum(int(words[1]) for words in lines if words[0] == "Pss:") / (1 << 10)


def _read(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except OSError:
        return ""


def _text(file: Any) -> str:
    file.seek(0)
    return str(file.read().decode(errors="replace"))


def script(name: str, *arguments: str | Path, python: str | Path = PYTHON) -> Command:
    """The command of a script of this folder."""
    return (python, HERE / name, *arguments)


def paired(commands: Mapping[str, Command], repeats: int) -> list[dict[str, Run]]:
    """Every command in each repeat, one after the other; every other repeat backwards, against drift."""
    ahead = list(commands)
    orders = [ahead[:: 1 if number % 2 == 0 else -1] for number in range(repeats)]
    return [{name: timed(commands[name]) for name in order} for order in orders]


def against(reference: str, repeats: list[dict[str, Run]]) -> Values:
    """Each program against the reference of its own repeat: time both ways, processor time, and peak memory."""
    found: Values = {}
    for runs in repeats:
        for name in runs:
            ratio, busy = (getattr(runs[name], each) / getattr(runs[reference], each) for each in ("seconds", "busy"))
            measured = {TIME: ratio, INVERSE: 1 / ratio, PROCESSOR: busy, PEAK: runs[name].peak}
            for column, value in measured.items():
                found.setdefault(name, {}).setdefault(column, []).append(value)
    return found


class Found(NamedTuple):
    """What a benchmark found: rows, values, and facts in words."""

    rows: int
    values: Values
    facts: list[str]


class Asked(NamedTuple):
    """What is asked of a benchmark: rows, repeats, and a folder to work in."""

    rows: int
    repeats: int
    folder: Path

    def payroll(self, rows: int, *, all_sectors: bool) -> Path:
        """A made-up payroll, made once: of home care alone, or half of it in every other sector."""
        path = self.folder / f"{'all' if all_sectors else 'home-care'}-{rows}.csv"
        if not path.exists():
            sectors = ("--sectors", "all") if all_sectors else ()
            timed((*REVALO, "sample", "--rows", str(rows), *sectors, "-o", path))
        return path

    def figures(self, payroll: Path) -> tuple[Path, Path]:
        """The law's figures that a payroll needs, exported: as JSON, and as words."""
        files = payroll.with_suffix(".json"), payroll.with_suffix(".txt")
        if not files[0].exists():
            timed(script("figures.py", payroll, *files))
        return files

    def batch(self, payroll: Path, *options: str, out: str = "revalo") -> Command:
        """`revalo batch` on a payroll."""
        return (*REVALO, "batch", payroll, "-o", self.out(out), *options)

    def out(self, name: str) -> Path:
        """Where a program writes its results."""
        return self.folder / f"out-{name}.csv"


Benchmark = Callable[[Asked], Found]
