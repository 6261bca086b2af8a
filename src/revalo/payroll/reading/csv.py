"""CSV: blocks of whole lines through pyarrow, and a slower, exact reader for blocks whose quotes need care."""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import csv

from revalo.errors import UnreadableInput
from revalo.payroll.parallel import ahead
from revalo.payroll.reading import rows, text
from revalo.payroll.reading.headers import is_broken
from revalo.payroll.reading.layout import Layout, find_layout
from revalo.payroll.reading.no_person import set_apart
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.records import fitted, records, split
from revalo.payroll.reading.source import RawRows, Source

_OF_WINDOWS = ("cp1252", "latin-1")
_SHORT = 1 << 16  # bytes of a block that is parsed sooner than a thread takes it up
_SAMPLE = 1 << 18  # bytes that the separator, the header and the decimal mark are found in
_BLANKS = " \t\"'\N{NO-BREAK SPACE}"


class RowsOfBlock(NamedTuple):
    """Rows of a block, and the bytes at its end that belong with the next one."""

    rows: pa.RecordBatch
    rest: bytes = b""


class TextFormat(NamedTuple):
    """The encoding and the layout of a text file."""

    encoding: str
    layout: Layout


def open_csv(path: Path, file: str, profile: Profile, chunk_rows: int, block: int = text.BLOCK) -> Source:
    """A text file as a source: what was found out about it, and its rows as they are asked for.

    `file` is the name to show. Row numbers are line numbers, of the first line where a cell has line breaks. Rows with
    more or fewer cells than the header carry the fault `ragged`; blank lines are no rows. Raises `UnreadableInput`.
    """
    form = detect_format(path, file, profile, block, most=block)
    chunks = read_chunks(path, file, form, chunk_rows, block)
    layout, find_encoding = form.layout, partial(_encoding, path, form.encoding)
    read = Source(
        file, "csv", find_encoding, layout.separator, layout.decimal, layout.mapping, None, chunks, profile.date_format
    )
    return read._replace(whys=layout.whys)


def detect_format(
    path: Path, file: str, profile: Profile, block: int = text.BLOCK, most: int = sys.maxsize
) -> TextFormat:
    """The encoding and the layout of a text file. `most`: see `text.find_encoding`."""
    encoding = text.find_encoding(path, profile.encoding, block, most)
    if profile.encoding is None and encoding in _OF_WINDOWS:
        encoding = _by_header(path, file, encoding, profile)
    layout = find_layout(_sample(path, file, encoding), file, profile)
    if broken := next((name for name in layout.names if is_broken(name, profile.columns, profile.words)), None):
        raise UnreadableInput("broken-accents", file=file, header=broken)
    return TextFormat(encoding, layout)


def _encoding(path: Path, found: str) -> str:
    """The encoding of a file, looked for in all of it where nothing but ASCII was met."""
    return text.find_encoding(path) if found == text.PLAIN else found


def _by_header(path: Path, file: str, encoding: str, profile: Profile) -> str:
    """The encoding in which most headers are known: that of Windows, or an old one where its words prove it."""
    best, most = encoding, 0
    for candidate in (encoding, *text.OLD):
        try:
            layout = find_layout(_sample(path, file, candidate), file, profile)
        except UnreadableInput:
            continue
        known = sum(name is not None for _header, name in layout.mapping)
        if known > most:
            best, most = candidate, known
    return best


def read_chunks(
    path: Path,
    file: str,
    text_format: TextFormat,
    chunk_rows: int,
    block: int = text.BLOCK,
    span: text.Span = text.WHOLE,
) -> Iterator[RawRows]:
    """The rows of a text file, or of a span of it, whose format is known."""
    encoding, layout = text_format
    blocks = text.blocks(path, file, encoding, block, span)
    return rows.chunks(file, _batches(blocks, layout), chunk_rows)


def _sample(path: Path, file: str, encoding: str) -> str:
    first = next(text.blocks(path, file, encoding, _SAMPLE), text.Block(b"", 1, 0, last=True))
    return first.content.decode()


def _batches(blocks: Iterator[text.Block], layout: Layout) -> Iterator[pa.RecordBatch]:
    """The rows of blocks: each parsed as if it began with a record, and again where the one before did not end so."""
    rest = b""
    for block, parsed in ahead(partial(_parsed_ahead, layout=layout), map(partial(_below, layout), blocks), _is_short):
        whole = _after(rest, block) if rest else block
        part = (_fast(whole, layout) if rest else parsed) or _careful(whole, layout)
        rest = part.rest
        del block, parsed, whole  # the rows alone stay while they are worked on
        yield part.rows


def _after(rest: bytes, block: text.Block) -> text.Block:
    """A block with the lines before it that belong with its first ones."""
    lines = text.lines_in(rest)
    return text.Block(rest + block.content, block.line - lines, block.lines + lines, block.last)


def _below(layout: Layout, block: text.Block) -> text.Block:
    """A block without the lines above the rows."""
    content, line, lines, last = block
    while line <= layout.lines and content:
        content, line, lines = content[content.index(b"\n") + 1 :], line + 1, lines - 1
    return text.Block(content, line, lines, last)


def _is_short(block: text.Block) -> bool:
    return len(block.content) < _SHORT


def _parsed_ahead(block: text.Block, layout: Layout) -> tuple[text.Block, RowsOfBlock | None]:
    return block, _fast(block, layout)


