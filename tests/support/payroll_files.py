"""Payroll files made up for the tests, and how they are read back."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from revalo.grids.law import Law
from revalo.payroll.reading.cells import DateFormat, typed
from revalo.payroll.reading.inputs import SheetChoice, find_files
from revalo.payroll.reading.open import open_files
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.source import Source
from revalo.people.columns import ParsedRows


def source(path: Path, profile: Profile | None = None, *sheets: str) -> Source:
    [found] = open_files(find_files([path]).files, profile, SheetChoice(sheets))
    return found


def cells(path: Path, profile: Profile | None = None, chunk_rows: int = 65_536) -> list[tuple[int, dict[str, Any]]]:
    """Every row of a file: its number, and its cells as text."""
    [found] = open_files(find_files([path]).files, profile, chunk_rows=chunk_rows)
    rows: list[tuple[int, dict[str, Any]]] = []
    for chunk in found.chunks:
        columns = {name: column.to_pylist() for name, column in chunk.columns.items()}
        rows += [
            (int(row), {name: column[place] for name, column in columns.items()})
            for place, row in enumerate(chunk.rows)
        ]
    return rows


def csv_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path, law: Law, profile: Profile | None = None, date_format: DateFormat = None) -> list[ParsedRows]:
    found = source(path, profile)
    return [typed(chunk, law, found.decimal, date_format) for chunk in found.chunks]


def people(parts: Sequence[ParsedRows]) -> list[dict[str, Any]]:
    """Typed rows as plain dicts, absent values left out."""
    return [person for part in parts for person in _people(part)]


def _people(part: ParsedRows) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{} for _row in part.rows]
    for name, values in part.numbers.items():
        for person, value in zip(found, values.tolist(), strict=True):
            if value >= 0:
                person[name] = value
    for columns in (part.codes, part.words):
        _put_names(found, columns)
    return found


def _put_names(found: list[dict[str, Any]], columns: Mapping[str, tuple[Any, Any]]) -> None:
    for name, (places, held) in columns.items():
        names = held if isinstance(held, list) else held.to_pylist()
        for person, place in zip(found, places.tolist(), strict=True):
            if place >= 0:
                person[name] = names[place]


def rejects(parts: Sequence[ParsedRows]) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.code) for part in parts for each in part.rejects]
