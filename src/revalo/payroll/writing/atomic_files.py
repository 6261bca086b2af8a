"""Output files: written under a temporary name with owner-only rights, moved into place whole; removed on any fault."""

import errno
import os
import secrets
import shutil
import sys
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from revalo.errors import UsageError

FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
_NAMED = 100  # characters of the file's name in that of its temporary file


@contextmanager
def atomic_output(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` only if nothing goes wrong.

    `-` is standard output; to it and to a device or a pipe (`/dev/stdout`, `/dev/null`) is written as it comes.
    """
    if str(path) == "-":
        with _translate_os_errors("-"):
            sys.stdout.flush()
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
    elif _is_special(path):
        with _translate_os_errors("-o"), path.open("wb") as file:
            yield file
    else:
        with _translate_os_errors("-o"), _moved_into(path) as file:
            yield file


def _is_special(path: Path) -> bool:
    """Whether it is a device or a pipe; refuse a place where no file can be."""
    try:
        if path.is_dir() or not path.parent.is_dir():
            raise UsageError("file-in-folder")
        return path.exists() and not path.is_file()
    except (OSError, ValueError):
        raise UsageError("not-a-file-name") from None


@contextmanager
def _moved_into(path: Path) -> Iterator[BinaryIO]:
    part = _temporary_name(path)
    try:
        with _created(part) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def atomic_folder(folder: Path) -> Iterator[Path]:
    """A folder of the owner's alone, whose files are moved into `folder` only if nothing goes wrong."""
    part = _temporary_name(folder)
    with _translate_os_errors("-o"):
        try:
            part.mkdir(mode=0o700)
            yield part
            folder.mkdir(exist_ok=True)
            for each in sorted(part.iterdir()):
                each.replace(folder / each.name)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _temporary_name(path: Path) -> Path:
    """A name beside a path, for what is not finished."""
    return path.with_name(f".{path.name[:_NAMED]}.{secrets.token_hex(4)}.part")


def _created(path: Path) -> BinaryIO:
    """A new file that only its owner can read."""
    try:
        return open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))
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
    """An owner-only folder of temporary files, beside a file being written; it goes with `owner`, or at exit."""
    name = file.name if isinstance(file.name, str) else ""
    beside = Path(name).parent if Path(name).is_file() else None
    folder = tempfile.mkdtemp(prefix=".revalo-", suffix=".part", dir=beside)
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    return folder
