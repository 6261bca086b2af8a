"""XLSX payrolls: the bytes of an archive, or those of one of its parts (the last byte says which)."""

from pathlib import Path

from harness import fuzz, payroll

import hard_files
from revalo.payroll.reading import xlsx

PARTS = ("", hard_files.SHEET, hard_files.STRINGS, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels")


def read(path: Path) -> None:
    """The bytes as they are, or in the place of a part of a good workbook."""
    fed = path.read_bytes()
    part = PARTS[fed[-1] % len(PARTS)] if fed else ""
    if part:
        path.write_bytes(hard_files.changed(part, lambda _old: fed[:-1]))
    payroll(path)


def seeds() -> list[bytes]:
    """Good and bad workbooks whole, and the parts of a good one."""
    parts = [hard_files.part(name) + bytes([number]) for number, name in enumerate(PARTS) if name]
    return [hard_files.GOOD_BOOK + b"\0", *parts]


xlsx.check_apart = lambda *_asked: None  # in this process: a stop of the reader is what is looked for
fuzz("xlsx", read, iter(seeds()))
