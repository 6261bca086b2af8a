"""Whether a payslip stays the same under another reading of the law, so that it need not be computed again."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from revalo.calendar import anniversary, completed_years
from revalo.grids.binding import Binding
from revalo.grids.law import Law, kept_by_law
from revalo.grids.sections import Clause
from revalo.grids.tables import LATEST
from revalo.rules.fields import Employee
from revalo.rules.inputs import MINIMUM_WAGE, OWN_MINIMUM_WAGE
from revalo.rules.payslip import Payslip

ASIDE = (MINIMUM_WAGE, *OWN_MINIMUM_WAGE.values())  # tables that a warning may look at under a binding of its own
FIGURES: Mapping[str, str] = {**dict.fromkeys(ASIDE, "minimum_wage"), "avenant43.point_value": "point_value"}
"""The tables that do nothing to the pay of home care but give an input of its formulas, by path."""


def is_unchanged(slip: Payslip, binding: Binding) -> bool:
    """Whether the payslip of the person under a binding that differs by its day alone would be the same, day apart.

    It would where the years of the person are the same on both days, and all the law that was read is the same: its
    tables, what its texts leave open, what they only promise. Échelons of civil servants move with time in other ways:
    with a grade, the answer is no.
    """
    return moved_figures(slip, binding) == frozenset()


def moved_figures(slip: Payslip, binding: Binding) -> frozenset[str] | None:
    """The tables of `FIGURES` that stand otherwise under such a binding; None where something else may have changed."""
    employee = slip.employee
    if employee.grade is not None or not same_years(employee, slip.read.choices.day, binding.choices.day):
        return None
    return moved_whatever_the_years(slip, binding)


def moved_whatever_the_years(slip: Payslip, binding: Binding) -> frozenset[str] | None:
    """The same without looking at the years of the person, nor at the grade."""
    return _moved_figures(slip.employee.sector, slip.read, binding)


def is_that_of(slip: Payslip, binding: Binding) -> bool:
    """Whether a payslip is sure to be, day apart, the one of the person under any other reading of the law.

    As `is_unchanged`, where the two readings may differ by more than their day.
    """
    employee, before, choices = slip.employee, slip.read, binding.choices
    return (
        employee.grade is None
        and same_years(employee, before.choices.day, choices.day)
        and before.choices._replace(day=choices.day, held_on=choices.held_on) == choices
        and _is_same(employee.sector, before, binding)
    )


def same_years(employee: Employee, one: date, two: date) -> bool:
    """Whether the years of a person are the same on two days."""
    return employee.since is None or min(one, two) >= _years_last_changed(employee.since, max(one, two))


@lru_cache(maxsize=1 << 10)
def _years_last_changed(entry: date, day: date) -> date:
    """The last day, up to another, on which the years completed or those exceeded changed."""
    completed = anniversary(entry, completed_years(entry, day))
    return min(day, completed + timedelta(days=1))


def _moved_figures(sector: str, before: Binding, binding: Binding) -> frozenset[str] | None:
    """The figures that have moved in the law that was read for people of a sector; found again when more was read."""
    asked = (_moved_figures, sector, binding)
    number, known = before.cache.get(asked, (-1, None))
    if number != before.number_read:
        number, known = before.number_read, _figures_between(sector, before, binding)
        before.cache[asked] = number, known
    return known  # type: ignore[no-any-return]


def _figures_between(sector: str, before: Binding, binding: Binding) -> frozenset[str] | None:
    if not _same_turns(sector, before, binding):
        return None
    moved = {path for path in ASIDE if before.version_of(path) is not binding.version_of(path)}
    for path in before.moved_in(binding):
        if path not in FIGURES:
            return None
        moved.add(path)
    return frozenset(moved)


def _is_same(sector: str, before: Binding, binding: Binding) -> bool:
    """Whether all the law that was read for people of a sector is the same."""
    aside = all(before.version_of(path) is binding.version_of(path) for path in ASIDE)
    return aside and _same_turns(sector, before, binding) and before.stands_in(binding)


def _same_turns(sector: str, before: Binding, binding: Binding) -> bool:
    one, two = (_turns_by(each.law, sector, each.choices.day) for each in (before, binding))
    return one == two


def _turns_by(law: Law, sector: str, day: date) -> int:
    """How many turns the law of a sector has taken by a day, apart from the versions of its tables that apply."""
    return bisect(_turns(law, sector), day)


@kept_by_law
def _turns(law: Law, sector: str) -> list[date]:
    """The days on which what texts leave open for a sector, or only promise, starts or ends."""
    tables = (law.table(path) for path in law.paths if path.startswith("segur."))
    promised = [each.start for table in tables for each in table.versions if law.text(each.text).not_in_force]
    points = [each for each in law.open_points.values() if _may_concern(each.who, sector)]
    ends = [each.until + timedelta(days=1) for each in points if each.until < LATEST]
    return sorted({*promised, *(each.start for each in points), *ends})


def _may_concern(who: Sequence[Clause], sector: str) -> bool:
    """Whether some clause may be about people of a sector, or there is none."""
    return not who or any(each.is_for(sector) for each in who)
