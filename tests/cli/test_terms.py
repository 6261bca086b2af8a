"""One concept, one word in each language: the terms, and the variants that no message, label or page may use again."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from babel.messages.pofile import read_po

from catalogue import SOURCES
from revalo.grids.law import Law

DOCS = Path(__file__).resolve().parents[2] / "docs"
GENERATED = {"cli.md", "errors.md", "register.md"}  # written from the catalogue and the law, which are read here
FENCED = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)

PLACEHOLDER = re.compile(r"\{[^{}]*\}")


class Term(NamedTuple):
    """A concept, its word in each language, and the variants that must not come back (none: left to the reader)."""

    french: str
    english: str
    french_variants: str = ""
    english_variants: str = ""


TERMS = (
    Term("branche de l'aide à domicile", "home-care branch", r"\bdans bad\b", r"\bin bad\b"),
    Term("années révolues", "completed years", r"années accomplies"),
    Term("date d'entrée dans la branche", "date of entry in the branch", r"jour d'entrée"),
    Term("quotité", "working-time fraction", r"part (?:du|de) temps plein", r"\bquotity\b|share of full time"),
    Term(
        "ancienne grille", "old grid", r"grille (?:de 2010|d'avant octobre 2021)", r"2010 grid|grid before October 2021"
    ),
    Term(
        "grille de l'avenant 43",
        "Avenant 43 grid",
        r"nouvelle grille|grille depuis octobre 2021",
        r"new grid\b|grid since October 2021",
    ),
    Term("année dans la catégorie", "grid year", r"année \(ligne\)", r"\brow \(year\)|row of the old grid"),
    Term("catégorie (A à I)", "category (A to I)", r"catégorie depuis octobre 2021", r"category since October 2021"),
    Term(
        "degré, échelon, filière",
        "degré, échelon, filière",
        english_variants=r"(?<![-=])\bdegrees?\b(?!=|, echelon)|\bdomains?\b",
    ),
    Term("emploi", "job", r"\bpostes? de travail\b", r"\btrades?\b"),
    Term("profession (Ségur)", "profession", r"(?<!conférence des )\bmétiers?\b", r"\boccupations?\b"),
    Term("montant publié", "published amount", r"montants? annoncés?", r"announced amounts?"),
    Term(
        "agrément, publié le",
        "approval, published on",
        r"(?<!nom )\bconnue?s? (?:le|ensuite)\b",
        r"\bknown (?:later|since)\b",
    ),
    Term(
        "extension, publiée le",
        "extension, published on",
        r"\bparution\b",
        r"\bpublication of its spread\b|\bgeneralised\b",
    ),
    Term("prise d'effet", "effective date", r"\bprend effet\b|^effet$", r"\btakes? effect\b|\bdays? of effect\b"),
    Term("valeur du point", "point value", r"valeurs? d'un point|prix du point", r"\bvalues? of (?:the|a) point\b"),
    Term("brut à temps plein", "full-time gross", r"\bbrut donné\b", r"\bgross given\b"),
    Term("salaire brut", "gross pay", r"\bpaies? brutes?\b", r"\bgross wages?\b"),
    Term(
        "éléments complémentaires de rémunération",
        "pay supplements",
        r"\bsuppléments?\b",
        r"\bcomplements?\b|\bextras\b",
    ),
    Term(
        "majoration dimanche et jours fériés, majoration de nuit",
        "Sunday and public-holiday premium, night premium",
        r"suppléments? (?:de|du) (?:dimanche|nuit)",
        r"\b(?:Sunday|night) (?:supplements?|bonus|pay)\b",
    ),
    Term("CTI", "CTI", r"complément indiciaire", r"index[- ]pay (?:complement|supplement)"),
    Term("assiette", "basis", r"sur toute la paie", r"what the payroll tax is on"),
    Term(
        "cotisations patronales",
        "employer contributions",
        r"charges de l'employeur|charges patronales|coûts? chargés?\b",
        r"\bloaded (?:cost|pay)|\bsocial charges|\bemployer charges",
    ),
    Term("coût des revalorisations", "cost of the pay rises", r"\bhausses de l'|coûts? des hausses", r"\bthe raises\b"),
    Term(
        "autres financeurs", "other payers", r"payés? par d'autres", r"paid by others|(?<!committee of )\bfinancers?\b"
    ),
    Term(
        "participation des usagers",
        "user contributions",
        r"payés? par les usagers",
        r"paid by users|participation of (?:the )?users|users' participation",
    ),
    Term(
        "charge du département avant aide",
        "département's share before aid",
        r"\bà sa charge\b",
        r"\bborne\b(?!, or covid)",
    ),
    Term(
        "reste à la charge du département",
        "net cost to the département",
        r"reste au département",
        r"left to the département",
    ),
    Term("acompte, solde", "advance payment, balance", r"versée d'avance|\bune avance\b", r"\bpaid in advance\b"),
    Term("concours APA et PCH", "APA and PCH contributions", r"dotations? APA", r"APA and PCH (?:grants?|funding)"),
    Term(
        "heures financées par le département",
        "hours funded by the département",
        r"\bheures? financées?\b(?! par)",
        r"\bfunded hours?\b|\bfinanced hours?\b|\bhours? financed\b",
    ),
    Term("rappel à verser", "back pay due", r"\breste dû\b", r"\bowed\b|(?<![.\[])\barrears\b(?!\.schema|-payroll)"),
    Term("textes publiés", "texts published", r"\bdroit connu\b", r"\blaw known\b|\bknown then\b"),
    Term("plus de 36 mois", "over 36 months", r"\(prescrit\)", r"\bout of time\b"),
    Term(
        "écart, gain, variation",
        "difference, gain, change",
        r"\bévolutions? (?:de la paie|du brut|du salaire)",
        r"\bgained so far\b",
    ),
    Term(
        "rubrique",
        "pay item",
        r"lignes? d[eu] bulletin|\blignes? de paie\b",
        r"\bpayslip lines?\b|\blines? of (?:a|the) payslip\b",
    ),
    Term("employeur adhérent", "member employer", english_variants=r"signing federation"),
    Term("différentiel SMIC", "SMIC top-up", r"complément SMIC|plancher joue", r"minimum-wage top-up|floor binds"),
    Term(
        "SMIC proratisé",
        "pro-rated SMIC",
        r"SMIC au prorata|SMIC du temps travaillé",
        r"(?:pro-rated minimum wage|minimum wage for the time worked)",
    ),
    Term("public fragile", "vulnerable people's homes", r"chez des personnes fragiles", r"\bfrail\b|fragile people"),
    Term("taxe sur les salaires", "wage tax", english_variants=r"\bpayroll tax\b"),
    Term("prévoyance", "prévoyance", english_variants=r"(?<!-)\bprovident\b"),
    Term("taux AT/MP", "occupational-accident rate (AT/MP)", english_variants=r"work-accident rate"),
    Term("coût employeur", "employer cost", r"coût pour l'employeur", r"cost to the employer"),
    Term("allègements de cotisations", "relief on contributions", r"exonération et réduction\b", r"exemption and red"),
    Term(
        "situation avant, situation après",
        "before, after",
        r"jour d'après|côté (?:avant|après)\b",
        r"(?:before|after) side|side (?:before|after)\b|\bafter day\b",
    ),
    Term("données juridiques de revalo", "revalo's legal data", r"droit (?:tenu|présent|détenu)", r"law held"),
    Term("fiabilité", "reliability", english_variants=r"\bweakest of its figures"),
    Term("regroupés", "merged", r"(?:groupes|causes) [^.;]{0,40}réuni", r"put together"),
    Term("par exemple", "e.g.", r", comme \d", r", as \d"),
    Term("indiquez", "give", r"\b(?:est|sont) attendue?s?\b", r"\b(?:is|are) expected\b"),
    Term("option répétable", "can be repeated", r"(?<!option )répétable\)", r"\brepeatable\b"),
    Term("à corriger", "to fix", r"à réparer", r"\bmend(?:s|ed|ing)?\b"),
    Term("par défaut", "default", r"s'il n'est pas dit|si elle n'est pas dite", r"\bwhen it is not told|\bnot told\b"),
    Term("faute de source", "no source", english_variants=r"\bfor want of\b"),
    Term("sauf", "except", english_variants=r"\bsave (?:the|for|in|where|that|medical)\b(?! (?:file|sheet|table))"),
    Term(
        "par mois", "per month", english_variants=r"(?:hours|euros|€|rounded once|amount) an? (?:month|week|line|year)"
    ),
)


@pytest.fixture(scope="module")
def said(law: Law) -> dict[str, dict[str, str]]:
    """Every text that a reader meets, by language and by where it stands."""
    texts: dict[str, dict[str, str]] = {"fr": {}, "en": {}}
    for language, where, text in (*_messages(), *_labels(law), *_pages()):
        texts[language][f"{where}: {text[:60]}"] = text.replace("\u00a0", " ")
    return texts


def _messages() -> Iterator[tuple[str, str, str]]:
    with (SOURCES / "locale" / "fr" / "LC_MESSAGES" / "revalo.po").open("rb") as file:
        messages: Any = read_po(file, locale="fr")
    for message in messages:
        if not message.id:
            continue
        english, french = ((each,) if isinstance(each, str) else each for each in (message.id, message.string))
        yield from (("en", "message", each) for each in english)
        yield from (("fr", "message", each) for each in french)


def _labels(law: Law) -> Iterator[tuple[str, str, str]]:
    tables = [law.table(path) for path in law.paths]
    pairs = [table.label for table in tables] + [text.title for text in law.texts]
    pairs += [version.note for table in tables for version in table.versions if version.note]
    pairs += [text.note for text in law.texts if text.note]
    for pair in pairs:
        yield from ((language, "data", pair[language]) for language in ("fr", "en"))


def _pages() -> Iterator[tuple[str, str, str]]:
    for language in ("fr", "en"):
        for page in sorted((DOCS / language).glob("*.md")):
            if page.name not in GENERATED:
                for paragraph in _paragraphs(page.read_text("utf-8")):
                    yield language, f"docs/{language}/{page.name}", paragraph
    french, english = (DOCS.parent / "README.md").read_text("utf-8").split("## English")
    yield from (("fr", "README.md", paragraph) for paragraph in _paragraphs(french))
    yield from (("en", "README.md", paragraph) for paragraph in _paragraphs(english))


def _paragraphs(page: str) -> Iterator[str]:
    """The paragraphs of a page, without what is typed or printed."""
    for paragraph in FENCED.sub(" ", page).split("\n\n"):
        yield " ".join(paragraph.split())


def _used(variants: str, texts: dict[str, str]) -> list[str]:
    found = re.compile(variants, re.IGNORECASE)
    bare = ((where, PLACEHOLDER.sub("", text)) for where, text in texts.items())
    return [f"{where} [{match[0]}]" for where, text in bare if (match := found.search(text))]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.english)
def test_no_variant_of_a_term_is_used(term: Term, said: dict[str, dict[str, str]]) -> None:
    assert term.french_variants or term.english_variants
    assert not term.french_variants or _used(term.french_variants, said["fr"]) == []
    assert not term.english_variants or _used(term.english_variants, said["en"]) == []


def test_the_texts_are_all_read(said: dict[str, dict[str, str]]) -> None:
    for texts in said.values():
        assert len(texts) > 2500
        assert {where.split(":")[0] for where in texts} >= {"message", "data"}


def test_each_term_is_in_use(said: dict[str, dict[str, str]]) -> None:
    for word, language in (("quotité", "fr"), ("working-time fraction", "en"), ("ancienne grille", "fr")):
        assert _used(word, said[language])
