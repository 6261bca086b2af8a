"""Mutants of the law: every figure, date and word that the program reads, changed by the least that shows."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
# What people read, and what no figure depends on. Sources are told, never computed with.
TOLD = {
    "label",
    "title",
    "note",
    "fr",
    "en",
    "source",
    "sources",
    "article",
    "reference",
    "outside",
    "not_found",
    "kind",
}
FILES = tuple(path for path in sorted((ROOT / "data").glob("*.yaml")) if path.name != "sources.yaml")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class FigureMutant(NamedTuple):
    """A scalar of a law file with another value. `key`: the path of names that leads to it."""

    path: Path
    line: int
    start: int
    end: int
    key: str
    value: str

    def __str__(self) -> str:
        return f"data/{self.path.name}:{self.line} {self.key} => {self.value}"

    @property
    def unchanged(self) -> "FigureMutant":
        """The same file as it is."""
        return self._replace(value=self.path.read_text(encoding="utf-8")[self.start : self.end])

    @property
    def text(self) -> str:
        """The file with the change."""
        held = self.path.read_text(encoding="utf-8")
        return held[: self.start] + self.value + held[self.end :]

    @property
    def shown(self) -> str:
        """What stood there."""
        return f"- {self.path.read_text(encoding='utf-8')[self.start : self.end]}"


def mutants(path: Path) -> Iterator[FigureMutant]:
    """Every mutant of a law file."""
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    scalars = list(_scalars(root, ()))
    words = _words(scalars)
    for key, node in scalars:
        if value := _other(node.value, words.get(key[-1] if key else "", [])):
            start, end = node.start_mark, node.end_mark
            yield FigureMutant(path, start.line + 1, start.index, end.index, ".".join(key), value)


def _scalars(node: yaml.Node | None, key: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.ScalarNode]]:
    """The scalars that the program reads. The numbers that name a threshold or a band are figures too."""
    if isinstance(node, yaml.ScalarNode):
        yield key, node
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _scalars(each, key)
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value in TOLD:
                continue
            if NUMBER.fullmatch(name.value) and key and key[-1] == "value":
                yield key, name
            yield from _scalars(value, (*key, name.value) if not _is_figure(name.value) else key)


def _is_figure(name: str) -> bool:
    return name[:1] in "<>" or name[:1].isdigit()


def _words(scalars: list[tuple[tuple[str, ...], yaml.ScalarNode]]) -> dict[str, list[str]]:
    """The words that stand under each name, to swap one for another."""
    found: dict[str, set[str]] = {}
    for key, node in scalars:
        found.setdefault(key[-1] if key else "", set()).add(node.value)
    return {name: sorted(words) for name, words in found.items()}


def _other(value: str, words: list[str]) -> str | None:
    """One more in the last place, the next day, or another word of the same kind."""
    if DAY.fullmatch(value):
        return (date.fromisoformat(value) + timedelta(days=1)).isoformat()
    if NUMBER.fullmatch(value):
        whole, point, decimals = value.partition(".")
        more = str(int(whole + decimals) + 1).zfill(len(decimals) + 1)
        return more if not point else f"{more[: -len(decimals)]}.{more[-len(decimals) :]}"
    others = [word for word in words if word != value and not NUMBER.fullmatch(word)]
    return others[(words.index(value) if value in words else 0) % len(others)] if others else None
