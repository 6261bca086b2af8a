"""Reads a workbook whole, and keeps none of it: run by `apart` in a process of its own, with a limit to its memory.

    probe.py BYTES FILE [SHEET…]

It imports nothing of revalo. Whatever the reader refuses in words ends well: the program meets the same, and says so.
"""

import contextlib
import sys
from collections.abc import Sequence

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

OUT_OF_MEMORY = 86  # the exit code, where memory was not enough


def bound_memory(most: int) -> None:
    """Let this process take so many bytes; where the system has no such limit (Windows), none."""
    try:
        import resource  # noqa: PLC0415 - not everywhere
    except ImportError:
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def read_workbook(path: str, names: Sequence[str]) -> None:
    """Read the visible sheets of a workbook, and those named."""
    with CalamineWorkbook.from_path(path) as book:
        for metadata in book.sheets_metadata:
            shown = metadata.visible == SheetVisibleEnum.Visible or metadata.name in names
            if metadata.typ == SheetTypeEnum.WorkSheet and shown:
                sheet = book.get_sheet_by_name(metadata.name)
                _ranges = sheet.merged_cell_ranges
                for _row in sheet.iter_rows():
                    pass


def main(most: str, path: str, *names: str) -> int:
    """The exit code."""
    bound_memory(int(most))
    try:
        read_workbook(path, names)
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception:  # noqa: BLE001 - what is refused in words is refused again, and said, by the program
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
