"""Golden transcripts: a text file holds commands with their exit code, standard output and standard error.

# a comment
@ avenant43.yaml: OLD => NEW      a copy of that law file, one passage changed, in the folder of the command
@ other.yaml = TEXT               a file of that content (\\n for a new line)
$ revalo compute --category C     the command
= 0                               its exit code
> ...                             a line of standard output (spaces at its end left out)
! ...                             a line of standard error

The fingerprint of the law stands as zeros.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mutations import shipped
from running import Ran

FOLDER = Path(__file__).parents[1] / "transcripts"
PROGRAM = "revalo "
_FINGERPRINT = re.compile(r'((?:droit|données juridiques|law|legal data|"law":) "?)([0-9a-f]{64}|[0-9a-f]{8})\b')


class Transcript(NamedTuple):
    """One command: what comes before it in the file, itself, and what it gave."""

    file: str
    setting: tuple[str, ...]
    command: str
    result: tuple[str, ...]

    @property
    def arguments(self) -> list[str]:
        """The words after `revalo`."""
        return shlex.split(self.command)[1:]

    def prepare(self, folder: Path) -> None:
        """Write the files that the command works on."""
        for line in self.setting:
            if line.startswith("@ "):
                _write(folder, line.removeprefix("@ ") + " " * line.endswith(("=", "=>")))  # to nothing at all

    def written(self, ran: Ran) -> tuple[str, ...]:
        """A run as the file shows it."""
        out = [f"> {line.rstrip(' ')}".rstrip(" ") for line in without_fingerprint(ran.out).splitlines()]
        err = [f"! {line.rstrip(' ')}".rstrip(" ") for line in without_fingerprint(ran.err).splitlines()]
        return (f"= {ran.code}", *out, *err)

    def lines(self, mark: str) -> list[str]:
        """The lines of the golden result with a mark, `>` or `!`."""
        return [line[2:] for line in self.result if line.startswith(mark)]


def without_fingerprint(text: str) -> str:
    """The text with zeros for the fingerprint of the law: a comment in a law file changes it, and nothing else."""
    return _FINGERPRINT.sub(lambda found: found[1] + "0" * len(found[2]), text)


def _write(folder: Path, order: str) -> None:
    change, arrow, new = order.partition(" => ")
    if arrow:
        file, _mark, old = change.replace("\\n", "\n").partition(": ")
        path = folder / file
        text = path.read_text(encoding="utf-8") if path.exists() else shipped(file)
        assert text.count(old) == 1, f"{file}: {old!r} stands {text.count(old)} times"
        path.write_text(text.replace(old, new.replace("\\n", "\n")), encoding="utf-8")
        return
    file, mark, content = order.split(" ", 2)
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content.replace("\\n", "\n"), encoding="utf-8" if mark == "=" else "cp1252")


def read(path: Path) -> Iterator[Transcript]:
    """The transcripts of a file."""
    setting: list[str] = []
    command = ""
    result: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# end"]:
        if command and not line.startswith(("=", ">", "!")):
            yield Transcript(path.stem, tuple(setting), command, tuple(result))
            setting, command, result = [], "", []
        if line.startswith("$ "):
            command = line.removeprefix("$ ")
            assert command.startswith(PROGRAM.strip()), line
        elif command:
            result.append(line)
        else:
            setting.append(line)


def write(path: Path, transcripts: list[Transcript]) -> None:
    """Write a file again."""
    lines = [line for each in transcripts for line in (*each.setting, f"$ {each.command}", *each.result)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def every() -> list[Transcript]:
    """All transcripts of the folder."""
    return [each for path in sorted(FOLDER.glob("*.txt")) for each in read(path)]
