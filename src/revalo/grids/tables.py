"""Dated tables at run time: each parameter with its versions, and the scenarios laid over them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from revalo import language
from revalo.grids import units
from revalo.grids.passages import after_of
from revalo.grids.sections import Words

LATEST = date.max


class Version(NamedTuple):
    """A value of a table from a day on. `value` is None where no source has it (`not_found` says why).

    `created_by`: a text without which it does not exist. `gives_way_to`: a text that takes its place once it applies. A
    scenario's version `follows` the one it changes: it stands where that one would.
    """

    start: date
    value: Any
    text: str
    article: str | None
    created_by: str | None
    gives_way_to: str | None
    confidence: str
    source: str
    known_on: date | None
    others_from: date | None
    not_found: Words | None
    note: Words | None
    file: str
    line: int
    follows: "Version | None" = None

    @property
    def rooted(self) -> "Version":
        """The version of the law files that a scenario's version rests on, or itself."""
        return self.follows.rooted if self.follows else self


class Scenario(NamedTuple):
    """A what-if laid over the law: its name (the id of its text), its file and its hash.

    `complete`: the day on which its last change starts.
    """

    name: str
    title: Words
    file: str
    fingerprint: str
    complete: date


class Table(NamedTuple):
    """One dated parameter: its unit, its shape and its versions in the order of their dates."""

    path: str
    label: Words
    unit: str
    shape: str
    created_by: str | None
    verified: date
    about: Mapping[str, Any]
    versions: tuple[Version, ...]

    def display(self, value: int | str) -> str:
        """A figure or a word of the table as people read it, in the language in use."""
        if self.unit == "passage":
            after = after_of(str(value))
            return f"{after.grade}, {after.words}"
        if isinstance(value, str):
            return language.label(self.choices.get(value, {language.current(): value}))
        return units.format_for_people(value, self.unit, language.current())

    @property
    def outside(self) -> Words | None:
        """Why the table has nothing outside its printed figures."""
        return self.about["outside"]  # type: ignore[no-any-return]

    @property
    def choices(self) -> Mapping[str, Words]:
        """The words that a table of words may hold, with their labels."""
        return self.about["choices"]  # type: ignore[no-any-return]

    @property
    def first(self) -> Words | None:
        """What the key of a figure, or its place in the row, is called."""
        return self.about["first"]  # type: ignore[no-any-return]

    @property
    def categories(self) -> list[str]:
        """The old categories of a job, or those that a figure is for."""
        return self.about["categories"]  # type: ignore[no-any-return]

    @property
    def aliases(self) -> list[str]:
        """The other names of a job."""
        return self.about["aliases"]  # type: ignore[no-any-return]


def table_of(path: str, raw: Mapping[str, Any]) -> Table:
    """A table as the compiled law holds it."""
    versions = tuple(_version(version) for version in raw["versions"])
    verified = date.fromisoformat(raw["verified"])
    return Table(path, raw["label"], raw["unit"], raw["shape"], raw["created_by"], verified, raw, versions)


def _version(raw: Mapping[str, Any]) -> Version:
    return Version(
        date.fromisoformat(raw["from"]),
        raw["value"],
        raw["text"],
        raw["article"],
        raw["created_by"],
        raw["gives_way_to"],
        raw["confidence"],
        raw["source"],
        _day(raw["known_on"]),
        _day(raw["others_from"]),
        raw["not_found"],
        raw["note"],
        raw["file"],
        raw["line"],
        _version(raw["follows"]) if "follows" in raw else None,
    )


def scenario_of(name: str, raw: Mapping[str, Any]) -> Scenario:
    """A scenario as the compiled law holds it."""
    return Scenario(name, raw["title"], raw["file"], raw["fingerprint"], date.fromisoformat(raw["complete"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
