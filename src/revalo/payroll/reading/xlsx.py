"""XLSX workbooks, through calamine, within limits."""

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from revalo.errors import UnreadableInput
from revalo.language import _
from revalo.payroll.reading import headers, rows
from revalo.payroll.reading.apart import check_apart
from revalo.payroll.reading.formats import cannot_open
from revalo.payroll.reading.header_reasons import VALUES, Why
from revalo.payroll.reading.headers import Mapped
from revalo.payroll.reading.inputs import SheetChoice
from revalo.payroll.reading.no_person import set_apart
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.scalars import as_text
from revalo.payroll.reading.sheets import Chosen, choose_sheets
from revalo.payroll.reading.source import Source
from revalo.payroll.reading.xlsx_limits import check_size
from revalo.payroll.reading.xlsx_marks import Marks, read_marks

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
Row = tuple[int, Sequence[Any]]  # its number from 1, its cells


def open_xlsx(path: Path, file: str, profile: Profile, asked: SheetChoice, chunk_rows: int) -> list[Source]:
    """The sheets of a workbook that are to be read, each as a source. `file` is the name to show.

    Row numbers are those of the sheet. Numbers and dates are written as text, in the decimal mark of the profile or
    with a point; rows without any cell are no rows; a merged cell holds its value on each of its rows. A sheet without
    a column of months whose name is a month says it. Raises `UnreadableInput`, also beyond the limits.
    """
    try:
        check_size(path, file)
        check_apart("workbook", path, file, asked.names or ((profile.sheet,) if profile.sheet else ()))
        with CalamineWorkbook.from_path(path) as book, zipfile.ZipFile(path) as archive:
            chosen = choose_sheets(book, archive, file, profile, asked)
            marks = [read_marks(archive, each.sheet.name) for each in chosen]
    except OSError as error:
        raise cannot_open(file, error) from None
    except (CalamineError, *_DAMAGED):
        raise UnreadableInput("damaged-workbook", file=file) from None
    shown = [file if len(chosen) == 1 else f"{file} ({each.sheet.name})" for each in chosen]
    return [_source(*each, profile, chunk_rows) for each in zip(shown, chosen, marks, strict=True)]


def _source(file: str, chosen: Chosen, marks: Marks, profile: Profile, chunk_rows: int) -> Source:
    sheet, top = chosen.sheet, chosen.top + 1
    asked = (file, chosen.names, profile.columns, profile.words, chosen.sample)
    mapping, whys = headers.recognise(*asked), headers.explain(*asked)
    constants: dict[str, str] = {}
    month = chosen.month
    if month is not None and "month" in profile.words.canonical and all(name != "month" for _header, name in mapping):
        constants["month"] = month
        mapping, whys = (*mapping, (sheet.name, "month")), (*whys, Why(VALUES))
    decimal = profile.decimal or "."
    below = _merged(enumerate(islice(sheet.iter_rows(), top, None), start=top + 1), sheet)
    reader = _Reader(mapping[: len(chosen.names)], constants, decimal, marks)
    chunks = rows.chunks(file, reader.batches(below, chunk_rows), chunk_rows)
    count = (sheet.end or (0, 0))[0] + 1 - top
    notes = (*chosen.notes, *_hidden(file, marks, top))
    return Source(file, "xlsx", None, None, decimal, mapping, count, chunks, profile.date_format, notes, whys)


def _hidden(file: str, marks: Marks, top: int) -> Iterator[str]:
    if number := sum(row >= top for row in marks.hidden):
        yield _("{file}: rows hidden in the sheet (by a filter or by hand), read like the others: {number}").format(
            file=file, number=number
        )


def _merged(below: Iterator[Row], sheet: CalamineSheet) -> Iterator[Row]:
    """The rows that have a cell; those that a merged cell goes over have its value too."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for (first, column), (last, _column) in sheet.merged_cell_ranges or ():
        if last > first:
            starts.setdefault(first, []).append((column, last))
    going: dict[int, tuple[Any, int]] = {}
    for number, cells in below:
        if not any(cell not in ("", None) for cell in cells):
            continue
        row = number - 1
        going = {column: (value, last) for column, (value, last) in going.items() if row <= last}
        if going or row in starts:
            cells = list(cells)  # noqa: PLW2901 - the row with more in it
            for column, (value, _last) in going.items():
                cells[column] = value
            going |= {column: (cells[column], last) for column, last in starts.get(row, ()) if column < len(cells)}
        yield number, cells


class _Reader:
    """Rows of a sheet to batches of text."""

    def __init__(self, mapping: Mapped, constants: Mapping[str, str], decimal: str, marks: Marks) -> None:
        self.used = {name: place for place, (_header, name) in enumerate(mapping) if name is not None}
        self.names = [header for header, _name in mapping]
        self.headers = {name: self.names[place] for name, place in self.used.items()}
        self.constants, self.decimal, self.marks = constants, decimal, marks

    def batches(self, below: Iterator[Row], size: int) -> Iterator[pa.RecordBatch]:
        """Batches of so many rows."""
        while piece := list(islice(below, size)):
            columns = {name: [self._text(row, place) for row in piece] for name, place in self.used.items()}
            columns |= {name: [text] * len(piece) for name, text in self.constants.items()}
            batch = rows.batch_of_lists([number for number, _cells in piece], columns)
            yield set_apart(batch, self.headers, partial(self._words, piece), self.names)

    def _words(self, piece: Sequence[Row], place: int) -> list[str]:
        """The cells of a row as text."""
        _number, cells = piece[place]
        return [as_text(cell, self.decimal) or "" for cell in cells]

    def _text(self, row: Row, column: int) -> str | None:
        number, cells = row
        place, cell = (number - 1, column), cells[column]
        if place in self.marks.unknown:
            return self.marks.unknown[place]
        text = as_text(cell, self.decimal)
        return text.zfill(self.marks.padded[place]) if text and place in self.marks.padded else text
