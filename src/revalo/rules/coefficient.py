"""The coefficient that payslips print: which place in the grids it names."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias

from revalo import language
from revalo.calendar import written
from revalo.errors import UsageError
from revalo.grids.binding import Binding
from revalo.grids.law import Law, kept_by_law
from revalo.grids.tables import Table
from revalo.rules.payee import Given, Payee

BRANCH = "avenant43"
NEW_GRID, OLD_GRID = f"{BRANCH}.new_grid", f"{BRANCH}.old_grid"
NEAREST = 2  # how many are named where a coefficient is unknown


Parts: TypeAlias = tuple[str | None, int | None, int | None]  # status, degree, échelon


class NewPlace(NamedTuple):
    """A place in the grid since October 2021, or what is known of it."""

    status: str | None
    degree: int | None
    echelon: int | None


def new_place(payee: Payee, name: str) -> Given:
    """The status, degree or échelon of a person: given, or that of the coefficient given."""
    if payee.value("coefficient") is None:
        return payee.value(name)
    given = map(payee.value, ("coefficient", *NewPlace._fields))
    return payee.look_up(_PARTS[name], *given, column="coefficient")


def year_given(payee: Payee, category: Given) -> Given:
    """The row of the old grid of a person: given, or that of the old coefficient in a category."""
    if payee.value("old_coefficient") is None:
        return payee.value("year")
    given = (payee.value("old_coefficient"), payee.value("year"), category)
    return payee.look_up(old_year_named, *given, column="old_coefficient")


def status_named(binding: Binding, coefficient: int | None, *given: *Parts) -> str | None:
    """The status."""
    return named_place(binding.law, coefficient, NewPlace(*given)).status


def degree_named(binding: Binding, coefficient: int | None, *given: *Parts) -> int | None:
    """The degree."""
    return named_place(binding.law, coefficient, NewPlace(*given)).degree


def echelon_named(binding: Binding, coefficient: int | None, *given: *Parts) -> int | None:
    """The échelon."""
    return named_place(binding.law, coefficient, NewPlace(*given)).echelon


_PARTS = {"status": status_named, "degree": degree_named, "echelon": echelon_named}


def named_place(law: Law, coefficient: int | None, given: NewPlace) -> NewPlace:
    """The place that a coefficient names, at whatever date; what is given besides tells two places apart."""
    if coefficient is None:
        return given
    places = places_of(law)
    if coefficient not in places:
        raise UsageError("unknown-coefficient", value=coefficient, near=nearest(coefficient, places))
    fitting = [each for each in places[coefficient] if _fits(each, given)]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(f"{each.status} {each.degree}.{each.echelon}" for each in places[coefficient])
    raise UsageError(
        "coefficient-needs-status" if fitting else "coefficient-elsewhere", value=coefficient, places=names
    )


def _fits(place: NewPlace, given: NewPlace) -> bool:
    return all(each in (None, own) for each, own in zip(given, place, strict=True))


@kept_by_law
def places_of(law: Law) -> Mapping[int, tuple[NewPlace, ...]]:
    """The places that have had each coefficient, under the texts in force."""
    reached: dict[int, dict[NewPlace, None]] = {}
    for table in law.rows(NEW_GRID):
        status, degree = table.path.split(".")[-2:]
        for coefficients in _in_force(law, table):
            for echelon, coefficient in enumerate(coefficients, start=1):
                reached.setdefault(coefficient, {})[NewPlace(status, int(degree), echelon)] = None
    return {coefficient: tuple(places) for coefficient, places in reached.items()}


def _in_force(law: Law, table: Table) -> list[Any]:
    return [each.value for each in table.versions if each.value is not None and not law.text(each.text).not_in_force]


def old_year_named(binding: Binding, coefficient: int | None, year: int | None, category: str | None) -> int | None:
    """The row of the old grid that has a coefficient in a category; None where the category is not known."""
    if coefficient is None or category is None:
        return year
    versions = _in_force(binding.law, binding.law.table(f"{OLD_GRID}.{category}"))
    rows = {figure: row for version in versions for row, figure in enumerate(version, start=1)}
    if coefficient not in rows:
        near = nearest(coefficient, rows)
        raise UsageError("unknown-old-coefficient", value=coefficient, category=category, near=near)
    if year not in (None, rows[coefficient]):
        raise UsageError("old-coefficient-elsewhere", value=coefficient, category=category, year=rows[coefficient])
    return rows[coefficient]


def check_held(binding: Binding, coefficient: int | None) -> None:
    """Refuse a coefficient that no place of the new grid has on the day."""
    if coefficient is None:
        return
    day = written(binding.choices.day, language.current())
    if binding.word(f"{BRANCH}.classification") != "new-grid":
        raise UsageError("coefficient-before-the-grid", value=coefficient, day=day)
    rows = [binding.standing(table.path) for table in binding.law.rows(NEW_GRID)]
    figures = {figure for version in rows if version is not None for figure in version.value}
    if coefficient not in figures:
        raise UsageError("coefficient-not-held", value=coefficient, day=day, near=nearest(coefficient, figures))


def nearest(coefficient: int, known: Iterable[int]) -> str:
    """The known coefficients nearest to one."""
    return ", ".join(map(str, sorted(sorted(known, key=lambda each: (abs(each - coefficient), each))[:NEAREST])))
