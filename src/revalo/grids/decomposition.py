"""From one reading of the law to another, cause by cause: time that passes, each text, each value set by the user."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from revalo import language
from revalo.grids.binding import Binding, LawFigure
from revalo.grids.law import Law
from revalo.grids.reads import CHOICES
from revalo.grids.tables import Table, Version
from revalo.language import _

TIME, TEXT, SET, CARRIED = "time", "text", "set", "declared"  # the last: a declared amount, on the after side only


class Cause(NamedTuple):
    """Why pay changes: the time that passes, a text by its id with the day it starts, a parameter set, by its path."""

    kind: str
    name: str = ""
    start: date | None = None


NOTHING = Cause("nothing")  # of a version that applies on both sides, or on none


class VersionChange(NamedTuple):
    """A version of a table: whether it applies before and after, and the cause it depends on, `NOTHING` if on none."""

    version: Version
    before: bool
    after: bool
    cause: Cause


class Step(NamedTuple):
    """A law on the way: its day, and what anybody has looked up in it.

    `causes`: in their order, the first `number` of which have done their work. All steps of a way share them: a set
    for each step would take memory by the square of the texts.
    """

    day: date
    causes: Sequence[Cause]
    number: int
    versions: dict[str, Version | None]
    figures: dict[tuple[Any, ...], LawFigure]

    @classmethod
    def at(cls, day: date, causes: Sequence[Cause] = (), number: int = 0) -> "Step":
        """A step in which nothing was looked up."""
        return cls(day, causes, number, {}, {})

    @property
    def done(self) -> frozenset[Cause]:
        """The causes that have done their work."""
        return frozenset(self.causes[: self.number])


class MixedLaw(Binding):
    """The law on the way: what the causes in `done` move is as after, all else as before; the day is in between."""

    def __init__(self, decomposition: "Decomposition", step: "Step") -> None:
        day, done = step.day, step.done
        self.decomposition, self.done = decomposition, done
        before, after = decomposition.before.choices, decomposition.after.choices
        settings = {path: value for path, value in before.settings.items() if Cause(SET, path) not in done}
        settings |= {path: value for path, value in after.settings.items() if Cause(SET, path) in done}
        supplies = {**before.supplies, **after.supplies}
        super().__init__(decomposition.after.law, after._replace(day=day, settings=settings, supplies=supplies))
        self._versions, self._figures = step.versions, step.figures

    def _moved_since(self, other: Binding) -> frozenset[str]:
        if not isinstance(other, MixedLaw):
            return super()._moved_since(other)
        paths = {path for cause in self.done ^ other.done for path in self.decomposition.paths_touched(cause)}
        is_same = self._choices == other._choices  # noqa: SLF001 - asked, not read: nothing rests on them
        return frozenset(paths if is_same else {*paths, CHOICES})

    def applicable(self, table: Table) -> list[Version]:
        """Each version as on the side that its text is on."""
        if table.path not in self.decomposition.moved:
            return self.decomposition.after.in_force[table.path]
        return [
            each.version
            for each in self.decomposition.changes(table)
            if (each.after if each.cause in self.done else each.before)
        ]


class Decomposition:
    """From one reading of the law to another of the same day or a later one, in the order of the dates."""

    def __init__(self, before: Binding, after: Binding) -> None:
        self.before = before
        self.after = after
        self._changes: dict[str, list[VersionChange]] = {}

    def changes(self, table: Table) -> list[VersionChange]:
        """Every version of a table, with the sides it applies on and the text that brings it or takes it away."""
        if table.path not in self._changes:
            sides = self.before.in_force[table.path], self.after.in_force[table.path]
            starts = map(min, self.before.starts_in(table.path), self.after.starts_in(table.path))
            self._changes[table.path] = [
                self._change(version, start, *(version in side for side in sides))
                for version, start in zip(table.versions, starts, strict=True)
            ]
        return self._changes[table.path]

    def _change(self, version: Version, start: date, before: bool, after: bool) -> VersionChange:  # noqa: FBT001 - both are said
        cause = self._cause(version, start) if before != after else NOTHING
        return VersionChange(version, before, after, cause)

    def _cause(self, version: Version, start: date) -> Cause:
        """The text that brings a version or takes it away: for one that gives way, mostly the text it gives way to."""
        left_out = not self._left_out.isdisjoint((version.text, version.created_by))
        text = version.text if left_out or version.gives_way_to is None else version.gives_way_to
        return Cause(TEXT, text, start)

    @cached_property
    def _left_out(self) -> frozenset[str]:
        """The texts that one of the sides leaves out."""
        return self.before.choices.without | self.after.choices.without

    def steps(self) -> Iterator[tuple[Cause, MixedLaw]]:
        """Each cause, and the law once it has done its work: texts by date, time in between, the values set last."""
        return ((cause, MixedLaw(self, step)) for cause, step in self.walk)

    @cached_property
    def walk(self) -> list[tuple[Cause, Step]]:
        """The same without the laws: each cause, and the step after it."""
        return list(self._walked())

    def _walked(self) -> Iterator[tuple[Cause, Step]]:
        day, last, done = self.before.choices.day, self.after.choices.day, 0
        causes = (*self._texts, *self._set)
        for cause in (*self._texts, None, *self._set):
            reached = last if cause is None or cause.start is None else min(max(cause.start, day), last)
            if reached != day:
                day = reached
                yield Cause(TIME), Step.at(day, causes, done)
            if cause is not None:
                done += 1
                yield cause, Step.at(day, causes, done)

    def texts(self) -> list[tuple[Cause, MixedLaw]]:
        """The texts alone, in order, each with the law of the last day once it has acted."""
        day, causes = self.after.choices.day, self._texts
        return [(cause, MixedLaw(self, Step.at(day, causes, done))) for done, cause in enumerate(causes, 1)]

    def aged(self) -> MixedLaw:
        """The law of before, on the last day: time alone has passed."""
        return MixedLaw(self, Step.at(self.after.choices.day))

    def paths_of(self, cause: Cause) -> list[str]:
        """The paths of the tables that a text moves."""
        return self._changed[cause]

    def touches(self, cause: Cause, seen: Binding) -> bool:
        """Whether a text or a value set can change the result of `seen`: only if `seen` read a table of theirs."""
        return any(map(seen.was_read, self.paths_touched(cause)))

    def paths_touched(self, cause: Cause) -> Iterable[str]:
        """The paths of the tables that a text moves, or that hold a value set."""
        if cause.kind == SET:
            return [path for path in self.after.law.paths if f"{cause.name}.".startswith(f"{path}.")]
        return self._changed[cause]

    def is_alike(self, cause: Cause, seen: Binding, law: MixedLaw) -> bool:
        """Whether a text leaves all that `seen` read as it is, in the law after it; a value set is taken to move it."""
        if cause.kind == SET:
            return False
        read = filter(seen.was_read, self._changed[cause])
        return all(law.version_of(path) is seen.version_of(path) for path in read)

    def versions(self, cause: Cause) -> list[Version]:
        """The versions that a text brings or takes away."""
        every = (each for path in self._changed[cause] for each in self.changes(self.after.law.table(path)))
        return [each.version for each in every if each.cause == cause and each.before != each.after]

    def moves(self, cause: Cause) -> list[tuple[str, VersionChange]]:
        """What a text brings or takes away, each with the path of its table; nothing for other causes."""
        return self._moves.get(cause, [])

    @cached_property
    def moved(self) -> dict[str, None]:
        """The paths of the tables that are not the same on both sides: few of them."""
        before = self.before.in_force
        return {path: None for path, versions in self.after.in_force.items() if versions != before[path]}

    @cached_property
    def _changed(self) -> dict[Cause, list[str]]:
        """The paths of the tables that each text moves."""
        return {cause: [path for path, _change in moves] for cause, moves in self._moves.items()}

    @cached_property
    def _moves(self) -> dict[Cause, list[tuple[str, VersionChange]]]:
        """The changes of each text."""
        causes: dict[Cause, list[tuple[str, VersionChange]]] = {}
        for path in self.moved:
            for change in self.changes(self.after.law.table(path)):
                if change.before != change.after:
                    causes.setdefault(change.cause, []).append((path, change))
        return causes

    @cached_property
    def _texts(self) -> list[Cause]:
        ids = [text.id for text in self.after.law.texts]
        return sorted(self._changed, key=lambda cause: (cause.start, ids.index(cause.name)))

    @cached_property
    def _set(self) -> list[Cause]:
        before, after = self.before.choices.settings, self.after.choices.settings
        paths = dict.fromkeys((*before, *after))
        return [Cause(SET, path) for path in paths if before.get(path) != after.get(path)]


def kept_decompositions() -> Callable[[Binding, Binding], Decomposition]:
    """Gives the way between two readings: the same one whenever these are read under the same choices."""
    kept: dict[Hashable, Decomposition] = {}

    def between(before: Binding, after: Binding) -> Decomposition:
        key = before.choices.key, after.choices.key
        if key not in kept:
            kept[key] = Decomposition(before, after)
        return kept[key]

    return between


def cause_label(law: Law, cause: Cause) -> str:
    """What changed a pay, in words: the text with its title, the time passed, the value set."""
    match cause.kind:
        case "text":
            return f"{cause.name}{_(': ')}{language.label(law.text(cause.name).title)}"
        case "set":
            return _("set by you: {path}").format(path=cause.name)
        case "declared":
            return _("declared CTI, carried as it is")
    return _("time passed (seniority counted from a date)")


def order_of_causes() -> str:
    """How a difference is split, said with each split."""
    return _(
        "texts are applied one by one, by effective date; seniority gained in between is counted "
        "separately; your own values (--set) come last"
    )
