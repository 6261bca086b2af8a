"""XLSX workbooks, through calamine, within limits."""

import re
import string
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from copy import copy
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from revalo.errors import UnreadableInput
from revalo.payroll.reading import headers, rows
from revalo.payroll.reading.formats import cannot_open
from revalo.payroll.reading.headers import Mapped
from revalo.payroll.reading.layout import MOST_TITLES
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.scalars import as_text
from revalo.payroll.reading.source import Source

MOST_BYTES = 256 << 20  # of the workbook
MOST_UNPACKED = 4 << 30  # of all its parts, unpacked
MOST_RATIO = 200  # unpacked to packed, of any part above a megabyte
MOST_ROWS = 1 << 20
MOST_COLUMNS = 1 << 10
MOST_CELLS = 1 << 26  # the rectangle from A1 to the last row and column
_SMALL = 1 << 20
_PIECE = 1 << 20
# A cell beyond column Z or row 99,999; a row; a count, for which the reader would make room at once.
_FAR = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]{2,20}\d{1,20}|[A-Za-z]?\d{6,20})")
_ROW = re.compile(rb'row r="(\d{1,20})')
_COUNT = re.compile(rb"ount\s*=\s*[\"']\s*(\d{1,20})")
_DIGITS, _LETTERS = b"0123456789", string.ascii_letters.encode()
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
_LONGEST_REFERENCE = 64


def open_xlsx(path: Path, file: str, profile: Profile, sheet: str | None, chunk_rows: int) -> Source:
    """One sheet of a workbook as a source: the one named, else the first. `file` is the name to show.

    Row numbers are those of the sheet. Numbers and dates are written as text, in the decimal mark of the profile or
    with a point; rows without any cell are no rows. Raises `UnreadableInput`, also beyond the limits above.
    """
    found = _sheet(path, file, sheet or profile.sheet)
    names, top = _header(found, file, profile)
    mapping = headers.recognise(file, names, profile.columns, profile.words)
    decimal = profile.decimal or "."
    batches = _batches(found, mapping, top, decimal, chunk_rows)
    count = (found.end or (0, 0))[0] + 1 - top
    return Source(
        file, "xlsx", None, None, decimal, mapping, count, rows.chunks(file, batches, chunk_rows), profile.date_format
    )


def _sheet(path: Path, file: str, name: str | None) -> CalamineSheet:
    try:
        _check_size(path, file)
        with CalamineWorkbook.from_path(path) as book:
            found = book.get_sheet_by_name(_named(book, file, name))
    except OSError as error:
        raise cannot_open(file, error) from None
    except (CalamineError, *_DAMAGED):
        raise UnreadableInput("damaged-workbook", file=file) from None
    return found


def _named(book: CalamineWorkbook, file: str, name: str | None) -> str:
    sheets = [each.name for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    if name in sheets or (name is None and sheets):
        return name or sheets[0]
    raise UnreadableInput("no-such-sheet", file=file, names=", ".join(sheets))


def _check_size(path: Path, file: str) -> None:
    """Refuse a workbook that would fill the memory, before any of it is unpacked at once."""
    if path.stat().st_size > MOST_BYTES:
        raise _too_large(file)
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        swollen = any(part.file_size > max(_SMALL, MOST_RATIO * part.compress_size) for part in parts)
        if swollen or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise _too_large(file)
        for part in parts:
            _check_extent(archive, part, file)


def _check_extent(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> None:
    """Refuse a part whose last row and column make too large a rectangle, or that announces too much.

    One stray cell far away is enough: the reader makes room for all that is between.
    """
    last_row, last_column, most, held = 1, 1, 0, b""
    whole = copy(part)
    whole.file_size = sys.maxsize  # all that is packed, whatever the directory says
    size = 0
    with archive.open(whole) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > part.file_size:
                raise _too_large(file)
            seen = held + piece
            far = set(_FAR.findall(seen))
            last_row = max([last_row, *map(int, _ROW.findall(seen)), *(int(cell.lstrip(_LETTERS)) for cell in far)])
            last_column = max([last_column, *map(_column_number, {cell.rstrip(_DIGITS) for cell in far})])
            most = max([most, *map(int, _COUNT.findall(seen))])
            held = piece[-_LONGEST_REFERENCE:]
    if last_row > MOST_ROWS or last_column > MOST_COLUMNS or max(last_row * last_column, most) > MOST_CELLS:
        raise _too_large(file)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _too_large(file: str) -> UnreadableInput:
    return UnreadableInput("workbook-too-large", file=file)


def _header(sheet: CalamineSheet, file: str, profile: Profile) -> tuple[list[str], int]:
    """The headers, and how many rows come before the first person."""
    tops = [[as_text(cell, ".") or "" for cell in row] for row in islice(sheet.iter_rows(), MOST_TITLES + 1)]
    known = [headers.known(row, profile.columns, profile.words) for row in tops]
    if not any(known):
        raise headers.none_known(file, profile.words)
    place = known.index(max(known))
    return [name.strip() for name in tops[place]], place + 1


def _batches(sheet: CalamineSheet, mapping: Mapped, top: int, decimal: str, size: int) -> Iterator[pa.RecordBatch]:
    below = enumerate(islice(sheet.iter_rows(), top, None), start=top + 1)
    while piece := list(islice(below, size)):
        yield _batch(piece, mapping, decimal)


def _batch(piece: Sequence[tuple[int, Sequence[Any]]], mapping: Mapped, decimal: str) -> pa.RecordBatch:
    filled = [(number, cells) for number, cells in piece if any(cell not in ("", None) for cell in cells)]
    columns = {
        name: [as_text(cells[place], decimal) for _number, cells in filled]
        for place, (_header, name) in enumerate(mapping)
        if name is not None
    }
    return rows.batch_of_lists([number for number, _cells in filled], columns)
