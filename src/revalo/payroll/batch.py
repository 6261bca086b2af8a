"""Results of a payroll written as they are computed, with the rejects; everything in its place or nothing at all."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from revalo import language
from revalo.grids.law import Law
from revalo.payroll.parallel import ordered_parallel_map
from revalo.payroll.reading.source import Source
from revalo.payroll.revaluation import BatchRequest, Revaluation
from revalo.payroll.run import Progress, no_progress, peeked
from revalo.payroll.run import run as run_chunks
from revalo.payroll.writing.atomic_files import atomic_output, one_run, rejects_beside
from revalo.payroll.writing.balance import Balance, check_rows
from revalo.payroll.writing.dialect import Dialect, dialect_of
from revalo.payroll.writing.headings import line_labels
from revalo.payroll.writing.notes import Notes, notes
from revalo.payroll.writing.provenance import leave_no_meta, of_run, write_beside
from revalo.payroll.writing.rejects import Rejected
from revalo.payroll.writing.writers import Writer, people_workbook, writer
from revalo.people.columns import ParsedRows
from revalo.people.crossed import SMALL
from revalo.people.failures import Failures
from revalo.people.line_columns import with_lines
from revalo.people.summary import Summary
from revalo.people.table import People
from revalo.rules.caveats import PayWarning

if TYPE_CHECKING:
    from revalo.payroll.writing.spill import Spill

_OFTEN = 32  # batches that waited: as many pass between two times that memory is given back


class Ready(NamedTuple):
    """The results of a chunk as they are written: how many rows they have, and the lines that they have columns for."""

    content: Any
    rows: int
    lines: set[str]
    summary: Summary


class Job(NamedTuple):
    """What is asked of a run. `out`: the results, None for the summary alone; `dialect` None: that of the input.

    `least`: people of a group shown; `remarks`: what the files have to tell, once they are read.
    """

    asked: BatchRequest
    out: Path | None
    rejects: Path | None = None
    dialect: Dialect | None = None
    least: int = SMALL
    remarks: Callable[[], list[PayWarning]] = list


def run(law: Law, sources: Iterator[Source], job: Job, progress: Progress = no_progress) -> Summary:
    """Compute every row of the sources and write results and rejects; raises with nothing written on a fault."""
    asked = job.asked._replace(inputs=job.out is not None and job.out.suffix.lower() == ".xlsx")
    revaluation, summary = Revaluation(law, asked), Summary(job.asked.by, job.least)
    first, every = peeked(sources)
    dialect = job.dialect or dialect_of_input(first.separator, first.decimal)
    with one_run(), ExitStack() as stack:
        output = _Nowhere() if job.out is None else _Output(stack, law, job, job.out, dialect)
        place = None if job.out is None else rejects_beside(job.out)
        rejected = Rejected(stack, job.rejects or place, dialect)

        def compute(rows: ParsedRows) -> tuple[Ready, Failures]:
            (results, lines, own), failures = revaluation.revalue(rows)
            return Ready(output.ready(results), results.num_rows, lines, own), failures

        finds = revaluation.readings if asked.is_long else None
        for part in run_chunks(law, every, compute, rejected, progress, finds):
            output.balance.refused += len(part.rejects)
            output.write(part.result)
            summary.merge(part.result.summary)
            summary.count(part.rows_in, part.rejects, part.skipped)
            del part  # its results, while the next ones are waited for
        finish(summary, revaluation.people)
        summary.remarks += [*revaluation.remarks(summary.rows_out), *job.remarks()]
        output.finish(summary, revaluation.people)
    return summary


def finish(summary: Summary, people: People) -> None:
    """What is said of the whole run once every part is in, its people counted once each."""
    summary.share_out()
    summary.falls, summary.scenarios = people.falls(summary.latest), people.law.scenarios
    summary.days |= people.days()


def dry_run(law: Law, sources: Iterator[Source], rejects: Path | None, progress: Progress = no_progress) -> Summary:
    """Read, map and type every row; nothing is computed, and nothing written but the rejects where a file is named."""
    summary = Summary()
    first, every = peeked(sources)
    with one_run(), ExitStack() as stack:
        rejected = Rejected(stack, rejects, dialect_of_input(first.separator, first.decimal))
        for part in run_chunks(law, every, _only_read, rejected, progress):
            summary.rows_out += part.result
            summary.count(part.rows_in, part.rejects, part.skipped)
    return summary


def _only_read(rows: ParsedRows) -> tuple[int, Failures]:
    """How many rows were read; none of them fails, since nothing is computed."""
    return len(rows.rows), Failures(len(rows.rows))


class _Nowhere:
    """In the place of the results file where only the summary is wanted."""

    def __init__(self) -> None:
        self.balance = Balance()

    def ready(self, results: pa.RecordBatch) -> None:
        """Count the results of a chunk again."""
        check_rows(results)

    def write(self, ready: Ready) -> None:
        """Count the results of a chunk."""
        self.balance.written += ready.rows

    def finish(self, summary: Summary, _people: People) -> None:
        """Check that nothing is lost."""
        self.balance.check(summary)


class _Output:
    """The results file. With one column per line, batches wait until it is known which lines the file needs."""

    def __init__(self, stack: ExitStack, law: Law, job: Job, out: Path, dialect: Dialect) -> None:
        self.balance, self._stack, self._job, self._out = Balance(), stack, job, out
        self._file = stack.enter_context(atomic_output(out))
        self.writer: Writer[Summary] = writer(
            out, self._file, dialect, lambda file: people_workbook(file, line_labels(law))
        )
        stack.callback(self.writer.release)
        self._waiting = _spill(stack, out.parent) if job.asked.lines else None
        self._names: set[str] = set()

    def ready(self, results: pa.RecordBatch) -> Any:
        """The results of a chunk as they are written, or put aside."""
        return results if self._waiting else self._checked(results)

    def write(self, ready: Ready) -> None:
        """Write the results of a chunk, or put them aside until the end."""
        self.balance.written += 0 if self._waiting else ready.rows
        self._names |= ready.lines
        (self._waiting or self.writer).write(ready.content)

    def finish(self, summary: Summary, people: People) -> None:
        """Write what waited, count everything again, say where it comes from, and close the file."""
        waiting = self._waiting.batches() if self._waiting else ()
        for number, (rows, ready) in enumerate(ordered_parallel_map(self._with_lines, waiting)):
            if number % _OFTEN == 0:
                pa.system_memory_pool().release_unused()  # pieces of many sizes: what is free between them adds up
            self.writer.write(ready)
            self.balance.written += rows
            del ready  # while the next ones are waited for
        self.balance.check(summary)
        provenance = of_run(people.law, self._job.asked.request, summary)
        told = Notes() if self.writer.digest else notes(summary, people)
        self.writer.close(summary, told, provenance)
        self._file.flush()  # a full disk is met here, before the rejects are moved into place
        if self.writer.digest:
            write_beside(self._stack, self._out, provenance, self.writer.digest)
        else:
            leave_no_meta(self._out)

    def _with_lines(self, batch: Any) -> tuple[int, Any]:
        """The results that waited as they are written, and how many rows they have."""
        return batch.num_rows, self._checked(with_lines(batch, self._names))

    def _checked(self, batch: Any) -> Any:
        check_rows(batch)
        return self.writer.ready(batch)


def _spill(stack: ExitStack, folder: Path) -> "Spill":
    """Where results wait until it is known which lines the file needs."""
    from revalo.payroll.writing.spill import Spill  # noqa: PLC0415 - only where lines are asked for

    return Spill(stack.enter_context(nameless(folder)))


def nameless(folder: Path) -> Any:
    """An owner-only temporary file that is gone when the program ends, however it ends."""
    from tempfile import TemporaryFile  # noqa: PLC0415 - as above

    return TemporaryFile(dir=folder)


def dialect_of_input(separator: str | None, decimal: str) -> Dialect:
    """The dialect of a CSV input; else that of the language."""
    if separator is None:
        return dialect_of(language.current())
    return Dialect(separator, decimal, bom=separator == ";")
