"""The entry point: choose the language, run the command, turn every error into one message and an exit code."""

import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from revalo import house, language
from revalo.cli import dropped
from revalo.cli.completion import VARIABLE
from revalo.cli.stopping import keep_quiet, stoppable
from revalo.controls import without_controls
from revalo.errors import LawFileError, RevaloError, UsageError
from revalo.reports.terminal.console import harden_streams, tell

if TYPE_CHECKING:
    from revalo.cli.parser import TyperException

INTERRUPTED, REJECTED = 130, 4
NAMED_FILES = 6  # of those written, named one by one
JSON, STDOUT = "--json", "-"
STANDARD_OUTPUT = ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")  # its other names
CONFIG = "--config"
UNPREFIXED = ("internal-error", "interrupted")  # messages that say by themselves that something went wrong
OUTPUTS = "revalo.payroll.writing.atomic_files"
LOCALE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # where gettext looks for the language of the system, in order


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `revalo`; never returns (it exits with the code of the contract)."""
    keep_quiet()
    with stoppable():
        try:
            harden_streams()
            given, settings = _settings([*map(_plain, sys.argv[1:] if arguments is None else arguments)])
            language.use(_language(given))
            code = _run(given, settings)
        except KeyboardInterrupt:
            code = _interrupted()
    sys.exit(code)


def _run(arguments: list[str], settings: str | None) -> int:
    """Read the settings of the house, then run the command in its language."""
    try:
        house.load(settings)
    except UsageError as error:
        if arguments[:1] != ["doctor"] and VARIABLE not in os.environ:
            return _report(error, as_json=JSON in arguments)
    try:
        language.use(_language(arguments))
        code = _of_file(arguments) if dropped.is_payroll(arguments) else _command(arguments)
        silent = JSON in arguments or VARIABLE in os.environ  # the latter: a shell asks for completions
        if not silent and (names := house.used()):
            message = language._("{file}: settings used: {names}")
            tell(message.format(file=house.file_name(), names=", ".join(names)))
    finally:
        house.forget()
    return code


def _name_written(arguments: list[str]) -> None:
    """Name every file that the command wrote: none stands unseen beside its results."""
    outputs = sys.modules.get(OUTPUTS)
    names = [without_controls(path.name) for path in outputs.Run.moved] if outputs else []
    say = tell if any(each.rpartition("=")[2] == STDOUT for each in arguments) else print
    if len(names) > NAMED_FILES:
        message = language._("Files written: {number}, of which {names}")
        say(message.format(number=len(names), names=", ".join(names[:NAMED_FILES])))
    elif names:
        say(language._("Written: {file}").format(file=", ".join(names)))


def _command(arguments: list[str]) -> int:
    from revalo.cli.app import ALONE, app_of  # noqa: PLC0415 - help texts are translated when this is imported
    from revalo.cli.parser import Abort, Exit, TyperException  # noqa: PLC0415 - after the language is known

    as_json = JSON in arguments
    if OUTPUTS in sys.modules:
        sys.modules[OUTPUTS].Run.finished = False  # another command of the same process has ended
        sys.modules[OUTPUTS].Run.moved.clear()
    first = arguments[0] if arguments and VARIABLE not in os.environ else ""
    try:
        app = app_of(first) if first in ALONE else app_of()
        code = app(arguments, prog_name="revalo", standalone_mode=False)
        if not as_json:
            _name_written(arguments)
        sys.stdout.flush()
    except RevaloError as error:
        return _report(error, as_json=as_json)
    except TyperException as error:
        return _refuse(error, as_json=as_json)
    except (Exit, Abort) as stop:  # Typer's words for an interrupt
        code = getattr(stop, "exit_code", INTERRUPTED)
        return _interrupted() if code == INTERRUPTED else code
    except (BrokenPipeError, SystemExit) as stop:  # the latter is also Typer's way out when our reader has gone
        return _way_out(stop)
    except Exception as error:  # noqa: BLE001 - the last guard: no traceback, no value of the user in the message
        return _report(_unforeseen(error), as_json=as_json)
    return _interrupted() if code == INTERRUPTED else code if isinstance(code, int) else 0


def _of_file(arguments: list[str]) -> int:
    """Say what is understood of a file, what it comes to, and what to do next; the first step that fails ends it."""
    code = 0
    for words in dropped.steps(arguments):
        code = _command(words)
        if code not in (0, REJECTED):
            return code
    print("\n" + dropped.next_commands(arguments[0]))
    return code


def _report(error: RevaloError, *, as_json: bool = False, hint: str = "") -> int:
    """Tell an error: as an object for a program, else as a message, with a line that says what to do."""
    if as_json:
        import json  # noqa: PLC0415 - only for an error

        report = {"schema": "revalo.error/1", "code": error.code, "message": str(error), "hint": hint or error.remedy}
        tell(json.dumps(report, ensure_ascii=False))
    else:
        tell(_prefixed(error) + ("\n" + hint if hint else ""))
    return error.exit_code


def _refuse(error: "TyperException", *, as_json: bool) -> int:
    """Tell what the parser refuses."""
    from revalo.cli.usage import as_usage_error, options_of  # noqa: PLC0415 - only for an error

    refusal = as_usage_error(error)
    if refusal is not None:
        _report(refusal, as_json=as_json, hint=options_of(error))
    return error.exit_code


def _interrupted() -> int:
    """What to say of a stop: nothing where the results were already in their place."""
    if _finished():
        return 0
    _report(RevaloError("interrupted"))
    return INTERRUPTED


def _finished() -> bool:
    """Whether the results of the command are in their place."""
    outputs = sys.modules.get(OUTPUTS)
    return outputs is not None and bool(outputs.Run.finished)


def _way_out(stop: BaseException) -> int:
    if VARIABLE in os.environ and isinstance(stop, SystemExit) and isinstance(stop.code, int):
        return stop.code  # what completion tells the shell
    _silence_output()
    return 0


def _silence_output() -> None:
    """Write nothing more to standard output: what is still in its buffer could not be written at exit either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unforeseen(error: Exception) -> RevaloError:
    """What to say of an error that nobody foresaw; a disk full under standard output is the one that can be told."""
    from revalo.payroll.writing.atomic_files import FULL  # noqa: PLC0415 - only now

    if isinstance(error, OSError) and error.errno in FULL:
        _silence_output()
        return UsageError("summary-not-shown" if _finished() else "disk-full")
    return _internal(error)


