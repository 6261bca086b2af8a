"""Rows that cannot be computed: the first failure of each row; each distinct reason is stored once."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

TOTAL, FOOT, HEADER_AGAIN = "total-line", "page-foot", "repeated-header"
OTHER_HEADER = "other-header"  # with the columns in another order: the rows below it are of another table
NO_PERSON = frozenset((TOTAL, FOOT, HEADER_AGAIN, OTHER_HEADER))  # lines of a file that are set apart, not rejected


class Reason(NamedTuple):
    """What is wrong with a row: the column at fault, a stable code; the law's own words where it lacks something."""

    column: str
    code: str
    why: str = ""


class Reject(NamedTuple):
    """A row that cannot be used: its place and what is wrong with it; never the cell's content."""

    file: str
    row: int
    column: str
    code: str
    why: str = ""


class Failures:
    """The failures of a chunk, by the position of its rows; the first reason of a row stays."""

    def __init__(self, size: int) -> None:
        import numpy as np  # noqa: PLC0415 - the names of columns are read where there is no numpy

        self._of_row = np.full(size, -1, dtype=np.int32)
        self._named: dict[Reason, int] = {}

    def add(self, rows: Any, column: str, code: str, why: str = "") -> None:
        """Add rows that fail: positions, or a mask of booleans."""
        import numpy as np  # noqa: PLC0415

        places = np.flatnonzero(rows) if rows.dtype == bool else rows
        fresh = places[self._of_row[places] < 0]
        if len(fresh):
            self._of_row[fresh] = self._named.setdefault(Reason(column, code, why), len(self._named))

    @property
    def mask(self) -> Any:
        """Which rows are out."""
        return self._of_row >= 0

    @property
    def reasons(self) -> dict[int, Reason]:
        """Why each row is out, by position."""
        return {place: reason for reason, places in self.by_reason() for place in places.tolist()}

    def by_reason(self) -> Iterator[tuple[Reason, Any]]:
        """Each reason, with the positions of the rows that failed for it."""
        import numpy as np  # noqa: PLC0415

        return ((reason, np.flatnonzero(self._of_row == place)) for reason, place in self._named.items())

    def with_(self, others: "Failures") -> "Failures":
        """These rows and others of the same chunk; the reason a row has here stays."""
        every = Failures(len(self._of_row))
        for failures in (self, others):
            for reason, places in failures.by_reason():
                every.add(places, *reason)
        return every

    def at(self, places: Any) -> "Failures":
        """The failures of the rows at some positions, in that order; one position may come several times."""
        failures = Failures(0)
        failures._of_row, failures._named = self._of_row[places], dict(self._named)
        return failures

    def rejects(self, file: str, rows: Any) -> "Rejects":
        """The rows that failed as rejects; `rows`: the number in the file of every row, failed or not."""
        out = self.mask
        return Rejects(file, rows[out], self._of_row[out], list(self._named))


@dataclass(slots=True, eq=False, repr=False)
class Rejects:
    """The rejects of a chunk. `rows`: their numbers in the file; `which`: where in `named` the reason of each is.

    `headers`: how the file names its columns.
    """

    file: str
    rows: Any
    which: Any
    named: list[Reason]
    headers: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Reject]:
        return (
            Reject(self.file, row, *self.named[place])
            for row, place in zip(self.rows.tolist(), self.which.tolist(), strict=True)
        )

    def with_(self, others: "Rejects") -> "Rejects":
        """These and other rejects of the same chunk, in the order of the file."""
        import numpy as np  # noqa: PLC0415

        rows = np.concatenate([self.rows, others.rows])
        which = np.concatenate([self.which, np.add(others.which, len(self.named))])
        order = np.argsort(rows, kind="stable")
        return Rejects(self.file, rows[order], which[order], [*self.named, *others.named], self.headers)

    def split(self, codes: Collection[str]) -> tuple["Rejects", "Rejects"]:
        """Those for one of some codes, and the others."""
        import numpy as np  # noqa: PLC0415

        rows, which = np.asarray(self.rows), np.asarray(self.which)
        mask = np.array([reason.code in codes for reason in self.named] or [False])[which]
        one, other = (Rejects(self.file, rows[some], which[some], self.named) for some in (mask, ~mask))
        return one, other

    def by_column(self) -> Counter[tuple[str, str]]:
        """How many rows were rejected for each column and code."""
        counts: Counter[tuple[str, str]] = Counter()
        for place, reason in enumerate(self.named):
            counts[reason.column, reason.code] += int((self.which == place).sum())
        return counts

    def codes(self) -> Counter[str]:
        """How many rows were rejected for each code, in the order of the file."""
        import numpy as np  # noqa: PLC0415

        places, first, counts = np.unique(self.which, return_index=True, return_counts=True)
        codes: Counter[str] = Counter()
        for i in np.argsort(first).tolist():
            codes[self.named[places[i]].code] += int(counts[i])
        return codes


NONE = Rejects("", array("q"), array("i"), [])
