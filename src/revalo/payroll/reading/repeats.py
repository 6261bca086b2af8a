"""Rows of one person and month, over all the files of a run: told apart from rows of different people."""

import os
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.payroll.reading.cells import distinct
from revalo.payroll.reading.source import RawRows
from revalo.people.alike import is_new
from revalo.people.aside import Aside
from revalo.people.column_operations import are_blank
from revalo.people.columns import PAID
from revalo.people.fingerprints import fingerprints, mixed

_PERSON = ("employee_id", "month", "before_month")
_KEY = 8  # bytes
_LONGEST = 1 << 21  # numbers: longer arrays are not put together, which would take as much memory again


class Repeats(NamedTuple):
    """Rows as booleans: `again`: of a person and month met before; `same`: with every understood cell the same too.

    `lines`: the same but for what was paid: another line of the same payslip; `there`: of a person and month met before
    in the same service. The last three say nothing of rows that are not `again`. `persons`: a number for the person and
    month, 0 where there is no staff number.
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
        self._key = int.from_bytes(os.urandom(_KEY), "little")

    def look(self, chunk: RawRows, rows: Any) -> Repeats:
        """Which of some rows (booleans) of a chunk repeat a person and month; rows without a staff number never do."""
        named = rows & ~are_blank(chunk.columns["employee_id"])
        places = np.flatnonzero(named)
        person, *others = (numbers[places] for numbers in self._numbers(chunk))
        persons = np.zeros(len(chunk.rows), np.int64)
        persons[places] = person.view(np.int64)
        masks = [np.zeros(len(chunk.rows), bool) for _met in range(4)]
        masks[0][places] = again = self._people.again(person)
        for met, mask, numbers in zip((self._whole, self._unpaid, self._services), masks[1:], others, strict=True):
            if again.any():
                mask[places] = met.again(numbers)
            else:
                met.add(numbers)
        is_again, same, lines, there = masks
        return Repeats(is_again, same, lines, there, persons)

    def _numbers(self, chunk: RawRows) -> list[Any]:
        """For each row, a number for the person and month, the whole, what is not paid, the person in the service."""
        names = [name for name in chunk.columns if not name.startswith("(")]
        cells = _Cells(chunk, self._key)
        # Where no column says the service, the file does: the same cells in two files are not the same row.
        file = chunk.file if "service_id" not in names else ""
        person, service = ([name for name in kind if name in names] for kind in (_PERSON, (*_PERSON, "service_id")))
        rest = cells.summed([name for name in names if name not in (*service, *PAID)])
        of_person = cells.summed(person)
        in_service = of_person + cells.summed(service[len(person) :])
        unpaid = in_service + rest
        whole = unpaid + cells.summed([name for name in names if name in PAID])
        unpaid_names = [name for name in names if name not in PAID]
        return [
            numbers + cells.number("\0".join((*key, "", of)))
            for numbers, key, of in (
                (of_person, person, ""),
                (whole, names, file),
                (unpaid, unpaid_names, file),
                (in_service, service, file),
            )
        ]


class Met:
    """Numbers met so far, kept in sorted arrays of growing sizes: none is sorted often.

    Those that nothing was asked of yet are put aside as they are.
    """

    def __init__(self) -> None:
        self._sorted: list[Any] = []
        self._waiting = Aside()

    def add(self, numbers: Any) -> None:
        """Some numbers are met from now on."""
        self._waiting.add(numbers)

    def again(self, numbers: Any) -> Any:
        """Which of some numbers were met before, or stand earlier among these; they are met from now on."""
        for (waiting,) in self._waiting:
            self._keep(_different(np.sort(waiting)))
        self._waiting = Aside()
        ordered = np.sort(numbers)
        different = _different(ordered)
        again = np.zeros(len(numbers), bool) if len(different) == len(ordered) else _later(numbers)
        shared = self._keep(different)
        shared += [known for known in self._sorted[:-1] if _among(ordered, known).any()]
        for known in shared:
            again |= _among(numbers, known)
        return again

    def _keep(self, different: Any) -> list[Any]:
        """Keep sorted numbers, with the shorter arrays before them; of these, the ones that had some of the same."""
        shared = []
        while self._sorted and len(self._sorted[-1]) <= min(_LONGEST, 2 * len(different)):
            known = self._sorted.pop()
            different = np.concatenate([known, different])
            different.sort(kind="stable")  # which puts two sorted parts together, in a twelfth of the time
            both = len(different)
            different = _different(different)
            shared += [known] if len(different) < both else []
        self._sorted.append(different)
        return shared


def _later(numbers: Any) -> Any:
    """Which of some numbers stand earlier among them."""
    _different, first = np.unique(numbers, return_index=True)
    later = np.ones(len(numbers), bool)
    later[first] = False
    return later


def _different(ordered: Any) -> Any:
    """Sorted numbers, each once."""
    new = is_new(ordered)
    return ordered if new.all() else ordered[new]


def _among(numbers: Any, known: Any) -> Any:
    places = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
    return known[places] == numbers if len(known) else np.zeros(len(numbers), bool)


class _Cells:
    """The cells of a chunk as numbers of 64 bits, which are added up for a row."""

    def __init__(self, chunk: RawRows, key: int) -> None:
        self._chunk, self._key = chunk, key

    def summed(self, names: Sequence[str]) -> Any:
        """For each row, the sum of the numbers of some of its cells; those of blank ones are 0."""
        sums = np.zeros(len(self._chunk.rows), np.uint64)
        for name in names:
            column = distinct(self._chunk.columns[name])
            numbers = mixed(fingerprints(column.texts, self._key) ^ self.number(name))
            sums += column.spread(numbers, np.uint64(0))
        return sums

    def number(self, text: str) -> Any:
        """The number of a text."""
        return fingerprints(pa.array([text], pa.string()), self._key)[0]
