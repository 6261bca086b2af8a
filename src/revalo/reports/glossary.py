"""The words of the field that results use, each in one or two sentences."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from revalo import language
from revalo.grids.law import near
from revalo.language import N_, _
from revalo.rules.person import slug

DOTTED = "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"  # an i of any case, which is two letters in small ones
_LETTER = re.compile(r"[^\W\d_]")


class Term(NamedTuple):
    """A word and what it means; `others`: other ways to write it, in either language, as patterns of a text."""

    word: str
    meaning: str
    others: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether its letters are those written: an abbreviation is no other word in small letters."""
        return self.word.isupper()


TERMS = (
    Term(
        N_("agrément"),
        N_("The State's approval of an agreement of the home-care branch. Without it the agreement does not apply."),
        r"approval|approved|agréé|agréés",
    ),
    Term(
        N_("basis"),
        N_("The amount that a rate is applied to."),
        r"assiette",
    ),
    Term(
        N_("coefficient"),
        N_("The number of points of a place in a grid. Base pay is the coefficient times the point value."),
        r"point value|valeur du point|valeurs du point",
    ),
    Term(
        N_("CTI"),
        N_(
            "Complément de traitement indiciaire: the pay supplement that the Ségur created in public health care and"
            " extended to other establishments."
        ),
        r"complément de traitement indiciaire",
    ),
    Term(
        N_("degré"),
        N_("The level of a job within its status in the Avenant 43 grid: 1 or 2."),
        r"degree|degrés",
    ),
    Term(
        N_("échelon"),
        N_("The step within a degré of the Avenant 43 grid, from 1 to 3; in the civil service, the step of a grade."),
        r"step|échelons",
    ),
    Term(
        N_("ECR"),
        N_("Éléments complémentaires de rémunération: the pay supplements of Avenant 43, such as diploma or tutoring."),
        r"éléments complémentaires",
    ),
    Term(
        N_("employer cost"),
        N_("Gross pay and the employer's contributions on it, exemptions and reductions taken off."),
        r"coût employeur|coût pour l'employeur",
    ),
    Term(
        N_("extension"),
        N_("The order that makes an agreement bind every employer of the branch, members of a federation or not."),
        r"extended|étendu|étendus",
    ),
    Term(
        N_("filière"),
        N_("The family of a job in the Avenant 43 grid: intervention (at people's homes) or support (offices)."),
        r"domain|filières",
    ),
    Term(
        N_("IM"),
        N_("Indice majoré: the index of a civil servant. Pay is the index times the value of the index point."),
        r"indice majoré",
    ),
    Term(
        N_("legal data"),
        N_(
            "The pay grids and texts inside revalo. Their mark, eight letters or digits such as ef65b4bb, names one"
            " state of them: quote it with a result."
        ),
        r"données juridiques|legal data [0-9a-f]{8}|law [0-9a-f]{8}|droit [0-9a-f]{8}",
    ),
    Term(
        N_("old grid"),
        N_("The pay grid of home care until 30 September 2021: categories A to I, and a grid year for each year."),
        r"2010 grid|grille de 2010|ancienne grille",
    ),
    Term(
        N_("pro-rated SMIC"),
        N_("The minimum wage (SMIC) for the time that a person works."),
        r"SMIC au prorata|SMIC proratisé|minimum wage for the time worked",
    ),
    Term(
        N_("SAAD"),
        N_("Service d'aide et d'accompagnement à domicile: a home-help service."),
    ),
    Term(
        N_("Ségur"),
        N_("The pay agreements of July 2020 in health care, and the measures that extended them to other sectors."),
    ),
    Term(
        N_("seniority"),
        N_("Completed years in the branch, whatever the employer. It raises pay since October 2021."),
        r"ancienneté",
    ),
    Term(
        N_("SMIC top-up"),
        N_("What is added where base pay is below the minimum wage, so that it reaches it."),
        r"complément SMIC|différentiel SMIC|minimum-wage top-up",
    ),
    Term(
        N_("taxe sur les salaires"),
        N_("A tax on pay that employers without value-added tax owe, such as most associations."),
        r"payroll tax",
    ),
    Term(
        N_("working-time fraction"),
        N_("The fraction of full time that a person works: 0.8 is 80%. Added up over people, it is counted in FTE."),
        r"quotité|quotités|share of full time|FTE|ETP",
    ),
)


def ordered() -> list[tuple[str, str]]:
    """Every term in the language in use, in its alphabetical order: the word, and what it means."""
    return [(_(each.word), _(each.meaning)) for each in _in_order(language.current())]


@cache
def _in_order(_language: str) -> tuple[Term, ...]:
    return tuple(sorted(TERMS, key=lambda each: slug(_(each.word))))


def find(word: str) -> tuple[str, str] | None:
    """A term by its word or another way to write it, whatever the case and accents."""
    for term in TERMS:
        spellings = (term.word, _(term.word), *term.others.split("|"))
        if slug(word) in map(slug, spellings) or _pattern(term, language.current()).fullmatch(word.strip()):
            return _(term.word), _(term.meaning)
    return None


def nearest(word: str) -> str:
    """The term that is spelled most like a word, in words to add to an error."""
    return near(word, [term for term, _meaning in ordered()])


def used_in(texts: Iterable[str]) -> list[tuple[str, str]]:
    """The terms that some texts use, in alphabetical order."""
    lang = language.current()
    used = {term for text in texts if _LETTER.search(text) for term in _terms_in(text, lang)}
    return [(_(each.word), _(each.meaning)) for each in _in_order(lang) if each in used]


@lru_cache(maxsize=1 << 12)
def _terms_in(text: str, lang: str) -> tuple[Term, ...]:
    """The terms that a text uses; pages of many people share most of their texts."""
    lowered = text.replace(DOTTED, "i").lower()
    near = dict.fromkeys(term for start, exact, term in _starts(lang) if start in (text if exact else lowered))
    return tuple(term for term in near if _pattern(term, lang).search(text))


@cache
def _starts(_language: str) -> list[tuple[str, bool, Term]]:
    """How each spelling of a term starts, up to what varies, in small letters unless it is exact; whether it is."""
    spellings = [(each, spelling) for each in TERMS for spelling in (each.word, _(each.word), *each.others.split("|"))]
    starts = [(spelling.partition("[")[0], term) for term, spelling in spellings if spelling]
    written = ((start if term.is_exact else start.lower(), term.is_exact, term) for start, term in starts)
    return list(dict.fromkeys(written))


@cache
def _pattern(term: Term, _language: str) -> re.Pattern[str]:
    """A term as a whole word: an abbreviation as it is, a word in any case."""
    words = [re.escape(term.word), re.escape(_(term.word)), *([term.others] if term.others else [])]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", 0 if term.is_exact else re.IGNORECASE)
