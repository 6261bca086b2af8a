"""Law files to one plain structure: figures as integers of their unit, every version with its file and line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from revalo.errors import LawFileError
from revalo.grids import units
from revalo.grids.grades import GRADE_VALUES, grade_section, grade_tables
from revalo.grids.reading import Document, Place, Problem, dotted
from revalo.grids.schema.closed import Closed, Label, nearest
from revalo.grids.schema.files import SCHEMAS, Additions
from revalo.grids.schema.grades import Grade
from revalo.grids.schema.measures import Amount, Measure, OpenPoint
from revalo.grids.schema.tables import Described, Grid, Row, Table, Version
from revalo.grids.schema.workforce import Workforce
from revalo.grids.values import InvalidValue, converted
from revalo.language import _

Compiled = dict[str, Any]


class Refused(LawFileError):
    """Every problem found in the law files, one line each."""

    def __init__(self, problems: list[Problem]) -> None:
        ordered = sorted(problems, key=lambda problem: (problem.file, problem.line))
        super().__init__((problem.name, str(problem)) for problem in ordered)


class Source:
    """One law file, read and matched with its schema."""

    def __init__(self, path: Path, schema: type[Closed]) -> None:
        self.document = Document(path)
        self.stem = next((name for name, known in SCHEMAS.items() if known is schema), path.name).removesuffix(".yaml")
        self.model = schema.model_validate(self.document.data)

    @property
    def verified(self) -> str:
        """The day up to which the file was verified; a file of additions that does not say is taken as current."""
        day: date | None = getattr(self.model, "verified", None)
        return (day or date.max).isoformat()

    @property
    def usual(self) -> str | None:
        """The source of figures that name none."""
        return getattr(self.model, "source", None)

    def problem(self, place: Place, message: str) -> Problem:
        """What is wrong at a place of this file."""
        return self.document.problem(place, "law-file", problem=message)


def read(files: Mapping[str, Path]) -> list[Source]:
    """Read every law file; raise `Refused` with all the problems of all files."""
    return read_as((path, SCHEMAS.get(name, Additions)) for name, path in files.items())


def read_as(files: Iterable[tuple[Path, type[Closed]]]) -> list[Source]:
    """Read files, each by its schema; raise `Refused` with all the problems of all files."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for path, schema in files:
        try:
            sources.append(Source(path, schema))
        except Problem as problem:
            problems.append(problem)
        except ValidationError as error:
            problems += _translated(Document(path), error)
        except OSError:
            problems.append(Problem(path.name, 1, "", "file-not-opened"))
    if problems:
        raise Refused(problems)
    return sources


def resembled(path: Path) -> str:
    """The name of the law file that a file replaces: its own, or that of the schema with most of its names."""
    if path.name in SCHEMAS:
        return path.name
    try:
        names = set(Document(path).data)
    except (Problem, OSError):
        return path.name
    if names <= set(Additions.model_fields):
        return path.name
    return max(SCHEMAS, key=lambda name: len(names & set(SCHEMAS[name].model_fields)))


