"""The grid position that a DSN does not give, joined on the matricule from a small CSV."""

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from revalo.errors import UnreadableInput
from revalo.grids.units import numbered
from revalo.language import _
from revalo.payroll.reading.dsn.canonical import Row
from revalo.payroll.reading.dsn.lines import read_text
from revalo.payroll.reading.dsn.notes import Notes
from revalo.payroll.reading.header_words import understand
from revalo.payroll.reading.headers import canonical
from revalo.payroll.spreadsheet_escape import unescape
from revalo.rules.person import slug

KEY = "employee_id"
POSITION = (
    *("category", "year", "domain", "status", "degree", "echelon", "diploma", "structure", "profession", "job"),
    *("coefficient", "old_coefficient"),
)
_NAMES: Mapping[str, str] = {
    **{slug(name): name for name in (KEY, *POSITION)},
    "matricule": KEY,
    "categorie": "category",
    "annee": "year",
    "filiere": "domain",
    "statut": "status",
    "degre": "degree",
    "diplome": "diploma",
    "niveau-diplome": "diploma",
    "metier": "profession",
    "emploi": "job",
}
Position = Mapping[str, str]


def with_positions(rows: Sequence[Row], path: Path) -> tuple[list[Row], list[str]]:
    """Rows completed where the DSN is silent, and what is missing or given twice."""
    notes = Notes()
    positions = read_positions(path, notes)
    joined = [_joined(row, positions, notes) for row in rows]
    known = {row.cells.get(KEY) for row in rows}
    unused = sum(key not in known for key in positions)
    warnings = notes.written()
    if unused:
        words = numbered(
            "{file}: {number} person of it is not in the DSN",
            "{file}: {number} people of it are not in the DSN",
            unused,
            file=path.name,
        )
        warnings.append(words)
    return joined, warnings


def read_positions(path: Path, notes: Notes) -> dict[str, Position]:
    """Position by matricule. A matricule given twice with different positions has none: nothing tells which."""
    by_key: dict[str, Position] = {}
    twice: set[str] = set()
    for line, key, position in _records(path, notes):
        if not key:
            notes.add(_("{file}: a row without a matricule").format(file=path.name), line)
        elif key in by_key:
            notes.add(_("{file}: a matricule given twice").format(file=path.name), line)
            twice |= {key} if position != by_key[key] else set()
        else:
            by_key[key] = position
    return {key: {} if key in twice else position for key, position in by_key.items()}


def _joined(row: Row, positions: Mapping[str, Position], notes: Notes) -> Row:
    position = positions.get(row.cells.get(KEY, ""))
    if position is None:
        notes.add(_("no position is given for a contract of the DSN"), row.line)
        return row
    return replace(row, cells={**position, **row.cells})


def _records(path: Path, notes: Notes) -> Iterator[tuple[int, str, Position]]:
    """Line, matricule and position of each row."""
    lines = read_text(path).text.splitlines()
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise _unreadable(path, number, "positions-zero-byte")
    reader = csv.reader(lines, delimiter=_separator(lines[0] if lines else ""), strict=True)
    try:
        header = next(reader, [])
        names = _header(path, header)
        if unused := [cell for cell, name in zip(header, names, strict=True) if name is None and cell.strip()]:
            notes.add(_("{file}: columns not used: {names}").format(file=path.name, names=", ".join(unused)), 1)
        for record in reader:
            if any(cell.strip() for cell in record):
                cells = _cells(path, reader.line_num, names, record)
                yield reader.line_num, cells.pop(KEY, ""), cells
    except csv.Error:
        raise _unreadable(path, reader.line_num, "positions-csv") from None


def _separator(header: str) -> str:
    return max(";,\t", key=header.count)


def _header(path: Path, record: Sequence[str]) -> list[str | None]:
    own = {slug(cell) for cell in record}
    names = [_named(slug(cell), own) for cell in record]
    if KEY not in names:
        raise _unreadable(path, 1, "positions-key")
    for name in chain([KEY], POSITION):
        if names.count(name) > 1:
            raise _unreadable(path, 1, "positions-column-twice", name=name)
    return names


def _named(header: str, own: Collection[str]) -> str | None:
    """The column of a header. `emploi` is people's own title where the file has a column `job` too."""
    if header == "emploi" and "job" in own:
        return None
    meant = _NAMES.get(header) or canonical(header, {}) or understand(header)
    return meant if meant in (KEY, *POSITION) and (meant == _NAMES.get(header) or meant not in own) else None


def _cells(path: Path, line: int, names: Sequence[str | None], record: Sequence[str]) -> dict[str, str]:
    if len(record) > len(names):
        raise _unreadable(path, line, "positions-cells")
    pairs = zip(names, record, strict=False)
    return {name: unescape(cell.strip()) for name, cell in pairs if name is not None and cell.strip()}


def _unreadable(path: Path, line: int, name: str, /, **figures: object) -> UnreadableInput:
    return UnreadableInput(name, **figures).within(_("{file}, line {line}: {why}"), file=path.name, line=line)
