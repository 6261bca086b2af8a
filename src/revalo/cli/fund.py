"""`revalo fund`: what the raises of home care cost, and who pays."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from revalo.cli.options import employer as employers
from revalo.cli.options import shared
from revalo.cli.options.gathering import gathered
from revalo.cli.options.sharing import WHO_PAYS, Shared, Sharing, option
from revalo.errors import UsageError
from revalo.language import _

if TYPE_CHECKING:
    from revalo.analysis.comparison import Request
    from revalo.funding.question import Question
    from revalo.grids.law import Law
    from revalo.payroll.reading.sources import Opened

REJECTED = 4


class _FundOptions(NamedTuple):
    """What is asked of the years, where it is written."""

    question: "Question"
    out: Path | None
    national: bool


@gathered
def fund(
    payroll: Annotated[
        list[str],
        typer.Argument(metavar="PAYROLL", help=_("People or headcounts: files, a folder, or -.")),
    ],
    sharing: Shared,
    employer: employers.EmployerOptions,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="OUT", help=_("Write the amounts too: .csv or .xlsx."))
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", help=_("Rejected rows (OUT.rejects.csv, otherwise rejects.csv)."))
    ] = None,
    mapping: shared.Mapping = None,
    sheet: shared.Sheet = None,
    all_sheets: shared.AllSheets = False,
    blank: shared.Blank = None,
    with_positions: shared.Positions = None,
    national: Annotated[bool, option(WHO_PAYS, "--national", "", _("Compare with the national envelope."))] = False,
    covid_bonus: Annotated[
        bool, option(WHO_PAYS, "--covid-bonus", "", _("The Covid bonus of home care (2020) instead."))
    ] = False,
    without: Annotated[
        list[str] | None,
        shared.law_option(
            "--without", "TEXT", _("Texts whose cost is shared (article-47 by default; can be repeated).")
        ),
    ] = None,
    with_: shared.With = None,
    known_on: shared.KnownOn = None,
    member: shared.Member = None,
    settings: shared.Set = None,
    scenario: shared.Scenario = None,
    compare: shared.Compare = None,
    as_json: shared.Json = False,
    law: shared.LawFolder = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo.payroll.writing.atomic_files import rejects_beside  # noqa: PLC0415 - not needed for the help pages
    from revalo.reports.terminal.console import tell  # noqa: PLC0415

    request = shared.request(None, None, without, with_, known_on, member, settings)
    law_used, request = shared.law_and_request(law, scenario, request)
    _same_day, beside = shared.compared(law_used, compare, scenario, request)
    place = rejects or rejects_beside(out)
    if covid_bonus:
        _refuse_with_covid(sharing, out, compare)
        files = shared.opened(
            payroll,
            mapping,
            shared.sheets(sheet, all_sheets),
            with_positions,
            shared.taken(blank, ignored=("paid_gross",)),
        )
        rejected = _covid(law_used, files, sharing.activity, request, place, as_json=as_json)
    else:
        question = sharing.question(request, employer)._replace(scenarios=tuple(each for each, _own in beside))
        files = shared.opened(
            payroll,
            mapping,
            shared.sheets(sheet, all_sheets),
            with_positions,
            shared.taken(blank, ignored=("paid_gross",)),
        )
        rejected = _shares(
            law_used, files, sharing.activity, _FundOptions(question, out, national), place, as_json=as_json
        )
    for note in files.reading_notes:
        tell(note)
    if rejected:
        raise typer.Exit(REJECTED)


fund.__doc__ = _(
    "What the pay rises of article 47 cost each service and département, and who pays (exit code 4 if rejects)."
)


def _shares(
    law: "Law",
    files: "Opened",
    activity: str | None,
    asked: _FundOptions,
    rejects: Path,
    *,
    as_json: bool,
) -> int:
    """Settle the years asked, print and write them; how many rows were rejected."""
    from revalo.funding.activity import read_activity  # noqa: PLC0415 - not needed for the help pages
    from revalo.funding.study import study  # noqa: PLC0415
    from revalo.payroll.writing.atomic_files import one_run  # noqa: PLC0415
    from revalo.reports.tables.fund import check_name, write  # noqa: PLC0415
    from revalo.reports.terminal.progress import progress  # noqa: PLC0415

    if activity is None:
        raise UsageError("activity-needed")
    out, question = asked.out, asked.question
    if out is not None:
        check_name(out)
    read = read_activity(activity)
    with one_run():
        with progress(files.about_rows) as tick:
            shares = study(law, files.sources, read, question, rejects, tick, lambda: files.remarks)
        if out is not None:
            write(out, shares)
    if as_json:
        from revalo.reports.json import results as plain  # noqa: PLC0415
        from revalo.reports.json.fund import fund as shown  # noqa: PLC0415

        plain.write(shown(shares, national=asked.national))
    else:
        from revalo.reports.terminal.console import messages, results  # noqa: PLC0415
        from revalo.reports.terminal.fund import show  # noqa: PLC0415

        console = messages() if "-" in (str(out), str(rejects)) else results()
        show(console, shares, national=asked.national)
        if shares.costs.rejected or shares.unstaffed:
            console.print(_("Rejected rows: {file}").format(file=rejects))
    return sum(shares.costs.rejected.values()) + len(shares.unstaffed)


def _covid(
    law: "Law", files: "Opened", activity: str | None, request: "Request", rejects: Path, *, as_json: bool
) -> int:
    """Compute the Covid bonus and print it; how many rows were rejected."""
    from revalo.funding.activity import read_activity  # noqa: PLC0415 - not needed for the help pages
    from revalo.funding.covid import count  # noqa: PLC0415
    from revalo.reports.terminal.progress import progress  # noqa: PLC0415

    read = None if activity is None else read_activity(activity)
    with progress(files.about_rows) as tick:
        bonuses = count(law, files.sources, read, request, rejects, tick)
    bonuses.remarks += files.remarks
    if as_json:
        from revalo.reports.json import results as plain  # noqa: PLC0415
        from revalo.reports.json.fund import covid  # noqa: PLC0415

        plain.write(covid(law, bonuses))
    else:
        from revalo.reports.terminal.console import results  # noqa: PLC0415
        from revalo.reports.terminal.fund_covid import show  # noqa: PLC0415

        show(results(), bonuses)
    return sum(bonuses.rejected.values())


def _refuse_with_covid(sharing: Sharing, out: Path | None, compare: list[Path] | None) -> None:
    """The Covid bonus has a year and shares of its own."""
    asked = sharing.asked
    for name, given in (
        ("--year", bool(sharing.years)),
        ("--out", out is not None),
        ("--compare", bool(compare)),
        ("--coverage-rate", asked.coverage_rate is not None),
        ("--rate", asked.rate is not None),
        ("--cap", asked.cap is not None),
    ):
        if given:
            raise UsageError("not-with-covid-bonus", option=name)
