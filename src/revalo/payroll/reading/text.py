"""Bytes to text: which encoding a file is in, and its lines as blocks of UTF-8, never the whole file at once."""

import codecs
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from revalo.errors import UnreadableInput

BLOCK = 12 << 20  # bytes read at a time: the rows of a chunk, as a rule, so that none is put together of several
LONGEST_LINE = 1 << 22  # bytes of UTF-8: more is not a table
ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp1252": "cp1252",
    "windows-1252": "cp1252",
    "latin-1": "latin-1",
    "iso-8859-1": "latin-1",
    "cp850": "cp850",
    "mac-roman": "mac_roman",
    "mac_roman": "mac_roman",
}  # names that a profile may give → the codec
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
OLD = ("cp850", "mac_roman")  # told from cp1252 by the words of the header alone
PLAIN = "ascii"  # of a file that goes on after nothing but ASCII: its first accent tells what it is in
_LIKE_ASCII = (PLAIN, "utf-8", "cp1252", "latin-1", *OLD)
_AT_REST = (b"", 0)  # a decoder that waits for nothing more
_SAMPLE = 4096
_SCANNED = 1 << 18  # bytes looked at in one go: fewer take longer for a long file, more for a short one
_NEAR = 1 << 12  # bytes that a line end is looked for in: most lines are shorter
_ACCENT = re.compile(rb"[\x80-\xff]")
_LINE_FEED = 10


def lines_in(content: bytes) -> int:
    """How many line feeds there are: looked for in parts, so that no array as large as the content is made."""
    signs = np.frombuffer(content, np.uint8)
    parts = range(0, len(signs), _SCANNED)
    return sum(int(np.count_nonzero(signs[start : start + _SCANNED] == _LINE_FEED)) for start in parts)


class Block(NamedTuple):
    """Whole lines as UTF-8, each ended by a line feed: `lines` of them, the first line `line` of the file.

    `last`: whether the file ends with them.
    """

    content: bytes
    line: int
    lines: int
    last: bool


class Span(NamedTuple):
    """Whole lines of a file: the bytes from `start` to before `stop` (None: the end), the first of them line `line`."""

    start: int = 0
    stop: int | None = None
    line: int = 1


WHOLE = Span()


def find_encoding(path: Path, asked: str | None = None, size: int = BLOCK, most: int = sys.maxsize) -> str:
    """The codec of a text file; `PLAIN` where it goes on after `most` bytes, or some more, without an accent.

    A byte-order mark, else UTF-16 by its zero bytes, else what the first block with a byte outside ASCII is: strict
    UTF-8, cp1252, or Latin-1. The old pages of DOS and of the Macintosh (`OLD`) cannot be told from them here.
    """
    with path.open("rb") as stream:
        first = stream.read(_SAMPLE)
        marked = next((name for mark, name in _MARKS if first.startswith(mark)), None)
        wide = marked or _wide(first)
        if asked is not None:
            same = wide is not None and wide.startswith(asked)
            return wide if same and wide else asked
        if wide:
            return wide
        stream.seek(0)
        return _of_first_accent(stream, size, most)


def encoding_from(path: Path, place: int, size: int = BLOCK) -> str:
    """The codec of a text file that is ASCII up to a place."""
    with path.open("rb") as stream:
        stream.seek(place)
        return _of_first_accent(stream, size, sys.maxsize)


def _wide(first: bytes) -> str | None:
    """UTF-16 without a mark: text in Latin letters has a zero in every other byte."""
    pairs = len(first) // 2
    if pairs and first[1::2].count(0) * 10 > pairs * 4 and not first[0::2].count(0) * 10 > pairs:
        return "utf-16-le"
    if pairs and first[0::2].count(0) * 10 > pairs * 4 and not first[1::2].count(0) * 10 > pairs:
        return "utf-16-be"
    return None


def _of_first_accent(stream: io.BufferedReader, size: int, most: int) -> str:
    """What the first accent and the block after it are in; many files are read to their end, in one small place."""
    buffer = bytearray(_SCANNED)
    signs = np.frombuffer(buffer, np.int8)
    while read := stream.readinto(buffer):
        if signs[:read].min() < 0 and (accent := _ACCENT.search(buffer)):
            stream.seek(accent.start() - read, io.SEEK_CUR)
            return _of_block(stream.read(size + 4))  # a character may be cut at the end of the block
        if read == _SCANNED and stream.tell() >= most:
            return PLAIN
    return "utf-8"


