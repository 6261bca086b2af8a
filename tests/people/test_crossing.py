"""The people of cells, in arrays: the same as counted one by one, whatever the chunks and the order they come in.

Guards: people/columns.py, people/crossed.py, people/crossing.py, people/failures.py.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revalo.people import crossing as crossings
from revalo.people.columns import ParsedRows
from revalo.people.crossed import SMALL, Column
from revalo.people.crossing import Cell, Crossing
from revalo.people.failures import NONE

WAYS = ("one", "two")
Row = tuple[str | None, int, int, tuple[str, str]]  # a staff number, a month, a headcount, a cell
ROWS = st.lists(
    st.tuples(
        st.sampled_from([None, "a", "b", "c", "d", "e", "f"]),
        st.integers(1, 3),
        st.integers(1, 2),
        st.tuples(st.sampled_from("xyz"), st.sampled_from("uv")),
    ),
    max_size=30,
)


def crossing_of(rows: Sequence[Row]) -> Crossing:
    found = Crossing(WAYS)
    names = [name for name, *_rest in rows]
    where = np.array([-1 if name is None else place for place, name in enumerate(names)], np.int32)
    months = np.array([month for _name, month, *_rest in rows], np.int64)
    words = {"employee_id": (where, pa.array(names, pa.string()))}
    typed = ParsedRows("f", np.arange(len(rows)), {"month": months}, {}, words, NONE)
    columns = []
    for place in range(len(WAYS)):
        values = sorted({cell[place] for *_rest, cell in rows})
        codes = np.array([values.index(cell[place]) for *_rest, cell in rows], np.int64)
        columns.append(Column(codes, values if place else pa.array(values, pa.string())))
    heads = np.array([headcount for _name, _month, headcount, _cell in rows], np.int64)
    found.add(typed, np.arange(len(rows)), heads, columns)
    return found


def one_by_one(rows: Sequence[Row], ways: Sequence[int]) -> dict[Cell, tuple[int, int]]:
    """The rows and the people (SMALL at most) of each cell of some ways."""
    named: dict[Cell, dict[str, int]] = defaultdict(dict)
    unnamed: dict[Cell, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    total: dict[Cell, int] = defaultdict(int)
    for name, month, headcount, every in rows:
        cell = tuple(every[way] for way in ways)
        total[cell] += headcount
        if name is None:
            unnamed[cell][month] += headcount
        else:
            named[cell][name] = max(headcount, named[cell].get(name, 0))
    people = {cell: sum(named[cell].values()) + max(unnamed[cell].values(), default=0) for cell in total}
    return {cell: (total[cell], min(SMALL, people[cell])) for cell in total}


def counted(crossing: Crossing, ways: Sequence[int]) -> dict[Cell, tuple[int, int]]:
    found = crossing.of([WAYS[way] for way in ways])
    return {cell: (members.rows, min(SMALL, members.people)) for cell, members in found.items()}


def one_row_a_month(rows: Sequence[Row]) -> list[Row]:
    """A person has one row for each month: further ones are marked, which these are not."""
    return list(
        {(name, month) if name else place: row for place, row in enumerate(rows) for name, month, *_ in [row]}.values()
    )


@settings(max_examples=60, deadline=None)
@given(ROWS, st.integers(0, 30), st.sampled_from([(0, 1), (1, 0), (0,), (1,), ()]))
def test_cells_are_those_counted_one_by_one(rows: list[Row], cut: int, ways: tuple[int, ...]) -> None:
    rows = one_row_a_month(rows)
    whole = crossing_of(rows[:cut])
    whole.merge(crossing_of(rows[cut:]))
    assert counted(whole, ways) == one_by_one(rows, ways)


@settings(max_examples=20, deadline=None)
@given(ROWS)
def test_parts_put_together_at_once_or_one_after_the_other(rows: list[Row]) -> None:
    rows = one_row_a_month(rows)
    late, soon = Crossing(WAYS), Crossing(WAYS)
    for start in range(0, len(rows), 4):
        late.merge(crossing_of(rows[start : start + 4]))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(crossings, "_WAITING", 1)
            soon.merge(crossing_of(rows[start : start + 4]))
    assert list(late.of(WAYS)) == list(soon.of(WAYS))
    assert late.of(WAYS) == soon.of(WAYS)


def test_ways_are_given_up_wherever_the_cells_become_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossings, "MOST_CELLS", 3)
    rows: list[Row] = [(f"m{n}", 1, 1, ("x", str(n))) for n in range(6)]
    whole = Crossing(WAYS)
    for row in rows:
        whole.merge(crossing_of([row]))
    assert whole.ways == crossing_of(rows).ways == ("one",)
    assert whole.of(whole.ways) == crossing_of(rows).of(whole.ways)
    assert {cell: (each.rows, each.large) for cell, each in whole.of(whole.ways).items()} == {("x",): (6, True)}
