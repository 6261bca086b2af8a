"""Many rows put together of pieces are what Arrow writes of them, byte for byte."""

import io
import random
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from revalo.payroll.writing.csv_lines import MANY, texts_of
from revalo.payroll.writing.dialect import ENGLISH, FRENCH, Dialect
from revalo.payroll.writing.writers import CsvWriter
from revalo.people.line_columns import LINES, RowLines, in_columns
from revalo.people.results import decimals

ROWS = 3 * MANY
EDGES = [0, 1, -1, 9, 99, -99, 100, -100, 999_99, 1_000_00, -999_99, 9_999_99]
WORDS = ["Nord", 'dit "le Grand"', "a,b;c", "=1+1", "é", "", "deux\nlignes", "-", "'"]


def words(values: list[str], drawn: random.Random, blanks: int = 0) -> Any:
    """A column of some of these words, as a dictionary."""
    drawable = [None] * blanks + [*range(len(values))]
    indices = [drawn.choice(drawable) for _row in range(ROWS)]
    return pa.DictionaryArray.from_arrays(pa.array(indices, pa.int32()), pa.array(values))


def amounts(drawn: random.Random, most: int, *, blank: bool = False) -> Any:
    """A column of amounts, with those at the edges."""
    cents = np.array([*EDGES, *(drawn.randint(-most // 200, most) for _row in range(ROWS - len(EDGES)))])
    return decimals(cents, cents % 7 == 0 if blank else None)


def lines(drawn: random.Random, columns: int) -> Any:
    """Lines of rows: none, some, or all."""
    own = [sorted(drawn.sample(range(columns), drawn.choice([0, 1, 3, columns]))) for _row in range(ROWS)]
    ends = np.cumsum([0, *map(len, own)])
    cents = np.array([drawn.choice([-5, 1, 10_00, 2_345_67]) for _line in range(ends[-1])], np.int32)
    names = [f"after_{number}" for number in range(columns)]
    return RowLines(ends, np.array([each for row in own for each in row]), cents, names).array()


def batch(seed: int, most: int) -> pa.RecordBatch:
    """Results with something of everything."""
    drawn = random.Random(seed)
    numbers = [f"M{number}" for number in range(2 * ROWS)]
    return pa.RecordBatch.from_pydict(
        {
            "employee_id": words([*numbers, *WORDS], drawn, seed),
            "service_id": words(WORDS, drawn, seed),
            "department": pa.DictionaryArray.from_arrays(pa.nulls(ROWS, pa.int32()), pa.array([], pa.string())),
            "gross": amounts(drawn, most),
            "gain_percent": amounts(drawn, most, blank=True),
            "headcount": pa.array([drawn.choice([1, 2, -3, 40_000]) for _row in range(ROWS)]),
        }
    )


def written(rows: pa.RecordBatch, dialect: Dialect, *, at_once: int) -> bytes:
    """A file of these rows, so many of which are written at a time."""
    file = io.BytesIO()
    writer = CsvWriter(file, dialect)
    for start in range(0, rows.num_rows, at_once):
        writer.write(writer.ready(rows[start : start + at_once]))
    return file.getvalue()


@pytest.mark.parametrize("dialect", [ENGLISH, FRENCH])
@pytest.mark.parametrize(("seed", "most"), [(0, 5_000_00), (1, 99_999_99)])
def test_many_rows_are_written_as_few_are(seed: int, most: int, dialect: Dialect) -> None:
    rows = batch(seed, most)
    assert texts_of(rows, dialect)
    assert written(rows, dialect, at_once=ROWS) == written(rows, dialect, at_once=MANY - 1)


@pytest.mark.parametrize("columns", [3, 40])
def test_lines_are_written_as_their_columns_are(columns: int) -> None:
    rows = batch(0, 5_000_00).append_column(LINES, lines(random.Random(columns), columns))
    assert texts_of(rows, FRENCH)
    assert written(rows, FRENCH, at_once=ROWS) == written(in_columns(rows), FRENCH, at_once=MANY - 1)


def test_what_has_no_piece_is_left_to_arrow() -> None:
    rows = batch(0, 5_000_00)
    assert not texts_of(rows[: MANY - 1], ENGLISH)
    for column in (
        decimals(np.full(ROWS, 100_000_00)),
        decimals(np.full(ROWS, -10_000_00)),
        decimals(np.zeros(ROWS, np.int64), places=4),
        pa.array(["word"] * ROWS),
    ):
        assert not texts_of(rows.append_column("other", column), ENGLISH)
