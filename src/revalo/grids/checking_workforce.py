"""What must hold of the workforce: shares add up, heads × hours make the full-time equivalents, known jobs."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from revalo.grids.compiling import Compiler
from revalo.grids.reading import Place, Problem
from revalo.grids.schema.closed import nearest
from revalo.grids.workforce import FULL_TIME, Workforce, workforce
from revalo.language import _

_ROUNDING = 1  # full-time equivalents


def check_workforce(compiler: Compiler) -> Iterator[Problem]:
    """Every problem of the workforce, if there is one, and of the cases that are replayed on it."""
    raw = compiler.law["workforce"]
    bases = raw["bases"] if raw else {}
    for name, entry in compiler.law["cases"].items():
        for i, base in enumerate(entry.get("branch", [])):
            if base not in bases:
                source, at = compiler.places[f"cases:{name}"]
                yield source.problem((*at, "branch", i), _("unknown base") + nearest(base, bases))
    if raw is None:
        return
    for place, problem in _problems(compiler, raw):
        source, at = compiler.places["workforce"]
        yield source.problem((*at, *place), problem)


def _problems(compiler: Compiler, raw: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    yield from _sources(compiler, raw, ())
    try:
        counts = workforce(raw)
    except (ValueError, ZeroDivisionError):
        yield (), _("a figure of the workforce is no number")
        return
    yield from _sums(counts)
    yield from _jobs(compiler, counts)
    for name, base in counts.bases.items():
        for side, reading in (("before", base.before), ("after", base.after)):
            for text in (*reading.without, *reading.with_):
                if text not in compiler.law["texts"]:
                    yield ("bases", name, side), f"{_('unknown text')} {text}{nearest(text, compiler.law['texts'])}"


def _sources(compiler: Compiler, raw: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """Sources that no file describes, wherever they are named."""
    for name, entry in raw.items() if isinstance(raw, dict) else ():
        if name == "source" and entry not in compiler.law["sources"]:
            yield (*place, name), f"{_('unknown source')} {entry}{nearest(entry, compiler.law['sources'])}"
        yield from _sources(compiler, entry, (*place, name))


def _sums(workforce: Workforce) -> Iterator[tuple[Place, str]]:
    if sum(workforce.years.values(), Fraction()) != 1:
        yield ("seniority", "bands"), _("the shares do not add up to 100")
    if sum((group.share for group in workforce.groups.values()), Fraction()) != 1:
        yield ("groups",), _("the shares do not add up to 100")
    part = 1 - workforce.full_time
    worked = sum(
        (
            group.share * (workforce.full_time + part * Fraction(group.hours) / Fraction(FULL_TIME))
            for group in workforce.groups.values()
        ),
        Fraction(),
    )
    if abs(workforce.heads * worked - workforce.fte) > _ROUNDING:
        computed = round(workforce.heads * worked)
        yield ("fte",), _("heads and hours come to {computed} full-time equivalents").format(computed=computed)
    low, high = workforce.apa_pch
    if not low <= high <= Fraction(1):
        yield ("apa_pch",), _("the lowest share is above the highest")


def _jobs(compiler: Compiler, workforce: Workforce) -> Iterator[tuple[Place, str]]:
    tables = compiler.law["tables"]
    jobs, categories = (
        {path.rpartition(".")[2] for path in tables if path.startswith(f"avenant43.{grid}.")}
        for grid in ("jobs", "old_grid")
    )
    for name, group in workforce.groups.items():
        if group.job not in jobs:
            yield ("groups", name, "job"), _("unknown job") + nearest(group.job, jobs)
        elif group.category not in (own := tables[f"avenant43.jobs.{group.job}"]["categories"]) and categories >= {
            *own
        }:
            yield ("groups", name, "category"), _("not the category of this job")
