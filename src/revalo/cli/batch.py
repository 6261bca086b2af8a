"""`revalo batch`: a payroll file in, results out."""

from collections.abc import Callable
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from revalo.cli import completion
from revalo.cli.options import employer as employers
from revalo.cli.options import shared
from revalo.cli.options.gathering import gathered
from revalo.errors import UsageError
from revalo.language import _
from revalo.program import give_back

if TYPE_CHECKING:
    from revalo.grids.law import Law
    from revalo.payroll.batch import Job
    from revalo.payroll.reading.sources import Opened
    from revalo.people.summary import Summary

REJECTED = 4
MANY = 100_000  # rows: the memory of fewer is taken in no time


@gathered
def batch(
    request: shared.TwoSides,
    employer: employers.EmployerIfAsked,
    payroll: Annotated[
        list[str], typer.Argument(metavar="PAYROLL", help=_("Files (CSV, XLSX, Parquet, DSN), a folder, or -."))
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="OUT", help=_("Results: .csv, .xlsx, .parquet, .jsonl or -."))
    ] = None,
    rejects: Annotated[
        Path | None, typer.Option(metavar="FILE", help=_("Rejected rows (OUT.rejects.csv by default)."))
    ] = None,
    lines: Annotated[
        bool, typer.Option("--lines", metavar="", help=_("One column per pay item and situation."))
    ] = False,
    by: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help=_("Summary by service, department, category, sector, structure or profession."),
            autocompletion=completion.words("service", "department", "category", "sector", "structure", "profession"),
        ),
    ] = "service",
    by_text: Annotated[
        bool, typer.Option("--by-text", metavar="", help=_("The gain split among the texts that caused it too."))
    ] = False,
    show_small: Annotated[
        bool, typer.Option("--show-small", metavar="", help=_("Show groups of fewer than 5 people in a workbook too."))
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", metavar="", help=_("Read, map and check only: compute nothing."))
    ] = False,
    engine: Annotated[
        str,
        typer.Option(
            metavar="local|spark",
            help=_("This machine, or a Spark cluster (module spark)."),
            autocompletion=completion.words("local", "spark"),
        ),
    ] = "local",
    master: Annotated[
        str | None, typer.Option(metavar="URL", help=_("Spark: local[*], spark://HOST:7077, yarn, k8s://…"))
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
    from revalo.payroll.batch import Job  # noqa: PLC0415
    from revalo.payroll.batch import dry_run as read_only  # noqa: PLC0415
    from revalo.payroll.revaluation import BatchRequest  # noqa: PLC0415
    from revalo.payroll.writing.dialect import dialect_of  # noqa: PLC0415 - not needed for the help pages
    from revalo.people.side_by_side import Alternative  # noqa: PLC0415
    from revalo.people.summary import check_by  # noqa: PLC0415
    from revalo.reports.terminal import batch as report  # noqa: PLC0415
    from revalo.reports.terminal.console import messages, results, tell  # noqa: PLC0415
    from revalo.reports.terminal.progress import progress  # noqa: PLC0415

    check_by(by)
    if out is None and engine == "spark" and not dry_run:
        raise UsageError("results-needed")
    run = _engine(engine, master)
    if engine == "spark":
        _check_fit(
            [*payroll, *map(str, filter(None, (out, rejects)))],
            dry_run or sheet or all_sheets or with_positions or compare,
        )
    day = request.after
    law_used, request = shared.law_and_request(law, scenario, request)
    request, beside = shared.compared(law_used, compare, scenario, request)
    files = shared.opened(
        payroll,
        mapping,
        shared.sheets(sheet, all_sheets),
        with_positions,
        shared.taken(blank, ignored=("paid_gross",), after=None if day is None else day.isoformat()),
    )
    console = messages() if "-" in (str(out), str(rejects)) else results()
    if dry_run:
        from revalo.reports.terminal import columns  # noqa: PLC0415 - a computation does not show them

        with progress(files.about_rows) as tick:
            summary = read_only(law_used, columns.shown(console, files.sources), rejects, tick)
        summary.remarks += files.remarks
        report.show_rows(console, summary, computed=False)
    else:
        dialect = None if lang is None else dialect_of(lang)
        job = Job(
            BatchRequest(request, lines, by, by_text, employer, tuple(starmap(Alternative, beside))),
            out,
            rejects,
            dialect,
            remarks=lambda: files.remarks,
        )
        summary = run(law_used, files, job._replace(least=1) if show_small else job)
        if summary.rows_in > MANY:
            give_back()
        report.show(console, law_used, summary)
    for note in files.reading_notes:
        tell(note)
    if summary.rows_rejected:
        raise typer.Exit(REJECTED)


def _engine(name: str, master: str | None) -> "Callable[[Law, Opened, Job], Summary]":
    """What computes a job: this machine, or Spark on a master."""
    if name == "spark":
        from revalo.payroll.spark.run import run  # noqa: PLC0415 - only for clusters
        from revalo.program import show_pandas  # noqa: PLC0415

        show_pandas()
        return partial(run, master=master)
    if name != "local":
        raise UsageError("engine-value")
    if master is not None:
        raise UsageError("master-without-spark")
    return _here


def _here(law: "Law", files: "Opened", job: "Job") -> "Summary":
    """Compute on this machine, with a progress bar."""
    from revalo.payroll.batch import run  # noqa: PLC0415 - not needed for the help pages
    from revalo.reports.terminal.progress import progress  # noqa: PLC0415

    with progress(files.about_rows) as tick:
        return run(law, files.sources, job, tick)


def _check_fit(paths: list[str], one_machine: object) -> None:
    """Refuse what a cluster cannot do, before anything is read."""
    from revalo.payroll.spark.fitting import check_paths  # noqa: PLC0415 - only for clusters

    if one_machine:
        raise UsageError("not-with-spark")
    check_paths(paths)


batch.__doc__ = _(
    "Compute a whole payroll: results, rejected rows with their reason, and a summary (exit code 4 if rejects)."
)
