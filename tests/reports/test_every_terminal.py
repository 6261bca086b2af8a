"""Every command and every help page in every terminal: two widths, three encodings, with colour, without, refused.

What is printed fits the width and the encoding, folds no word, and shows the same words whatever the terminal.

Guards: reports/terminal/fitting.py, reports/terminal/folding.py, reports/terminal/spelling.py.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from every_command import CASES, Case, folder
from revalo.cli.app import app_of
from revalo.cli.parser import get_command
from revalo.reports.terminal.spelling import UNKNOWN
from running import Ran, run
from seeds import seeds

__all__ = ["folder"]  # a fixture
TERMINALS = (((80, "utf-8"), (80, "cp1252"), (80, "ascii")), ((120, "utf-8"), (120, "ascii")))
WIDE = 1000
SPELT_ALIKE = {"cp1252": "utf-8"}  # it has every letter of French and English
COLOUR = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
WORD = re.compile(r"[^\W_]{3,}")


def commands(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command."""
    yield words
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*words, name))


EVERY = list(commands(get_command(app_of())))
HELP = [Case((*words, "--help")) for words in EVERY]


def ran(
    case: Case, width: int = 80, encoding: str = "utf-8", settings: Mapping[str, str] = MappingProxyType({})
) -> Ran:
    return run(*case.words, typed=case.typed, encoding=encoding, COLUMNS=str(width), **settings)


@cache
def words_when_wide(case: Case, encoding: str) -> frozenset[str]:
    """The words that a command prints where no line is ever folded."""
    wide = ran(case, WIDE, encoding)
    return frozenset(WORD.findall(wide.out + " " + wide.err))


def check(case: Case, found: Ran, width: int, encoding: str) -> None:
    """What holds of a run in any terminal."""
    assert found.code == case.code, found.err
    text = found.out + found.err
    assert "\x1b" not in text
    too_wide = [line for line in found.out.splitlines() if len(line) > width and not line.startswith("revalo ")]
    assert not too_wide, too_wide
    folded = set(WORD.findall(text)) - words_when_wide(case, SPELT_ALIKE.get(encoding, encoding))
    assert not folded, f"folded in the middle, or cut: {folded}"


@pytest.mark.parametrize("terminals", seeds(*TERMINALS), ids=("narrow", "wide"))
@pytest.mark.parametrize("case", [*CASES, *HELP], ids=lambda case: " ".join(case.words[:3]))
def test_in_every_terminal(
    case: Case, terminals: tuple[tuple[int, str], ...], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    plain = ran(case)
    unknown = (plain.out + plain.err).count(UNKNOWN)
    for width, encoding in terminals:
        found = plain if (width, encoding) == (80, "utf-8") else ran(case, width, encoding)
        check(case, found, width, encoding)
        assert (found.out + found.err).count(UNKNOWN) == unknown, "a character without a spelling"
    if terminals == TERMINALS[0]:
        in_colour(case, plain)


def in_colour(case: Case, plain: Ran) -> None:
    """With colour, and where it is refused."""
    assert ESCAPE.sub("", ran(case, settings=COLOUR).out) == plain.out
    check(case, ran(case, settings={**COLOUR, "NO_COLOR": "1"}), 80, "utf-8")


def test_no_command_is_left_out() -> None:
    walked = {case.words[:length] for case in CASES for length in (0, 1, 2)}
    # what the doctor says depends on the terminal; help prints the pages above
    assert set(EVERY) - {("law",), ("doctor",), ("help",)} <= walked
