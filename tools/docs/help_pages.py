"""The page of help pages, `cli.md`, in one language: every command as the program itself lists them.

`python tools/docs/help_pages.py en` prints it. It takes a process for each language: the program translates its help
when it is imported.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from replay import PROMPT, run

HEADS = {
    "fr": """\
# Les commandes, page d'aide par page d'aide

Ces pages sont celles que le programme affiche ; `make docs` les écrit. Pour commencer : [recettes](recipes.md),
[une personne](compute.md), [une paie entière](payroll.md).
""",
    "en": """\
# The commands, help page by help page

These are the pages that the program prints; `make docs` writes them. To begin: [recipes](recipes.md),
[one person](compute.md), [a whole payroll](payroll.md).
""",
}


def commands() -> Iterator[tuple[str, ...]]:
    """The words of every command, `()` for the program itself, as the Typer application knows them."""
    from revalo.cli.app import app_of  # noqa: PLC0415
    from revalo.cli.parser import get_command  # noqa: PLC0415 - only the help pages need the application

    yield from _walk(get_command(app_of()), ())


def _walk(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    for name, child in getattr(command, "commands", {}).items():
        yield from _walk(child, (*words, name))


def title(words: tuple[str, ...]) -> str:
    """The heading of a command."""
    return f"## `{' '.join(('revalo', *words))}`"


def call(words: tuple[str, ...]) -> str:
    """The command that prints a help page."""
    from revalo.cli.help import FIRST_OPTIONS  # noqa: PLC0415 - only the help pages need the application

    return " ".join((PROMPT, *words, "--help-all" if " ".join(words) in FIRST_OPTIONS else "--help"))


def written(language: str) -> str:
    """The whole page, by a process that speaks only this language."""
    return subprocess.run(  # noqa: S603 - this very file
        [sys.executable, __file__, language],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
        check=True,
    ).stdout


def _page(language: str) -> Iterator[str]:
    from revalo import language as speaking  # noqa: PLC0415

    speaking.use(language)
    yield HEADS[language]
    for words in commands():
        lines, _code = run(call(words), Path.cwd(), language)
        yield "\n".join([title(words), "", "```console", call(words), *lines, "```", ""])


if __name__ == "__main__":
    sys.stdout.write("\n".join(_page(sys.argv[1])))
