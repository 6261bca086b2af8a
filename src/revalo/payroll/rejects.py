"""The rejects file: row of the source file, column, code, reason and what to do; never the cell's content."""

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from revalo.payroll.dialect import BOM, Dialect
from revalo.payroll.files import neutral, written_whole
from revalo.payroll.messages import hint, reason
from revalo.people.columns import Reject

HEADER = ("file", "row", "column", "code", "reason", "hint")


class RejectsWriter:
    """Writes rejects as CSV, in the dialect of the results."""

    def __init__(self, file: BinaryIO, dialect: Dialect) -> None:
        self.file, self.dialect = file, dialect
        if dialect.bom:
            file.write(BOM)
        self._rows([HEADER])

    def write(self, rejects: Iterable[Reject], reasons: dict[str, str]) -> None:
        """Write rejects; `reasons` holds the law's own words for rows that are not computable, by `file:row`."""
        self._rows(
            (
                neutral(each.file),
                str(each.row),
                each.column,
                each.code,
                reasons.get(f"{each.file}:{each.row}") or reason(each.code),
                hint(each.code),
            )
            for each in rejects
        )

    def _rows(self, rows: Iterable[tuple[str, ...]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=self.dialect.separator, lineterminator="\n").writerows(rows)
        self.file.write(text.getvalue().encode("utf-8"))


class Rejected:
    """The rejects file, begun with the first reject: none is left where every row was computed."""

    def __init__(self, stack: ExitStack, path: Path | None, dialect: Dialect) -> None:
        self.stack, self.path, self.dialect = stack, path, dialect
        self._writer: RejectsWriter | None = None

    def write(self, rejects: Sequence[Reject], reasons: dict[str, str]) -> None:
        """Write rejects."""
        if not rejects or self.path is None:
            return
        if self._writer is None:
            self._writer = RejectsWriter(self.stack.enter_context(written_whole(self.path)), self.dialect)
        self._writer.write(rejects, reasons)


def beside(out: Path | None) -> Path:
    """Where the rejects go that no file was named for: beside the results, or in the folder at hand without any."""
    return Path("rejects.csv") if out is None or str(out) == "-" else out.with_name(out.name + ".rejects.csv")
