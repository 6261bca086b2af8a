"""Record batches put aside in a file, so that what waits does not fill the memory."""

from collections.abc import Iterator
from os import SEEK_END
from typing import BinaryIO

import pyarrow as pa

_ROWS = 1 << 15  # read back at once


class Spill:
    """Batches in the order they came, each with columns of its own; long ones come back in several parts."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, batch: pa.RecordBatch) -> None:
        """Put a batch aside."""
        with pa.ipc.new_stream(self._file, batch.schema) as stream:
            for start in range(0, batch.num_rows, _ROWS):
                stream.write_batch(batch.slice(start, _ROWS))

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Every row again, once; then the file is closed."""
        with self._file:
            size = self._file.seek(0, SEEK_END)
            self._file.seek(0)
            while self._file.tell() < size:
                yield from pa.ipc.open_stream(self._file)
