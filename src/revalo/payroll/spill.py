"""Record batches put aside in a private temporary file, so that what waits does not fill the memory."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa


class Spill:
    """Batches in the order they came, each with columns of its own; the file is gone when the program ends."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - owner-only and without a name; closed below
        self._count = 0

    def add(self, batch: pa.RecordBatch) -> None:
        """Put a batch aside."""
        with pa.ipc.new_stream(self._file, batch.schema) as stream:
            stream.write_batch(batch)
        self._count += 1

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Every batch again, once; then the file is gone."""
        with self._file:
            self._file.seek(0)
            for _number in range(self._count):
                yield from pa.ipc.open_stream(self._file)
