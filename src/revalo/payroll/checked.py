"""A payroll file checked: what was paid against what was due, and the list of gaps."""

from collections.abc import Iterator
from pathlib import Path

from revalo.analysis.comparison import Request, compute
from revalo.errors import RevaloError, Unbalanced
from revalo.grids.law import Law
from revalo.payroll.reading.headers import check_needed
from revalo.payroll.reading.source import Source
from revalo.payroll.run import Progress, no_progress, run
from revalo.payroll.writing.dialect import write_rows
from revalo.payroll.writing.provenance import origin
from revalo.people.check import GROSS, PAID, Gap, PaidCheck, due_only
from revalo.people.columns import ParsedRows, first_day
from revalo.people.failures import Failures
from revalo.people.table import People
from revalo.rules.person import read_employee
from revalo.rules.trace import own_texts

HEADER = ("file", "row", "employee_id", "month", "compared", "paid", "due", "arrears", "within_36_months", "texts")


def checked(
    law: Law,
    sources: Iterator[Source],
    request: Request,
    found: PaidCheck,
    progress: Progress = no_progress,
) -> None:
    """Compare every row of the sources; rows that cannot be computed are among those not compared.

    Raises `UnreadableInput` for a file without any month, or without anything paid.
    """
    people = People(law, request)

    def compute(rows: ParsedRows) -> tuple[PaidCheck, Failures]:
        outcome, part = people.outcome(due_only(rows)), PaidCheck(law, found.today, found.tolerance)
        part.add(rows, outcome)
        return part, outcome.failures

    for part in run(law, map(_with_columns, sources), compute, progress=progress):
        found.merge(part.result)
    found.settle()
    if not found.adds_up:
        raise Unbalanced


def _with_columns(source: Source) -> Source:
    """The source, once it is known that it has months and something paid."""
    for names in (("month",), tuple(PAID.values())):
        check_needed(source.file, source.mapping, names)
    return source


def texts_of(law: Law, request: Request, gap: Gap) -> list[str]:
    """The texts behind what is due for a gap."""
    day = first_day(gap.month)
    try:
        slip = compute(law, read_employee(law, gap.person), request._replace(before=day, after=day)).after
    except RevaloError:
        return []
    lines = [line for line in slip.lines if gap.what == GROSS or line.startswith("segur.")]
    return list(dict.fromkeys(text for line in lines for text in own_texts(slip, line)))


def write(path: Path, law: Law, request: Request, found: PaidCheck) -> None:
    """Write the list of gaps as CSV, in the dialect of the language."""
    told = {**origin(law, request), "on": found.today.isoformat()}
    write_rows(path, HEADER, (_row(law, request, found, gap) for gap in found.gaps), told)


def _row(law: Law, request: Request, found: PaidCheck, gap: Gap) -> list[int | str]:
    place = [gap.file, str(gap.row), gap.employee_id, first_day(gap.month).strftime("%Y-%m")]
    within = "1" if found.claimable(gap) else "0"
    return [*place, gap.what, gap.paid, gap.due, gap.arrears, within, " ".join(texts_of(law, request, gap))]
