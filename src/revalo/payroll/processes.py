"""Work on items in processes of their own, with results in the order of the items: for work that is not of arrays.

A process starts with the function that `prepare` makes of some arguments, so that what the items share is sent once.
"""

import gc
import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, islice
from types import FrameType
from typing import Any, TypeVar

from revalo import language
from revalo.payroll.parallel import in_order, processors
from revalo.program import hide_pandas

KEPT = 50_000  # objects made before a process looks for those in circles
FEW = 100  # items: fewer are done before other processes have started
TOGETHER = 8  # items that are sent at once
GRACE = 2.0  # seconds
Thing = TypeVar("Thing")
Result = TypeVar("Result")
Work = Callable[[Thing], Result]

_WORK: list[Work[Any, Any]] = []  # of a process that was started here: one function


def ordered_process_map(
    prepare: Callable[..., Work[Thing, Result]], arguments: tuple[Any, ...], things: Iterable[Thing]
) -> Generator[Result]:
    """What the function `prepare(*arguments)` gives for each item, on every processor; for few items, in this process.

    What the function raises is raised here, in its turn; what waits is then left undone. `prepare`, its arguments, the
    items and the results must be such that they can be sent to another process.
    """
    waiting = iter(things)
    first = list(islice(waiting, FEW))
    every = chain(first, waiting)
    if len(first) < FEW or processors() == 1:
        yield from map(prepare(*arguments), every)
    else:
        yield from _shared_out(prepare, arguments, every)


def _shared_out(
    prepare: Callable[..., Work[Thing, Result]], arguments: tuple[Any, ...], things: Iterable[Thing]
) -> Generator[Result]:
    number = processors()
    started = language.current(), pickle.dumps((prepare, arguments))
    pool = ProcessPoolExecutor(number, multiprocessing.get_context("spawn"), _start, started)
    try:
        for results in in_order(pool, _work_on, _batches(things), 2 * number):
            yield from results
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    waiting = iter(things)
    while batch := list(islice(waiting, TOGETHER)):
        yield batch


def _start(lang: str, pickled: bytes) -> None:
    """In a process that starts: the same language, and the function.

    `pickled`: `prepare` and its arguments; what they import is imported once pandas is out of sight.
    """
    mind_the_first()
    gc.set_threshold(KEPT)
    language.use(lang)
    hide_pandas()
    prepare, arguments = pickle.loads(pickled)  # noqa: S301 - of the process that started this one
    _WORK.append(prepare(*arguments))


def mind_the_first() -> None:
    """In a process that starts: leave interrupts to the first one, and end with it."""
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_soon)
    threading.Thread(target=_end_with_the_first, daemon=True).start()


def _end_soon(_number: int, _frame: FrameType | None) -> None:
    """End this process in a while, if the first has not done so: it would wait for the rest of what is being sent."""
    timer = threading.Timer(GRACE, os._exit, (1,))
    timer.daemon = True
    timer.start()


def _end_with_the_first() -> None:
    """End this process where the one that started it is gone, however it ended."""
    if first := multiprocessing.parent_process():
        first.join()
        os._exit(1)


def _work_on(things: list[Any]) -> list[Any]:
    return [_WORK[0](each) for each in things]
