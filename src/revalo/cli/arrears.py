"""`revalo arrears`: what is owed for texts that became known late, to one person or to a whole payroll."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from revalo.calendar import today
from revalo.cli.options import months, shared
from revalo.cli.options.gathering import Gathered, gathered
from revalo.cli.options.person import Person, given_option
from revalo.errors import UsageError
from revalo.language import _

if TYPE_CHECKING:
    from revalo.analysis.arrears import Known
    from revalo.analysis.comparison import Request
    from revalo.analysis.months import Span
    from revalo.grids.law import Law

REJECTED = 4
FILES = _("Payroll")
_law = shared.law_option

KnownOn = Annotated[
    str | None,
    _law("--known-on", "DATE", _("Paid as the law was known on this day (by default on the last day of each month).")),
]
KnownLater = Annotated[
    str | None,
    _law(
        "--known-later",
        "DATE",
        _("Due under the texts published by this date (by default all those in revalo's legal data)."),
    ),
]
To = Annotated[
    str | None, _law("--to", "YYYY-MM", _("Last month (by default that of --known-on, of --known-later, or this one)."))
]


class Files(NamedTuple):
    """How the files of a payroll are read, where rejects go, and the day that three years are counted back from."""

    on: str | None
    rejects: Path | None
    mapping: Path | None
    sheet: list[str] | None
    all_sheets: bool
    blank: str | None
    with_positions: Path | None


def files(
    on: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help=_("PAYROLL: day from which three years are counted back (today by default)."),
            rich_help_panel=FILES,
        ),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=_("Rejected rows (OUT.rejects.csv by default)."), rich_help_panel=FILES),
    ] = None,
    mapping: shared.Mapping = None,
    sheet: shared.Sheet = None,
    all_sheets: shared.AllSheets = False,
    blank: shared.Blank = None,
    with_positions: shared.Positions = None,
) -> Files:
    """The options of payroll files, as given."""
    return Files(on, rejects, mapping, sheet, all_sheets, blank, with_positions)


FilesOptions = Annotated[Files, Gathered(files)]
_NO_FILES = Files(None, None, None, None, all_sheets=False, blank=None, with_positions=None)


class _ArrearsOptions(NamedTuple):
    """What is asked for one person and for a payroll alike, and how it is to be shown."""

    law: "Law"
    request: "Request"
    known: "Known"
    span: "Span"
    files: list[Path]
    as_json: bool


@gathered
def arrears(
    person: Person,
    payroll_files: FilesOptions,
    payroll: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PAYROLL", help=_("Files (CSV, XLSX, Parquet, DSN), a folder, or -; none for one person.")
        ),
    ] = None,
    first: months.From = None,
    last: To = None,
    known_on: KnownOn = None,
    known_later: KnownLater = None,
    member: shared.Member = None,
    measures_only: shared.MeasuresOnly = False,
    settings: months.Set = None,
    law: shared.LawFolder = None,
    as_json: shared.Json = False,
    as_csv: months.Csv = False,
    out: months.Out = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    paths = months.csv_files(out, as_json=as_json, as_csv=as_csv)
    _check_one_of_two(payroll, person, payroll_files)
    from revalo import api  # noqa: PLC0415 - not needed for the help pages
    from revalo.analysis.arrears import Known  # noqa: PLC0415

    known = Known(shared.day("--known-on", known_on), shared.day("--known-later", known_later))
    request = months.one_law(member=member, settings=settings, measures_only=measures_only)
    law_used = api.load_law(shared.law_folder(law))
    asked = _ArrearsOptions(law_used, request, known, months.span(first, last), paths, as_json)
    if payroll:
        _payroll(payroll, payroll_files, asked, lang)
    else:
        _one_person(person, asked)


arrears.__doc__ = _(
    "Back pay due, month by month, for texts that became known after the pay of the month: to a person, to a payroll."
)


def _check_one_of_two(payroll: list[str] | None, person: dict[str, Any], payroll_files: Files) -> None:
    """Refuse the options of a person together with PAYROLL, and those of files without it."""
    if payroll and (name := given_option(person)) is not None:
        raise UsageError("person-with-payroll", option=name)
    if not payroll and payroll_files != _NO_FILES:
        names = (name for name, value in payroll_files._asdict().items() if value != getattr(_NO_FILES, name))
        raise UsageError("payroll-needed", option="--" + next(names).replace("_", "-"))


def _one_person(person: dict[str, Any], asked: _ArrearsOptions) -> None:
    from revalo import api  # noqa: PLC0415 - not needed for the help pages

    arrears = api.person_arrears(asked.law, person, asked.request, asked.known, asked.span)
    for path in asked.files:
        from revalo.reports.tables import months as months_csv  # noqa: PLC0415 - only where CSV is asked for

        months_csv.write_arrears(path, arrears)
    if asked.as_json:
        from revalo.reports.json import months as months_json  # noqa: PLC0415
        from revalo.reports.json import results as writer  # noqa: PLC0415

        writer.write(months_json.arrears(arrears))
    elif months.STDOUT not in asked.files:
        from revalo.reports.terminal import arrears as report  # noqa: PLC0415 - Rich is not for JSON
        from revalo.reports.terminal.console import results  # noqa: PLC0415

        report.show(results(), arrears)


def _payroll(payroll: list[str], given: Files, asked: _ArrearsOptions, lang: str | None) -> None:
    from revalo.payroll.arrears import Job, run  # noqa: PLC0415 - not needed for the help pages
    from revalo.payroll.writing.atomic_files import rejects_beside  # noqa: PLC0415
    from revalo.payroll.writing.dialect import dialect_of  # noqa: PLC0415
    from revalo.people.arrears import ArrearsRequest  # noqa: PLC0415
    from revalo.reports.json import arrears_of_payroll as as_object  # noqa: PLC0415
    from revalo.reports.json import results as writer  # noqa: PLC0415
    from revalo.reports.terminal import arrears_of_payroll as report  # noqa: PLC0415
    from revalo.reports.terminal.console import messages, results, tell  # noqa: PLC0415
    from revalo.reports.terminal.progress import progress  # noqa: PLC0415

    if len(asked.files) > 1:
        raise UsageError("one-file-of-results")
    out = next(iter(asked.files), None)
    of_rows = ArrearsRequest(asked.request, asked.known, asked.span, shared.day("--on", given.on) or today())
    opened_files = shared.opened(
        payroll,
        given.mapping,
        shared.sheets(given.sheet, given.all_sheets),
        given.with_positions,
        shared.taken(given.blank, ignored=IGNORED),
    )
    rejects = given.rejects or (None if out is None else rejects_beside(out))
    dialect = None if lang is None else dialect_of(lang)
    job = Job(of_rows, out, rejects, dialect, remarks=lambda: opened_files.remarks)
    with progress(opened_files.about_rows) as tick:
        owed = run(asked.law, opened_files.sources, job, tick)
    if asked.as_json:
        writer.write(as_object.arrears(owed, of_rows))
    else:
        report.show(messages() if "-" in (str(out), str(rejects)) else results(), owed)
    for note in opened_files.reading_notes:
        tell(note)
    if owed.sums.rows_rejected:
        raise typer.Exit(REJECTED)


IGNORED = ("paid_gross", "before_month")  # columns that what is owed for texts does not depend on
