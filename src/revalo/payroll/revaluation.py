"""A chunk of raw cells in, results, rejects and sums out: what every engine drives, on one machine or on a cluster."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pyarrow as pa

from revalo.analysis.comparison import Request
from revalo.grids.law import Law
from revalo.payroll.reading.cells import DateFormat, settled, typed
from revalo.payroll.writing.rejects import refused
from revalo.people.causes import Causes
from revalo.people.columns import Chunk, Source, Typed
from revalo.people.failures import Rejects
from revalo.people.grouping import grouped
from revalo.people.results import lines_of, results
from revalo.people.summary import Summary
from revalo.people.table import Outcome, People


class Asked(NamedTuple):
    """What is asked about each row. `lines`: a column a line; `by`: groups of the summary; `by_text`: causes too."""

    request: Request
    lines: bool = False
    by: str = "service"
    by_text: bool = False


class Raw(NamedTuple):
    """A chunk as read, with the marks that its cells are read by; see `cells.typed`."""

    chunk: Chunk
    decimal: str
    forms: DateFormat = None


class Part(NamedTuple):
    """What came of a chunk. `results`: a record batch, in the order of the rows; `lines`: the lines it has columns for.

    Rows in = rows of the results + rejects, as the summary of the part says.
    """

    results: pa.RecordBatch
    lines: set[str]
    rejects: Rejects
    summary: Summary


class Revaluation:
    """Computes chunks, several at once if need be: nothing of one shows in another, the readings of the law apart."""

    def __init__(self, law: Law, asked: Asked) -> None:
        self.law, self.asked = law, asked
        self.people = People(law, asked.request)
        self._causes = Causes(self.people) if asked.by_text else None

    def revalue(self, raw: Raw) -> Part:
        """Cells typed, both sides computed, what cannot be put among the rejects."""
        ready = grouped(typed(raw.chunk, self.law, raw.decimal, raw.forms))
        outcome = self.people.outcome(ready)
        kept = outcome.kept
        names = lines_of(outcome, kept) if self.asked.lines else set[str]()
        rejects = refused(ready, outcome.fallen)
        summary = self._summary(ready, outcome, kept, rejects)
        summary.rows_in = len(raw.chunk.rows)
        return Part(results(ready, outcome, kept, names), names, rejects, summary)

    def _summary(self, ready: Typed, outcome: Outcome, kept: Any, rejects: Rejects) -> Summary:
        summary = Summary(by=self.asked.by)
        summary.rejected.update(rejects.codes())
        summary.add(ready, outcome, kept)
        if self._causes:
            self._causes.add(summary.cause_sums, ready, outcome)
        return summary


def raws(sources: Iterable[Source]) -> Iterator[Raw]:
    """The chunks of some sources, in order."""
    return (Raw(chunk, source.decimal, forms) for source in sources for chunk, forms in settled(source))
