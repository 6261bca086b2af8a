"""The program: `revalo`, or `python -m revalo`."""

import gc
import signal

from revalo.without_pandas import hide_pandas

KEPT = 100_000  # objects made and kept before Python looks for those in circles: what is imported stays


def main() -> None:
    """Run the command line; never returns. A signal before or after it ends the program in silence."""
    gc.set_threshold(KEPT)
    hide_pandas()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from revalo.cli.main import main as run  # noqa: PLC0415 - see above
    from revalo.cli.stopping import ignore  # noqa: PLC0415

    try:
        run()
    finally:
        ignore()
        gc.freeze()  # as it ends, Python would look through everything once more for objects in circles


if __name__ == "__main__":
    main()
