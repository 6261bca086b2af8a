"""Work on several items at once, with results in the order of the items: array operations let threads run together."""

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa

from revalo.program import Process, keep_freed

if TYPE_CHECKING:
    from concurrent.futures import Executor, ThreadPoolExecutor

SHORT = 0.0002  # seconds: arrays take the interpreter for a moment at a time, and should not wait long for it
Thing = TypeVar("Thing")
Result = TypeVar("Result")


class _Threads:
    """Threads that are there from the first work on: where all of it is short, none is ever made."""

    @cached_property
    def pool(self) -> "ThreadPoolExecutor":
        """What shares work out to the threads."""
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not for short work

        keep_freed()
        return ThreadPoolExecutor(processors(), thread_name_prefix="revalo")

    def end(self) -> None:
        """Leave undone what waits, and let the threads end."""
        if "pool" in vars(self):
            self.pool.shutdown(cancel_futures=True)


class _AtWork(threading.local):
    """The threads that the work of this one is shared with, None outside of a map."""

    threads: _Threads | None = None


_AT_WORK = _AtWork()


def _never(_thing: object) -> bool:
    """No work is short."""
    return False


def ordered_parallel_map(
    work: Callable[[Thing], Result], things: Iterable[Thing], is_short: Callable[[Thing], bool] = _never
) -> Generator[Result]:
    """The results in the order of the items. At most as many items wait as there are processors.

    `is_short`: whether an item is done sooner than a thread takes it up; it is then done here, in its turn. What the
    work raises is raised here, in its turn; what waits is then left undone.
    """
    threads = _Threads()
    with fit_for_threads():
        before, _AT_WORK.threads = _AT_WORK.threads, threads
        try:
            yield from _shared_out(threads, work, things, is_short, processors() - 1)
        finally:
            _AT_WORK.threads = before
            threads.end()


def ahead(
    work: Callable[[Thing], Result], things: Iterable[Thing], is_short: Callable[[Thing], bool] = _never
) -> Iterator[Result]:
    """The same for what the items of a map are made of, by its threads, a little ahead; one by one outside of a map."""
    threads = _AT_WORK.threads
    yield from map(work, things) if threads is None else _shared_out(threads, work, things, is_short, processors() - 1)


def _shared_out(
    threads: _Threads,
    work: Callable[[Thing], Result],
    things: Iterable[Thing],
    is_short: Callable[[Thing], bool],
    most: int,
) -> Iterator[Result]:
    def begun(thing: Thing) -> Callable[[], Result]:
        return partial(work, thing) if is_short(thing) else threads.pool.submit(work, thing).result

    return _in_turn(begun, things, most)


def in_order(pool: "Executor", work: Callable[[Thing], Result], things: Iterable[Thing], most: int) -> Iterator[Result]:
    """The results in the order of the items, `most` of which wait at most."""
    return _in_turn(lambda thing: pool.submit(work, thing).result, things, most)


def _in_turn(begun: Callable[[Thing], Callable[[], Result]], things: Iterable[Thing], most: int) -> Iterator[Result]:
    """The results of work that was begun, in its order. `begun`: begins work on an item, and says what waits for it."""
    waiting: deque[Callable[[], Result]] = deque()
    for thing in things:
        waiting.append(begun(thing))
        if len(waiting) > most:
            yield waiting.popleft()()
    while waiting:
        yield waiting.popleft()()


@contextmanager
def fit_for_threads() -> Iterator[None]:
    """Short turns, and memory from the system: Arrow's own pool is slow where a thread frees what another took."""
    interval, memory = sys.getswitchinterval(), pa.default_memory_pool()
    sys.setswitchinterval(SHORT)
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        sys.setswitchinterval(interval)
        pa.set_memory_pool(memory)


def can_copy() -> bool:
    """Whether this process may be copied (see `copies`), and there are processors for its copies."""
    return Process.is_ours and sys.platform == "linux" and processors() > 1


def processors() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
