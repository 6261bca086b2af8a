"""Rows of one person and month, over all the files of a run: told apart from rows of different people."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from revalo.payroll.reading.cells import distinct
from revalo.payroll.reading.source import RawRows
from revalo.people.columns import PAID

_PRIME = np.uint64(1_099_511_628_211)
_PERSON = ("employee_id", "month", "before_month")


class Repeats(NamedTuple):
    """Rows as booleans: `again`: of a person and month met before; `same`: with every understood cell the same too.

    `lines`: the same but for what was paid: another line of the same payslip; `there`: of a person and month met before
    in the same service. `persons`: a number for the person and month, 0 where there is no staff number.
    """

    again: Any
    same: Any
    lines: Any
    there: Any
    persons: Any


class Persons:
    """The persons and months met so far."""

    def __init__(self) -> None:
        self._people, self._whole, self._unpaid, self._services = Met(), Met(), Met(), Met()

    def look(self, chunk: RawRows, rows: Any) -> Repeats:
        """Which of some rows (booleans) of a chunk repeat a person and month; rows without a staff number never do."""
        named = rows & ~chunk.columns["employee_id"].is_null().to_numpy(zero_copy_only=False)
        places = np.flatnonzero(named)
        names = [name for name in chunk.columns if not name.startswith("(")]
        keys = (
            [name for name in _PERSON if name in names],
            names,
            [name for name in names if name not in PAID],
            [name for name in (*_PERSON, "service_id") if name in names],
        )
        # Where no column says the service, the file does: the same cells in two files are not the same row.
        files = ("", *[chunk.file if "service_id" not in names else ""] * 3)
        found = [_hashes(chunk, key, file)[places] for key, file in zip(keys, files, strict=True)]
        masks = []
        persons = np.zeros(len(chunk.rows), np.int64)
        persons[places] = found[0].view(np.int64)
        for met, hashes in zip((self._people, self._whole, self._unpaid, self._services), found, strict=True):
            mask = np.zeros(len(chunk.rows), bool)
            mask[places] = met.again(hashes)
            masks.append(mask)
        again, same, lines, there = masks
        return Repeats(again, same, lines, there, persons)


class Met:
    """Numbers met so far, kept in sorted arrays of growing sizes: none is sorted often."""

    def __init__(self) -> None:
        self._sorted: list[Any] = []

    def again(self, numbers: Any) -> Any:
        """Which of some numbers were met before, or stand earlier among these; they are met from now on."""
        different, first = np.unique(numbers, return_index=True)
        again = np.ones(len(numbers), bool)
        again[first] = False
        for known in self._sorted:
            again |= _among(numbers, known)
        self._sorted.append(different)
        while len(self._sorted) > 1 and len(self._sorted[-2]) <= 2 * len(self._sorted[-1]):
            last = self._sorted.pop()
            self._sorted[-1] = np.unique(np.concatenate([self._sorted[-1], last]))
        return again


def _among(numbers: Any, known: Any) -> Any:
    places = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
    return known[places] == numbers if len(known) else np.zeros(len(numbers), bool)


def _hashes(chunk: RawRows, names: Iterable[str], file: str) -> Any:
    """One number for the texts of some columns of each row: 64 bits, each text hashed once."""
    found = np.full(len(chunk.rows), np.int64(hash(file))).view(np.uint64)
    for name in names:
        column = distinct(chunk.columns[name])
        hashed = np.array([*(hash((name, text)) for text in column.texts.to_pylist()), 0], np.int64).view(np.uint64)
        found = (found ^ hashed[column.where]) * _PRIME
        found ^= found >> np.uint64(29)
    return found
