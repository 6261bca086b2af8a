"""Write again what commands print, in README.md and docs/, and what is written whole.

That is the help pages, the register of the law, the screenshots, and what is `derived` from other files.

`python tools/docs/regenerate.py` rewrites the pages; with `--check` it only says what is stale. The opening line of a
fenced block says what is done with it:

- `console`: each line that starts with `$ revalo` is run and its real output put after it;
- `console {exit=5}`: the same, and every command must end with this code instead of 0;
- `console {.quiet}`: the commands are run and their exit code checked, no output is shown;
- `console {.norun}`: left alone, for commands that are not ours (make, pip, cp) or need a cluster;
- `yaml {file=FOLDER/NAME}`, `csv {file=…}`, `toml {file=…}`: written to that file, for the commands further down;
- `diff {file=FOLDER/NAME}`: applied to that file, which starts as a copy of `data/NAME`.

Commands run at 80 columns, without colour, in the language of the page's folder unless they say otherwise, in a
throwaway folder that holds a copy of `data/`, of `docs/scenarios/`, a `declaration.dsn` and the files of the page.
"""

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import api_reference
import derived
import help_pages
import law_register
import screenshots
from replay import LANGUAGES, PROMPT, run

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
GENERATED: dict[str, Callable[[str], str]] = {
    "api.md": api_reference.written,
    "cli.md": help_pages.written,
    "register.md": law_register.written,
}  # pages written whole, by language
_FENCE = re.compile(r"```(?P<kind>\w+)(?: \{(?P<marks>[^}]*)\})?")


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


class Place(NamedTuple):
    """Where the commands of a page run, and the language they speak."""

    folder: Path
    language: str


class Block(NamedTuple):
    """A fenced block: the number of its first line, its kind, its marks, its lines without the fences."""

    line: int
    kind: str
    marks: Mapping[str, str]
    lines: list[str]


def pages() -> list[Path]:
    """Every page of the documentation."""
    generated = {DOCS / language / name for language in LANGUAGES for name in GENERATED}
    return [ROOT / "README.md", *sorted({*generated, *DOCS.glob("*/*.md")})]


def pictures() -> list[Path]:
    """Every screenshot of the documentation."""
    return [DOCS / "images" / language / f"{shot.name}.svg" for language in LANGUAGES for shot in screenshots.SHOTS]


def language_of(page: Path) -> str:
    """The language that the commands of a page speak: that of its folder."""
    return page.parent.name if page.parent.name in LANGUAGES else LANGUAGES[0]


def named(page: Path) -> str:
    """A page by its folder and its name."""
    return page.relative_to(ROOT).as_posix() if page.is_relative_to(ROOT) else page.name


def rewritten(page: Path) -> tuple[str, list[Problem]]:
    """The page as it should be, and what is wrong with it as it is."""
    present = page.read_text(encoding="utf-8") if page.exists() else ""
    if follow := derived.files().get(page):
        wanted = follow(present)
        return wanted, list(_lost(named(page), present, wanted))
    if page.suffix == ".svg":
        return _redrawn(page, present)
    if page.name not in GENERATED or not page.is_relative_to(DOCS):
        return _rewritten(named(page), present, language_of(page))
    wanted = GENERATED[page.name](language_of(page))
    return wanted, list(_lost(named(page), present, wanted))


def _redrawn(picture: Path, present: str) -> tuple[str, list[Problem]]:
    shot = next(each for each in screenshots.SHOTS if each.name == picture.stem)
    with workplace() as folder:
        wanted = screenshots.drawn(shot, folder, language_of(picture))
    stale = Stale(named(picture), 1, shot.commands[-1], "not shown as it is: run make docs")
    return wanted, [] if wanted == present else [stale]


def _lost(name: str, present: str, wanted: str) -> Iterator[Problem]:
    """The sections that a generated page should have and has not."""
    if present != wanted:
        lost = [section for section in wanted.split("\n## ") if section not in present]
        for section in lost or [wanted]:
            yield Stale(name, 1, section.partition("\n")[0], "not shown as it is: run make docs")


def _rewritten(name: str, text: str, language: str) -> tuple[str, list[Problem]]:
    found: list[str] = []
    problems: list[Problem] = []
    with workplace() as folder:
        for part in _parts(text):
            if isinstance(part, str):
                found.append(part)
                continue
            try:
                found += _acted(name, part, Place(folder, language), problems)
            except ValueError as error:
                problems.append(Problem(name, part.line, part.kind, str(error)))
                found += part.lines
    return "\n".join(found), problems


@contextmanager
def workplace() -> Iterator[Path]:
    """A throwaway folder with what commands may refer to: the law files, the scenarios, a DSN of invented people."""
    with tempfile.TemporaryDirectory() as folder:
        for shipped in ("data", "docs/scenarios"):
            shutil.copytree(ROOT / shipped, Path(folder, shipped))
        shutil.copy(ROOT / "tests" / "dsn" / "association.dsn", Path(folder, "declaration.dsn"))
        yield Path(folder)


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


def _acted(name: str, block: Block, place: Place, problems: list[Problem]) -> list[str]:
    """Do what a block asks for; the lines it should hold."""
    if block.kind == "console" and ".norun" not in block.marks:
        return _replayed(name, block, place, problems)
    if block.kind in _WRITERS and "file" in block.marks:
        target = place.folder / block.marks["file"]
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


_WRITERS: dict[str, Callable[[Block, Path], None]] = {"yaml": _write, "csv": _write, "toml": _write, "diff": _patch}


def prepare(page: Path, folder: Path) -> None:
    """Write the files that a page gives (its `yaml`, `csv` and `diff` blocks) into a folder."""
    for part in _parts(page.read_text(encoding="utf-8")):
        if isinstance(part, Block) and part.kind in _WRITERS:
            _acted(page.name, part, Place(folder, language_of(page)), [])


def _replayed(name: str, block: Block, place: Place, problems: list[Problem]) -> list[str]:
    if not block.lines or not block.lines[0].startswith(PROMPT):
        raise ValueError("a block of commands that are not ours must be marked {.norun}")
    expected, quiet = int(block.marks.get("exit", "0")), ".quiet" in block.marks
    lines: list[str] = []
    for at, command, shown in _calls(block):
        if not command[0].startswith(PROMPT):
            raise ValueError(f"only revalo can be run: {command[0]}")
        output, code = run(" ".join(line.removesuffix("\\") for line in command), *place)
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


def main() -> int:
    """Rewrite every page, or check it; 1 where something is left to put right."""
    parser = argparse.ArgumentParser(description="Write the documentation's outputs again.")
    parser.add_argument("--check", action="store_true", help="change nothing, say what is stale")
    check = parser.parse_args().check
    left = 0
    for page in (*derived.files(), *pages(), *pictures()):
        text, problems = rewritten(page)
        wrong = [problem for problem in problems if check or not isinstance(problem, Stale)]
        left += len(wrong)
        sys.stdout.writelines(f"{problem}\n" for problem in wrong)
        if problems and not wrong:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{named(page)}: written again\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
