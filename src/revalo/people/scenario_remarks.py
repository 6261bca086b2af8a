"""What is said of a scenario that changes nothing for any row."""

from collections.abc import Iterable, Iterator
from datetime import date

from revalo import language
from revalo.calendar import written
from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.grids.units import numbered
from revalo.rules.caveats import PayWarning


def scenario_remarks(law: Law, readings: Iterable[Binding], rows: int) -> Iterator[PayWarning]:
    """The scenarios that no row has read a value of. `readings`: of the law; `rows`: how many rows were computed."""
    every = list(readings)
    used = {version.text for binding in every for _path, version in binding.versions_used()}
    latest = max((binding.choices.day for binding in every), default=None)
    for scenario in law.scenarios if rows else ():
        if scenario.name in used:
            continue
        start = _start(law, scenario.name)
        if start is not None and latest is not None and latest < start:
            words = _too_late(scenario.name, start, rows)
        else:
            words = _without_effect(scenario.name, rows)
        yield PayWarning("scenario-without-effect", words)


def _without_effect(name: str, rows: int) -> str:
    return numbered(
        "the scenario {name} changes nothing for the only row",
        "the scenario {name} changes nothing for any of the {number} rows",
        rows,
        name=name,
    )


def _too_late(name: str, start: date, rows: int) -> str:
    return numbered(
        "the scenario {name} starts on {day}: the only row is not that late",
        "the scenario {name} starts on {day}: none of the {number} rows is that late",
        rows,
        name=name,
        day=written(start, language.current()),
    )


def _start(law: Law, text: str) -> date | None:
    """The first day of the values of a text."""
    days = (version.start for path in law.paths for version in law.table(path).versions if version.text == text)
    return min(days, default=None)
