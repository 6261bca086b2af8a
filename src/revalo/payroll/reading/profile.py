"""Profiles: how the files of one payroll product are to be read, as a small YAML file beside them."""

import difflib
from collections.abc import Mapping
from itertools import repeat
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from revalo.errors import UnreadableInput, UsageError
from revalo.language import _
from revalo.payroll.reading.dates import normal_form
from revalo.payroll.reading.header_reasons import UNKNOWN, Why, display
from revalo.payroll.reading.header_words import looks_like_time
from revalo.payroll.reading.headers import PAYROLL, Columns, Vocabulary, like_data, normal
from revalo.payroll.reading.source import Source
from revalo.payroll.reading.text import ENCODINGS
from revalo.payroll.writing.atomic_files import atomic_output
from revalo.people.columns import CANONICAL, WORKING_TIME

if TYPE_CHECKING:
    from revalo.grids.reading import Document

UNUSED = "unused"  # said of a header in a profile
UNDECIDED = "?"  # in a profile that was written: for the user to say
SCHEMA = "https://example.org/revalo/schemas/profile.schema.json"
_WIDEST = 1 << 20
SEPARATORS = {";": ";", ",": ",", "tab": "\t", "\t": "\t", "|": "|"}
DECIMALS = (",", ".")
THOUSANDS = (".", ",", "'", "\N{RIGHT SINGLE QUOTATION MARK}")
FIELDS = ("encoding", "separator", "decimal", "thousands", "date_format", "sheet", "columns")


class Profile(NamedTuple):
    """What is told about a file instead of found in it; None where it is to be found.

    `separator` is the character itself, `thousands` what stands between thousands (spaces always may), `date_format`
    one of `dates.FORMS`, `columns` header → canonical name, None where the column is not to be used. `words`: the
    columns that this kind of file may have.
    """

    encoding: str | None = None
    separator: str | None = None
    decimal: str | None = None
    thousands: str | None = None
    date_format: str | None = None
    sheet: str | None = None
    columns: Columns = MappingProxyType({})
    words: Vocabulary = PAYROLL


def read(path: Path) -> Profile:
    """The profile in a YAML file; `UnreadableInput` with file, line and field where something in it is wrong."""
    from revalo.grids.reading import Document, Problem  # noqa: PLC0415 - YAML only where there is a profile

    try:
        return _profile(Document(path))
    except Problem as problem:
        raise UnreadableInput(problem.name, **problem.figures).within("{where}: {why}", where=problem.where) from None
    except OSError:
        raise UnreadableInput("profile-not-opened", file=path.name) from None


def of_columns(columns: Columns) -> Profile:
    """The profile that says what the columns of a table mean: header → canonical name, None where it is not used.

    Raises `UsageError` for a name that is no column.
    """
    for header, name in columns.items():
        if not isinstance(header, str) or name not in (None, *CANONICAL):
            near = difflib.get_close_matches(str(name).lower(), CANONICAL, n=1, cutoff=0.5)
            hint = _(" - did you mean {names}?").format(names=near[0]) if near else ""
            raise UsageError("mapping-column", header=header, near=hint)
    return Profile(columns=dict(columns))


def write(profile: Profile, path: Path, notes: Mapping[str, str] = MappingProxyType({})) -> None:
    """Write a profile as YAML; what it leaves to be found is left out. `notes`: what to say beside a column."""
    settings: dict[str, Any] = {
        name: value for name, value in profile._asdict().items() if name in FIELDS[:-1] and value is not None
    }
    if profile.separator == "\t":
        settings["separator"] = "tab"
    lines = [f"# yaml-language-server: $schema={SCHEMA}\n", *map(_line, settings.items())]
    if len(lines) == 1 and not profile.columns:
        lines.append("{}\n")  # a table of nothing
    if profile.columns:
        lines.append("columns:\n")
    for header, name in profile.columns.items():
        line, note = _line((header, name or UNUSED)), notes.get(header)
        lines.append(f"  {line.rstrip()}  # {note}\n" if note else f"  {line}")
    with atomic_output(path) as file:
        file.write("".join(lines).encode("utf-8"))


