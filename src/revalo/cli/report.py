"""`revalo report`: a payroll for a management board."""

from pathlib import Path
from typing import Annotated

import typer

from revalo.calendar import today
from revalo.cli import options
from revalo.cli.gathering import gathered
from revalo.language import _

REJECTED = 4


@gathered
def report(
    request: options.TwoSides,
    payroll: Annotated[
        list[str], typer.Argument(metavar="PAYROLL...", help=_("Files (CSV, XLSX, Parquet, DSN), a folder, or -."))
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help=_("FILE.html or FILE.pdf."))],
    title: Annotated[str, typer.Option(metavar="WORDS", help=_("What the payroll is called on the page."))] = "",
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", help=_("Rejected rows (OUT.rejects.csv by default)."))
    ] = None,
    mapping: options.Mapping = None,
    sheet: options.Sheet = None,
    with_positions: options.Positions = None,
    scenario: options.Scenario = None,
    law: options.LawFolder = None,
    lang: options.Lang = None,
) -> None:
    options.check_language(lang)
    from revalo.pages import board as pages  # noqa: PLC0415 - not needed for the help pages
    from revalo.pages import writing  # noqa: PLC0415
    from revalo.payroll.board import board  # noqa: PLC0415
    from revalo.payroll.rejects import beside  # noqa: PLC0415
    from revalo.payroll.sources import opened  # noqa: PLC0415
    from revalo.reports.batch import show_rows  # noqa: PLC0415
    from revalo.reports.console import results, tell  # noqa: PLC0415
    from revalo.reports.progress import progress  # noqa: PLC0415

    writing.check(out)
    held, request = options.law_and_request(law, scenario, request)
    files = opened(payroll, mapping, sheet, with_positions)
    with progress(files.about_rows) as tick:
        found = board(held, files.sources, request, today(), rejects or beside(out), tick)
    writing.write(out, pages.report(found, title))
    show_rows(results(), found.service)
    print(_("Written: {file}").format(file=out))
    for note in files.notes:
        tell(note)
    if found.service.rows_rejected:
        raise typer.Exit(REJECTED)


report.__doc__ = _("A payroll's report for a management board (HTML or PDF): gains, minimum wage, texts, method.")
