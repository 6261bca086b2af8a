"""Reads a foreign binary file whole, and keeps none of it: run by `apart` in a process of its own, with bounded memory.

    probe.py workbook|parquet BYTES FILE [SHEET…]

It imports nothing of revalo. Whatever the reader refuses in words ends well: the program meets the same, and says so.
"""

import contextlib
import sys
from collections.abc import Callable, Sequence

OUT_OF_MEMORY = 86  # the exit code, where memory was not enough
_ROWS = 16_384  # read at once
Read = Callable[[str, Sequence[str]], None]  # the path of a file, and the sheets named


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


def workbook_reader() -> Read:
    """What reads the visible sheets of a workbook, and those named."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - for workbooks alone

    def read(path: str, names: Sequence[str]) -> None:
        with CalamineWorkbook.from_path(path) as book:
            for metadata in book.sheets_metadata:
                shown = metadata.visible == SheetVisibleEnum.Visible or metadata.name in names
                if metadata.typ == SheetTypeEnum.WorkSheet and shown:
                    sheet = book.get_sheet_by_name(metadata.name)
                    _ranges = sheet.merged_cell_ranges
                    for _row in sheet.iter_rows():
                        pass

    return read


def parquet_reader() -> Read:
    """What reads every column of a Parquet file that is no list nor structure, each different text held once."""
    import pyarrow as pa  # noqa: PLC0415 - for Parquet alone
    from pyarrow import parquet  # noqa: PLC0415

    pa.set_memory_pool(pa.system_memory_pool())  # which asks for what it needs, no more

    def read(path: str, _names: Sequence[str]) -> None:
        with parquet.ParquetFile(path) as file:
            plain = [each.name for each in file.schema_arrow if not pa.types.is_nested(each.type)]
        with parquet.ParquetFile(path, read_dictionary=plain) as file:
            for batch in file.iter_batches(_ROWS, columns=plain, use_threads=False):
                batch.validate(full=True)

    return read


READERS: dict[str, Callable[[], Read]] = {"workbook": workbook_reader, "parquet": parquet_reader}


def main(kind: str, most: str, path: str, *names: str) -> int:
    """The exit code."""
    read = READERS[kind]()
    bound_memory(int(most))
    try:
        read(path, names)
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception:  # noqa: BLE001 - what is refused in words is refused again, and said, by the program
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
