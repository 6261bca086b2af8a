"""Law files: each schema in turn on the same bytes."""

from pathlib import Path

from harness import fuzz

from revalo.errors import LawError
from revalo.grids import store
from revalo.grids.compiling import SCHEMAS, read_as

LONGEST = 1 << 15


def read(path: Path) -> None:
    """The file as each kind of law file."""
    for schema in SCHEMAS.values():
        try:
            read_as([(path, schema)])
        except LawError:
            continue


fuzz("law", read, (each.read_bytes()[:LONGEST] for each in sorted(store.shipped_folder().glob("*.yaml"))))
