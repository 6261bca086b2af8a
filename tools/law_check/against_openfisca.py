"""Figures against the parameters of OpenFisca-France, read as files: another team's reading of the same law.

`openfisca_map.json` says which parameter goes with which table: `file#1` is the rate of the second bracket,
`file#1.threshold` its threshold; `a + b * 0.9825` is a sum of parameters.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from law_claims import Claim

PER_CENT = {"%", "% of pay"}
PLACES = 10  # decimals that are meant: beyond, what is left of binary fractions, as in 0.041999999999999996


@dataclass(frozen=True)
class Comparison:
    """A claim, or a day without one, against a parameter: `wrong` says how they differ, empty where they agree."""

    claim: Claim
    parameter: str
    wrong: str = ""


def release(folder: Path) -> str | None:
    """The release installed in an environment, `openfisca-france 176.1.8`; None if there is none."""
    found = sorted(folder.glob("lib/python3*/site-packages/openfisca_france-*.dist-info"))
    return f"openfisca-france {found[-1].name.split('-')[1].removesuffix('.dist')}" if found else None


def parameters(folder: Path) -> Path:
    """Where an environment keeps OpenFisca's parameters."""
    return next(folder.glob("lib/python3*/site-packages/openfisca_france/parameters"))


def compared(claims: Sequence[Claim], root: Path, pairs: Mapping[str, Sequence[str]]) -> Iterator[Comparison]:
    """Each claim of a mapped table against its parameter, then what the parameter changes on other days."""
    for name, paths in pairs.items():
        values = _values(root, name)
        for path in paths:
            table = [claim for claim in claims if claim.path == path]
            for claim in table:
                if claim.is_figure:
                    yield Comparison(claim, name, _difference(claim, values))
            if table:
                yield from _changes_elsewhere(table, name, values)


def read_map(path: Path) -> dict[str, list[str]]:
    """The parameters and the tables that they go with."""
    held: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return held


def _values(root: Path, name: str) -> dict[date, Decimal | None]:
    """The values of a parameter, or of a sum of parameters, by their first day."""
    terms = [_term(root, term) for term in name.split(" + ")]
    days = sorted({day for values, _times in terms for day in values})
    return {day: _total([(_in_force(values, day), times) for values, times in terms]) for day in days}


def _term(root: Path, term: str) -> tuple[dict[date, Decimal | None], Decimal]:
    """A parameter's own values, and what they are multiplied by: `file * 0.9825`."""
    file, _, times = term.partition(" * ")
    return _parameter(root, file), Decimal(times or 1)


def _total(terms: Sequence[tuple[Decimal | None, Decimal]]) -> Decimal | None:
    known = [value * times for value, times in terms if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(terms) else None


def _parameter(root: Path, name: str) -> dict[date, Decimal | None]:
    file, _, part = name.partition("#")
    held = yaml.safe_load((root / f"{file}.yaml").read_text(encoding="utf-8"))
    if part:
        bracket, _, what = part.partition(".")
        dated = held["brackets"][int(bracket)][what or "rate"]
    else:
        dated = held["values"]
    return dict(sorted((_day(day), _number(value)) for day, value in dated.items()))


def _day(day: Any) -> date:
    return day if isinstance(day, date) else date.fromisoformat(str(day))


def _number(value: Any) -> Decimal | None:
    bare = value.get("value") if isinstance(value, dict) else value
    return None if bare is None else round(Decimal(str(bare)), PLACES).normalize()


def _in_force(values: Mapping[date, Decimal | None], day: date) -> Decimal | None:
    started = [value for start, value in values.items() if start <= day]
    return started[-1] if started else None


def _ours(claim: Claim) -> Decimal:
    return Decimal(claim.value) / (100 if claim.unit in PER_CENT else 1)


def _difference(claim: Claim, values: Mapping[date, Decimal | None]) -> str:
    theirs = _in_force(values, claim.start)
    if theirs == _ours(claim):
        return ""
    shown = "nothing" if theirs is None else f"{theirs * (100 if claim.unit in PER_CENT else 1):f}"
    return f"{claim.value} here ({claim.text}, {claim.source}), {shown} there"


def _changes_elsewhere(
    table: Sequence[Claim], name: str, values: Mapping[date, Decimal | None]
) -> Iterator[Comparison]:
    """A value that the parameter takes on a day where the table keeps another."""
    for start, value in values.items():
        held = [claim for claim in table if claim.start <= start]
        if value is None or not held or held[-1].start == start:
            continue
        last = held[-1]
        if not last.is_figure or _ours(last) != value:
            ours = last.value if last.is_figure else "nothing"
            wrong = f"from {start}: {value * (100 if last.unit in PER_CENT else 1):f} there, {ours} here"
            yield Comparison(last, name, wrong)
