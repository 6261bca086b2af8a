"""The headers of workbooks, in the language of their reader, for the columns of files and of results.

Those of columns that are read are read back: the usual French header, or the English label, both known to the reader.
"""

from collections.abc import Iterator, Mapping

from revalo import language
from revalo.grids.law import Law
from revalo.language import N_, _
from revalo.people.columns import COLUMNS
from revalo.people.results import OWED, SCENARIO, column_of
from revalo.people.table import AFTER, BEFORE
from revalo.rules.formulas import SYSTEMS

GROUPS: Mapping[str, str] = {
    "service": N_("Service"),
    "department": N_("Département"),
    "category": N_("Category"),
    "sector": N_("Sector"),
    "structure": N_("Structure"),
    "profession": N_("Profession"),
}
RESULTS: Mapping[str, str] = {
    "before_gross": N_("Before"),
    "after_gross": N_("After"),
    "gain": N_("Gain"),
    "gain_percent": N_("Gain %"),
    "cost_gain": N_("Rise of cost"),
    "file": N_("Source file"),
    "row": N_("Row of the source file"),
    "noted": N_("Assumed or warned (codes)"),
    "paid": N_("Paid (texts published by then)"),
    "due": N_("Due (texts published since)"),
    "owed": N_("Back pay due"),
    "known_on": N_("Texts published by"),
    "within_36_months": N_("Within 36 months (1: yes)"),
    "texts": N_("Texts"),
}
OF_COST: Mapping[str, str] = {
    "contributions": N_("Employer contributions"),
    "exemption": N_("Relief on contributions"),
    "payroll_tax": N_("Wage tax"),
    "cost": N_("Employer cost"),
}
OF_SCENARIO: Mapping[str, str] = {
    "_cost_difference": N_("{name}: difference of cost"),
    "_difference": N_("{name}: difference"),
    "_cost": N_("{name}: cost"),
    "_gross": N_("{name}: after"),
}
SIDES = {BEFORE: N_("Before: {what}"), AFTER: N_("After: {what}")}


def heading(column: str, lines: Mapping[str, str] | None = None) -> str:
    """The header of a column; its own name where there are no words for it. `lines`: those of payslip lines."""
    if column in RESULTS:
        return _(RESULTS[column])
    if column in COLUMNS:
        return _of_input(column)
    if lines and column in lines:
        return lines[column]
    if column.startswith(OWED):
        return _("Due by {text}").format(text=_spelled(column.removeprefix(OWED)))
    if column.startswith(SCENARIO):
        return _of_scenario(column.removeprefix(SCENARIO))
    side, _mark, what = column.partition("_")
    return _on_side(side, _(OF_COST[what])) if side in SIDES and what in OF_COST else column


def line_labels(law: Law) -> dict[str, str]:
    """The header of each column of a payslip line, by its name, on both sides."""
    return {column_of(line, side): _on_side(side, label) for line, label in _lines(law) for side in SIDES}


def _lines(law: Law) -> Iterator[tuple[str, str]]:
    """The lines that there can be, with their labels."""
    for parts in SYSTEMS.values():
        for part in parts:
            yield from ((each.id, _(each.label)) for each in part.nodes.values() if each.kind == "line" and each.label)
    yield from ((f"segur.{name}", language.label(measure.label)) for name, measure in law.measures.items())


def _of_input(column: str) -> str:
    """The header of a column that files have, such that it is read back."""
    field = COLUMNS[column]
    return field.headers[0] if language.current() == "fr" and field.headers else field.label


def _of_scenario(column: str) -> str:
    """The header of a column of a scenario."""
    end = next(end for end in OF_SCENARIO if column.endswith(end))
    return _(OF_SCENARIO[end]).format(name=_spelled(column.removesuffix(end)))


def _on_side(side: str, what: str) -> str:
    return _(SIDES[side]).format(what=what)


def _spelled(name: str) -> str:
    return name.replace("_", "-")
