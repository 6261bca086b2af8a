"""Arrays put aside until the end of a run: a few rows are held, many stand in a temporary file without a name."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any
from weakref import finalize

import numpy as np

MOST_HELD = 1 << 18  # rows


class Aside:
    """Groups of arrays of one length, in the order they came.

    The file has numbers only, and is gone when the program ends, however it ends.
    """

    def __init__(self) -> None:
        self._held: list[tuple[Any, ...]] = []
        self._rows = 0  # of what is held
        self._in_file: list[int] = []  # of each group in the file, how many arrays it has
        self._file: Any = None

    def add(self, *arrays: Any) -> None:
        """Put a group of arrays aside."""
        self._held.append(arrays)
        self._rows += len(arrays[0])
        if self._rows > MOST_HELD:
            self._write()

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Every group again."""
        if self._file is not None:
            self._file.seek(0)
        for number in self._in_file:
            yield tuple(np.load(self._file, allow_pickle=False) for _array in range(number))
        yield from self._held

    def _write(self) -> None:
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115 - open as long as this is there
            finalize(self, self._file.close)
        for arrays in self._held:
            for each in arrays:
                np.save(self._file, each, allow_pickle=False)
            self._in_file.append(len(arrays))
        self._held, self._rows = [], 0
