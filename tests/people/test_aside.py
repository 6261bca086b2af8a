"""What is put aside comes back as it was and in its order, held or in a file.

Guards: people/aside.py.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revalo.payroll.reading import repeats
from revalo.payroll.reading.repeats import Met
from revalo.people import aside
from revalo.people.aside import Aside

SMALL = st.lists(st.lists(st.integers(0, 20), max_size=8), max_size=12)


def arrays(numbers: list[int]) -> tuple[Any, ...]:
    whole = np.array(numbers, np.int64)
    return whole, whole % 2 == 0, whole.astype(np.int32)


@settings(max_examples=60, deadline=None)
@given(SMALL, st.integers(0, 20))
def test_groups_come_back_as_they_were(groups: list[list[int]], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aside, "MOST_HELD", most)
        kept = Aside()
        for numbers in groups:
            kept.add(*arrays(numbers))
            for _time in range(2):
                found = [[(each.dtype, each.tolist()) for each in group] for group in kept]
        if groups:
            assert found == [[(each.dtype, each.tolist()) for each in arrays(numbers)] for numbers in groups]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.lists(st.integers(0, 30), max_size=8)), max_size=12))
def test_numbers_met_are_known_again_however_they_are_kept(groups: list[tuple[bool, list[int]]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aside, "MOST_HELD", 3)
        patch.setattr(repeats, "_LONGEST", 2)
        met, known = Met(), set[int]()
        for is_asked, numbers in groups:
            given_numbers = np.array(numbers, np.uint64)
            if is_asked:
                expected = [number in known or number in numbers[:place] for place, number in enumerate(numbers)]
                assert met.again(given_numbers).tolist() == expected
            else:
                met.add(given_numbers)
            known.update(numbers)
