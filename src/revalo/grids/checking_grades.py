"""What must hold in the index grids of the civil service: passages that lead somewhere, double entry."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from revalo.grids.compiling import Compiler, Source
from revalo.grids.passages import after_of, row_of
from revalo.grids.reading import Place, Problem
from revalo.grids.schema.closed import nearest
from revalo.grids.schema.files import PublicGrids
from revalo.grids.schema.grades import Grade, GradeGrid
from revalo.language import _
from revalo.money import half_up, parse_fixed

CONVERSION, POINT = "civil_service.index_of", "civil_service.point_value"
NEW_POINTS = "2024-01-01", 5  # every index was raised by five points that day
MONTHS_AND_CENTS = 12 * 100
ONE_CENT = 1  # some print an amount cut, not rounded


def check_grades(compiler: Compiler) -> Iterator[Problem]:
    """Every problem of the grades; double entry only where their figures could be read."""
    for source, grades in _files(compiler):
        for name, grade in grades.items():
            yield from _named(source, name, grade, grades)
            yield from _professions(compiler, source, name, grade)
    for path, table in compiler.law["tables"].items():
        if path.startswith("public_grids."):
            yield from _figures(compiler, path, table)
    yield from _conversion(compiler)


def check_printed(compiler: Compiler) -> Iterator[Problem]:
    """Double entry: a gross index gives the index that somebody printed, and the monthly euros to the cent."""
    for source, grades in _files(compiler):
        for name, grade in grades.items():
            for i, grid in enumerate(grade.grids):
                yield from _printed(compiler, source, ("grades", name, "grids", i), grid)


def _files(compiler: Compiler) -> Iterator[tuple[Source, Mapping[str, Grade]]]:
    for source in compiler.sources:
        if isinstance(source.model, PublicGrids):
            yield source, source.model.grades


def _named(source: Source, name: str, grade: Grade, grades: Mapping[str, Grade]) -> Iterator[Problem]:
    """The grades that a grade names exist, and its civil services are among its own."""
    if grade.scale is not None and grade.scale not in grades:
        message = _("unknown name") + f" {grade.scale}" + nearest(grade.scale, grades)
        yield source.problem(("grades", name, "scale"), message)
    for i, passage in enumerate(grade.passages):
        if passage.to not in grades:
            message = _("unknown name") + f" {passage.to}" + nearest(passage.to, grades)
            yield source.problem(("grades", name, "passages", i, "to"), message)
    for part in ("grids", "passages"):
        for i, entry in enumerate(getattr(grade, part)):
            for statute in entry.since:
                if statute not in grade.statutes:
                    message = _("not one of {names}").format(names=", ".join(grade.statutes))
                    yield source.problem(("grades", name, part, i, "since", statute), message)


def _professions(compiler: Compiler, source: Source, name: str, grade: Grade) -> Iterator[Problem]:
    """The professions of a grade exist."""
    known = compiler.law["professions"]
    for i, profession in enumerate(grade.professions):
        if profession not in known:
            message = _("unknown name") + f" {profession}" + nearest(profession, known)
            yield source.problem(("grades", name, "professions", i), message)


def _figures(compiler: Compiler, path: str, table: dict[str, Any]) -> Iterator[Problem]:
    """Échelons are numbers in order, gross indices never go down, a passage leads to an échelon that there is."""
    source, places = compiler.places[path][0], compiler.versions_at[path]
    for place, version in zip(places, table["versions"], strict=True):
        for message in _of_version(compiler, path, version["value"] or {}):
            yield source.problem(place, message)


def _of_version(compiler: Compiler, path: str, value: Mapping[str, Any]) -> Iterator[str]:
    try:
        rows = [row_of(key) for key in value]
    except ValueError:
        yield _("échelons are whole numbers, e.g. 3, or 3>12 in a passage")
        return
    if rows != sorted(set(rows)):
        yield _("échelons must be in order, each once")
    if path.endswith(".index") and any(one > two for one, two in pairwise(value.values())):
        yield _("the figures of a row never go down: one is mistyped")
    if path.endswith(".passage"):
        yield from _targets(compiler, path, value)


def _targets(compiler: Compiler, path: str, value: Mapping[str, str]) -> Iterator[str]:
    statute = path.split(".")[1]
    for word in value.values():
        after = after_of(word)
        table = _index_table(compiler, statute, after.grade)
        steps = {step for version in table["versions"] for step in version["value"] or ()} if table else set()
        if str(after.step) not in steps:
            yield _("{grade} has no échelon {step} in {statute}").format(
                grade=after.grade, step=after.step, statute=statute
            )


def _index_table(compiler: Compiler, statute: str, grade: str) -> Any:
    """The gross indices of a grade, its own or those of its scale."""
    holder = compiler.law["grades"].get(grade, {}).get("scale") or grade
    return compiler.law["tables"].get(f"public_grids.{statute}.{holder}.index")


def _conversion(compiler: Compiler) -> Iterator[Problem]:
    """The index never goes down with the gross index; five points were added to each on 1 January 2024."""
    table = compiler.law["tables"].get(CONVERSION, {"versions": []})
    last: Mapping[str, int] = {}
    for place, version in zip(compiler.versions_at.get(CONVERSION, ()), table["versions"], strict=True):
        source, value = compiler.places[CONVERSION][0], version["value"] or {}
        if any(one > two for one, two in pairwise(value[key] for key in sorted(value, key=int))):
            yield source.problem((*place, "value"), _("the figures of a row never go down: one is mistyped"))
        day, more = NEW_POINTS
        if version["from"] == day and value != {key: figure + more for key, figure in last.items()}:
            yield source.problem((*place, "value"), _("each index is that of the version before and five points"))
        last = value


def _printed(compiler: Compiler, source: Source, place: Place, grid: GradeGrid) -> Iterator[Problem]:
    of_index = {} if grid.index is None else grid.index
    for i, printed in enumerate(grid.printed):
        day = printed.on.isoformat()
        index, point = (_standing(compiler, path, day) for path in (CONVERSION, POINT))
        at = (*place, "printed", i)
        for step, text in printed.index.items():
            if str((index or {}).get(of_index.get(step))) != text:
                yield source.problem(
                    (*at, "index", step), _("the gross index of this échelon does not give this index")
                )
        for step, text in printed.euros.items():
            paid = (index or {}).get(of_index.get(step))
            if paid is None or abs(half_up(paid * (point or 0), MONTHS_AND_CENTS) - _cents(text)) > ONE_CENT:
                yield source.problem((*at, "euros", step), _("index × annual point / 12 does not give this amount"))


def _standing(compiler: Compiler, path: str, day: str) -> Any:
    """The value of a table on a day."""
    versions = compiler.law["tables"][path]["versions"]
    return next((each["value"] for each in reversed(versions) if each["from"] <= day), None)


def _cents(text: str) -> int:
    try:
        return parse_fixed(text, 2)
    except ValueError:
        return -MONTHS_AND_CENTS
