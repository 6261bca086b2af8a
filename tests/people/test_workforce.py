"""The branch as people: heads and full-time equivalents as published, at every share in échelon 3.

Guards: grids/schema/workforce.py, grids/workforce.py, people/workforce.py.
"""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from revalo.grids import store
from revalo.grids.law import Law
from revalo.grids.reading import Document
from revalo.grids.schema import workforce as shape
from revalo.grids.workforce import Workforce
from revalo.people.workforce import kinds, one_by_one, payroll, whole
from seeds import tried

SHARES = (Fraction(0), Fraction(37, 100), Fraction(1))


@pytest.fixture(scope="module")
def held(law: Law) -> Workforce:
    assert law.workforce
    return law.workforce


@pytest.mark.parametrize("share", SHARES)
def test_every_head_is_of_one_kind(held: Workforce, share: Fraction) -> None:
    assert sum(kind.people(share) for kind in kinds(held)) == held.heads
    of_category = Counter[str]()
    for kind in kinds(held):
        of_category[kind.inputs["category"]] += kind.people(share)  # type: ignore[assignment]
    assert of_category["A"] == held.heads * Fraction(43, 100)


@pytest.mark.parametrize("share", SHARES)
def test_a_payroll_has_the_heads_and_the_full_time_equivalents(held: Workforce, share: Fraction) -> None:
    rows = list(payroll(held, share))
    assert sum(int(row["headcount"]) for row in rows) == held.heads == 203_998
    worked = sum(int(row["headcount"]) * Fraction(row["hours"]) for row in rows) / Fraction("151.67")
    assert abs(worked - held.fte) < 1
    third = sum(int(row["headcount"]) for row in rows if row["echelon"] == "3")
    with_eight = held.heads * sum(part for years, part in held.years.items() if years >= 8)
    assert abs(third - share * with_eight) < len(rows)
    assert all(row["echelon"] != "1" for row in rows if row["job"] == "employe-a-domicile")


def test_one_by_one_says_the_same(held: Workforce) -> None:
    rows = list(payroll(held, Fraction()))
    single = list(one_by_one(iter(rows[:20])))
    assert len(single) == sum(int(row["headcount"]) for row in rows[:20])
    assert len({row["employee_id"] for row in single}) == len(single)
    assert all("headcount" not in row for row in single)


@settings(max_examples=tried(60))
@given(st.integers(0, 10**6), st.lists(st.fractions(0, 50), min_size=1, max_size=30).filter(any))
def test_whole_numbers_sum_to_the_total_and_stay_near(total: int, parts: list[Fraction]) -> None:
    found = whole(total, parts)
    assert sum(found) == total
    for number, part in zip(found, parts, strict=True):
        assert abs(number - total * part / sum(parts)) < 1


@pytest.mark.parametrize("part", ["groups", "bases"])
def test_a_law_file_has_one_group_and_one_base_at_least(part: str) -> None:
    stated = Document(store.law_files()["workforce.yaml"]).data["workforce"]
    name, first = next(iter(stated[part].items()))
    assert list(getattr(shape.Workforce.model_validate({**stated, part: {name: first}}), part)) == [name]
    with pytest.raises(ValidationError):
        shape.Workforce.model_validate({**stated, part: {}})
