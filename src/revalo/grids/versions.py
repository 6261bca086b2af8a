"""Every version of every table of a law file, with its path and its place in the file; and the record of checks."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from revalo.grids.compiling import Source
from revalo.grids.grades import grade_tables
from revalo.grids.reading import Place
from revalo.grids.schema.grades import Grade
from revalo.grids.schema.measures import Amount, Measure
from revalo.grids.schema.tables import Described, Grid, Row, Table, Version

RECORD = "checks.json"
SEEN = ("article", "parameter")  # seen in a copy of the law, not only read by somebody


class Stated(NamedTuple):
    """One version as a law file states it. `about`: the table or grid that describes it; `last`: none follows it."""

    path: str
    place: Place
    about: Described
    entry: Table | Row | Amount
    version: Version
    first: bool
    last: bool

    @property
    def key(self) -> str:
        """Its name in the record of checks: `avenant43.point_value@2022-08-01`."""
        return f"{self.path}@{self.version.start}"

    @property
    def state(self) -> str:
        """The value, and the day for others: a check of another state is no check of this one."""
        days = f" others {self.version.others_from}" if self.version.others_from else ""
        return f"{_flat(self.version.value)}{days}"


def stated(source: Source) -> Iterator[Stated]:
    """Every version of a file, in its order."""
    for name in type(source.model).model_fields:
        yield from _inside(source.stem, (name,), getattr(source.model, name))


def _inside(stem: str, place: Place, entry: Any) -> Iterator[Stated]:
    if isinstance(entry, Measure):
        for key, amount in entry.amounts.items():
            yield from _versions(f"segur.{place[-1]}.{key}", (*place, "amounts", key), amount, amount)
    elif isinstance(entry, Table):
        yield from _versions(_path(stem, place), place, entry, entry)
    elif isinstance(entry, Grid):
        for name, row in entry.rows.items():
            yield from _versions(_path(stem, (*place, name)), (*place, "rows", name), entry, row)
    elif place == ("grades",):
        yield from _of_grades(entry)
    elif isinstance(entry, dict):
        for name, child in entry.items():
            yield from _inside(stem, (*place, name), child)


def _of_grades(grades: Mapping[str, Grade]) -> Iterator[Stated]:
    for name, grade in grades.items():
        for path, about, entry, places in grade_tables(name, grade):
            last = len(places) - 1
            for at, (place, version) in enumerate(zip(places, entry.versions, strict=True)):
                yield Stated(path, place, about, entry, version, first=at == 0, last=at == last)


def _versions(path: str, place: Place, about: Described, entry: Table | Row | Amount) -> Iterator[Stated]:
    last = len(entry.versions) - 1
    for at, version in enumerate(entry.versions):
        yield Stated(path, (*place, "versions", at), about, entry, version, first=at == 0, last=at == last)


def _path(stem: str, place: Place) -> str:
    return ".".join([stem, *map(str, place)])


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {each}" for key, each in value.items()) + "}"
    return "[" + ", ".join(value) + "]" if isinstance(value, list) else str(value)


class Checked(NamedTuple):
    """When a figure was last seen in a copy of the law, and the last day of law that this copy holds."""

    on: date
    release: str
    holds: date

    @property
    def known(self) -> date:
        """The day up to which the figure is known to stand."""
        return min(self.on, self.holds)


class Record:
    """The checks kept beside law files; none where there is no record."""

    def __init__(self, folder: Path) -> None:
        path = folder / RECORD
        record = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        self.figures: Mapping[str, Mapping[str, str]] = record.get("figures", {})
        self.releases: Mapping[str, str] = record.get("releases", {})

    def of(self, stated: Stated) -> Checked | None:
        """The check of a version, unless its value has changed since or it was only read by somebody."""
        entry = self.figures.get(stated.key)
        if entry is None or entry["state"] != stated.state or entry["seen"] not in SEEN:
            return None
        return Checked(date.fromisoformat(entry["on"]), entry["release"], self._holds(entry["release"]))

    def known(self, entry: Mapping[str, str]) -> date:
        """The day up to which the figure of an entry is known to stand."""
        on = date.fromisoformat(entry["on"])
        return min(on, self._holds(entry["release"])) if "release" in entry else on

    def _holds(self, release: str) -> date:
        """The last day of law of a package: an older release serves repealed words, and has a newer one beside it."""
        package = release.partition(" ")[0]
        days = [day for name, day in self.releases.items() if name.partition(" ")[0] == package]
        return date.fromisoformat(max(days))
