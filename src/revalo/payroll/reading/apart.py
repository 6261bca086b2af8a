"""Workbooks and Parquet files are read once in a process of their own before this one reads them.

Their readers are native code: where one aborts, no exception is raised, and the process is gone. In a process apart
that is an exit code, hence an error with its code here.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from revalo.errors import UnreadableInput
from revalo.payroll.reading import probe

MOST_MEMORY = 4 << 30  # bytes of the process, or all that the machine has where that is less
MEMORY = {"workbook": "workbook-memory", "parquet": "parquet-memory"}
STOPS = {"workbook": "workbook-stops-reader", "parquet": "parquet-stops-reader"}
_PROBE = Path(probe.__file__)


def check_apart(kind: str, path: Path, file: str, names: Sequence[str] = ()) -> None:
    """Refuse a "workbook" or a "parquet" file that its reader cannot read to the end.

    `names`: sheets read although they may be hidden.

    Where no process can be started (a browser, a closed environment), nothing is checked.
    """
    if not sys.executable:
        return
    command = [sys.executable, "-P", "-S", str(_PROBE), kind, str(_most_memory()), str(path.absolute()), *names]
    packages = os.pathsep.join(each for each in sys.path if each)
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, and a script of this package
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": packages, "RUST_BACKTRACE": "0"},
            check=False,
        )
    except (OSError, ValueError):
        return
    if done.returncode == probe.OUT_OF_MEMORY:
        raise UnreadableInput(MEMORY[kind], file=file)
    if done.returncode:
        raise UnreadableInput(STOPS[kind], file=file)


def _most_memory() -> int:
    try:
        return min(MOST_MEMORY, os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    except (AttributeError, ValueError, OSError):
        return MOST_MEMORY
