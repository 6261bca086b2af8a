"""The lines of a DSN: their syntax checked strictly, and what must not be known dropped at once.

Only the values of `codes.KEPT` leave this module. The NIR, the NTT, names, birth data and addresses never reach an
object: their lines are counted, their values are not read further.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from revalo.errors import UnreadableInput
from revalo.language import _
from revalo.payroll.reading.dsn.codes import KEPT
from revalo.payroll.reading.formats import cannot_open

MOST_BYTES = 128 << 20  # a DSN of 25,000 people; in memory it takes some 20 times its size
LONGEST = 256  # characters of a record, its end not counted
_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"(S\d\d\.G\d\d\.\d\d)\.(\d{3}(?:\.\d{3})?),'([^\x00-\x1f\x7f]*)'", re.ASCII)
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?S10\.G00\.00\.\d{3},'")


class Line(NamedTuple):
    """A line: its number from 1, its block (`S21.G00.40`), its rubrique in it (`009`), its value if it is kept."""

    number: int
    block: str
    rubrique: str
    value: str


class Text(NamedTuple):
    """A file decoded: its text, and the encoding that read it."""

    encoding: str
    text: str


def decode(raw: bytes) -> Text:
    """The text, from a byte order mark, else UTF-8, else cp1252, else Latin-1, which reads anything."""
    for encoding in ("utf-8-sig" if raw.startswith(_BOM) else "utf-8", "cp1252"):
        try:
            return Text(encoding, raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return Text("latin-1", raw.decode("latin-1"))


def read_text(path: Path) -> Text:
    """The file, decoded; a message of one line where the system refuses it."""
    try:
        with path.open("rb") as stream:
            fits = os.fstat(stream.fileno()).st_size <= MOST_BYTES
            raw = stream.read(MOST_BYTES + 1) if fits else b""
    except OSError as error:
        raise cannot_open(str(path), error) from None
    if not fits or len(raw) > MOST_BYTES:
        raise UnreadableInput("dsn-too-large", file=path.name, most=MOST_BYTES >> 20)
    return decode(raw)


def read_lines(text: str) -> Iterator[Line]:
    """Every line, checked; `UnreadableInput` names the number of the first that is not one, never what it holds."""
    records = text.split("\n")
    while records and not records[-1].strip(" \t\r\x1a"):
        records.pop()
    for number, record in enumerate(records, start=1):
        yield _line(number, record.removesuffix("\r"))


def refused(line: int, name: str, /, **figures: object) -> UnreadableInput:
    """The error of this name, at a line of the file."""
    return UnreadableInput(name, **figures).within(_("line {line}: {why}"), line=line)


def _line(number: int, record: str) -> Line:
    if len(record) > LONGEST:
        raise refused(number, "dsn-line-too-long")
    match = _LINE.fullmatch(record)
    if match is None:
        raise refused(number, "dsn-line")
    block, rubrique, value = match.groups()
    return Line(number, block, rubrique, value.strip() if rubrique in KEPT.get(block, ()) else "")
