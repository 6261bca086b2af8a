"""Objects passed to a copy of this process and back through memory that both have: their arrays are not sent."""

import io
import pickle
from collections.abc import Callable, Sequence
from itertools import accumulate
from mmap import mmap
from typing import Any, NamedTuple

ALIGNED = 64  # bytes: arrays start at multiples of it, as those of Arrow do


class Passed(NamedTuple):
    """An object on its way. `content`: what is sent; `places`: where each of its arrays is, none where all are sent."""

    content: bytes
    places: Sequence[tuple[int, int]] = ()

    @property
    def end(self) -> int:
        """The first place that is free after it."""
        return _aligned(self.places[-1][1]) if self.places else 0


class SharedMemory:
    """Memory of a number of bytes that the copies of this process share with it, for one object and what comes of it.

    `both`: objects that both sides have, which are sent by their place. What is larger than the memory is sent whole.
    """

    def __init__(self, size: int, both: Sequence[object] = ()) -> None:
        self._memory, self._both = memoryview(mmap(-1, max(size, ALIGNED))), both

    def put(self, thing: object, start: int = 0) -> Passed:
        """Put the arrays of an object from a place on."""
        content, arrays = dumped(thing, self._both)
        starts = list(accumulate((_aligned(each.nbytes) for each in arrays), initial=start))
        if starts[-1] > len(self._memory):
            return Passed(_dumped_whole(thing, self._both))
        places = [(at, at + each.nbytes) for at, each in zip(starts, arrays, strict=False)]
        for (at, end), each in zip(places, arrays, strict=True):
            self._memory[at:end] = each
        return Passed(content, places)

    def take(self, passed: Passed, as_held: Callable[[memoryview], Any] = bytearray) -> Any:
        """The object. `as_held`: what holds an array: by default a copy, which stays when others come in its place."""
        arrays = (as_held(self._memory[at:end]) for at, end in passed.places)
        return _Receiver(passed.content, self._both, arrays).load()


def dumped(thing: object, both: Sequence[object] = ()) -> tuple[bytes, list[memoryview]]:
    """An object as it is sent, and its arrays, which are not."""
    arrays: list[pickle.PickleBuffer] = []
    file = io.BytesIO()
    _Sender(file, both, arrays.append).dump(thing)
    return file.getvalue(), [each.raw() for each in arrays]


def _dumped_whole(thing: object, both: Sequence[object]) -> bytes:
    file = io.BytesIO()
    _Sender(file, both).dump(thing)
    return file.getvalue()


def _aligned(place: int) -> int:
    return -(-place // ALIGNED) * ALIGNED


class _Sender(pickle.Pickler):
    """Sends objects, those that both sides have by their place."""

    def __init__(
        self, file: io.BytesIO, both: Sequence[object], take_array: Callable[[Any], object] | None = None
    ) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL, buffer_callback=take_array)
        self._places = {id(each): place for place, each in enumerate(both)}

    def persistent_id(self, thing: object) -> int | None:
        return self._places.get(id(thing))


class _Receiver(pickle.Unpickler):
    def __init__(self, content: bytes, both: Sequence[object], arrays: Any) -> None:
        super().__init__(io.BytesIO(content), buffers=arrays)
        self._both = both

    def persistent_load(self, place: int) -> object:
        return self._both[place]
