"""How tables move over time under some choices: the versions that came to stand, what changed and by which texts."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from revalo import language
from revalo.calendar import written
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.grids.parameters import entries
from revalo.grids.tables import LATEST, Table, Version
from revalo.grids.texts import Text
from revalo.language import _

Figures = Mapping[str, Any]  # under their keys; a single figure under the empty one


class Step(NamedTuple):
    """A version that came to stand on a day, and the figures it gave."""

    start: date
    version: Version
    figures: Figures


class Figure(NamedTuple):
    """A figure that changed, in integers of the unit (or a word); None where there was or is none."""

    key: str
    before: Any
    after: Any


class Change(NamedTuple):
    """A table some of whose figures changed, with the steps that led there, in the order of their days."""

    table: Table
    figures: tuple[Figure, ...]
    steps: tuple[Step, ...]


def steps(binding: Binding, table: Table) -> Iterator[Step]:
    """The versions of a table that come to stand one after the other, whatever the day of the binding."""
    starts = [binding.starts(table, version) for version in table.versions]
    last = None
    for day in sorted({start for start in starts if start != LATEST}):
        version = [each for each, start in zip(table.versions, starts, strict=True) if start <= day][-1]
        if version is not last:
            yield Step(day, version, figures_of(table, version))
            last = version


def figures_of(table: Table, version: Version | None) -> Figures:
    """The figures of a version under their keys; none where it has none."""
    if version is None or version.value is None:
        return {}
    return {"": version.value} if table.shape == "scalar" else entries(table, version.value)


def changes(law: Law, before: Choices, after: date) -> list[Change]:
    """The tables that have other figures on the day `after` than on the day of `before`, under its choices."""
    binding = Binding(law, before)
    values = (_change(binding, law.table(path), before.day, after) for path in law.paths)
    return [change for change in values if change is not None]


def _change(binding: Binding, table: Table, first: date, last: date) -> Change | None:
    moved: list[Step] = []
    opening: Figures = {}
    current = opening
    for step in steps(binding, table):
        if step.start <= first:
            opening = current = step.figures
        elif step.start <= last and step.figures != current:
            moved.append(step)
            current = step.figures
    figures = tuple(_compared(opening, current))
    return Change(table, figures, tuple(moved)) if figures else None


def brought(law: Law, text: Text) -> list[Change]:
    """What a text brought: each of its versions, against what stood on the eve; every figure, changed or not.

    A text that is not in force is let in; versions of a scenario that never come to stand are left out.
    """
    with_ = frozenset({text.id}) if text.not_in_force else frozenset()
    binding = Binding(law, Choices(LATEST, with_=with_))
    tables = [law.table(path) for path in law.paths]
    return [
        _brought(law, table, version, with_)
        for table in tables
        for version in versions_to_show(binding, table)
        if version.text == text.id
    ]


def versions_to_show(binding: Binding, table: Table) -> list[Version]:
    """The versions of a table to show: those of the law files, and those of scenarios that apply one day."""
    imagined = [step.version for step in steps(binding, table) if step.version.follows]
    return [version for version in table.versions if version.follows is None or version in imagined]


def _brought(law: Law, table: Table, version: Version, with_: frozenset[str]) -> Change:
    eve = version.start - timedelta(days=1)
    before = figures_of(table, Binding(law, Choices(eve, with_=with_)).standing(table.path))
    after = figures_of(table, version)
    figures = tuple(Figure(key, before.get(key), after.get(key)) for key in dict.fromkeys([*before, *after]))
    return Change(table, figures, (Step(version.start, version, after),))


def _compared(before: Figures, after: Figures) -> Iterator[Figure]:
    for key in dict.fromkeys([*before, *after]):
        if before.get(key) != after.get(key):
            yield Figure(key, before.get(key), after.get(key))


def no_value(day: date, first: date | None) -> str:
    """Say that a table has no value on a day, and from when it has one."""
    today = written(day, language.current())
    if first is None:
        return _("no value on {day}").format(day=today)
    return _("no value on {day}: the first one starts on {first}").format(
        day=today, first=written(first, language.current())
    )
