"""The law at run time: texts, dated tables and their versions, without any file reader."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from revalo import house, language
from revalo.errors import UsageError
from revalo.grids import official, sections, units
from revalo.grids.passages import after_of
from revalo.grids.sections import (
    Case,
    Clause,
    Grade,
    Group,
    Measure,
    Named,
    OpenPoint,
    ProfessionGroup,
    Reference,
    Sector,
    Words,
)
from revalo.grids.workforce import Workforce, workforce
from revalo.language import _
from revalo.version import __version__

LATEST = date.max
Entry = TypeVar("Entry")


class Act(NamedTuple):
    """An order that approves, extends or refuses a text: its day, and that of the Journal officiel."""

    on: date | None
    published: date | None


class Text(NamedTuple):
    """A legal text. Days that no source gives are None.

    `acts`: the orders on it, among `approved`, `extended` and `refused`; `says_everyone`: it says so itself.
    """

    id: str
    title: Words
    kind: str
    status: str
    signed: date | None
    published: date | None
    effective: date | None
    acts: Mapping[str, Act]
    says_everyone: bool
    depends_on: tuple[str, ...]
    reference: str | None
    legifrance: str | None
    source: str
    confidence: str
    note: Words | None

    @property
    def approved(self) -> date | None:
        """The day on which the text was approved, as far as people could know it."""
        return self._day_of("approved")

    @property
    def extended(self) -> date | None:
        """The day on which the text was extended to every employer of the branch."""
        return self._day_of("extended")

    def _day_of(self, act: str) -> date | None:
        order = self.acts.get(act)
        return (order.published or order.on) if order else None

    @property
    def binds_everyone(self) -> bool:
        """Decrees, orders and laws bind every employer; agreements bind members first."""
        return self.kind in ("decree", "order", "law") or self.says_everyone

    @property
    def known(self) -> date | None:
        """The day the text became known: publication of its approval, else its own, else its signature."""
        if self.kind == "agreement":
            return self.approved or self.extended or self.signed
        return self.published or self.signed

    @property
    def official(self) -> str | None:
        """The address of its official copy, where its id is known."""
        found = official.first_id(self.legifrance, self.reference)
        return official.address(found) if found else None

    @property
    def not_in_force(self) -> bool:
        """Refused or only announced: it applies to nobody unless let in."""
        return self.status in ("refused", "announced")


class Version(NamedTuple):
    """A value of a table from a day on. `value` is None where no source has it (`not_found` says why).

    `created_by`: a text without which it does not exist. `gives_way_to`: a text that takes its place once it applies. A
    scenario's version `follows` the one it changes: it stands where that one would.
    """

    start: date
    value: Any
    text: str
    article: str | None
    created_by: str | None
    gives_way_to: str | None
    confidence: str
    source: str
    known_on: date | None
    others_from: date | None
    not_found: Words | None
    note: Words | None
    file: str
    line: int
    follows: "Version | None" = None

    @property
    def rooted(self) -> "Version":
        """The version of the law files that a scenario's version rests on, or itself."""
        return self.follows.rooted if self.follows else self


class Scenario(NamedTuple):
    """A what-if laid over the law: its name (the id of its text), its file and the hash of it.

    `complete`: the day on which its last change starts.
    """

    name: str
    title: Words
    file: str
    fingerprint: str
    complete: date


class Table(NamedTuple):
    """One dated parameter: its unit, its shape and its versions in the order of their dates."""

    path: str
    label: Words
    unit: str
    shape: str
    created_by: str | None
    verified: date
    about: Mapping[str, Any]
    versions: tuple[Version, ...]

    def display(self, value: int | str) -> str:
        """A figure or a word of the table as people read it, in the language in use."""
        if self.unit == "passage":
            after = after_of(str(value))
            return f"{after.grade}, {after.words}"
        if isinstance(value, str):
            return language.label(self.choices.get(value, {language.current(): value}))
        return units.format_for_people(value, self.unit, language.current())

    @property
    def outside(self) -> Words | None:
        """Why the table has nothing outside its printed figures."""
        return self.about["outside"]  # type: ignore[no-any-return]

    @property
    def choices(self) -> Mapping[str, Words]:
        """The words that a table of words may hold, with their labels."""
        return self.about["choices"]  # type: ignore[no-any-return]

    @property
    def first(self) -> Words | None:
        """What the key of a figure, or its place in the row, is called."""
        return self.about["first"]  # type: ignore[no-any-return]

    @property
    def categories(self) -> list[str]:
        """The old categories of a job, or those that a figure is for."""
        return self.about["categories"]  # type: ignore[no-any-return]

    @property
    def aliases(self) -> list[str]:
        """The other names of a job."""
        return self.about["aliases"]  # type: ignore[no-any-return]


