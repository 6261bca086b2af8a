"""The files to read: paths, folders, standard input."""

import atexit
import os
import shutil
import sys
import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from revalo.controls import shown_name
from revalo.errors import UnreadableInput
from revalo.language import _
from revalo.payroll.reading.formats import cannot_open, kind

STANDARD = "-"
_KEPT: list[BinaryIO] = []  # streams that were copied, open until the program ends
_HEAD = 1 << 16
_OF_RESULTS = (  # what the first line of results, of rejects and of what lies beside them has
    *(b"before_gross" + mark for mark in (b'"', b",", b";")),
    *(separator.join((b"file", b"row", b"column", b"")) for separator in (b",", b";")),
)


class File(NamedTuple):
    """A file to read: where it is, the name to show, and its format (`csv`, `xlsx`, `parquet` or `dsn`)."""

    path: Path
    shown: str
    format: str


class ArrowTable(NamedTuple):
    """A table in memory that speaks the Arrow PyCapsule interface (`__arrow_c_stream__`), and the name to show."""

    table: Any
    shown: str
    format: str = "arrow"


Input = File | ArrowTable


class SheetChoice(NamedTuple):
    """The sheets of workbooks asked for: by name, or all those that are visible and have people."""

    names: tuple[str, ...] = ()
    all: bool = False


THE_VISIBLE_ONE = SheetChoice()


class FilesFound(NamedTuple):
    """The files to read, in order, and those of a folder left aside, each with the reason in words."""

    files: list[File]
    skipped: list[tuple[str, str]]


def find_files(paths: Iterable[str | Path]) -> FilesFound:
    """The files that some paths mean: a folder is its payroll files by name, `-` is standard input.

    In a folder, hidden and temporary files, folders and files of other kinds are left aside, and listed. Raises
    `UnreadableInput` for a path that cannot be read, or a folder with nothing to read.
    """
    listing = FilesFound([], [])
    for path in paths:
        try:
            _look_at(path, listing)
        except (OSError, ValueError) as error:  # a name that the system does not take, among others
            raise cannot_open(shown_name(path), error) from None
    return listing


def _look_at(path: str | Path, listing: FilesFound) -> None:
    if str(path) == STANDARD:
        listing.files.append(_from_standard_input())
    elif Path(path).is_fifo():
        with Path(path).open("rb") as stream:
            listing.files.append(_kept(stream, shown_name(path)))
    elif Path(path).is_dir():
        _look_into(Path(path), listing)
    else:
        listing.files.append(File(Path(path), shown_name(path), kind(Path(path), shown_name(path))))


def _look_into(folder: Path, listing: FilesFound) -> None:
    before = len(listing.files)
    for path in _sorted(folder):
        why = _aside(path) or own_results(path)
        if why is None:
            try:
                listing.files.append(File(path, shown_name(path), kind(path, shown_name(path))))
            except UnreadableInput as error:
                if not os.access(path, os.R_OK):
                    raise
                why = error.words
        if why is not None:
            listing.skipped.append((shown_name(path), why))
    if len(listing.files) == before:
        raise UnreadableInput("folder-without-payroll", folder=shown_name(folder))


def _sorted(folder: Path) -> Iterator[Path]:
    try:
        return iter(sorted(folder.iterdir(), key=lambda path: path.name))
    except OSError as error:
        raise cannot_open(shown_name(folder), error) from None


def own_results(path: Path) -> str | None:
    """Why a file of a folder is no payroll: the program wrote it."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        ours = any(mark in head.partition(b"\n")[0] for mark in _OF_RESULTS) or b'"schema": "revalo.origin/' in head
        ours = ours or _of_workbook(path, head)
    except OSError:
        return None
    return _("results of an earlier run") if ours or _of_parquet(path, head) else None


def _of_workbook(path: Path, head: bytes) -> bool:
    """Whether a workbook says that it holds results."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    import zipfile  # noqa: PLC0415 - only for workbooks

    try:
        with zipfile.ZipFile(path) as archive:
            return b"<dc:title>revalo</dc:title>" in archive.open("docProps/core.xml").read(_HEAD)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error, EOFError):
        return False


def _of_parquet(path: Path, head: bytes) -> bool:
    """Whether a Parquet file has the mark of results among its last bytes."""
    if not head.startswith(b"PAR1"):
        return False
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _HEAD))
        return b"revalo.origin/1" in file.read(_HEAD)


def _aside(path: Path) -> str | None:
    if path.name.startswith("~$"):
        return _("a temporary file: the workbook is open in Excel")
    if path.name.startswith("."):
        return _("a hidden file")
    return _("a folder inside the folder") if path.is_dir() else None


def _from_standard_input() -> File:
    if sys.stdin is None:
        raise UnreadableInput("standard-input-closed")
    return _kept(sys.stdin.buffer, STANDARD)


def _kept(stream: BinaryIO, shown: str) -> File:
    """A stream, which can be read once only, kept in a private temporary file until the program ends."""
    import tempfile  # noqa: PLC0415 - few inputs are copied

    path = Path(tempfile.gettempdir(), f"revalo-{os.urandom(8).hex()}")
    atexit.register(path.unlink, missing_ok=True)
    try:
        opener = partial(os.open, mode=0o600)
        kept = open(path, "x+b", opener=opener)  # noqa: SIM115 - open until the program ends
        path = _nameless(path, kept)
        shutil.copyfileobj(stream, kept)
        kept.flush()
    except OSError:
        raise UnreadableInput("no-room-for-input", file=shown, folder=tempfile.gettempdir()) from None
    _KEPT.append(kept)
    return File(path, shown, kind(path, shown))


def _nameless(path: Path, kept: BinaryIO) -> Path:
    """Another way to a file that is open, so that its name can go at once: it is gone however the program ends.

    Its own name where the system has no such way.
    """
    other = Path(f"/proc/{os.getpid()}/fd/{kept.fileno()}")
    if not other.exists():
        return path
    path.unlink()
    return other