def _fast(block: text.Block, layout: Layout) -> RowsOfBlock | None:
    """A block through pyarrow; None where quotes are open or some record takes several lines."""
    content, line, lines, _last = block
    if not content:
        return RowsOfBlock(_batch(layout, [], []))
    if b'"' in content and content.count(b'"') % 2:
        return None
    misfits: list[tuple[int, str]] = []
    try:
        table = _parsed(content, layout, misfits)
    except pa.ArrowInvalid:
        return None
    if table.num_rows + len(misfits) != lines:
        return None
    fitting = np.ones(lines, bool)
    fitting[[number - 1 for number, _text in misfits]] = False
    good = rows.batch(np.flatnonzero(fitting) + line, _columns(table, layout))
    batch = _without_blanks(_with_misfits(good, misfits, line, layout), content, line, layout)
    return RowsOfBlock(_set_apart(batch, _Lines(content, line, layout).cells, layout))


def _parsed(content: bytes, layout: Layout, misfits: list[tuple[int, str]]) -> pa.Table:
    def skip(row: csv.InvalidRow) -> str:
        misfits.append((row.number, row.text))
        return "skip"

    names = [str(place) for place in range(len(layout.names))]
    types = {str(place): rows.kind(name) for name, place in _used(layout).items()}
    return csv.read_csv(
        pa.BufferReader(content),
        csv.ReadOptions(use_threads=False, block_size=len(content) + 1, column_names=names),
        csv.ParseOptions(delimiter=layout.separator, ignore_empty_lines=False, invalid_row_handler=skip),
        csv.ConvertOptions(
            check_utf8=False,
            column_types=types,
            include_columns=list(types),
            null_values=[""],
            strings_can_be_null=True,
        ),
    )


class _Lines:
    """The cells of the lines of a block, split where they are asked for."""

    def __init__(self, content: bytes, line: int, layout: Layout) -> None:
        self._content, self._line, self._separator = content, line, layout.separator
        self._lines: list[bytes] = []

    def cells(self, number: int) -> list[str]:
        """The cells of the line of a number; an unclosed quote is part of its cell."""
        self._lines = self._lines or self._content.split(b"\n")
        text = self._lines[number - self._line].decode()
        return split(text, self._separator) or text.split(self._separator)


def _set_apart(batch: pa.RecordBatch, cells: Callable[[int], list[str]], layout: Layout) -> pa.RecordBatch:
    """Rows with the lines that are no person marked as such; the ragged ones among them."""
    numbers = rows.numbers(batch)
    names = {name: layout.names[place] for name, place in _used(layout).items()}
    return set_apart(batch, names, lambda place: cells(int(numbers[place])), layout.names)


def _used(layout: Layout) -> dict[str, int]:
    return {name: place for place, (_header, name) in enumerate(layout.mapping) if name is not None}


def _columns(table: pa.Table, layout: Layout) -> dict[str, Any]:
    table = table.combine_chunks()
    columns = {name: table[str(place)] for name, place in _used(layout).items()}
    return {
        name: column.chunk(0) if column.num_chunks else pa.array([], rows.kind(name))
        for name, column in columns.items()
    }


def _with_misfits(
    good: pa.RecordBatch, misfits: Sequence[tuple[int, str]], line: int, layout: Layout
) -> pa.RecordBatch:
    """Rows whose number of cells differs from the header's: corrected where only blanks differ, else at fault."""
    if not misfits:
        return good
    cells = [fitted(split(content.rstrip("\n"), layout.separator), layout.names) for _number, content in misfits]
    return rows.in_order([good, _batch(layout, [line + number - 1 for number, _content in misfits], cells)])


def _batch(layout: Layout, numbers: Sequence[int], cells: Sequence[list[str] | None]) -> pa.RecordBatch:
    columns = {name: [row[place] if row else None for row in cells] for name, place in _used(layout).items()}
    return rows.batch_of_lists(numbers, columns, [None if row else rows.RAGGED for row in cells])


def _without_blanks(batch: pa.RecordBatch, content: bytes, line: int, layout: Layout) -> pa.RecordBatch:
    """Drop the rows that say nothing in any column, used or not."""
    dropped = rows.blank(batch)
    if dropped.any():
        lines = content.split(b"\n")
        numbers = rows.numbers(batch)
        for place in np.flatnonzero(dropped):
            dropped[place] = not lines[numbers[place] - line].decode().strip(_BLANKS + layout.separator)
    return rows.without(batch, dropped)


def _careful(block: text.Block, layout: Layout) -> RowsOfBlock:
    """A block record by record: quoted line breaks, and quotes that are never closed."""
    content, line, _lines, last = block
    lines = content.decode().split("\n")[:-1]
    records_of: dict[int, list[str]] = {}
    done = 0
    for record in records(lines, layout.separator, layout.names, last=last):
        done = record.first + record.lines
        if record.cells is None or any(cell.strip(_BLANKS) for cell in record.cells):
            records_of[line + record.first] = record.cells or []
    rest = "".join(each + "\n" for each in lines[done:])
    batch = _batch(layout, list(records_of), [fitted(cells or None, layout.names) for cells in records_of.values()])
    return RowsOfBlock(_set_apart(batch, lambda number: records_of[number], layout), rest.encode())
