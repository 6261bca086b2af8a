"""What the law files claim: each version of each table, with the official article that it names, and each text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from revalo.grids import units
from revalo.grids.compiling import Source, read
from revalo.grids.models import Amount, Described, Grid, Measure, Row, Table, Text, Version

Entry = Table | Row | Amount


@dataclass(frozen=True)
class Claim:
    """One version of a table: from a day on, these figures, carried by this article."""

    path: str
    start: date
    others_from: date | None
    value: Any
    printed: Any
    unit: str
    shape: str
    text: str
    article: str | None
    confidence: str
    source: str
    first: bool
    place: str  # file:line

    @property
    def key(self) -> str:
        """Its name in the record of checks."""
        return f"{self.path}@{self.start}"

    @property
    def file(self) -> str:
        """The law file."""
        return self.place.partition(":")[0]

    @property
    def is_figure(self) -> bool:
        """Whether it holds figures, not words and not a reason why nothing is known."""
        return self.value is not None and self.unit not in units.WORDS

    @property
    def state(self) -> str:
        """The value and days in one line: a check of another state is no check of this one."""
        days = f" others {self.others_from}" if self.others_from else ""
        return f"{_flat(self.value)}{days}"

    def figures(self) -> Iterator[tuple[str, list[Decimal]]]:
        """Each figure's key (empty for a lone one) and the terms that the words print for it."""
        printed = self.value if self.printed is None else self.printed
        yield from _figures("", printed)

    def misprints(self) -> list[str]:
        """Where what `printed` gives does not add up to the value."""
        if self.printed is None or not self.is_figure:
            return []
        values = dict(_figures("", self.value))
        return [
            f"printed {'+'.join(map(str, terms))} is not {sum(values[key])}"
            for key, terms in _figures("", self.printed)
            if key not in values or sum(terms) != sum(values[key])
        ]


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {each}" for key, each in value.items()) + "}"
    return "[" + ", ".join(value) + "]" if isinstance(value, list) else str(value)


def _figures(key: str, value: Any) -> Iterator[tuple[str, list[Decimal]]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _figures(str(name), each)
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _figures(f"{key}{at}", each)
    else:
        yield key, [Decimal(term) for term in value.split(" + ")]


@dataclass(frozen=True)
class Law:
    """The law files as claims and texts."""

    claims: list[Claim]
    texts: Mapping[str, Text]
    places: Mapping[str, str]  # of each text
    verified: Mapping[str, date]  # of each file


def load(folder: Path) -> Law:
    """Read a folder of law files."""
    sources = read({path.name: path for path in sorted(folder.glob("*.yaml"))})
    texts: dict[str, Text] = {}
    places: dict[str, str] = {}
    for source in sources:
        for name, text in getattr(source.model, "texts", {}).items():
            texts[name] = text
            places[name] = f"{source.document.file}:{source.document.line(('texts', name))}"
    claims = [claim for source in sources for claim in _claims(source)]
    verified = {
        source.document.file: source.model.verified for source in sources if getattr(source.model, "verified", None)
    }
    return Law(claims, texts, places, verified)


def _claims(source: Source) -> Iterator[Claim]:
    for name in type(source.model).model_fields:
        yield from _inside(source, (name,), getattr(source.model, name))


def _inside(source: Source, place: tuple[str, ...], entry: Any) -> Iterator[Claim]:
    if isinstance(entry, Measure):
        for key, amount in entry.amounts.items():
            yield from _versions(source, f"segur.{place[-1]}.{key}", (*place, "amounts", key), amount, amount)
    elif isinstance(entry, Table):
        yield from _versions(source, ".".join((source.stem, *place)), place, entry, entry)
    elif isinstance(entry, Grid):
        for name, row in entry.rows.items():
            yield from _versions(source, ".".join((source.stem, *place, name)), (*place, "rows", name), entry, row)
    elif isinstance(entry, dict):
        for name, child in entry.items():
            yield from _inside(source, (*place, name), child)


def _versions(
    source: Source, path: str, place: tuple[str, ...], about: Described, entry: Entry
) -> Iterator[Claim]:
    for at, version in enumerate(entry.versions):
        line = source.document.line((*place, "versions", at))
        yield _claim(version, path, about, entry, source.usual or "", at == 0, f"{source.document.file}:{line}")


def _claim(
    version: Version, path: str, about: Described, entry: Entry, usual: str, first: bool, place: str
) -> Claim:  # fmt: skip
    return Claim(
        path=path,
        start=version.start,
        others_from=version.others_from,
        value=version.value,
        printed=version.printed,
        unit=about.unit,
        shape=about.shape,
        text=version.text,
        article=version.legifrance or entry.legifrance or about.legifrance,
        confidence=version.confidence,
        source=version.source or about.source or usual,
        first=first,
        place=place,
    )
