"""What is said of a scenario that changes nothing for any row."""

from collections.abc import Iterable, Iterator
from datetime import date

from revalo import language
from revalo.calendar import written
from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.grids.units import whole_number
from revalo.language import _
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
        message = _("the scenario {name} changes nothing for any of the {rows} rows")
        if start is not None and latest is not None and latest < start:
            message = _("the scenario {name} starts on {day}: none of the {rows} rows is that late")
        day = "" if start is None else written(start, language.current())
        number = whole_number(rows)
        yield PayWarning("scenario-without-effect", message.format(name=scenario.name, day=day, rows=number))


def _start(law: Law, text: str) -> date | None:
    """The first day of the values of a text."""
    days = (version.start for path in law.paths for version in law.table(path).versions if version.text == text)
    return min(days, default=None)
