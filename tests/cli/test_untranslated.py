"""No word reaches a reader without going through the catalogue or the law's own labels in both languages.

Two nets: literals given to what speaks to people, found in the code; and what every command prints when all that is
translated is blanked out.
"""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import revalo
from every_command import CASES, Case, folder
from revalo import language
from revalo.grids import store
from revalo.people.columns import COLUMNS
from revalo.register import BY_MESSAGE
from revalo.rules.fields import FIELDS
from revalo.rules.person import option
from running import run

SOURCES = Path(revalo.__file__).parent
SPEAKING = {"print", "tell", "add_column", "add_row", "assemble", "listed"}
SPEAKING |= {"UsageError", "NotComputable", "UnreadableInput", "LawError"}
WORD = re.compile(r"[^\W\d_]{3,}")
HIDDEN = "¤"
# Literals that are the same in both languages.
NAMES = {"revalo ", "\nrevalo ", "--job", "--grade"}
# Words on the screen that are no message: units, mathematics, forms of files, the command lines of the welcome.
FIXED = {"meta", "https", "www", "pts", "min", "mois", "utf", "csv", "xlsx", "yaml", "html"}
FIXED |= {"revalo", "ask", "compute", "batch", "fund", "resultats", "activite", "activity"}

__all__ = ["folder"]


def literals(node: ast.AST) -> Iterator[str]:
    """The words of an argument that no catalogue is asked for."""
    if isinstance(node, ast.Call) and _name(node) not in ("format", "join"):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and WORD.search(node.value):
        yield node.value
    elif not isinstance(node, ast.Compare | ast.Subscript):
        for child in ast.iter_child_nodes(node):
            yield from literals(child)


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def test_no_literal_is_given_to_a_reader() -> None:
    calls = [
        (path.name, node)
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _name(node) in SPEAKING
    ]
    assert len(calls) > 200
    found = {(file, words) for file, call in calls for argument in call.args for words in literals(argument)}
    assert {words for _file, words in found} <= NAMES | BY_MESSAGE.keys(), found


class Blank(gettext.NullTranslations):
    """Every message without its letters, its {places} kept."""

    def gettext(self, message: str) -> str:
        pieces = re.split(r"(\{\w*\})", message)
        return "".join(piece if piece.startswith("{") else blanked(piece) for piece in pieces)

    def ngettext(self, one: str, several: str, number: int) -> str:
        return self.gettext(one if number == 1 else several)


def blanked(text: str) -> str:
    return re.sub(r"[^\W\d_]", HIDDEN, text)


def spelled_out(law: Any) -> Iterator[str]:
    """The words of the law files that are not in two languages: names of texts, tables, measures, keys."""
    if isinstance(law, dict):
        for name, value in law.items():
            yield from WORD.findall(name)
            if name not in language.LANGUAGES:
                yield from spelled_out(value)
    elif isinstance(law, list):
        for value in law:
            yield from spelled_out(value)
    elif isinstance(law, str):
        yield from WORD.findall(law)


LAW_WORDS = set(spelled_out(store.compile_law(store.law_files())))
OPTIONS = {word for name in FIELDS for word in WORD.findall(option(name))} | {
    "member",
    "days",
    "usual",
    "both",
    "staff",
    "reading",
}


# The usual French headers of files, which the other language has a label for.
HEADERS = {word for field in COLUMNS.values() for header in field.headers[:1] for word in WORD.findall(header)}

# Sectors are read by their labels too, which must not all be blank; codes of rejects are names in any language.
BLANKABLE = [case for case in CASES[1:] if "tous.csv" not in case.words and case.words[0] != "errors"]


@pytest.mark.parametrize("case", BLANKABLE, ids=lambda case: " ".join(case.words[:3]))
def test_nothing_but_names_is_left_without_the_catalogue(
    case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blank(_language: str) -> None:
        monkeypatch.setattr(language, "_translations", Blank())
        monkeypatch.setattr(language, "_current", "fr")

    monkeypatch.chdir(folder)
    monkeypatch.setattr(language, "use", blank)
    monkeypatch.setattr(language, "label", lambda pair: blanked(pair["fr"]))
    ran = run(*case.words, typed=case.typed, COLUMNS="1000")
    assert ran.code == case.code
    assert HIDDEN in ran.out + ran.err or not ran.out
    own = {word for each in case.words for word in WORD.findall(each)}
    said = re.sub(r"\b[0-9a-f]{8}\b", " ", (ran.out + ran.err).replace(HIDDEN, " "))  # the hash of the law is no word
    assert set(WORD.findall(said)) <= LAW_WORDS | OPTIONS | HEADERS | FIXED | own
