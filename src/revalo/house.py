"""The settings of a house, in `revalo.toml`: found from the working folder upward, read strictly, named in results.

Option > environment > file > default: a command asks for a setting (`setting`) where nobody gave it otherwise, and what
was asked for and found is what it used (`used`).
"""

import difflib
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from revalo.errors import UsageError
from revalo.language import LANGUAGES, N_, _

NAME = "revalo.toml"
VARIABLE = "REVALO_CONFIG"
_MOST_BYTES = 1 << 20


class Kind(NamedTuple):
    """What a setting may be: whether a value is one, what is expected, and its JSON schema."""

    fits: Callable[[Any], bool]
    expected: str
    schema: Mapping[str, Any]


class Number(str):
    """A number with its decimals as written: TOML would make a binary float of it."""

    __slots__ = ()


_TEXT = {"type": "string", "minLength": 1}
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Number) and bool(value)


def _is_number(value: object) -> bool:
    return (isinstance(value, int) and not isinstance(value, bool) and value >= 0) or bool(
        isinstance(value, str) and _NUMBER.fullmatch(value)
    )


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


LANGUAGE = Kind(lambda value: value in LANGUAGES, N_('"fr" or "en"'), {"enum": [*LANGUAGES]})
TEXT = Kind(_is_text, N_("a text between quotes"), _TEXT)
PATH = Kind(_is_text, N_("a path between quotes; it starts from the folder of this file"), _TEXT)
TEXTS = Kind(
    lambda value: _is_text(value) or _are_texts(value),
    N_("a text between quotes, or a list of texts"),
    {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]},
)
PATHS = Kind(
    TEXTS.fits, N_("a path between quotes, or a list of paths; they start from the folder of this file"), TEXTS.schema
)
NUMBER = Kind(
    _is_number,
    N_("a number, with a point before decimals"),
    {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": f"^{_NUMBER.pattern}$"}]},
)
FLAG = Kind(lambda value: isinstance(value, bool), N_("true or false"), {"type": "boolean"})
SETTINGS: Mapping[str, Kind] = {
    "lang": LANGUAGE,
    "law": PATH,
    "scenario": PATHS,
    "employer.staff": NUMBER,
    "employer.accident_rate": NUMBER,
    "employer.provident_rate": NUMBER,
    "employer.exempt_share": NUMBER,
    "employer.payroll_tax": FLAG,
    "employer.health_cover": FLAG,
    "employer.public_contract": FLAG,
    "employer.member": FLAG,
    "files.mapping": PATH,
    "files.positions": PATH,
    "files.activity": PATH,
    "files.sheet": TEXTS,
    "report.title": TEXT,
}
SECTIONS = tuple(dict.fromkeys(key.partition(".")[0] for key in SETTINGS if "." in key))


class House:
    """The settings of one file. `used`: those that the command at work has used, in their order."""

    def __init__(self, path: Path, content: bytes, values: Mapping[str, Any]) -> None:
        self.path, self.values = path, values
        self.fingerprint = hashlib.sha256(content).hexdigest()
        self.used: dict[str, None] = {}


_held: list[House] = []  # none or one
_asked: list[str | None] = [None]  # the file given, whether or not it could be read


def load(given: str | None = None) -> None:
    """Hold the settings of the file given, else of REVALO_CONFIG, else of the nearest `revalo.toml` upward, if any.

    A `UsageError` names the file, the line and the setting at fault.
    """
    _held.clear()
    _asked[0] = given
    named = given if given is not None else os.environ.get(VARIABLE)
    path = Path(named) if named else _nearest()
    if path is not None:
        _held.append(_read(path))


def forget() -> None:
    """Hold no settings: the command has ended."""
    _held.clear()


def asked() -> str | None:
    """The file given by an option of the command line."""
    return _asked[0]


def current() -> House | None:
    """The settings in use, None if there are none."""
    return _held[0] if _held else None


def setting(key: str) -> Any:  # noqa: ANN401 - of the kind that the setting has
    """The value of a setting, None where it is not there; it then counts as used. Paths stand as they can be opened."""
    house = current()
    if house is None or key not in house.values:
        return None
    house.used[key] = None
    value, kind = house.values[key], SETTINGS[key]
    if kind is PATH:
        return house.path.parent / value
    if kind in (PATHS, TEXTS):
        listed = [value] if isinstance(value, str) else value
        return [house.path.parent / each for each in listed] if kind is PATHS else listed
    return str(value) if kind is NUMBER else value


def file_name() -> str:
    """The name of the file, without its folder."""
    house = current()
    return NAME if house is None else house.path.name


def used() -> list[str]:
    """The settings that were used, in the order of the file's schema."""
    house = current()
    return [] if house is None else [key for key in SETTINGS if key in house.used]


def provenance() -> dict[str, str]:
    """What a result says of the settings behind it: the name of the file, without its folder, and its hash."""
    house = current()
    return (
        {"settings": f"{house.path.name} {house.fingerprint}"}
        if house is not None and set(house.used) - {"lang"}
        else {}
    )


def _nearest() -> Path | None:
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone
        return None
    return next((each / NAME for each in (here, *here.parents) if (each / NAME).is_file()), None)


def _read(path: Path) -> House:
    import tomllib  # noqa: PLC0415 - only where there is a file

    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES)
        text = content.decode("utf-8")
        settings = tomllib.loads(text, parse_float=Number)
    except OSError:
        raise UsageError("settings-not-opened", file=path.name) from None
    except UnicodeDecodeError:
        raise UsageError("settings-syntax", file=path.name, line=1) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise UsageError("settings-syntax", file=path.name, line=line[1] if line else text.count("\n") + 1) from None
    values = dict(_flat(settings))
    for key, value in values.items():
        _check(path.name, text, key, value)
    return House(path, content, values)


def _flat(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Settings by their dotted names."""
    for name, value in table.items():
        if isinstance(value, dict) and name in SECTIONS:
            yield from ((f"{name}.{key}", each) for key, each in value.items())
        else:
            yield name, value


def _check(file: str, text: str, key: str, value: object) -> None:
    """Refuse what is no setting, or has a value that does not fit."""
    where = {"file": file, "line": _line(text, key), "key": key}
    if key not in SETTINGS:
        known = [*SETTINGS, *SECTIONS]
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.6) or [
            each for each in SETTINGS if each.rpartition(".")[2] == key.rpartition(".")[2]
        ]
        hint = _(" - did you mean {names}?").format(names=near[0]) if near else ""
        raise UsageError("settings-key", **where, near=hint)
    if not SETTINGS[key].fits(value):
        raise UsageError("settings-value", **where, expected=_(SETTINGS[key].expected))


def _line(text: str, key: str) -> int:
    """The line of a setting: that of its own name in its section, else the first of the file."""
    section, _point, name = key.rpartition(".")
    here = ""
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip()
        if head := re.fullmatch(r"\[+\s*([^\]]*?)\s*\]+\s*(#.*)?", bare):
            here = head[1]
            if here == key:
                return number
        names = re.match(r"[\"']?([\w.-]+)[\"']?\s*=", bare)
        if names and f"{here}.{names[1]}".strip(".") in (key, f"{section}.{name}".strip(".")):
            return number
    return 1


def schema() -> dict[str, Any]:
    """The JSON schema of the file, for editors."""
    properties: dict[str, Any] = {}
    for key, kind in SETTINGS.items():
        section, _point, name = key.rpartition(".")
        inside = properties.setdefault(section, _closed({}))["properties"] if section else properties
        inside[name] = dict(kind.schema)
    return _closed(properties)


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}
