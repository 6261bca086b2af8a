"""Work shared out through `mapInArrow`: a function, what every call needs, and an item for each call."""

import os
import pickle
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa

from revalo import language
from revalo.errors import RevaloError

Common = TypeVar("Common")
Item = TypeVar("Item")
Done = TypeVar("Done")


class Broadcast(NamedTuple):
    """What Spark takes to every worker once."""

    function: Callable[[Any, Any], Any]
    common: Any
    items: Sequence[Any]
    lang: str


def spread(
    spark: Any,
    function: Callable[[Common, Item], Done],
    common: Common,
    items: Sequence[Item],
    tasks: int | None = None,
) -> list[Done]:
    """`function(common, item)` for every item, in order, over some tasks: one an item unless said.

    What travels through Spark's tables are numbers of items in, and the result of each out. A problem with what the
    user gave is raised again here, that of the first item first.
    """
    if not items:
        return []
    sent = spark.sparkContext.broadcast(Broadcast(function, common, items, language.current()))
    numbers = spark.range(0, len(items), 1, min(tasks or len(items), len(items)))
    answers = numbers.mapInArrow(_worker(sent), "number long, done binary").collect()
    done = {row.number: pickle.loads(row.done) for row in answers}  # noqa: S301 - written by our own tasks
    ordered = [done[number] for number in range(len(items))]
    for answer in ordered:
        if isinstance(answer, RevaloError):
            raise answer
    return ordered


def _worker(sent: Any) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for number in batch["id"].to_pylist():
                done = pickle.dumps(_done(sent.value, number))
                yield pa.RecordBatch.from_pydict({"number": [number], "done": [done]})

    return work


def _done(sent: Broadcast, number: int) -> Any:
    """The result for an item. An unexpected error gives its kind and place only: its message may hold cells."""
    language.use(sent.lang)
    try:
        return sent.function(sent.common, sent.items[number])
    except RevaloError as problem:
        return problem
    except Exception as error:  # noqa: BLE001 - Spark tries the task again, then gives up
        place = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{type(error).__name__} at {os.path.basename(place.filename)}:{place.lineno}"  # noqa: PTH119
    raise RuntimeError(message)
