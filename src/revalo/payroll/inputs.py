"""The files to read: paths, folders, standard input."""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from revalo.errors import UnreadableInput
from revalo.language import _
from revalo.payroll.formats import cannot_open, kind

STANDARD = "-"


class File(NamedTuple):
    """A file to read: where it is, the name to show, and its format (`csv`, `xlsx`, `parquet` or `dsn`)."""

    path: Path
    shown: str
    format: str


class Found(NamedTuple):
    """The files to read, in order, and those of a folder left aside, each with the reason in words."""

    files: list[File]
    skipped: list[tuple[str, str]]


def find_files(paths: Iterable[str | Path]) -> Found:
    """The files that some paths mean: a folder is its payroll files by name, `-` is standard input.

    In a folder, hidden and temporary files, folders and files of other kinds are left aside, and listed. Raises
    `UnreadableInput` for a path that cannot be read, or a folder with nothing to read.
    """
    found = Found([], [])
    for path in paths:
        if str(path) == STANDARD:
            found.files.append(_from_standard_input())
        elif Path(path).is_dir():
            _look_into(Path(path), found)
        else:
            found.files.append(File(Path(path), str(path), kind(Path(path), str(path))))
    return found


def _look_into(folder: Path, found: Found) -> None:
    before = len(found.files)
    for path in _sorted(folder):
        why = _aside(path)
        if why is None:
            try:
                found.files.append(File(path, str(path), kind(path, path.name)))
            except UnreadableInput as error:
                if not os.access(path, os.R_OK):
                    raise
                why = str(error).removeprefix(path.name + _(": "))
        if why is not None:
            found.skipped.append((str(path), why))
    if len(found.files) == before:
        raise UnreadableInput(_("{folder}: no payroll file in this folder").format(folder=folder))


def _sorted(folder: Path) -> Iterator[Path]:
    try:
        return iter(sorted(folder.iterdir(), key=lambda path: path.name))
    except OSError as error:
        raise cannot_open(str(folder), error) from None


def _aside(path: Path) -> str | None:
    if path.name.startswith("~$"):
        return _("a temporary file: the workbook is open in Excel")
    if path.name.startswith("."):
        return _("a hidden file")
    return _("a folder inside the folder") if path.is_dir() else None


def _from_standard_input() -> File:
    """Standard input, kept in a private temporary file until the program ends."""
    handle, name = tempfile.mkstemp(prefix="revalo-")
    path = Path(name)
    atexit.register(path.unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as stream:
        shutil.copyfileobj(sys.stdin.buffer, stream)
    return File(path, STANDARD, kind(path, STANDARD))
