"""What a cluster cannot do is refused before Spark starts, with what to do instead."""

import re
from collections.abc import Iterable
from pathlib import Path

from revalo.errors import UsageError
from revalo.language import _
from revalo.payroll.reading.inputs import STANDARD, File

_RESULTS = ("", ".csv", ".txt", ".parquet", ".jsonl")
_ADDRESS = re.compile(r"\w{2,}:/")
_READ = ("csv", "parquet")


def check_paths(paths: Iterable[str]) -> None:
    """Refuse standard input and output, and addresses."""
    for path in paths:
        if path == STANDARD:
            raise UsageError(_("--engine spark: standard input and output are on one machine: give files and folders"))
        if _ADDRESS.match(path):
            message = _("--engine spark: give a path that every machine sees (a mounted share), not an address")
            raise UsageError(message)


def check_places(files: Iterable[File], out: Path, rejects: Path) -> None:
    """Refuse files that are read on one machine only, other formats of results, and results in place of other files."""
    if out.suffix.lower() not in _RESULTS:
        raise UsageError(_("-o: --engine spark writes a folder of part files: name it .parquet, .csv or .jsonl"))
    if rejects.resolve() == out.resolve():
        raise UsageError(_("--rejects: give another name than that of -o"))
    for file in files:
        if file.format not in _READ:
            message = _("{file}: --engine spark reads CSV and Parquet: convert it first, or leave out --engine spark")
            raise UsageError(message.format(file=file.shown))
        read = file.path.resolve()
        if {out.resolve(), rejects.resolve()} & {read, *read.parents}:
            raise UsageError(_("-o: this would take the place of the files to read: give another name"))
