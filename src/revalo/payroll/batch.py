"""A payroll file in, results out: read, type, compute, write, count; everything in its place or nothing at all."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from revalo import language
from revalo.errors import UsageError
from revalo.grids.law import Law
from revalo.payroll.parallel import side_by_side
from revalo.payroll.reading.cells import typed_chunks
from revalo.payroll.revaluation import Asked, Part, Raw, Revaluation, raws
from revalo.payroll.writing.atomic_files import written_whole
from revalo.payroll.writing.balance import Balance, check_rows
from revalo.payroll.writing.dialect import Dialect, dialect_of
from revalo.payroll.writing.notes import notes
from revalo.payroll.writing.provenance import of_run, write_beside
from revalo.payroll.writing.rejects import Rejected, beside
from revalo.payroll.writing.spill import Spill
from revalo.payroll.writing.writers import Writer, writer
from revalo.people.columns import Source
from revalo.people.results import with_lines
from revalo.people.summary import SMALL, Summary
from revalo.people.table import People

Progress = Callable[[int], None]


class Job(NamedTuple):
    """What is asked of a run. `out`: the results; `dialect` None: that of the input; `least`: of a group shown."""

    asked: Asked
    out: Path
    rejects: Path | None = None
    dialect: Dialect | None = None
    least: int = SMALL


def run(law: Law, sources: Iterator[Source], job: Job, progress: Progress = lambda _rows: None) -> Summary:
    """Compute every row of the sources and write results and rejects; raises with nothing written on a fault."""
    revaluation, summary = Revaluation(law, job.asked), Summary(job.asked.by, job.least)
    first, every = peeked(sources)
    dialect = job.dialect or dialect_of_input(first.separator, first.decimal)
    with ExitStack() as stack:
        output = _Output(stack, job, job.out, dialect)
        rejected = Rejected(stack, job.rejects or beside(job.out), dialect)

        def worked(raw: Raw) -> tuple[Part, Any]:
            part = revaluation.revalue(raw)
            return part, output.ready(part)

        for part, ready in side_by_side(worked, raws(every)):
            rejected.write(part.rejects)
            output.balance.refused += len(part.rejects)
            output.write(part, ready)
            summary.merge(part.summary)
            progress(part.summary.rows_in)
        finish(summary, revaluation.people)
        output.finish(summary, revaluation.people)
    return summary


def finish(summary: Summary, people: People) -> None:
    """What is said of the whole run once every part is in."""
    summary.falls, summary.scenarios = people.falls(summary.latest), people.law.scenarios
    summary.days |= people.days()


def dry_run(
    law: Law, sources: Iterator[Source], rejects: Path | None, progress: Progress = lambda _rows: None
) -> Summary:
    """Read, map and type every row; nothing is computed, and nothing written but the rejects where a file is named."""
    summary = Summary()
    first, every = peeked(sources)
    with ExitStack() as stack:
        rejected = Rejected(stack, rejects, dialect_of_input(first.separator, first.decimal))
        for source in every:
            for typed in typed_chunks(source, law):
                summary.rows_in += typed.rows_in
                summary.rows_out += len(typed.rows)
                summary.rejected.update(typed.rejects.codes())
                rejected.write(typed.rejects)
                progress(typed.rows_in)
    return summary


def peeked(sources: Iterator[Source]) -> tuple[Source, Iterator[Source]]:
    """The first source, and every source."""
    first = next(sources, None)
    if first is None:
        raise UsageError("no-payroll-file")
    return first, chain([first], sources)


class _Output:
    """The results file. With a column a line, batches wait until it is known which lines the file needs."""

    def __init__(self, stack: ExitStack, job: Job, out: Path, dialect: Dialect) -> None:
        self.balance, self._stack, self._job = Balance(), stack, job
        self._file = stack.enter_context(written_whole(out))
        self.writer: Writer = writer(out, self._file, dialect)
        stack.callback(self.writer.release)
        self._waiting = Spill(stack.enter_context(_nameless(out.parent))) if job.asked.lines else None
        self._names: set[str] = set()

    def ready(self, part: Part) -> Any:
        """The results of a part as they are written, or put aside."""
        return part.results if self._waiting else self._checked(part.results)

    def write(self, part: Part, ready: Any) -> None:
        """Write the results of a part, or put them aside until the end."""
        self.balance.written += 0 if self._waiting else part.results.num_rows
        self._names |= part.lines
        (self._waiting or self.writer).write(ready)

    def finish(self, summary: Summary, people: People) -> None:
        """Write what waited, count everything again, say where it comes from, and close the file."""
        for batch in self._waiting.batches() if self._waiting else ():
            self.writer.write(self._checked(with_lines(batch, self._names)))
            self.balance.written += batch.num_rows
        self.balance.check(summary)
        told = of_run(people.law, self._job.asked.request, summary)
        self.writer.close(summary, notes(summary, people), told)
        self._file.flush()  # a full disk is met here, before the rejects are moved into place
        if not self.writer.has_room:
            write_beside(self._stack, self._job.out, told)

    def _checked(self, batch: Any) -> Any:
        check_rows(batch)
        return self.writer.ready(batch)


def _nameless(folder: Path) -> Any:
    """An owner-only temporary file that is gone when the program ends, however it ends."""
    return TemporaryFile(dir=folder)


def dialect_of_input(separator: str | None, decimal: str) -> Dialect:
    """The dialect of a CSV input; else that of the language."""
    if separator is None:
        return dialect_of(language.current())
    return Dialect(separator, decimal, bom=separator == ";")
