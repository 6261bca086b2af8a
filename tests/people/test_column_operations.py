"""The operations of Arrow asked for by name give what its own methods give, which import much more."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from revalo.people import column_operations as ours

WORDS = pa.array(["Béta", None, "alpha", "alpha", ""], pa.string())
NUMBERS = pa.array([3, None, -1, 0, 5], pa.int32())
PLACES, MASK = np.array([2, 0, 0, 1]), np.array([True, True, False, False, True])


@pytest.mark.parametrize(
    ("column", "done", "expected"),
    [
        (NUMBERS, lambda column: ours.cast(column, pa.string()), lambda column: column.cast(pa.string())),
        (WORDS, lambda column: ours.take(column, PLACES), lambda column: column.take(pa.array(PLACES))),
        (WORDS, lambda column: ours.take(column, NUMBERS.slice(3, 1)), lambda column: column.take(pa.array([0]))),
        (WORDS, lambda column: ours.chosen(column, MASK), lambda column: column.filter(pa.array(MASK))),
        (WORDS.slice(1, 3), lambda column: ours.filled(column, ""), lambda column: column.fill_null("")),
        (NUMBERS, lambda column: ours.filled(column, -1), lambda column: column.fill_null(-1)),
        (WORDS, ours.encoded, lambda column: column.dictionary_encode()),
        (
            WORDS,
            lambda column: ours.encoded(column, "encode"),
            lambda column: column.dictionary_encode(null_encoding="encode"),
        ),
        (
            WORDS,
            lambda column: ours.replaced(column, "a", "o"),
            lambda _column: _words("Béto", None, "olpho", "olpho", ""),
        ),
        (
            WORDS,
            lambda column: ours.replaced_pattern(column, "^(a)l", r"\1\1"),
            lambda _column: _words("Béta", None, "aapha", "aapha", ""),
        ),
        (WORDS, lambda column: ours.matches(column, "^al"), lambda _c: pa.array([False, None, True, True, False])),
        (WORDS, lambda column: ours.beginnings(column, 2), lambda _column: _words("Bé", None, "al", "al", "")),
        (
            WORDS.cast(pa.binary()),
            lambda column: ours.beginnings(column, 2),
            lambda _column: pa.array(["Bé".encode()[:2], None, b"al", b"al", b""], pa.binary()),
        ),
        (
            WORDS,
            lambda column: ours.operation("binary_length", column),
            lambda _c: pa.array([5, None, 5, 5, 0], pa.int32()),
        ),
    ],
)
def test_an_operation_gives_what_the_method_gives(
    column: Any, done: Callable[[Any], Any], expected: Callable[[Any], Any]
) -> None:
    found, wanted = done(column), expected(column)
    found.validate(full=True)
    assert found.type == wanted.type
    assert found.equals(wanted)


def _words(*words: str | None) -> pa.Array:
    return pa.array(words, pa.string())


def test_blank_cells_are_told() -> None:
    assert ours.are_blank(WORDS).tolist() == [False, True, False, False, False]


@pytest.mark.parametrize("start", [0, 1, 8, 13])
@pytest.mark.parametrize("blanks", [0, 3])
def test_what_a_part_of_a_column_holds_is_read_as_it_is(start: int, blanks: int) -> None:
    numbers = [None if blanks and place % blanks == 1 else place % 5 for place in range(40)]
    flags = [None if each is None else each > 1 for each in numbers]
    words = [None if each is None else "é" * each for each in numbers]
    column, bools, texts = pa.array(numbers, pa.int32()), pa.array(flags, pa.bool_()), pa.array(words, pa.string())
    part = slice(start, start + 20)
    column, bools, texts = (each.slice(start, 20) for each in (column, bools, texts))
    assert ours.are_blank(texts).tolist() == [each is None for each in numbers[part]]
    assert ours.places_of(column).tolist() == [-1 if each is None else each for each in numbers[part]]
    assert ours.places_of(column).dtype == np.int32
    assert ours.booleans(bools).tolist() == [bool(each) for each in flags[part]]
    for kind in (pa.string(), pa.large_string()):
        starts, content = ours.bytes_of(texts.cast(kind))
        assert [content[a:b].tobytes().decode() for a, b in pairwise(starts)] == [each or "" for each in words[part]]


def test_nothing_at_all_is_blank() -> None:
    assert ours.are_blank(pa.nulls(3)).tolist() == [True, True, True]
    assert ours.are_blank(pa.nulls(3, pa.string())).tolist() == [True, True, True]
    assert ours.bytes_of(pa.array([], pa.string()))[0].tolist() == [0]


def test_rows_of_a_batch_are_taken_and_chosen() -> None:
    batch = pa.RecordBatch.from_pydict({"word": WORDS, "number": NUMBERS})
    assert ours.take(batch, PLACES).equals(batch.take(pa.array(PLACES)))
    assert ours.chosen(batch, MASK).equals(batch.filter(pa.array(MASK)))


def test_a_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(pa.ArrowInvalid):
        ours.cast(WORDS, pa.int64())


@pytest.mark.parametrize("kind", [np.int64, np.int32, np.uint64, np.uint8, bool])
@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 100])
def test_a_numpy_array_becomes_the_same_column(kind: Any, size: int) -> None:
    values = np.arange(size)[::-1].astype(kind)
    blank = np.arange(size) % 3 == 1
    for one in (values, np.repeat(values, 2)[::2]):  # the latter is not in one piece
        found = ours.of_numpy(one)
        found.validate(full=True)
        assert found.equals(pa.array(one))
        some = ours.of_numpy(one, blank)
        some.validate(full=True)
        assert some.equals(pa.array(one, mask=blank))
        assert some.null_count == blank.sum()
