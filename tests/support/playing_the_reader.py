"""The reader of a page, who adds and subtracts all that it shows; and who is in its cells."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa

from exact_rank import rank
from revalo.people.columns import ParsedRows
from revalo.people.crossed import Column
from revalo.people.crossing import Crossing
from revalo.people.failures import NONE


def told(shown: Iterable[frozenset[int]], owners: Sequence[int], everybody: set[int]) -> tuple[int, ...] | None:
    """One to four people of whom some combination of the sums shown tells; `owners`: whose each column is."""
    return told_by([[int(column in each) for column in range(len(owners))] for each in shown], owners, everybody)


def told_by(matrix: Sequence[Sequence[int]], owners: Sequence[int], everybody: set[int]) -> tuple[int, ...] | None:
    """The same where a sum counts a column several times: `matrix`: how often each does, row by row."""
    whole = rank(matrix)
    for people in combinations(sorted(everybody), min(4, len(everybody) - 1)):  # what fewer would tell, these do too
        rest = [[row[at] for at, owner in enumerate(owners) if owner not in people] for row in matrix]
        if rank(rest) < whole:
            return people
    return None


def crossing_of(rows: Sequence[tuple[int, int, tuple[Any, ...]]], ways: Sequence[str]) -> Crossing:
    """A crossing of rows: a person, a month and a cell."""
    columns = []
    for place in range(len(ways)):
        values = sorted({cell[place] for _person, _month, cell in rows})
        columns.append(Column(np.array([values.index(cell[place]) for *_rest, cell in rows], np.int64), values))
    names = pa.array([f"M{person}" for person, *_rest in rows], pa.string())
    every = np.arange(len(rows))
    months = np.array([month for _person, month, _cell in rows], np.int64)
    typed = ParsedRows("f", every, {"month": months}, {}, {"employee_id": (every.astype(np.int32), names)}, NONE)
    found = Crossing(ways)
    found.add(typed, every, np.ones(len(rows), np.int64), columns)
    return found
