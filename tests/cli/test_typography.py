"""French and English as they are printed: spaces that do not break, dashes, minus signs, quotes, real plurals.

Guards: language.py.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from catalogue import SOURCES, forms
from every_command import CASES, Case, folder
from revalo import language
from revalo.grids import store
from revalo.money import NBSP, percentage
from running import run

CATALOGUE = SOURCES / "locale" / "fr" / "LC_MESSAGES" / "revalo.po"
LOOSE = re.compile(r" [:;?!%€»]|« |[^\W\d_][;!?](?=\s|$)|[^\W\d_]:(?=\s|$)")
# What is typed as it stands.
TYPED = re.compile(r'FICHIER:LIGNE: CHAMP:|"(?:fr|en|\{example\}|revalo\[\w+\]|6\.00)"| ou -(?=\s)')

__all__ = ["folder"]


def translations() -> dict[str, str]:
    """Each form of each message with its French."""
    with CATALOGUE.open("rb") as file:
        found = [each for each in read_po(file, locale="fr") if each.id]
    pairs = [(one, french) for each in found for one, french in zip(forms(each.id), forms(each.string), strict=True)]
    return {message: language.typeset(french, "fr") for message, french in pairs}


def labels(law: Any) -> Iterator[dict[str, str]]:
    """Every label of the law files."""
    if isinstance(law, dict):
        if set(law) == {*language.LANGUAGES} and all(isinstance(each, str) for each in law.values()):
            yield law
        else:
            for each in law.values():
                yield from labels(each)
    elif isinstance(law, list):
        for each in law:
            yield from labels(each)


LABELS = [*labels(store.compile_law(store.law_files()))]
FRENCH = [*translations().values(), *(language.typeset(each["fr"], "fr") for each in LABELS)]
ENGLISH = [*translations(), *(each["en"] for each in LABELS)]


def test_there_is_something_to_read() -> None:
    assert len(LABELS) > 300
    assert sum(NBSP in each for each in FRENCH) > 500


def test_marks_of_french_are_never_parted_from_their_words() -> None:
    for text in FRENCH:
        bare = re.sub(r"\{[^}]*\}", "x", TYPED.sub("", text))
        assert not LOOSE.search(bare), text


def test_percent_and_euro_of_english() -> None:
    for text in ENGLISH:
        assert not re.search(r"[\d}]\s%|\d\s?€", text), text
    assert (percentage("-19.93", "en"), percentage("1219.93", "fr")) == ("-19.93%", f"1{NBSP}219,93{NBSP}%")


def test_dashes_and_quotes_of_french() -> None:
    for text in FRENCH:
        assert not re.search(r"\S -\s|\d-\{|\.\.\.|`|—|\"", TYPED.sub("", text)), text


def test_no_plural_between_brackets() -> None:
    for text in (*FRENCH, *ENGLISH):
        assert not re.search(r"\w\((?:s|es|x|e)\)", text), text


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case.words[:3]))
@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_what_every_command_prints(lang: str, case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    ran = run(*case.words, typed=case.typed, COLUMNS="1000", REVALO_LANG=lang)
    assert ran.code == case.code
    loose = r"\S [:;?!»](?=\s|$)|« |\d [%€]" if lang == "fr" else r"\d\s%|\d\s?€(?! nets)"
    lines = [line for line in (ran.out + ran.err).splitlines() if re.search(loose, line)]
    assert lines == []
