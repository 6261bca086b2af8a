"""A payroll read for a management board: the figures, and the rejected rows with their reason."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import NamedTuple

from revalo import language
from revalo.analysis.comparison import Request
from revalo.errors import Unbalanced
from revalo.grids.law import Law
from revalo.payroll.reading.cells import typed_chunks
from revalo.payroll.run import peeked
from revalo.payroll.writing.dialect import dialect_of
from revalo.payroll.writing.rejects import Rejected, refused
from revalo.people.board import Board
from revalo.people.columns import Source, Typed
from revalo.people.failures import Fallen
from revalo.people.table import People


class Beside(NamedTuple):
    """What else is counted of the same rows: `take` a chunk, giving the rows that fall; `check` once all are in."""

    take: Callable[[Typed], Fallen] = lambda typed: Fallen(len(typed.rows))
    check: Callable[[], None] = lambda: None


NOTHING = Beside()


def board(
    law: Law,
    sources: Iterator[Source],
    request: Request,
    until: date,
    rejects: Path,
    tick: Callable[[int], None] = lambda _rows: None,
    beside: Beside = NOTHING,
) -> Board:
    """The figures of every row that can be computed. `until`: the last day of those of the minimum wage.

    A row that falls here or beside goes to the rejects file, once.
    """
    found, (_first, every) = Board(People(law, request), until), peeked(sources)
    summary = found.service
    with ExitStack() as stack:
        rejected = Rejected(stack, rejects, dialect_of(language.current()))
        for source in every:
            for typed in typed_chunks(source, law):
                outcome = found.people.outcome(typed)
                rejected.write(refused(typed, outcome.fallen.with_(beside.take(typed))))
                found.add(typed, outcome)
                summary.rows_in += typed.rows_in
                summary.rejected.update(refused(typed, outcome.fallen).codes())
                tick(typed.rows_in)
        beside.check()
    if not summary.adds_up:
        raise Unbalanced
    return found
