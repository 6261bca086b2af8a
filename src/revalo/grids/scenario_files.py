"""The files of what-if scenarios: their closed schema, and their changes resolved against the law."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from revalo.errors import UsageError
from revalo.grids import units
from revalo.grids.compiling import Source
from revalo.grids.law import Law
from revalo.grids.layers import TIED, Adjustment
from revalo.grids.parameters import check_settings, parsed
from revalo.grids.reading import Place, Problem
from revalo.grids.schema.closed import Closed, Day, Label, nearest, one_of
from revalo.language import _
from revalo.money import parse_fixed

PERCENT_DECIMALS = 4
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


def _slug(text: object) -> str:
    if isinstance(text, str) and _NAME.fullmatch(text):
        return text
    raise PydanticCustomError("slug", _("write a name in lower-case letters, digits and hyphens"))


class Change(Closed):
    """A change of the figure, or of every figure, at a path: one of `add`, `percent` and `value`."""

    model_config = one_of("add", "percent", "value")

    path: str
    start: Day | None = Field(default=None, alias="from")
    add: str | None = None
    percent: str | None = None
    value: str | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "Change":
        if sum(each is not None for each in (self.add, self.percent, self.value)) != 1:
            raise PydanticCustomError("change", _("give one of add, percent and value"))
        return self


class ScenarioFile(Closed):
    """A scenario. `from`: the day of the changes that give none of their own."""

    name: Annotated[str, BeforeValidator(_slug)] = Field(json_schema_extra={"pattern": f"^{_NAME.pattern}$"})
    title: Label
    start: Day = Field(alias="from")
    changes: list[Change] = Field(min_length=1)


class Planned(NamedTuple):
    """A change that the law can take: the tables it changes, how, and its place in its file."""

    tables: tuple[str, ...]
    adjustment: Adjustment
    place: Place


class Plan:
    """A scenario file resolved against the law: its changes, and the problems met on the way."""

    def __init__(self, law: Law, source: Source) -> None:
        assert isinstance(source.model, ScenarioFile)  # noqa: S101 - the schema it was read with
        self.law, self.source, self.scenario = law, source, source.model
        self.problems: list[Problem] = []
        self._seen: dict[tuple[str, str], set[str]] = {}
        self.changes = list(self._changes())

    @property
    def complete(self) -> str:
        """The day (ISO) on which its last change starts."""
        return max(each.start or self.scenario.start for each in self.scenario.changes).isoformat()

    def _changes(self) -> Iterator[Planned]:
        for i, change in enumerate(self.scenario.changes):
            place: Place = ("changes", i)
            try:
                tables, key = self._named(change, (*place, "path"))
                adjustment = self._adjustment(change, tables, key, place)
                self._once(tables, adjustment, (*place, "path"))
                yield Planned(tables, adjustment, place)
            except Problem as problem:
                self.problems.append(problem)

    def _named(self, change: Change, place: Place) -> tuple[tuple[str, ...], str]:
        """The tables at or below a path; or the one table above it, and the key in that table."""
        path, paths = change.path, self.law.paths
        below = [each for each in paths if f"{each}.".startswith(f"{path}.")]
        if below:
            followers = {TIED[each][0] for each in below[:1] if each in TIED}
            return tuple(each for each in below if each not in followers), ""
        above = [each for each in paths if path.startswith(f"{each}.")]
        if not above:
            known = {each.rsplit(".", i)[0] for each in paths for i in range(3)}
            raise self.source.problem(place, _("unknown parameter") + nearest(path, sorted(known)))
        table = max(above, key=len)
        return (table,), path.removeprefix(f"{table}.")

    def _adjustment(self, change: Change, tables: tuple[str, ...], key: str, place: Place) -> Adjustment:
        day = (change.start or self.scenario.start).isoformat()
        provenance = self._provenance(place)
        if change.value is not None:
            value = self._value(change.path, tables, change.value, (*place, "value"))
            return Adjustment(day, key, provenance, value=value)
        if change.percent is not None:
            self._units(change.path, tables, (*place, "percent"))
            percent = self._decimal(change.percent, PERCENT_DECIMALS, (*place, "percent"))
            return Adjustment(day, key, provenance, percent=percent)
        of_units = self._units(change.path, tables, (*place, "add"))
        if len(of_units) > 1:
            message = _("the figures below {path} have several units ({names}): change them apart")
            names = ", ".join(sorted(of_units))
            raise self.source.problem((*place, "add"), message.format(path=change.path, names=names))
        added = self._decimal(change.add or "", units.UNITS[of_units.pop()].places, (*place, "add"))
        return Adjustment(day, key, provenance, add=added)

    def _units(self, path: str, tables: tuple[str, ...], place: Place) -> set[str]:
        """The units of figures to shift; refuse words."""
        of_units = {self.law.table(table).unit for table in tables}
        if of_units & set(units.WORDS):
            message = _("{path} holds words: only value can change them, one at a time")
            raise self.source.problem(place, message.format(path=path))
        return of_units

    def _decimal(self, text: str, places: int, place: Place) -> int:
        try:
            return parse_fixed(text.replace(",", "?"), places)
        except ValueError:
            message = _("write a number with at most {places} decimals, after a point")
            raise self.source.problem(place, message.format(places=places)) from None

    def _value(self, path: str, tables: tuple[str, ...], text: str, place: Place) -> int | str:
        """A figure or a word to hold, as `--set` would take it."""
        name, *others = tables
        if others:
            raise self.source.problem(place, _("value changes one figure: give its whole path"))
        if "," in text:
            raise self.source.problem(place, _("write decimals with a point, e.g. 5.62"))
        try:
            check_settings(self.law, {path: text})
        except UsageError as error:
            raise self.source.problem(place, str(error)) from None
        return parsed(self.law.table(name), path, text)

    def _once(self, tables: tuple[str, ...], adjustment: Adjustment, place: Place) -> None:
        """Refuse a figure that the scenario changes twice on the same day."""
        touched = [*tables, *(TIED[table][0] for table in tables if table in TIED)]
        for table in touched:
            keys = self._seen.setdefault((table, adjustment.day), set())
            if keys and (not adjustment.key or keys & {"", adjustment.key}):
                message = _("{path} is changed twice on the same day: keep one change")
                raise self.source.problem(place, message.format(path=table))
            keys.add(adjustment.key)

    def _provenance(self, place: Place) -> dict[str, Any]:
        """What the versions of a change say of themselves."""
        return {
            "text": self.scenario.name,
            "article": None,
            "confidence": "assumed",
            "source": self.scenario.name,
            "note": self.scenario.title.model_dump(),
            "file": self.source.document.file,
            "line": self.source.document.line(place),
        }
