"""Names known to the law, by any of the spellings that `revalo compute` takes."""

import difflib
import re
from collections.abc import Iterator, Mapping

from revalo.errors import UsageError
from revalo.grids.law import Law, kept_by_law
from revalo.language import _
from revalo.rules.fields import FIELDS
from revalo.rules.person import NAMED, job_spellings, named_spellings, read_input, slug

_CHOICES = {name: each.values.names for name, each in FIELDS.items() if each.values.kind == "choice"}
_TECHNICIANS = ("tam", "am", "agent-de-maitrise", "technicien-agent-de-maitrise", "technicien-et-agent-de-maitrise")
_SMALL = frozenset(("", "a", "au", "d", "de", "des", "du", "e", "en", "et", "l", "la", "le", "les", "s"))
_ENDINGS = (("trice", "teur"), ("ienne", "ien"), ("iere", "ier"), ("euse", "eur"), ("ante", "ant"), ("ee", "e"))
_INCLUSIVE = frozenset(("ere", "ne", "rice", "trice", "euse", "ienne"))  # of `infirmier(ère)`, `technicien-ne`
_SHORTENED = {
    "resp": "responsable",
    "aux": "auxiliaire",
    "tech": "technicien",
    "dir": "directeur",
    "assist": "assistant",
    "secr": "secretaire",
    "coord": "coordinateur",
    "sect": "secteur",
    "interv": "intervention",
}  # words of job titles as tables shorten them
_SHORT, _NEAR = 3, 0.8
_FEW = 9  # names of a column that are all listed
_PREFIX = {
    "category": re.compile(r"^(?:categorie|cat)-"),
    "domain": re.compile(r"^filiere-"),
}  # the column's own name, before the value


def read_code(text: str, column: str, law: Law) -> str | None:
    """The canonical name of a sector, structure, profession, job, category, domain or status; None if unknown."""
    plain = slug(text)
    if column in _PREFIX:
        plain = _PREFIX[column].sub("", plain)
    if all(len(letter) == 1 for letter in plain.split("-")):
        plain = plain.replace("-", "")  # A.V.S.
    return spellings(law)[column].get(plain) or _neutral_spellings(law)[column].get(neutral_form(plain))


def nearest(text: str, column: str, law: Law) -> str | None:
    """The known name that is spelled most like a text, if any is near."""
    known = _neutral_spellings(law)[column]
    close = difflib.get_close_matches(neutral_form(slug(text)), known, n=1, cutoff=_NEAR)
    return known[close[0]] if close else None


def unknown_name(text: str, column: str, law: Law) -> str:
    """Why a name is not taken: the names of its column where they are few, the nearest one where there is one."""
    near, names = nearest(text, column, law), sorted(set(spellings(law)[column].values()))
    label = f"{_(FIELDS[column].label)} ({column})"
    why = _("this name is not known in column {column}").format(column=label)
    if len(names) <= _FEW:
        why += _(": ") + _("one of {names}").format(names=", ".join(names))
    if not near:
        return why
    return why + _("; ") + _("the nearest is {name}").format(name=near)


def neutral_form(spelling: str) -> str:
    """A spelling without feminine, inclusive and plural endings, nor small words, its short words whole.

    >>> neutral_form("employee-a-domicile"), neutral_form("directrice-de-service"), neutral_form("assistant-e-s-de-vie")
    ('employe-domicile', 'directeur-service', 'assistant-vie')
    >>> neutral_form("infirmier-ere"), neutral_form("resp-de-sect"), neutral_form("technicien-ne")
    ('infirmier', 'responsable-secteur', 'technicien')
    """
    words = (_SHORTENED.get(word, word) for word in spelling.split("-") if word not in _SMALL | _INCLUSIVE)
    return "-".join(_masculine(word[:-1] if len(word) > _SHORT and word.endswith("s") else word) for word in words)


def _masculine(word: str) -> str:
    if len(word) <= _SHORT:
        return word
    return next(
        (word.removesuffix(feminine) + ending for feminine, ending in _ENDINGS if word.endswith(feminine)), word
    )


@kept_by_law
def _neutral_spellings(law: Law) -> Mapping[str, Mapping[str, str]]:
    """The same as `spellings` in their neutral form; one that two names share is left out."""
    by_column: dict[str, dict[str, str]] = {}
    for column, known in spellings(law).items():
        names: dict[str, set[str]] = {}
        for spelling, name in known.items():
            names.setdefault(neutral_form(spelling), set()).add(name)
        by_column[column] = {form: next(iter(each)) for form, each in names.items() if len(each) == 1}
    return by_column


@kept_by_law
def spellings(law: Law) -> Mapping[str, Mapping[str, str]]:
    """For each column of names: every spelling, as a slug, to the canonical name; the first to claim one has it."""
    named = {column: _first(named_spellings(law, column)) for column in NAMED}
    choices = {column: {slug(name): name for name in names} for column, names in _CHOICES.items()}
    choices["status"] |= dict.fromkeys(_TECHNICIANS, "technicien")
    return {**named, **choices, "job": _first(job_spellings(law))}


def _first(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    names_of: dict[str, str] = {}
    for spelling, name in pairs:
        names_of.setdefault(spelling, name)
    return names_of


def read_department(text: str) -> str | None:
    """A département number with its zero (`1` → `01`); None for anything else."""
    try:
        return str(read_input("department", text))
    except UsageError:
        return None
