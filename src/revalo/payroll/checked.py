"""A payroll file checked: what was paid against what was due, and the list of gaps."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from revalo import language
from revalo.analysis.comparison import Request, before_and_after
from revalo.errors import RevaloError, Unbalanced
from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.payroll.reading.headers import check_needed
from revalo.payroll.reading.source import Source
from revalo.payroll.run import Progress, no_progress, run
from revalo.payroll.writing.atomic_files import atomic_output, one_run
from revalo.payroll.writing.dialect import BOM, Dialect, dialect_of, lines_of
from revalo.payroll.writing.provenance import digest_of, origin, write_beside
from revalo.payroll.writing.rejects import TakesRejects
from revalo.payroll.writing.writers import in_text
from revalo.people.alike import alike
from revalo.people.check import PAID, PaidCheck, due_only
from revalo.people.claims import claimable
from revalo.people.column_operations import cast, encoded, of_numpy
from revalo.people.columns import ParsedRows, first_day
from revalo.people.failures import Failures
from revalo.people.gaps import GROSS, NO_GAPS, Gap, Part
from revalo.people.results import CENTS, decimals
from revalo.people.table import People
from revalo.rules.payslip import payslip
from revalo.rules.person import read_employee
from revalo.rules.trace import own_texts

TOGETHER = 1 << 14  # rows that are texts of Python at once
SCHEMA = pa.schema(
    [
        *(("file", pa.string()), ("row", pa.int64()), ("employee_id", pa.string()), ("month", pa.string())),
        *(("compared", pa.string()), ("paid", CENTS), ("due", CENTS), ("arrears", CENTS)),
        *(("within_36_months", pa.bool_()), ("texts", pa.string())),
    ]
)  # of the list of gaps: `within_36_months` whether it can still be claimed


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


def bound_once(law: Law, request: Request) -> Callable[[str, int], Binding]:
    """Gives the law that what is due in a sector and month is computed under: one binding for all who ask."""

    @cache
    def bound(sector: str, month: int) -> Binding:
        day = first_day(month)
        _before, due = before_and_after(law, sector, request._replace(before=day, after=day))
        return Binding(law, due)

    return bound


def texts_of(law: Law, gap: Gap, bound: Callable[[str, int], Binding]) -> list[str]:
    """The texts behind what is due for a gap. `bound`: see `bound_once`."""
    try:
        employee = read_employee(law, gap.inputs)
        slip = payslip(employee, bound(employee.sector, gap.month))
    except RevaloError:
        return []
    lines = [line for line in slip.lines if gap.what == GROSS or line.startswith("segur.")]
    return list(dict.fromkeys(text for line in lines for text in own_texts(slip, line)))


def write(path: Path, law: Law, request: Request, check: PaidCheck) -> None:
    """Write the list of gaps as CSV, in the dialect of the language."""
    with one_run(), ExitStack() as stack:
        file, dialect = stack.enter_context(atomic_output(path)), dialect_of(language.current())
        file.write((BOM if dialect.bom else b"") + lines_of([SCHEMA.names], dialect).encode())
        for batch in _listed(law, request, check, np.int8):
            for lines in _lines(batch, dialect):
                file.write(lines.encode())
        provenance = {**origin(law, request), "on": check.today.isoformat()}
        write_beside(stack, path, provenance, digest_of(file))


def _lines(batch: pa.RecordBatch, dialect: Dialect) -> Iterator[str]:
    """The rows of a batch as lines, some of them at a time."""
    whole = pa.RecordBatch.from_pydict(in_text(batch, dialect))
    for start in range(0, whole.num_rows, TOGETHER):
        columns = (column.to_pylist() for column in whole.slice(start, TOGETHER).columns)
        yield lines_of(zip(*columns, strict=True), dialect)


def as_table(law: Law, request: Request, check: PaidCheck) -> pa.Table:
    """The list of gaps in memory: amounts are decimals with two places, row numbers are numbers."""
    return pa.Table.from_batches(map(_plain, _listed(law, request, check, np.bool_)), SCHEMA)


def _listed(law: Law, request: Request, check: PaidCheck, flag: type) -> Iterator[pa.RecordBatch]:
    """The gaps of each chunk, with the texts behind what is due; words as dictionaries, conditions as `flag`."""
    texts = _Texts(law, request)
    for part in check.gaps.parts or [NO_GAPS]:
        columns = {
            "file": _same(part.file, len(part.rows)),
            "row": of_numpy(part.rows.astype(np.int64)),
            "employee_id": encoded(part.names),
            "month": _months(part.months),
            "compared": _same(part.what, len(part.rows)),
            **{name: decimals(getattr(part, name).astype(np.int64)) for name in ("paid", "due", "arrears")},
            "within_36_months": of_numpy(claimable(part.months, check.today).astype(flag)),
            "texts": texts.of(part),
        }
        yield pa.RecordBatch.from_pydict(columns)


def _plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """A batch with words as texts."""
    columns = zip(SCHEMA.names, batch.columns, strict=True)
    return pa.RecordBatch.from_pydict({name: cast(each, SCHEMA.field(name).type) for name, each in columns})


class _Texts:
    """The texts behind what is due, of each situation once."""

    def __init__(self, law: Law, request: Request) -> None:
        self._law, self._bound = law, bound_once(law, request)
        self._known: dict[Any, str] = {}

    def of(self, part: Part) -> pa.DictionaryArray:
        """Those of each gap, as one word."""
        same = alike([part.kinds.astype(np.int64)])
        words = [self._of(part.gap(place)) for place in same.first]
        return pa.DictionaryArray.from_arrays(of_numpy(same.kinds), pa.array(words, pa.string()))

    def _of(self, gap: Gap) -> str:
        key = gap.what, gap.month, *sorted(gap.inputs.items())
        if key not in self._known:
            self._known[key] = " ".join(texts_of(self._law, gap, self._bound))
        return self._known[key]


def _same(word: str, rows: int) -> pa.DictionaryArray:
    """A word on every row."""
    return pa.DictionaryArray.from_arrays(of_numpy(np.zeros(rows, np.int32)), pa.array([word]))


def _months(months: Any) -> pa.DictionaryArray:
    distinct = alike([months.astype(np.int64)])
    words = [first_day(int(months[place])).strftime("%Y-%m") for place in distinct.first]
    return pa.DictionaryArray.from_arrays(of_numpy(distinct.kinds), pa.array(words, pa.string()))
