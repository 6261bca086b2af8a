"""The compiled law as bytes: JSON with each table, text, source and case on a line of its own, read when asked for."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

_APART = ("tables", "texts", "sources", "cases")  # sections of many entries, of which a run asks for few


class Entries(Mapping[str, Any]):
    """A section by the names of its entries, each of them JSON until it is asked for."""

    def __init__(self, lines: dict[str, bytes]) -> None:
        self._lines = lines
        self._read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            self._read[name] = json.loads(self._lines[name])
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def encoded(law: Mapping[str, Any]) -> bytes:
    """A compiled law as bytes."""
    return ("{\n" + ",\n".join(_part(name, section) for name, section in law.items()) + "\n}\n").encode()


def _part(name: str, section: Any) -> str:
    if name not in _APART or not section:
        return _line(name, section)
    return f"{json.dumps(name)}:{{\n" + ",\n".join(_line(*each) for each in section.items()) + "\n}"


def _line(name: str, value: Any) -> str:
    return f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"


def decoded(content: bytes) -> dict[str, Any]:
    """A compiled law out of the bytes that `encoded` gives; without anything in it, out of others."""
    law: dict[str, Any] = {}
    lines: dict[str, bytes] | None = None
    for line in content.split(b"\n")[1:-2]:
        name, _colon, value = line.removesuffix(b",").partition(b'":')
        key = name[1:].decode()
        if value == b"{":
            lines = {}
            law[key] = Entries(lines)
        elif not value:  # the end of a section
            lines = None
        elif lines is None:
            law[key] = json.loads(value)
        else:
            lines[key] = value
    return law
