"""Names known to the law, by any of the spellings that `revalo compute` takes."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from revalo.grids.law import Law
from revalo.rules.employee import CATEGORIES, DOMAINS, NAMED, READERS, STATUSES, slug

_CHOICES = {"category": CATEGORIES, "domain": DOMAINS, "status": STATUSES}
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
    """For each column of names: every spelling, as a slug, to the canonical name; as `find_job` and `find_named` do."""
    named = {column: _first(_of_section(law, section)) for column, section in NAMED.items()}
    choices = {column: {slug(name): name for name in names} for column, names in _CHOICES.items()}
    return {**named, **choices, "job": _first(_of_jobs(law))}


def _first(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for spelling, name in pairs:
        found.setdefault(spelling, name)
    return found


def _of_section(law: Law, section: str) -> Iterator[tuple[str, str]]:
    for key, entry in law.compiled[section].items():
        for spelling in (key, *(entry.get("aliases") or []), *map(slug, entry["label"].values())):
            yield spelling, str(key)


def _of_jobs(law: Law) -> Iterator[tuple[str, str]]:
    for table in law.rows("avenant43.jobs"):
        job = table.path.rpartition(".")[2]
        for spelling in (job, *table.about["aliases"], *map(slug, table.label.values())):
            yield spelling, job


def read_department(text: str) -> str:
    """A département number with its zero (`1` → `01`); anything else as it is."""
    try:
        return str(READERS["department"].read(text))
    except ValueError:
        return text
