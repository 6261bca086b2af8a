"""The program: `revalo`, or `python -m revalo`."""

import signal


def main() -> None:
    """Run the command line; never returns.

    Before it is loaded there is nothing to clean up, and after it has ended nothing to stop: no word of Python's then.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from revalo.cli.main import main as run  # noqa: PLC0415 - see above
    from revalo.cli.stopping import ignore  # noqa: PLC0415

    try:
        run()
    finally:
        ignore()


if __name__ == "__main__":
    main()
