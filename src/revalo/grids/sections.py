"""What the law holds besides texts and tables: sectors, structures, professions, measures, sources.

Plain records, read from the compiled law when they are first asked for: no model, no check, an instant start. The shape
of the law files themselves, which the compiler checks, is in `schema`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from revalo.language import typeset

Words = Mapping[str, str]
Raw = Mapping[str, Any]


class Named(NamedTuple):
    """A structure or a profession: its label and the other names that files and people give it."""

    label: Words
    aliases: tuple[str, ...]


class Left(NamedTuple):
    """A passage of everybody in a grade to another one: the civil service, the day, the text, the grade after."""

    statute: str
    start: date
    text: str
    to: str


class Grade(NamedTuple):
    """A grade of the civil service: label, other names, category, the civil services and the professions that have it.

    `scale`: the grade that has its grids, and passages besides its own. `left`: the passages that took everybody to
    another grade. The figures of a grade are in `public_grids.STATUTE.GRADE`.
    """

    label: Words
    aliases: tuple[str, ...]
    category: str
    statutes: tuple[str, ...]
    professions: tuple[str, ...]
    scale: str | None
    left: tuple[Left, ...]

    def left_on(self, statute: str) -> Left | None:
        """The passage that closed the grade in a civil service, if any."""
        return next((each for each in self.left if each.statute == statute), None)


class Sector(NamedTuple):
    """A sector, the way it is paid (`branch`, `index` or `gross`), its usual structure if it has one.

    `employer`: `association` or `company`, None for the others.
    """

    label: Words
    pay: str
    structure: str | None
    employer: str | None = None

    @property
    def aliases(self) -> tuple[str, ...]:
        """A sector goes by its own name only."""
        return ()


class Group(NamedTuple):
    """Texts that are left out or let in together, by id."""

    title: Words
    texts: tuple[str, ...]


class ProfessionGroup(NamedTuple):
    """Professions that clauses name together."""

    label: Words
    professions: tuple[str, ...]


class Clause(NamedTuple):
    """Conditions that must all hold; an empty one asks nothing. Professions may be groups.

    `excepted`: professions left out; `diploma`: whether one is needed, or must be lacking; None asks nothing.
    """

    sectors: tuple[str, ...] = ()
    structures: tuple[str, ...] = ()
    professions: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    diploma: bool | None = None

    def is_for(self, sector: str) -> bool:
        """Whether people of a sector may meet it."""
        return not self.sectors or sector in self.sectors


class Measure(NamedTuple):
    """A Ségur measure. Of one `family` at most one applies; `unless`: not beside these; `once`: not monthly.

    `announced`: the net amount that was announced; `amounts`: for each amount by its name, the clauses of those who
    have it (everyone whom the measure concerns, if empty). Its figures are in the table `segur.MEASURE.AMOUNT`.
    """

    label: Words
    family: str
    announced: Words | None
    unless: tuple[str, ...]
    who: tuple[Clause, ...]
    once: bool
    note: Words | None
    amounts: Mapping[str, tuple[Clause, ...]]


class OpenPoint(NamedTuple):
    """A question that a text leaves open, for those of `who` on these days, and what is taken here, with the reason.

    `measure`: only those whom this measure concerns; `members`: whether the employer is in the signing federations.
    """

    label: Words
    text: str
    start: date
    until: date
    who: tuple[Clause, ...]
    measure: str | None
    members: bool | None
    taken: Words
    reason: Words


class Reference(NamedTuple):
    """Where figures were read: a title, an address, a file of facts."""

    title: str
    address: str | None
    facts: str | None
    note: str | None


def named(raw: Raw) -> Named:
    """A structure or a profession."""
    return Named(raw["label"], tuple(raw["aliases"]))


def grade(raw: Raw) -> Grade:
    """A grade."""
    left = tuple(
        Left(each["statute"], date.fromisoformat(each["from"]), each["text"], each["to"]) for each in raw["left"]
    )
    return Grade(
        raw["label"],
        tuple(raw["aliases"]),
        raw["category"],
        tuple(raw["statutes"]),
        tuple(raw["professions"]),
        raw.get("scale"),
        left,
    )


def sector(raw: Raw) -> Sector:
    """A sector."""
    return Sector(raw["label"], raw["pay"], raw.get("structure"), raw.get("employer"))


def group(raw: Raw) -> Group:
    """A group of texts."""
    return Group(raw["title"], tuple(raw["texts"]))


def profession_group(raw: Raw) -> ProfessionGroup:
    """A group of professions."""
    return ProfessionGroup(raw["label"], tuple(raw["professions"]))


def measure(raw: Raw) -> Measure:
    """A measure."""
    return Measure(
        raw["label"],
        raw["family"],
        raw.get("announced"),
        tuple(raw["unless"]),
        clauses(raw["who"]),
        raw["once"],
        raw.get("note"),
        {name: clauses(amount["who"]) for name, amount in raw["amounts"].items()},
    )


def clauses(raw: Iterable[Raw]) -> tuple[Clause, ...]:
    """The clauses of a measure or of an amount."""
    return tuple(map(clause, raw))


def clause(raw: Raw) -> Clause:
    """A clause."""
    lists = ("sectors", "structures", "professions", "except", "departments")
    sectors, structures, professions, excepted, departments = (tuple(raw.get(name, ())) for name in lists)
    return Clause(sectors, structures, professions, excepted, departments, raw.get("diploma"))


def open_point(raw: Raw) -> OpenPoint:
    """A question left open."""
    return OpenPoint(
        raw["label"],
        raw["text"],
        date.fromisoformat(raw["from"]),
        date.fromisoformat(raw["until"]) if "until" in raw else date.max,
        clauses(raw["who"]),
        raw.get("measure"),
        raw.get("members"),
        raw["taken"],
        raw["reason"],
    )


def reference(raw: Raw) -> Reference:
    """A source; their titles are in French."""
    return Reference(typeset(raw["title"], "fr"), raw.get("address"), raw.get("facts"), raw.get("note"))
