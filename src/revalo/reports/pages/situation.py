"""A person's situation in plain words: what was given, and the place in the grids that follows."""

from collections.abc import Iterator
from typing import Any

from revalo import language
from revalo.analysis.comparison import Comparison
from revalo.calendar import parse_day, written
from revalo.grids.law import Law
from revalo.language import N_, _
from revalo.money import NBSP, localised
from revalo.reports.pages.document import Facts
from revalo.rules.payslip import Payslip
from revalo.rules.person import NAMED, Employee

FIELDS = {
    "sector": N_("Sector"),
    "structure": N_("Structure"),
    "profession": N_("Profession"),
    "department": N_("Département"),
    "index": N_("Index (indice majoré)"),
    "part_time": N_("Part-time rate"),
    "gross": N_("Full-time gross given"),
    "absence_days": N_("Days of absence in March and April 2020"),
    "job": N_("Job"),
    "category": N_("Category before October 2021"),
    "year": N_("Row (year) of the grid before October 2021"),
    "domain": N_("Filière"),
    "status": N_("Category since October 2021"),
    "degree": N_("Degree"),
    "echelon": N_("Échelon"),
    "seniority": N_("Completed years in the branch"),
    "since": N_("Entry in the branch"),
    "diploma": N_("Level of the recognised diploma"),
    "hours": N_("Hours a month"),
    "fte": N_("Share of full time"),
    "tutor": N_("People followed as a tutor"),
    "apprentices": N_("Apprentices followed"),
    "sunday_hours": N_("Hours on Sundays and public holidays in the month"),
    "night_hours": N_("Night hours in the month"),
    "on_call": N_("On-call periods of 24 hours"),
    "on_call_special": N_("On-call periods on Sundays, public holidays or nights, or split"),
    "on_call_split_special": N_("Split on-call periods on Sundays, public holidays or nights"),
    "allowances": N_("Allowances"),
    "member": N_("Employer member of a signing federation"),
}
WORDS = {
    "employe": N_("employé"),
    "technicien": N_("technicien"),
    "cadre": N_("cadre"),
    "intervention": N_("intervention at the client's home"),
    "support": N_("support (offices, head office)"),
}
UNITS = {"hours": NBSP + "h", "sunday_hours": NBSP + "h", "night_hours": NBSP + "h", "part_time": NBSP + "%"}
UNITS |= {"gross": NBSP + "€"}
WORKED = ("hours", "fte", "part_time")


def situation(found: Comparison) -> Facts:
    """What is known of the person, then the place in the grid on each side."""
    law = found.after.binding.law
    given = {"sector": found.employee.sector} | found.employee.understood()
    facts = [(field_name(name), value_of(law, name, value)) for name, value in given.items()]
    if not any(name in given for name in WORKED):
        facts.append((_("Working time"), _("full time (no hours given)")))
    return Facts((*facts, *_places(found)))


def field_name(name: str) -> str:
    """What an input of a person is called."""
    return _(FIELDS[name]) if name in FIELDS else name


def value_of(law: Law, name: str, value: Any) -> str:
    """An input as people say it: labels of the law in place of short names, numbers and days of the language."""
    if name in NAMED and (entry := law.named(NAMED[name]).get(value)):
        return language.label(entry.label)
    if name == "job" and f"avenant43.jobs.{value}" in law.paths:
        return language.label(law.table(f"avenant43.jobs.{value}").label)
    if name == "allowances":
        return ", ".join(each if number is None else f"{each} ({number})" for each, number in value.items())
    if name == "since":
        return written(parse_day(value), language.current())
    if name in UNITS or name == "fte":
        return localised(str(value), language.current()) + UNITS.get(name, "")
    return _(WORDS[value]) if value in WORDS else str(value)


def _places(found: Comparison) -> Iterator[tuple[str, str]]:
    """The row and place of the grid that pay is read in, on each side."""
    for word, slip in ((_("Grid, before"), found.before), (_("Grid, after"), found.after)):
        place = _place(slip)
        if place:
            yield word, place


def _place(slip: Payslip) -> str:
    held = slip.inputs.get("coefficient")
    return f"{held.found.label} = {held.found.table.aloud(held.found.value)}" if held and held.found else ""


def entered(employee: Employee) -> bool:
    """Whether seniority moves with time: it is counted from a date."""
    return employee.since is not None
