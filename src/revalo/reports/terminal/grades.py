"""The index grids of the civil service as tables: the grades, and one of them on a day, before beside after."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rich.table import Table as Grid

from revalo import language
from revalo.calendar import today, written
from revalo.errors import NotComputable
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.grids.passages import after_of, row_of
from revalo.grids.tables import Version
from revalo.grids.units import format_for_people
from revalo.language import N_, _
from revalo.money import NBSP, half_up, localised, plain
from revalo.reports.phrases import confidence_word
from revalo.reports.terminal import palette
from revalo.reports.terminal.console import ruled
from revalo.rules.person import slug
from revalo.rules.units import CENT, MONTHS

if TYPE_CHECKING:
    from rich.console import Console

DAY = timedelta(days=1)
STATUTES = {
    "fph": N_("hospital civil service"),
    "fpt": N_("territorial civil service"),
    "fpe": N_("State civil service"),
}


class Sheet(NamedTuple):
    """A grade in one civil service: the day shown, its grid that day, and the passages with the grade each is from."""

    grade: str
    day: date
    version: Version | None
    passages: list[tuple[str, Version]]

    def same_as(self, other: "Sheet") -> bool:
        """Whether another civil service has the same figures."""
        return self.figures == other.figures

    @property
    def figures(self) -> tuple[object, ...]:
        """The grid and the passages, whatever their days and texts."""
        figures = self.version and self.version.value
        return figures, [(grade, version.value) for grade, version in self.passages]


class Row(NamedTuple):
    """An échelon on a day: gross index, index and monthly euros as people read them; empty where not known."""

    gross: str = ""
    major: str = ""
    pay: str = ""
    points: int | None = None


def grade_named(law: Law, name: str) -> str | None:
    """The grade that a name, another name or a label means, if any."""
    wanted = slug(name)
    for grade, entry in law.grades.items():
        if wanted in (grade, *entry.aliases, *map(slug, entry.label.values())):
            return grade
    return None


def show_grades(console: "Console", law: Law) -> None:
    """Print the grades: the name that `--grade` takes, what it means, the civil services that have it, other names."""
    grid = Grid(box=ruled(), pad_edge=False)
    grid.add_column("--grade", overflow="fold")
    for heading in (_("Meaning"), _("Cat."), _("Sector"), _("Other names")):
        grid.add_column(heading, overflow="fold")
    for name, grade in law.grades.items():
        statutes = ", ".join(grade.statutes)
        grid.add_row(name, language.label(grade.label), grade.category, statutes, ", ".join(grade.aliases))
    console.print(grid)


def show_grade(console: "Console", law: Law, name: str, on: date | None) -> None:
    """Print a grade on a day (today by default): its grid in each civil service, then the passages so far."""
    grade, day = law.grades[name], on or today()
    console.print(f"{language.label(grade.label)} – {name}", style=palette.TITLE)
    shown = [statute for statute in grade.statutes if _has_grid(law, statute, name, day)]
    if not shown:
        raise NotComputable("grid-not-yet", day=_day(day))
    sheets: list[tuple[str, Sheet]] = []
    for statute in shown:
        sheet = _sheet(law, statute, name, day)
        twin = next((other for other, other_sheet in sheets if other_sheet.same_as(sheet)), None)
        _show_twin(console, statute, twin, sheet) if twin else _show_sheet(console, law, statute, sheet)
        sheets.append((statute, sheet))


def _has_grid(law: Law, statute: str, name: str, day: date) -> bool:
    return any(version.start <= day for version in law.table(_path(law, statute, name, "index")).versions)


def _sheet(law: Law, statute: str, name: str, day: date) -> Sheet:
    """What there is to show of a grade in a civil service; of one that everybody left, on the eve of that day."""
    left = law.grades[name].left_on(statute)
    day_shown = left.start - DAY if left and left.start <= day else day
    version = _on(law, day_shown).standing(_path(law, statute, name, "index"))
    return Sheet(name, day_shown, version, list(_passages(law, statute, name, day)))


def _show_twin(console: "Console", statute: str, twin: str, sheet: Sheet) -> None:
    """Say that a civil service has the same grid as another one, with its own days and texts."""
    message = _("the same grid as in {twin}, {facts}")
    facts = _told(sheet.version) if sheet.version else ""
    console.print(f"\n{_(STATUTES[statute])} ({statute})", style=palette.TITLE)
    console.print(message.format(twin=twin, facts=facts))
    for grade, version in sheet.passages:
        console.print(_("passage from {grade}: {facts}").format(grade=grade, facts=_told(version)))


def _show_sheet(console: "Console", law: Law, statute: str, sheet: Sheet) -> None:
    console.print(f"\n{_(STATUTES[statute])} ({statute}), {_day(sheet.day)}", style=palette.TITLE)
    version = sheet.version
    if version is None or version.value is None:
        reason = language.label(version.not_found) if version and version.not_found else ""
        console.print(_("not found: {reason}").format(reason=reason))
    else:
        console.print(_grid(law, statute, sheet.grade, sheet.day, version))
        _show_facts(console, version)
    for grade, passage in sheet.passages:
        _show_passage(console, law, statute, grade, passage)


def _show_facts(console: "Console", version: Version) -> None:
    """Print what a version rests on, and its note."""
    console.print(_told(version))
    if version.note:
        console.print(language.label(version.note))


def _grid(law: Law, statute: str, name: str, day: date, version: Version) -> Grid:
    """The grid of a day; beside the one before it, where an échelon kept its number."""
    binding = _on(law, day)
    beside = _before(law, statute, name, version)
    lengths = _standing(binding, _path(law, statute, name, "months"))
    last = max(map(int, version.value))
    grid = Grid(box=ruled(), pad_edge=False)
    grid.add_column(_("Échelon"), justify="right", no_wrap=True)
    grid.add_column(_("Length"), no_wrap=True)
    for heading in (*((_("IB before"), _("IM before"), _("€ before")) if beside else ()), "IB", "IM", "€"):
        grid.add_column(heading, justify="right", no_wrap=True)
    for step in range(1, last + 1):
        months = (lengths or {}).get(str(step))
        length = "–" if step == last else format_for_people(months, "months", language.current()) if months else "?"
        before = _row(beside, statute, name, step)[:3] if beside else ()
        grid.add_row(str(step), length, *before, *_row(binding, statute, name, step)[:3])
    return grid


def _before(law: Law, statute: str, name: str, version: Version) -> Binding | None:
    """The law on the eve of a grid, if the grade had another one then and nobody was placed elsewhere that day."""
    table = law.table(_path(law, statute, name, "index"))
    eve = version.start - DAY
    moved = any(each.start == version.start for each in _own_passages(law, statute, name))
    before = _on(law, eve).standing(table.path)
    return _on(law, eve) if not moved and before is not None and before.value is not None else None


def _show_passage(console: "Console", law: Law, statute: str, grade: str, version: Version) -> None:
    """Print where a passage places the people of a grade: before beside after."""
    message = _("{day}: passage by {text} from {grade}")
    words = message.format(day=_day(version.start), text=version.text, grade=language.label(law.grades[grade].label))
    console.print("\n" + words, style=palette.TITLE)
    if version.value is None:
        reason = language.label(version.not_found) if version.not_found else ""
        console.print(_("not found: {reason}").format(reason=reason))
        return
    eve, after = _on(law, version.start - DAY), _on(law, version.start)
    grid = Grid(box=ruled(), pad_edge=False)
    for heading in (_("Before"), "IB", "IM", "€", _("After"), "IB", "IM", "€", _("Points")):
        grid.add_column(heading, justify="right", no_wrap=True)
    grid.add_column(_("Kept"))
    for key, word in version.value.items():
        step, more = row_of(key)
        to = after_of(word)
        one, two = _row(eve, statute, grade, step), _row(after, statute, to.grade, to.step)
        gain = "" if one.points is None or two.points is None else f"{two.points - one.points:+d}"
        label = str(step) if more < 0 else f"{step}>{more}{NBSP}m"
        grid.add_row(label, *one[:3], str(to.step), *two[:3], gain, to.kept_words)
    console.print(grid)
    _show_facts(console, version)


def _passages(law: Law, statute: str, name: str, day: date) -> Iterator[tuple[str, Version]]:
    """The passages from a grade or into it, up to a day, with the grade that each is from."""
    for grade in law.grades:
        left = law.grades[grade].left_on(statute)
        for version in _own_passages(law, statute, grade):
            leads = any(after_of(word).grade == name for word in (version.value or {}).values())
            still = left is None or (version.start <= left.start and (version.text == left.text or grade != name))
            if version.start <= day and still and (leads or grade == name):
                yield grade, version


def _row(binding: Binding | None, statute: str, name: str, step: int) -> Row:
    """An échelon on a day, paid at the minimum index at least."""
    if binding is None:
        return Row()
    gross = (_standing(binding, _path(binding.law, statute, name, "index")) or {}).get(str(step))
    if gross is None:
        return Row("?")
    index = (_standing(binding, "civil_service.index_of") or {}).get(str(gross))
    if index is None:
        return Row(str(gross), "?")
    paid = max(index, binding.scalar("civil_service.minimum_index").value)
    cents = half_up(paid * binding.scalar("civil_service.point_value").value, MONTHS * CENT)
    shown = str(index) if paid == index else _("{index} (paid {paid})").format(index=index, paid=paid)
    return Row(str(gross), shown, localised(plain(cents), language.current()), paid)


def _standing(binding: Binding, path: str) -> dict[str, int] | None:
    if path not in binding.law.paths:
        return None
    version = binding.standing(path)
    return None if version is None else version.value


def _own_passages(law: Law, statute: str, grade: str) -> tuple[Version, ...]:
    """The passages of a grade, those of its scale first."""
    holders = dict.fromkeys((law.grades[grade].scale or grade, grade))
    paths = (f"public_grids.{statute}.{holder}.passage" for holder in holders)
    return tuple(version for path in paths if path in law.paths for version in law.table(path).versions)


def _on(law: Law, day: date) -> Binding:
    """The law on a day, its scenarios let in."""
    return Binding(law, Choices(day, with_=frozenset(each.name for each in law.scenarios)))


def _path(law: Law, statute: str, grade: str, kind: str) -> str:
    """The path of a table of a grade; its grids may be those of its scale."""
    holder = law.grades[grade].scale or grade
    return f"public_grids.{statute}.{holder}.{kind}"


def _told(version: Version) -> str:
    """The day, the text and the trust of a version."""
    message = _("since {day}, {text}, {confidence}")
    return message.format(day=_day(version.start), text=version.text, confidence=confidence_word(version.confidence))


def _day(day: date) -> str:
    return written(day, language.current())