class Law:
    """Every table and text, as compiled from the law files."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self.compiled = compiled
        self._tables: dict[str, Table] = {}
        self._texts: dict[str, Text] = {}

    @property
    def fingerprint(self) -> str:
        """The hash of the law files."""
        return str(self.compiled["fingerprint"])

    @property
    def provenance(self) -> dict[str, str]:
        """What every result is to say: the hash of the law files, the version of the program, settings of the house."""
        return {"law": self.fingerprint, "revalo": __version__, **house.provenance()}

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The what-ifs laid over the law, in the order given."""
        return tuple(_scenario(name, raw) for name, raw in self.compiled.get("scenarios", {}).items())

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The paths of all tables."""
        return tuple(self.compiled["tables"])

    def table(self, path: str) -> Table:
        """The table at a path that exists."""
        if path not in self._tables:
            self._tables[path] = _table(path, self.compiled["tables"][path])
        return self._tables[path]

    def rows(self, prefix: str) -> Iterator[Table]:
        """The tables right below a path, in the order of the file."""
        start = prefix + "."
        return (self.table(path) for path in self.paths if path.startswith(start))

    def text(self, name: str) -> Text:
        """The text with this id; a usage error with the nearest ids when there is none."""
        if name not in self.text_ids:
            raise UsageError("unknown-text", name=name, near=near(name, [*self.text_ids, *self.groups]))
        if name not in self._texts:
            self._texts[name] = _text(name, self.compiled["texts"][name])
        return self._texts[name]

    @cached_property
    def sectors(self) -> Mapping[str, Sector]:
        """The sectors by name."""
        return self._section("sectors", sections.sector)

    @cached_property
    def structures(self) -> Mapping[str, Named]:
        """The structures by name."""
        return self._section("structures", sections.named)

    @cached_property
    def professions(self) -> Mapping[str, Named]:
        """The professions by name."""
        return self._section("professions", sections.named)

    @cached_property
    def grades(self) -> Mapping[str, Grade]:
        """The grades of the civil service by name."""
        return self._section("grades", sections.grade)

    def named(self, section: str) -> Mapping[str, Sector | Named | Grade]:
        """The entries of `sectors`, `structures`, `professions` or `grades`, by name."""
        entries: Mapping[str, Mapping[str, Sector | Named | Grade]] = {
            "sectors": self.sectors,
            "structures": self.structures,
            "professions": self.professions,
            "grades": self.grades,
        }
        return entries[section]

    @cached_property
    def profession_groups(self) -> Mapping[str, ProfessionGroup]:
        """The groups of professions by name."""
        return self._section("profession_groups", sections.profession_group)

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """The Ségur measures by id."""
        return self._section("measures", sections.measure)

    @cached_property
    def open_points(self) -> Mapping[str, OpenPoint]:
        """What texts of the measures leave open, by code."""
        return self._section("open_points", sections.open_point)

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """The groups of texts by name."""
        return self._section("groups", sections.group)

    @cached_property
    def sources(self) -> Mapping[str, Reference]:
        """The sources by name."""
        return self._section("sources", sections.reference)

    @cached_property
    def cases(self) -> Mapping[str, Case]:
        """The published cases by name."""
        return self._section("cases", sections.case)

    @cached_property
    def workforce(self) -> Workforce | None:
        """Who works in the branch; None where no law file says."""
        raw = self.compiled["workforce"]
        return workforce(raw) if raw else None

    def _section(self, name: str, read: Callable[[Mapping[str, Any]], Entry]) -> Mapping[str, Entry]:
        return {key: read(raw) for key, raw in self.compiled[name].items()}

    def professions_of(self, clause: Clause) -> set[str]:
        """The professions that a clause of a measure means, groups spelled out and exceptions taken away."""
        return self.spelled(clause.professions or tuple(self.professions)) - self.spelled(clause.excepted)

    def spelled(self, names: Iterable[str]) -> set[str]:
        """Professions, groups among them spelled out."""
        groups = self.profession_groups
        return {each for name in names for each in (groups[name].professions if name in groups else (name,))}

    def pay(self, sector: str) -> str:
        """The way a sector is paid: `branch`, `index` or `gross`."""
        return self.sectors[sector].pay

    @property
    def texts(self) -> Iterator[Text]:
        """Every text, in the order of the files."""
        return map(self.text, self.text_ids)

    @cached_property
    def text_ids(self) -> Mapping[str, int]:
        """The ids of all texts, each with its place in the order of the files."""
        return {name: place for place, name in enumerate(self.compiled["texts"])}

    def names(self, texts: frozenset[str]) -> list[str]:
        """The shortest way to name some texts: their group where they are one, else their ids."""
        groups = [name for name, group in self.groups.items() if texts == set(group.texts)]
        return groups[:1] or [text.id for text in self.texts if text.id in texts]

    def brings(self, text: str) -> bool:
        """Whether some version of some table comes from this text, or hangs on it."""
        tables = self.compiled["tables"].values()
        return any(
            text in (table["created_by"], version["text"], version["created_by"])
            for table in tables
            for version in table["versions"]
        )

    def expand(self, names: tuple[str, ...]) -> frozenset[str]:
        """Text ids, with groups replaced by their texts."""
        found: set[str] = set()
        for name in names:
            group = self.groups.get(name)
            found.update(group.texts if group else [self.text(name).id])
        return frozenset(found)


def near(name: str, known: list[str]) -> str:
    """What follows a name that is unknown: ` - did you mean avenant-43?`; nothing where none looks like it."""
    import difflib  # noqa: PLC0415 - only on the way to an error

    likely = difflib.get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    return _(" - did you mean {names}?").format(names=", ".join(likely)) if likely else ""


def _table(path: str, raw: Mapping[str, Any]) -> Table:
    versions = tuple(_version(version) for version in raw["versions"])
    verified = date.fromisoformat(raw["verified"])
    return Table(path, raw["label"], raw["unit"], raw["shape"], raw["created_by"], verified, raw, versions)


def _version(raw: Mapping[str, Any]) -> Version:
    return Version(
        date.fromisoformat(raw["from"]),
        raw["value"],
        raw["text"],
        raw["article"],
        raw["created_by"],
        raw["gives_way_to"],
        raw["confidence"],
        raw["source"],
        _day(raw["known_on"]),
        _day(raw["others_from"]),
        raw["not_found"],
        raw["note"],
        raw["file"],
        raw["line"],
        _version(raw["follows"]) if "follows" in raw else None,
    )


def _scenario(name: str, raw: Mapping[str, Any]) -> Scenario:
    return Scenario(name, raw["title"], raw["file"], raw["fingerprint"], date.fromisoformat(raw["complete"]))


def _text(name: str, raw: Mapping[str, Any]) -> Text:
    return Text(
        name,
        raw["title"],
        raw["kind"],
        raw["status"],
        _day(raw.get("signed")),
        _day(raw.get("published")),
        _day(raw.get("effective")),
        {name: _act(raw[name]) for name in ("approved", "extended", "refused") if name in raw},
        "binds" in raw,
        tuple(raw["depends_on"]),
        raw.get("reference"),
        raw.get("legifrance"),
        raw["source"],
        raw["confidence"],
        raw.get("note"),
    )


def _act(raw: Mapping[str, str]) -> Act:
    return Act(_day(raw.get("on")), _day(raw.get("published")))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
