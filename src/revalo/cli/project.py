"""`revalo project`: what a payroll will cost in the months to come, and why."""

from pathlib import Path
from typing import Annotated, Any

import typer

from revalo import house
from revalo.cli import completion
from revalo.cli.options import employer as employers
from revalo.cli.options import months, shared
from revalo.cli.options.gathering import gathered
from revalo.errors import UsageError
from revalo.language import _

REJECTED = 4
AHEAD = _("The months to come")


def _option(name: str, metavar: str, help_text: str) -> Any:  # noqa: ANN401 - as Typer
    return typer.Option(name, metavar=metavar, help=help_text, rich_help_panel=AHEAD, show_default=False)


@gathered
def project(
    payroll: Annotated[
        list[str], typer.Argument(metavar="PAYROLL", help=_("Files (CSV, XLSX, Parquet, DSN), a folder, or -."))
    ],
    employer: employers.EmployerOptions,
    request: months.OneLaw,
    first: Annotated[
        str | None,
        _option("--from", "YYYY-MM", _("First month, which the others are compared with (the current one).")),
    ] = None,
    last: Annotated[
        str | None, _option("--to", "YYYY-MM", _("Last month (December of the third year by default)."))
    ] = None,
    activity: Annotated[
        str | None, _option("--activity", "FILE", _("Hours of each service (as for fund): the cost of an hour."))
    ] = None,
    movements: Annotated[
        str | None, _option("--movements", "FILE", _("Hires and leavers: kind, month, employee_id or who they are."))
    ] = None,
    echelon_3_after: Annotated[
        int | None,
        _option(
            "--echelon-3-after", "YEARS", _("Assume échelon 3 after so many years at échelon 2 (otherwise never).")
        ),
    ] = None,
    by: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help=_("Groups by service, department, category, sector, structure or profession."),
            autocompletion=completion.words("service", "department", "category", "sector", "structure", "profession"),
        ),
    ] = "service",
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="OUT", help=_("Write them too: .csv, .xlsx, .html or .pdf.")),
    ] = None,
    title: Annotated[str, typer.Option(metavar="WORDS", help=_("What the payroll is called on the page."))] = "",
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", help=_("Rejected rows (OUT.rejects.csv, otherwise rejects.csv)."))
    ] = None,
    mapping: shared.Mapping = None,
    sheet: shared.Sheet = None,
    all_sheets: shared.AllSheets = False,
    blank: shared.Blank = None,
    with_positions: shared.Positions = None,
    scenario: shared.Scenario = None,
    compare: shared.Compare = None,
    as_json: shared.Json = False,
    law: shared.LawFolder = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo.funding.activity import read_activity  # noqa: PLC0415 - not needed for the help pages
    from revalo.funding.hours import hours_of  # noqa: PLC0415
    from revalo.payroll.movements import read_movements  # noqa: PLC0415
    from revalo.payroll.projection import ProjectionRequest, checked_years, span_of  # noqa: PLC0415
    from revalo.payroll.projection import project as carried  # noqa: PLC0415
    from revalo.payroll.writing.atomic_files import one_run, rejects_beside  # noqa: PLC0415
    from revalo.people.summary import check_by  # noqa: PLC0415
    from revalo.reports.tables import project as tables  # noqa: PLC0415
    from revalo.reports.terminal.console import messages, results, tell  # noqa: PLC0415
    from revalo.reports.terminal.progress import progress  # noqa: PLC0415

    check_by(by)
    if activity is not None and by != "service":
        raise UsageError("activity-by-service")
    if out is not None:
        tables.check_name(out)
    law_used, request = shared.law_and_request(law, scenario, request)
    _day, beside = shared.compared(law_used, compare, scenario, request)
    span = span_of(months.month("--from", first), months.month("--to", last))
    asked = ProjectionRequest(request, employer, span, checked_years(echelon_3_after), by)
    files = shared.opened(
        payroll, mapping, shared.sheets(sheet, all_sheets), with_positions, shared.taken(blank, ignored=("paid_gross",))
    )
    place = rejects or rejects_beside(out)
    read = read_activity(activity) if activity is not None else None
    moved = read_movements(movements, law_used) if movements is not None else None
    with one_run():
        with progress(files.about_rows) as tick:
            projection = carried(law_used, files.sources, asked, place, tick, moved, beside)
        projection.remarks += files.remarks
        hours = hours_of(projection, read) if read is not None else None
        if out is not None:
            tables.write(out, projection, hours, title or house.setting("report.title") or "")
    if as_json:
        from revalo.reports.json import project as plain  # noqa: PLC0415
        from revalo.reports.json import results as writer  # noqa: PLC0415

        writer.write(plain.projection(projection, hours))
    else:
        from revalo.reports.terminal import project as report  # noqa: PLC0415

        console = messages() if "-" in (str(out), str(place)) else results()
        report.show(console, projection, hours)
        if projection.rejected:
            console.print(_("Rejected rows: {file}").format(file=place))
    for note in files.reading_notes:
        tell(note)
    if projection.rejected:
        raise typer.Exit(REJECTED)


project.__doc__ = _(
    "What a payroll will cost month by month, and why: seniority, texts, minimum wage (exit code 4 if rejects)."
)
