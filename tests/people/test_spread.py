"""How gains are spread: every person in one slice, whatever the chunks.

Guards: people/spread.py.
"""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from revalo.people.spread import MOST, SLICE, by_slice, spread

ROWS = st.lists(st.tuples(st.integers(-500_00, 3000_00), st.integers(1, 500)), max_size=60)


def counted(rows: list[tuple[int, int]]) -> dict[int, int]:
    gains, weights = (
        (np.array(each, dtype=np.int64) for each in zip(*rows, strict=True)) if rows else (np.array([]),) * 2
    )
    return dict(by_slice(gains, weights))


@given(ROWS)
def test_every_person_is_in_the_slice_of_their_gain(rows: list[tuple[int, int]]) -> None:
    expected: dict[int, int] = {}
    for gain, weight in rows:
        expected[gain // SLICE] = expected.get(gain // SLICE, 0) + weight
    assert counted(rows) == expected


@given(ROWS, st.integers(1, 6))
def test_slices_follow_one_another_and_hide_the_few(rows: list[tuple[int, int]], small: int) -> None:
    gains = (
        by_slice(*(np.array(each, dtype=np.int64) for each in zip(*rows, strict=True))) if rows else by_slice([], [])
    )
    slices = spread(gains, small)
    assert len(slices) <= MOST
    assert sum(each.people for each in slices) == sum(weight for _gain, weight in rows)
    assert all(one.end == other.start for one, other in pairwise(slices))
    if len(slices) > 1:
        assert all(each.people == 0 or each.people >= small for each in slices)
