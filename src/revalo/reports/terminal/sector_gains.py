"""What people of a profession gained in each sector since the eve of the Ségur, public and private side by side."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rich.table import Table as Grid

from revalo import language
from revalo.calendar import written, written_month
from revalo.errors import NotComputable
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.grids.passages import after_of, row_of
from revalo.language import _
from revalo.money import half_up, localised, plain
from revalo.reports.phrases import confidence_word
from revalo.reports.terminal import palette
from revalo.reports.terminal.console import ruled
from revalo.rules.fields import Employee
from revalo.rules.grades import CONVERSION, table_path
from revalo.rules.measures import Eligibility, Situation, amount_of
from revalo.rules.units import CENT, MONTHS

if TYPE_CHECKING:
    from rich.console import Console

DAYS = (date(2020, 9, 1), date(2020, 12, 1), date(2021, 11, 1), date(2022, 4, 1), date(2024, 1, 1))
MOST_YEARS = 40
Span = tuple[int, int]  # the least and the most of some amounts, in cents
UNKNOWN: Span = (-1, -1)  # an amount is due, and no source gives it


class Place(NamedTuple):
    """A sector, some of its structures, and what its measures pay a month on each of the days."""

    sector: str
    structures: tuple[str, ...]
    amounts: tuple[Span | None, ...]


def show_sectors(console: "Console", law: Law, profession: str) -> None:
    """Print the measures of each sector for a profession, day by day, then the passages of the civil service."""
    label = language.label(law.professions[profession].label)
    title = _("{profession}: what the Ségur measures pay at full time, in euros per month")
    console.print(title.format(profession=label), style=palette.TITLE)
    grid = Grid(box=ruled(), pad_edge=False)
    grid.add_column(_("Sector"), no_wrap=True)
    grid.add_column(_("Structures"))
    for day in DAYS:
        grid.add_column(written_month(day, language.current()), justify="right", no_wrap=True)
    for place in _places(law, profession):
        grid.add_row(place.sector, ", ".join(place.structures), *map(_span, place.amounts))
    console.print(grid)
    console.print(
        _(
            "Two amounts: by seniority; ?: due, but no source gives the amount. Home care (bad) has its own raise:"
            " Avenant 43, revalo compute."
        )
    )
    _show_passages(console, law, profession)


def _places(law: Law, profession: str) -> Iterator[Place]:
    """The places with some amount on some day; structures of a sector with the same amounts stand together."""
    bindings = [Binding(law, Choices(day)) for day in DAYS]
    for sector in law.sectors:
        alike: dict[tuple[Span | None, ...], list[str]] = {}
        for structure in law.structures:
            person = Employee(sector=sector, structure=structure, profession=profession)
            amounts = tuple(_amount(binding, person, structure) for binding in bindings)
            if any(amounts):
                alike.setdefault(amounts, []).append(structure)
        for amounts, structures in alike.items():
            yield Place(sector, tuple(structures), amounts)


def _amount(binding: Binding, person: Employee, structure: str) -> Span | None:
    """What the monthly measures pay somebody, from the least seniority to the most; None where there is none."""
    due = [
        each.path
        for each in Eligibility(Situation.of(person, structure), binding).verdicts()
        if each.path is not None and not binding.law.measures[each.measure].once
    ]
    if not due:
        return None
    try:
        sums = [sum(_cents(binding, path, years) for path in due) for years in range(MOST_YEARS)]
    except NotComputable:
        return UNKNOWN
    return min(sums), max(sums)


def _cents(binding: Binding, path: str, years: int) -> int:
    """An amount of a measure in cents a month, at the index point of the day."""
    amount = amount_of(binding, path, years)
    if amount.unit == "points":
        point = binding.scalar("civil_service.point_value").value
        return int(half_up(amount.value * point, MONTHS * CENT))
    return int(amount.value)


def _show_passages(console: "Console", law: Law, profession: str) -> None:
    """Print what each decree of the second wave brought the grades of a profession, in points and in euros."""
    grades = [(name, grade) for name, grade in law.grades.items() if profession in grade.professions]
    if not grades:
        return
    console.print("\n" + _("Civil service: the passages of the second wave, beside the measures"), style=palette.TITLE)
    grid = Grid(box=ruled(), pad_edge=False)
    for heading in (_("Day"), _("Sector"), _("Grade"), _("Points"), _("€ per month"), _("Reliability")):
        grid.add_column(heading, overflow="fold")
    rows = [row for name, grade in grades for statute in grade.statutes for row in _passages(law, statute, name)]
    for row in sorted(rows):
        grid.add_row(written(row[0], language.current()), *row[1:])
    console.print(grid)
    console.print(_("échelon by échelon: revalo law show GRADE"))


def _passages(law: Law, statute: str, name: str) -> Iterator[tuple[date, str, str, str, str, str]]:
    path = table_path(law, statute, name, "passage")
    for version in law.table(path).versions if path in law.paths else ():
        trust, gains = confidence_word(version.confidence), _gains(law, statute, name, version.start, version.value)
        if not gains:
            reason = language.label(version.not_found) if version.not_found else _("not found")
            yield version.start, statute, name, _("not found"), "", reason
            continue
        point = Binding(law, Choices(version.start)).scalar("civil_service.point_value").value
        euros = tuple(int(half_up(each * point, MONTHS * CENT)) for each in (min(gains), max(gains)))
        yield version.start, statute, name, f"{min(gains)} – {max(gains)}", _span((euros[0], euros[1])), trust


def _gains(law: Law, statute: str, name: str, start: date, rows: dict[str, str] | None) -> list[int]:
    """The points that each row of a passage brings, where both échelons have an index that was read."""
    eve, day = (Binding(law, Choices(each)) for each in (start - timedelta(days=1), start))
    gains = []
    for key, word in (rows or {}).items():
        after = after_of(word)
        one = _index(eve, statute, name, row_of(key)[0])
        two = _index(day, statute, after.grade, after.step)
        if one is not None and two is not None:
            gains.append(two - one)
    return gains


def _index(binding: Binding, statute: str, grade: str, step: int) -> int | None:
    """The index of an échelon, if its source was read."""
    grid = binding.standing(table_path(binding.law, statute, grade, "index"))
    gross = (grid.value or {}).get(str(step)) if grid else None
    pairs = binding.standing(CONVERSION)
    return (pairs.value if pairs else {}).get(str(gross))


def _span(amounts: Span | None) -> str:
    """An amount, or the least and the most."""
    if amounts is None or amounts == UNKNOWN:
        return "–" if amounts is None else "?"
    least, most = (localised(plain(each), language.current()) for each in amounts)
    return least if least == most else f"{least}\n{most}"
