"""The Ségur measures as tables: who gets what on a day, the history of one, the calendar of starts."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rich.padding import Padding
from rich.table import Table as Grid

from revalo import language
from revalo.calendar import written
from revalo.grids.binding import Binding, Choices
from revalo.grids.history import versions_to_show
from revalo.grids.law import Law
from revalo.grids.sections import Clause
from revalo.grids.tables import LATEST, Table, Version
from revalo.grids.units import numbered
from revalo.language import _
from revalo.money import euros, half_up
from revalo.reports.phrases import band_of, confidence_word
from revalo.reports.terminal import palette
from revalo.reports.terminal.console import ruled
from revalo.rules.fields import Employee
from revalo.rules.measures import Eligibility, Situation
from revalo.rules.units import CENT, MONTHS

if TYPE_CHECKING:
    from rich.console import Console


class Filter(NamedTuple):
    """Which measures are wanted; None where anything goes."""

    sector: str | None = None
    structure: str | None = None
    profession: str | None = None


def show_day(console: "Console", binding: Binding, wanted: Filter) -> None:
    """Print who gets what on a day."""
    grid = Grid(box=ruled(), pad_edge=False)
    grid.add_column(_("Measure"))
    for heading in (_("Amount"), _("Since")):
        grid.add_column(heading, no_wrap=True)
    grid.add_column(_("For whom"))
    hidden = _others_apply(binding, wanted)
    for name, clauses, path, for_others in _amounts(binding.law):
        version = binding.standing(path)
        kept = [clause for clause in clauses if _matches(binding.law, clause, wanted)]
        if version and kept and name not in hidden:
            amount = _amount(binding, binding.law.table(path), version)
            amount += "\n" + _("(once)") if binding.law.measures[name].once else ""
            who = "\n".join(dict.fromkeys(_who(binding.law, clause, for_others=for_others) for clause in kept))
            grid.add_row(name, amount, _day(binding.starts(binding.law.table(path), version)), who)
    console.print(_("Ségur measures on {day}").format(day=_day(binding.choices.day)), style=palette.TITLE)
    console.print(grid)


def _others_apply(binding: Binding, wanted: Filter) -> set[str]:
    """The measures that a person of the sector, structure and profession wanted does not have on the day."""
    if None in wanted:
        return set()
    answers = []
    for diploma in (None, 3):
        person = Employee(sector=wanted.sector or "", profession=wanted.profession, diploma=diploma)
        answers.append(
            {
                v.measure
                for v in Eligibility(Situation.of(person, wanted.structure), binding).verdicts()
                if not v.applies
            }
        )
    return answers[0] & answers[1]


def show_measure(console: "Console", law: Law, name: str) -> None:
    """Print one measure: who has it, its amounts and their steps, for members and for others."""
    measure = law.measures[name]
    console.print(f"{language.label(measure.label)} - {name}", style=palette.TITLE)
    facts = [_who(law, clause) for clause in measure.who]
    if measure.unless:
        facts.append(_("not beside {measures}").format(measures=", ".join(measure.unless)))
    facts += [language.label(each) for each in (measure.announced, measure.note) if each]
    for fact in facts:
        console.print(Padding(fact, (0, 0, 0, 2)))
    for key, who in measure.amounts.items():
        table = law.table(f"segur.{name}.{key}")
        if who:
            console.print("\n" + _("; ").join(_who(law, clause) for clause in who), style=palette.TITLE)
        console.print(_steps(law, table))


def show_calendar(console: "Console", law: Law, wanted: Filter) -> None:
    """Print every step of every measure, by date."""
    grid = Grid(box=ruled(), pad_edge=False)
    for heading in (_("Since"), _("Measure"), _("Amount"), _("Text")):
        grid.add_column(heading, overflow="fold")
    steps = [
        (version.start, name, law.table(path), version)
        for name, clauses, path, _for_others in _amounts(law)
        if any(_matches(law, clause, wanted) for clause in clauses)
        for version in law.table(path).versions
    ]
    for start, name, table, version in sorted(steps, key=lambda step: (step[0], step[1])):
        grid.add_row(_day(start), name, _amount(Binding(law, Choices(start)), table, version), version.text)
    console.print(grid)


class AmountOf(NamedTuple):
    """An amount of a measure: the conditions of both together, the path of its table.

    `for_others`: it is for those who have none of the amounts before it.
    """

    measure: str
    clauses: list[Clause]
    path: str
    for_others: bool


def _amounts(law: Law) -> Iterator[AmountOf]:
    """Each amount of each measure."""
    for name, measure in law.measures.items():
        for place, (key, who) in enumerate(measure.amounts.items()):
            clauses = [_both(clause, each) for clause in measure.who for each in who or [Clause()]]
            yield AmountOf(name, clauses, f"segur.{name}.{key}", not who and place > 0)


def _both(clause: Clause, own: Clause) -> Clause:
    return clause._replace(**{field: asked for field, asked in own._asdict().items() if asked not in ((), None)})


def _matches(law: Law, clause: Clause, wanted: Filter) -> bool:
    return (
        (wanted.sector is None or clause.is_for(wanted.sector))
        and (wanted.structure is None or wanted.structure in (clause.structures or [wanted.structure]))
        and (wanted.profession is None or wanted.profession in law.professions_of(clause))
    )


def _who(law: Law, clause: Clause, *, for_others: bool = False) -> str:
    """The conditions of a clause in few words."""
    parts = [", ".join(names) for names in (clause.sectors, clause.structures) if names]
    if clause.professions:
        parts.append(", ".join(_group(law, name) for name in clause.professions))
    if clause.excepted:
        parts.append(_("except {names}").format(names=", ".join(_group(law, name) for name in clause.excepted)))
    if clause.diploma is not None:
        parts.append(_("with a diploma") if clause.diploma else _("without a diploma"))
    if for_others:
        parts.append(_("the others"))
    if clause.departments:
        parts.append(numbered("{number} département", "{number} départements", len(clause.departments)))
    return " · ".join(parts)


def _group(law: Law, name: str) -> str:
    group = law.profession_groups.get(name)
    return f"{language.label(group.label)} ({len(group.professions)})" if group else name


def _amount(binding: Binding, table: Table, version: Version) -> str:
    """The amount of a version; points with their euros of the day, one line for each band."""
    if version.not_found:
        return _("not found")
    if table.shape == "bands":
        return "\n".join(
            _("{band} years: {amount}").format(band=band_of(low, high), amount=table.display(v))
            for low, high, v in version.value
        )
    if table.unit == "points" and binding.exists("civil_service.point_value"):
        point = binding.scalar("civil_service.point_value").value
        cents = half_up(version.value * point, MONTHS * CENT)
        return f"{table.display(version.value)} = {euros(cents, language.current())}"
    return table.display(version.value)


def _steps(law: Law, table: Table) -> Grid:
    grid = Grid(box=ruled(), pad_edge=False)
    for heading in (_("Members"), _("Non-members"), _("Amount"), _("Text"), _("Reliability")):
        grid.add_column(heading, overflow="fold")
    others = Binding(law, Choices(date.max, member=False, with_=frozenset(each.name for each in law.scenarios)))
    for version in versions_to_show(others, table):
        amount = _amount(Binding(law, Choices(version.start)), table, version)
        start = others.starts(table, version)
        late = _("not bound") if start == LATEST else _day(start)
        grid.add_row(_day(version.start), late, amount, version.text, confidence_word(version.confidence))
    return grid


def _day(day: date) -> str:
    return written(day, language.current())
