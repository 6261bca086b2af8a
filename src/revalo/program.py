"""What a process of the program may do to itself, and a library may not do to the process of others.

Where pandas is installed, pyarrow imports it (0.4 s) and asks it about each value that it converts. The program has no
use for it, but on a cluster. From Python it is there for whoever imported it.
"""

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = ("libarrow.so.*", "libarrow_substrait.so.*")  # of Arrow: the second needs most of the others
FIRST = ("ctypes", "contextvars", "decimal")  # the system loads one library at a time: these would wait for Arrow


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


def load_arrow() -> None:
    """Let the system load what pyarrow is made of, while Python imports what can do without it."""
    if sys.platform == "linux":
        for name in FIRST:
            import_module(name)
        _meanwhile(_load_arrow)


def _load_arrow() -> None:
    """Load Arrow where pyarrow has it beside itself; what goes wrong is met again, and said, by importing pyarrow."""
    from ctypes import CDLL  # noqa: PLC0415 - see FIRST

    with suppress(ImportError, AttributeError):
        load = CDLL(None).dlopen  # which, called so, lets Python go on meanwhile
        package = find_spec("pyarrow")
        folders = (package and package.submodule_search_locations) or ()
        for library in (path for name in LIBRARIES for folder in folders for path in Path(folder).glob(name)):
            load(os.fsencode(library), os.RTLD_NOW)


def give_back() -> None:
    """Give free memory back while something else is done: the end of the program would wait for the system."""
    if sys.platform == "linux":
        from ctypes import CDLL  # noqa: PLC0415 - not for one person

        trim = getattr(CDLL(None), "malloc_trim", None)  # of the C library of GNU alone
        if trim is not None:
            _meanwhile(trim, 0)


def _meanwhile(work: Callable[..., object], *given: object) -> None:
    """Begin some work in a thread that nobody waits for; where the system allows no more threads, it is left undone."""
    with suppress(RuntimeError):
        threading.Thread(target=work, args=given, daemon=True).start()


def show_pandas() -> None:
    """Let it be found again."""
    if _NotInstalled in sys.meta_path:
        sys.meta_path.remove(_NotInstalled)
