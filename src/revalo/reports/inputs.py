"""The inputs of a person and of a study in words: what each is called, and its value as people say it."""

from typing import Any

from revalo import language
from revalo.analysis.comparison import Comparison
from revalo.calendar import parse_day, parse_month, written, written_month
from revalo.grids.law import Law
from revalo.language import N_, _
from revalo.money import NBSP, localised, parse_fixed, percentage, plain
from revalo.reports.phrases import name_in_law
from revalo.rules.caveats import Assumption
from revalo.rules.fields import FIELDS
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
IN_FIGURES = {"cap": "EUR", "hours_factor": ""}  # what studies hold as numbers, with their units
SHARES = ("exempt_share", "participation", "rate", "coverage_rate")  # what studies hold as parts of one
READINGS = {"aid": N_("aid paid per hour"), "cost": N_("cost of an hour")}  # of the hourly amount, in `fund`


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


def grade_in_words(name: str) -> str:
    """A place of the Avenant 43 grid such as `employe.2` in words; nothing for nothing."""
    status, _point, degree = name.partition(".")
    return name and _("{status}, degré {degree}").format(status=_(WORDS[status]), degree=degree)


def _measured(number: str, unit: str) -> str:
    lang = language.current()
    if unit == "%":
        return percentage(number, lang)
    if unit == "EUR" and lang == "en":
        return f"€{localised(number, lang)}"
    return localised(number, lang) + {"h": f"{NBSP}h", "EUR": f"{NBSP}€"}.get(unit, "")


def field_of(law: Law, name: str) -> str:
    """What an input of a person, or a parameter of the law by its path, is called."""
    return name_in_law(law, name) or field_name(name)


def study_field(law: Law, name: str) -> str:
    """The same in a study of many people, whose hours may be those of a person or those of a service."""
    return _("Hours") if name == "hours" else field_of(law, name)


def study_value(law: Law, assumption: Assumption) -> str:
    """What a study took, in words: shares in per cent, months and readings as people say them."""
    value = str(assumption.value)
    if assumption.field in SHARES:
        return percentage(plain(parse_fixed(value, 6), 4, 0), language.current())
    if assumption.field == "month" and " - " in value:
        first, last = (written_month(parse_month(month), language.current()) for month in value.split(" - "))
        return _("from {first} to {last}").format(first=first, last=last)
    if assumption.field == "hourly_reading":
        return _(READINGS[value])
    if assumption.field in IN_FIGURES:
        return _measured(value, IN_FIGURES[assumption.field])
    # The hours of a study are a part of a year's.
    is_of_person = assumption.field in LABELS and assumption.field != "hours"
    return value_of(law, assumption.field, value) if is_of_person else value
