"""The paths of parameters: the figures a table holds under their keys, and what `--set` may put in their place."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from revalo.errors import UsageError
from revalo.grids import units
from revalo.grids.law import Law, near
from revalo.grids.tables import Table

_EXAMPLES = {"fraction": "6/7", "day of year": "05-15", "passage": "aide-soignant-classe-normale/4:none"}
_PLACE = r"(intervention|support)\.(employe|technicien|cadre)\.[12]"


def entries(table: Table, value: Any) -> Mapping[str, Any]:
    """The figures of a version under their keys: places from 1, names, thresholds (`5`) or bands (`10-49`, `>300`)."""
    match table.shape:
        case "row":
            return {str(i): figure for i, figure in enumerate(value, start=1)}
        case "over":
            return {str(threshold): figure for threshold, figure in value}
        case "bands":
            return {band_key(low, high): figure for low, high, figure in value}
        case "map":
            return dict(value)
    return {}


def figures(table: Table, value: Any) -> list[int]:
    """The integers of a value; none where it has none, or holds words."""
    if value is None or table.unit in units.WORDS:
        return []
    return [value] if table.shape == "scalar" else list(entries(table, value).values())


def rebuilt(shape: str, value: Any, change: Callable[[str, Any], Any]) -> Any:
    """A value of the same shape; `change` has the key of each figure (empty for a single one) and the figure."""
    match shape:
        case "row":
            return [change(str(i), figure) for i, figure in enumerate(value, start=1)]
        case "map":
            return {key: change(key, figure) for key, figure in value.items()}
        case "over":
            return [[threshold, change(str(threshold), figure)] for threshold, figure in value]
        case "bands":
            return [[low, high, change(band_key(low, high), figure)] for low, high, figure in value]
    return change("", value)


def band_key(low: int, high: int | None) -> str:
    """The key of a band, as in the law files: `10-49`, `>300`."""
    return f">{low - 1}" if high is None else f"{low}-{high}"


def in_band(key: str, number: int) -> bool:
    """Whether a band holds a number."""
    if key.startswith(">"):
        return number > int(key[1:])
    low, high = key.split("-")
    return int(low) <= number <= int(high)


def check_settings(law: Law, settings: Mapping[str, str]) -> None:
    """Refuse a `--set` path that names no figure, or a value that does not fit its unit."""
    for path, text in settings.items():
        if not isinstance(text, str):
            raise UsageError("setting-as-text", path=path)
        tables = [each for each in law.paths if f"{path}.".startswith(f"{each}.")]
        if not tables:
            raise UsageError("unknown-parameter", name=path, near=near(path, list(law.paths)))
        table = law.table(max(tables, key=len))
        _check_key(table, path)
        parsed(table, path, text)


def _check_key(table: Table, path: str) -> None:
    """The path names a single figure, or a key of its table (any number where the table says why it stops)."""
    keys = list(dict.fromkeys(_keys(table)))
    key = path.removeprefix(table.path).removeprefix(".")
    beyond = table.outside is not None and key.isascii() and key.isdigit()
    if (key in keys or beyond) if keys else not key:
        return
    if keys:
        example = f"{table.path}.{keys[0]}"
        raise UsageError("setting-path", path=path, example=example)
    raise UsageError("unknown-parameter", name=path, near=near(path, [table.path]))


def _keys(table: Table) -> Iterator[str]:
    for version in table.versions:
        if version.value is not None:
            yield from entries(table, version.value)


def parsed(table: Table, path: str, text: str) -> int | str:
    """A value set by the user, in integers of the unit; refuse what does not fit or is below zero."""
    if table.unit in units.WORDS:
        return _word(table, path, text)
    try:
        value: int | None = int(units.parse(text.replace(",", "."), table.unit))
    except ValueError:
        value = None
    if value is None or value < 0 or (value == 0 and table.unit == "h"):
        places = units.UNITS[table.unit].places
        raise UsageError("setting-number", path=path, places=places)
    return value


def _word(table: Table, path: str, text: str) -> str:
    choices = table.choices
    if table.unit == "position" and re.fullmatch(_PLACE, text):
        return text
    if table.unit in _EXAMPLES:
        return _formed(table, path, text)
    if not choices:
        raise UsageError("setting-place", path=path)
    if text not in choices:
        raise UsageError("setting-choice", path=path, names=", ".join(choices))
    return text


def _formed(table: Table, path: str, text: str) -> str:
    try:
        return str(units.parse(text, table.unit))
    except ValueError:
        raise UsageError("setting-form-of-unit", path=path, example=_EXAMPLES[table.unit]) from None
