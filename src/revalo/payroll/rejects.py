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
from revalo.people.columns import Reject, Typed
from revalo.people.table import Outcome

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


def rejects_of(typed: Typed, outcome: Outcome) -> tuple[list[Reject], dict[str, str]]:
    """The rows of a chunk that were not computed, in order, and the law's own words on them by `file:row`."""
    fallen = outcome.fallen.reasons
    late = [Reject(typed.file, int(typed.rows[i]), column, code) for i, (column, code, _why) in fallen.items()]
    reasons = {f"{typed.file}:{int(typed.rows[i])}": why for i, (_column, _code, why) in fallen.items() if why}
    return sorted([*typed.rejects, *late], key=lambda each: each.row), reasons


def rejects_beside(out: Path) -> Path:
    """Where rejects go when no file is named for them."""
    return Path("rejects.csv") if str(out) == "-" else out.with_name(out.name + ".rejects.csv")
