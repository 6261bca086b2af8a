"""A person's situation in plain words: what was given, and the place in the grids that follows."""

from collections.abc import Iterator
from typing import Any

from revalo import language
from revalo.analysis.comparison import Comparison
from revalo.calendar import parse_day, written
from revalo.grids.law import Law
from revalo.language import N_, _
from revalo.money import NBSP, localised, percentage
from revalo.reports.pages.document import Facts
from revalo.rules.fields import FIELDS, Employee
from revalo.rules.payslip import Payslip
from revalo.rules.person import NAMED
from revalo.rules.working_time import TIMES

LABELS = {name: each.label for name, each in FIELDS.items()} | {
    "member": N_("Employer member of a signatory federation"),
    "staff": N_("Staff of the employer"),
    "accident_rate": N_("Occupational-accident rate (AT/MP)"),
    "provident_rate": N_("Prévoyance, employer's share"),
    "exempt_share": N_("Share of hours at vulnerable people's homes"),
    "payroll_tax": N_("Wage tax due"),
    "health_cover": N_("Health cover"),
    "public_contract": N_("Contract staff of the civil service"),
    "known_on": N_("Texts published by"),
}
OF_STUDIES = {
    "month": N_("Month of the payroll"),
    "ageing": N_("Seniority over time"),
    "echelon_3": N_("Échelon 3"),
    "without": N_("Texts whose cost is shared"),
    "rate": N_("Share of the CNSA"),
    "coverage_rate": N_("Coverage rate of the CNSA"),
    "cap": N_("Hourly amount of the CNSA"),
    "hourly_reading": N_("Reading of the hourly amount"),
    "participation": N_("User contributions"),
    "hours_factor": N_("Factor on hours"),
    "hours_apa": N_("APA hours"),
    "hours_pch": N_("PCH hours"),
    "hours_aide_sociale": N_("Hours of aide sociale"),
    "hours_other": N_("Other hours"),
}  # what studies of many people assume beside the inputs of each
WORDS = {
    "employe": N_("employé"),
    "technicien": N_("technicien"),
    "cadre": N_("cadre"),
    "intervention": N_("intervention at the client's home"),
    "support": N_("support (offices, head office)"),
}
WORKED = (*TIMES, "part_time")


def situation(comparison: Comparison) -> Facts:
    """What is known of the person, then the place in the grid on each side."""
    law = comparison.after.binding.law
    given = {"sector": comparison.employee.sector} | comparison.employee.given_inputs()
    facts = [(field_name(name), value_of(law, name, value)) for name, value in given.items()]
    if not any(name in given for name in WORKED):
        facts.append((_("Working time"), _("full time (no hours given)")))
    return Facts((*facts, *_places(comparison)))


def subject(comparison: Comparison) -> str:
    """Who a result is about, in one line: the job, the sector, the structure where given, the working time."""
    law, given = (
        comparison.after.binding.law,
        {"sector": comparison.employee.sector} | comparison.employee.given_inputs(),
    )
    named = next((name for name in ("job", "profession", "grade") if name in given), None)
    where = [value_of(law, name, given[name]) for name in ("sector", "structure") if name in given]
    worked = [f"{field_name(name)}{_(': ')}{value_of(law, name, given[name])}" for name in WORKED if name in given]
    who = [value_of(law, named, given[named])] if named else []
    return " – ".join([*who, *where, *(worked or [_full_time(comparison)])])


def _full_time(comparison: Comparison) -> str:
    """Full time, with the hours that were taken where none were given."""
    hours = next((str(each.value) for each in comparison.assumptions if each.field == "hours"), "")
    return _("full time ({hours})").format(hours=_measured(hours, "h")) if hours else _("full time")


def field_name(name: str) -> str:
    """What an input of a person is called."""
    return _(LABELS.get(name) or OF_STUDIES.get(name, name))


def value_of(law: Law, name: str, value: Any) -> str:  # noqa: ANN401 - of the kind that its field says
    """An input as people say it: labels of the law in place of short names, numbers and days of the language."""
    if name in NAMED and (entry := law.named(NAMED[name]).get(value)):
        return language.label(entry.label)
    if name == "job" and f"avenant43.jobs.{value}" in law.paths:
        return language.label(law.table(f"avenant43.jobs.{value}").label)
    if name == "allowances":
        return ", ".join(each if number is None else f"{each} ({number})" for each, number in value.items())
    values = FIELDS[name].values if name in FIELDS else None
    if values and values.kind == "day":
        return written(parse_day(value), language.current())
    if values and values.unit:
        return _measured(str(value), values.unit)
    return _(WORDS[value]) if value in WORDS else str(value)


def _measured(number: str, unit: str) -> str:
    lang = language.current()
    if unit == "%":
        return percentage(number, lang)
    if unit == "EUR" and lang == "en":
        return f"€{localised(number, lang)}"
    return localised(number, lang) + {"h": f"{NBSP}h", "EUR": f"{NBSP}€"}.get(unit, "")


def _places(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """The row and place of the grid that pay is read in, on each side."""
    for word, slip in ((_("Grid, before"), comparison.before), (_("Grid, after"), comparison.after)):
        place = _place(slip)
        if place:
            yield word, place


def _place(slip: Payslip) -> str:
    coefficient = slip.inputs.get("coefficient")
    return (
        f"{coefficient.figure.label} = {coefficient.figure.table.display(coefficient.figure.value)}"
        if coefficient and coefficient.figure
        else ""
    )


def entered(employee: Employee) -> bool:
    """Whether seniority moves with time: it is counted from a date."""
    return employee.since is not None
