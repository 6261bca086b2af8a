"""A typed chunk cut into groups of rows that the same two readings of the law apply to.

Groups that are paid in the same way and in the same months are next to one another: whoever reads the law alike for
them computes them as one.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby, product
from typing import Any, NamedTuple

import numpy as np

from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.people.alike import in_a_row
from revalo.people.arrays import Entries, entries
from revalo.people.columns import MISSING, ParsedRows
from revalo.people.failures import Failures
from revalo.people.rows import Coded, Rows
from revalo.rules.fields import INPUTS_BY_PAY

HOME_CARE = "bad"  # the sector of a row that names none


Key = tuple[str, int, int, bool]  # see `Group.key`


class Group(NamedTuple):
    """Rows next to one another of one sector and pair of months (MISSING where the file gives none).

    `span`: their places in the chunk, a slice; the positions of the rows where they are of several groups apart.
    `has_grades`: whether a grade is given for one of them: only then it matters of which day an échelon is.
    """

    sector: str
    month: int
    before_month: int
    span: Any
    has_grades: bool

    @property
    def key(self) -> Key:
        """What groups of any chunk have in common that the same two readings apply to."""
        return self.sector, self.month, self.before_month, self.has_grades

    @classmethod
    def of(cls, key: Key) -> "Group":
        """A group of that key, without rows."""
        sector, month, before_month, has_grades = key
        return cls(sector, month, before_month, slice(0), has_grades)

    @property
    def positions(self) -> Any:
        """The positions of the rows in the chunk."""
        return np.arange(self.span.start, self.span.stop) if isinstance(self.span, slice) else self.span

    @property
    def size(self) -> int:
        """How many rows."""
        return self.span.stop - self.span.start if isinstance(self.span, slice) else len(self.span)


class Grouping:
    """A typed chunk, with the look-ups that grouping needs."""

    def __init__(self, typed: ParsedRows, law: Law) -> None:
        self.typed, self.law = typed, law
        self.size = len(typed.rows)
        self.failures = Failures(self.size)
        self._names = _names(typed)

    def groups(self) -> list[Group]:
        """The runs of rows of one group, in the order of the chunk: each group is one run where `grouped` saw to it."""
        return self._groups

    @cached_property
    def _groups(self) -> list[Group]:
        return list(self._runs())

    def _runs(self) -> Iterator[Group]:
        months, before_months = (_column(self.typed, name) for name in ("month", "before_month"))
        changes = np.flatnonzero(np.diff(_packed(self.typed, self.law))) + 1
        sectors, names = _sectors(self.typed)
        grades = self._given("grade", slice(None))
        for start, stop in zip([0, *changes.tolist()], [*changes.tolist(), self.size], strict=True):
            if start < stop:
                sector = names[sectors[start]] if sectors[start] >= 0 else HOME_CARE
                has_grades = grades is not None and bool(grades[start:stop].any())
                yield Group(sector, int(months[start]), int(before_months[start]), slice(start, stop), has_grades)

    def refuse_foreign(self) -> None:
        """Take out the rows with an input that their sector's way of being paid does not take."""
        runs = [(self.pay(group), group.span) for group in self.paid_alike()]
        for own, names in INPUTS_BY_PAY.items():
            for name, span in product(names, [span for pay, span in runs if pay != own]):
                given = self._given(name, span)
                if given is not None:
                    self.failures.add(np.flatnonzero(given) + span.start, name, "not-for-this-sector")

    def paid_alike(self) -> Iterator[Group]:
        """The runs of groups that are paid in the same way, each as one, whatever their months."""
        return (joined(list(run)) for _pay, run in groupby(self.groups(), self.pay))

    def pay(self, group: Group) -> str:
        """The way in which a group is paid."""
        return self.law.pay(group.sector)

    def _given(self, name: str, span: slice) -> Any:
        """Where a column says something for some rows: 0 asks for nothing."""
        if name in self.typed.numbers:
            return self.typed.numbers[name][span] > 0
        return self.typed.codes[name][0][span] >= 0 if name in self.typed.codes else None

    def rows(self, group: Group, binding: Binding, failures: Failures | None = None) -> Rows:
        """The rows of a group (or of several, see `joined`), under a binding; failures are added to those of the chunk.

        `failures`: where they are kept apart.
        """
        numbers = {name: column[group.span] for name, column in self.typed.numbers.items()}
        names = {name: Coded(each.values, each.codes[group.span]) for name, each in self._names.items()}
        apart = self.failures if failures is None else failures
        entered = Entries(*(each[group.span] for each in self._entered)) if self._entered else None
        return Rows(self.law.pay(group.sector), group.positions, numbers, names, binding, apart, entered=entered)

    @cached_property
    def _entered(self) -> Entries | None:
        """The days of entry, worked out once for both sides."""
        return entries(self.typed.numbers["since"]) if "since" in self.typed.numbers else None


def joined(groups: Sequence[Group]) -> Group:
    """Groups that are paid in the same way, in order, as one: its sector and months are those of the first."""
    return groups[0]._replace(span=in_a_row(np.concatenate([group.positions for group in groups])))


def grouped(typed: ParsedRows, law: Law) -> ParsedRows:
    """The same rows, those of a group next to one another and in their order; `rows` still says their places."""
    packed = _packed(typed, law)
    if not (packed[1:] < packed[:-1]).any():
        return typed
    return typed.at(np.argsort(packed, kind="stable"))


def every_row(typed: ParsedRows, binding: Binding, sector: str = HOME_CARE) -> Rows:
    """All the rows of a chunk as paid like a sector, whatever their months; those that fail are kept apart."""
    everyone = np.arange(len(typed.rows))
    return Rows(binding.law.pay(sector), everyone, typed.numbers, _names(typed), binding, Failures(len(typed.rows)))


def _names(typed: ParsedRows) -> dict[str, Coded]:
    """The columns that name something, as rules see them; the sector always, that of a row that names none included."""
    columns = {**typed.codes, "sector": _sectors(typed)}
    if "department" in typed.words:
        indices, departments = typed.words["department"]
        columns["department"] = indices, departments.to_pylist()
    blanks = {"sector": HOME_CARE}
    return {
        name: Coded((blanks.get(name), *held), indices.astype(np.int64) + 1)
        for name, (indices, held) in columns.items()
    }


def _sectors(typed: ParsedRows) -> tuple[Any, list[str]]:
    """The sector of each row: an index into the names, -1 for a row that names none."""
    return typed.codes.get("sector") or (np.full(len(typed.rows), -1, dtype=np.int32), [])


def _packed(typed: ParsedRows, law: Law) -> Any:
    """Each row as one integer, the same for the rows of a group and for no other: by way of being paid, then months."""
    sectors, names = _sectors(typed)
    pays = [law.pay(name) for name in (*names, HOME_CARE)]
    ways = {pay: place for place, pay in enumerate(dict.fromkeys(pays))}
    packed = np.array([ways[pay] for pay in pays], dtype=np.int64)[sectors]
    for column in (*(_column(typed, name) for name in ("month", "before_month")), sectors):
        least, most = (int(column.min()), int(column.max())) if len(column) else (0, 0)
        packed = packed * (most - least + 1) + column - least
    small = np.iinfo(np.int16)
    fits = len(packed) and small.min <= packed.min() and packed.max() <= small.max
    return packed.astype(np.int16) if fits else packed  # short integers are put in order in one pass


def _column(typed: ParsedRows, name: str) -> Any:
    return typed.numbers.get(name, np.full(len(typed.rows), MISSING, dtype=np.int64))
