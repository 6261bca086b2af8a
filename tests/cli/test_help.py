"""What users type to find their way, `-h` and `revalo help COMMAND`; the table of exit codes; an error as an object.

Guards: cli/examples.py, cli/help.py, cli/help_of.py, cli/main.py, cli/options/gathering.py.
"""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import revalo
from revalo.cli.help import FIRST_OPTIONS
from revalo.register import EXITS, REGISTER
from running import Ran, run

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads((ROOT / "docs" / "schemas" / "error.schema.json").read_text(encoding="utf-8"))


def said(ran: Ran) -> dict[str, Any]:
    """The object that stands alone on standard error."""
    assert ran.out == ""
    found: dict[str, Any] = json.loads(ran.err)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def test_an_internal_error_is_an_object_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise ZeroDivisionError("1628.00")

    monkeypatch.setattr("revalo.cli.options.shared.check_language", broken)
    found = said(run("doctor", "--json"))
    assert found["code"] == "R900"
    assert "ZeroDivisionError" in found["message"]
    assert "1628" not in str(found)


def test_no_word_of_standard_error_for_what_goes_well() -> None:
    ran = run("compute", "--job", "avs", "--seniority", "8", "--json")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("words", [(), ("compute",), ("law", "diff"), ("law",)])
def test_three_ways_to_a_help_page(words: tuple[str, ...]) -> None:
    page = run(*words, "--help")
    assert page.code == 0
    assert run(*words, "-h") == page
    assert run("help", *words) == page


def test_help_of_no_command() -> None:
    ran = run("help", "computer")
    assert (ran.code, "compute" in ran.err, "[R101]" in ran.err) == (2, True, True)


def test_every_way_to_end_is_in_the_table() -> None:
    assert {entry.exit_code for entry in REGISTER} | {0} == set(EXITS)
    listed = {each["exit_code"] for each in json.loads(run("errors", "--json").out)["exit_codes"]}
    assert listed == set(EXITS)
    for number in EXITS:
        assert f" {number} " in run("errors").out


def test_one_module_knows_the_inside_of_the_parser() -> None:
    inside = set()
    for path in Path(revalo.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{each.name}" for each in node.names]
            else:
                names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if any(name.startswith("typer.") for name in names):
                inside.add(path.name)
    assert inside == {"parser.py"}


@pytest.mark.parametrize("command", FIRST_OPTIONS)
def test_a_page_shows_ten_options_first_and_all_of_them_when_asked(command: str) -> None:
    pages = (run(command, word).out for word in ("--help", "--help-all"))
    few, every = (set(re.findall(r"│[ *]{1,5}(--[a-z0-9-]+)", page)) for page in pages)
    assert len(FIRST_OPTIONS[command]) == 10
    assert len(few) == 12, "the ten, --help and --help-all"
    assert few < every
    assert f"revalo {command} --help-all" in run(command, "--help").out