def _line(setting: tuple[str, str]) -> str:
    import yaml  # noqa: PLC0415 - only to write one

    return str(yaml.safe_dump(dict([setting]), allow_unicode=True, width=_WIDEST))


def of_source(source: Source) -> tuple[Profile, dict[str, str]]:
    """The profile that says what was found out about a file, and what to say beside its columns.

    What only the user can say has `UNDECIDED` in its place: a run stops there until something else does.
    """
    columns: dict[str, str | None] = {}
    notes: dict[str, str] = {}
    hidden = like_data(source.unused)
    is_timed = any(name in WORKING_TIME for _header, name in source.mapping)
    for (header, name), why in zip(source.mapping, source.whys or repeat(Why(UNKNOWN)), strict=False):
        if not normal(header) or (name is None and (hidden or header in columns)):
            continue
        is_time = looks_like_time(header)
        is_asked = (name is None and is_time and not is_timed) or (name == "hours" and why.near is not None)
        is_asked |= why.differs
        columns[header] = UNDECIDED if is_asked else name
        notes[header] = " ".join(display(why, is_time=is_time).split())
    profile = Profile(source.encoding, source.separator, source.decimal, columns=columns)
    return profile, {header: note for header, note in notes.items() if note}


def _profile(document: "Document") -> Profile:
    data: Mapping[str, Any] = document.data
    for field in data:
        _check_name(document, (field,), field, FIELDS)
    if data.get("decimal") is not None and data.get("decimal") == data.get("thousands"):
        raise document.problem(("thousands",), "profile-same-marks")
    return Profile(
        _choice(document, "encoding", ENCODINGS),
        _choice(document, "separator", SEPARATORS),
        _choice(document, "decimal", {mark: mark for mark in DECIMALS}),
        _choice(document, "thousands", {mark: mark for mark in THOUSANDS}),
        _date_format(document),
        _text(document, "sheet"),
        _columns(document),
    )


def _check_name(document: "Document", place: tuple[str, ...], name: str, allowed: tuple[str, ...]) -> None:
    if name in allowed:
        return
    near = difflib.get_close_matches(name.lower(), allowed, n=1, cutoff=0.5)
    hint = _(" - did you mean {names}?").format(names=near[0]) if near else ""
    raise document.problem(place, "profile-name", near=hint)


def _text(document: "Document", field: str) -> str | None:
    value = document.data.get(field)
    if value is not None and not (isinstance(value, str) and value):
        raise document.problem((field,), "profile-text")
    return value


def _choice(document: "Document", field: str, choices: Mapping[str, str]) -> str | None:
    value = _text(document, field)
    if value is None:
        return None
    if value.lower() not in choices:
        names = ", ".join(name for name in choices if name.isprintable())
        raise document.problem((field,), "profile-choice", names=names)
    return choices[value.lower()]


def _date_format(document: "Document") -> str | None:
    value = _text(document, "date_format")
    try:
        return None if value is None else normal_form(value)
    except ValueError as error:
        raise document.problem(("date_format",), "profile-date-format", problem=error) from None


def _columns(document: "Document") -> Columns:
    columns = document.data.get("columns", {})
    if not isinstance(columns, dict):
        raise document.problem(("columns",), "profile-columns")
    names: dict[str, str | None] = {}
    headers: set[str] = set()
    for header, name in columns.items():
        _check_column(document, header, name, names)
        if normal(header) in headers:
            raise document.problem(("columns", header), "profile-header-twice")
        headers.add(normal(header))
        names[header] = None if name in ("", UNUSED) else name
    return names


def _check_column(document: "Document", header: str, name: Any, names: Columns) -> None:
    place = ("columns", header)
    if not isinstance(name, str):
        raise document.problem(place, "profile-text")
    if name == UNDECIDED:
        raise document.problem(place, "profile-undecided")
    if name:
        _check_name(document, place, name, (*CANONICAL, UNUSED))
    if name not in ("", UNUSED) and name in names.values():
        raise document.problem(place, "profile-column-twice", name=name)
