"""Run `revalo` commands inside this process, as a page of the documentation shows them.

A command runs at 80 columns, without colour, in a folder and a language, on one day; what it prints on both streams
comes back as lines. The help pages are translated when the program is imported, so a process shows them in one
language only.
"""

import contextlib
import io
import os
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

PROMPT = "$ revalo"
LANGUAGES = ("fr", "en")  # the first is that of the site, and of what says nothing
_UNWANTED = ("REVALO_", "TYPER_", "TTY_", "FORCE_COLOR", "PY_COLORS", "CLICOLOR", "GITHUB_ACTIONS", "TERMINAL_WIDTH")
TODAY = "2026-11-30"  # of every page and transcript: three years of `check`, the months of a projection count from it
_SETTINGS = {"LC_ALL": "C.UTF-8", "LANGUAGE": "", "COLUMNS": "80", "TERM": "dumb", "REVALO_TODAY": TODAY}
PLAIN = {"NO_COLOR": "1"}


def run(command: str, folder: Path, language: str = LANGUAGES[0], **settings: str) -> tuple[list[str], int]:
    """Run `$ revalo ...` in a folder: the lines it prints, without the blanks around them, and its exit code."""
    words = shlex.split(command.removeprefix("$ "), comments=True)[1:]
    arguments = [each for word in words for each in (_matching(word, folder) if "*" in word else [word])]
    with _environment(language, settings or PLAIN), contextlib.chdir(folder), _captured() as printed:
        code = _ended(arguments)
    lines = [line.rstrip() for line in printed().split("\n")]
    held = [i for i, line in enumerate(lines) if line]
    return lines[held[0] : held[-1] + 1] if held else [], code


def _ended(arguments: list[str]) -> int:
    from revalo.cli.main import main  # noqa: PLC0415 - once the language is known

    try:
        main(arguments)
    except SystemExit as stop:
        if isinstance(stop.code, int):
            return stop.code
    raise AssertionError("revalo always ends with a number")


def _matching(pattern: str, folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))


@contextlib.contextmanager
def _environment(language: str, settings: dict[str, str]) -> Iterator[None]:
    saved = dict(os.environ)
    kept = {name: value for name, value in saved.items() if not name.startswith((*_UNWANTED, "NO_COLOR"))}
    os.environ.clear()
    os.environ.update(kept | _SETTINGS | {"REVALO_LANG": language} | settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(saved)


@contextlib.contextmanager
def _captured() -> Iterator[Callable[[], str]]:
    """Both streams as one, in the order of what is printed."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)

    def printed() -> str:
        stream.seek(0)
        return stream.read()

    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        yield printed
