"""Headers as people write them, to canonical columns."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from revalo import language
from revalo.errors import UnreadableInput
from revalo.language import _
from revalo.payroll.reading.header_reasons import BLANK, ENTRY, PROFILE, TAKEN, UNKNOWN, USUAL, VALUES, WORDS, Why
from revalo.payroll.reading.header_values import Sample, are_of_a_week, decide, kind_of_time
from revalo.payroll.reading.header_words import ENTRY as ENTRY_DAY
from revalo.payroll.reading.header_words import TIME, closest, says_month, understand, words_of
from revalo.people.columns import CANONICAL, COLUMNS, LIMITS, NUMBERS, WORKING_TIME
from revalo.rules.fields import FIELDS
from revalo.rules.person import slug

FIRST_COLUMNS = ("employee_id", "job", "category", "seniority", "hours")  # what a payroll file needs first
MOST_NAMED = 6

Columns = Mapping[str, str | None]  # header → canonical name, None where unused
Mapped = tuple[tuple[str, str | None], ...]
# A number of a person or of an account, an address, a date, a telephone: no header has one.
_OF_SOMEBODY = r"\d{6}|@|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{2}(?:[ .]\d{2,3}){3}"
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
    "hours_worked": ("Heures travaillées", "Heures de travail effectif", "Worked hours"),
    "participation": (
        *("Participation des usagers", "Taux de participation", "Participation usagers"),
        "Taux de participation des usagers",
    ),
}
_BETTER_THAN_ENTRY = ("since", "seniority")
_CHOICES = r"(?:(?:\d|[a-i]|ou|employe|technicien|cadre|tam|am)(?:-|$))+"  # `(1 à 3)`, `(A-I)`
_NEAR = 0.8


@lru_cache(maxsize=1 << 12)  # layouts are tried on the same cells, one after another
def normal(header: str) -> str:
    """A header without case, accents, punctuation and small words: `Date d'ancienneté` → `date anciennete`."""
    words = slug(header).split("-")
    if all(len(word) == 1 for word in words):
        return "".join(words)  # E.T.P.
    return " ".join(word for word in words if word not in _SMALL_WORDS) or " ".join(words)


class Vocabulary(NamedTuple):
    """The columns of one kind of file: their canonical names, and the usual headers of each, the first one first."""

    canonical: tuple[str, ...]
    usual: Mapping[str, tuple[str, ...]]
    known: Mapping[str, str]  # each header as `normal` writes it, to its canonical name
    by_words: bool = False  # whether words and values decide too where no header is known


def vocabulary(canonical: tuple[str, ...], usual: Mapping[str, tuple[str, ...]]) -> Vocabulary:
    """The vocabulary of a kind of file; canonical names win over usual headers."""
    known = {normal(each): name for name, headers in usual.items() for each in headers}
    return Vocabulary(canonical, usual, known | {normal(name): name for name in canonical})


PAYROLL = vocabulary(CANONICAL, {name: (*each.headers, each.label) for name, each in COLUMNS.items()})._replace(
    by_words=True
)
ACTIVITY = vocabulary(tuple(_OF_ACTIVITY), _OF_ACTIVITY)
MOVEMENTS = vocabulary(
    (*CANONICAL, "kind"), {**PAYROLL.usual, "kind": ("Mouvement", "Type de mouvement", "Nature du mouvement")}
)  # those of a payroll, and what happens


def canonical(header: str, own: Columns, words: Vocabulary = PAYROLL) -> str | None:
    """The column that a header names: as the profile says, else by its usual names, else None."""
    plain = normal(header)
    if plain in own:
        return own[plain]
    return _usual(header, words)


def _usual(header: str, words: Vocabulary) -> str | None:
    return _exact(header, words) or _by_words(header, words)


def _exact(header: str, words: Vocabulary) -> str | None:
    name = words.known.get(normal(header)) or words.known.get(normal(_UNITS.sub(_without_unit, header)))
    return None if "%" in header and name is not None and not _takes_percent(name) else name


def _takes_percent(column: str) -> bool:
    """Whether a column may have a percent sign in its header: `% d'emploi` is no job."""
    if column in COLUMNS and "%" in "".join(COLUMNS[column].headers):
        return True
    return column in LIMITS and LIMITS[column].unit in ("share", "%")


def _by_words(header: str, words: Vocabulary) -> str | None:
    """The column that the words of a header of a payroll mean, if they do; `TIME` where its values must say."""
    if not words.by_words:
        return None
    name = understand(header) or understand(_UNITS.sub(_without_unit, header))
    return name if name == TIME or name in words.canonical else None


def _without_unit(match: re.Match[str]) -> str:
    """A unit or choices between brackets say nothing new; anything else may (`Ancienneté (mois)` is not in years)."""
    plain = slug(match[1])
    return " " if plain in _PLAIN_UNITS or re.fullmatch(_CHOICES, plain) else match[0]


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
    return any(re.search(_OF_SOMEBODY, header) for header in headers)


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
    sample: Sample | None = None,
) -> Mapped:
    """What each header became, in the order of the file.

    `own`: the columns of a profile, which win over the usual names of `words`; `sample`: some values of the column at a
    place, which decide where the header does not. Raises `UnreadableInput` where no column
    is known, where one is there twice, or where the profile names a header that the file does not have.
    """
    return tuple(zip(headers, _claims(file, headers, own, words, sample).columns, strict=True))


def explain(
    file: str, headers: Sequence[str], own: Columns, words: Vocabulary = PAYROLL, sample: Sample | None = None
) -> tuple[Why, ...]:
    """Why each header became what it became; the arguments are those of `recognise`."""
    claims = _claims(file, headers, own, words, sample)
    return tuple(claims.why(place) for place in range(len(headers)))


def _claims(file: str, headers: Sequence[str], own: Columns, words: Vocabulary, sample: Sample | None) -> "_Claims":
    _check_present(file, headers, own)
    claims = _Claims(headers, _by_profile(own), words, sample or (lambda _place: ()))
    _check_once(file, headers, claims.columns)
    if words.by_words:
        claims.by_values()
        claims.by_words()
        _check_once(file, headers, claims.columns)
        claims.by_entry()
    if not any(claims.columns):
        raise none_known(file, words)
    return claims


class _Claims:
    """The headers of a file on their way to columns: what each became so far (`columns`), and why."""

    def __init__(self, headers: Sequence[str], named: Columns, words: Vocabulary, sample: Sample) -> None:
        self.headers, self._named, self._words, self._sample = headers, named, words, sample
        claimed = {name for name in named.values() if name is not None}
        self.columns = [self._claim(header, claimed) for header in headers]
        self._free = [normal(header) not in named and bool(normal(header)) for header in headers]
        self._whys: dict[int, Why] = {}

    def _claim(self, header: str, claimed: set[str]) -> str | None:
        plain = normal(header)
        if plain in self._named:
            return self._named[plain]
        usual = _exact(header, self._words) if plain else None
        return None if usual in claimed else usual

    def by_values(self) -> None:
        """Let the values and the sector decide where a usual header has several meanings."""
        decided = decide(self.headers, self.columns, self._free, self._sample)
        for place, (name, first) in enumerate(zip(decided, self.columns, strict=True)):
            if name != first:
                self._whys[place] = Why(VALUES, (str(first), str(name)))
        self.columns = decided

    def by_words(self) -> None:
        """Columns for headers still unknown, by their words; of working time two may be told, of others one."""
        exact = set(self.columns)
        for place, header in enumerate(self.headers):
            if not self._free[place] or self.columns[place] is not None or place in self._whys:
                continue
            column, why = _by_words(header, PAYROLL), Why(WORDS, tuple(words_of(header)))
            if column == TIME or (column == "fte" and kind_of_time(self._sample(place)) == "hours"):
                column = kind_of_time(self._sample(place))
                why = Why(VALUES, (TIME, str(column)))
            if column not in CANONICAL:
                continue
            if column in exact or (column in self.columns and column not in WORKING_TIME):
                taken = self.columns.index(column)
                self._whys[place] = self._taken(place, taken, column)
            else:
                self.columns[place], self._whys[place] = column, why

    def _taken(self, place: int, other: int, column: str) -> Why:
        """Another header is the column; of figures, whether both say the same in some rows, where it is not blank."""
        why = Why(TAKEN, (self.headers[other],))
        if column not in NUMBERS:
            return why
        samples = (map(_marked_alike, self._sample(each)) for each in (place, other))
        pairs = list(zip(*samples, strict=False))
        return why._replace(differs=any(one not in ("", another) for one, another in pairs), rows=len(pairs))

    def by_entry(self) -> None:
        """A day of entry stands for the entry in the branch only where nothing better does."""
        for place, header in enumerate(self.headers):
            if not self._free[place] or self.columns[place] is not None or not is_entry(header):
                continue
            better = next((name for name in _BETTER_THAN_ENTRY if name in self.columns), None)
            if better is None:
                self.columns[place], self._whys[place] = "since", Why(ENTRY)
            else:
                self._whys[place] = Why(TAKEN, (self.headers[self.columns.index(better)],))

    def why(self, place: int) -> Why:
        """Why a header became what it became."""
        header, name = self.headers[place], self.columns[place]
        if not normal(header):
            return Why(BLANK)
        if not self._free[place]:
            return Why(PROFILE)
        if name is None:
            return self._whys.get(place) or Why(UNKNOWN, near=self._nearest(header))
        why = self._whys.get(place, Why(USUAL))
        return why._replace(near="weekly_hours") if name == "hours" and self._may_be_weekly(place) else why

    def _may_be_weekly(self, place: int) -> bool:
        header = self.headers[place]
        return header != "hours" and not says_month(header) and are_of_a_week(self._sample(place))

    @cached_property
    def _left(self) -> list[str]:
        """The columns that no header became, once all are settled."""
        claimed = set(self.columns)
        return [name for name in self._words.canonical if name not in claimed]

    def _nearest(self, header: str) -> str | None:
        left = self._left
        if self._words.by_words and (near := closest(header, left)) is not None:
            return near
        alike = difflib.get_close_matches(normal(header), self._words.known, n=3, cutoff=_NEAR)
        return next((self._words.known[each] for each in alike if self._words.known[each] in left), None)


def _marked_alike(text: str) -> str:
    """The text of a number whatever its marks: `2 000,00` and `2000.00` are the same."""
    plain = "".join(text.split()).replace(",", ".")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def is_entry(header: str) -> bool:
    """Whether a header is that of the day somebody was hired."""
    return understand(header) == ENTRY_DAY


def _check_present(file: str, headers: Sequence[str], own: Columns) -> None:
    there = {normal(header) for header in headers}
    for header, name in own.items():
        if name is not None and normal(header) not in there:
            raise UnreadableInput("profile-header-missing", file=file, header=header)


def _check_once(file: str, headers: Sequence[str], names: Sequence[str | None]) -> None:
    first: dict[str, str] = {}
    for header, name in zip(headers, names, strict=True):
        if name is None:
            continue
        if name in first:
            label = _(FIELDS[name].label) if name in FIELDS else name
            raise UnreadableInput("column-twice", file=file, name=label, one=first[name], other=header)
        first[name] = header


def none_known(file: str, words: Vocabulary = PAYROLL) -> UnreadableInput:
    """The error for a file without any known column, with the headers that are expected first."""
    first = [name for name in FIRST_COLUMNS if name in words.canonical] or list(words.canonical)[:MOST_NAMED]
    return UnreadableInput("no-known-column", file=file, names=", ".join(with_usual(words, first)))


def check_needed(file: str, mapping: Mapped, names: Sequence[str]) -> None:
    """Raise `UnreadableInput` where none of some columns is there."""
    if {name for _header, name in mapping}.isdisjoint(names):
        raise UnreadableInput("nothing-to-compare", file=file, names=_(" or ").join(with_usual(PAYROLL, names)))


def with_usual(words: Vocabulary, names: Iterable[str]) -> Iterator[str]:
    """Columns as people know them: the usual French header first in French, the name of the column first in English."""
    for name in names:
        usual = words.usual[name][:1]
        pair = (usual[0], name) if usual and language.current() == "fr" else (name, *usual)
        yield f"{pair[0]} ({pair[1]})" if len(pair) > 1 else name
