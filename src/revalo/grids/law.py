"""The law at run time: texts, dated tables and their versions, without any file reader."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from revalo import house
from revalo.errors import UsageError
from revalo.grids import sections
from revalo.grids.sections import (
    Clause,
    Grade,
    Group,
    Measure,
    Named,
    OpenPoint,
    ProfessionGroup,
    Reference,
    Sector,
)
from revalo.grids.tables import Scenario, Table, scenario_of, table_of
from revalo.grids.texts import Text, text_of
from revalo.language import _
from revalo.version import __version__

if TYPE_CHECKING:
    from revalo.grids.cases import Case
    from revalo.grids.workforce import Workforce

Entry = TypeVar("Entry")
Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
MOST_KEPT = 1 << 14  # answers of one question that a law keeps


class Law:
    """Every table and text, as compiled from the law files."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self.compiled = compiled
        self._tables: dict[str, Table] = {}
        self._rows: dict[str, tuple[Table, ...]] = {}
        self._texts: dict[str, Text] = {}
        self.kept: dict[Callable[..., Any], Callable[..., Any]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return Law, (self.compiled,)  # another process works out the rest again

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
        return tuple(scenario_of(name, raw) for name, raw in self.compiled.get("scenarios", {}).items())

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The paths of all tables."""
        return tuple(self.compiled["tables"])

    def has(self, path: str) -> bool:
        """Whether there is a table at a path."""
        return path in self.compiled["tables"]

    def table(self, path: str) -> Table:
        """The table at a path that exists."""
        if path not in self._tables:
            self._tables[path] = table_of(path, self.compiled["tables"][path])
        return self._tables[path]

    def rows(self, prefix: str) -> tuple[Table, ...]:
        """The tables right below a path, in the order of the file."""
        if prefix not in self._rows:
            start = prefix + "."
            self._rows[prefix] = tuple(self.table(path) for path in self.paths if path.startswith(start))
        return self._rows[prefix]

    def text(self, name: str) -> Text:
        """The text with this id; a usage error with the nearest ids when there is none."""
        if name not in self.text_ids:
            raise UsageError("unknown-text", name=name, near=near(name, [*self.text_ids, *self.groups]))
        if name not in self._texts:
            self._texts[name] = text_of(name, self.compiled["texts"][name])
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
    def cases(self) -> Mapping[str, "Case"]:
        """The published cases by name."""
        from revalo.grids.cases import case  # noqa: PLC0415 - no payslip needs them

        return self._section("cases", case)

    @cached_property
    def workforce(self) -> "Workforce | None":
        """Who works in the branch; None where no law file says."""
        from revalo.grids.workforce import workforce  # noqa: PLC0415 - no payslip needs it

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
        if not texts:
            return []
        groups = [name for name, group in self.groups.items() if texts == set(group.texts)]
        return groups[:1] or [text.id for text in self.texts if text.id in texts]

    def brings(self, text: str) -> bool:
        """Whether some version of some table comes from this text, or depends on it."""
        tables = self.compiled["tables"].values()
        return any(
            text in (table["created_by"], version["text"], version["created_by"])
            for table in tables
            for version in table["versions"]
        )

    def expand(self, names: tuple[str, ...]) -> frozenset[str]:
        """Text ids, with groups replaced by their texts."""
        identifiers: set[str] = set()
        for name in names:
            group = self.groups.get(name)
            identifiers.update(group.texts if group else [self.text(name).id])
        return frozenset(identifiers)


def kept_by_law(
    question: Callable[Concatenate[Law, Arguments], Answer],
) -> Callable[Concatenate[Law, Arguments], Answer]:
    """Keep the answers of a question in the law: each is computed once, and is dropped with the law."""

    @wraps(question)
    def answered(law: Law, /, *asked: Arguments.args, **_none: Arguments.kwargs) -> Answer:
        if question not in law.kept:
            law.kept[question] = lru_cache(MOST_KEPT)(partial(question, law))
        return law.kept[question](*asked)  # type: ignore[no-any-return]

    return answered


def near(name: str, known: list[str]) -> str:
    """What follows a name that is unknown: ` - did you mean avenant-43?`; nothing where none looks like it."""
    import difflib  # noqa: PLC0415 - only on the way to an error

    likely = difflib.get_close_matches(name.lower(), dict.fromkeys(known), n=3, cutoff=0.5)
    return _(" - did you mean {names}?").format(names=", ".join(likely)) if likely else ""
