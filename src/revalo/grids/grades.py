"""The grades of the civil service as tables: for each service that has them, gross indices, lengths and passages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from revalo.grids.reading import Place
from revalo.grids.schema.closed import Label
from revalo.grids.schema.grades import Grade, GradeGrid, Passage, Since
from revalo.grids.schema.tables import Described, Table, Version

STEP = Label(fr="échelon", en="échelon")
NOT_READ = Label(
    fr="aucune source lue ne donne cet échelon à cette date",
    en="no source that was read gives this échelon on this day",
)
NO_PASSAGE = Label(
    fr="aucune source lue ne dit où ce reclassement place cet échelon",
    en="no source that was read gives where this passage places this échelon",
)


GRADE_VALUES = {"points": "index", "months": "months", "passage": "steps"}  # the names of values, by their units


class GradeTable(NamedTuple):
    """A table of a grade in one civil service. `about`: what it says of its figures; `entry`: the dated table.

    `places`: where the file states each version.
    """

    path: str
    about: Described
    entry: Table
    places: list[Place]


class Stated(NamedTuple):
    """A grid or a passage of a grade, its day in one civil service, and where it is stated."""

    entry: Any
    since: Since
    place: Place


def grade_section(name: str, grade: Grade) -> dict[str, Any]:
    """What the compiled law says of a grade beside its tables: `left` has the passages that lead to another grade."""
    left = [
        {"statute": statute, "from": since.start.isoformat(), "text": since.text, "to": passage.to}
        for passage in grade.passages
        for statute, since in passage.since.items()
        if passage.to != name
    ]
    return grade.model_dump(
        mode="json", include={"label", "aliases", "category", "statutes", "professions", "scale"}
    ) | {"left": left}


def grade_tables(name: str, grade: Grade) -> Iterator[GradeTable]:
    """The tables of a grade: gross index, months and passage of each échelon, in each civil service that has it.

    A grade on a scale has its own passages only: its grids, and other passages, are those of the scale.
    """
    for statute in grade.statutes:
        grids, passages = (list(_stated(statute, name, part, getattr(grade, part))) for part in ("grids", "passages"))
        lengths = [each for each in grids if each.entry.months]
        for kind, unit, outside, entries in (
            ("index", "points", NOT_READ, grids),
            ("months", "months", None, lengths),
            ("passage", "passage", NO_PASSAGE, passages),
        ):
            if entries:
                versions = [_VERSIONS[kind](each) for each in entries]
                has_hole = any(_has_hole(each.value or {}) for each in versions)
                about = Described(unit=unit, shape="map", first=STEP, outside=outside if has_hole else None)
                table = Table.model_construct(label=grade.label, unit=unit, shape="map", versions=versions)
                places = [each.place for each in entries]
                yield GradeTable(f"public_grids.{statute}.{name}.{kind}", about, table, places)


def _stated(statute: Any, name: str, part: str, entries: Sequence[Any]) -> Iterator[Stated]:
    """The grids or passages of a civil service in the order of their days."""
    every = (
        Stated(entry, entry.since[statute], ("grades", name, part, i))
        for i, entry in enumerate(entries)
        if statute in entry.since
    )
    return iter(sorted(every, key=lambda each: each.since.start))


def _has_hole(rows: Mapping[str, str]) -> bool:
    """Whether an échelon is missing below the last one; keys that are no échelons are for the checks to refuse."""
    steps = {key.partition(">")[0] for key in rows}
    return not steps >= {str(step) for step in range(1, len(steps) + 1)}


def _version(since: Since, **figures: Any) -> Version:
    return Version.model_construct(
        start=since.start,
        text=since.text,
        article=since.article,
        created_by=since.created_by,
        confidence=since.confidence,
        source=since.source,
        **figures,
    )


def _index(stated: Stated) -> Version:
    grid: GradeGrid = stated.entry
    return _version(stated.since, value=grid.index, sum=grid.sum, not_found=grid.not_found, note=grid.note)


def _months(stated: Stated) -> Version:
    grid: GradeGrid = stated.entry
    return _version(stated.since, value=grid.months, sum=grid.months_sum, note=grid.note)


def _passage(stated: Stated) -> Version:
    passage: Passage = stated.entry
    steps = passage.steps and {step: f"{passage.to}/{after}" for step, after in passage.steps.items()}
    return _version(stated.since, value=steps, not_found=passage.not_found, note=passage.note)


_VERSIONS: Mapping[str, Callable[[Stated], Version]] = {
    "index": _index,
    "months": _months,
    "passage": _passage,
}
