"""What is owed to a payroll for texts known late, written as it is computed: everything in its place or nothing."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyarrow as pa

from revalo.errors import Unbalanced
from revalo.grids.law import Law
from revalo.payroll.batch import dialect_of_input, nameless
from revalo.payroll.reading.source import Source
from revalo.payroll.run import Progress, no_progress, peeked
from revalo.payroll.run import run as run_chunks
from revalo.payroll.writing.atomic_files import atomic_output, one_run
from revalo.payroll.writing.balance import cents
from revalo.payroll.writing.dialect import Dialect
from revalo.payroll.writing.notes import Notes, described, of_caveats, of_law
from revalo.payroll.writing.provenance import leave_no_meta, of_arrears, write_beside
from revalo.payroll.writing.rejects import Rejected
from revalo.payroll.writing.spill import Spill
from revalo.payroll.writing.writers import Writer, writer
from revalo.people.arrears import ArrearsCounting, ArrearsRequest, OwedPayroll, column_of, with_texts
from revalo.people.arrears_sums import ArrearsSums
from revalo.rules.caveats import PayWarning


class Job(NamedTuple):
    """What is asked of a run. `out` None: the sums alone; `dialect` None: that of the input.

    `remarks`: what the files have to tell, once they are read.
    """

    asked: ArrearsRequest
    out: Path | None = None
    rejects: Path | None = None
    dialect: Dialect | None = None
    remarks: Callable[[], list[PayWarning]] = list


def run(law: Law, sources: Iterator[Source], job: Job, progress: Progress = no_progress) -> OwedPayroll:
    """Compute every row of the sources, and write what is owed and the rejects; nothing is written on a fault."""
    asked = job.asked._replace(inputs=job.out is not None and job.out.suffix.lower() == ".xlsx")
    counting, sums = ArrearsCounting(law, asked), ArrearsSums(asked.today)
    first, every = peeked(sources)
    dialect = job.dialect or dialect_of_input(first.separator, first.decimal)
    with one_run(), ExitStack() as stack:
        output = _Output(stack, job, dialect) if job.out is not None else None
        rejected = Rejected(stack, job.rejects, dialect)
        for part in run_chunks(law, every, counting.owed, rejected, progress):
            if output is not None:
                output.waiting.write(part.result.table)
            sums.merge(part.result.sums)
            sums.count(part.rows_in, part.rejects, part.skipped)
        if not sums.adds_up:
            raise Unbalanced
        sums.remarks += job.remarks()
        owed = OwedPayroll(sums, counting)
        if output is not None:
            output.finish(owed)
    return owed


class _Output:
    """The file of what is owed; tables wait until every late text is known, for each has a column."""

    def __init__(self, stack: ExitStack, job: Job, dialect: Dialect) -> None:
        assert job.out is not None  # noqa: S101 - else there is nothing to write
        self._stack, self._job, self._out = stack, job, job.out
        self._file = stack.enter_context(atomic_output(job.out))
        self._writer: Writer[OwedPayroll] = writer(job.out, self._file, dialect, _workbook)
        stack.callback(self._writer.release)
        self.waiting = Spill(stack.enter_context(nameless(job.out.parent)))

    def finish(self, owed: OwedPayroll) -> None:
        """Write what waited, count it again, say where it comes from, and close the file."""
        law = owed.counting.law
        for table in completed(self.waiting.batches(), owed):
            self._writer.write(self._writer.ready(table))
        provenance = of_arrears(law, self._job.asked, owed.sums, owed.counting.known())
        self._writer.close(owed, notes(owed), provenance)
        self._file.flush()
        if self._writer.digest:
            write_beside(self._stack, self._out, provenance, self._writer.digest)
        else:
            leave_no_meta(self._out)


def completed(batches: Iterable[pa.RecordBatch], payroll: OwedPayroll) -> Iterator[pa.RecordBatch]:
    """Tables of what is owed with a column for each late text of the run; counted again, apart from its sums."""
    names = [text.id for text in payroll.counting.texts() if text.id in payroll.sums.texts]
    owed = 0
    for batch in batches:
        table = with_texts(batch, names)
        by_text = sum(cents(table[column_of(name)]) for name in names)
        if (cents(table["owed"]) != by_text).any() or (cents(table["due"]) - cents(table["paid"]) != by_text).any():
            raise Unbalanced
        owed += int((cents(table["owed"]) * table["headcount"].to_numpy()).sum())
        yield table
    if owed != payroll.sums.owed:
        raise Unbalanced


def notes(owed: OwedPayroll) -> Notes:
    """What a reader should know: what was assumed or is to be warned of, and the late texts."""
    law, texts = owed.counting.law, owed.counting.texts()
    assumptions = tuple(of_caveats(law, owed.sums.caveats))
    changes = tuple(described(text) for text in texts if text.id in owed.sums.texts)
    remarks = tuple(each.text for each in owed.sums.remarks)
    return Notes((), assumptions, changes, remarks, provenance=tuple(of_law(law)))


def _workbook(file: BinaryIO) -> Writer[OwedPayroll]:
    from revalo.payroll.writing.arrears_workbook import ArrearsWorkbook  # noqa: PLC0415 - Excel only when asked

    return ArrearsWorkbook(file)
