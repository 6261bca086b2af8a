"""The program: `revalo`, or `python -m revalo`."""

import atexit
import gc
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from revalo.program import begin

KEPT = 500_000  # objects made and kept before Python looks for those in circles: what is imported stays, as most does


def main() -> None:
    """Run the command line; never returns. A signal before or after it ends the program in silence."""
    gc.set_threshold(KEPT)
    begin()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from revalo.cli.main import main as run  # noqa: PLC0415 - see above
    from revalo.cli.stopping import ignore  # noqa: PLC0415

    try:
        run()
    except SystemExit as end:
        ignore()
        with suppress(OSError):  # where what was printed cannot be written, Python says so in its own way
            _end(int(end.code or 0))
        raise


def _end(code: int) -> NoReturn:
    """End at once: Python would take every object and module apart first (a twentieth of a short run)."""
    atexit._run_exitfuncs()  # noqa: SLF001
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
