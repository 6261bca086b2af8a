"""A payroll read for a management board: the figures, and the rejected rows with their reason."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from revalo import language
from revalo.analysis.comparison import Request
from revalo.errors import Unbalanced
from revalo.grids.law import Law
from revalo.payroll.reading.source import Source
from revalo.payroll.run import Progress, no_progress, run
from revalo.payroll.writing.dialect import dialect_of
from revalo.payroll.writing.rejects import Rejected, refused
from revalo.people.board import Board, BoardCounting
from revalo.people.columns import ParsedRows
from revalo.people.failures import NONE, Failures, Rejects
from revalo.people.side_by_side import Alternative
from revalo.people.table import People
from revalo.rules.employer.employer import Employer


class Also(NamedTuple):
    """What else is counted of the same rows: `compute` a chunk, `add` what it gives, `check` at the end."""

    compute: Callable[[ParsedRows], tuple[Any, Failures]] = lambda rows: (None, Failures(len(rows.rows)))
    add: Callable[[Any], None] = lambda _counted: None
    check: Callable[[], Rejects] = lambda: NONE


NOTHING = Also()


class BoardRequest(NamedTuple):
    """What is asked of a board. `until`: the last day of the minimum wage; `employer`: whose cost is counted too."""

    request: Request
    until: date
    employer: Employer | None = None
    alternatives: tuple[Alternative, ...] = ()


def board(
    law: Law,
    sources: Iterator[Source],
    asked: BoardRequest,
    rejects: Path | None,
    progress: Progress = no_progress,
    also: Also = NOTHING,
    meanwhile: Callable[[], None] | None = None,
) -> Board:
    """The figures of every row that can be computed.

    A row that cannot be computed, or counted by `also`, goes to the rejects file, once. `meanwhile`: work of this
    process, done once while others compute.
    """
    people = People(law, asked.request)
    counting, board = BoardCounting(people, asked.until, asked.employer, asked.alternatives), Board(people)

    def compute(rows: ParsedRows) -> tuple[tuple[Board, Any], Failures]:
        outcome = people.outcome(rows)
        part = counting.count(rows, outcome)
        part.service.count(rows.rows_in, refused(rows, outcome.failures), rows.skipped)
        counted, uncounted = also.compute(rows)
        return (part, counted), outcome.failures.with_(uncounted)

    with ExitStack() as stack:
        rejected = Rejected(stack, rejects, dialect_of(language.current()))
        finds = counting.readings if also is NOTHING else None  # what is counted beside is not sent
        for number, chunk in enumerate(run(law, sources, compute, rejected, progress, finds)):
            if number == 0 and meanwhile is not None:
                meanwhile()
            part, counted = chunk.result
            board.merge(part)
            also.add(counted)
        rejected.write(also.check())
    board.share_out()
    if not board.service.adds_up:
        raise Unbalanced
    board.service.remarks += counting.remarks(board.service.rows_out)
    return board
