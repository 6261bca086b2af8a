"""Objects passed through memory that two processes have: the same as they were, whether their arrays fit or not."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from revalo.payroll.passing import ALIGNED, Passed, SharedMemory

SIZE = 1 << 12
THINGS: list[Any] = [
    {"numbers": np.arange(7), "none": np.zeros(0), "columns": np.arange(12).reshape(3, 4).T},
    (pa.array(["é", None, "abc"]), pa.array([], pa.string()), "words"),
    pa.record_batch([pa.array([1, None]).dictionary_encode()], ["a"]),
    [],
]


def are_equal(one: Any, two: Any) -> bool:
    if isinstance(one, np.ndarray):
        return one.dtype == two.dtype and np.array_equal(one, two)
    if isinstance(one, dict):
        return one.keys() == two.keys() and all(are_equal(one[name], two[name]) for name in one)
    return bool(one == two)


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("size", [0, SIZE])
@pytest.mark.parametrize("as_held", [bytearray, memoryview])
def test_things_are_taken_as_they_were_put(thing: Any, size: int, as_held: Any) -> None:
    memory = SharedMemory(size)
    assert are_equal(thing, memory.take(memory.put(thing), as_held))


def test_arrays_are_in_the_memory_one_after_the_other() -> None:
    memory, numbers = SharedMemory(SIZE), np.arange(10)
    first = memory.put([-numbers, numbers])
    assert first.places == [(0, 80), (2 * ALIGNED, 2 * ALIGNED + 80)]
    second = memory.put(numbers + 1, first.end)
    assert second.places == [(4 * ALIGNED, 4 * ALIGNED + 80)]
    assert memory.take(first)[1].tolist() == numbers.tolist()
    assert memory.take(second).tolist() == (numbers + 1).tolist()
    assert Passed(b"").end == 0


def test_what_does_not_fit_is_sent_whole() -> None:
    memory, numbers = SharedMemory(SIZE), np.arange(SIZE)
    passed = memory.put(numbers)
    assert not passed.places
    assert memory.take(passed).tolist() == numbers.tolist()
    assert memory.put(numbers[: SIZE // 8], 0).places
    assert not memory.put(numbers[: SIZE // 8], ALIGNED).places


def test_a_copy_stays_when_others_come_in_its_place() -> None:
    memory = SharedMemory(SIZE)
    passed = memory.put(np.zeros(3, int))
    kept, held = memory.take(passed), memory.take(passed, memoryview)
    memory.put(np.ones(3, int))
    assert (kept.tolist(), held.tolist()) == ([0, 0, 0], [1, 1, 1])


def test_what_both_sides_have_is_the_same_object() -> None:
    law = object()
    memory = SharedMemory(SIZE, ("else", law))
    taken = memory.take(memory.put({"law": law, "numbers": np.arange(3)}))
    assert taken["law"] is law
