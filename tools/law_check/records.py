"""The record of checks, `data/checks.json`: what was seen of each figure, where, in which release, on which day.

It holds fingerprints of articles, never their words. `revalo law validate --max-age` and the register of the
documentation read it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

Entry = dict[str, str]


@dataclass
class Record:
    """Releases with their last day of law; fingerprints of articles; what was seen of figures and of texts."""

    releases: dict[str, str] = field(default_factory=dict)
    articles: dict[str, Entry] = field(default_factory=dict)
    figures: dict[str, Entry] = field(default_factory=dict)
    texts: dict[str, Entry] = field(default_factory=dict)

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint of each article's words when they were last checked."""
        return {name: entry["words"] for name, entry in self.articles.items()}

    def take_parameters(self, before: "Record") -> None:
        """Keep what an earlier check saw in OpenFisca, where it is not installed, of figures that stand as they did."""
        for key, entry in before.figures.items():
            mine = self.figures.get(key)
            if entry["seen"] == "parameter" and mine and mine["seen"] != "article" and mine["state"] == entry["state"]:
                self.figures[key] = entry
                self.releases[entry["release"]] = before.releases[entry["release"]]


def read(path: Path) -> Record:
    """The record of a file; an empty one if there is none."""
    if not path.is_file():
        return Record()
    held: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Record(**held)


def write(path: Path, record: Record) -> None:
    """One line per entry, in order, so that a change of the law is a change of its lines."""
    parts = ("releases", "articles", "figures", "texts")
    sections = ",\n".join(_section(name, getattr(record, name)) for name in parts)
    path.write_text(f"{{\n{sections}\n}}\n", encoding="utf-8")


def _section(name: str, entries: Mapping[str, Any]) -> str:
    lines = ",\n".join(
        f"    {json.dumps(key)}: {json.dumps(entry, ensure_ascii=False)}" for key, entry in sorted(entries.items())
    )
    return f'  "{name}": {{\n{lines}\n  }}' if lines else f'  "{name}": {{}}'


def entry(state: str, seen: str, where: str, on: date, **more: str) -> Entry:
    """What was seen of a figure or a text that stands as `state`; empty words are left out."""
    held = {"state": state, "seen": seen, "in": where, **more, "on": on.isoformat()}
    return {name: text for name, text in held.items() if text}
