"""`revalo law show`: which page answers a name."""

from datetime import date
from typing import TYPE_CHECKING

from revalo.calendar import today
from revalo.errors import UsageError
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law, near
from revalo.grids.tables import LATEST, Table
from revalo.reports.terminal import law as report
from revalo.reports.terminal.grades import grade_named, show_grade, show_grades
from revalo.reports.terminal.segur import show_measure

if TYPE_CHECKING:
    from rich.console import Console

OLD_GRID_END = date(2021, 9, 30)
SHORT = {"allowances": ("avenant43.old_allowances", "avenant43.new_allowances")}


def page(console: "Console", law: Law, name: str, on: date | None) -> None:
    """Print what `name` names: a text, a group of texts, a grid, or parameters."""
    if name in law.text_ids:
        report.show_text(console, law, law.text(name))
    elif name in ("sectors", "structures", "professions"):
        report.show_named(console, law.named(name))
    elif name == "grades":
        show_grades(console, law)
    elif (grade := grade_named(law, name)) is not None:
        show_grade(console, law, grade, on)
    elif name in law.measures:
        show_measure(console, law, name)
    elif name in law.groups:
        report.show_texts(console, [law.text(text) for text in law.groups[name].texts])
    elif grid := next((each for each in report.GRIDS if name in (each, each.partition(".")[2])), None):
        report.show_grid(console, _binding(law, on or _usual_day(law, grid)), grid)
    else:
        tables = _tables(law, name)
        if len(tables) > 1 and all(table.unit == "position" for table in tables):
            report.show_jobs(console, tables)
        else:
            report.show_tables(console, _binding(law, on or LATEST), tables, on)


def _binding(law: Law, day: date) -> Binding:
    """The law on a day, its scenarios let in."""
    return Binding(law, Choices(day, with_=frozenset(each.name for each in law.scenarios)))


def _usual_day(law: Law, grid: str) -> date:
    """The day of a grid when none is asked: the end of the old one; else today, or when the scenarios are complete."""
    if grid.endswith("old_grid"):
        return OLD_GRID_END
    return max((each.complete for each in law.scenarios), default=today())


def _tables(law: Law, name: str) -> list[Table]:
    """The parameters at a path, below it, or whose path ends or begins with the name."""
    prefixes = SHORT.get(name, (name, f"avenant43.{name}"))
    paths = [path for path in law.paths if any(path == p or path.startswith(p + ".") for p in prefixes)]
    paths = paths or [path for path in law.paths if path.endswith("." + name)]
    if not paths:
        known = [*law.text_ids, *law.groups, *law.grades, *law.paths, *SHORT]
        known += sorted({part for path in law.paths for part in path.split(".")[:2]})
        raise UsageError("unknown-name", name=name, near=near(name, known))
    return [law.table(path) for path in paths]
