"""Work on several things at once: the order kept, faults raised in their turn, no more fetched than is worked on.

Guards: payroll/parallel.py.
"""

import threading
from collections.abc import Iterator

import pytest

from revalo.payroll import parallel as module
from revalo.payroll.parallel import ordered_parallel_map


@pytest.fixture(params=[1, 2, 5], autouse=True)
def workers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(module, "processors", lambda: request.param)
    return int(request.param)


def test_results_come_in_the_order_of_the_things() -> None:
    first_is_slow = threading.Event()

    def work(thing: int) -> int:
        if thing == 0:
            first_is_slow.wait(0.05)
        return thing * thing

    assert list(ordered_parallel_map(work, range(50))) == [each * each for each in range(50)]
    assert list(ordered_parallel_map(work, [])) == []


def test_a_fault_is_raised_in_its_turn_and_the_rest_is_left() -> None:
    done: list[int] = []

    def work(thing: int) -> int:
        if thing == 3:
            raise ValueError
        return thing

    with pytest.raises(ValueError):  # noqa: PT011 - the fault of the work itself
        done.extend(ordered_parallel_map(work, range(1_000)))
    assert done == [0, 1, 2]


def test_a_fault_of_what_is_fetched_is_raised_too() -> None:
    def things() -> Iterator[int]:
        yield 1
        raise LookupError

    with pytest.raises(LookupError):
        list(ordered_parallel_map(lambda thing: thing, things()))


def test_no_more_is_fetched_than_is_worked_on(workers: int) -> None:
    fetched: list[int] = []

    def things() -> Iterator[int]:
        for thing in range(100):
            fetched.append(thing)
            yield thing

    for done in ordered_parallel_map(lambda thing: thing, things()):
        assert len(fetched) <= done + 1 + workers


def test_no_thread_outlives_a_reader_who_stops() -> None:
    before = threading.active_count()
    results = ordered_parallel_map(lambda thing: thing, range(1_000))
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
