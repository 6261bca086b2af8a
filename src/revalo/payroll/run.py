"""A payroll file in, results out: read, type, compute, write, count; everything in its place or nothing at all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from revalo import language
from revalo.errors import RevaloError, UsageError
from revalo.grids.law import Law
from revalo.language import _
from revalo.payroll.cells import typed_chunks
from revalo.payroll.files import written_whole
from revalo.payroll.rejects import RejectsWriter
from revalo.payroll.writers import Dialect, Nowhere, Writer, dialect_of, writer
from revalo.people.columns import Reject, Source, Typed
from revalo.people.results import line_order, results
from revalo.people.summary import Summary
from revalo.people.table import Outcome, People
from revalo.rules.comparison import Request

Progress = Callable[[int], None]


class Job(NamedTuple):
    """What is asked of a run. `out` None: a dry run; `dialect` None: that of the input; `lines`: a column a line."""

    request: Request
    out: Path | None
    rejects: Path | None = None
    dialect: Dialect | None = None
    lines: bool = False
    by: str = "service"


def run(law: Law, sources: Iterator[Source], job: Job, progress: Progress = lambda _rows: None) -> Summary:
    """Compute every row of the sources and write results and rejects; raises with nothing written on a fault."""
    people, summary = People(law, job.request), Summary(by=job.by)
    first = next(sources, None)
    if first is None:
        raise UsageError(_("no payroll file to read"))
    dialect = job.dialect or _dialect(first)
    with ExitStack() as stack:
        output = _Output(stack, job, dialect)
        rejected = _Rejected(stack, job, dialect)
        for source in _with_first(first, sources):
            for typed in typed_chunks(source, law):
                _take(typed, people.outcome(typed), output, rejected, summary)
                progress(len(typed.rows) + len(typed.rejects))
        summary.assumed.update(people.assumed)
        output.finish(summary, people)
        if summary.rows_in != summary.rows_out + summary.rows_rejected:
            raise RevaloError(_("rows were lost on the way: nothing is written; please report it"))
    return summary


def _take(typed: Typed, outcome: Outcome, output: "_Output", rejected: "_Rejected", summary: Summary) -> None:
    """Write what was computed of a chunk, and what was not."""
    fallen, kept = outcome.fallen.reasons, outcome.kept
    late = [Reject(typed.file, int(typed.rows[i]), column, code) for i, (column, code, _why) in fallen.items()]
    reasons = {f"{typed.file}:{int(typed.rows[i])}": why for i, (_column, _code, why) in fallen.items() if why}
    rejects = sorted([*typed.rejects, *late], key=lambda each: each.row)
    summary.rows_in += len(typed.rows) + len(typed.rejects)
    summary.rejected.update(each.code for each in rejects)
    summary.add(typed, outcome, kept)
    rejected.write(rejects, reasons)
    output.write(typed, outcome, kept)


class _Output:
    """The results file. With a column a line, batches wait until it is known which lines the file needs."""

    def __init__(self, stack: ExitStack, job: Job, dialect: Dialect) -> None:
        self.lines = job.lines
        self.writer: Writer = Nowhere()
        if job.out is not None:
            self.writer = writer(job.out, stack.enter_context(written_whole(job.out)), dialect)
        self._waiting: list[tuple[Typed, Outcome, Any]] = []
        self._names: set[str] = set()

    def write(self, typed: Typed, outcome: Outcome, kept: Any) -> None:
        """Write a chunk, or keep it until the end."""
        if not self.lines:
            self._write(results(typed, outcome, kept, None))
            return
        for side in (outcome.before, outcome.after):
            self._names.update(name for name, values in side.lines.items() if values[kept].any())
        self._waiting.append((typed, outcome, kept))

    def _write(self, batch: pa.RecordBatch) -> None:
        self.writer.write(batch)

    def finish(self, summary: Summary, people: People) -> None:
        """Write what waited, and close the file."""
        for typed, outcome, kept in self._waiting:
            self._write(results(typed, outcome, kept, line_order(self._names)))
        self.writer.close(summary, list(notes(summary, people)))


class _Rejected:
    """The rejects file, begun with the first reject: none is left where every row was computed."""

    def __init__(self, stack: ExitStack, job: Job, dialect: Dialect) -> None:
        self.stack, self.job, self.dialect = stack, job, dialect
        self._writer: RejectsWriter | None = None

    def write(self, rejects: Sequence[Reject], reasons: dict[str, str]) -> None:
        """Write rejects."""
        if not rejects or self.job.out is None:
            return
        if self._writer is None:
            path = self.job.rejects or _beside(self.job.out)
            self._writer = RejectsWriter(self.stack.enter_context(written_whole(path)), self.dialect)
        self._writer.write(rejects, reasons)


def notes(summary: Summary, people: People) -> Iterator[tuple[str, ...]]:
    """What a reader should know: assumptions, choices of the law files, texts, hash of the law."""
    for name, rows in sorted(summary.assumed.items()):
        yield _("Assumed"), name, _("{rows} rows").format(rows=rows)
    for path, version in people.assumed_versions():
        yield _("Choice of the law files"), path, language.label(version.note) if version.note else ""
    for text in people.texts():
        yield _("Text"), text.id, language.label(text.title)
    yield _("Law"), people.law.fingerprint, ""


def _dialect(source: Source) -> Dialect:
    """The dialect of a CSV input; else that of the language."""
    if source.separator is None:
        return dialect_of(language.current())
    return Dialect(source.separator, source.decimal, bom=source.separator == ";")


def _beside(out: Path) -> Path:
    return Path("rejects.csv") if str(out) == "-" else out.with_name(out.name + ".rejects.csv")


def _with_first(first: Source, others: Iterator[Source]) -> Iterator[Source]:
    yield first
    yield from others
