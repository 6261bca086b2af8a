"""The register of errors: each error is raised with a name of it, nothing in it is idle, codes never move.

Guards: cli/errors.py, cli/main.py, cli/usage.py, errors.py, register/__init__.py, register/computing.py,
register/entry.py, register/files.py, register/requests.py, register/results.py, register/rows.py,
reports/terminal/errors.py.
"""

import ast
import json
import pickle
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from catalogue import SOURCES
from revalo import language
from revalo.errors import NotComputable
from revalo.register import BY_CODE, BY_MESSAGE, REGISTER
from revalo.register.rows import ROWS
from running import run
from transcripts import every

CODE = re.compile(r"(?: \[|\"code\": \")(R\d{3})(?:\]$|\",)")
FAMILIES = {"R100", "R300"}
MAKERS = {  # who makes an error, and where it takes the name of its message
    **dict.fromkeys(("UsageError", "UnreadableInput", "LawError", "NotComputable", "RevaloError", "Ended"), 0),
    "refused": 1,
    "_refused": 1,
    "_unreadable": 2,
    "problem": 1,
}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of the code, with the file and line where it stands."""
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.name}:{node.lineno}", node


def raised() -> Iterator[tuple[str, ast.Call, str, str]]:
    """Every error made under a name written there: its place, the call, who makes it, the name."""
    for place, call in calls():
        maker = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        given = call.args[MAKERS[maker]] if maker in MAKERS and len(call.args) > MAKERS[maker] else None
        if isinstance(given, ast.Constant) and isinstance(given.value, str):
            yield place, call, maker, given.value


def literals() -> set[str]:
    """Every text written in the code, the register left out."""
    files = [path for path in SOURCES.rglob("*.py") if path.parent.name != "register"]
    nodes = (node for path in files for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_error_is_raised_with_a_name_of_the_register() -> None:
    found = list(raised())
    assert len(found) > 150
    assert {(place, name) for place, _call, _maker, name in found if name not in BY_MESSAGE} == set()


def test_no_error_is_made_from_words() -> None:
    words = []
    for place, call in calls():
        if isinstance(call.func, ast.Name) and MAKERS.get(call.func.id) == 0:
            words += [place for given in call.args[:1] if isinstance(given, ast.Call | ast.JoinedStr | ast.BinOp)]
    assert words == []


def test_every_message_and_every_code_of_a_row_is_in_use() -> None:
    names = [name for entry in REGISTER for name in entry.messages]
    assert {name for name, number in Counter(names).items() if number > 1} == set()
    assert {*names, *(entry.code for entry in ROWS)} - literals() == set()


def test_an_error_has_the_figures_of_its_message() -> None:
    for place, call, maker, name in raised():
        if any(keyword.arg is None for keyword in call.keywords):
            continue
        given = {keyword.arg for keyword in call.keywords} - ({"reason"} if maker == "NotComputable" else set())
        assert given == set(re.findall(r"\{(\w+)\}", BY_MESSAGE[name].messages[name])), f"{place}: {name}"


def test_an_error_has_a_code_of_its_kind() -> None:
    families = {
        "UsageError": "R1",
        "LawError": "R2",
        "UnreadableInput": "R3",
        "NotComputable": "R5",
        "RevaloError": "R9",
    }
    for place, _call, maker, name in raised():
        if maker in families:
            assert BY_MESSAGE[name].code.startswith(families[maker]), f"{place}: {name}"


def test_codes_are_unique_and_go_with_their_exit_code() -> None:
    assert len(BY_CODE) == len(REGISTER)
    assert {entry.exit_code for entry in ROWS} == {4}
    exits = {"1": {2}, "2": {3}, "3": {3}, "5": {5}, "9": {1, 130}}
    for entry in REGISTER:
        if entry not in ROWS:
            assert re.fullmatch(r"R\d{3}", entry.code)
            assert entry.exit_code in exits[entry.code[1]], entry.code


def test_an_error_of_another_process_keeps_its_words_and_its_place() -> None:
    language.use("en")
    error = NotComputable("own-contributions", department="976", reason="why").within("{file}, {why}", file="a.csv")
    found = pickle.loads(pickle.dumps(error))
    assert (str(found), found.code, found.reason) == (str(error), "R501", "why")
    assert str(error) == f"a.csv, {error.words}"
    assert "976" in error.words


def test_every_error_of_the_transcripts_ends_with_its_code() -> None:
    seen = set()
    for each in every():
        if each.result[0] in ("= 0", "= 4") or "--help" in each.command or each.file == "help":
            continue
        codes = [found[1] for line in each.lines("!") if (found := CODE.search(line))]
        assert codes, each.command
        assert FAMILIES.isdisjoint(codes), f"{each.command}: name its message in the register"
        exits = {f"= {BY_CODE[code].exit_code}" for code in codes}
        assert exits == {each.result[0]}, each.command
        seen |= set(codes)
    assert len(seen) > 25


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_every_code_is_told(lang: str) -> None:
    found = run("errors", "--json", "--lang", lang).json
    assert found["schema"] == "revalo.errors/1"
    assert [each["code"] for each in found["errors"]] == [*BY_CODE]
    assert all(each["cause"] and each["remedy"] for each in found["errors"])
    shown = run("errors", "--lang", lang).out
    assert all(code in re.sub(r"\s", "", shown) for code in BY_CODE if code not in {row.code for row in ROWS})


def test_an_internal_error_tells_its_kind_and_place_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_words: object, **_named: object) -> None:
        raise KeyError("1840175123456 MARTIN")

    monkeypatch.setattr("revalo.api.load_law", fail)
    ran = run("law", "list")
    assert ran.code == 1
    assert "KeyError" in ran.err
    assert ran.err.endswith("[R900]\n")
    assert "MARTIN" not in ran.err
    assert json.dumps(ran.out) == '""'