def _translated(document: Document, error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors():
        place: Place = fault["loc"]
        context = fault.get("ctx", {})
        for name, hint in context.get("names", ()):
            yield document.problem((*place, name), "law-file", problem=_("unknown name") + hint)
        if "names" not in context:
            yield document.problem(place, "law-file", problem=_message(fault["type"], fault["msg"], context))


def _message(kind: str, message: str, context: Mapping[str, Any]) -> str:
    known = {
        "missing": _("this name is required and missing"),
        "string_type": _("write text here"),
        "model_type": _("write a table of names and values here"),
        "dict_type": _("write a table of names and values here"),
        "list_type": _("write a list here"),
        "string_too_short": _("this text is empty"),
        "too_short": _("write at least one entry here"),
    }
    if kind == "literal_error":
        return _("not one of {names}").format(names=context["expected"].replace("'", "").replace(" or ", ", "))
    return known.get(kind, message)


SECTIONS = (
    "texts",
    "groups",
    "sources",
    "cases",
    "sectors",
    "structures",
    "professions",
    "profession_groups",
    "measures",
    "grades",
    "open_points",
)


class Compiler:
    """Gathers tables and named entries (texts, sources, measures…) from the files, and the problems met on the way."""

    def __init__(self) -> None:
        self.law: Compiled = {"tables": {}, "published": {}, "workforce": None, **{name: {} for name in SECTIONS}}
        self.sources: list[Source] = []
        self.places: dict[str, tuple[Source, Place]] = {}
        self.versions_at: dict[str, Sequence[Place]] = {}  # by table, the places of its versions
        self.references: list[tuple[Source, Place, str, str]] = []  # a name given at a place, and its section
        self.problems: list[Problem] = []
        self.complete = True  # no table had to be left out

    def add(self, source: Source) -> None:
        """Take in one file."""
        self.sources.append(source)
        self._refer(source, (), "source", source.usual, "sources")
        for name in type(source.model).model_fields:
            entry = getattr(source.model, name)
            if name in SECTIONS:
                self._section(source, name, entry)
            elif isinstance(entry, Workforce):
                self.places[name] = (source, (name,))
                self.law[name] = _plain(entry)
            else:
                self._parameter(source, (name,), entry)

    def _section(self, source: Source, section: str, entries: dict[str, Any]) -> None:
        for name, entry in entries.items():
            self.places[f"{section}:{name}"] = (source, (section, name))
            if isinstance(entry, Measure):
                self._measure(source, name, entry)
            if isinstance(entry, Grade):
                self._grade(source, name, entry)
            if isinstance(entry, OpenPoint):
                self._refer(source, (section, name), "text", entry.text, "texts")
                self._refer(source, (section, name), "measure", entry.measure, "measures")
            self.law[section][name] = grade_section(name, entry) if isinstance(entry, Grade) else _plain(entry)
            if section == "cases":
                self.law[section][name] |= _places_of_case(source.document, (section, name))

    def _refer(self, source: Source, place: Place, field: str, name: str | None, section: str) -> None:
        if name is not None:
            self.references.append((source, (*place, field), name, section))

    def _describe(self, source: Source, place: Place, about: Described) -> bool:
        """Note what a table or grid names; whether its unit is known."""
        self._refer(source, place, "source", about.source, "sources")
        self._refer(source, place, "created_by", about.created_by, "texts")
        if about.unit in units.UNITS or about.unit in units.WORDS:
            return True
        self.problems.append(source.problem((*place, "unit"), _("unknown unit") + nearest(about.unit, units.UNITS)))
        self.complete = False
        return False

    def _parameter(self, source: Source, place: Place, entry: object) -> None:
        if isinstance(entry, Described) and not self._describe(source, place, entry):
            return
        if isinstance(entry, Table):
            self._table(source, _path(source, place), place, entry, entry)
        elif isinstance(entry, Grid):
            for name, row in entry.rows.items():
                self._table(source, _path(source, (*place, name)), (*place, "rows", name), entry, row)
            path = _path(source, place)
            self.law["published"][path] = [_plain(each) for each in entry.published]
            self.places[f"published:{path}"] = (source, (*place, "published"))
        elif isinstance(entry, dict):
            for name, child in entry.items():
                self._parameter(source, (*place, name), child)

    def _measure(self, source: Source, name: str, measure: Measure) -> None:
        """Each amount of a measure is a table, `segur.MEASURE.AMOUNT`, in whatever file it stands."""
        for key, amount in measure.amounts.items():
            place = ("measures", name, "amounts", key)
            if self._describe(source, place, amount):
                self._table(source, f"segur.{name}.{key}", place, amount, amount, measure.label)

    def _grade(self, source: Source, name: str, grade: Grade) -> None:
        """The tables of a grade, `public_grids.fph.GRADE.index` among them."""
        for path, about, entry, places in grade_tables(name, grade):
            self._table(source, path, ("grades", name), about, entry, grade.label, places)
        for i, grid in enumerate(grade.grids):
            for j, printed in enumerate(grid.printed):
                self._refer(source, ("grades", name, "grids", i, "printed", j), "source", printed.source, "sources")

    def _table(
        self,
        source: Source,
        path: str,
        place: Place,
        about: Described,
        entry: Table | Row | Amount,
        label: Label | None = None,
        versions_at: Sequence[Place] = (),
    ) -> None:
        at = versions_at or [(*place, "versions", i) for i in range(len(entry.versions))]
        self.places[path], self.versions_at[path] = (source, place), at
        if isinstance(entry, Row):
            self._refer(source, place, "created_by", entry.created_by, "texts")
        category = getattr(entry, "category", None)
        own_article = getattr(entry, "article", None)
        self.law["tables"][path] = {
            "label": _plain(label or getattr(entry, "label", None) or getattr(about, "label", None)),
            "unit": about.unit,
            "shape": about.shape,
            "first": _plain(about.first),
            "choices": {name: _plain(words) for name, words in about.choices.items()},
            "outside": _plain(about.outside),
            "created_by": getattr(entry, "created_by", None) or about.created_by,
            "verified": source.verified,
            "jobs": getattr(entry, "jobs", []),
            "disputed_jobs": getattr(entry, "disputed_jobs", []),
            "dispute": _plain(getattr(entry, "dispute", None)),
            "categories": [category] if category else getattr(entry, "categories", []),
            "statuses": getattr(entry, "statuses", []),
            "aliases": getattr(entry, "aliases", []),
            "versions": [
                self._version(source, version_at, about, version, own_article)
                for version_at, version in zip(at, entry.versions, strict=True)
            ],
        }

    def _version(
        self, source: Source, place: Place, about: Described, version: Version, article: str | None
    ) -> Compiled:
        usual = version.source or about.source or source.usual
        if usual is None:
            self.problems.append(source.problem((*place, "source"), _("this name is required and missing")))
        for field in ("text", "created_by", "gives_way_to"):
            self._refer(source, place, field, getattr(version, field), "texts")
        self._refer(source, place, "source", version.source, "sources")
        plain: Compiled = _plain(version)
        return {
            "from": plain["from"],
            "value": None if version.value is None else self._value(source, place, about, version),
            "not_found": plain.get("not_found"),
            "text": version.text,
            "article": version.article or article or about.article,
            "created_by": version.created_by,
            "gives_way_to": version.gives_way_to,
            "known_on": plain.get("known_on"),
            "others_from": plain.get("others_from"),
            "confidence": version.confidence,
            "source": usual,
            "note": plain.get("note"),
            "file": source.document.file,
            "line": source.document.line(place),
        }

    def _value(self, source: Source, place: Place, about: Described, version: Version) -> Any:
        name = GRADE_VALUES[about.unit] if place[0] == "grades" else "value"
        try:
            value, figures = converted(version.value, about)
        except InvalidValue as invalid:
            self.problems.append(source.problem((*place, name, *invalid.place), str(invalid)))
            return None
        if figures is None or about.unit in units.WORDS:
            return value
        if version.sum is None:
            self.problems.append(
                source.problem((*place, "sum"), _("the checksum is missing: give the sum of the figures"))
            )
        elif sum(figures) != version.sum * 10 ** units.UNITS[about.unit].places:
            self.problems.append(
                source.problem((*place, "sum"), _("the figures do not add up to this checksum: a figure is mistyped"))
            )
        return value


def _places_of_case(document: Document, place: Place) -> Compiled:
    """The file of a case, and the lines of its inputs and of what it states."""
    below = {dotted(each[2:]): line for each, line in document.lines.items() if each[:2] == place}
    return {"file": document.file, "lines": below}


def _plain(entry: Any) -> Any:
    """A model as plain data, under the names of the law files; anything else as it is."""
    if isinstance(entry, BaseModel):
        return entry.model_dump(mode="json", by_alias=True, exclude_none=True)
    return entry


def _path(source: Source, place: Place) -> str:
    return ".".join([source.stem, *map(str, place)])
