"""`revalo sheet`: one person's page, or a page for each person of a payroll."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from revalo.cli import completion
from revalo.cli.options import shared
from revalo.cli.options.gathering import gathered
from revalo.cli.options.person import Person
from revalo.errors import UsageError
from revalo.language import _

if TYPE_CHECKING:
    from revalo.analysis.comparison import Request
    from revalo.grids.law import Law
    from revalo.payroll.reading.sources import Opened

REJECTED = 4


@gathered
def sheet(
    person: Person,
    request: shared.TwoSides,
    out: Annotated[
        Path,
        typer.Option(
            "-o",
            "--out",
            metavar="OUT",
            help=_("FILE.html or FILE.pdf; with --batch, a folder or one FILE.pdf."),
            rich_help_panel=shared.OUTPUT,
        ),
    ],
    payroll: Annotated[
        list[str] | None,
        typer.Option(
            "--batch",
            metavar="PAYROLL",
            help=_("A page for each person of a payroll file (can be repeated)."),
            rich_help_panel=shared.OUTPUT,
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="html|pdf",
            autocompletion=completion.words("html", "pdf"),
            help=_("With --batch and a folder: the form of its files."),
            rich_help_panel=shared.OUTPUT,
        ),
    ] = "html",
    rejects: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=_("With --batch: rejected rows (OUT.rejects.csv by default)."),
            rich_help_panel=shared.OUTPUT,
        ),
    ] = None,
    mapping: shared.Mapping = None,
    workbook_sheet: shared.Sheet = None,
    all_sheets: shared.AllSheets = False,
    blank: shared.Blank = None,
    with_positions: shared.Positions = None,
    scenario: shared.Scenario = None,
    law: shared.LawFolder = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    if payroll:
        if any(value and (name, value) != ("sector", "bad") for name, value in person.items()):
            raise UsageError("batch-or-person")
        law_used, request = shared.law_and_request(law, scenario, request)
        _many(
            law_used,
            request,
            shared.opened(
                payroll,
                mapping,
                shared.sheets(workbook_sheet, all_sheets),
                with_positions,
                shared.taken(blank, ignored=("paid_gross",)),
            ),
            out,
            form,
            rejects,
        )
        return
    _one(person, *shared.law_and_request(law, scenario, request), out)


def _one(person: dict[str, Any], law: "Law", request: "Request", out: Path) -> None:
    from revalo import api  # noqa: PLC0415 - not needed for the help pages
    from revalo.analysis.attribution import effects  # noqa: PLC0415
    from revalo.reports.pages import writing  # noqa: PLC0415
    from revalo.reports.pages.sheet import months_of  # noqa: PLC0415
    from revalo.reports.pages.sheet import sheet as page  # noqa: PLC0415

    writing.check(out)
    comparison = api.compare(law, person, request)
    writing.write(out, page(comparison, effects(comparison), months_of(comparison, request)))


def _many(law: "Law", request: "Request", files: "Opened", out: Path, form: str, rejects: Path | None) -> None:
    from revalo.payroll.persons import persons  # noqa: PLC0415
    from revalo.payroll.writing.atomic_files import one_run, rejects_beside  # noqa: PLC0415
    from revalo.people.summary import Summary  # noqa: PLC0415
    from revalo.reports.pages import sheets  # noqa: PLC0415 - not needed for the help pages
    from revalo.reports.terminal.batch import show_rows  # noqa: PLC0415
    from revalo.reports.terminal.console import results, tell  # noqa: PLC0415
    from revalo.reports.terminal.progress import progress  # noqa: PLC0415

    sheets.check(out, form)
    summary = Summary()
    with one_run(), progress(files.about_rows) as tick:
        written = persons(law, files.sources, request, rejects or rejects_beside(out), summary, tick)
        sheets.write(law, request, written, out, form)
    summary.remarks += files.remarks
    show_rows(results(), summary)
    for note in files.reading_notes:
        tell(note)
    if summary.rows_rejected:
        raise typer.Exit(REJECTED)


sheet.__doc__ = _("One person's page to print or send (HTML or PDF), or a page for each person of a payroll.")
