"""What kind of file it is, told by its first bytes and never by its name."""

import codecs
import re
from pathlib import Path

from revalo.errors import UnreadableInput
from revalo.language import _

_HEAD = 1 << 16
_DSN = re.compile(rb"(?:\xef\xbb\xbf)?\s*S\d\d\.G\d\d\.\d\d\.\d{3}(?:\.\d{3})?,'")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = frozenset(range(32)) - set(b"\t\n\r\f\x1a")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind(path: Path, shown: str) -> str:
    """`csv`, `xlsx`, `parquet` or `dsn`; `UnreadableInput` for anything else, with what to do. `shown`: its name."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise cannot_open(shown, error) from None
    if head.startswith(b"PK\x03\x04"):
        return _of_zip(path, shown)
    if head.startswith(b"PAR1"):
        return "parquet"
    _check_text(head, shown)
    return "dsn" if _DSN.match(head) else "csv"


def cannot_open(shown: str, error: Exception) -> UnreadableInput:
    """Why the system refuses a file: a workbook open in Excel is locked on Windows."""
    if isinstance(error, PermissionError):
        return _refused(shown, "file-open-elsewhere")
    if isinstance(error, FileNotFoundError):
        return _refused(shown, "no-such-file")
    return _refused(shown, "file-not-opened")


def _refused(shown: str, name: str) -> UnreadableInput:
    return UnreadableInput(name).within("{file}{colon}{why}", file=shown, colon=_(": "))


def _of_zip(path: Path, shown: str) -> str:
    import zipfile  # noqa: PLC0415 - only for workbooks

    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _refused(shown, "damaged-archive") from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise _refused(shown, "archive-not-read")


def _check_text(head: bytes, shown: str) -> None:
    if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
        raise _refused(shown, "file-empty")
    if head.startswith(_OLD_OFFICE):
        raise _refused(shown, "old-xls")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{", b"%PDF")):
        raise _refused(shown, "not-a-table")
    if not _is_wide(head) and any(byte in _CONTROLS for byte in set(head)):
        raise _refused(shown, "not-text")


def _is_wide(head: bytes) -> bool:
    """UTF-16: a mark, or zeros in one of every two bytes only."""
    if head.startswith(_WIDE_MARKS):
        return True
    zeros = (head[0::2].count(0), head[1::2].count(0))
    return 0 in zeros and sum(zeros) * 5 > len(head)
