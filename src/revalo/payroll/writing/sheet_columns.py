"""Many rows of a sheet at once, as the text of its file, built column by column.

The text is the one that XlsxWriter gives for the same cells one by one (a test compares them), without an object for
each cell.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.utility import xl_col_to_name

from revalo.errors import UsageError
from revalo.payroll.writing.escaped_words import escaped

ROW = "{row}"  # in the words of a formula: the number of its row
AT_ONCE = 20_000  # rows held as text
LONGEST_TEXT = 32_767  # characters of a cell, as Excel counts them: those beyond 16 bits count twice
_SPACE = r"[\s\p{Z}\x{85}]"
_SPECIAL = rf"[&<>\x00-\x1f\x{{fffe}}\x{{ffff}}]|_x[0-9a-fA-F]{{4}}_|^{_SPACE}|{_SPACE}$"  # XML has its own way for it

Pieces = list[Any]  # of the text of each row, in order: words that all rows share, or an array of strings


class Formulas(NamedTuple):
    """A column of one formula and its value in each row. `words`: with `ROW` for the row's own number."""

    words: str
    values: pa.Array


class Column(NamedTuple):
    """A column of a sheet: its letters, the number of its format in the file, and its cells as they stand there."""

    letters: str
    look: int
    cells: pa.Array | Formulas


def check_length(text: str) -> None:
    """Refuse a text that no cell can hold."""
    if 2 * len(text) > LONGEST_TEXT and len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
        raise UsageError("text-too-long-for-workbook", longest=LONGEST_TEXT)


def append(sheet: Any, above: int, columns: Sequence[pa.Array | Formulas], looks: Sequence[Any]) -> int:
    """Write rows below the `above` ones of a sheet of XlsxWriter, each column in its format; how many they are.

    XlsxWriter must write in constant memory, with a file of the rows so far: theirs are added to it.
    """
    sheet._write_single_row(above)  # the last row above, which XlsxWriter keeps until the next one
    prepared = [
        Column(xl_col_to_name(place), look._get_xf_index(), _prepared(cells, sheet))
        for place, (cells, look) in enumerate(zip(columns, looks, strict=True))
    ]
    count = len(_values(columns[0]))
    for text in _rows(prepared, above + 1, count):
        sheet.row_data_fh.write(text)
    sheet._check_dimensions(above + count - 1, len(columns) - 1)
    return count


def _rows(prepared: Sequence[Column], first: int, count: int) -> Iterator[str]:
    """The text of the rows, the first one numbered `first`; some thousands at a time."""
    for start in range(0, count, AT_ONCE):
        stop = min(start + AT_ONCE, count)
        numbers = pa.array(range(first + start, first + stop)).cast(pa.string())
        pieces: Pieces = ['<row r="', numbers, '">']
        for column in prepared:
            pieces += _cells(column, numbers, start, stop)
        yield _joined([*pieces, "</row>"])


def _values(cells: pa.Array | Formulas) -> Any:
    return cells.values if isinstance(cells, Formulas) else cells


def _prepared(cells: pa.Array | Formulas, sheet: Any) -> pa.Array | Formulas:
    """The cells as they stand in the file: texts as the inside of their element, numbers as strings."""
    if isinstance(cells, Formulas):
        words = sheet._escape_data(cells.words.removeprefix("="))
        return Formulas(words, cells.values.cast(pa.string()).fill_null(""))
    if pa.types.is_string(cells.type):
        cells = cells.dictionary_encode()
    if pa.types.is_dictionary(cells.type):
        words = _texts(escaped(cells).dictionary, sheet)
        return pa.DictionaryArray.from_arrays(cells.indices, words)
    return cells.cast(pa.string())


def _texts(words: pa.Array, sheet: Any) -> pa.Array:
    """Texts as elements of a file: most are plain and stay as they are, those with special signs are written by one."""
    longest = pc.max(pc.utf8_length(words)).as_py() or 0
    special = pc.any(pc.match_substring_regex(words, _SPECIAL)).as_py()
    if not special and 2 * longest <= LONGEST_TEXT:
        return pc.binary_join_element_wise("<t>", words, "</t>", "")
    return pa.array([_text(word, sheet) for word in words.to_pylist()], pa.string())


def _text(word: str, sheet: Any) -> str:
    check_length(word)
    text = sheet._escape_control_characters(word)
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{sheet._escape_data(text)}</t>"


def _cells(column: Column, numbers: pa.Array, start: int, stop: int) -> Pieces:
    """The text of a column's cells; none where a row has nothing in it."""
    opening = ['<c r="' + column.letters, numbers, f'" s="{column.look}"']
    cells = column.cells
    if isinstance(cells, Formulas):
        values = cells.values[start:stop]
        words = [piece for part in cells.words.split(ROW) for piece in (numbers, part)][1:]
        return [*opening, "><f>", *words, "</f><v>", values, "</v></c>"]
    values = cells[start:stop]
    if values.null_count == len(values):
        return []
    if pa.types.is_dictionary(values.type):
        pieces = [*opening, ' t="inlineStr"><is>', values.dictionary_decode(), "</is></c>"]
    else:
        pieces = [*opening, "><v>", values, "</v></c>"]
    return [pc.fill_null(_join(pieces), "")] if values.null_count else pieces


def _join(pieces: Pieces) -> pa.Array:
    return pc.binary_join_element_wise(*_merged(pieces), "")


def _merged(pieces: Pieces) -> Pieces:
    """The pieces with neighbouring words as one."""
    merged: Pieces = []
    for piece in pieces:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        else:
            merged.append(piece)
    return merged


def _joined(pieces: Pieces) -> str:
    """All rows as one text: their strings stand one behind the other in memory."""
    return str(_join(pieces).buffers()[2], "utf-8")
