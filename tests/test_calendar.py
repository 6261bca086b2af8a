"""Days and completed years: anniversaries, the 29th of February, "five years and a day".

Guards: calendar.py, people/arrays.py.
"""

from calendar import isleap
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from revalo.calendar import anniversary, completed_years, parse_day, written, years_exceeded
from revalo.people.arrays import completed, entries

DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31))
LEAP_DAYS = st.sampled_from([date(year, 2, 29) for year in range(1952, 2029, 4)])
STARTS = st.one_of(DAYS, LEAP_DAYS)
YEARS = st.integers(0, 70)
DAY = timedelta(days=1)


@given(STARTS, YEARS)
@example(date(2016, 2, 29), 4)
@example(date(2016, 2, 29), 5)
@example(date(2000, 2, 29), 100)
@example(date(2015, 2, 28), 1)
def test_an_anniversary_is_the_same_day_of_a_later_year(start: date, years: int) -> None:
    found = anniversary(start, years)
    assert found.year == start.year + years
    if (start.month, start.day) == (2, 29) and not isleap(found.year):
        assert (found.month, found.day) == (2, 28)
    else:
        assert (found.month, found.day) == (start.month, start.day)


@given(STARTS, st.integers(1, 70))
@example(date(2016, 2, 29), 1)
@example(date(2016, 2, 29), 4)
@example(date(2016, 3, 1), 4)
def test_around_each_anniversary(start: date, years: int) -> None:
    day = anniversary(start, years)
    around = [day - DAY, day, day + DAY]
    assert [completed_years(start, each) for each in around] == [years - 1, years, years]
    assert [years_exceeded(start, each) for each in around] == [years - 1, years - 1, years]


@given(STARTS, st.integers(0, 30_000))
def test_years_are_the_anniversaries_passed(start: date, days: int) -> None:
    day = start + timedelta(days=days)
    reached = [anniversary(start, years) for years in range(1, 90)]
    assert completed_years(start, day) == sum(each <= day for each in reached)
    if days:
        assert years_exceeded(start, day) == sum(each < day for each in reached)


@given(STARTS, st.integers(1, 30_000))
def test_a_day_more_never_takes_a_year_away(start: date, days: int) -> None:
    eve, day = start + timedelta(days=days - 1), start + timedelta(days=days)
    assert 0 <= completed_years(start, day) - completed_years(start, eve) <= 1
    assert 0 <= years_exceeded(start, day) - years_exceeded(start, eve) <= 1
    assert 0 <= completed_years(start, day) - years_exceeded(start, day) <= 1


@given(STARTS)
def test_the_first_day_completes_nothing(start: date) -> None:
    assert completed_years(start, start) == 0
    assert completed_years(start, start + DAY) == 0
    assert years_exceeded(start, start + DAY) == 0


def test_hired_on_a_leap_day() -> None:
    start = date(2016, 2, 29)
    assert completed_years(start, date(2021, 2, 27)) == 4
    assert (completed_years(start, date(2021, 2, 28)), years_exceeded(start, date(2021, 2, 28))) == (5, 4)
    assert years_exceeded(start, date(2021, 3, 1)) == 5
    assert (completed_years(start, date(2024, 2, 28)), completed_years(start, date(2024, 2, 29))) == (7, 8)
    assert (years_exceeded(start, date(2024, 2, 29)), years_exceeded(start, date(2024, 3, 1))) == (7, 8)


def refused(text: str) -> bool:
    try:
        parse_day(text)
    except ValueError:
        return True
    return False


@given(st.dates())
def test_iso_dates_read_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        *("2021-10-1", "2021-1-01", "21-10-01", "20211001", "2021-10", "2021", "2021-13-01", "2021-00-10"),
        *(
            "2021-10-00",
            "2021-02-29",
            "2021-10-32",
            "01/10/2021",
            "10/01/2021",
            "2021/10/01",
            "2021.10.01",
            "2021-10-01T00:00",
            "",
        ),
        *(" 2021-10-01", "2021-10-01 ", "2021-1O-01", "２０２１-10-01", "2021-10-0１", "-021-10-01", "+021-10-01"),
        *("2021-W39-5", "2021W39500", "2021-274  ", "demain"),
    ],
)
def test_anything_else_than_an_iso_date_is_refused(text: str) -> None:
    assert refused(text)


@pytest.mark.parametrize(("language", "text"), [("fr", "01/10/2021"), ("en", "2021-10-01")])
def test_a_day_as_each_language_writes_it(language: str, text: str) -> None:
    assert written(date(2021, 10, 1), language) == text


@given(
    st.lists(st.dates(date(1900, 1, 1), date(2100, 12, 31)), min_size=1, max_size=40),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
)
@example([date(2004, 2, 29), date(2004, 2, 28), date(2004, 3, 1)], date(2023, 2, 28))
def test_years_of_a_column_are_those_of_each_day(starts: list[date], day: date) -> None:
    earlier = [start for start in starts if start <= day] or [day]
    done, past = completed(entries(np.array([start.toordinal() for start in earlier])), day)
    assert done.tolist() == [completed_years(start, day) for start in earlier]
    assert past.tolist() == [years_exceeded(start, day) for start in earlier]
