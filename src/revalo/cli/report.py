"""`revalo report`: a payroll for a management board."""

from dataclasses import replace
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from revalo import house
from revalo.calendar import today
from revalo.cli.options import employer as employers
from revalo.cli.options import shared
from revalo.cli.options.gathering import gathered
from revalo.cli.options.sharing import Shared, Sharing
from revalo.controls import on_one_line
from revalo.errors import UsageError
from revalo.language import _

if TYPE_CHECKING:
    from revalo.analysis.comparison import Request
    from revalo.funding.counting import Counting
    from revalo.funding.question import Question
    from revalo.funding.study import Study
    from revalo.grids.law import Law
    from revalo.payroll.projection import ProjectionRequest
    from revalo.payroll.reading.sources import Opened
    from revalo.people.board import Board
    from revalo.reports.pages.document import Document
    from revalo.rules.employer.employer import Employer

REJECTED = 4
METHOD = 2  # sections at the end of a report, on what it rests on


@gathered
def report(
    request: shared.TwoSides,
    sharing: Shared,
    employer: employers.EmployerIfAsked,
    payroll: Annotated[
        list[str], typer.Argument(metavar="PAYROLL", help=_("Files (CSV, XLSX, Parquet, DSN), a folder, or -."))
    ],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help=_("FILE.html or FILE.pdf; without it, the summary alone.")),
    ] = None,
    title: Annotated[str, typer.Option(metavar="WORDS", help=_("What the payroll is called on the page."))] = "",
    last: Annotated[
        str | None,
        typer.Option("--to", metavar="YYYY-MM", help=_("The months to come too, up to this one (revalo project).")),
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", help=_("Rejected rows (OUT.rejects.csv by default)."))
    ] = None,
    mapping: shared.Mapping = None,
    sheet: shared.Sheet = None,
    all_sheets: shared.AllSheets = False,
    blank: shared.Blank = None,
    with_positions: shared.Positions = None,
    scenario: shared.Scenario = None,
    compare: shared.Compare = None,
    law: shared.LawFolder = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo.payroll.board import NOTHING, Also, BoardRequest, board  # noqa: PLC0415 - not needed for the help pages
    from revalo.payroll.writing.atomic_files import one_run, rejects_beside  # noqa: PLC0415
    from revalo.people.side_by_side import Alternative  # noqa: PLC0415
    from revalo.reports.pages import board as pages  # noqa: PLC0415
    from revalo.reports.pages import writing  # noqa: PLC0415
    from revalo.reports.terminal.batch import show, show_rows  # noqa: PLC0415
    from revalo.reports.terminal.console import results, tell  # noqa: PLC0415
    from revalo.reports.terminal.progress import progress  # noqa: PLC0415

    if out is not None:
        writing.check(out)
    day = request.after
    law_used, request = shared.law_and_request(law, scenario, request)
    request, beside = shared.compared(law_used, compare, scenario, request)
    question = _question(sharing, request, employer)
    if out is None and last is not None:
        raise UsageError("page-needed", option="--to")
    ahead = _ahead(last, request, employer)
    files = shared.opened(
        payroll,
        mapping,
        shared.sheets(sheet, all_sheets),
        with_positions,
        shared.taken(blank, ignored=("paid_gross",), after=day),
    )
    counting = question and _counting(law_used, sharing, question)
    also = Also(counting.count, counting.add, counting.check) if counting else NOTHING
    place = rejects or (None if out is None else rejects_beside(out))
    with one_run():
        with progress(files.about_rows) as tick:
            asked = BoardRequest(request, today(), employer, tuple(starmap(Alternative, beside)))
            meanwhile = None if out is None else partial(writing.make_ready, out)
            result = board(law_used, files.sources, asked, place, tick, also, meanwhile)
        who_pays = _who_pays(counting, question)
        result.service.remarks += files.remarks
        if out is not None:
            name = on_one_line(title or house.setting("report.title") or "")
            page = pages.report(result, name, who_pays)
            writing.write(out, _with_months(page, result, files, ahead) if ahead else page)
    if out is None:
        show(results(), law_used, result.service)
        if who_pays:
            from revalo.reports.terminal.fund import show as show_who_pays  # noqa: PLC0415 - only with an activity

            show_who_pays(results(), who_pays)
    else:
        show_rows(results(), result.service)
    rejected = sum(who_pays.costs.rejected.values()) + len(who_pays.unstaffed) if who_pays else 0
    if rejected:
        print(_("Rows not counted in who pays: {rows}").format(rows=rejected))
    for note in files.reading_notes:
        tell(note)
    if result.service.rows_rejected or rejected:
        raise typer.Exit(REJECTED)


report.__doc__ = _("A payroll's report for a management board (HTML or PDF): gains, minimum wage, texts, who pays.")


def _question(sharing: Sharing, request: "Request", employer: "Employer | None") -> "Question | None":
    """What is asked of who pays; None where no activity is given, which all of its options go with."""
    from revalo.rules.employer.employer import Employer  # noqa: PLC0415 - not needed for the help pages

    if sharing.activity is not None:
        return sharing.question(request, employer or Employer())
    if sharing.is_given:
        raise UsageError("sharing-without-activity")
    return None


def _counting(law: "Law", sharing: Sharing, question: "Question") -> "Counting":
    """What counts the rows for who pays."""
    from revalo.funding.activity import read_activity  # noqa: PLC0415 - not needed for the help pages
    from revalo.funding.study import counting_of  # noqa: PLC0415

    assert sharing.activity is not None  # noqa: S101 - else there is no question
    return counting_of(law, read_activity(sharing.activity), question)


def _who_pays(counting: "Counting | None", question: "Question | None") -> "Study | None":
    """Who pays, where it was asked and counted."""
    if counting is None or question is None:
        return None
    from revalo.funding.study import answer  # noqa: PLC0415 - only with an activity

    return answer(counting, question)


def _ahead(last: str | None, request: "Request", employer: "Employer | None") -> "ProjectionRequest | None":
    """What is asked of the months to come: from the current one to `last`, under the same texts."""
    if last is None:
        return None
    from revalo.cli.options.months import month  # noqa: PLC0415 - not needed for the help pages
    from revalo.payroll.projection import ProjectionRequest, span_of  # noqa: PLC0415
    from revalo.rules.employer.employer import Employer  # noqa: PLC0415

    one_law = request._replace(before=None, after=None, without=())
    return ProjectionRequest(one_law, employer or Employer(), span_of(None, month("--to", last)))


def _with_months(page: "Document", board: "Board", files: "Opened", asked: "ProjectionRequest") -> "Document":
    """A report with the months to come before its method and its texts; the files are read once more."""
    from revalo.payroll.projection import project  # noqa: PLC0415 - not needed for the help pages
    from revalo.reports.pages import project as months  # noqa: PLC0415
    from revalo.reports.pages.board_groups import hidden_in  # noqa: PLC0415

    projection = project(board.people.law, replace(files, reading_notes=[]).sources, asked, None)
    added = months.sections(projection, beside=hidden_in(board)[0].get("service", frozenset(projection.groups)))
    return page._replace(sections=(*page.sections[:-METHOD], *added, *page.sections[-METHOD:]))
