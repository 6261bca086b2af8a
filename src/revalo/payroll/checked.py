"""A payroll file checked: what was paid against what was due, and the list of gaps."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from revalo.analysis.comparison import Request, compute
from revalo.errors import RevaloError, Unbalanced
from revalo.grids.law import Law
from revalo.payroll.reading.headers import check_needed
from revalo.payroll.reading.source import Source
from revalo.payroll.run import Progress, no_progress, run
from revalo.payroll.writing.dialect import write_rows
from revalo.payroll.writing.provenance import origin
from revalo.payroll.writing.rejects import TakesRejects
from revalo.people.check import PAID, PaidCheck, due_only
from revalo.people.columns import ParsedRows, first_day
from revalo.people.failures import Failures
from revalo.people.gaps import GROSS, Gap, PersonOfRows
from revalo.people.results import decimals
from revalo.people.table import People
from revalo.rules.person import read_employee
from revalo.rules.trace import own_texts


class Listed(NamedTuple):
    """A gap as it is written: amounts in cents, `within_36_months` whether it can still be claimed."""

    file: str
    row: int | str
    employee_id: str
    month: str
    compared: str
    paid: int
    due: int
    arrears: int
    within_36_months: bool | str
    texts: str


HEADER = Listed._fields


def checked(
    law: Law,
    sources: Iterator[Source],
    request: Request,
    check: PaidCheck,
    progress: Progress = no_progress,
    rejected: TakesRejects | None = None,
) -> None:
    """Compare every row of the sources; rows that cannot be computed are among those not compared, and `rejected`.

    Raises `UnreadableInput` for a file without any month, or without anything paid.
    """
    people = People(law, request)

    def compute(rows: ParsedRows) -> tuple[PaidCheck, Failures]:
        outcome, part = people.outcome(due_only(rows)), PaidCheck(law, check.today, check.tolerance)
        part.add(rows, outcome)
        return part, outcome.failures

    for part in run(law, map(_with_columns, sources), compute, rejected, progress):
        check.merge(part.result)
    check.settle(request)
    if not check.adds_up:
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
        slip = compute(law, read_employee(law, gap.person.inputs), request._replace(before=day, after=day)).after
    except RevaloError:
        return []
    lines = [line for line in slip.lines if gap.what == GROSS or line.startswith("segur.")]
    return list(dict.fromkeys(text for line in lines for text in own_texts(slip, line)))


def write(path: Path, law: Law, request: Request, check: PaidCheck) -> None:
    """Write the list of gaps as CSV, in the dialect of the language."""
    provenance = {**origin(law, request), "on": check.today.isoformat()}
    write_rows(path, HEADER, map(_cells, listed(law, request, check)), provenance)


def listed(law: Law, request: Request, check: PaidCheck) -> Iterator[Listed]:
    """Each gap, with the texts behind what is due."""
    known: dict[tuple[PersonOfRows, str], str] = {}  # the texts of a person are looked for once
    for gap in check.gaps:
        month, key = first_day(gap.month).strftime("%Y-%m"), (gap.person, gap.what)
        texts = known[key] = known[key] if key in known else " ".join(texts_of(law, request, gap))
        amounts = gap.paid, gap.due, gap.arrears
        yield Listed(gap.file, gap.row, gap.employee_id, month, gap.what, *amounts, check.claimable(gap), texts)


def _cells(gap: Listed) -> list[int | str]:
    """A gap as the cells of a file: amounts in cents, all else as text."""
    in_text = gap._replace(row=str(gap.row), within_36_months="1" if gap.within_36_months else "0")
    return list(in_text)


def as_table(law: Law, request: Request, check: PaidCheck) -> pa.Table:
    """The list of gaps in memory: amounts are decimals with two places, row numbers are numbers."""
    gaps = list(listed(law, request, check))
    types = {"row": pa.int64(), "within_36_months": pa.bool_()}

    def column(name: str) -> pa.Array:
        cells = [getattr(each, name) for each in gaps]
        if name in ("paid", "due", "arrears"):
            return decimals(np.array(cells, np.int64))
        return pa.array(cells, types.get(name, pa.string()))

    return pa.table({name: column(name) for name in HEADER})
