"""The lines of rows under one binding: inputs, measures, formulas."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from revalo.errors import NotComputable
from revalo.people.arrays import NOT_COMPUTABLE, Rows, completed
from revalo.people.branch import BranchRows
from revalo.people.columns import MISSING
from revalo.people.measures import Amounts, MeasureRows
from revalo.people.others import civil_service, given_gross
from revalo.rules.formulas import family, nodes, place
from revalo.rules.graph import ordered, run


class Lines(NamedTuple):
    """Cents by line id, and the rows (booleans) whose profession and structure Ségur measures could be judged by."""

    amounts: dict[str, Any]
    judged: Any

    @property
    def gross(self) -> Any:
        """The sum of the lines."""
        return sum(self.amounts.values(), start=np.zeros(len(self.judged), dtype=np.int64))


def lines_of(rows: Rows, pay: str) -> Lines:
    """The lines of rows that are paid in one way. Rows that cannot be computed fall out; their amounts mean nothing."""
    try:
        inputs, years = _inputs(rows, pay)
    except NotComputable as error:
        rows.refuse(np.ones(rows.size, dtype=bool), "month", NOT_COMPUTABLE, error.reason)
        return Lines({}, np.ones(rows.size, dtype=bool))
    measures = MeasureRows(rows, years)
    return Lines(_lines(rows, pay, inputs, measures.amounts()), measures.judged)


def _inputs(rows: Rows, pay: str) -> tuple[dict[str, Any], Any]:
    """The inputs of a way of being paid, and the completed years of each row."""
    if pay == "branch":
        branch = BranchRows(rows)
        return branch.inputs(), branch.years
    years, since = rows.number("seniority", 0), rows.number("since")
    if (since != MISSING).any():
        done, _past = completed(since, rows.binding.choices.day)
        years = np.where(since == MISSING, years, done)
    return (civil_service(rows) if pay == "index" else given_gross(rows)), years


def _lines(rows: Rows, pay: str, inputs: Mapping[str, Any], amounts: list[Amounts]) -> dict[str, Any]:
    """Run the formulas; a measure whose amounts come in several units is one line."""
    values = dict(inputs)
    formulas = nodes(pay)
    if pay == "branch":
        formulas.append(family("counted_allowances").over(()))
    for each in amounts:
        need = f"{each.measure}:{each.family}"
        values[need] = each.values
        values.setdefault("index_point", rows.scalar("civil_service.point_value"))
        formula = family(each.family)
        formulas.append(formula.renamed(f"segur.{need}", **{formula.needs[0]: need}))
    results = run(ordered(formulas), values)
    found: dict[str, Any] = {}
    for formula in sorted((f for f in formulas if f.kind == "line"), key=lambda f: place(f.id)):
        line = formula.id.partition(":")[0]
        found[line] = found.get(line, 0) + results[formula.id].value
    return found
