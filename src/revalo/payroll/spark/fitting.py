"""What a cluster cannot do is refused before Spark starts, with what to do instead."""

import re
from collections.abc import Iterable
from pathlib import Path

from revalo.errors import UsageError
from revalo.payroll.reading.inputs import STANDARD, File

_RESULTS = ("", ".csv", ".txt", ".parquet", ".jsonl")
_ADDRESS = re.compile(r"\w{2,}:/")
_READ = ("csv", "parquet")


def check_paths(paths: Iterable[str]) -> None:
    """Refuse standard input and output, and addresses."""
    for path in paths:
        if path == STANDARD:
            raise UsageError("spark-standard-streams")
        if _ADDRESS.match(path):
            raise UsageError("spark-address")


def check_places(files: Iterable[File], out: Path, rejects: Path) -> None:
    """Refuse files that are read on one machine only, other formats of results, and results in place of other files."""
    if out.suffix.lower() not in _RESULTS:
        raise UsageError("spark-name-of-results")
    if rejects.resolve() == out.resolve():
        raise UsageError("spark-name-of-rejects")
    for file in files:
        if file.format not in _READ:
            raise UsageError("spark-format", file=file.shown)
        read = file.path.resolve()
        if {out.resolve(), rejects.resolve()} & {read, *read.parents}:
            raise UsageError("spark-overwrites")
