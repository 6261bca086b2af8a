"""YAML to plain data: every scalar stays text, every place keeps its line, a repeated key is refused.

The file is read as a stream of events (in C), so nothing is built of what is not used here: tags, aliases, merges.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from revalo.controls import shown_name
from revalo.register import words

Place = tuple[str | int, ...]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_DEPTH = 40
_MOST_BYTES = 16 << 20  # the largest law file has a hundredth of that
_NAME = re.compile(r"<<|[A-Za-z][A-Za-z0-9_./-]{0,59}|>?\d{1,4}|\d{1,4}[>-]\d{1,4}", re.ASCII)
_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")  # YAML 1.1, 5.1


class Problem(Exception):
    """One thing wrong in a YAML file, at a line. `name`, `figures`: of its message in the register."""

    def __init__(self, file: str, line: int, field: str, name: str, /, **figures: object) -> None:
        self.file, self.line, self.name, self.figures = file, line, name, figures
        self.where = f"{file}:{line}: {field}" if field else f"{file}:{line}"
        super().__init__(f"{self.where}: {words(name, **figures)}")


class Document:
    """One law file: its data, as nested dicts, lists and text, and the line of every place in it."""

    def __init__(self, path: Path) -> None:
        self.file = shown_name(path)
        self.lines: dict[Place, int] = {(): 1}
        if path.is_fifo():
            raise Problem(self.file, 1, "", "yaml-pipe")
        with path.open("rb") as stream:
            self.content = stream.read(_MOST_BYTES + 1)
        self.data: Any = self._read()

    def _read(self) -> Any:
        if len(self.content) > _MOST_BYTES:
            raise Problem(self.file, 1, "", "yaml-too-large")
        try:
            text = self.content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            raise Problem(self.file, 1, "", "yaml-encoding") from None
        if forbidden := _FORBIDDEN.search(text):
            line = text.count("\n", 0, forbidden.start()) + 1
            raise Problem(self.file, line, "", "yaml-characters")
        try:
            return self._document(iter(yaml.parse(text, Loader=_LOADER)))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 1
            raise Problem(self.file, line, "", "yaml-syntax") from None

    def _document(self, events: Iterator[Any]) -> Any:
        """The one document of the stream, which must be a table."""
        first = self._next_content(events)
        if not isinstance(first, yaml.MappingStartEvent):
            raise Problem(self.file, 1, "", "yaml-not-a-table")
        data = self._build(first, events, (), 0)
        another = self._next_content(events)
        if another is not None:
            line = another.start_mark.line
            raise Problem(self.file, line, "", "yaml-documents")
        return data

    @staticmethod
    def _next_content(events: Iterator[Any]) -> Any:
        outer = (yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent, yaml.StreamEndEvent)
        return next((event for event in events if not isinstance(event, outer)), None)

    def _build(self, event: Any, events: Iterator[Any], place: Place, depth: int) -> Any:
        self.lines.setdefault(place, event.start_mark.line + 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None) or depth > _MOST_DEPTH:
            raise Problem(self.file, event.start_mark.line + 1, dotted(place), "yaml-features")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, place, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, place, depth)
        return event.value

    def _sequence(self, events: Iterator[Any], place: Place, depth: int) -> list[Any]:
        built: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            built.append(self._build(event, events, (*place, len(built)), depth + 1))
        return built

    def _mapping(self, events: Iterator[Any], place: Place, depth: int) -> dict[str, Any]:
        built: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise Problem(self.file, line, dotted(place), "yaml-name")
            key = event.value
            if key == "<<":
                raise Problem(self.file, line, dotted((*place, key)), "yaml-features")
            if key in built:
                raise Problem(self.file, line, dotted((*place, key)), "yaml-name-twice")
            self.lines[(*place, key)] = line
            built[key] = self._build(next(events), events, (*place, key), depth + 1)
        return built

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest place above it that the file holds."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def problem(self, place: Place, name: str, /, **figures: object) -> Problem:
        """What is wrong at a place, ready to raise."""
        return Problem(self.file, self.line(place), dotted(place), name, **figures)


def dotted(place: Place) -> str:
    """A place as people write it: `point_value.versions.2.value` counts from 1.

    A name that no file of the law could have is left out: the file may be another one, with people in it.
    """
    return ".".join(str(part + 1) if isinstance(part, int) else _quoted(part) for part in place)


def _quoted(name: str) -> str:
    return name if _NAME.fullmatch(name) else "…"
