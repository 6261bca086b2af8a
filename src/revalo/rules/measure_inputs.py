"""The Ségur measures of a payee: which are due, their amounts, and what must be said of them."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from revalo.grids.binding import Binding
from revalo.grids.law import Law, kept_by_law
from revalo.grids.sections import Clause
from revalo.language import _
from revalo.rules.caveats import Assumption, PayWarning, Ruled
from revalo.rules.formulas import family
from revalo.rules.graph import Formula
from revalo.rules.inputs import given_by, nothing, scalar
from revalo.rules.measures import Eligibility, Situation, Verdict, amount_of, conditions_of
from revalo.rules.open_points import known_by_signature, open_points
from revalo.rules.payee import Given, Payee
from revalo.rules.segur import BY_UNIT
from revalo.rules.seniority import Seniority, counted_seniority

BANDED = ("bands", "over")  # shapes of amounts that depend on the completed years
Verdicts = tuple[Verdict, ...]


def measures_of(payee: Payee) -> Given:
    """The verdicts on the measures that are due; None where they cannot be told."""
    department = payee.value("department") if _names_departments(payee.binding.law) else None
    has_diploma = payee.apply(is_given, payee.value("diploma"))
    given = (payee.value("sector"), payee.value("structure"), _profession(payee), has_diploma, department)
    return payee.apply(measures_met, *given, column="profession")


def _profession(payee: Payee) -> Given:
    """The profession given, or that of the people of the grade."""
    if payee.value("grade") is None:
        return payee.value("profession")
    given = map(payee.value, ("sector", "structure", "profession", "grade"))
    return payee.apply(profession_known, *given, column="profession")


def profession_known(
    binding: Binding, sector: str, structure: str | None, profession: str | None, grade: str | None
) -> Ruled:
    """The profession given, else that of the grade, if the measures are the same for all of its professions."""
    law = binding.law
    names = law.grades[grade].professions if grade is not None and profession is None else ()
    where = structure or usual_structure(law, sector)
    if len({conditions_of(law, Situation(sector, where, name)).met for name in names}) != 1:
        return Ruled(profession)
    return Ruled(names[0], (Assumption("profession", names[0], _("that of the grade")),))


def measure_inputs(payee: Payee, verdicts: Given, known: Given, year: Given) -> tuple[dict[str, Any], list[Formula]]:
    """The amounts of the monthly measures, and their lines: one for each measure and unit.

    `known`: the seniority, None where it is not; `year`: the row of the old grid.
    """
    inputs: dict[str, Any] = {}
    lines: list[Formula] = []
    for (measure, unit), paths in _kinds(payee, verdicts).items():
        hangs = any(_is_banded(payee.binding, path) for path in paths)
        years = (known, year) if hangs else (None, None)
        line = f"segur.{measure}"
        name = f"{line}.amount" if f"{line}.amount" not in inputs else f"{line}:{unit}.amount"
        inputs[name] = payee.apply(measure_amount, verdicts, measure, unit, *years, column="profession")
        if unit == "points":
            inputs["index_point"] = scalar(payee.binding, "civil_service.point_value")
        lines.append(_line(unit, name))
    return inputs, lines


@lru_cache(maxsize=256)
def _line(unit: str, amount: str) -> Formula:
    """The line of an amount, by its name."""
    formula = family(BY_UNIT[unit])
    return formula.renamed(amount.removesuffix(".amount"), **{formula.needs[0]: amount})


def is_given(_binding: Binding, value: Given) -> Ruled:
    """Whether an input was given."""
    return Ruled(value is not None)


def measures_met(
    binding: Binding,
    sector: str,
    structure: str | None,
    profession: str | None,
    has_diploma: bool,  # noqa: FBT001 - an argument of a rule
    department: str | None,
) -> Ruled:
    """The verdicts on the measures that are due to a person."""
    where = structure or usual_structure(binding.law, sector)
    assumed = Assumption("structure", str(where), _("usual in this sector"))
    caveats = (assumed,) if where is not None and structure is None else ()
    if missing := missing_condition(binding.law, sector, where, profession):
        message = _("give {option}: without it no Ségur measure is counted").format(option=f"--{missing}")
        return Ruled(None, (*caveats, PayWarning(f"{missing}-missing", message)))
    eligibility = Eligibility(Situation(sector, where, profession, department, has_diploma), binding)
    verdicts = tuple(eligibility.verdicts(eligibility.conditions.met))
    points = (*open_points(eligibility), *known_by_signature(binding, verdicts))
    due = tuple(verdict for verdict in verdicts if verdict.applies)
    return Ruled(due, (*caveats, *points, *_promised(verdicts)))


def usual_structure(law: Law, sector: str) -> str | None:
    """The structure taken for a sector where none is given."""
    return law.sectors[sector].structure


def missing_condition(law: Law, sector: str, structure: str | None, profession: str | None) -> str | None:
    """The input without which measures cannot be told: elsewhere than in home care they depend on both."""
    if law.pay(sector) == "branch":
        return None
    return "structure" if structure is None else "profession" if profession is None else None


def measure_amount(
    binding: Binding, verdicts: Verdicts | None, measure: str, unit: str, known: Seniority | None, year: int | None
) -> Ruled:
    """The amount of a measure, by completed years where the text gives bands of seniority; none where it is not due."""
    path = _path(binding, verdicts, measure, unit)
    if path is None:
        return Ruled(nothing(unit))
    if not _is_banded(binding, path):
        return Ruled(given_by(amount_of(binding, path, 0)))
    counted = counted_seniority(binding, known, year)
    return Ruled(given_by(amount_of(binding, path, counted.value.completed)), counted.caveats)


def _path(binding: Binding, verdicts: Verdicts | None, measure: str, unit: str) -> str | None:
    """The table of a monthly measure in a unit, None where it is not due."""
    due = (path for name, path in _monthly(binding, verdicts) if name == measure)
    return next((path for path in due if binding.law.table(path).unit == unit), None)


def _kinds(payee: Payee, verdicts: Given) -> dict[tuple[str, str], list[str]]:
    """The tables of each monthly measure that is due to somebody, by the unit of their amounts."""
    due = dict.fromkeys(each for given in payee.distinct(verdicts) for each in _monthly(payee.binding, given))
    kinds: dict[tuple[str, str], list[str]] = {}
    for measure, path in due:
        kinds.setdefault((measure, payee.binding.law.table(path).unit), []).append(path)
    return kinds


def _monthly(binding: Binding, verdicts: Verdicts | None) -> Iterator[tuple[str, str]]:
    """The measures that are due every month, each with the path of its amount."""
    for verdict in verdicts or ():
        if verdict.path is not None and not binding.law.measures[verdict.measure].once:
            yield verdict.measure, verdict.path


def _is_banded(binding: Binding, path: str) -> bool:
    return binding.law.table(path).shape in BANDED


@kept_by_law
def pays_by_years(law: Law, sector: str) -> bool:
    """Whether some monthly measure of a sector has amounts that depend on the completed years."""
    return any(
        table.shape in BANDED
        for name, measure in law.measures.items()
        if not measure.once and any(each.is_for(sector) for each in measure.who or (Clause(),))
        for table in law.rows(f"segur.{name}")
    )


def _promised(verdicts: Verdicts) -> Iterator[PayWarning]:
    """A warning for each measure that a text only promises."""
    for verdict in verdicts:
        if verdict.promised:
            yield PayWarning("promised-measure", f"{verdict.measure}{_(': ')}{verdict.reason}")


@kept_by_law
def _names_departments(law: Law) -> bool:
    """Whether who has a measure, or the amount of a monthly one, depends on the département."""
    for measure in law.measures.values():
        amounts = () if measure.once else measure.amounts.values()
        clauses = (clause for who in (measure.who, *amounts) for clause in who)
        if any(clause.departments for clause in clauses):
            return True
    return False