def _of_block(block: bytes) -> str:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(block)
    except UnicodeDecodeError:
        try:
            block.decode("cp1252")
        except UnicodeDecodeError:
            return "latin-1"
        return "cp1252"
    return "utf-8"


def blocks(path: Path, shown: str, encoding: str, size: int = BLOCK, span: Span = WHOLE) -> Iterator[Block]:
    """The lines of a file, or of a span of it, block by block; line ends of every kind become line feeds.

    Raises `UnreadableInput` with the line where bytes do not fit the encoding, or where a line has no end.
    """
    decoder, place = _decoder(encoding), span.start
    rest, line = b"", span.line
    for raw, last in _read(path, size, span):
        if encoding == PLAIN and not raw.isascii():
            encoding, state = encoding_from(path, place, size), decoder.getstate()
            decoder = _decoder(encoding)
            decoder.setstate(state)  # a line end may be half read
        place += len(raw)
        is_text = encoding in _LIKE_ASCII and decoder.getstate() == _AT_REST and _is_plain(raw)
        text = raw if is_text else _text(decoder, raw, last=last, place=(shown, line), encoding=encoding).encode()
        content, rest = _cut(rest, text, last=last)
        del raw, text  # of all these copies, only the one that is given may stay
        if (before := _before_endless(content, rest)) is not None:
            raise UnreadableInput("line-too-long", file=shown, line=line + lines_in(before))
        lines = lines_in(content)
        if content or last:
            yield Block(content, line, lines, last)
        line += lines


def _decoder(encoding: str) -> io.IncrementalNewlineDecoder:
    return io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(), translate=True)


def _before_endless(content: bytes, rest: bytes) -> bytes | None:
    """What stands before the first line that is too long, if there is one: it holds the whole of some half of that.

    `rest`: the beginning of a line, after the whole lines of the content.
    """
    half = LONGEST_LINE // 2
    if not all(content.find(b"\n", place, place + half) >= 0 for place in range(0, len(content) - half + 1, half)):
        start = 0
        while start < len(content):
            end = content.index(b"\n", start)
            if end - start > LONGEST_LINE:
                return content[:start]
            start = end + 1
    return content if len(rest) > LONGEST_LINE else None


def _is_plain(raw: bytes) -> bool:
    """Whether bytes are text as it is: ASCII, with line feeds alone."""
    return raw.isascii() and b"\r" not in raw and b"\0" not in raw


def _cut(rest: bytes, text: bytes, *, last: bool) -> tuple[bytes, bytes]:
    """The whole lines of two texts, one after the other, and what follows them."""
    if last:
        whole = rest + text
        return (whole if whole.endswith(b"\n") or not whole else whole + b"\n"), b""
    end = text.rfind(b"\n") + 1
    if not rest and end == len(text):
        return text, b""  # whole lines already, without a copy
    return (b"".join((rest, memoryview(text)[:end])), text[end:]) if end else (b"", rest + text)


def _read(path: Path, size: int, span: Span) -> Iterator[tuple[bytes, bool]]:
    """The bytes of a span part by part, each up to the end of a line if one is near, and whether they are the last."""
    with path.open("rb") as stream:
        stream.seek(span.start)
        stop = sys.maxsize if span.stop is None else span.stop
        while stream.tell() < stop and stream.peek(1):
            raw = stream.read(min(_up_to_a_line_end(stream, size), stop - stream.tell()))
            yield raw, stream.tell() >= stop or not stream.peek(1)


def _up_to_a_line_end(stream: io.BufferedReader, size: int) -> int:
    """How many bytes there are from here to the first line end after `size` of them; `size` where none is near."""
    start = stream.tell()
    stream.seek(start + size)
    found = stream.read(_NEAR).find(b"\n")
    stream.seek(start)
    return size + found + 1


def _text(
    decoder: io.IncrementalNewlineDecoder, raw: bytes, *, last: bool, place: tuple[str, int], encoding: str
) -> str:
    shown, line = place
    try:
        text = decoder.decode(raw, final=last)
    except UnicodeDecodeError as error:
        line += _lines(error.object[: error.start], encoding)
        raise UnreadableInput("wrong-encoding", file=shown, line=line, encoding=encoding) from None
    if "\0" in text:
        line += text[: text.index("\0")].count("\n")
        raise UnreadableInput("zero-byte", file=shown, line=line)
    return text


def _lines(before: bytes, encoding: str) -> int:
    text = before.decode(encoding, "ignore")
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