def _prefixed(error: RevaloError) -> str:
    if isinstance(error, LawFileError) or error.name in UNPREFIXED:
        return error.display()  # FILE:LINE: FIELD: message, for editors as well as people
    return language._("Error: {message}").format(message=error.display())


def _internal(error: Exception) -> RevaloError:
    """An internal error by its kind and place, never by its content."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    file, line = (trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace else ("?", 0)
    if of_a_copy := re.findall(r'File "(.+)", line (\d+)', str(error.__cause__)):  # of the process: its trace as text
        file, line = of_a_copy[-1]
    return RevaloError("internal-error", kind=type(error).__name__, place=f"{os.path.basename(file)}:{line}")  # noqa: PTH119


def _language(arguments: list[str]) -> str:
    """`--lang` wherever it stands, else REVALO_LANG, else that of the settings of the house, else that of the system.

    A system speaks English, or is taken to speak French.
    """
    for i, argument in enumerate(arguments):
        if argument == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    system = next((os.environ[name] for name in LOCALE if os.environ.get(name)), "")
    usual = "en" if system.startswith("en") else "fr"
    return os.environ.get("REVALO_LANG") or house.setting("lang") or usual


def _plain(argument: str) -> str:
    """An argument that names the standard output as `-`, whatever name it has for it."""
    option, equals, name = argument.rpartition("=")
    return f"{option}{equals}{STDOUT}" if name in STANDARD_OUTPUT else argument


def _settings(arguments: list[str]) -> tuple[list[str], str | None]:
    """The arguments without `--config FILE`, wherever it stands, and that file."""
    for i, argument in enumerate(arguments):
        if argument == CONFIG and i + 1 < len(arguments):
            return [*arguments[:i], *arguments[i + 2 :]], arguments[i + 1]
        if argument.startswith(CONFIG + "="):
            return [*arguments[:i], *arguments[i + 1 :]], argument.partition("=")[2]
    return arguments, None
