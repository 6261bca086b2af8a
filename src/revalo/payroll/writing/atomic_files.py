"""Output files: written under a temporary name with owner-only rights, moved into place whole; removed on any fault."""

import errno
import os
import re
import shutil
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from io import BufferedWriter, FileIO
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from revalo.errors import UsageError

FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
_NAMED = 100  # characters of the file's name in that of its temporary file
_MANY = 1 << 20  # bytes
_OPEN_FILES = re.compile(r"/dev/fd|/proc/\d+(?:/task/\d+)?/fd")  # folders whose names are files that a process has open
_LINKS = 40  # from one name to the next, as many as the system follows


class Run:
    """The files of a run that wait for one another. `finished`: whether some run of the program has moved its files.

    `moved`: the files that runs have put in place, in their order. `leftovers`: files of an earlier run that go with
    this one; `folders`: temporary ones.
    """

    finished = False
    moved: ClassVar[list[Path]] = []

    def __init__(self) -> None:
        self.waiting: list[tuple[Path, Path]] = []
        self.leftovers: list[Path] = []
        self.folders: list[Path] = []

    def move(self) -> None:
        """Move every file into its place, or none: what stood there comes back where one cannot be moved."""
        moved: list[tuple[Path, Path | None]] = []
        try:
            for part, path in self.waiting:
                moved.append((path, _kept(path)))
                part.replace(path)
        except BaseException:
            for path, kept in reversed(moved):
                _put_back(path, kept)
            raise
        Run.finished = True
        Run.moved += [path for _part, path in self.waiting]
        for _path, kept in moved:
            if kept is not None:
                kept.unlink(missing_ok=True)
        for path in self.leftovers:
            path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove what was written."""
        for part, _path in self.waiting:
            if not part.is_dir():
                part.unlink(missing_ok=True)
        for folder in self.folders:
            shutil.rmtree(folder, ignore_errors=True)


class _SentAhead(FileIO):
    """A file whose bytes are on their way to the disk as soon as many are written: its end then waits for few."""

    def write(self, content: Any) -> int:
        """Write, and where that is much, let the system begin to put it on the disk."""
        written = super().write(content)
        if written >= _MANY and hasattr(os, "posix_fadvise"):
            with suppress(OSError):
                os.posix_fadvise(self.fileno(), self.tell() - written, written, os.POSIX_FADV_DONTNEED)
        return written


_RUN: ContextVar[Run | None] = ContextVar("run", default=None)


@contextmanager
def one_run() -> Iterator[None]:
    """The files written within move into place together at the end, or not at all; a run within a run is part of it."""
    if _RUN.get() is not None:
        yield
        return
    run = Run()
    mark = _RUN.set(run)
    try:
        yield
        with _translate_os_errors("-o"):
            run.move()
    finally:
        _RUN.reset(mark)
        run.discard()


def leave_nothing_at(path: Path, marks: tuple[bytes, ...]) -> None:
    """Remove a file of an earlier run, where this one leaves none: only one that begins as ours do."""
    if is_regular(path):
        with path.open("rb") as file:
            ours = file.read(len(max(marks, key=len))).startswith(marks)
        run = _RUN.get()
        if ours and run is not None:
            run.leftovers.append(path)


def is_regular(path: Path) -> bool:
    """Whether there is a file that a run could replace: no device, no pipe, none by the name of its being open."""
    try:
        return str(path) != "-" and path.is_file() and not _is_open(path)
    except (OSError, ValueError):
        return False


def is_passed_on(out: Path) -> bool:
    """Whether what is written is passed on, and nothing can stand beside it: standard output, a device, a pipe."""
    try:
        return str(out) == "-" or (out.exists() and not is_regular(out) and not out.is_dir())
    except (OSError, ValueError):
        return False


def _is_open(path: Path) -> bool:
    """Whether a name leads to what a process has open (`/dev/fd/3`), be it a file: nothing takes its place."""
    for _link in range(_LINKS):
        if _OPEN_FILES.fullmatch(os.path.realpath(path.parent)):
            return True
        if not path.is_symlink():
            return False
        path = path.parent / path.readlink()
    return False


def rejects_beside(out: Path | None) -> Path:
    """The rejects file where none was named: beside the results, or in the working folder without results."""
    return Path("rejects.csv") if out is None or is_passed_on(out) else _with_ending(out, ".rejects.csv")


def meta_beside(out: Path) -> Path:
    """Where is said what results come from."""
    return _with_ending(out, ".meta.json")


def _with_ending(path: Path, ending: str) -> Path:
    """A path with a longer name; `.` and `..` are folders that have one."""
    named = path if path.name not in ("", "..") else Path(os.path.realpath(path))
    return Path(f"{named}{ending}")


def _kept(path: Path) -> Path | None:
    """A second name for what stands at a path, None for nothing."""
    if not path.exists():
        return None
    kept = _temporary_name(path)
    try:
        kept.hardlink_to(path)
    except OSError:  # a disk without links
        path.rename(kept)
    return kept


def _put_back(path: Path, kept: Path | None) -> None:
    with suppress(OSError):
        if kept is None:
            path.unlink(missing_ok=True)
        else:
            kept.replace(path)
            kept.unlink(missing_ok=True)  # two names of one file: there was nothing to replace


@contextmanager
def atomic_output(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` only if nothing goes wrong.

    `-` is standard output; to it, to a device or a pipe and to what is open (`/dev/null`, `/dev/fd/3`) is written as it
    comes. A link is followed: what it leads to is replaced.
    """
    if str(path) == "-":
        with _translate_os_errors("-"):
            sys.stdout.flush()
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
    elif _is_special(path):
        with _translate_os_errors("-o"), _opened(path) as file:
            yield file
    else:
        with _translate_os_errors("-o"), one_run(), _moved_into(Path(os.path.realpath(path))) as file:
            yield file


