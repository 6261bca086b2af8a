"""What moved in the law: figures before and after, by parameter, with the texts that moved them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.padding import Padding
from rich.table import Table as Grid

from revalo import language
from revalo.calendar import written
from revalo.grids import units
from revalo.grids.binding import Choices
from revalo.grids.history import Change, Figure, Step
from revalo.grids.law import Law
from revalo.grids.tables import Table
from revalo.grids.units import numbered
from revalo.language import _
from revalo.money import NBSP, localised, plain
from revalo.reports.phrases import law_of, scenario_line
from revalo.reports.terminal import palette
from revalo.reports.terminal.console import ruled

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

ARROW = f"{NBSP}→{NBSP}"


class Head(NamedTuple):
    """What stands above some changes: a label, its unit where figures go without theirs, a path."""

    label: str
    unit: str
    path: str
    alone: bool  # the path is that of one table


def show_diff(console: "Console", law: Law, choices: Choices, last_day: date, changes: Sequence[Change]) -> None:
    """Print what changed between two days: the texts in order of the dates, then each parameter."""
    first, last = _day(choices.day), _day(last_day)
    for scenario in law.scenarios:
        console.print(scenario_line(scenario))
    if apart := law_of(law, choices._replace(with_=choices.with_ - {each.name for each in law.scenarios})):
        console.print(_("Law read: {reading}").format(reading=", ".join(apart)))
    if not changes:
        console.print(_("Nothing changed between {first} and {last}.").format(first=first, last=last))
        return
    figures = numbered("{number} figure", "{number} figures", sum(len(change.figures) for change in changes))
    words = numbered(
        "From {first} to {last}: {number} parameter changed ({figures}).",
        "From {first} to {last}: {number} parameters changed ({figures}).",
        len(changes),
        first=first,
        last=last,
        figures=figures,
    )
    console.print(words)
    console.print(_texts(law, changes))
    show_changes(console, law, changes, lambda step: f"{_day(step.start)}  {step.version.text}")


def show_changes(
    console: "Console", law: Law, moved: Sequence[Change], mark: Callable[[Step], str], *, notes: bool = False
) -> None:
    """Print changes by parameter or grid, each step as `mark` writes it, then the notes of the versions if asked."""
    for number, (head, changes) in enumerate(groupby(moved, lambda change: _head(law, change.table))):
        if number:
            console.print()
        unit = f" ({head.unit})" if head.unit else ""
        console.print(f"{head.label}{unit} - {head.path}", style=palette.TITLE)
        together = list(changes)
        for part in _block(head, together, mark):
            console.print(Padding(part, (0, 0, 0, 2)))
        for note in _notes(together) if notes else ():
            console.print(Padding(note, (0, 0, 0, 4)), style=palette.QUIET)


def _texts(law: Law, changes: Sequence[Change]) -> Grid:
    """The texts that moved something, in the order of the dates."""
    grid = Grid(box=ruled(), pad_edge=False)
    for heading in (_("Since"), _("Text")):
        grid.add_column(heading, no_wrap=True)
    grid.add_column(_("Title"))
    moves = {(step.start, step.version.text) for change in changes for step in change.steps}
    for start, text in sorted(moves):
        grid.add_row(_day(start), text, language.label(law.text(text).title))
    return grid


def _head(law: Law, table: Table) -> Head:
    """What a table stands under: its own label, or that of the grid whose rows share one."""
    above = ".".join(table.path.split(".")[:2])
    unit = units.UNITS[table.unit].symbol[language.current()] if _keyed(table) and table.unit in units.UNITS else ""
    if table.unit == "position":
        return Head(_("Place of the jobs"), unit, above, alone=False)
    label = language.label(table.label)
    rows = [row for row in law.rows(above) if row.label == table.label]
    return Head(label, unit, above if len(rows) > 1 else table.path, alone=len(rows) < 2)  # noqa: PLR2004 - itself


def _block(head: Head, changes: Sequence[Change], mark: Callable[[Step], str]) -> Iterator["RenderableType"]:
    """The lines under a head: tables that went through the same steps stand together."""
    for marks, alike in groupby(changes, lambda change: [mark(step) for step in change.steps]):
        together = list(alike)
        if head.alone and not _keyed(together[0].table):
            yield from _single(together[0], marks)
        else:
            yield from marks
            yield Padding(_rows(head, together), (0, 0, 0, 2))


def _notes(changes: Sequence[Change]) -> Iterator[str]:
    """What the versions say of themselves, each sentence once."""
    versions = [step.version for change in changes for step in change.steps]
    notes = [language.label(version.note) for version in versions if version.note and not version.follows]
    return iter(dict.fromkeys(notes))


def _single(change: Change, marks: Sequence[str]) -> Iterator["RenderableType"]:
    """A single figure: on one line where one text moved it, else with each step of the way."""
    table = change.table
    if len(marks) == 1:
        yield f"{marks[0]}  {_figures(change)}"
        return
    first, last = change.figures[0].before, change.steps[-1]
    yield ARROW.join([_display(table, first), _display(table, last.figures.get(""))])
    grid = Grid.grid(padding=(0, 2, 0, 0))
    for words, step in zip(marks, change.steps, strict=True):
        grid.add_row(words, _display(table, step.figures.get("")))
    yield Padding(grid, (0, 0, 0, 2))


def _rows(head: Head, changes: Sequence[Change]) -> Grid:
    """One line for each table: each figure, step by step."""
    grid = Grid.grid(padding=(0, 2, 0, 0))
    if not head.alone:
        grid.add_column(no_wrap=True)
    for change in changes:
        name = [] if head.alone else [change.table.path.removeprefix(f"{head.path}.")]
        grid.add_row(*name, _figures(change))
    return grid


def _figures(change: Change) -> str:
    """The figures of a table; none before at all is said once."""
    last = change.steps[-1].version
    if last.not_found:
        return _("not found: {reason}").format(reason=language.label(last.not_found))
    if len(change.steps) == 1 and all(figure.before is None for figure in change.figures):
        return _("absent") + ARROW + ", ".join(_named(change, figure, [figure.after]) for figure in change.figures)
    return ", ".join(_named(change, figure, _course(change, figure)) for figure in change.figures)


def _course(change: Change, figure: Figure) -> list[Any]:
    """What a figure was before, and after each step."""
    return [figure.before, *(step.figures.get(figure.key) for step in change.steps)]


def _named(change: Change, figure: Figure, course: Sequence[Any]) -> str:
    """A figure on its way, with its key unless a whole row is there in order; once where it did not move."""
    table = change.table
    whole = table.shape == "row" and len(change.figures) == len(change.steps[-1].figures)
    key = "" if whole or not figure.key else figure.key + _(": ").replace(" ", NBSP)
    if len(set(course)) > 1:
        return key + ARROW.join(_display(table, value) for value in course)
    value, is_new = _display(table, course[0]), len(course) == 1
    return key + value if _keyed(table) or is_new else _("{value} (unchanged)").format(value=value)


def _display(table: Table, value: int | str | None) -> str:
    """A figure as people read it; without its unit in a table of several, whose head has it."""
    if value is None:
        return _("absent")
    if isinstance(value, str):
        return value.replace(".", " ") if table.unit == "position" else table.display(value)
    if not _keyed(table):
        return table.display(value)
    unit = units.UNITS[table.unit]
    return localised(plain(value, unit.places, unit.least), language.current())


def _keyed(table: Table) -> bool:
    return table.shape != "scalar"


def _day(day: date) -> str:
    return written(day, language.current())
