"""Work on several items at once, with results in the order of the items: array operations let threads run together."""

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import pyarrow as pa

from revalo.program import Process

SHORT = 0.0002  # seconds: arrays take the interpreter for a moment at a time, and should not wait long for it
Thing = TypeVar("Thing")
Result = TypeVar("Result")


class _AtWork(threading.local):
    """The threads that the work of this one is shared with, None outside of a map."""

    pool: ThreadPoolExecutor | None = None


_AT_WORK = _AtWork()


def ordered_parallel_map(work: Callable[[Thing], Result], things: Iterable[Thing]) -> Generator[Result]:
    """The results in the order of the items. At most as many items wait as there are processors.

    What the work raises is raised here, in its turn; what waits is then left undone.
    """
    with _fit_for_threads(), ThreadPoolExecutor(processors(), thread_name_prefix="revalo") as pool:
        before, _AT_WORK.pool = _AT_WORK.pool, pool
        try:
            yield from in_order(pool, work, things, processors() - 1)
        finally:
            _AT_WORK.pool = before
            pool.shutdown(cancel_futures=True)


def ahead(work: Callable[[Thing], Result], things: Iterable[Thing]) -> Iterator[Result]:
    """The same for what the items of a map are made of, by its threads, a little ahead; one by one outside of a map."""
    pool = _AT_WORK.pool
    yield from map(work, things) if pool is None else in_order(pool, work, things, processors())


def in_order(pool: Executor, work: Callable[[Thing], Result], things: Iterable[Thing], most: int) -> Iterator[Result]:
    """The results in the order of the items, `most` of which wait at most."""
    waiting: deque[Future[Result]] = deque()
    for thing in things:
        waiting.append(pool.submit(work, thing))
        if len(waiting) > most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@contextmanager
def _fit_for_threads() -> Iterator[None]:
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
