"""Work in copies of the process: the order kept, faults in their turn, what both sides have not sent, none left behind.

Guards: payroll/copies.py.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from revalo.errors import RevaloError, UsageError
from revalo.payroll import copies, parallel
from revalo.payroll.copies import FEW, ordered_map_in_copies
from revalo.payroll.parallel import can_copy
from revalo.program import Process
from starting import check_stopped, processes_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process of the program, on two processors."""
    monkeypatch.setattr(Process, "is_ours", True)
    for module in (copies, parallel):
        monkeypatch.setattr(module, "processors", lambda: 2)


def test_only_the_process_of_the_program_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_copy()
    monkeypatch.setattr(Process, "is_ours", False)
    assert not can_copy()
    monkeypatch.setattr(Process, "is_ours", True)
    monkeypatch.setattr(parallel, "processors", lambda: 1)
    assert not can_copy()


def test_results_come_in_order_from_other_processes() -> None:
    def work(number: int) -> tuple[int, int]:
        time.sleep(0.02 if number % 3 == 0 else 0)
        return number, os.getpid()

    results = list(ordered_map_in_copies(work, range(20), ()))
    assert [number for number, _process in results] == list(range(20))
    assert os.getpid() not in {process for _number, process in results}


def test_arrays_come_back_whatever_their_size() -> None:
    sizes = [10, 100_000, 0, 1_000, *[10] * 10]
    things = (np.full(size, number) for number, size in enumerate(sizes))
    results = list(ordered_map_in_copies(lambda numbers: [numbers, numbers + 1], things, (), are_many=True))
    for number, (size, (same, more)) in enumerate(zip(sizes, results, strict=True)):
        assert same.tolist() == [number] * size
        assert more.tolist() == [number + 1] * size


def test_few_items_stay_in_this_process() -> None:
    here = [(number, os.getpid()) for number in range(FEW - 1)]
    assert list(ordered_map_in_copies(lambda number: (number, os.getpid()), range(FEW - 1), ())) == here
    assert list(ordered_map_in_copies(lambda number: number, [], ())) == []


def test_many_items_are_not_waited_for() -> None:
    made: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(FEW):
            made.append(number)
            yield number

    def work(_number: int) -> tuple[int, list[int]]:
        return os.getpid(), made  # what this process had when it was copied

    results = list(ordered_map_in_copies(work, numbers(), (), are_many=True))
    assert [there for _process, there in results] == [[0]] * FEW
    assert os.getpid() not in {process for process, _there in results}
    assert list(ordered_map_in_copies(work, [], (), are_many=True)) == []


def test_what_both_have_is_not_sent() -> None:
    class Law:
        def __reduce__(self) -> str:
            raise AssertionError

    law = Law()
    results = list(ordered_map_in_copies(lambda number: {"law": law, "number": number}, range(3), (law, "else")))
    assert all(result["law"] is law for result in results)
    assert [result["number"] for result in results] == [0, 1, 2]


def test_a_fault_is_raised_in_its_turn_and_no_copy_stays() -> None:
    done, others = list[int](), processes_of(os.getpid())  # those that other tests started and keep

    def work(number: int) -> int:
        if number == 3:
            raise UsageError("unknown-text", name="row", near="")
        return number

    with pytest.raises(UsageError, match="row"):
        done.extend(ordered_map_in_copies(work, range(1_000), ()))
    assert done == [0, 1, 2]
    assert set(processes_of(os.getpid())) <= set(others)


def test_a_fault_of_what_is_fetched_is_raised_too() -> None:
    def things() -> Iterator[int]:
        yield from range(3)
        raise LookupError

    with pytest.raises(LookupError):
        list(ordered_map_in_copies(lambda number: number, things(), ()))


def test_a_copy_that_is_killed_is_told_of() -> None:
    def work(number: int) -> int:
        if number == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(RevaloError, match="process") as fault:
        list(ordered_map_in_copies(work, range(10), ()))
    assert fault.value.name == "process-lost"


def test_no_more_is_fetched_than_is_worked_on() -> None:
    fetched, others = list[int](), processes_of(os.getpid())

    def things() -> Iterator[int]:
        for number in range(100):
            fetched.append(number)
            yield number

    results = ordered_map_in_copies(lambda number: number, things(), ())
    next(results)
    results.close()
    assert len(fetched) < 10
    assert set(processes_of(os.getpid())) <= set(others)


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one processor works alone")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("send", ["kill", "killpg"])
def test_a_batch_that_is_stopped_leaves_nothing_and_no_process(sign: signal.Signals, send: str, tmp_path: Path) -> None:
    """Several files are several chunks."""
    (tmp_path / "in").mkdir()
    for number in range(10):  # some seconds: it is stopped before it ends
        rows = "".join(f"{number}-{i},C,8,2022-0{1 + i % 9}\n" for i in range(50_000))
        (tmp_path / "in" / f"{number}.csv").write_text("employee_id,category,year,month\n" + rows, "utf-8")
    command = [sys.executable, "-m", "revalo", "batch", "in", "--by-text", "--employer-cost", "-o", "o.csv"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as running:
        deadline = time.monotonic() + 60
        while len(started := processes_of(running.pid)) < 2:
            assert time.monotonic() < deadline
            assert running.poll() is None
            time.sleep(0.01)
        getattr(os, send)(running.pid, sign)  # the first process alone, or its copies too
        code = running.wait(60)
    check_stopped(sign, code, started, tmp_path, ["in"])
