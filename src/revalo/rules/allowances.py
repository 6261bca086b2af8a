"""The allowances of the home-care branch that a person is given: who may have them, and their points or euros."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from revalo import language
from revalo.errors import UsageError
from revalo.grids.binding import Binding
from revalo.grids.tables import Table
from revalo.language import _
from revalo.rules.caveats import Assumption, Caveat, PayWarning, Ruled
from revalo.rules.formulas import family
from revalo.rules.graph import Formula
from revalo.rules.inputs import Input, given_by, scalar
from revalo.rules.payee import Payee
from revalo.rules.placement import BRANCH, Place

COUNTED = "base-and-allowances"  # of what counts against the minimum wage


def allowance_inputs(payee: Payee, place: Place, floor: Input) -> dict[str, Input]:
    """The amount of each allowance, and the points of all that count against the minimum wage."""
    inputs: dict[str, Input] = {}
    for name, number in (payee.value("allowances") or {}).items():
        amount = payee.apply(allowance, name, number, place.row, payee.value("job"))
        if amount is not None:
            inputs[_input(name)] = amount
    counts = not place.is_new and floor.value == COUNTED
    counted = sum(each.value for each in inputs.values()) if counts else 0
    label = _("allowance points counted against the minimum wage")
    return {**inputs, "counted_points": Input(counted, "points", label)}


def allowance_lines(inputs: Mapping[str, Any]) -> list[Formula]:
    """One line for each allowance, and their sum where they count against the minimum wage."""
    lines = [_line(name, each) for name, each in inputs.items() if name.startswith("allowance.")]
    counted = tuple(line.id for line in lines) if inputs["counted_points"].value else ()
    return [*lines, _counted(counted)]


@lru_cache(maxsize=256)
def _counted(names: tuple[str, ...]) -> Formula:
    return family("counted_allowances").over(names)


def _input(name: str) -> str:
    return f"allowance.{name}.points"


def _line(name: str, amount: Input) -> Formula:
    formula = family("allowance_in_euros" if amount.unit == "EUR" else "allowance")
    return formula.renamed(name.removesuffix(".points"), **{formula.needs[0]: name})


def allowance(binding: Binding, name: str, number: int | None, row: str, job: str | None) -> Ruled:
    """An allowance in the grid of a row; None where that grid lacks it, or gives it to others."""
    path = f"{BRANCH}.{'new' if '.new_grid.' in row else 'old'}_allowances.{name}"
    if path not in binding.law.paths:
        return Ruled(None)
    place = row.partition("_grid.")[2]
    if who := _reserved(binding.law.table(path).about, place, job):
        message = _("allowance {name}: not due here, the text gives it to {who}")
        return Ruled(None, (_warning("allowance-dropped", message, name, who),))
    caveats: tuple[Caveat, ...] = (*_disputed(binding.law.table(path), job), *_doubts(binding, path, name, place))
    return Ruled(_amount(binding, path, name, number), caveats)


def _reserved(about: Mapping[str, Any], place: str, job: str | None) -> list[str]:
    """To whom alone the text gives an allowance, where that is not this person."""
    if job and about["jobs"] and job not in (*about["jobs"], *about["disputed_jobs"]):
        return list(about["jobs"])
    is_due = not about["statuses"] or place.startswith(tuple(about["statuses"]))
    return [] if is_due else list(about["statuses"])


def _disputed(table: Table, job: str | None) -> tuple[Assumption, ...]:
    """What is taken for a job that the text both names and leaves out."""
    if job not in table.about["disputed_jobs"]:
        return ()
    return (Assumption(table.path, _("due"), language.label(table.about["dispute"])),)


def _doubts(binding: Binding, path: str, name: str, place: str) -> Iterator[PayWarning]:
    """A category that is not that of the jobs of the allowance; what the law files note of it."""
    categories = binding.law.table(path).categories
    if categories and place not in categories:
        message = _("allowance {name}: its jobs are in category {who}; check that it is due")
        yield _warning("doubtful-allowance", message, name, categories)
    version = binding.standing(path)
    if version is not None and version.note is not None:
        note = _("allowance {name}: {note}").format(name=name, note=language.label(version.note))
        yield PayWarning("allowance-note", note)


def _warning(code: str, message: str, name: str, who: list[str]) -> PayWarning:
    return PayWarning(code, message.format(name=name, who=", ".join(who)))


def _amount(binding: Binding, path: str, name: str, number: int | None) -> Input:
    if binding.law.table(path).shape != "bands":
        return scalar(binding, path)
    if number is None:
        raise UsageError("allowance-number", name=name)
    return given_by(binding.band(path, number))
