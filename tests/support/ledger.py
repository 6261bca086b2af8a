"""The law files read without the program, as lines: what the ledger of `tests/law/` holds a second time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from revalo.grids import store

LEDGER = Path(__file__).parents[1] / "law" / "ledger.txt"
# Words for people, and where they were read: no figure depends on them.
TOLD = {"label", "title", "note", "source", "article", "legifrance", "printed", "reference", "outside", "not_found"}
TOLD |= {"announced", "fr", "en", "dispute", "taken", "reason"}


def lines() -> Iterator[str]:
    """Every figure, date and word of the law that the program computes with: one line per version, text or case."""
    for path in sorted(store.shipped_folder().glob("*.yaml")):
        if path.stem != "sources":
            held = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            yield from _lines(held, path.stem)


def _lines(node: dict[str, Any], path: str) -> Iterator[str]:
    own = {name: value for name, value in node.items() if name not in TOLD}
    flat = {name: text for name, value in own.items() if (text := _flat(value)) is not None}
    if flat:
        yield f"{path}: " + " ".join(f"{name}={text}" for name, text in flat.items())
    for name, value in own.items():
        for each in value if isinstance(value, list) else [value]:
            if name not in flat and isinstance(each, dict):
                yield from _lines(each, path if name in ("versions", "rows") else f"{path}.{name}")


def _flat(value: Any) -> str | None:
    """A word, words, or figures under their keys; None for what takes lines of its own."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return None if any(not isinstance(each, str) for each in value) else ",".join(value)
    if value and all(isinstance(each, str) for each in value.values()):
        told = [f"{name}:{each}" for name, each in value.items() if name not in TOLD]
        return "{" + ",".join(told) + "}" if told else ""
    return None
