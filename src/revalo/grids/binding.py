"""The law bound to one day: which version of each table stands, for whom, under which choice of texts."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from revalo import language
from revalo.calendar import written
from revalo.errors import NotComputable, UsageError
from revalo.grids import units
from revalo.grids.law import LATEST, Law, Table, Text, Version, unknown
from revalo.language import _


class Choices(NamedTuple):
    """How the law is read: the day, and which texts and versions stand.

    `settings` replace parameters (path to value, as text); `supplies` only stand in for values that the law lacks.
    """

    day: date
    member: bool = True
    without: frozenset[str] = frozenset()
    with_: frozenset[str] = frozenset()
    known_on: date | None = None
    settings: Mapping[str, str] = {}
    supplies: Mapping[str, str] = {}


class Found(NamedTuple):
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


class Binding:
    """The law on a day, under some choices. Look-ups give `Found`, or raise `NotComputable` with the reason."""

    def __init__(self, law: Law, choices: Choices) -> None:
        self.law = law
        self.choices = choices
        self._standing: dict[str, Version | None] = {}

    def standing(self, path: str) -> Version | None:
        """The version of a table that stands on the day, if any."""
        if path not in self._standing:
            table = self.law.table(path)
            applicable = [v for v in table.versions if self.starts(table, v) <= self.choices.day]
            self._standing[path] = applicable[-1] if applicable else None
        return self._standing[path]

    def starts(self, table: Table, version: Version) -> date:
        """The day a version starts under these choices; `LATEST` when it never does."""
        choices = self.choices
        text = self.law.text(version.text)
        if choices.without and {version.text, table.created_by} & choices.without:
            return LATEST
        if text.dormant and version.text not in choices.with_:
            return LATEST
        start, known = version.start, version.known_on or text.known
        if not choices.member and not text.binds_everyone and version.text not in choices.with_:
            start, known = version.others_from or max(start, text.extended or LATEST), text.extended
        if choices.known_on and known and known > choices.known_on:
            return LATEST
        return start

    def exists(self, path: str) -> bool:
        """Whether the table stands on the day, or the user set it."""
        return self.standing(path) is not None or self._set(path) is not None or path in self.choices.supplies

    def scalar(self, path: str) -> Found:
        """The single figure of a table."""
        return self._found(path, None, lambda value: value)

    def word(self, path: str) -> str:
        """The single word of a table of choices."""
        return str(self.scalar(path).value)

    def at(self, path: str, index: int) -> Found:
        """The figure of a row at a place, counted from 1."""
        return self._found(path, str(index), lambda row: row[index - 1] if 1 <= index <= len(row) else None)

    def keyed(self, path: str, key: str) -> Found:
        """The figure of a table under a key."""
        return self._found(path, key, lambda entries: entries.get(key))

    def step(self, path: str, reached: int) -> Found:
        """The figure of the highest threshold reached, 0 below the first."""
        return self._found(path, str(reached), lambda steps: ([0] + [v for t, v in steps if t <= reached])[-1])

    def band(self, path: str, number: int) -> Found:
        """The figure of the band that holds a number."""
        return self._found(path, str(number), lambda bands: _in_band(bands, number))

    def _found(self, path: str, key: str | None, pick: Any) -> Found:
        table = self.law.table(path)
        full = f"{path}.{key}" if key else path
        label = _name(table, key)
        text = self._set(full) or self._set(path)
        version = self.standing(path)
        value = None if version is None or version.value is None else pick(version.value)
        if text is None and value is None:
            text = self.choices.supplies.get(full) or self.choices.supplies.get(path)
        if text is not None:
            return Found(_parsed(table, full, text), table.unit, full, label, table, None)
        if value is None:
            raise NotComputable(f"{label}{_(': ')}{self._why_not(table, version)}" + _hint(table, full))
        return Found(value, table.unit, full, label, table, version)

    def _set(self, path: str) -> str | None:
        return self.choices.settings.get(path)

    def _why_not(self, table: Table, version: Version | None) -> str:
        if version is None:
            day = written(self.choices.day, language.current())
            return _("the law held here has no value on {day}, under the texts chosen").format(day=day)
        reason = version.not_found or table.outside
        return language.label(reason) if reason else _("outside the printed table")


def check_settings(law: Law, settings: Mapping[str, str]) -> None:
    """Refuse a `--set` path that names no parameter, or a value that does not fit its unit."""
    for path, text in settings.items():
        table = next((t for t in _candidates(path) if t in law.paths), None)
        if table is None:
            raise UsageError(unknown(_("unknown parameter"), path, list(law.paths)))
        if table == path and law.table(path).shape != "scalar":
            raise UsageError(_("{path} is a table: name one figure of it, as in {path}.1").format(path=path))
        _parsed(law.table(table), path, text)


def _hint(table: Table, path: str) -> str:
    """How to supply a figure that the law lacks; a word, such as a position, has options of its own."""
    if table.unit in units.WORDS:
        return ""
    return "\n" + _("to go on with a value of your own: --set {path}=VALUE").format(path=path)


def _candidates(path: str) -> list[str]:
    return [path, path.rpartition(".")[0]]


def _parsed(table: Table, path: str, text: str) -> int | str:
    try:
        return units.parse(text.replace(",", "."), table.unit)
    except ValueError:
        message = _("{path}: write a number with at most {places} decimals")
        raise UsageError(message.format(path=path, places=units.UNITS[table.unit].places)) from None


def _in_band(bands: list[list[Any]], number: int) -> int | None:
    return next((value for low, high, value in bands if low <= number and (high is None or number <= high)), None)


def _name(table: Table, key: str | None) -> str:
    label = language.label(table.label)
    if key is None:
        return label
    kind = table.about["first"]
    row = table.path.rpartition("_grid.")[2] if "_grid." in table.path else ""
    return f"{label}, {row + ', ' if row else ''}{language.label(kind) + ' ' if kind else ''}{key}"


def texts_left_out(law: Law, without: frozenset[str]) -> list[Text]:
    """The texts left out, in the order of the law files."""
    return [text for text in law.texts if text.id in without]
