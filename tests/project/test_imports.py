"""Imports go down the rooms of the package, one way, and never in a circle; read from the source, nothing is run."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "revalo"
ROOMS = (  # from the top: what stands in a line may import what stands below it, and its own line only within a room
    ("__main__",),
    ("cli", "simulator"),
    ("api",),
    ("reports",),
    ("funding",),
    ("payroll",),
    ("people",),
    ("asking",),
    ("analysis",),
    ("rules",),
    ("grids",),
    ("money", "calendar", "controls", "language", "errors", "house", "register", "version", "program"),
)
LEVEL = {name: len(ROOMS) - place for place, line in enumerate(ROOMS) for name in line}


def modules() -> dict[str, Path]:
    """Every module of the package by its name below `revalo`; the package itself is empty."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imported(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, wherever in the file, for types only too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "revalo":
            module = (node.module or "").removeprefix("revalo").removeprefix(".")
            for each in node.names:
                inner = f"{module}.{each.name}".removeprefix(".")
                yield inner if inner in MODULES else module
        elif isinstance(node, ast.Import):
            yield from (each.name.removeprefix("revalo.") for each in node.names if each.name.startswith("revalo."))


IMPORTS = {name: sorted(set(imported(path)) - {name}) for name, path in MODULES.items()}


def room(module: str) -> str:
    return module.partition(".")[0]


def test_every_room_has_its_place() -> None:
    assert {room(name) for name in MODULES if name} == set(LEVEL)


@pytest.mark.parametrize("name", [name for name in MODULES if name])
def test_imports_go_down(name: str) -> None:
    upward = [
        other
        for other in IMPORTS[name]
        if room(other) != room(name) and (not other or LEVEL[room(other)] >= LEVEL[room(name)])
    ]
    foundation = LEVEL[room(name)] == 1
    assert not [other for other in upward if not (foundation and LEVEL.get(room(other)) == 1)], name


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*/__init__.py")), ids=lambda path: path.parent.name)
def test_a_package_says_what_it_holds_what_it_may_import_and_where_its_tests_are(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    [tests] = re.findall(r"Tests:\s+`(tests/\w+)`\.", said)
    assert list((SOURCE.parents[1] / tests).glob("test_*.py"))
    assert re.search(r"May import \w+", said)
    named = re.findall(r"`(\w+)(?:/)?`", said.partition("May import")[0])
    assert not [name for name in named if name not in COMMANDS and not _stands(path.parent, name)]


COMMANDS = {"ask", "doctor"}  # named beside modules


def _stands(folder: Path, name: str) -> bool:
    return (folder / f"{name}.py").is_file() or (folder / name).is_dir()


def test_no_module_comes_back_to_itself() -> None:
    circles = [sorted(circle) for circle in circles_of(IMPORTS)]
    assert not circles


def circles_of(imports: dict[str, list[str]]) -> Iterator[set[str]]:
    """The sets of modules that import one another, in a circle of whatever length (Tarjan)."""
    places: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: list[str] = []

    def visit(name: str) -> Iterator[set[str]]:
        places[name] = lowest[name] = len(places)
        open_.append(name)
        for other in imports.get(name, []):
            if other not in places:
                yield from visit(other)
                lowest[name] = min(lowest[name], lowest[other])
            elif other in open_:
                lowest[name] = min(lowest[name], places[other])
        if lowest[name] == places[name]:
            circle = set[str]()
            while name not in circle:
                circle.add(open_.pop())
            if len(circle) > 1:
                yield circle

    for name in imports:
        if name not in places:
            yield from visit(name)


def test_a_circle_is_seen() -> None:
    assert list(circles_of({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]})) == [{"a", "b", "c"}]
    assert list(circles_of({"a": ["b"], "b": []})) == []
