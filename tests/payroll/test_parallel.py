"""Work on several things at once: the order kept, faults raised in their turn, no more fetched than is worked on.

Guards: payroll/parallel.py.
"""

import threading
from collections.abc import Iterator

import pytest

from revalo.payroll import parallel as module
from revalo.payroll.parallel import ahead, ordered_parallel_map


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
    results.close()
    assert threading.active_count() == before


def test_what_items_are_made_of_is_worked_on_ahead_by_the_same_threads(workers: int) -> None:
    started: list[int] = []

    def made(thing: int) -> str:
        assert threading.current_thread().name.startswith("revalo")
        return str(thing)

    def counted() -> Iterator[int]:
        for thing in range(20):
            started.append(thing)
            yield thing

    for done in ordered_parallel_map(int, ahead(made, counted())):
        assert len(started) <= min(20, done + 1 + 2 * workers)
    assert started == list(range(20))


def test_outside_of_a_map_items_are_made_one_by_one() -> None:
    made = ahead(lambda thing: (thing, threading.current_thread()), range(3))
    assert list(made) == [(thing, threading.current_thread()) for thing in range(3)]


def test_what_is_short_is_done_here_in_its_turn() -> None:
    here = threading.current_thread()
    worked = ordered_parallel_map(
        lambda thing: (thing, threading.current_thread()), range(6), lambda thing: thing % 2 == 0
    )
    assert [(thing, thread is here) for thing, thread in worked] == [(thing, thing % 2 == 0) for thing in range(6)]


def test_where_all_is_short_there_are_no_threads() -> None:
    before = threading.active_count()
    made = ahead(lambda thing: (thing, threading.active_count()), range(6), lambda _thing: True)
    worked = ordered_parallel_map(lambda each: (*each, threading.active_count()), made, lambda _each: True)
    assert list(worked) == [(thing, before, before) for thing in range(6)]


def test_a_fault_of_what_is_short_is_raised_in_its_turn() -> None:
    def work(thing: int) -> int:
        if thing == 3:
            raise ValueError
        return thing

    done: list[int] = []
    with pytest.raises(ValueError):  # noqa: PT011 - the fault of the work itself
        done.extend(ordered_parallel_map(work, range(9), lambda _thing: True))
    assert done == [0, 1, 2]


def test_a_fault_ahead_is_raised_in_its_turn() -> None:
    def made(thing: int) -> int:
        if thing == 2:
            raise LookupError
        return thing

    done: list[int] = []
    with pytest.raises(LookupError):
        done.extend(ordered_parallel_map(lambda thing: thing, ahead(made, range(9))))
    assert done == [0, 1][: len(done)]
