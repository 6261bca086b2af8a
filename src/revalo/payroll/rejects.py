"""The rejects file: row of the source file, column, code, reason and what to do; never the cell's content."""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from revalo.payroll.dialect import BOM, Dialect
from revalo.payroll.files import neutral
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
