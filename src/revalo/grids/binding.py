"""The law bound to one day: which version of each table stands, for whom, under which choice of texts."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from revalo import language
from revalo.calendar import written
from revalo.errors import NotComputable
from revalo.grids import reads, units
from revalo.grids.law import Law, kept_by_law
from revalo.grids.parameters import entries, in_band, parsed
from revalo.grids.tables import LATEST, Table, Version
from revalo.language import _


class Choices(NamedTuple):
    """How the law is read: the day, and which texts and versions stand.

    `settings` replace parameters (path to value, as text); `supplies` only stand in for values that the law lacks.
    `measures_only`: where the index or the gross is not given, the measures alone are computed. `held_on`: the day on
    which a civil servant is in the échelon given, where it is not said since when; that of the reading if None.
    """

    day: date
    member: bool = True
    without: frozenset[str] = frozenset()
    with_: frozenset[str] = frozenset()
    known_on: date | None = None
    settings: Mapping[str, str] = {}
    supplies: Mapping[str, str] = {}
    measures_only: bool = False
    held_on: date | None = None

    @property
    def key(self) -> Hashable:
        """What tells these choices from others."""
        given = tuple(self.settings.items()), tuple(self.supplies.items())
        return (*(each for each in self if not isinstance(each, Mapping)), given)


class LawFigure(NamedTuple):
    """One figure of the law, in integers of its unit, with the table and the version it comes from.

    `version` is None for a value that the user set.
    """

    value: Any
    unit: str
    path: str
    label: str
    table: Table
    version: Version | None

    @property
    def confidence(self) -> str:
        """How far the figure can be trusted; a value set by the user is an assumption."""
        return self.version.confidence if self.version else "assumed"


class Fall(NamedTuple):
    """What a text left out takes with it: the versions that `text` brings to tables that `because_of` created."""

    text: str
    because_of: str
    paths: tuple[str, ...]


@kept_by_law
def _days(_law: Law, _choices: Hashable) -> dict[str, list[date]]:
    """By path, the days that versions start under some choices; filled as tables are looked at."""
    return {}


class Binding:
    """The law on a day, under some choices. Look-ups give `LawFigure`, or raise `NotComputable` with the reason."""

    def __init__(self, law: Law, choices: Choices) -> None:
        self.law = law
        self._choices = choices
        self.cache: dict[Hashable, Any] = {}  # what was worked out under this binding, for whoever asks again
        self._standing: dict[str, Version | None] = {}  # by path, of the tables read so far
        self._versions: dict[str, Version | None] = {}  # and of those looked at without being read
        self._held: dict[str, Mapping[str, Any]] = {}
        self._figures: dict[tuple[Any, ...], LawFigure] = {}

    @property
    def choices(self) -> Choices:
        """How the law is read."""
        reads.note(reads.CHOICES)
        return self._choices

    @property
    def measures_only(self) -> bool:
        """Whether the measures alone are computed where pay is not known: no text moves that."""
        return self._choices.measures_only

    def once(self, key: Hashable, work: Callable[[], Any]) -> Any:
        """What some work under this binding gives, done once; whoever asks again has read what it read."""
        known = self.cache.get(key)
        if known is None:
            known = self.cache[key] = reads.reads_of(work)
        else:
            reads.note_all(known[1])
        return known[0]

    def for_another(self) -> "Binding":
        """The same reading for somebody else: what was looked up is known, what is read is told apart."""
        other = Binding(self.law, self._choices)
        other._versions, other._held, other._figures = self._versions, self._held, self._figures
        return other

    def standing(self, path: str) -> Version | None:
        """The version of a table that stands on the day, if any."""
        if path not in self._standing:
            self._standing[path] = self.version_of(path)
        reads.note(path)
        return self._standing[path]

    def read_too(self, reads: frozenset[str]) -> None:
        """Take tables as read (`reads` may name other things): what rests on them was found elsewhere."""
        for path in reads - self._standing.keys():
            if self.law.has(path):
                self.standing(path)

    def version_of(self, path: str) -> Version | None:
        """The same without having read the table."""
        if path not in self._versions:
            applicable = self.applicable(self.law.table(path))
            self._versions[path] = applicable[-1] if applicable else None
        return self._versions[path]

    def stands_in(self, other: "Binding") -> bool:
        """Whether all that was read so far stands in another reading as it does here."""
        return next(self.moved_in(other), None) is None

    def moved_in(self, other: "Binding") -> Iterator[str]:
        """The tables read so far that stand in another reading as they do not here."""
        return (path for path, version in list(self._standing.items()) if other.version_of(path) is not version)

    def moved_since(self, other: "Binding") -> frozenset[str]:
        """What may be read otherwise than in another reading: paths of tables, `CHOICES` where these differ."""
        key = "moved since", other
        if key not in self.cache:
            self.cache[key] = self._moved_since(other)
        return self.cache[key]  # type: ignore[no-any-return]

    def _moved_since(self, other: "Binding") -> frozenset[str]:
        mine, others = self._choices, other._choices  # noqa: SLF001 - asked, not read: nothing rests on them
        if mine._replace(day=others.day) != others:
            return frozenset((*self.law.paths, reads.CHOICES))
        paths = {path for path, versions in self.in_force.items() if versions != other.in_force[path]}
        return frozenset(paths if mine == others else {*paths, reads.CHOICES})

    @cached_property
    def in_force(self) -> dict[str, list[Version]]:
        """By path, the versions of every table that have started by the day."""
        return {path: self.applicable(self.law.table(path)) for path in self.law.paths}

    def applicable(self, table: Table) -> list[Version]:
        """The versions of a table that have started by the day, the one that stands last."""
        starts = zip(table.versions, self.starts_in(table.path), strict=True)
        return [version for version, start in starts if start <= self._choices.day]

    def starts_in(self, path: str) -> list[date]:
        """The days that the versions of a table start, found once for all readings that differ by their day alone."""
        if path not in self._days:
            table = self.law.table(path)
            self._days[path] = [self.starts(table, version) for version in table.versions]
        return self._days[path]

    @cached_property
    def _days(self) -> dict[str, list[date]]:
        return _days(self.law, self._choices._replace(day=LATEST, held_on=None).key)

    def versions_used(self) -> list[tuple[str, Version]]:
        """The versions read so far, by path."""
        return [(path, version) for path, version in self._standing.items() if version is not None]

    def starts(self, table: Table, version: Version) -> date:
        """The day a version starts under these choices; `LATEST` when it never does."""
        return self._starts(version) if self._uncreated(table, version) is None else LATEST

    def _uncreated(self, table: Table, version: Version) -> str | None:
        """The text left out without which a version does not exist, if any."""
        creators = (table.created_by, version.created_by)
        return next((each for each in creators if each is not None and each in self._choices.without), None)

    def falls(self) -> list[Fall]:
        """What would have started by the day, had the texts left out not created its tables; by text, in order."""
        ends: dict[tuple[str, str], list[str]] = {}
        tables = [self.law.table(path) for path in self.law.paths] if self._choices.without else []
        for table in tables:
            for version in table.versions:
                cause = self._uncreated(table, version)
                if cause is not None and self._starts(version) <= self._choices.day:
                    paths = ends.setdefault((version.text, cause), [])
                    paths += [] if table.path in paths else [table.path]
        order = self.law.text_ids
        return [Fall(*key, tuple(ends[key])) for key in sorted(ends, key=lambda key: order[key[0]])]

    def _starts(self, version: Version) -> date:
        """The day a version starts, whatever created its table."""
        choices = self._choices
        text = self.law.text(version.text)
        if version.text in choices.without or (text.not_in_force and version.text not in choices.with_):
            return LATEST
        if version.gives_way_to is not None and self.counts(version.gives_way_to):
            return LATEST
        if version.follows is not None:
            return max(version.start, self._starts(version.follows))
        start = version.start
        if self._waits(version):
            start = version.others_from or max(start, text.extended or LATEST)
        if choices.known_on and (self.known(version) or version.start) > choices.known_on:
            return LATEST
        return start

    def counts(self, name: str) -> bool:
        """Whether a text counts under these choices: not left out, let in, and known by the day that is asked for."""
        text, choices = self.law.text(name), self._choices
        if name in choices.without or (text.not_in_force and name not in choices.with_):
            return False
        return choices.known_on is None or (text.known or LATEST) <= choices.known_on

    @property
    def number_read(self) -> int:
        """How many tables were read so far."""
        return len(self._standing)

    def was_read(self, path: str) -> bool:
        """Whether the table was read so far, found or not."""
        return path in self._standing

    @property
    def paths_read(self) -> frozenset[str]:
        """The tables read so far."""
        return frozenset(self._standing)

    def known(self, version: Version) -> date | None:
        """The day a version became known to the employer: by its extension, where that is what binds."""
        text = self.law.text(version.text)
        return text.extended if self._waits(version) else version.known_on or text.known

    def _waits(self, version: Version) -> bool:
        """Whether a version binds the employer by the extension of its text only."""
        choices = self._choices
        everyone = self.law.text(version.text).binds_everyone
        return not choices.member and not everyone and version.text not in choices.with_

    def exists(self, path: str) -> bool:
        """Whether the table stands on the day, or the user set it."""
        return self.standing(path) is not None or self._set(path) is not None or path in self._choices.supplies

    def scalar(self, path: str) -> LawFigure:
        """The single figure of a table."""
        return self._found(path, None, None)

    def word(self, path: str) -> str:
        """The single word of a table of choices."""
        return str(self.scalar(path).value)

    def at(self, path: str, index: int) -> LawFigure:
        """The figure of a row at a place, counted from 1."""
        return self._found(path, str(index), index)

    def keyed(self, path: str, key: str) -> LawFigure:
        """The figure of a table under a key."""
        return self._found(path, key, key)

    def step(self, path: str, reached: int) -> LawFigure:
        """The figure of the highest threshold reached, 0 below the first."""
        thresholds = [int(key) for key in self._entries(path)]
        return self._found(path, str(max((t for t in thresholds if t <= reached), default=0)), reached)

    def band(self, path: str, number: int) -> LawFigure:
        """The figure of the band that holds a number."""
        key = next((key for key in self._entries(path) if in_band(key, number)), str(number))
        return self._found(path, key, number)

    def again(self, figure: LawFigure) -> LawFigure | None:
        """The figure at the same place of the same table under this binding, if there is one."""
        key = figure.path.removeprefix(figure.table.path).removeprefix(".") or None
        try:
            return self._found(figure.table.path, key, None)._replace(label=figure.label)
        except NotComputable:
            return None

    def _entries(self, path: str) -> Mapping[str, Any]:
        if path not in self._held:
            version = self.standing(path)
            value = version.value if version else None
            self._held[path] = {} if value is None else entries(self.law.table(path), value)
        return self._held[path]

    def _found(self, *place: Any) -> LawFigure:
        """The figure of a place (see `_figure`), looked up once."""
        figure = self._figures.get(place)
        if figure is None:
            figure = self._figures[place] = self._figure(*place)
        self.standing(figure.table.path)  # now it is read, whoever looked the figure up before
        return figure

    def _figure(self, path: str, key: str | None, shown: int | str | None) -> LawFigure:
        """The figure of a table (under a key, unless it is a single one); `shown` is what people see of the key."""
        table = self.law.table(path)
        full = f"{path}.{key}" if key else path
        label = _name(table, shown)
        text = self._set(full)
        version = self.standing(path)
        value = self._value(table, version, key)
        if text is None and value is None:
            text = self._choices.supplies.get(full)
        if text is not None:
            return LawFigure(parsed(table, full, text), table.unit, full, label, table, None)
        if value is None:
            why = self._why_not(table, version)
            bare = language.label(table.label) + _(": ") + why
            raise NotComputable("not-computable", problem=f"{label}{_(': ')}{why}" + _hint(table, full), reason=bare)
        return LawFigure(value, table.unit, full, label, table, version)

    def _value(self, table: Table, version: Version | None, key: str | None) -> Any:
        if version is None or version.value is None or key is None:
            return None if version is None else version.value
        return self._entries(table.path).get(key, 0 if table.shape == "over" else None)

    def _set(self, path: str) -> str | None:
        return self._choices.settings.get(path)

    def _why_not(self, table: Table, version: Version | None) -> str:
        if version is None:
            day = written(self._choices.day, language.current())
            return _("revalo's legal data have no value on {day}, under the texts chosen").format(day=day)
        reason = version.not_found or table.outside
        return language.label(reason) if reason else _("outside the printed table")


def kept_bindings() -> Callable[[Law, Choices], Binding]:
    """Binds the law under some choices; whoever binds it under the same ones shares what was looked up."""
    kept: dict[Hashable, Binding] = {}

    def bound(law: Law, choices: Choices) -> Binding:
        first = kept.setdefault(choices.key, Binding(law, choices))
        return first.for_another()

    return bound


def _hint(table: Table, path: str) -> str:
    """How to supply a figure that the law lacks; a place in the grid has options of its own."""
    if table.unit == "position":
        return "\n" + _("to go on with a place of your own: --status and --degree")
    if table.unit in units.WORDS:
        return ""
    return "\n" + _("to go on with a value of your own: --set {path}=VALUE").format(path=path)


def _name(table: Table, key: int | str | None) -> str:
    label = language.label(table.label)
    if key is None:
        return label
    kind = table.first
    row = table.path.rpartition("_grid.")[2] if "_grid." in table.path else ""
    return f"{label}, {row + ', ' if row else ''}{language.label(kind) + ' ' if kind else ''}{key}"
