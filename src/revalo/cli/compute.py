"""`revalo compute`: one person, before and after."""

from typing import Annotated, Any

import typer

from revalo.cli import options
from revalo.language import _


def _person(metavar: str, help_text: str) -> Any:
    return typer.Option(metavar=metavar, help=help_text, rich_help_panel=options.PERSON, show_default=False)


def _time(metavar: str, help_text: str) -> Any:
    return typer.Option(metavar=metavar, help=help_text, rich_help_panel=options.TIME, show_default=False)


def _employer(metavar: str, help_text: str, *names: str) -> Any:
    return typer.Option(*names, metavar=metavar, help=help_text, rich_help_panel=options.EMPLOYER, show_default=False)


def compute(
    sector: Annotated[str, _person("SECTOR", _("Sector: bad (home care, IDCC 2941) by default."))] = "bad",
    structure: Annotated[str | None, _person("NAME", _("Structure, as ehpad (revalo law show structures)."))] = None,
    profession: Annotated[
        str | None, _person("NAME", _("Profession, as infirmier or ide (revalo law show professions)."))
    ] = None,
    index: Annotated[str | None, _person("IM", _("Civil service: index (indice majoré)."))] = None,
    part_time: Annotated[str | None, _time("RATE", _("Civil service: part-time rate, as 80 (paid 6/7)."))] = None,
    gross: Annotated[str | None, _person("EUR", _("Other sectors: full-time gross without any Ségur measure."))] = None,
    department: Annotated[str | None, _person("CODE", _("Département, as 48 or 2A."))] = None,
    absence_days: Annotated[
        str | None, _time("DAYS", _("Covid bonus: calendar days of absence in March and April 2020."))
    ] = None,
    job: Annotated[str | None, _person("NAME", _("Job of the branch, as avs or tisf (revalo law show jobs)."))] = None,
    category: Annotated[str | None, _person("A-I", _("Category of the grid before October 2021."))] = None,
    year: Annotated[str | None, _person("1-30", _("Row (year) of the grid before October 2021."))] = None,
    domain: Annotated[str | None, _person("NAME", _("Filière: intervention or support."))] = None,
    status: Annotated[str | None, _person("NAME", _("New grid: employe, technicien or cadre."))] = None,
    degree: Annotated[str | None, _person("1-2", _("New grid: degree."))] = None,
    echelon: Annotated[str | None, _person("1-3", _("New grid: échelon."))] = None,
    seniority: Annotated[str | None, _person("YEARS", _("Completed years in the branch (and a day more)."))] = None,
    since: Annotated[str | None, _person("DATE", _("Date of entry in the branch, instead of --seniority."))] = None,
    diploma: Annotated[str | None, _person("3-8", _("Level of the recognised diploma."))] = None,
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
        list[str] | None, _time("NAME[=N]", _("Allowance, as infirmier or responsabilite=60 (repeatable)."))
    ] = None,
    before: options.Before = None,
    after: options.After = None,
    without: options.Without = None,
    with_: options.With = None,
    known_on: options.KnownOn = None,
    member: options.Member = None,
    settings: options.Set = None,
    scenario: options.Scenario = None,
    law: options.LawFolder = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", metavar="", help=_("The tree behind each line."), rich_help_panel=options.OUTPUT),
    ] = False,
    net: Annotated[
        bool,
        typer.Option("--net", metavar="", help=_("An estimate of net pay too."), rich_help_panel=options.OUTPUT),
    ] = False,
    net_status: Annotated[
        str | None,
        typer.Option(
            metavar="STATUS",
            help=_("Net: private, civil-servant or public-contract (by sector otherwise)."),
            rich_help_panel=options.OUTPUT,
        ),
    ] = None,
    net_residual: Annotated[
        str | None,
        typer.Option(
            metavar="%",
            help=_("Net: rate on top of legal contributions, as 2.27 (by sector otherwise)."),
            rich_help_panel=options.OUTPUT,
        ),
    ] = None,
    employer_cost: Annotated[bool, _employer("", _("What the pay costs the employer."), "--employer-cost")] = False,
    staff: Annotated[str | None, _employer("N", _("Staff of the employer: 50 by default."))] = None,
    accident_rate: Annotated[str | None, _employer("%", _("Work-accident rate, as 3.66."))] = None,
    provident_rate: Annotated[str | None, _employer("%", _("Provident cover, employer's share, as 3.61."))] = None,
    exempt_share: Annotated[
        str | None, _employer("SHARE", _("Share of hours at the homes of frail people, as 0.8."))
    ] = None,
    payroll_tax: Annotated[
        bool | None,
        _employer("", _("Whether payroll tax is owed: in bad by default."), "--payroll-tax/--no-payroll-tax"),
    ] = None,
    as_json: options.Json = False,
    lang: options.Lang = None,
) -> None:
    given = dict(locals())
    options.check_language(lang)
    from revalo import api  # noqa: PLC0415 - not needed for the help pages
    from revalo.rules.employee import READERS  # noqa: PLC0415
    from revalo.rules.employer import asked_of  # noqa: PLC0415
    from revalo.rules.net import net_request  # noqa: PLC0415

    person = {name: given.get(name) for name in READERS} | {"allowances": allowance}
    request = options.request(before, after, without, with_, known_on, member, settings)
    held, request = options.law_and_request(law, scenario, request)
    asked = net_request(net_status, net_residual, wanted=net)
    employer = asked_of(given, wanted=employer_cost)
    found, costs = api.costed(api.compare(held, person, request), employer)
    if as_json:
        from revalo.reports import as_json as report  # noqa: PLC0415

        report.write(report.comparison(found, costs, asked))
        return
    from revalo.reports import comparison as table  # noqa: PLC0415 - Rich is not for JSON
    from revalo.reports.console import results  # noqa: PLC0415

    console = results()
    table.show(console, found, costs, asked)
    if explain:
        from revalo.reports import explanation  # noqa: PLC0415

        console.print()
        explanation.show(console, found, costs)


compute.__doc__ = _("One person's gross pay before and after, line by line, with the text behind each line.")
