"""Where the time of `revalo batch` goes: shares of its stages, in the same process.

python benchmarks/stages.py STARTED IN.csv OUT.csv (STARTED: the time of the clock when this process was asked for)

A thread looks every few milliseconds at what each thread of the program does: the innermost module of `revalo` on its
stack says the stage. What is not waiting shares the time passed since the last look. Prints JSON: seconds by stage.
"""

import contextlib
import io
import json
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from types import FrameType

from measuring import Asked, Found, script, timed

STAGES = {
    "revalo.payroll": "read",
    "revalo.payroll.reading.cells": "type",
    "revalo.payroll.reading.numerals": "type",
    "revalo.payroll.reading.dates": "type",
    "revalo.payroll.reading.days": "type",
    "revalo.payroll.reading.scalars": "type",
    "revalo.payroll.reading.names": "type",
    "revalo.grids": "bind",
    "revalo.rules": "compute",
    "revalo.people": "compute",
    "revalo.people.summary": "count",
    "revalo.people.results": "write",
    "revalo.payroll.writing.rejects": "write",
    "revalo.payroll.writing.spill": "write",
    "revalo.payroll.writing.writers": "write",
    "revalo.payroll.writing.atomic_files": "write",
    "revalo.api": "start",
    "revalo.cli": "start",
    "revalo.grids.store": "start",
    "revalo.reports": "report",
    "importlib": "start",
}  # the longest that a module starts with counts; `revalo.money` and such belong to their caller
ORDER = ("start", "read", "type", "bind", "compute", "count", "write", "report")
WAITING = ("threading", "queue", "selectors", "concurrent.futures.thread")
EVERY = 0.002  # seconds


class Watch(threading.Thread):
    """Looks at every other thread until it is told to stop; `seconds` by stage."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._end = threading.Event()

    def run(self) -> None:
        """Look, and share the time passed since the last look."""
        last = time.perf_counter()
        while not self._end.wait(EVERY):
            frames = [frame for thread, frame in sys._current_frames().items() if thread != self.ident]  # noqa: SLF001
            busy = [frame for frame in frames if frame.f_globals.get("__name__") not in WAITING]
            now = time.perf_counter()
            for frame in busy:
                self.seconds[stage(frame)] += (now - last) / len(busy)
            last = now

    def stop(self) -> None:
        """Look no more."""
        self._end.set()
        self.join()


def stage(frame: FrameType | None) -> str:
    """The stage of the innermost module that has one; the program starts where none has."""
    while frame is not None:
        parts = str(frame.f_globals.get("__name__", "")).split(".")
        for length in range(len(parts), 0, -1):
            if found := STAGES.get(".".join(parts[:length])):
                return found
        frame = frame.f_back
    return "start"


def main(started: float, payroll: Path, out: Path) -> None:
    """Run the command in this process, watched."""
    before = time.time() - started
    sys.setswitchinterval(EVERY / 2)
    watch = Watch()
    watch.start()
    from revalo.cli.main import main as revalo  # noqa: PLC0415 - its start is a stage too

    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), contextlib.suppress(SystemExit):
        revalo(("batch", str(payroll), "-o", str(out)))
    watch.stop()
    watch.seconds["start"] += before
    print(json.dumps(watch.seconds))


def stages(asked: Asked) -> Found:
    """The share of each stage, in per cent of the whole."""
    payroll, values = asked.payroll(asked.rows, all_sectors=True), {name: list[float]() for name in ORDER}
    for _repeat in range(asked.repeats):
        seconds = timed(script("stages.py", str(time.time()), payroll, asked.out("revalo"))).json
        for name in ORDER:
            values[name].append(100 * seconds.get(name, 0) / sum(seconds.values()))
    return Found(asked.rows, {name: {"share of the whole, %": shares} for name, shares in values.items()}, [])


if __name__ == "__main__":
    main(float(sys.argv[1]), *map(Path, sys.argv[2:4]))
