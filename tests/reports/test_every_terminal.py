"""Every command and every help page in every terminal: two widths, three encodings, with colour, without, refused.

What is printed fits the width and the encoding, folds no word, and shows the same words whatever the terminal.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from typer.main import get_command

from revalo.cli.app import app
from revalo.reports.terminal.spelling import UNKNOWN
from running import Ran, run

DSN = Path(__file__).parents[1] / "dsn" / "association.dsn"
TERMINALS = ((80, "utf-8"), (80, "cp1252"), (80, "ascii"), (120, "utf-8"), (120, "ascii"))
WIDE = 1000
COLOUR = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
WORD = re.compile(r"[^\W_]{3,}")
PERSON = ("--job", "avs", "--category", "C", "--year", "8", "--seniority", "8", "--diploma", "3")
NIGHT = ("--job", "directeur-general", "--since", "1995-02-01", "--echelon", "3", "--allowance", "responsabilite=301")
NURSE = ("--sector", "synerpa", "--structure", "ehpad", "--profession", "ide", "--gross", "2500")
ANSWERS = "bad\n\njob\n?\navs\n8\n\n\n\n\n"


class Case(NamedTuple):
    """A command, its exit code, and what is typed."""

    words: tuple[str, ...]
    code: int = 0
    typed: str = ""


CASES = (
    Case(()),
    Case(("ask",), typed=ANSWERS),
    Case(("errors",)),
    Case(("errors", "R301")),
    Case(("compute", *PERSON)),
    Case(("compute", *PERSON, "--explain", "--net", "--employer-cost")),
    Case(("compute", *NIGHT, "--without", "article-47", "--after", "2022-09-01")),
    Case(("compute", *NURSE, "--before", "2020-08-31", "--after", "2022-09-01", "--explain")),
    Case(("compute", *NURSE, "--without", "article-47", "--after", "2022-09-01")),
    Case(("compute", "--category", "Z"), 2),
    Case(("compute", "--job", "avs", "--seniority", "8", "--department", "976"), 5),
    Case(("timeline", *PERSON, "--to", "2024-12")),
    Case(("timeline", *NURSE, "--to", "2024-12")),
    Case(("compare", *PERSON, "--versus", "job=agent-a-domicile", "--versus", "echelon=3")),
    Case(("compare", *PERSON, "--versus", "echelon=3", "--to", "2023-06")),
    Case(("arrears", *PERSON, "--to", "2023-06")),
    Case(("batch", "paie.csv", "-o", "out.csv", "--by", "category", "--by-text")),
    Case(("batch", "tous.csv", "-o", "out.xlsx", "--by", "sector")),
    Case(("batch", "paie.csv", "--dry-run")),
    Case(("batch", "absente.csv", "-o", "out.csv"), 3),
    Case(("check", "payee.csv", "--on", "2023-01-01"), 4),
    Case(("fund", "paie.csv", "--activity", "activite.csv", "--year", "2022", "--year", "2023")),
    Case(("fund", "covid.csv", "--covid-bonus")),
    Case(("sheet", *PERSON, "-o", "fiche.html")),
    Case(("report", "paie.csv", "-o", "rapport.html")),
    Case(("segur", "--on", "2024-02-01")),
    Case(("segur", "--calendar")),
    Case(("segur", "segur-pour-tous")),
    Case(("cases",)),
    Case(("columns", "paie.csv")),
    Case(("convert", str(DSN), "-o", "dsn.csv")),
    Case(("template", "-o", "modele.csv")),
    Case(("sample", "--rows", "5", "-o", "petite.csv")),
    Case(("law", "list")),
    Case(("law", "list", "--parameters")),
    Case(("law", "show", "new_grid")),
    Case(("law", "show", "old_grid")),
    Case(("law", "show", "jobs")),
    Case(("law", "show", "avenant-43")),
    Case(("law", "show", "professions")),
    Case(("law", "show", "segur-fhp")),
    Case(("law", "diff", "2021-12-31", "2022-08-01")),
    Case(("law", "validate", "nulle-part.yaml"), 3),
)


def commands(command: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command."""
    yield words
    for name, child in getattr(command, "commands", {}).items():
        yield from commands(child, (*words, name))


EVERY = list(commands(get_command(app)))
HELP = [Case((*words, "--help")) for words in EVERY]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up files for the commands that read some."""
    place = tmp_path_factory.mktemp("terminal")
    assert run("sample", "--rows", "40", "--seed", "3", "-o", str(place / "paie.csv")).code == 0
    assert run("sample", "--rows", "40", "--seed", "4", "--sectors", "all", "-o", str(place / "tous.csv")).code == 0
    with (place / "paie.csv").open(encoding="utf-8-sig") as file:
        services = {row["service_id"] for row in csv.DictReader(file)}
    head = "service_id;department;hours_apa;hours_pch;hours_aide_sociale;hours_other;participation\n"
    rows = [f"{service};48;9000;2000;500;1500;0,1\n" for service in sorted(services)]
    (place / "activite.csv").write_text(head + "".join(rows), "utf-8")
    paid = "employee_id;month;category;year;seniority;job;paid_gross\nP1;2022-03;C;8;8;avs;1700,00\n"
    (place / "payee.csv").write_text(paid, "utf-8")
    covid = "service_id;department;job;hours;absence_days\nS1;48;avs;151,67;0\nS1;48;avs;104;40\n"
    (place / "covid.csv").write_text(covid, "utf-8")
    return place


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
    too_wide = [line for line in text.splitlines() if len(line) > width and not line.startswith("revalo ")]
    assert not too_wide or not found.out, too_wide
    folded = set(WORD.findall(text)) - words_when_wide(case, encoding)
    assert not folded, f"folded in the middle, or cut: {folded}"


@pytest.mark.parametrize("case", [*CASES, *HELP], ids=lambda case: " ".join(case.words[:3]))
def test_in_every_terminal(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    plain = ran(case)
    unknown = (plain.out + plain.err).count(UNKNOWN)
    for width, encoding in TERMINALS:
        found = plain if (width, encoding) == TERMINALS[0] else ran(case, width, encoding)
        check(case, found, width, encoding)
        assert (found.out + found.err).count(UNKNOWN) == unknown, "a character without a spelling"
    assert ESCAPE.sub("", ran(case, settings=COLOUR).out) == plain.out
    check(case, ran(case, settings={**COLOUR, "NO_COLOR": "1"}), 80, "utf-8")


def test_no_command_is_left_out() -> None:
    walked = {case.words[:length] for case in CASES for length in (0, 1, 2)}
    assert set(EVERY) - {("law",), ("doctor",)} <= walked  # what the doctor says hangs on the terminal
