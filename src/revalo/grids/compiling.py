"""Law files to one plain structure: figures as integers of their unit, every version with its file and line."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from revalo.errors import LawError
from revalo.grids import units
from revalo.grids.models import SCHEMAS, Additions, Closed, Grid, Label, LawFile, Row, Table, Version, nearest
from revalo.grids.reading import Document, Place, Problem
from revalo.language import _

FORMAT = 1
_BAND = re.compile(r"(\d+)-(\d+)|>(\d+)", re.ASCII)
Compiled = dict[str, Any]


class Refused(LawError):
    """Every problem found in the law files, one line each."""

    def __init__(self, problems: list[Problem]) -> None:
        ordered = sorted(problems, key=lambda problem: (problem.file, problem.line))
        super().__init__("\n".join(str(problem) for problem in ordered))


class Source:
    """One law file, read and matched with its schema."""

    def __init__(self, path: Path, schema: type[Closed]) -> None:
        self.document = Document(path)
        self.stem = next((name for name, known in SCHEMAS.items() if known is schema), path.name).removesuffix(".yaml")
        self.model = schema.model_validate(self.document.data)

    def problem(self, place: Place, message: str) -> Problem:
        """What is wrong at a place of this file."""
        return self.document.problem(place, message)


def read(files: Mapping[str, Path]) -> list[Source]:
    """Read every file; raise `Refused` with all the problems of all files."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for name, path in files.items():
        try:
            sources.append(Source(path, SCHEMAS.get(name, Additions)))
        except Problem as problem:
            problems.append(problem)
        except ValidationError as error:
            problems += _translated(Document(path), error)
        except OSError:
            problems.append(Problem(path.name, 1, "", _("this file cannot be opened")))
    if problems:
        raise Refused(problems)
    return sources


def resembled(path: Path) -> str:
    """The name of the law file that a file stands for: its own, or that of the schema with most of its names."""
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
    for fault in error.errors(include_url=False):
        place: Place = fault["loc"]
        context = fault.get("ctx", {})
        if "at" in context:
            place = (*place, context["at"])
        yield document.problem(place, _message(fault["type"], fault["msg"], context))


def _message(kind: str, message: str, context: Mapping[str, Any]) -> str:
    known = {
        "missing": _("this name is required and missing"),
        "string_type": _("text expected here"),
        "model_type": _("a table of names and values is expected here"),
        "dict_type": _("a table of names and values is expected here"),
        "list_type": _("a list is expected here"),
        "string_too_short": _("this text is empty"),
        "too_short": _("at least one entry is needed here"),
    }
    if kind == "literal_error":
        return _("not one of {names}").format(names=context["expected"])
    return known.get(kind, message)


