"""Work on items in copies of this process, with results in the order of the items: for work that threads would wait in.

A copy has all that this process had when it was made, so that only items and results are sent, without what both have;
their arrays go through memory that both share. Processes are copied on Linux alone, and that of the program alone: one
that somebody else's threads run in cannot be copied safely.
"""

import gc
import multiprocessing
import signal
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, cycle, islice
from typing import TypeVar

import pyarrow as pa

from revalo.errors import RevaloError
from revalo.payroll.parallel import fit_for_threads, in_order, processors
from revalo.payroll.passing import Passed, SharedMemory, dumped
from revalo.payroll.processes import mind_the_first
from revalo.program import keep_freed

FEW = 3  # items: fewer are done before copies are made and warm
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if hasattr(signal, "SIGHUP") else ()
ROOM = 4  # times the first item: what the next ones and their results may take of memory
MOST = 4  # copies: each needs the memory of a chunk, and more would wait for what is read
Thing = TypeVar("Thing")
Result = TypeVar("Result")

_Passed = tuple[int, Passed]  # an item or a result, with the number of the memory that its arrays are in
_WORK: list[Callable[[_Passed], Passed]] = []  # of the copies: one function


def ordered_map_in_copies(
    work: Callable[[Thing], Result], things: Iterable[Thing], shared: Sequence[object], *, are_many: bool = False
) -> Generator[Result]:
    """What `work` gives for each item; for fewer than FEW, in this process. `parallel.can_copy` was asked before.

    `are_many`: there are no fewer, so that the first need not wait for the next.
    `shared`: what a result may hold and is not sent with it. What the work raises is raised here, in its turn. Raises
    `RevaloError` where a copy is ended from outside, as by a system that lacks memory.
    """
    pa.enable_signal_handlers(enable=False)  # Arrow takes those to stop where it reads in this thread, and loses some
    keep_freed()  # here and in the copies
    with fit_for_threads():
        waiting = iter(things)
        few = 1 if are_many else FEW
        first = list(islice(waiting, few))
        if len(first) < few:
            yield from map(work, first)
        else:
            number, size = min(processors(), MOST), ROOM * sum(each.nbytes for each in dumped(first[0])[1])
            memories = [SharedMemory(size, shared) for _waiting in range(number + 1)]  # as many as wait at once
            yield from _shared_out(work, chain(first, waiting), memories)


def _shared_out(
    work: Callable[[Thing], Result], things: Iterable[Thing], memories: Sequence[SharedMemory]
) -> Generator[Result]:
    def done(given: _Passed) -> Passed:
        memory, passed = memories[given[0]], given[1]
        return memory.put(work(memory.take(passed, memoryview)), passed.end)

    _WORK[:] = [done]
    gc.freeze()  # what is looked through for objects in circles is written to, and would be there once for each copy
    number = len(memories) - 1
    sent = ((place, memories[place].put(thing)) for place, thing in zip(cycle(range(len(memories))), things))
    pool = ProcessPoolExecutor(number, multiprocessing.get_context("fork"), mind_the_first)
    try:
        with _unstopped():
            pool.submit(int)  # which makes every copy
        for memory, result in zip(cycle(memories), in_order(pool, _work_on, sent, number), strict=False):
            yield memory.take(result)
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


def _work_on(given: _Passed) -> Passed:
    return _WORK[0](given)
