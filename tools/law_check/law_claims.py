"""What the law files claim: each version of each table, with the official article that it names, and each text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from revalo.grids import units
from revalo.grids.compiling import Source, read
from revalo.grids.schema.texts import Text
from revalo.grids.versions import Stated, stated

DAY = "day of year"


@dataclass(frozen=True)
class Claim:
    """One version of a table: from a day on, these figures, carried by this article.

    `state`: the value and days in one line; a check of another state is no check of this one.
    """

    key: str
    path: str
    state: str
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
    last: bool
    place: str  # file:line

    @property
    def file(self) -> str:
        """The law file."""
        return self.place.partition(":")[0]

    @property
    def is_figure(self) -> bool:
        """Whether it holds figures or a day of every year, not words and not a reason why nothing is known."""
        return self.value is not None and (self.unit == DAY or self.unit not in units.WORDS)

    def figures(self) -> Iterator[tuple[str, list[Decimal]]]:
        """Each figure's key (empty for a lone one) and the terms that the words print for it."""
        yield from _figures("", self.value if self.printed is None else self.printed)

    def misprints(self) -> list[str]:
        """Where what `printed` gives does not add up to the value."""
        if self.printed is None or not self.is_figure:
            return []
        values, terms = dict(_figures("", self.value)), dict(_figures("", self.printed))
        return [
            f"printed {' + '.join(map(str, terms.get(key, ['nothing'])))} is not {value[0]}"
            for key, value in values.items()
            if sum(terms.get(key, [])) != value[0]
        ]


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
    """The law files as claims and texts. `places`: file and line of each text; `verified`: the day of each file."""

    claims: list[Claim]
    texts: Mapping[str, Text]
    places: Mapping[str, str]
    verified: Mapping[str, date]


def load(folder: Path) -> Law:
    """Read a folder of law files."""
    sources = read({path.name: path for path in sorted(folder.glob("*.yaml"))})
    texts: dict[str, Text] = {}
    places: dict[str, str] = {}
    verified: dict[str, date] = {}
    for source in sources:
        for name, text in getattr(source.model, "texts", {}).items():
            texts[name] = text
            places[name] = _place(source, ("texts", name))
        if day := getattr(source.model, "verified", None):
            verified[source.document.file] = day
    return Law([_claim(source, each) for source in sources for each in stated(source)], texts, places, verified)


def _place(source: Source, place: tuple[str | int, ...]) -> str:
    return f"{source.document.file}:{source.document.line(place)}"


def _claim(source: Source, each: Stated) -> Claim:
    version, about = each.version, each.about
    return Claim(
        key=each.key,
        path=each.path,
        state=each.state,
        start=version.start,
        others_from=version.others_from,
        value=version.value,
        printed=version.printed,
        unit=about.unit,
        shape=about.shape,
        text=version.text,
        article=version.legifrance or each.entry.legifrance or about.legifrance,
        confidence=version.confidence,
        source=version.source or about.source or source.usual or "",
        first=each.first,
        last=each.last,
        place=_place(source, each.place),
    )