class Compiler:
    """Gathers tables, texts, sources and cases from the files, and the problems met on the way."""

    def __init__(self) -> None:
        self.law: Compiled = {"format": FORMAT, "tables": {}, "texts": {}, "groups": {}, "sources": {}, "cases": {}}
        self.places: dict[str, tuple[Source, Place]] = {}
        self.problems: list[Problem] = []

    def add(self, source: Source) -> None:
        """Take in one file."""
        model = source.model
        if isinstance(model, LawFile):
            for name in type(model).model_fields:
                self._parameter(source, (name,), getattr(model, name))
            return
        for section in ("texts", "groups", "sources", "cases"):
            for name, entry in getattr(model, section, {}).items():
                self.law[section][name] = entry.model_dump(mode="json", by_alias=True, exclude_none=True)
                self.places[f"{section}:{name}"] = (source, (section, name))

    def _parameter(self, source: Source, place: Place, entry: object) -> None:
        if isinstance(entry, Table):
            self._table(source, place, place, entry, entry)
        elif isinstance(entry, Grid):
            for name, row in entry.rows.items():
                self._table(source, (*place, name), (*place, "rows", name), entry, row)
            path = _path(source, place)
            self.law.setdefault("published", {})[path] = [p.model_dump(mode="json") for p in entry.published]
            self.places[f"published:{path}"] = (source, (*place, "published"))
        elif isinstance(entry, dict):
            for name, child in entry.items():
                self._parameter(source, (*place, name), child)

    def _table(self, source: Source, name: Place, place: Place, about: Table | Grid, entry: Table | Row) -> None:
        path = _path(source, name)
        assert isinstance(source.model, LawFile)  # noqa: S101 - only such files hold tables
        unit = about.unit
        if unit not in units.UNITS and unit not in units.WORDS:
            self.problems.append(source.problem((*place, "unit"), _("unknown unit") + nearest(unit, units.UNITS)))
            return
        self.places[path] = (source, place)
        label = entry.label or about.label
        self.law["tables"][path] = {
            "label": _dump(label),
            "unit": unit,
            "shape": about.shape,
            "first": _dump(about.first),
            "choices": {name: _dump(label) for name, label in about.choices.items()},
            "outside": _dump(about.outside),
            "created_by": entry.created_by or about.created_by,
            "verified": source.model.verified.isoformat(),
            "jobs": getattr(entry, "jobs", []),
            "categories": getattr(entry, "categories", []) or [c for c in [getattr(entry, "category", None)] if c],
            "statuses": getattr(entry, "statuses", []),
            "aliases": getattr(entry, "aliases", []),
            "versions": [
                self._version(source, (*place, "versions", i), about, entry.article, version)
                for i, version in enumerate(entry.versions)
            ],
        }

    def _version(
        self, source: Source, place: Place, about: Table | Grid, article: str | None, version: Version
    ) -> Compiled:
        assert isinstance(source.model, LawFile)  # noqa: S101
        return {
            "from": version.start.isoformat(),
            "value": None if version.value is None else self._value(source, place, about, version),
            "not_found": _dump(version.not_found),
            "text": version.text,
            "article": version.article or article or about.article,
            "known_on": version.known_on.isoformat() if version.known_on else None,
            "confidence": version.confidence,
            "source": version.source or about.source or source.model.source,
            "note": _dump(version.note),
            "file": source.document.file,
            "line": source.document.line(place),
        }

    def _value(self, source: Source, place: Place, about: Table | Grid, version: Version) -> Any:
        try:
            value, figures = _converted(version.value, about)
        except _Misfit as misfit:
            self.problems.append(source.problem((*place, "value", *misfit.place), str(misfit)))
            return None
        if about.shape == "scalar" or figures is None:
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


class _Misfit(Exception):
    def __init__(self, message: str, place: Place = ()) -> None:
        super().__init__(message)
        self.place = place


def _converted(raw: Any, about: Table | Grid) -> tuple[Any, list[int] | None]:
    """The value in integers, and its figures for the checksum."""
    match about.shape, raw:
        case "scalar", str():
            return _figure(raw, about, ()), None
        case "row", list():
            row = [_figure(text, about, (i,)) for i, text in enumerate(raw)]
            return row, row
        case "map", dict():
            table = {key: _figure(text, about, (key,)) for key, text in raw.items()}
            return table, list(table.values())
        case "over", dict():
            steps = [[_threshold(key), _figure(text, about, (key,))] for key, text in raw.items()]
            return steps, [step[1] for step in steps]
        case "bands", dict():
            bands = [[*_band(key), _figure(text, about, (key,))] for key, text in raw.items()]
            return bands, [band[2] for band in bands]
    raise _Misfit(_("this value does not have the shape {shape}").format(shape=about.shape))


def _figure(text: Any, about: Table | Grid, place: Place) -> Any:
    if not isinstance(text, str):
        raise _Misfit(_("a single figure is expected here"), place)
    if about.choices and text not in about.choices:
        raise _Misfit(
            _("not one of {names}").format(names=", ".join(about.choices)) + nearest(text, about.choices), place
        )
    try:
        return units.parse(text, about.unit)
    except ValueError:
        hint = (
            _("write decimals with a point, as in 5.62")
            if "," in text
            else _("not a figure in {unit}").format(unit=about.unit)
        )
        raise _Misfit(hint, place) from None


def _threshold(key: str) -> int:
    if not (key.isascii() and key.isdigit()):
        raise _Misfit(_("not a whole number"), (key,))
    return int(key)


def _band(key: str) -> tuple[int, int | None]:
    match = _BAND.fullmatch(key)
    if match is None:
        raise _Misfit(_("write a band as 10-49 or >300"), (key,))
    return (int(match[3]) + 1, None) if match[3] else (int(match[1]), int(match[2]))


def _dump(label: Label | None) -> dict[str, str] | None:
    return label.model_dump() if label else None


def _path(source: Source, place: Place) -> str:
    return ".".join([source.stem, *map(str, place)])
