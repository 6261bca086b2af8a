"""What a text file looks like: its separator, its header under any title lines, its decimal mark."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from revalo.payroll.reading import headers
from revalo.payroll.reading.header_reasons import Why
from revalo.payroll.reading.headers import Mapped
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.records import Record, records
from revalo.people.columns import LIMITS

CANDIDATES = (";", ",", "\t", "|")
MOST_TITLES = 10
_CELLS_OF_TITLE = 2
_SAMPLE_LINES = 200
_MARKED = re.compile(r"-?[\d\s]*\d([.,])\d+\s*[€%hH]?", re.ASCII)


class Layout(NamedTuple):
    """`names`: the header, padded with blanks to the width of the rows; `lines`: how many come before the first row."""

    separator: str
    decimal: str
    names: tuple[str, ...]
    mapping: Mapped
    lines: int
    whys: tuple[Why, ...] = ()


class Header(NamedTuple):
    """A line that could be the header: how many columns it would make known, and the records below it."""

    known: int
    separator: str
    record: Record
    below: list[Record]


def find_layout(sample: str, file: str, profile: Profile) -> Layout:
    """The layout of a file from its first lines; `UnreadableInput` where no line could be a header."""
    lines = sample.split("\n")[:_SAMPLE_LINES]
    separators = CANDIDATES if profile.separator is None else (profile.separator,)
    header = _best(each for separator in separators for each in _headers(lines, separator, profile))
    if header is None:
        raise headers.none_known(file, profile.words)
    rows = [record.cells for record in header.below if record.cells and any(map(str.strip, record.cells))]
    names = _padded(header.record.cells or [], rows)
    asked = (
        file,
        names,
        profile.columns,
        profile.words,
        lambda place: [row[place] for row in rows if place < len(row)],
    )
    mapping = headers.recognise(*asked)
    decimal = profile.decimal or _decimal(mapping, rows, header.separator)
    above = header.record.first + header.record.lines
    return Layout(header.separator, decimal, names, mapping, above, headers.explain(*asked))


def _headers(lines: Sequence[str], separator: str, profile: Profile) -> Iterator[Header]:
    lines_read = list(records(lines, separator))
    tops = lines_read[: MOST_TITLES + 1]
    whole = with_names_above([each.cells or [] for each in tops], profile)
    for i, (record, names) in enumerate(zip(tops, whole, strict=True)):
        if record.cells:
            known = headers.known(names, profile.columns, profile.words)
            yield Header(known, separator, record._replace(cells=names), lines_read[i + 1 :])


def with_names_above(lines: Iterable[Sequence[str]], profile: Profile) -> Iterator[list[str]]:
    """The first lines of a table, each as the lowest line of a header: in a blank cell, the known name above it.

    A cell that goes over the lines of such a header holds its name in the first of them. A line of a title, such as
    `Service;Nord`, has two cells at most, or figures.
    """
    above: list[Sequence[str]] = []  # the nearest first
    for line in lines:
        yield [cell if cell.strip() else _name_above(place, above, profile) or cell for place, cell in enumerate(line)]
        if _is_of_header(line, profile):
            above.insert(0, line)


def _name_above(place: int, above: Sequence[Sequence[str]], profile: Profile) -> str:
    """The nearest text above a cell where that is a known name."""
    higher = (line[place].strip() for line in above if place < len(line))
    nearest = next(filter(None, higher), "")
    return nearest if headers.known([nearest], profile.columns, profile.words) else ""


def _is_of_header(line: Sequence[str], profile: Profile) -> bool:
    filled = [cell for cell in line if cell.strip()]
    several = len(filled) > _CELLS_OF_TITLE or headers.known(filled, profile.columns, profile.words) > 1
    return several and not re.search(r"\d", "".join(filled))


def _best(candidates: Iterable[Header]) -> Header | None:
    """The most known columns; among equals the most cells, then the first."""
    best = max(candidates, key=lambda each: (each.known, len(each.record.cells or ())), default=None)
    return best if best is not None and best.known else None


def _padded(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The header as wide as most rows, where only blanks make the difference."""
    names = [cell.strip() for cell in cells]
    if not rows:
        return tuple(names)
    [(width, _count)] = Counter(map(len, rows)).most_common(1)
    if width > len(names) and not any(cell.strip() for row in rows if len(row) == width for cell in row[len(names) :]):
        return (*names, *[""] * (width - len(names)))
    return tuple(names if any(names[width:]) else names[:width])


def _decimal(mapping: Mapped, rows: Iterable[Sequence[str]], separator: str) -> str:
    """The mark that most numbers of known columns have; without any, the comma goes with the semicolon."""
    places = [place for place, (_header, name) in enumerate(mapping) if name in LIMITS]
    marks = Counter(
        found[1]
        for row in rows
        for place in places
        if place < len(row) and (found := _MARKED.fullmatch(row[place].strip()))
    )
    if marks[","] != marks["."]:
        return "," if marks[","] > marks["."] else "."
    return "," if separator == ";" else "."
