"""No output of a command falls on one of its inputs, nor on another output: told before anything is read.

Files are compared as files, not as spellings: a link, another path, another case of the letters are the same file.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from revalo import house
from revalo.errors import UsageError
from revalo.payroll.reading.inputs import own_results
from revalo.payroll.writing.atomic_files import is_passed_on, meta_beside, rejects_beside

INPUTS = ("payroll", "dsn", "mapping", "with_positions", "activity", "scenario", "compare", "law", "movements", "files")
OUTPUTS = ("out", "rejects", "write_profile", "csv")
SETTINGS = ("law", "scenario", "files.mapping", "files.positions", "files.activity")
Same = tuple[int, int] | tuple[str, str]  # what two names of one file have in common


def check(given: Mapping[str, Any]) -> None:
    """Refuse the places of a command's options where results would fall on what is read, or on one another."""
    outputs = [*_outputs(given)]
    if not outputs:
        return
    inputs = {_same(path) for path in _inputs(given)}
    known = set[Same]()
    for path in outputs:
        _check_possible(path)
        same = _same(path)
        if same in inputs:
            raise UsageError("output-is-input", file=path.name)
        if same in known:
            raise UsageError("output-is-output", file=path.name)
        known.add(same)


def _outputs(given: Mapping[str, Any]) -> Iterator[Path]:
    """The files that a command may write; not the standard output, nor a device."""
    named = [path for name in OUTPUTS for path in _paths(given.get(name))]
    out = next(iter(_paths(given.get("out"))), None)
    if given.get("payroll"):
        named += [rejects_beside(out)] if given.get("rejects") is None else []
        named += [meta_beside(out)] if out is not None and not is_passed_on(out) else []
    yield from (path for path in named if not is_passed_on(path))


def _inputs(given: Mapping[str, Any]) -> Iterator[Path]:
    """The files that a command reads; of a folder, the files that are no results of the program."""
    named = [path for name in INPUTS for path in _paths(given.get(name))]
    for name in SETTINGS:
        named += _paths(house.setting(name))
    if os.environ.get("REVALO_LAW"):
        named.append(Path(os.environ["REVALO_LAW"]))
    for path in named:
        yield path
        for path_in in _in_folder(path):
            if own_results(path_in) is None:
                yield path_in


def _in_folder(path: Path) -> list[Path]:
    """The files of a folder; none where it cannot be read, which is told in its time."""
    try:
        return [*path.iterdir()] if path.is_dir() else []
    except (OSError, ValueError):
        return []


def _paths(value: object) -> list[Path]:
    """The paths of an option: one, several or none."""
    if value is None or isinstance(value, bool):
        return []
    if isinstance(value, str | Path):
        return [Path(value)]
    return [Path(each) for each in value if isinstance(each, str | Path)] if isinstance(value, Iterable) else []


def _same(path: Path) -> Same:
    """What tells a file apart: its number on its disk; where there is none yet, its folder and its name."""
    try:
        if path.exists():
            status = path.stat()
            return status.st_dev, status.st_ino
        return os.path.realpath(path.parent), os.path.normcase(path.name).casefold()
    except (OSError, ValueError):
        return str(path), ""


def _check_possible(path: Path) -> None:
    """Refuse a place where the folder cannot be written, before the work."""
    try:
        folder = path if path.is_dir() else Path(os.path.realpath(path)).parent
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            raise UsageError("folder-not-writable")
    except (OSError, ValueError):
        raise UsageError("not-a-file-name") from None
