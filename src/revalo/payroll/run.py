"""The one driver of payroll files: chunks read in order, parsed and computed in threads, given back in order.

A command says what it makes of the rows of a chunk (`Compute`), and gathers what comes back. Whatever `compute` calls
runs in several threads at once: it may not change anything that chunks share, except caches that any thread may fill.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from revalo.errors import UsageError
from revalo.grids.law import Law
from revalo.payroll.parallel import can_copy, ordered_parallel_map
from revalo.payroll.reading.cells import DateFormat, settled, typed
from revalo.payroll.reading.source import RawRows, RejectCounts, Source
from revalo.payroll.writing.rejects import TakesRejects, refused
from revalo.people.columns import ParsedRows
from revalo.people.failures import Failures, Rejects
from revalo.people.grouping import grouped

Result = TypeVar("Result")
Compute = Callable[[ParsedRows], tuple[Result, Failures]]  # what is made of rows, and those that it cannot be made of
FEW = 1_000  # rows of a chunk: threads would wait for one another, their work is of Python more than of arrays
Progress = Callable[[int], None]  # told the rows of each chunk that is done


class RawChunk(NamedTuple):
    """A chunk as read, with the marks that its cells are read by; see `cells.typed`.

    `headers`: how its file names its columns; `counts`: where the rejects of its file are counted, if anywhere.
    """

    chunk: RawRows
    decimal: str
    forms: DateFormat = None
    headers: Mapping[str, str] = MappingProxyType({})
    counts: RejectCounts | None = None


class ComputedChunk(NamedTuple, Generic[Result]):
    """What was made of a chunk.

    `rows_in`: its rows in the file; `rejects`: those not read, or not computed; `skipped`: lines that are no person.
    """

    rows_in: int
    result: Result
    rejects: Rejects
    skipped: Rejects
    counts: RejectCounts | None = None


class Finds(Protocol):
    """Who computes chunks and finds out more than it gives: in a copy of this process, it must be told to the first."""

    @property
    def shared(self) -> Sequence[object]:
        """What results may hold, and every copy has: it is not sent."""

    def found(self) -> Any:
        """What was found out so far."""

    def take(self, found: Any) -> None:
        """Take what was found out elsewhere as found out here."""


def no_progress(_rows: int) -> None:
    """No progress shown."""


def run(
    law: Law,
    sources: Iterator[Source],
    compute: Compute[Result],
    rejected: TakesRejects | None = None,
    progress: Progress = no_progress,
    finds: Finds | None = None,
) -> Iterator[ComputedChunk[Result]]:
    """What `compute` makes of each chunk of the sources, in their order; rejects are written on the way.

    `finds`: where the work is more of Python than of arrays, whose it is: it is then done in copies of this process.
    Raises `UsageError` where there is no source, and what reading or computing raises, in its turn.
    """
    first, every = peeked(sources)
    counts = deque[RejectCounts | None]()
    work, chunks = partial(computed, law, compute), _without_counts(raws(every), counts)
    apart = finds if can_copy() else None
    in_copies = apart and _in_copies(work, chunks, apart, are_many=first.is_long)
    with closing(in_copies or ordered_parallel_map(work, chunks, _is_short)) as parts:
        for part in parts:
            if rejected is not None:
                rejected.write(part.rejects)
            own = counts.popleft()
            if own is not None:
                own.add(part.rows_in - len(part.skipped), part.rejects)
            rows_in = part.rows_in
            yield part
            del part  # its results, while the next ones are waited for
            progress(rows_in)


def _is_short(raw: RawChunk) -> bool:
    return len(raw.chunk.rows) < FEW


def _without_counts(chunks: Iterable[RawChunk], counts: deque[RejectCounts | None]) -> Iterator[RawChunk]:
    """Chunks as they are sent to be computed; what counts their rejects stays here, in their order."""
    for raw in chunks:
        counts.append(raw.counts)
        yield raw._replace(counts=None)


def _in_copies(
    work: Callable[[RawChunk], ComputedChunk[Result]], chunks: Iterable[RawChunk], finds: Finds, *, are_many: bool
) -> Generator[ComputedChunk[Result]]:
    from revalo.payroll.copies import ordered_map_in_copies  # noqa: PLC0415 - `multiprocessing` where it serves alone

    def told(raw: RawChunk) -> tuple[ComputedChunk[Result], Any]:
        return work(raw), finds.found()

    for part, found in ordered_map_in_copies(told, chunks, finds.shared, are_many=are_many):
        finds.take(found)
        yield part


def computed(law: Law, compute: Compute[Result], raw: RawChunk) -> ComputedChunk[Result]:
    """A chunk with its cells typed and its rows in groups, then computed: the same here and on a cluster."""
    rows = grouped(typed(raw.chunk, law, raw.decimal, raw.forms), law)
    result, failures = compute(rows)
    rejects = replace(refused(rows, failures), headers=raw.headers)
    return ComputedChunk(len(raw.chunk.rows), result, rejects, rows.skipped, raw.counts)


def raws(sources: Iterable[Source]) -> Iterator[RawChunk]:
    """The chunks of some sources, in order."""
    return (
        RawChunk(chunk, source.decimal, forms, source.headers, source.counts)
        for source in sources
        for chunk, forms in settled(source)
    )


def peeked(sources: Iterator[Source]) -> tuple[Source, Iterator[Source]]:
    """The first source, and every source."""
    first = next(sources, None)
    if first is None:
        raise UsageError("no-payroll-file")
    return first, chain([first], sources)
