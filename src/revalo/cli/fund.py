"""`revalo fund`: what the raises of home care cost, and who pays."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from revalo.cli import options
from revalo.errors import UsageError
from revalo.language import _
from revalo.money import parse_fixed

if TYPE_CHECKING:
    from revalo.funding.study import Question
    from revalo.funding.terms import Asked
    from revalo.grids.law import Law
    from revalo.payroll.sources import Opened
    from revalo.rules.comparison import Request

REJECTED = 4
SHARE = 6  # decimals of shares and factors
SHARES, EMPLOYER, WHAT_IF = _("Shares"), _("Employer"), _("What-ifs")


def _option(panel: str, name: str, metavar: str, help_text: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help_text, rich_help_panel=panel, show_default=False)


def fund(
    payroll: Annotated[
        list[str],
        typer.Argument(metavar="PAYROLL", help=_("People or headcounts: files, a folder, or -.")),
    ],
    activity: Annotated[
        str | None, typer.Option(metavar="ACTIVITY", help=_("Hours of each service by who pays for them."))
    ] = None,
    year: Annotated[
        list[int] | None, typer.Option(metavar="YEAR", help=_("Year settled, from 2021 on (repeatable)."))
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="OUT", help=_("Write the amounts too: .csv or .xlsx."))
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", help=_("Rejected rows (OUT.rejects.csv, else rejects.csv)."))
    ] = None,
    mapping: options.Mapping = None,
    sheet: options.Sheet = None,
    with_positions: options.Positions = None,
    coverage_rate: Annotated[
        str | None,
        _option(SHARES, "--coverage-rate", "RATE", _("From 2025: coverage rate of APA and PCH, as 0.42.")),
    ] = None,
    hourly_reading: Annotated[
        str,
        _option(SHARES, "--hourly-reading", "aid|cost", _("The hourly amount is an aid (default) or a cost.")),
    ] = "aid",
    national: Annotated[bool, _option(SHARES, "--national", "", _("Compare with the national envelope."))] = False,
    covid_bonus: Annotated[
        bool, _option(SHARES, "--covid-bonus", "", _("The Covid bonus of home care (2020) instead."))
    ] = False,
    participation: Annotated[
        str | None, _option(WHAT_IF, "--participation", "SHARE", _("Users' participation of every service, as 0.12."))
    ] = None,
    hours_factor: Annotated[
        str | None, _option(WHAT_IF, "--hours-factor", "X", _("Every hour of ACTIVITY times X, as 1.05."))
    ] = None,
    rate: Annotated[
        str | None, _option(WHAT_IF, "--rate", "SHARE", _("Another share of the cost than the decree's, before 2025."))
    ] = None,
    cap: Annotated[
        str | None, _option(WHAT_IF, "--cap", "EUR", _("Another hourly amount of the CNSA, before 2025."))
    ] = None,
    staff: Annotated[str | None, _option(EMPLOYER, "--staff", "N", _("Staff of the employer: 50 by default."))] = None,
    accident_rate: Annotated[
        str | None, _option(EMPLOYER, "--accident-rate", "%", _("Work-accident rate, as 3.66."))
    ] = None,
    provident_rate: Annotated[
        str | None, _option(EMPLOYER, "--provident-rate", "%", _("Provident cover, employer's share, as 3.61."))
    ] = None,
    exempt_share: Annotated[
        str | None,
        _option(EMPLOYER, "--exempt-share", "SHARE", _("Share of hours at the homes of frail people, as 0.8.")),
    ] = None,
    payroll_tax: Annotated[
        bool | None,
        _option(EMPLOYER, "--payroll-tax/--no-payroll-tax", "", _("Whether payroll tax is owed: in bad by default.")),
    ] = None,
    without: Annotated[
        list[str] | None,
        options.law_option("--without", "TEXT", _("Texts whose cost is shared (article-47 by default; repeatable).")),
    ] = None,
    with_: options.With = None,
    known_on: options.KnownOn = None,
    member: options.Member = None,
    settings: options.Set = None,
    scenario: options.Scenario = None,
    as_json: options.Json = False,
    law: options.LawFolder = None,
    lang: options.Lang = None,
) -> None:
    options.check_language(lang)
    from revalo.funding.study import Question, check  # noqa: PLC0415 - not needed for the help pages
    from revalo.payroll.rejects import beside  # noqa: PLC0415
    from revalo.payroll.sources import opened  # noqa: PLC0415
    from revalo.reports.console import tell  # noqa: PLC0415
    from revalo.rules.employer import read_employer  # noqa: PLC0415

    request = options.request(None, None, without, with_, known_on, member, settings)
    held, request = options.law_and_request(law, scenario, request)
    place = rejects or beside(out)
    if covid_bonus:
        _refuse_with_covid(year=year, out=out, coverage_rate=coverage_rate, rate=rate, cap=cap)
        files = opened(payroll, mapping, sheet, with_positions)
        rejected = _covid(held, files, activity, request, place, as_json=as_json)
    else:
        employer = read_employer(
            staff=staff,
            accident_rate=accident_rate,
            provident_rate=provident_rate,
            exempt_share=exempt_share,
            payroll_tax=payroll_tax,
        )
        asked = _asked(coverage_rate, rate, cap, hourly_reading)
        question = Question(
            tuple(sorted(set(year or ()))), request, employer, asked, _what_if(participation, hours_factor)
        )
        check(question)
        files = opened(payroll, mapping, sheet, with_positions)
        rejected = _shares(held, files, activity, question, place, out, as_json=as_json, national=national)
    for note in files.notes:
        tell(note)
    if rejected:
        raise typer.Exit(REJECTED)


fund.__doc__ = _("What the raises of article 47 cost each service and département, and who pays (exit 4 if rejects).")


def _shares(
    held: "Law",
    files: "Opened",
    activity: str | None,
    question: "Question",
    rejects: Path,
    out: Path | None,
    *,
    as_json: bool,
    national: bool,
) -> int:
    """Settle the years asked, print and write them; how many rows were rejected."""
    from revalo.funding.activity import read_activity  # noqa: PLC0415 - not needed for the help pages
    from revalo.funding.study import study  # noqa: PLC0415
    from revalo.reports.fund_files import check_name, write  # noqa: PLC0415
    from revalo.reports.progress import progress  # noqa: PLC0415

    if activity is None:
        raise UsageError(_("give the hours of the services with --activity FILE"))
    if out is not None:
        check_name(out)
    read = read_activity(activity)
    with progress(files.about_rows) as tick:
        found = study(held, files.sources, read, question, rejects, tick)
    if out is not None:
        write(out, found)
    if as_json:
        from revalo.reports import as_json as plain  # noqa: PLC0415
        from revalo.reports.fund_json import fund as shown  # noqa: PLC0415

        plain.write(shown(found, national=national))
    else:
        from revalo.reports.console import messages, results  # noqa: PLC0415
        from revalo.reports.fund import show  # noqa: PLC0415

        console = messages() if "-" in (str(out), str(rejects)) else results()
        show(console, found, national=national)
        if found.costs.rejected:
            console.print(_("Rejected rows: {file}").format(file=rejects))
    return sum(found.costs.rejected.values())


def _covid(
    held: "Law", files: "Opened", activity: str | None, request: "Request", rejects: Path, *, as_json: bool
) -> int:
    """Compute the Covid bonus and print it; how many rows were rejected."""
    from revalo.funding.activity import read_activity  # noqa: PLC0415 - not needed for the help pages
    from revalo.funding.covid import count  # noqa: PLC0415
    from revalo.reports.progress import progress  # noqa: PLC0415

    read = None if activity is None else read_activity(activity)
    with progress(files.about_rows) as tick:
        found = count(held, files.sources, read, request, rejects, tick)
    if as_json:
        from revalo.reports import as_json as plain  # noqa: PLC0415
        from revalo.reports.fund_json import covid  # noqa: PLC0415

        plain.write(covid(found))
    else:
        from revalo.reports.console import results  # noqa: PLC0415
        from revalo.reports.fund_covid import show  # noqa: PLC0415

        show(results(), found)
    return sum(found.rejected.values())


def _refuse_with_covid(**given: Any) -> None:
    """The Covid bonus has a year and shares of its own."""
    for name, value in given.items():
        if value not in (None, []):
            option = "--" + name.replace("_", "-")
            raise UsageError(_("{option} does not go with --covid-bonus").format(option=option))


def _asked(coverage_rate: str | None, rate: str | None, cap: str | None, reading: str) -> "Asked":
    from revalo.funding.article47 import READINGS  # noqa: PLC0415 - not needed for the help pages
    from revalo.funding.terms import Asked  # noqa: PLC0415

    if reading not in READINGS:
        raise UsageError(_("--hourly-reading: aid or cost is expected"))
    return Asked(
        _number("--coverage-rate", coverage_rate, SHARE, 1),
        _number("--rate", rate, SHARE, 1),
        _number("--cap", cap, 4, 1000),
        reading,
    )


def _what_if(participation: str | None, hours_factor: str | None) -> Any:
    from revalo.funding.activity import WHOLE, WhatIf  # noqa: PLC0415 - not needed for the help pages

    factor = _number("--hours-factor", hours_factor, SHARE, 100)
    if factor == 0:
        raise UsageError(_("--hours-factor: a number above 0 is expected"))
    return WhatIf(_number("--participation", participation, SHARE, 1), WHOLE if factor is None else factor)


def _number(option: str, text: str | None, places: int, most: int) -> int | None:
    """A number from 0 to `most`, as an integer of so many decimals; None where it is not given."""
    if text is None:
        return None
    try:
        value = parse_fixed(text, places)
    except ValueError:
        value = -1
    if not 0 <= value <= most * 10**places:
        message = _("{option}: a number from 0 to {most} is expected, with at most {places} decimals")
        raise UsageError(message.format(option=option, most=most, places=places))
    return value
