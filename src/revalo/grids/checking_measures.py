"""What must hold between measures: known names, no circle, and no two of one family for the same person."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from revalo.grids.compiling import Compiler
from revalo.grids.law import Law
from revalo.grids.reading import Place, Problem
from revalo.grids.schema.closed import nearest
from revalo.grids.sections import Clause
from revalo.language import _

FIELDS = {"sectors": "sectors", "structures": "structures", "professions": "professions", "except": "professions"}


def check_measures(compiler: Compiler) -> Iterator[Problem]:
    """Every problem of the measures."""
    problems = [*_names(compiler)]
    yield from problems
    if not problems:
        yield from _circles(compiler)
        yield from _exclusive(compiler)


def _names(compiler: Compiler) -> Iterator[Problem]:
    law = compiler.law
    for group, entry in law["profession_groups"].items():
        for i, name in enumerate(entry["professions"]):
            yield from _known(compiler, f"profession_groups:{group}", ("professions", i), name, law["professions"])
    for sector, entry in law["sectors"].items():
        if "structure" in entry:
            yield from _known(compiler, f"sectors:{sector}", ("structure",), entry["structure"], law["structures"])
    for measure, entry in law["measures"].items():
        key = f"measures:{measure}"
        for i, name in enumerate(entry["unless"]):
            yield from _known(compiler, key, ("unless", i), name, law["measures"])
        yield from _clauses(compiler, key, ("who",), entry["who"])
        for amount, about in entry["amounts"].items():
            yield from _clauses(compiler, key, ("amounts", amount, "who"), about["who"])
    for point, entry in law["open_points"].items():
        yield from _clauses(compiler, f"open_points:{point}", ("who",), entry["who"])


def _clauses(compiler: Compiler, key: str, place: Place, clauses: list[dict[str, Any]]) -> Iterator[Problem]:
    law = compiler.law
    for i, clause in enumerate(clauses):
        for field, section in FIELDS.items():
            known = law[section] | (law["profession_groups"] if section == "professions" else {})
            for j, name in enumerate(clause.get(field, [])):
                yield from _known(compiler, key, (*place, i, field, j), name, known)


def _known(compiler: Compiler, key: str, place: Place, name: str, known: Mapping[str, Any]) -> Iterator[Problem]:
    if name not in known:
        source, at = compiler.places[key]
        yield source.problem((*at, *place), _("unknown name") + f" {name}" + nearest(name, known))


def _circles(compiler: Compiler) -> Iterator[Problem]:
    """A measure must not depend, through `unless`, on itself."""
    measures = compiler.law["measures"]

    def reached(name: str, seen: frozenset[str]) -> bool:
        return any(other in seen or reached(other, seen | {other}) for other in measures[name]["unless"])

    for name in measures:
        if reached(name, frozenset({name})):
            source, at = compiler.places[f"measures:{name}"]
            yield source.problem((*at, "unless"), _("this measure depends on itself"))


def _exclusive(compiler: Compiler) -> Iterator[Problem]:
    """Two measures of one family that the same person could both have, unless one steps back for the other."""
    law = Law(compiler.law)
    for one, two in combinations(law.measures, 2):
        first, second = law.measures[one], law.measures[two]
        if first.family != second.family or one in second.unless or two in first.unless:
            continue
        if any(_overlap(law, a, b) for a in first.who for b in second.who):
            source, at = compiler.places[f"measures:{two}"]
            message = _("{one} and {two} could both apply to the same person: only one of a family may")
            yield source.problem((*at, "who"), message.format(one=one, two=two))


def _overlap(law: Law, one: Clause, two: Clause) -> bool:
    """Whether some sector, structure and profession satisfies both clauses."""
    return bool(
        set(one.sectors or law.sectors) & set(two.sectors or law.sectors)
        and set(one.structures or law.structures) & set(two.structures or law.structures)
        and law.professions_of(one) & law.professions_of(two)
    )
