"""The entry point: choose the language, run the command, turn every error into one message and an exit code."""

import os
import sys
from collections.abc import Sequence

from revalo import language
from revalo.cli.completion import VARIABLE
from revalo.errors import LawFileError, RevaloError
from revalo.reports.console import harden_streams, tell

INTERRUPTED = 130
LOCALE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # where gettext looks for the language of the system, in order


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `revalo`; never returns (it exits with the code of the contract)."""
    harden_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    language.use(_language(given))
    sys.exit(_run(given))


def _run(arguments: list[str]) -> int:
    from typer.exceptions import Abort, Exit, TyperException  # noqa: PLC0415 - after the language is known

    from revalo.cli.app import app  # noqa: PLC0415 - help texts are translated when this is imported
    from revalo.cli.usage import explained  # noqa: PLC0415

    try:
        code = app(arguments, prog_name="revalo", standalone_mode=False)
        sys.stdout.flush()
    except (RevaloError, TyperException) as error:
        if message := explained(error) if isinstance(error, TyperException) else _prefixed(error):
            tell(message)
        return error.exit_code
    except (Abort, Exit, KeyboardInterrupt) as error:
        code = error.exit_code if isinstance(error, Exit) else INTERRUPTED
        if code == INTERRUPTED:  # also the parser's word for Ctrl-C
            tell(language._("Interrupted; nothing was written."))
        return code
    except (BrokenPipeError, SystemExit) as stop:  # the latter is also Typer's way out when our reader has gone
        if VARIABLE in os.environ and isinstance(stop, SystemExit) and isinstance(stop.code, int):
            return stop.code  # what completion tells the shell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last guard: no traceback, no value of the user in the message
        tell(_internal(error))
        return 1
    return code if isinstance(code, int) else 0


def _prefixed(error: RevaloError) -> str:
    if isinstance(error, LawFileError):
        return str(error)  # FILE:LINE: FIELD: message, for editors as well as people
    return language._("Error: {message}").format(message=error)


def _internal(error: Exception) -> str:
    """An internal error by its kind and place, never by its content."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"  # noqa: PTH119
    message = language._(
        "Internal error ({kind} at {place}). Please report it with the command you ran, without its data."
    )
    return message.format(kind=type(error).__name__, place=place)


def _language(arguments: list[str]) -> str:
    """`--lang` wherever it stands, else REVALO_LANG, else English where the system speaks it, else French."""
    for i, argument in enumerate(arguments):
        if argument == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    system = next((os.environ[name] for name in LOCALE if os.environ.get(name)), "")
    return os.environ.get("REVALO_LANG") or ("en" if system.startswith("en") else "fr")
