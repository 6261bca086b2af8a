"""`revalo glossary`: every word in both languages, found by any of its spellings, and explained where pages use it.

Guards: cli/glossary.py, reports/glossary.py, reports/pages/words.py.
"""

from pathlib import Path

import pytest

from revalo import language
from revalo.reports.glossary import TERMS, find, ordered, used_in
from revalo.reports.pages import svg
from revalo.reports.pages.document import Chart, Document, Items, section
from revalo.reports.pages.words import with_words
from running import run


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_word_is_found_by_each_of_its_spellings(lang: str) -> None:
    language.use(lang)
    for term in TERMS:
        spellings = (term.word, language._(term.word), *(each for each in term.others.split("|") if "[" not in each))
        assert all(find(each) for each in spellings if each), term.word
    assert find("droit ef65b4bb") == find("legal data")
    assert find("something") is None
    assert len(ordered()) == len(TERMS)


def test_in_one_language_a_page_is_not_explained_in_the_other() -> None:
    assert run("glossary", "IM", "--lang", "fr").out.startswith("- IM\u00a0: Indice majoré")
    assert run("glossary", "IM", "--lang", "en").out.startswith("- IM: Indice majoré: the index")
    assert "l'ancienne grille" not in run("glossary", "--lang", "en").out


def test_a_word_it_does_not_have() -> None:
    ran = run("glossary", "quotite", "--lang", "fr")
    assert ran.code == 0
    ran = run("glossary", "agreement", "--lang", "fr")
    assert (ran.code, "[R106]" in ran.err) == (2, True)


def test_only_whole_words_count() -> None:
    language.use("fr")
    assert [word for word, _meaning in used_in(["la filière et l'IMMEUBLE"])] == ["filière"]
    assert used_in(["rien de cela"]) == []


def test_a_text_is_read_again_in_another_language() -> None:
    text = ["basis of the rate, assiette du taux"]
    language.use("fr")
    assert [word for word, _meaning in used_in(text)] == ["assiette"]
    language.use("en")
    assert [word for word, _meaning in used_in(text)] == ["basis"]


def test_the_words_of_a_drawing_count_not_its_marks() -> None:
    language.use("en")
    drawing = svg.picture("basis", "", "", (10, 10), [svg.text(0, 0, "échelon")])
    explained = with_words(Document("", "", (), (section("", Chart("", "", drawing)),), ()))
    last = explained.sections[-1].blocks[0]
    assert isinstance(last, Items)
    assert [word for word, _meaning in last.items] == ["échelon"]


def test_an_abbreviation_counts_in_capitals_alone_a_word_in_any_case() -> None:
    language.use("fr")
    assert [word for word, _meaning in used_in(["le CTI et la Filière"])] == ["CTI", "filière"]
    assert used_in(["les cti"]) == []


def test_a_sheet_explains_the_words_it_uses(tmp_path: Path) -> None:
    file = tmp_path / "fiche.html"
    assert run("sheet", "--job", "avs", "--seniority", "8", "-o", str(file), "--lang", "fr").code == 0
    text = file.read_text(encoding="utf-8")
    assert "Les mots employés ici" in text
    assert "Les années révolues dans la branche" in text
