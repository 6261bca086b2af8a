"""Lines to cells in plain Python: for headers, and where a block has quotes that pyarrow could misread."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MOST_LINES = 50  # of one record with line breaks between quotes; beyond, the quote was never closed


class Record(NamedTuple):
    """Cells, the place of their first line among the lines given, and how many lines they take.

    `cells` is None where a quote is opened and never closed, or closed in the middle of a cell.
    """

    first: int
    lines: int
    cells: list[str] | None


def records(
    lines: Sequence[str], separator: str, names: Sequence[str] | None = None, *, last: bool = True
) -> Iterator[Record]:
    """The records of some lines; without `last`, stops before a record that lines still to come could complete.

    With `names`, a record of several lines must fit this header: a quote never closed takes its own line only.
    """
    place = 0
    while place < len(lines):
        record = _record(lines, place, separator, names)
        if record.cells is None and not last and len(lines) - place < MOST_LINES:
            return
        yield record
        place += record.lines


def _record(lines: Sequence[str], place: int, separator: str, names: Sequence[str] | None) -> Record:
    """The record that starts at a line: the fewest lines whose quotes are closed."""
    if '"' not in lines[place]:
        return Record(place, 1, lines[place].split(separator))
    for count in range(1, min(MOST_LINES, len(lines) - place) + 1):
        cells = split("\n".join(lines[place : place + count]), separator)
        if cells is not None and count > 1 and names is not None and fitted(cells, names) is None:
            break
        if cells is not None:
            return Record(place, count, cells)
    return Record(place, 1, None)


def split(text: str, separator: str) -> list[str] | None:
    """The cells of one record; None where its quotes are wrong."""
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return None
    return lines[0] if len(lines) == 1 else [] if not lines else None


def fitted(cells: Sequence[str] | None, names: Sequence[str]) -> list[str] | None:
    """Cells brought to the width of the header when only blanks differ; None where the row is ragged."""
    if cells is None:
        return None
    width = len(names)
    if any(cell.strip() for cell in cells[width:]) or any(name.strip() for name in names[len(cells) :]):
        return None
    return [*cells[:width], *[""] * (width - len(cells))]
