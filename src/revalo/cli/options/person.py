"""The options that describe one person, shared by the commands that compute one."""

from typing import Annotated, Any

import typer

from revalo.cli import completion
from revalo.cli.options import shared
from revalo.cli.options.gathering import Gathered
from revalo.language import _


def _option(panel: str, metavar: str, help_text: str, values: completion.Complete | None) -> Any:
    return typer.Option(
        metavar=metavar, help=help_text, rich_help_panel=panel, autocompletion=values, show_default=False
    )


def _person(metavar: str, help_text: str, values: completion.Complete | None = None) -> Any:
    return _option(shared.PERSON, metavar, help_text, values)


def _time(metavar: str, help_text: str, values: completion.Complete | None = None) -> Any:
    return _option(shared.TIME, metavar, help_text, values)


def person(
    sector: Annotated[
        str, _person("SECTOR", _("Sector: bad (home care, IDCC 2941) by default."), completion.named("sectors"))
    ] = "bad",
    structure: Annotated[
        str | None,
        _person("NAME", _("Structure, as ehpad (revalo law show structures)."), completion.named("structures")),
    ] = None,
    profession: Annotated[
        str | None,
        _person(
            "NAME", _("Profession, as infirmier or ide (revalo law show professions)."), completion.named("professions")
        ),
    ] = None,
    index: Annotated[str | None, _person("IM", _("Civil service: index (indice majoré)."))] = None,
    part_time: Annotated[
        str | None,
        _time(
            "RATE",
            _("Civil service: part-time rate, as 80 (paid 6/7)."),
            completion.words("50", "60", "70", "80", "90"),
        ),
    ] = None,
    gross: Annotated[str | None, _person("EUR", _("Other sectors: full-time gross without any Ségur measure."))] = None,
    department: Annotated[str | None, _person("CODE", _("Département, as 48 or 2A."))] = None,
    absence_days: Annotated[
        str | None, _time("DAYS", _("Covid bonus: calendar days of absence in March and April 2020."))
    ] = None,
    job: Annotated[
        str | None, _person("NAME", _("Job of the branch, as avs or tisf (revalo law show jobs)."), completion.jobs())
    ] = None,
    category: Annotated[
        str | None, _person("A-I", _("Category of the grid before October 2021."), completion.words(*"ABCDEFGHI"))
    ] = None,
    year: Annotated[str | None, _person("1-30", _("Row (year) of the grid before October 2021."))] = None,
    domain: Annotated[
        str | None, _person("NAME", _("Filière: intervention or support."), completion.words("intervention", "support"))
    ] = None,
    status: Annotated[
        str | None,
        _person(
            "NAME", _("New grid: employe, technicien or cadre."), completion.words("employe", "technicien", "cadre")
        ),
    ] = None,
    degree: Annotated[str | None, _person("1-2", _("New grid: degree."), completion.words("1", "2"))] = None,
    echelon: Annotated[str | None, _person("1-3", _("New grid: échelon."), completion.words("1", "2", "3"))] = None,
    seniority: Annotated[str | None, _person("YEARS", _("Completed years in the branch (and a day more)."))] = None,
    since: Annotated[str | None, _person("DATE", _("Date of entry in the branch, instead of --seniority."))] = None,
    diploma: Annotated[
        str | None, _person("3-8", _("Level of the recognised diploma."), completion.words(*"345678"))
    ] = None,
    hours: Annotated[str | None, _time("H", _("Hours a month; full time is 151.67."))] = None,
    fte: Annotated[str | None, _time("SHARE", _("Share of full time, as 0.8, instead of --hours."))] = None,
    tutor: Annotated[str | None, _time("N", _("People followed as a tutor."))] = None,
    apprentices: Annotated[str | None, _time("N", _("Apprentices followed as an apprentice master."))] = None,
    sunday_hours: Annotated[str | None, _time("H", _("Hours on Sundays and public holidays in the month."))] = None,
    night_hours: Annotated[str | None, _time("H", _("Night hours in the month (night workers)."))] = None,
    on_call: Annotated[str | None, _time("DAYS", _("On-call periods of 24 hours."))] = None,
    on_call_special: Annotated[
        str | None, _time("DAYS", _("The same on Sundays, public holidays or nights, or split."))
    ] = None,
    on_call_split_special: Annotated[
        str | None, _time("DAYS", _("The same, split, on Sundays, public holidays or nights."))
    ] = None,
    allowance: Annotated[
        list[str] | None,
        _time("NAME[=N]", _("Allowance, as infirmier or responsabilite=60 (repeatable)."), completion.allowances()),
    ] = None,
) -> dict[str, Any]:
    """The inputs of a person under the names of `read_employee`, as text, None where not given."""
    given = dict(locals())
    return given | {"allowances": given.pop("allowance")}


Person = Annotated[dict[str, Any], Gathered(person)]
