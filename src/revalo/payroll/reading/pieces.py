"""Payroll files cut into pieces that can be read apart, each by the same reader and with the row numbers of its file.

A piece of a CSV is a span of whole lines: the bytes are read once, without splitting any cell, to count the lines
before each cut. Nothing tells which line breaks stand between quotes but reading all that comes before, so a file
with a quote anywhere is one piece, and so is one in UTF-16. A piece of a Parquet file is a run of row groups, whose
rows the file itself counts. What a file says at its head (encoding, separator, header, decimal mark, forms of dates)
is found once, by the very functions that the whole file would be read with, and goes with every piece.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from revalo.payroll.reading.cells import date_forms
from revalo.payroll.reading.formats import cannot_open
from revalo.payroll.reading.inputs import File
from revalo.payroll.reading.open import CHUNK_ROWS, plain_numbers
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.source import Source
from revalo.payroll.reading.text import LONGEST_LINE, WHOLE, Span

_BLOCK = 1 << 22
_WIDE = "utf-16"


class Cut(NamedTuple):
    """How large pieces are at least: bytes of a CSV, rows of a Parquet file."""

    bytes: int = 64 << 20
    rows: int = 1_000_000


class Piece(NamedTuple):
    """Rows of a file that can be read apart. `place`: a span of lines, row groups, or None for the whole file.

    `weight`: its share of a task, in bytes of CSV. `text_format`: the encoding and layout of a text file; `forms`: the
    forms of its dates where they are told or settled.
    """

    file: File
    place: Any
    weight: int
    text_format: Any = None
    forms: Any = None


class Survey(NamedTuple):
    """What is known of a file before its rows are read: its dialect, its mapping, its pieces in order."""

    separator: str | None
    decimal: str
    unused: list[str]
    pieces: list[Piece]


def survey(file: File, profile: Profile, cut: Cut, look: Callable[[Source], object] | None = None) -> Survey:
    """A CSV or Parquet file cut into pieces; `UnreadableInput` where it cannot be read, or where `look` raises it."""
    try:
        whole = Piece(file, None, 0, _text_format(file, profile))
        source = _opened(whole, profile, CHUNK_ROWS)
        if look is not None:
            look(source)
        pieces = list(_cut_text(whole, cut) if file.format == "csv" else _cut_groups(whole, cut))
    except OSError as error:
        raise cannot_open(file.shown, error) from None
    if len(pieces) > 1:
        forms = profile.date_format or next((date_forms(chunk) for chunk in source.chunks), {})
        pieces = [piece._replace(forms=forms) for piece in pieces]
    return Survey(source.separator, source.decimal, source.unused, pieces)


def open_piece(piece: Piece, profile: Profile, chunk_rows: int = CHUNK_ROWS) -> Source:
    """A piece as a source, its rows numbered as in its file."""
    try:
        source = _opened(piece, profile, chunk_rows)
    except OSError as error:
        raise cannot_open(piece.file.shown, error) from None
    return plain_numbers(source._replace(date_format=piece.forms or profile.date_format), profile)


def shares(pieces: list[Piece], cut: Cut) -> list[list[Piece]]:
    """Pieces next to one another, put together up to the size of one: a share for each task."""
    parts: list[list[Piece]] = []
    weight = 0
    for piece in pieces:
        if not parts or weight + piece.weight > cut.bytes:
            parts.append([])
            weight = 0
        parts[-1].append(piece)
        weight += piece.weight
    return parts


def _opened(piece: Piece, profile: Profile, chunk_rows: int) -> Source:
    path, shown, kind = piece.file
    if kind == "csv":
        from revalo.payroll.reading.csv import read_chunks  # noqa: PLC0415 - only for text

        layout = piece.text_format.layout
        chunks = read_chunks(path, shown, piece.text_format, chunk_rows, span=piece.place or WHOLE)
        read = Source(shown, kind, None, layout.separator, layout.decimal, layout.mapping, None, chunks)
        return read._replace(whys=layout.whys)
    from revalo.payroll.reading.parquet import open_parquet  # noqa: PLC0415 - only for Parquet

    return open_parquet(path, shown, profile, chunk_rows, piece.place)


def _text_format(file: File, profile: Profile) -> Any:
    from revalo.payroll.reading.csv import detect_format  # noqa: PLC0415 - only for text

    return detect_format(file.path, file.shown, profile) if file.format == "csv" else None


def _cut_text(whole: Piece, cut: Cut) -> Iterator[Piece]:
    first = whole.text_format
    later = first._replace(encoding=first.encoding.removesuffix("-sig"))  # only the first span has the mark
    spans = [WHOLE] if later.encoding.startswith(_WIDE) else _spans(whole, cut.bytes)
    for span in spans:
        stop = whole.file.path.stat().st_size if span.stop is None else span.stop
        yield whole._replace(place=span, weight=stop - span.start, text_format=later if span.start else first)


def _spans(whole: Piece, size: int) -> list[Span]:
    """Spans of at least `size` bytes; a single one where there is a quote, or a line too long to be a row."""
    spans, line = [WHOLE], 1
    with whole.file.path.open("rb") as stream:
        while lines := stream.read(min(size, _BLOCK)):
            lines += stream.readline(LONGEST_LINE)
            if b'"' in lines or (not lines.endswith(b"\n") and stream.peek(1)):
                return [WHOLE]
            line += lines.count(b"\n") + lines.count(b"\r") - lines.count(b"\r\n")
            start, here = spans[-1].start, stream.tell()
            if here - start >= size and stream.peek(1):
                spans[-1:] = [spans[-1]._replace(stop=here), Span(here, None, line)]
    return spans


def _cut_groups(whole: Piece, cut: Cut) -> Iterator[Piece]:
    from revalo.payroll.reading.parquet import Groups, row_groups  # noqa: PLC0415 - only for Parquet

    first, begin, waiting = 1, 0, 0
    counts = row_groups(whole.file.path, whole.file.shown)
    for place, count in enumerate(counts, 1):
        waiting += count
        if waiting >= cut.rows or place == len(counts):
            yield whole._replace(place=Groups(range(begin, place), first), weight=waiting * cut.bytes // cut.rows)
            first, begin, waiting = first + waiting, place, 0
