"""A folder of part files, as Spark leaves them: built beside, and moved into place whole or not at all."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from revalo.errors import UsageError
from revalo.payroll.writing.atomic_files import Run

MARK = "_SUCCESS"  # says that a folder is whole; so Spark and its readers have it


class Parts:
    """The folder being built. Several tries of a task may leave files: only those kept are there in the end."""

    def __init__(self, path: Path) -> None:
        self.path, self.kept = path, False
        _check_replaceable(path)
        try:
            self.folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)).resolve()
        except OSError:
            raise UsageError("folder-not-writable") from None

    def keep(self, names: Sequence[str]) -> None:
        """Name these files part-00000 and so on, in their order, and take away all others."""
        for number, name in enumerate(names):
            source = self.folder / name
            if not source.is_file():
                raise UsageError("spark-folder-not-shared")
            source.rename(self.folder / f"part-{number:05d}{source.suffix}")
        for left in self.folder.iterdir():
            if not left.name.startswith("part-"):
                left.unlink()
        (self.folder / MARK).touch()
        self.kept = True

    def move(self) -> None:
        """Put the folder in its place; the one that was there before comes back if that fails."""
        before = self.folder.with_suffix(".old")
        try:
            if self.path.exists():
                self.path.rename(before)
            self.folder.rename(self.path)
        except OSError as error:
            if before.exists() and not self.path.exists():
                before.rename(self.path)
            raise UsageError("folder-not-replaced", reason=error.strerror) from None
        shutil.rmtree(before, ignore_errors=True)
        Run.moved.append(self.path)


@contextmanager
def moved_whole(path: Path) -> Iterator[Parts]:
    """A folder of parts that takes the place of `path` only if something was kept and nothing goes wrong."""
    parts = Parts(path)
    try:
        yield parts
        if parts.kept:
            parts.move()
    finally:
        shutil.rmtree(parts.folder, ignore_errors=True)


def _check_replaceable(path: Path) -> None:
    """Only a folder made by such a run is ever replaced."""
    if not path.parent.is_dir():
        raise UsageError("file-in-folder")
    if path.exists() and not (path / MARK).is_file() and not (path.is_dir() and not any(path.iterdir())):
        raise UsageError("spark-not-its-folder", path=path)