def _opened(path: Path) -> BinaryIO:
    """A device or a pipe to write to; a pipe that nobody reads is refused: it would wait for ever.

    It is opened once: who reads it would take the end of a first writer for the end of the results. To a file that is
    open is added.
    """
    if not path.is_fifo():
        return path.open("ab" if path.is_file() else "wb")
    try:
        pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise UsageError("file-not-writable") from None
        raise
    os.set_blocking(pipe, True)
    return os.fdopen(pipe, "wb")


def _is_special(path: Path) -> bool:
    """Whether it is a device, a pipe or what is open; refuse a place where no file can be."""
    try:
        if path.is_dir() or not path.parent.is_dir():
            raise UsageError("file-in-folder")
        return is_passed_on(path)
    except (OSError, ValueError):
        raise UsageError("not-a-file-name") from None


@contextmanager
def _moved_into(path: Path) -> Iterator[BinaryIO]:
    """A file beside a path, that the run moves into its place."""
    run, part = _RUN.get(), _temporary_name(path)
    assert run is not None  # noqa: S101 - whoever calls is within one
    place = len(run.waiting)
    try:
        with _created(part) as file:
            run.waiting.append((part, path))
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        run.waiting[place:] = [each for each in run.waiting[place:] if each[0] != part]
        part.unlink(missing_ok=True)
        raise


@contextmanager
def atomic_folder(folder: Path) -> Iterator[Path]:
    """A folder of the owner's alone, whose files are moved into `folder`, all or none, if nothing goes wrong."""
    folder = Path(os.path.realpath(folder))
    exists = folder.is_dir()
    part = _temporary_name(folder / "pages") if exists else _temporary_name(folder)
    with _translate_os_errors("-o"), one_run():
        run = _RUN.get()
        assert run is not None  # noqa: S101 - just begun
        run.folders.append(part)
        part.mkdir(mode=0o700)
        yield part
        _check_pages(folder, part)
        run.waiting += [(each, folder / each.name) for each in sorted(part.iterdir())] if exists else [(part, folder)]


def _check_pages(folder: Path, part: Path) -> None:
    """Refuse a folder that has a folder where a page is to go."""
    if any((folder / each.name).is_dir() for each in part.iterdir()):
        raise UsageError("folder-in-place-of-page")


def _temporary_name(path: Path) -> Path:
    """A name beside a path, for what is not finished."""
    return path.with_name(f".{path.name[:_NAMED]}.{os.urandom(4).hex()}.part")


def _created(path: Path) -> BinaryIO:
    """A new file that only its owner can read."""
    try:
        return BufferedWriter(_SentAhead(os.fspath(path), "x", opener=lambda name, flags: os.open(name, flags, 0o600)))
    except OSError as error:
        if error.errno in FULL:
            raise
        raise UsageError("folder-not-writable") from None


@contextmanager
def _translate_os_errors(option: str) -> Iterator[None]:
    """What the system refuses, in words."""
    try:
        yield
    except BrokenPipeError:
        raise
    except PermissionError:
        raise UsageError("file-in-use") from None
    except OSError as error:
        if error.errno in FULL:
            raise UsageError("disk-full") from None
        if option == "-":
            raise
        raise UsageError("file-not-writable") from None


def private_folder(owner: object, file: BinaryIO) -> str:
    """An owner-only folder of temporary files, beside a file being written; it goes with the run, or with `owner`."""
    import tempfile  # noqa: PLC0415 - few files need one

    name = file.name if isinstance(file.name, str) else ""
    beside = Path(name).parent if is_regular(Path(name)) else None
    folder = tempfile.mkdtemp(prefix=".revalo-", suffix=".part", dir=beside)
    if (run := _RUN.get()) is not None:
        run.folders.append(Path(folder))
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    return folder
