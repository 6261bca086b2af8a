"""What a workbook may hold: refused before any of it is unpacked at once, so that none fills the memory."""

import re
import string
import sys
import zipfile
from copy import copy
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from revalo.errors import UnreadableInput

MOST_BYTES = 256 << 20  # of the workbook
MOST_UNPACKED = 4 << 30  # of all its parts, unpacked
MOST_RATIO = 200  # unpacked to packed, of any part above a megabyte
MOST_ROWS = 1 << 20
MOST_COLUMNS = 1 << 10
MOST_CELLS = 1 << 26  # the rectangle from A1 to the last row and column
MOST_TEXT = 1 << 30  # bytes of shared texts, each as often as cells hold one
LONGEST_TEXT = 4 * 32_767  # bytes of a text: Excel has 32,767 characters a cell
_SMALL = 1 << 20
_PIECE = 1 << 20
# A cell beyond column Z or row 99,999; a row; a count, for which the reader would make room at once.
_FAR = re.compile(rb"[\s\"']r\s*=\s*[\"']\s*([A-Za-z]{2,20}\d{1,20}|[A-Za-z]?\d{6,20})")
_ROW = re.compile(rb'row r="(\d{1,20})')
_CELLS = re.compile(rb"<(?:\w+:)?(row|c)[\s/>]")  # a row begins, or a cell
_TEXTS = re.compile(rb"<(?:\w+:)?si[\s/>]")  # a shared text begins
_SHARED = re.compile(rb"""t\s*=\s*["']s["']""")  # a cell that holds one
_COUNT = re.compile(rb"ount\s*=\s*[\"']\s*(\d{1,20})")
_DIGITS, _LETTERS = b"0123456789", string.ascii_letters.encode()
_LONGEST_REFERENCE = 64


def check_size(path: Path, file: str) -> None:
    """Refuse a workbook that would fill the memory, before any of it is unpacked at once."""
    if path.stat().st_size > MOST_BYTES:
        raise _too_large(file)
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        swollen = any(part.file_size > max(_SMALL, MOST_RATIO * part.compress_size) for part in parts)
        if swollen or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise _too_large(file)
        extents = [_check_extent(archive, part, file) for part in parts]
    if sum(each.shared for each in extents) * max((each.longest for each in extents), default=0) > MOST_TEXT:
        raise _too_large(file)


class Texts(NamedTuple):
    """Of a part: how many cells hold a shared text, and the bytes of the longest shared text."""

    shared: int
    longest: int


def _check_extent(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> Texts:
    """Refuse a part whose last row and column make too large a rectangle, or that announces too much.

    One stray cell far away is enough: the reader makes room for all that is between. Cells that do not say where they
    are count one after the other.
    """
    wide, long = _Widest(_CELLS, b"row"), _Longest()
    shared = 0
    last_row, last_column, most, overlap = 1, 1, 0, b""
    whole = copy(part)
    whole.file_size = sys.maxsize  # all that is packed, whatever the directory says
    size = 0
    with archive.open(whole) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > part.file_size:
                raise _too_large(file)
            seen = overlap + piece
            far = set(_FAR.findall(seen))
            last_row = max([last_row, *map(int, _ROW.findall(seen)), *(int(cell.lstrip(_LETTERS)) for cell in far)])
            last_column = max([last_column, *map(_column_number, {cell.rstrip(_DIGITS) for cell in far})])
            most = max([most, *map(int, _COUNT.findall(seen))])
            shared += len(_SHARED.findall(piece))
            last_column = max(last_column, wide.feed(piece))
            long.feed(piece)
            overlap = piece[-_LONGEST_REFERENCE:]
    if last_row > MOST_ROWS or last_column > MOST_COLUMNS or max(last_row * last_column, most) > MOST_CELLS:
        raise _too_large(file)
    longest = long.most if part.filename.endswith("sharedStrings.xml") else 0
    if longest > LONGEST_TEXT:
        raise _too_large(file)
    return Texts(shared, longest)


class _Widest:
    """The most cells of a row."""

    def __init__(self, pattern: re.Pattern[bytes], begins: bytes) -> None:
        self._pattern, self._begins, self._now, self.most = pattern, begins, 0, 0

    def feed(self, piece: bytes) -> int:
        """Count on; the most so far."""
        for name in self._pattern.findall(piece):
            self._now = 0 if name == self._begins else self._now + 1
            self.most = max(self.most, self._now)
        return self.most


class _Longest:
    """The bytes of the longest shared text."""

    def __init__(self) -> None:
        self._now, self.most = 0, 0

    def feed(self, piece: bytes) -> None:
        """Measure on."""
        for start, end in pairwise([0, *(each.start() for each in _TEXTS.finditer(piece)), len(piece)]):
            self._now = end - start + (self._now if start == 0 else 0)
            self.most = max(self.most, self._now)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _too_large(file: str) -> UnreadableInput:
    return UnreadableInput("workbook-too-large", file=file)
