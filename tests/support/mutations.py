"""Copies of the law files with one thing changed, and what `revalo law validate` says of them."""

import re
from pathlib import Path
from typing import NamedTuple

from revalo.grids import store
from revalo.money import NBSP
from running import Ran, run

PROBLEM = re.compile(r"(?P<file>[^:\s]+):(?P<line>\d+): (?:(?P<field>[^\s:]+): )?(?P<message>\S.*)")
PREFIX = "Erreur : "


class Mutation(NamedTuple):
    """`old` stands once in `file` and becomes `new`; the problem is at the line of `at` in it, in `field`."""

    file: str
    old: str
    new: str
    at: str
    field: str
    says: str


class Passage(NamedTuple):
    """Some words that stand once in a law file."""

    file: str
    words: str

    def but(self, old: str, new: str, field: str, says: str) -> Mutation:
        """The same with one change, at fault in its first line (for a change in a line below, see `below`)."""
        assert self.words.count(old) == 1, old
        words = self.words.replace(old, new)
        return Mutation(self.file, self.words, words, words.lstrip("\n ").split("\n")[0], field, says)

    def below(self, old: str, new: str, field: str, says: str) -> Mutation:
        """The same with one change, at fault where the change begins."""
        return self.but(old, new, field, says)._replace(at=new)

    def becoming(self, new: str, at: str, field: str, says: str) -> Mutation:
        """Other words instead."""
        return Mutation(self.file, self.words, new, at, field, says)


class Said(NamedTuple):
    """One line of `revalo law validate`."""

    file: str
    line: int
    field: str
    message: str


def shipped(name: str) -> str:
    """The text of a law file as shipped."""
    return (store.shipped_folder() / name).read_text(encoding="utf-8")


def mutate(folder: Path, mutation: Mutation) -> tuple[Path, int]:
    """Write the changed copy; its path, and the line of the fault counted in the changed text."""
    text = shipped(mutation.file)
    assert text.count(mutation.old) == 1, f"{mutation.file}: {mutation.old!r} stands {text.count(mutation.old)} times"
    changed = text.replace(mutation.old, mutation.new)
    path = folder / mutation.file
    path.write_text(changed, encoding="utf-8")
    start = text.index(mutation.old) + mutation.new.index(mutation.at)
    return path, changed.count("\n", 0, start) + 1


def validate(*files: Path) -> Ran:
    """`revalo law validate FILE…`."""
    return run("law", "validate", *map(str, files))


def said(ran: Ran) -> list[Said]:
    """Every problem told, whatever introduces the first; its spaces are plain ones."""
    assert (ran.code, ran.out) == (3, ""), ran
    found = [PROBLEM.fullmatch(line) for line in ran.err.replace(NBSP, " ").removeprefix(PREFIX).splitlines()]
    assert all(found), ran.err
    return [Said(each["file"], int(each["line"]), each["field"] or "", each["message"]) for each in found if each]
