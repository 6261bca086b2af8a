"""YAML to plain data: every scalar stays text, every place keeps its line, a repeated key is refused."""

from pathlib import Path
from typing import Any

import yaml

from revalo.language import _

Place = tuple[str | int, ...]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_DEPTH = 40
_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
}


class Problem(Exception):
    """One thing wrong in a law file, at a line."""

    def __init__(self, file: str, line: int, field: str, message: str) -> None:
        super().__init__(f"{file}:{line}: {field}: {message}" if field else f"{file}:{line}: {message}")
        self.file, self.line = file, line


class Document:
    """One law file: its data, as nested dicts, lists and text, and the line of every place in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = path.name
        self.lines: dict[Place, int] = {(): 1}
        self._seen: set[int] = set()
        self.data: Any = self._build(self._composed(), (), 0)

    def _composed(self) -> yaml.Node:
        try:
            node = yaml.compose(self.path.read_text(encoding="utf-8"), Loader=_LOADER)
        except UnicodeDecodeError:
            raise Problem(self.file, 1, "", _("the file is not in UTF-8: save it as UTF-8")) from None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            raise Problem(self.file, line, "", _("not readable as YAML: {why}").format(why=error.problem)) from None
        except (yaml.YAMLError, ValueError):
            raise Problem(self.file, 1, "", _("not readable as YAML: forbidden characters")) from None
        if not isinstance(node, yaml.MappingNode):
            raise Problem(self.file, 1, "", _("the file must be a table of names and values"))
        return node

    def _build(self, node: yaml.Node, place: Place, depth: int) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if node.tag not in _PLAIN_TAGS or depth > _MOST_DEPTH or id(node) in self._seen:
            raise self.problem(place, _("tags, anchors, merges and deep nesting are not used in law files"))
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self._build(child, (*place, i), depth + 1) for i, child in enumerate(node.value)]
        return node.value

    def _mapping(self, node: yaml.MappingNode, place: Place, depth: int) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            line = key_node.start_mark.line + 1
            if not isinstance(key, str):
                raise Problem(self.file, line, dotted(place), _("a name must be plain text"))
            if key in built:
                raise Problem(self.file, line, dotted((*place, key)), _("this name appears twice: keep one"))
            self.lines[(*place, key)] = line
            built[key] = self._build(value_node, (*place, key), depth + 1)
        return built

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest place above it that the file holds."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def problem(self, place: Place, message: str) -> Problem:
        """What is wrong at a place, ready to raise."""
        return Problem(self.file, self.line(place), dotted(place), message)


def dotted(place: Place) -> str:
    """A place as people write it: `point_value.versions.2.value` counts from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
