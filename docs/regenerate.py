"""Write again, in README.md and docs/, what the commands shown there print; and docs/cli.md, the help pages.

`python docs/regenerate.py` rewrites the pages; with `--check` it only says what is stale. The opening line of a
fenced block says what is done with it:

- `console`: each line that starts with `$ revalo` is run and its real output put after it;
- `console {exit=5}`: the same, and every command must end with this code instead of 0;
- `console {.quiet}`: the commands are run and their exit code checked, no output is shown;
- `console {.norun}`: left alone, for commands that are not ours (make, pip, cp);
- `yaml {file=FOLDER/NAME}`, `csv {file=FOLDER/NAME}`: written to that file, for the commands further down the page;
- `diff {file=FOLDER/NAME}`: applied to that file, which starts as a copy of `data/NAME`.

Commands run at 80 columns, without colour, in French unless they say otherwise, in a throwaway folder that holds a
copy of `data/`, of `docs/scenarios/` and the files of the page. Nothing of the machine, nor of the day, shows.
"""

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
HELP_PAGE = ROOT / "docs" / "cli.md"
PROMPT = "$ revalo"
_FENCE = re.compile(r"```(?P<kind>\w+)(?: \{(?P<marks>[^}]*)\})?")
_UNWANTED = ("REVALO_", "TYPER_", "TTY_", "FORCE_COLOR", "PY_COLORS", "CLICOLOR", "GITHUB_ACTIONS", "TERMINAL_WIDTH")
_SETTINGS = {"LC_ALL": "C.UTF-8", "LANGUAGE": "", "COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
HELP_HEAD = """\
# Les commandes, page d'aide par page d'aide

Cette page est écrite par `make docs` : ne pas la modifier à la main. Le [guide de `revalo compute`](compute.md)
explique les options ; [maintenir le droit](maintaining-the-law.md) explique `revalo law validate`.

*English: every page of help, written by `make docs`. Add `--lang en` to read one in English.*
"""


class Problem(NamedTuple):
    """What is wrong in a page: where, which command, and why."""

    page: str
    line: int
    command: str
    why: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.command}: {self.why}"


class Stale(Problem):
    """An output that is no longer what the command prints: rewriting the page puts it right."""

    __slots__ = ()


class Block(NamedTuple):
    """A fenced block: the number of its first line, its kind, its marks, its lines without the fences."""

    line: int
    kind: str
    marks: Mapping[str, str]
    lines: list[str]


def pages() -> list[Path]:
    """Every page of the documentation."""
    return [ROOT / "README.md", *sorted({HELP_PAGE, *(ROOT / "docs").glob("*.md")})]


def commands() -> Iterator[tuple[str, ...]]:
    """The words of every command, `()` for the program itself, as the Typer application knows them."""
    from typer.main import get_command  # noqa: PLC0415 - only the help pages need the application

    from revalo.cli.app import app  # noqa: PLC0415

    yield from _walk(get_command(app), ())


