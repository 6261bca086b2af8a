"""Gaps kept as columns say what gaps kept one by one would.

Guards: people/gaps.py, people/contracts.py, people/check.py.
"""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revalo.analysis.comparison import Request
from revalo.grids.law import Law
from revalo.people.check import PaidCheck
from revalo.people.columns import ParsedRows
from revalo.people.failures import NONE
from revalo.people.gaps import CTI, GROSS, Compared, Gap, Gaps, Persons, gaps_at, told_apart

MONTH = 2022 * 12
NAMES = ("", "0012", "12", "a")
ROWS = st.tuples(
    st.sampled_from(NAMES), st.integers(MONTH, MONTH + 2), st.integers(0, 3_000_00), st.integers(0, 3_000_00)
)
CHUNKS = st.lists(
    st.tuples(st.sampled_from(["a.csv", "b.csv"]), st.sampled_from([GROSS, CTI]), st.lists(ROWS)), max_size=5
)
Chunks = list[tuple[str, str, list[tuple[str, int, int, int]]]]


def typed(file: str, first: int, rows: list[tuple[str, int, int, int]]) -> ParsedRows:
    names, months = (list(column) for column in zip(*((row[0], row[1]) for row in rows), strict=True))
    codes = np.array([NAMES.index(name) if name else -1 for name in names], np.int32)
    numbers = {"month": np.array(months), "hours": np.full(len(rows), 151_67), "seniority": np.arange(len(rows)) % 3}
    words = {"employee_id": (codes, pa.array(NAMES))}
    return ParsedRows(file, np.arange(first, first + len(rows)), numbers, {}, words, NONE)


def kept(chunks: Chunks) -> tuple[Gaps, list[tuple[str, Gap]]]:
    """The gaps as columns, and one by one with their files."""
    gaps, every, row = Gaps(), list[tuple[str, Gap]](), 0
    for file, what, rows in chunks:
        if rows:
            paid, due = (np.array([each[place] for each in rows]) for place in (2, 3))
            chunk = typed(file, row, rows)
            gaps.add(gaps_at(chunk, what, np.arange(len(rows)), Compared(paid, due, np.zeros(len(rows), bool))))
        for place, (name, month, paid_one, due_one) in enumerate(rows):
            inputs = {"hours": "151.67", "seniority": place % 3}
            every.append((file, Gap(row + place, name, month, what, paid_one, due_one, inputs)))
        row += len(rows)
    return gaps, every


@given(CHUNKS)
def test_each_gap_is_told_as_it_was_put(chunks: Chunks) -> None:
    gaps, every = kept(chunks)
    assert list(gaps) == [gap for _file, gap in every]
    assert len(gaps) == len(every)
    assert gaps.arrears().tolist() == [gap.due - gap.paid for _file, gap in every]
    some = np.arange(len(gaps)) % 2 == 1
    assert list(gaps.where(some)) == [gap for _file, gap in every][1::2]


@given(CHUNKS, CHUNKS, st.booleans())
def test_persons_are_told_apart_by_all_that_makes_them(one: Chunks, other: Chunks, by_what: bool) -> None:
    both = [kept(each) for each in (one, other)]
    numbers = np.concatenate(told_apart(*(gaps.persons() for gaps, _every in both), by_what=by_what)).tolist()
    every = [gap for _gaps, each in both for _file, gap in each]
    keys = [(gap.employee_id, gap.month, gap.what if by_what else "") for gap in every]
    assert len(numbers) == len(keys)
    assert len(set(zip(numbers, keys, strict=True))) == len(set(numbers)) == len(set(keys))
    assert told_apart(Persons())[0].tolist() == []


@given(CHUNKS, st.sampled_from([0, 500_00]))
def test_the_gaps_of_a_person_and_month_are_one(law: Law, chunks: Chunks, tolerance: int) -> None:
    check = PaidCheck(law, date(2023, 1, 1), tolerance)
    check.gaps, every = kept(chunks)
    check.settle(Request())
    sums: dict[object, Gap] = {}
    for file, gap in every:
        key = (gap.employee_id, gap.month, gap.what) if gap.employee_id else (file, gap.row, gap.what)
        first = sums.get(key)
        sums[key] = gap if first is None else first._replace(paid=first.paid + gap.paid, due=first.due + gap.due)
    assert list(check.gaps) == [gap for gap in sums.values() if abs(gap.arrears) > tolerance]
    assert check.arrears == sum(max(gap.arrears, 0) for gap in check.gaps)
    assert check.overpaid == sum(max(-gap.arrears, 0) for gap in check.gaps)


@pytest.mark.parametrize("people", [1, 1000])
def test_a_gap_takes_some_tens_of_bytes(people: int) -> None:
    rows = [(NAMES[1 + place % 3], MONTH, 100, 200) for place in range(people)]
    (part,) = kept([("a.csv", GROSS, rows)])[0].parts
    arrays = (part.rows, part.names, part.months, part.paid, part.due, part.part, part.kinds)
    assert sum(each.nbytes for each in arrays) <= 50 * people
