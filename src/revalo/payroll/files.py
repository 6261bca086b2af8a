"""Output files: written beside, with owner-only rights, and moved into place whole; removed on any fault."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from revalo.errors import UsageError
from revalo.language import _

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` only if nothing goes wrong; `-` is standard output."""
    if str(path) == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    folder = path.parent
    if path.is_dir() or not folder.is_dir():
        raise UsageError(_("-o: give a file in a folder that exists"))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=folder)
    except OSError:
        raise UsageError(_("-o: this folder cannot be written")) from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except PermissionError:
        raise UsageError(_("-o: the file cannot be replaced; close it if it is open in Excel")) from None
    except OSError as error:
        raise UsageError(_("-o: the file cannot be written ({reason})").format(reason=error.strerror)) from None
    finally:
        Path(name).unlink(missing_ok=True)


def neutral(text: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text