def _walk(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    for name, child in getattr(command, "commands", {}).items():
        yield from _walk(child, (*words, name))


def title(words: tuple[str, ...]) -> str:
    """The heading of a command in docs/cli.md."""
    return f"## `{' '.join(('revalo', *words))}`"


def _help_page() -> str:
    """docs/cli.md without its outputs."""
    sections = [f"{title(words)}\n\n```console\n{_call(words)}\n```\n" for words in commands()]
    return "\n".join([HELP_HEAD, *sections])


def _call(words: tuple[str, ...]) -> str:
    return " ".join((PROMPT, *words, "--help"))


def rewritten(page: Path) -> tuple[str, list[Problem]]:
    """The page as it should be, and what is wrong with it as it is."""
    present = page.read_text(encoding="utf-8") if page.exists() else ""
    if page != HELP_PAGE:
        return _rewritten(page.name, present)
    wanted, problems = _rewritten(page.name, _help_page())
    problems = [problem for problem in problems if not isinstance(problem, Stale)]
    sections = dict(zip(commands(), wanted.split("\n## ")[1:], strict=True))
    lost = [words for words, section in sections.items() if section not in present]
    if present != wanted:
        problems += [Stale(page.name, 1, _call(words), "not shown as it is: run make docs") for words in lost or [()]]
    return wanted, problems


def _rewritten(name: str, text: str) -> tuple[str, list[Problem]]:
    found: list[str] = []
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        for shipped in ("data", "docs/scenarios"):
            shutil.copytree(ROOT / shipped, Path(folder, shipped))
        for part in _parts(text):
            if isinstance(part, str):
                found.append(part)
                continue
            try:
                found += _acted(name, part, Path(folder), problems)
            except ValueError as error:
                problems.append(Problem(name, part.line, part.kind, str(error)))
                found += part.lines
    return "\n".join(found), problems


def _parts(text: str) -> Iterator[str | Block]:
    """The lines of a page, fences included, with the inside of each fenced block as one part."""
    lines = iter(enumerate(text.split("\n"), 1))
    for number, line in lines:
        yield line
        if line.startswith("```"):
            match = _FENCE.fullmatch(line)
            marks = dict((mark + "=").split("=")[:2] for mark in (match["marks"] or "").split()) if match else {}
            inside: list[str] = []
            for _number, each in lines:
                if each == "```":
                    yield Block(number, match["kind"] if match else "", marks, inside)
                    yield each
                    break
                inside.append(each)


def _acted(name: str, block: Block, folder: Path, problems: list[Problem]) -> list[str]:
    """Do what a block asks for; the lines it should hold."""
    if block.kind == "console" and ".norun" not in block.marks:
        return _replayed(name, block, folder, problems)
    if block.kind in _WRITERS and "file" in block.marks:
        target = folder / block.marks["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        _WRITERS[block.kind](block, target)
    return block.lines


def _write(block: Block, target: Path) -> None:
    target.write_text("\n".join(block.lines) + "\n", encoding="utf-8")


def _patch(block: Block, target: Path) -> None:
    """Replace the lines marked - and blank by those marked + and blank, wherever they stand together."""
    if not target.exists():
        shutil.copy(ROOT / "data" / target.name, target)
    old = "".join(line[1:] + "\n" for line in block.lines if line[:1] != "+")
    new = "".join(line[1:] + "\n" for line in block.lines if line[:1] != "-")
    text = target.read_text(encoding="utf-8")
    if ("\n" + text).count("\n" + old) != 1:
        raise ValueError(f"the lines to change must stand once in {target.name}: {old.splitlines()[0]}")
    target.write_text(("\n" + text).replace("\n" + old, "\n" + new)[1:], encoding="utf-8")


_WRITERS: dict[str, Callable[[Block, Path], None]] = {"yaml": _write, "csv": _write, "diff": _patch}


def prepare(page: Path, folder: Path) -> None:
    """Write the files that a page gives (its `yaml`, `csv` and `diff` blocks) into a folder."""
    for part in _parts(page.read_text(encoding="utf-8")):
        if isinstance(part, Block) and part.kind in _WRITERS:
            _acted(page.name, part, folder, [])


def _replayed(name: str, block: Block, folder: Path, problems: list[Problem]) -> list[str]:
    if not block.lines or not block.lines[0].startswith(PROMPT):
        raise ValueError("a block of commands that are not ours must be marked {.norun}")
    expected, quiet = int(block.marks.get("exit", "0")), ".quiet" in block.marks
    lines: list[str] = []
    for at, command, shown in _calls(block):
        if not command[0].startswith(PROMPT):
            raise ValueError(f"only revalo can be run: {command[0]}")
        output, code = run(" ".join(line.removesuffix("\\") for line in command), folder)
        lines += [*command, *([] if quiet else output)]
        if code != expected:
            problems.append(Problem(name, at, command[0], f"ends with code {code}, {expected} is expected\n{output}"))
        elif not quiet and shown != output:
            problems.append(Stale(name, at, command[0], "prints something else by now: run make docs"))
    return lines


def _calls(block: Block) -> Iterator[tuple[int, list[str], list[str]]]:
    """The commands of a block (several lines where one ends with a backslash), each with the output shown."""
    starts = [i for i, line in enumerate(block.lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        last = start
        while block.lines[last].endswith("\\"):
            last += 1
        yield block.line + start + 1, block.lines[start : last + 1], block.lines[last + 1 : end]


def run(command: str, folder: Path) -> tuple[list[str], int]:
    """Run `$ revalo ...` in a folder: the lines it prints, without the blanks around them, and its exit code."""
    words = shlex.split(command.removeprefix("$ "), comments=True)[1:]
    arguments = [each for word in words for each in (_matching(word, folder) if "*" in word else [word])]
    done = subprocess.run(  # noqa: S603 - our own program, with the arguments of our own pages
        [sys.executable, "-P", "-m", "revalo", *arguments],
        cwd=folder,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    lines = [line.rstrip() for line in done.stdout.split("\n")]
    held = [i for i, line in enumerate(lines) if line]
    return lines[held[0] : held[-1] + 1] if held else [], done.returncode


def _matching(pattern: str, folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_UNWANTED)}
    return kept | _SETTINGS


def main() -> int:
    """Rewrite every page, or check it; 1 where something is left to put right."""
    parser = argparse.ArgumentParser(description="Write the documentation's outputs again.")
    parser.add_argument("--check", action="store_true", help="change nothing, say what is stale")
    check = parser.parse_args().check
    left = 0
    with ThreadPoolExecutor() as pool:
        for page, (text, problems) in zip(pages(), pool.map(rewritten, pages()), strict=True):
            wrong = [problem for problem in problems if check or not isinstance(problem, Stale)]
            left += len(wrong)
            sys.stdout.writelines(f"{problem}\n" for problem in wrong)
            if problems and not wrong:
                page.write_text(text, encoding="utf-8")
                sys.stdout.write(f"{page.name}: written again\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
