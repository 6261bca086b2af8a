"""`revalo check`: what was paid against what was due."""

from pathlib import Path
from typing import Annotated

import typer

from revalo.calendar import today
from revalo.cli.options import shared
from revalo.errors import UsageError
from revalo.language import _
from revalo.money import parse_fixed

GAPS = 4


def check(
    payroll: Annotated[
        list[str],
        typer.Argument(
            metavar="PAYROLL", help=_("Files with gross paid and month (paid_gross, month), a folder, or -.")
        ),
    ],
    tolerance: Annotated[str, typer.Option(metavar="EUR", help=_("Gaps up to this amount are left out."))] = "0.00",
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help=_("Day from which the 36 months of back pay are counted back."))
    ] = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help=_("The list of gaps as CSV."))] = None,
    mapping: shared.Mapping = None,
    sheet: shared.Sheet = None,
    all_sheets: shared.AllSheets = False,
    blank: shared.Blank = None,
    with_positions: shared.Positions = None,
    member: shared.Member = None,
    measures_only: shared.MeasuresOnly = False,
    law: shared.LawFolder = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo import api  # noqa: PLC0415 - not needed for the help pages
    from revalo.payroll.checked import checked, write  # noqa: PLC0415
    from revalo.people.check import PaidCheck  # noqa: PLC0415
    from revalo.reports.terminal import check as report  # noqa: PLC0415
    from revalo.reports.terminal.console import results, tell  # noqa: PLC0415
    from revalo.reports.terminal.progress import progress  # noqa: PLC0415

    day = shared.day("--on", on) or today()
    law_used = api.load_law(shared.law_folder(law))
    paid = PaidCheck(law_used, day, _cents(tolerance))
    files = shared.opened(
        payroll, mapping, shared.sheets(sheet, all_sheets), with_positions, shared.taken(blank, sums=True)
    )
    request = shared.request(member=member, measures_only=measures_only)
    with progress(files.about_rows) as tick:
        checked(law_used, files.sources, request, paid, tick)
    paid.remarks += files.remarks
    report.show(results(), law_used, request, paid)
    if out is not None:
        write(out, law_used, request, paid)
    for note in files.reading_notes:
        tell(note)
    if paid.gaps:
        raise typer.Exit(GAPS)


check.__doc__ = _("Compare what was paid with what was due, month by month: gaps and back pay (exit code 4 if any).")


def _cents(text: str) -> int:
    try:
        value = parse_fixed(text, 2)
    except ValueError:
        value = -1
    if value < 0:
        raise UsageError("tolerance-value")
    return value
