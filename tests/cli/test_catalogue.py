"""The French catalogue: every message of the code, with its {placeholders}, and nothing else.

Guards: language.py.
"""

import ast
import gettext
import re
from collections import Counter
from typing import Any

import pytest
from babel.messages.pofile import read_po

from catalogue import SOURCES, extracted, forms
from revalo import language
from revalo.grids.law import Law

LOCALE = SOURCES / "locale"
CATALOGUE = LOCALE / "fr" / "LC_MESSAGES" / "revalo.po"
PLACEHOLDER = re.compile(r"\{(\w*)\}")
COUNTS = re.compile(r"\{number\} [^\W\d_]")
SEVERAL = {
    "{number} texts",
    "one column: the last of {number} months",
    "--from and --to: at most {number} months",
    "--versus: at most {number} other classifications",
}  # where there is never one thing alone
QUOTED = re.compile(r"(?<![\w-])(--[a-z][a-z-]*|avenant43\.\w+|revalo [a-z]+(?: [a-z]+)?|\d{4}-\d{2}-\d{2})")


@pytest.fixture(scope="module")
def catalogue() -> Any:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="fr")


def entries(catalogue: Any) -> dict[str, str]:
    """The messages of the catalogue with their translation, its header left out."""
    pairs = [(forms(message.id), forms(message.string)) for message in catalogue if message.id]
    return {each: translation for ids, strings in pairs for each, translation in zip(ids, strings, strict=True)}


def test_every_message_is_translated(catalogue: Any) -> None:
    messages, translations = extracted(), entries(catalogue)
    assert len(messages) > 150
    assert messages - translations.keys() == set()
    assert [message for message in messages if not translations[message].strip()] == []


def test_every_message_is_seen_where_it_stands() -> None:
    """On Python 3.11, what is inside the quotes of an f-string is not seen by Babel: it would stay in English."""
    read = {
        argument.value
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "N_", "ngettext", "numbered")
        for argument in node.args[:2]
        if isinstance(argument, ast.Constant)
    }
    assert len(read) > 150
    assert read - extracted() == set()


def test_it_says_itself_how_french_counts() -> None:
    """Without that, each release of Babel counts as it likes, and a message that counts things is not found."""
    header, _blank, _messages = CATALOGUE.read_text(encoding="utf-8").partition("\n\n")
    assert header.startswith('msgid ""\nmsgstr ""\n')
    assert "Plural-Forms: nplurals=2; plural=(n > 1);" in header


def test_what_counts_things_has_a_form_for_one(catalogue: Any) -> None:
    counting = [forms(message.id) for message in catalogue if COUNTS.search(str(message.id))]
    assert len(counting) > 20
    assert {each[0] for each in counting if len(each) == 1} == {*SEVERAL, "{number} more"}


def test_no_stale_nor_fuzzy_entry(catalogue: Any) -> None:
    assert entries(catalogue).keys() - extracted() == set()
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_the_same_placeholders(catalogue: Any) -> None:
    with_names = 0
    for message, translation in entries(catalogue).items():
        expected, found = (Counter(PLACEHOLDER.findall(text)) for text in (message, translation))
        assert found == expected, message
        with_names += bool(expected)
    assert with_names > 30


def test_translations_can_be_filled(catalogue: Any) -> None:
    for message, translation in entries(catalogue).items():
        names = dict.fromkeys(PLACEHOLDER.findall(message), "x")
        assert "{" not in translation.format("x", **names), message


def test_options_commands_and_edges_are_kept(catalogue: Any) -> None:
    quoted = 0
    for message, translation in entries(catalogue).items():
        assert QUOTED.findall(translation) == QUOTED.findall(message), message
        assert message[:1].isspace() == translation[:1].isspace() or message in (": ", "; "), message
        assert message[-1:].isspace() == translation[-1:].isspace(), message
        assert message.endswith(".") == translation.endswith("."), message
        quoted += bool(QUOTED.findall(message))
    assert quoted > 20


def test_the_compiled_catalogue_is_that_of_the_sources(catalogue: Any) -> None:
    compiled = gettext.translation("revalo", LOCALE, ["fr"])
    for message in catalogue:
        if message.id:
            one, *several = forms(message.id)
            counted = [compiled.ngettext(one, several[0], number) for number in (1, 2)] if several else []
            found = counted or [compiled.gettext(one)]
            assert found == [*forms(message.string)], "compile it again: make compiled"


def test_messages_follow_the_language() -> None:
    language.use("fr")
    assert language._("unknown text") == "texte inconnu"
    language.use("en")
    assert language._("unknown text") == "unknown text"
    language.use("de")
    assert language.current() == "fr"


@pytest.mark.parametrize(("lang", "several"), [("fr", {2}), ("en", {0, 2})])
def test_things_are_counted_as_the_language_does(lang: str, several: set[int]) -> None:
    language.use(lang)
    one, more = "twelve times its only month", "twelve times the mean of {number} months"
    found = {number for number in range(3) if language.ngettext(one, more, number) != language.ngettext(one, more, 1)}
    assert found == several


def test_labels_of_the_law_in_both_languages(law: Law) -> None:
    pairs = [law.table(path).label for path in law.paths]
    pairs += [version.note for path in law.paths for version in law.table(path).versions if version.note]
    pairs += [text.title for text in law.texts] + [text.note for text in law.texts if text.note]
    assert len(pairs) > 200
    for pair in pairs:
        assert pair["fr"].strip()
        assert pair["en"].strip()
        if len(pair["fr"].split()) > 6:
            assert pair["fr"] != pair["en"]
