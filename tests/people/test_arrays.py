"""Years completed and rows told apart on arrays: the same for few rows as for many, which are worked out otherwise."""

from datetime import date

import numpy as np
import pytest

from revalo.calendar import completed_years, years_exceeded
from revalo.people.alike import COUNTABLE, SPARSE, distinct_numbers, told_apart
from revalo.people.arrays import FEW, completed, entries

DAYS = [date(2016, 2, 28), date(2016, 2, 29), date(2016, 3, 1), date(1999, 12, 31), date(2000, 1, 1), date(2021, 10, 1)]
AFTER = [
    date(2022, 2, 28),
    date(2022, 3, 1),
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2021, 10, 1),
    date(2021, 9, 30),
]


@pytest.mark.parametrize("day", AFTER)
@pytest.mark.parametrize("times", [1, FEW])
def test_years_are_those_of_the_calendar(day: date, times: int) -> None:
    since = np.tile(np.array([each.toordinal() for each in DAYS]), times)
    years, exceeded = completed(entries(since), day)
    known = [place for place, each in enumerate(DAYS) if each <= day]  # nobody enters after the day
    assert years[known].tolist() == [completed_years(DAYS[place], day) for place in known]
    assert exceeded[known].tolist() == [years_exceeded(DAYS[place], day) for place in known]
    assert (np.tile(years[: len(DAYS)], times) == years).all()


@pytest.mark.parametrize("width", [8, SPARSE, 4 * SPARSE, COUNTABLE, COUNTABLE + 1])
@pytest.mark.parametrize("rows", [1, 3, 2 * SPARSE])
def test_numbers_are_told_apart_however_far_apart(width: int, rows: int) -> None:
    numbers = np.arange(rows) * 7919 % width
    distinct, codes = told_apart(numbers, width)
    assert distinct == sorted(set(numbers.tolist()))
    assert np.array(distinct)[codes].tolist() == numbers.tolist()


@pytest.mark.parametrize("numbers", [[], [7], [3, 1, 3, 2, 1], [[2, 1], [1, 5]]])
def test_distinct_numbers_in_order(numbers: list[int]) -> None:
    assert distinct_numbers(np.array(numbers, np.int64)).tolist() == np.unique(numbers).tolist()
