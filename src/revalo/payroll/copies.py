"""Work on items in copies of this process, with results in the order of the items: for work that threads would wait in.

A copy has all that this process had when it was made, so that only items and results are sent; results are sent without
what both have. Processes are copied on Linux alone, and that of the program alone: one that somebody else's threads run
in cannot be copied safely.
"""

import gc
import io
import multiprocessing
import pickle
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, TypeVar

import pyarrow as pa

from revalo.errors import RevaloError
from revalo.payroll.parallel import in_order, processors
from revalo.payroll.processes import mind_the_first

FEW = 3  # items: fewer are done before copies are made and warm
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if hasattr(signal, "SIGHUP") else ()
MOST = 4  # copies: each needs the memory of a chunk, and more would wait for what is read
Thing = TypeVar("Thing")
Result = TypeVar("Result")

_WORK: list[Callable[[Any], bytes]] = []  # of the copies: one function


def ordered_map_in_copies(
    work: Callable[[Thing], Result], things: Iterable[Thing], shared: Sequence[object], *, are_many: bool = False
) -> Generator[Result]:
    """What `work` gives for each item; for fewer than FEW, in this process. `parallel.can_copy` was asked before.

    `are_many`: there are no fewer, so that the first need not wait for the next.
    `shared`: what a result may hold and is not sent with it. What the work raises is raised here, in its turn. Raises
    `RevaloError` where a copy is ended from outside, as by a system that lacks memory.
    """
    pa.enable_signal_handlers(enable=False)  # Arrow takes those to stop where it reads in this thread, and loses some
    waiting = iter(things)
    few = 1 if are_many else FEW
    first = list(islice(waiting, few))
    if len(first) < few:
        yield from map(work, first)
    else:
        yield from _shared_out(work, chain(first, waiting), shared)


def _shared_out(
    work: Callable[[Thing], Result], things: Iterable[Thing], shared: Sequence[object]
) -> Generator[Result]:
    _WORK[:] = [lambda thing: _sent(work(thing), shared)]
    gc.freeze()  # what is looked through for objects in circles is written to, and would be there once for each copy
    number = min(processors(), MOST)
    pool = ProcessPoolExecutor(number, multiprocessing.get_context("fork"), mind_the_first)
    try:
        with _unstopped():
            pool.submit(int)  # which makes every copy
        for result in in_order(pool, _work_on, things, number):
            yield _received(result, shared)
    except BrokenProcessPool:
        raise RevaloError("process-lost") from None
    except BaseException:
        for copy in multiprocessing.active_children():
            copy.kill()  # what is under way may take long, and nobody waits for it
        raise
    finally:
        gc.unfreeze()
        pool.shutdown(cancel_futures=True)


@contextmanager
def _unstopped() -> Iterator[None]:
    """Signals to stop wait meanwhile: what they raise while a process is copied is lost."""
    noted: list[int] = []
    heeded = [each for each in _SIGNALS if callable(signal.getsignal(each))]
    before = {each: signal.signal(each, lambda number, _frame: noted.append(number)) for each in heeded}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    for number in noted:
        signal.raise_signal(number)


def _work_on(thing: Any) -> bytes:
    return _WORK[0](thing)


class _Sender(pickle.Pickler):
    """Sends objects, those that both sides have by their place."""

    def __init__(self, file: io.BytesIO, shared: Sequence[object]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._places = {id(each): place for place, each in enumerate(shared)}

    def persistent_id(self, thing: object) -> int | None:
        return self._places.get(id(thing))


class _Receiver(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, shared: Sequence[object]) -> None:
        super().__init__(file)
        self._shared = shared

    def persistent_load(self, place: int) -> object:
        return self._shared[place]


def _sent(result: object, shared: Sequence[object]) -> bytes:
    file = io.BytesIO()
    _Sender(file, shared).dump(result)
    return file.getvalue()


def _received(sent: bytes, shared: Sequence[object]) -> Any:
    return _Receiver(io.BytesIO(sent), shared).load()
