"""Headers as people write them, to canonical columns."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from revalo.errors import UnreadableInput
from revalo.language import _
from revalo.payroll.reading.header_values import decide, kind_of_time
from revalo.payroll.reading.header_words import TIME, understand
from revalo.people.columns import CANONICAL, COLUMNS, WORKING_TIME
from revalo.rules.person import slug

Columns = Mapping[str, str | None]  # header → canonical name, None where unused
Mapped = tuple[tuple[str, str | None], ...]
_NUMBER = re.compile(r"\d{6}")  # of a person, of an account: no header has one
_LOST = "\N{REPLACEMENT CHARACTER}"
_UNITS = re.compile(r"\(([^()]*)\)")
_PLAIN_UNITS = frozenset(
    ("", "eur", "euros", "h", "heures", "mensuelles", "ans", "annees", "points", "jj-mm-aaaa", "h-mois")
)
_SMALL_WORDS = frozenset(("a", "au", "d", "de", "des", "du", "en", "l", "la", "le", "les"))
_OF_ACTIVITY = {
    "service_id": (*COLUMNS["service_id"].headers, "Nom du service", "SAAD"),
    "department": COLUMNS["department"].headers,
    "year": ("Année", "Exercice"),
    "hours_apa": ("Heures APA", "APA", "Nombre d'heures APA", "APA hours"),
    "hours_pch": ("Heures PCH", "PCH", "Nombre d'heures PCH", "PCH hours"),
    "hours_aide_sociale": (
        *("Heures aide sociale", "Aide sociale", "Heures d'aide ménagère", "Heures aide ménagère", "Aide ménagère"),
    ),
    "hours_other": ("Autres heures", "Heures autres", "Heures autres financeurs", "Other hours"),
    "participation": (
        *("Participation des usagers", "Taux de participation", "Participation usagers"),
        "Taux de participation des usagers",
    ),
}
# Taken for a column only where the file has nothing better: neither that column nor another way to say the same.
_WEAK = {"since": (("Date d'entrée", "Date d'embauche", "Date embauche"), ("since", "seniority"))}


def normal(header: str) -> str:
    """A header without case, accents, punctuation and small words: `Date d'ancienneté` → `date anciennete`."""
    words = slug(header).split("-")
    return " ".join(word for word in words if word not in _SMALL_WORDS) or " ".join(words)


class Vocabulary(NamedTuple):
    """The columns of one kind of file: their canonical names, and the usual headers of each, the first one first."""

    canonical: tuple[str, ...]
    usual: Mapping[str, tuple[str, ...]]
    known: Mapping[str, str]  # each header as `normal` writes it, to its canonical name


def vocabulary(canonical: tuple[str, ...], usual: Mapping[str, tuple[str, ...]]) -> Vocabulary:
    """The vocabulary of a kind of file; canonical names win over usual headers."""
    known = {normal(each): name for name, headers in usual.items() for each in headers}
    return Vocabulary(canonical, usual, known | {normal(name): name for name in canonical})


PAYROLL = vocabulary(CANONICAL, {name: each.headers for name, each in COLUMNS.items()})
ACTIVITY = vocabulary(tuple(_OF_ACTIVITY), _OF_ACTIVITY)
_WEAKLY = {normal(each): (name, rivals) for name, (headers, rivals) in _WEAK.items() for each in headers}


def canonical(header: str, own: Columns, words: Vocabulary = PAYROLL) -> str | None:
    """The column that a header names: as the profile says, else by its usual names, else None."""
    plain = normal(header)
    if plain in own:
        return own[plain]
    return _usual(header, words)


def _usual(header: str, words: Vocabulary) -> str | None:
    return _exact(header, words) or _by_words(header, words)


def _exact(header: str, words: Vocabulary) -> str | None:
    return words.known.get(normal(header)) or words.known.get(normal(_UNITS.sub(_without_unit, header)))


def _by_words(header: str, words: Vocabulary) -> str | None:
    """The column that the words of a header of a payroll mean, if they do; `TIME` where its values must say."""
    if words is not PAYROLL:
        return None
    found = understand(_UNITS.sub(_without_unit, header))
    return found if found == TIME or found in words.canonical else None


def _without_unit(found: re.Match[str]) -> str:
    """A unit between brackets says nothing new; anything else may (`Ancienneté (mois)` is not in years)."""
    return " " if slug(found[1]) in _PLAIN_UNITS else found[0]


def is_broken(header: str, own: Columns, words: Vocabulary = PAYROLL) -> bool:
    """Whether the accents of a header were lost before the file was written: `DiplÃ´me` for `Diplôme`."""
    if normal(header) in _by_profile(own):
        return False
    if _LOST in header:
        return True
    try:
        meant = header.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return meant != header and _usual(meant, words) is not None


def like_data(headers: Iterable[str]) -> bool:
    """Whether a line taken for the header seems to be that of a person: it must not be shown then."""
    return any(_NUMBER.search(header) for header in headers)


def known(headers: Sequence[str], own: Columns, words: Vocabulary = PAYROLL) -> int:
    """How many headers are understood."""
    named = _by_profile(own)
    return sum(
        bool(normal(each)) and (normal(each) in named or canonical(each, named, words) is not None) for each in headers
    )


def _by_profile(own: Columns) -> dict[str, str | None]:
    return {normal(header): name for header, name in own.items()}


def recognise(
    file: str,
    headers: Sequence[str],
    own: Columns,
    words: Vocabulary = PAYROLL,
    sample: Callable[[int], Sequence[str]] | None = None,
) -> Mapped:
    """What each header became, in the order of the file.

    `own`: the columns of a profile, which win over the usual names of `words`; `sample`: some values of the column at a
    place, which decide where the header does not. Raises `UnreadableInput` where no column
    is known, where one is there twice, or where the profile names a header that the file does not have.
    """
    named = _by_profile(own)
    _check_present(file, headers, own)
    claimed = {name for name in named.values() if name is not None}
    found = [_claim(header, named, claimed, words) for header in headers]
    _check_once(file, headers, found)
    if words is PAYROLL:
        free = [normal(header) not in named and bool(normal(header)) for header in headers]
        found = decide(headers, found, free, sample or (lambda _place: ()))
        _claim_by_words(headers, found, free, sample)
        _check_once(file, headers, found)
    for i, header in enumerate(headers):
        if words is PAYROLL and normal(header) in _WEAKLY and normal(header) not in named:
            found[i] = _weakly(header, found)
    if not any(found):
        raise none_known(file, words)
    return tuple(zip(headers, found, strict=True))


def _claim(header: str, named: Columns, claimed: set[str], words: Vocabulary) -> str | None:
    plain = normal(header)
    if plain in named:
        return named[plain]
    usual = _exact(header, words) if plain else None
    return None if usual in claimed else usual


def _claim_by_words(
    headers: Sequence[str],
    found: list[str | None],
    free: Sequence[bool],
    sample: Callable[[int], Sequence[str]] | None,
) -> None:
    """Columns for the headers that are still unknown, by their words; two of working time are told, of others one."""
    exact = set(found)
    for place, header in enumerate(headers):
        if not free[place] or found[place] is not None:
            continue
        column = _by_words(header, PAYROLL)
        if column == TIME:
            column = kind_of_time(sample(place)) if sample else None
        if column is None or column in exact or (column in found and column not in WORKING_TIME):
            continue
        found[place] = column if column in CANONICAL else None


def _weakly(header: str, found: Sequence[str | None]) -> str | None:
    name, rivals = _WEAKLY[normal(header)]
    return None if any(rival in found for rival in rivals) else name


def _check_present(file: str, headers: Sequence[str], own: Columns) -> None:
    there = {normal(header) for header in headers}
    for header, name in own.items():
        if name is not None and normal(header) not in there:
            raise UnreadableInput("profile-header-missing", file=file, header=header)


def _check_once(file: str, headers: Sequence[str], found: Sequence[str | None]) -> None:
    first: dict[str, str] = {}
    for header, name in zip(headers, found, strict=True):
        if name is None:
            continue
        if name in first:
            raise UnreadableInput("column-twice", file=file, name=name, one=first[name], other=header)
        first[name] = header


def none_known(file: str, words: Vocabulary = PAYROLL) -> UnreadableInput:
    """The error for a file without any known column, with the headers that are expected."""
    return UnreadableInput("no-known-column", file=file, names=", ".join(_expected(words)))


def check_needed(file: str, mapping: Mapped, names: Sequence[str]) -> None:
    """Raise `UnreadableInput` where none of some columns is there."""
    if {name for _header, name in mapping}.isdisjoint(names):
        raise UnreadableInput("nothing-to-compare", file=file, names=_(" or ").join(_with_usual(PAYROLL, names)))


def _expected(words: Vocabulary) -> Iterator[str]:
    return _with_usual(words, words.canonical)


def _with_usual(words: Vocabulary, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        french = words.usual[name][:1]
        yield f"{name} ({french[0]})" if french else name
