"""Columns of amounts as text are what Python writes of each amount, however many there are."""

import random
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest

from revalo.money import plain
from revalo.payroll.writing.amount_texts import written
from revalo.people.results import decimals

MANY = 20_000
EDGES = (0, 1, 9, 10, 99, 100, 999, 1_000, 9_99, 10_00, 99_99, 100_00, 999_99, 1_000_00, 9_999_99, 10_000_00)


def _amounts(most: int, least: int) -> list[int]:
    drawn = random.Random(7)
    edges = [each for edge in (*EDGES, most) for each in (edge, -edge) if least <= each <= most]
    return [*edges, *(drawn.randint(least, most) for _place in range(MANY))]


@pytest.mark.parametrize("mark", [".", ","])
@pytest.mark.parametrize(
    ("least", "most"), [(0, 99_999_99), (-9_999_99, 99_999_99), (-10_000_00, 100_000_00), (0, 10**15)]
)
def test_each_amount_is_written_as_python_writes_it(least: int, most: int, mark: str) -> None:
    cents = _amounts(most, least)
    texts = written(decimals(np.array(cents)), mark)
    texts.validate(full=True)
    assert texts.to_pylist() == [plain(each).replace(".", mark) for each in cents]


@pytest.mark.parametrize("mark", [".", ","])
@pytest.mark.parametrize("others", [0, 1, 100, MANY // 8 - 1, MANY // 8])
def test_amounts_among_many_zeros_are_written_as_python_writes_them(others: int, mark: str) -> None:
    drawn = random.Random(others)
    amounts = drawn.sample(_amounts(99_999_99, -9_999_99), others)
    cents = [*([0] * (MANY - others)), *amounts]
    for arranged in (cents, cents[::-1], drawn.sample(cents, MANY)):
        texts = written(decimals(np.array(arranged)), mark)
        texts.validate(full=True)
        assert texts.to_pylist() == [plain(each).replace(".", mark) for each in arranged]


def test_decimals_hold_the_cents_that_they_are_made_of() -> None:
    cents = [0, 1, -1, 2**62, -(2**62), 2**63 - 1, -(2**63)]
    blank = np.array([each == -1 for each in cents])
    whole = pa.array(cents, pa.int64()).cast(pa.decimal128(19, 0))
    for places in (0, 2, 4):
        expected = pa.Array.from_buffers(pa.decimal128(19, places), len(cents), whole.buffers())
        assert decimals(np.array(cents), places=places).equals(expected)
        assert decimals(np.array(cents), blank, places).null_count == 1
    assert decimals(np.array([-5, 7], np.int32)).to_pylist() == [Decimal("-0.05"), Decimal("0.07")]


def test_a_part_of_a_column_is_written_alone() -> None:
    cents = _amounts(99_999_99, -9_999_99)
    texts = written(decimals(np.array(cents)).slice(5, MANY - 10), ".")
    assert texts.to_pylist() == [plain(each) for each in cents[5 : MANY - 5]]


def test_blank_amounts_stay_blank() -> None:
    cents = np.arange(MANY)
    blank = cents % 7 == 0
    texts = written(decimals(cents, blank), ",")
    assert texts.null_count == blank.sum()
    assert texts[1].as_py() == "0,01"


def test_few_amounts_and_other_decimals_are_written_too() -> None:
    assert written(decimals(np.array([151_67, -5])), ",").to_pylist() == ["151,67", "-0,05"]
    assert written(decimals(np.arange(MANY), places=4), ".")[12_345].as_py() == "1.2345"
    assert written(pa.array([], pa.decimal128(19, 2)), ".").to_pylist() == []
