"""What a process of the program may do to itself, and a library may not do to the process of others.

Where pandas is installed, pyarrow imports it (0.4 s) and asks it about each value that it converts. The program has no
use for it, but on a cluster. From Python it is there for whoever imported it. How memory is kept is of the process too.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # what the C library calls M_TRIM_THRESHOLD and M_MMAP_THRESHOLD
_MOST_KEPT = 1 << 30  # bytes: more than any chunk takes


class Process:
    """The process at work. `is_ours`: nothing but the program runs in it, so that it may be copied."""

    is_ours = False


class _NotInstalled:
    """What Python asks first where to find a module."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def begin() -> None:
    """Take this process as our own; to be called before numpy and pyarrow are imported."""
    Process.is_ours = True
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # they multiply matrices: here they would wait, busily
    hide_pandas()


def hide_pandas() -> None:
    """Let nothing in this process find pandas; to be called before pyarrow makes its first value."""
    if _NotInstalled not in sys.meta_path:
        sys.meta_path.insert(0, _NotInstalled)


def show_pandas() -> None:
    """Let it be found again."""
    if _NotInstalled in sys.meta_path:
        sys.meta_path.remove(_NotInstalled)


def keep_freed() -> None:
    """Keep memory that is freed for the arrays to come: the system would clear each page again that it gives anew."""
    if Process.is_ours and (limit := _of_gnu("mallopt")):
        for which in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
            limit(which, _MOST_KEPT)


def give_back() -> None:
    """Give free memory back while something else is done: the end of the program would wait for the system."""
    if trim := _of_gnu("malloc_trim"):
        from threading import Thread  # noqa: PLC0415 - not for one person

        with suppress(RuntimeError):  # no more threads are allowed: the system waits for it in the end
            Thread(target=trim, args=(0,), daemon=True).start()


def _of_gnu(name: str) -> Callable[..., Any] | None:
    """A function of the C library of GNU, where that is the one."""
    if sys.platform != "linux":
        return None
    from ctypes import CDLL  # noqa: PLC0415 - not for one person

    return getattr(CDLL(None), name, None)
