"""Names known to the law, by any of the spellings that `revalo compute` takes."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from revalo.errors import UsageError
from revalo.grids.law import Law
from revalo.rules.fields import FIELDS
from revalo.rules.person import NAMED, job_spellings, named_spellings, read_input, slug

_CHOICES = {name: each.values.names for name, each in FIELDS.items() if each.values.kind == "choice"}
_PREFIX = {
    "category": re.compile(r"^(?:categorie|cat)-"),
    "domain": re.compile(r"^filiere-"),
}  # the column's own name, before the value


def read_code(text: str, column: str, law: Law) -> str | None:
    """The canonical name of a sector, structure, profession, job, category, domain or status; None if unknown."""
    plain = slug(text)
    known = spellings(law)[column]
    return known.get(plain) or known.get(_PREFIX[column].sub("", plain) if column in _PREFIX else "")


@lru_cache(maxsize=4)
def spellings(law: Law) -> Mapping[str, Mapping[str, str]]:
    """For each column of names: every spelling, as a slug, to the canonical name; the first to claim one has it."""
    named = {column: _first(named_spellings(law, column)) for column in NAMED}
    choices = {column: {slug(name): name for name in names} for column, names in _CHOICES.items()}
    return {**named, **choices, "job": _first(job_spellings(law))}


def _first(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for spelling, name in pairs:
        found.setdefault(spelling, name)
    return found


def read_department(text: str) -> str:
    """A département number with its zero (`1` → `01`); anything else as it is."""
    try:
        return str(read_input("department", text))
    except UsageError:
        return text
