"""CSV: blocks of whole lines through pyarrow, and a slower, exact reader for blocks whose quotes need care."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import csv

from revalo.payroll.reading import rows, text
from revalo.payroll.reading.layout import Layout, find_layout
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.records import fitted, records, split
from revalo.payroll.reading.source import RawRows, Source

_SAMPLE = 1 << 18  # bytes that the separator, the header and the decimal mark are found in
_BLANKS = " \t\"'\N{NO-BREAK SPACE}"


class Part(NamedTuple):
    """Rows of a block, and the bytes at its end that belong with the next one."""

    rows: pa.RecordBatch
    rest: bytes = b""


class Looks(NamedTuple):
    """What a text file looks like."""

    encoding: str
    layout: Layout


def open_csv(path: Path, file: str, profile: Profile, chunk_rows: int, block: int = text.BLOCK) -> Source:
    """A text file as a source: what was found out about it, and its rows as they are asked for.

    `file` is the name to show. Row numbers are line numbers, of the first line where a cell has line breaks. Rows with
    more or fewer cells than the header carry the fault `ragged`; blank lines are no rows. Raises `UnreadableInput`.
    """
    found = find_looks(path, file, profile, block)
    chunks = read_chunks(path, file, found, chunk_rows, block)
    encoding, layout = found
    return Source(
        file, "csv", encoding, layout.separator, layout.decimal, layout.mapping, None, chunks, profile.date_format
    )


def find_looks(path: Path, file: str, profile: Profile, block: int = text.BLOCK) -> Looks:
    """The encoding and the layout of a text file."""
    encoding = text.find_encoding(path, profile.encoding, block)
    return Looks(encoding, find_layout(_sample(path, file, encoding), file, profile))


def read_chunks(
    path: Path, file: str, looks: Looks, chunk_rows: int, block: int = text.BLOCK, span: text.Span = text.WHOLE
) -> Iterator[RawRows]:
    """The rows of a text file, or of a span of it, whose looks are known."""
    encoding, layout = looks
    blocks = text.blocks(path, file, encoding, block, span)
    return rows.chunks(file, _batches(blocks, layout, span.line), chunk_rows)


def _sample(path: Path, file: str, encoding: str) -> str:
    first = next(text.blocks(path, file, encoding, _SAMPLE), text.Block(b"", last=True))
    return first.content.decode()


def _batches(blocks: Iterator[text.Block], layout: Layout, line: int) -> Iterator[pa.RecordBatch]:
    held, skipped = b"", max(layout.lines + 1 - line, 0)
    for block in blocks:
        content = held + block.content
        while skipped and content:
            content, skipped, line = content[content.index(b"\n") + 1 :], skipped - 1, line + 1
        part = _fast(content, line, layout) or _careful(content, line, layout, last=block.last)
        held = part.rest
        line += text.lines_in(content) - text.lines_in(held)
        yield part.rows


def _fast(content: bytes, line: int, layout: Layout) -> Part | None:
    """A block through pyarrow; None where quotes are open or some record takes several lines."""
    if not content:
        return Part(_batch(layout, [], []))
    if b'"' in content and content.count(b'"') % 2:
        return None
    misfits: list[tuple[int, str]] = []
    try:
        table = _parsed(content, layout, misfits)
    except pa.ArrowInvalid:
        return None
    lines = text.lines_in(content)
    if table.num_rows + len(misfits) != lines:
        return None
    fitting = np.ones(lines, bool)
    fitting[[number - 1 for number, _text in misfits]] = False
    good = rows.batch(np.flatnonzero(fitting) + line, _columns(table, layout))
    return Part(_without_blanks(_with_misfits(good, misfits, line, layout), content, line, layout))


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
    """Rows whose number of cells differs from the header's: put right where only blanks do, else at fault."""
    if not misfits:
        return good
    cells = [fitted(split(content.rstrip("\n"), layout.separator), layout.names) for _number, content in misfits]
    return rows.in_order([good, _batch(layout, [line + number - 1 for number, _content in misfits], cells)])


def _batch(layout: Layout, numbers: Sequence[int], cells: Sequence[list[str] | None]) -> pa.RecordBatch:
    columns = {name: [row[place] if row else None for row in cells] for name, place in _used(layout).items()}
    return rows.batch_of_lists(numbers, columns, [None if row else rows.RAGGED for row in cells])


def _without_blanks(found: pa.RecordBatch, content: bytes, line: int, layout: Layout) -> pa.RecordBatch:
    """Drop the rows that say nothing in any column, used or not."""
    dropped = rows.blank(found)
    if dropped.any():
        lines = content.split(b"\n")
        numbers = rows.numbers(found)
        for place in np.flatnonzero(dropped):
            dropped[place] = not lines[numbers[place] - line].decode().strip(_BLANKS + layout.separator)
    return rows.without(found, dropped)


def _careful(content: bytes, line: int, layout: Layout, *, last: bool) -> Part:
    """A block record by record: quoted line breaks, and quotes that are never closed."""
    lines = content.decode().split("\n")[:-1]
    numbers, cells, done = [], [], 0
    for record in records(lines, layout.separator, layout.names, last=last):
        done = record.first + record.lines
        if record.cells is None or any(cell.strip(_BLANKS) for cell in record.cells):
            numbers.append(line + record.first)
            cells.append(fitted(record.cells, layout.names))
    rest = "".join(each + "\n" for each in lines[done:])
    return Part(_batch(layout, numbers, cells), rest.encode())
