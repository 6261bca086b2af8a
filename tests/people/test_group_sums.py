"""Sums by group: the same however many parts they come in.

Guards: people/group_sums.py.
"""

from collections import Counter

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from revalo.people.group_sums import FIGURES, GroupSums

AMOUNTS = st.integers(0, 10**12)
GROUP = st.tuples(st.sampled_from(["", "Nord", "Sud", "=x"]), AMOUNTS, AMOUNTS, AMOUNTS)
PARTS = st.lists(st.lists(GROUP, max_size=4, unique_by=lambda each: each[0]), max_size=150)


def sums_of(groups: list[tuple[str, int, int, int]]) -> GroupSums:
    found = GroupSums()
    names = pa.array([name for name, *_figures in groups], pa.string())
    figures = np.array([figures for _name, *figures in groups], dtype=np.int64).reshape(len(groups), len(FIGURES))
    found.add(names, *figures.T)
    return found


@given(PARTS)
def test_parts_add_up(parts: list[list[tuple[str, int, int, int]]]) -> None:
    found = GroupSums()
    expected: dict[str, Counter[str]] = {}
    for part in parts:
        found.merge(sums_of(part))
        for name, *figures in part:
            expected.setdefault(name, Counter()).update(dict(zip(FIGURES, figures, strict=True)))
    assert {name: [each.people, each.before, each.after] for name, each in found.totals().items()} == {
        name: [counted[each] for each in FIGURES] for name, counted in expected.items()
    }
