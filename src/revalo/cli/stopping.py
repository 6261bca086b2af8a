"""Stopping cleanly: any signal to stop is an interrupt, so that temporary files go; no memory is left in a file."""

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]

CLEANING_UP = 1.0  # seconds


@contextmanager
def stoppable() -> Iterator[None]:
    """Any signal to stop raises `KeyboardInterrupt`."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heeded = [number for number in SIGNALS if signal.getsignal(number) != signal.SIG_IGN]  # as under nohup
    stop = _Stop()
    before = {number: signal.signal(number, stop) for number in heeded}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Stop:
    """Raises `KeyboardInterrupt` at a signal, unless one has just come: cleaning up is not interrupted."""

    def __init__(self) -> None:
        self._last = float("-inf")

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        before, self._last = self._last, time.monotonic()
        if self._last - before > CLEANING_UP:
            raise KeyboardInterrupt


def ignore() -> None:
    """Ignore every signal from now on."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def keep_quiet() -> None:
    """Write no core file, which would hold people's pay, and let Python print nothing while objects are deleted."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = lambda _what: None
