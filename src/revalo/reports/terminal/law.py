"""The law as tables: the texts, the grids in points and in euros, any parameter with its versions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.table import Table as Grid

from revalo import language
from revalo.calendar import written
from revalo.errors import NotComputable
from revalo.grids import units
from revalo.grids.binding import Binding
from revalo.grids.history import Step, brought, no_value, steps, versions_to_show
from revalo.grids.law import Law
from revalo.grids.sections import Grade, Named, Sector
from revalo.grids.tables import Table, Version
from revalo.grids.texts import Act, Text
from revalo.language import N_, _
from revalo.money import half_up, plain
from revalo.reports.inputs import grade_in_words
from revalo.reports.phrases import band_of, confidence_word
from revalo.reports.terminal import palette
from revalo.reports.terminal.console import ruled
from revalo.reports.terminal.law_changes import show_changes
from revalo.rules.units import CENT

if TYPE_CHECKING:
    from rich.console import Console

STATUS = {
    "in-force": N_("in force"),
    "refused": N_("refused"),
    "announced": N_("announced"),
    "repealed": N_("repealed"),
}
TITLE = 16  # characters of a title that are never cut
NAME = 22  # of the name of a text, folded where it is longer so that titles have room
GRIDS = ("avenant43.old_grid", "avenant43.new_grid")


def show_texts(console: "Console", texts: Sequence[Text]) -> None:
    """Print the register of texts."""
    table = Grid(box=ruled(), pad_edge=False)
    table.add_column(_("Text"), max_width=NAME)
    table.add_column(_("Title"), overflow="fold", min_width=TITLE)
    table.add_column(_("Effective date"), no_wrap=True)
    table.add_column(_("Status"), no_wrap=True)
    for text in texts:
        effect = _day(text.effective) if text.effective else ""
        table.add_row(text.id, language.label(text.title), effect, _(STATUS[text.status]))
    console.print(table)


def show_paths(console: "Console", law: Law) -> None:
    """Print every parameter: its path, as `--set` and `law show` take it, and its label."""
    table = Grid(box=ruled(), pad_edge=False)
    table.add_column(_("Parameter"), overflow="fold")
    table.add_column(_("Label"))
    for path in law.paths:
        table.add_row(path, language.label(law.table(path).label))
    console.print(table)


def show_text(console: "Console", law: Law, text: Text) -> None:
    """Print one text: its dates, its source, what it brought."""
    facts = Grid.grid(padding=(0, 2))
    for name, value in _facts(law, text):
        facts.add_row(name, value)
    console.print(language.label(text.title), style=palette.TITLE)
    console.print(facts)
    changes = brought(law, text)
    if changes:
        console.print("\n" + _("What it brought"), style=palette.TITLE)
        show_changes(console, law, changes, _step, notes=True)
    measures = dict.fromkeys(change.table.path.split(".")[1] for change in changes if _of_measure(change.table))
    if measures:
        console.print("\n" + _("Ségur measures it brings (who has them: revalo segur NAME)"), style=palette.TITLE)
    for name in measures:
        console.print(f"- {name}{_(': ')}{language.label(law.measures[name].label)}")
    points = [point for point in law.open_points.values() if point.text == text.id]
    if points:
        console.print("\n" + _("What it leaves open, and what is taken"), style=palette.TITLE)
    for point in points:
        console.print(
            f"- {language.label(point.label)} = {language.label(point.taken)}{_(': ')}{language.label(point.reason)}"
        )


def _of_measure(table: Table) -> bool:
    """Whether a table is an amount of a Ségur measure."""
    return table.path.startswith("segur.") and table.path.count(".") > 1


def _step(step: Step) -> str:
    """What a text says of a version: its days, its article, how far it can be trusted."""
    version = step.version
    others = _("others: {day}").format(day=_day(version.others_from)) if version.others_from else ""
    known = _("known on {day}").format(day=_day(version.known_on)) if version.known_on else ""
    article = _("article {number}").format(number=version.article) if version.article else ""
    facts = [others, known, article, confidence_word(version.confidence)]
    return _day(version.start) + "  " + ", ".join(fact for fact in facts if fact)


def _facts(law: Law, text: Text) -> Iterator[tuple[str, str]]:
    yield _("Status"), _status(law, text)
    for word, day in (
        (_("Signed"), text.signed),
        (_("Published"), text.published),
        (_("Effective date"), text.effective),
    ):
        if day:
            yield word, _day(day)
    for key, word in (("approved", _("Approved")), ("extended", _("Extended")), ("refused", _("Refused"))):
        if key in text.acts:
            yield word, _act(text.acts[key])
    if text.depends_on:
        yield _("Depends on"), ", ".join(text.depends_on)
    if text.reference:
        yield _("Reference"), text.reference
    if text.official:
        yield "Légifrance", text.official
    yield _("Source"), law.sources[text.source].title
    yield _("Reliability"), confidence_word(text.confidence)
    if text.note:
        yield _("Note"), language.label(text.note)


def _act(act: Act) -> str:
    parts = []
    if act.on:
        parts.append(_("order of {day}").format(day=_day(act.on)))
    if act.published:
        parts.append(_("published on {day}").format(day=_day(act.published)))
    return ", ".join(parts)


def show_grid(console: "Console", binding: Binding, prefix: str) -> None:
    """Print a grid of coefficients on a day, in points and in euros at the point value of that day."""
    tables = [table for table in binding.law.rows(prefix) if binding.exists(table.path)]
    if not tables:
        day = _day(binding.choices.day)
        raise NotComputable("grid-not-yet", day=day)
    point = binding.scalar("avenant43.point_value")
    day = _day(binding.choices.day)
    value = units.format_for_people(point.value, "EUR per point", language.current())
    console.print(_("{day}: point value {value}").format(day=day, value=value))
    rows = {table.path.removeprefix(prefix + "."): binding.standing(table.path) for table in tables}
    values = {name: version.value for name, version in rows.items() if version and version.value}
    for title, write in (
        (_("Coefficients (points)"), str),
        (
            _("Base salary (€)"),
            lambda points: _ungrouped(half_up(points * point.value, CENT)),
        ),
    ):
        console.print("\n" + title, style=palette.TITLE)
        console.print(_grid(values, write, language.label(tables[0].first or tables[0].label)))
    console.print(_("Texts: {texts}").format(texts=", ".join(dict.fromkeys(v.text for v in rows.values() if v))))


def _ungrouped(cents: int) -> str:
    """An amount without a thousands separator: nine columns must fit in 80."""
    mark = "," if language.current() == "fr" else "."
    return plain(cents).replace(".", mark)


def _grid(rows: dict[str, list[int]], write: Callable[[int], str], first: str) -> Grid:
    """Old grid: one row per year, one column per category. New grid: one row per degree, one column per échelon."""
    table = Grid(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    longest = max(len(row) for row in rows.values())
    across = longest > len(rows)
    table.add_column(first if across else "", no_wrap=True)
    for heading in rows if across else [f"{first} {i + 1}" for i in range(longest)]:
        table.add_column(heading, justify="right", no_wrap=True)
    if across:
        for i in range(longest):
            table.add_row(str(i + 1), *(write(row[i]) for row in rows.values()))
    else:
        for name, row in rows.items():
            table.add_row(grade_in_words(name), *map(write, row))
    return table


def show_jobs(console: "Console", tables: Sequence[Table]) -> None:
    """Print the jobs: the name that `--job` takes, the old category, the dated place in the new grid."""
    grid = Grid(box=ruled(), pad_edge=False)
    grid.add_column("--job", no_wrap=True)
    grid.add_column(_("Cat."))
    grid.add_column(_("Place in the Avenant 43 grid"), no_wrap=True)
    for table in tables:
        name = table.path.rpartition(".")[2]
        places = "\n".join(_place(version, first=version is table.versions[0]) for version in table.versions)
        grid.add_row(name, ", ".join(table.categories), places)
    console.print(grid)


def _place(version: Version, *, first: bool) -> str:
    place = _("not found") if version.not_found else version.value.replace(".", " ")
    return place if first else _("from {day}:").format(day=_day(version.start)) + "\n" + place


def show_named(console: "Console", entries: Mapping[str, Sector | Named | Grade]) -> None:
    """Print sectors, structures or professions: the name to give, what it means, the other names understood."""
    grid = Grid(box=ruled(), pad_edge=False)
    for heading in (_("Name"), _("Meaning"), _("Other names")):
        grid.add_column(heading, overflow="fold")
    for name, entry in entries.items():
        grid.add_row(name, language.label(entry.label), ", ".join(entry.aliases))
    console.print(grid)


def show_tables(console: "Console", binding: Binding, tables: Sequence[Table], on: date | None) -> None:
    """Print parameters with all their versions, or with the one that stands on a day (that of the binding)."""
    for table in tables:
        console.print(f"{language.label(table.label)} - {table.path}", style=palette.TITLE)
        standing = binding.standing(table.path) if on else None
        if on and standing is None:
            first = next((step.start for step in steps(binding, table)), None)
            console.print(f"\n {no_value(on, first)}\n")
        else:
            versions = [standing] if standing else versions_to_show(binding, table)
            console.print(_versions(binding.law, table, versions))


def _text(law: Law, version: Version) -> str:
    """The text of a version, and its status where it does not apply."""
    text = law.text(version.text)
    return f"{text.id} ({_status(law, text)})" if text.not_in_force else text.id


def _status(law: Law, text: Text) -> str:
    return _("scenario") if text.id in {each.name for each in law.scenarios} else _(STATUS[text.status])


def _versions(law: Law, table: Table, versions: Sequence[Version]) -> Grid:
    grid = Grid(box=ruled(), pad_edge=False)
    grid.add_column(_("Since"), no_wrap=True)
    grid.add_column(_("Value"))
    grid.add_column(_("Text"), overflow="fold")
    grid.add_column(_("Reliability"))
    for version in versions:
        behind = [_text(law, version), confidence_word(version.confidence)]
        grid.add_row(_day(version.start), _value(table, version), *behind)
    return grid


def _value(table: Table, version: Version) -> str:
    if version.not_found:
        return _("not found: {reason}").format(reason=language.label(version.not_found))
    value = version.value
    match table.shape:
        case "row":
            return " ".join(map(str, value))
        case "map":
            return "\n".join(f"{key}{_(': ')}{table.display(v)}" for key, v in value.items())
        case "over":
            return "\n".join(f"> {key}{_(': ')}{table.display(v)}" for key, v in value)
        case "bands":
            return "\n".join(f"{band_of(low, high)}{_(': ')}{table.display(v)}" for low, high, v in value)
    return table.display(value)


def _day(day: date) -> str:
    return written(day, language.current())
