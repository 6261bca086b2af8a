"""The files that a task writes, with the writers of the local run; each has a name of its own until it is kept."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from uuid import uuid4

from revalo.payroll.spark.folders import Parts
from revalo.payroll.writing.dialect import Dialect
from revalo.payroll.writing.notes import Notes
from revalo.payroll.writing.provenance import Origin
from revalo.payroll.writing.rejects import rejects_writer
from revalo.payroll.writing.spill import Spill
from revalo.payroll.writing.writers import people_workbook, writer
from revalo.people.summary import Summary

_WAITING = ".arrow"
Write = Callable[[Any], None]


class Place(NamedTuple):
    """A folder being built, and the kind of its files. `like`: a name whose ending says the format.

    `provenance`: where the results come from.
    """

    folder: Path
    like: Path
    dialect: Dialect
    provenance: Origin

    @classmethod
    def of(cls, parts: Parts, dialect: Dialect, origin: Origin) -> "Place":
        """The place that parts are built in."""
        return cls(parts.folder, parts.path, dialect, origin)


class TaskFile:
    """A file begun with the first thing that is written; `name` stays None where nothing is."""

    def __init__(self, stack: ExitStack, folder: Path, suffix: str, opened: Callable[[BinaryIO], Write]) -> None:
        self.name: str | None = None
        self._stack, self._folder, self._suffix, self._opened = stack, folder, suffix, opened
        self._write: Write | None = None

    def write(self, what: Any) -> None:
        """Write a batch, or rejects."""
        if self._write is None:
            self.name = uuid4().hex + self._suffix
            self._write = self._opened(self._stack.enter_context((self._folder / self.name).open("wb")))
        self._write(what)


def results_file(stack: ExitStack, place: Place) -> TaskFile:
    """A file of results."""

    def opened(file: BinaryIO) -> Write:
        results = writer(place.like, file, place.dialect, people_workbook)
        stack.callback(results.close, Summary(), Notes(), place.provenance)
        return lambda batch: results.write(results.ready(batch))

    return TaskFile(stack, place.folder, place.like.suffix or ".csv", opened)


def rejects_file(stack: ExitStack, place: Place) -> TaskFile:
    """A file of rejects."""

    def opened(file: BinaryIO) -> Write:
        rejects = rejects_writer(place.like, file, place.dialect)
        stack.callback(rejects.close)
        return rejects.write

    return TaskFile(stack, place.folder, place.like.suffix or ".csv", opened)


def waiting_file(stack: ExitStack, place: Place) -> TaskFile:
    """A file of results that are to be read again."""
    return TaskFile(stack, place.folder, _WAITING, lambda file: Spill(file).write)
