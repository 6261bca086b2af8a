"""The processes that a process has started, where Linux lists them."""

import signal
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

INTERRUPTED = 130  # the exit code of the contract
SOON = 60  # seconds


def processes_of(parent: int) -> list[int]:
    """The processes that a process has started."""
    return [int(each.name) for each in Path("/proc").glob("[0-9]*") if _status(each)[1:2] == [str(parent)]]


def is_alive(process: int) -> bool:
    """Whether a process goes on."""
    return _status(Path(f"/proc/{process}"))[:1] not in ([], ["Z"])


def check_stopped(sign: signal.Signals, code: int, started: Iterable[int], folder: Path, left: Sequence[str]) -> None:
    """That a run stopped by a signal leaves no process, and in its folder only what was there."""
    deadline = time.monotonic() + SOON
    while any(map(is_alive, started)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    if sign is not signal.SIGKILL:
        assert code == INTERRUPTED
        assert [each.name for each in folder.iterdir()] == left


def _status(process: Path) -> list[str]:
    """The state of a process, its parent and more; nothing where it has ended."""
    try:
        return (process / "stat").read_text("utf-8", "ignore").rpartition(")")[2].split()
    except OSError:
        return []
