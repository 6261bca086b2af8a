"""What the program does anew for each command, done once for the thousands of commands that one test process runs.

A law file is read once, and again wherever it has changed; so is the compiled law. Nothing changes what is read, and
each command has a law of its own around it.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.utils import get_params_from_function

from revalo.grids import compiling, store
from revalo.grids.entries import decoded

_LARGE = 1 << 20  # bytes
_Source = compiling.Source
_sources: dict[tuple[str, bytes, Any], compiling.Source] = {}  # by name, bytes and schema


def keep() -> None:
    """Put what keeps its answers in the place of what does not, up to the end of the process."""
    patch = pytest.MonkeyPatch()
    patch.setattr(compiling, "Source", _source)
    patch.setattr(store, "decoded", cache(decoded))
    patch.setattr(typer.main, "get_params_from_function", cache(get_params_from_function))


def _source(path: Path, schema: Any) -> compiling.Source:
    """A law file that is read: the same name and bytes once."""
    if not path.is_file() or path.stat().st_size > _LARGE:
        return _Source(path, schema)
    asked = path.name, path.read_bytes(), schema
    if asked not in _sources:
        _sources[asked] = _Source(path, schema)
    return _sources[asked]
