"""Sums by group, kept as tables until they are asked for: a national file has tens of thousands of services."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa

from revalo.people.column_operations import encoded, of_numpy, take
from revalo.people.crossed import Column
from revalo.people.sums import Headcount, Totals, sums_of, whole_or_part

FIGURES = ("people", "before", "after")
_MOST = 64  # tables that wait to be put together


class GroupSums:
    """People, cents before and cents after, by the name of a group."""

    def __init__(self) -> None:
        self.tables: list[pa.Table] = []
        self._moved: Mapping[str, Fraction] = {}
        self._totals: dict[str, Totals] | None = None  # once asked for, until something is added

    def add(self, names: Any, *figures: Any) -> None:
        """Add some groups: an array of names, and an int64 array for each of FIGURES."""
        self._totals = None
        self.tables.append(pa.table([names, *map(of_numpy, figures)], ["name", *FIGURES]))

    def add_rows(self, groups: Column, *figures: Any) -> None:
        """Add rows by the group of each: an int64 array, of one number a row, for each of FIGURES."""
        indices, names = groups
        met = np.flatnonzero(np.bincount(indices, minlength=len(names)))
        self.add(take(names, met), *(sums_of(each, indices, len(names))[met] for each in figures))

    def merge(self, other: "GroupSums") -> None:
        """Add the groups of another part."""
        self._totals = None
        self.tables += other.tables
        if len(self.tables) > _MOST:
            self.tables = [self._together()]

    def move(self, people: Mapping[str, Fraction]) -> None:
        """Once every part is in: what sharing people out among groups changes in their headcounts."""
        self._totals, self._moved = None, people

    def totals(self) -> dict[str, Totals]:
        """Each group met, with its figures."""
        if self._totals is None:
            self._totals = self._added_up()
        return self._totals

    def _added_up(self) -> dict[str, Totals]:
        columns = self._together().columns if self.tables else []
        rows = zip(*(column.to_pylist() for column in columns), strict=True)
        return {name: Totals(self._headcount(name, people), *amounts) for name, people, *amounts in rows}

    def _headcount(self, name: str, people: int) -> Headcount:
        return whole_or_part(people + self._moved.get(name, 0))

    def _together(self) -> pa.Table:
        every = pa.concat_tables(self.tables)
        groups = encoded(every["name"].combine_chunks(), "encode")
        sums = [np.zeros(len(groups.dictionary), np.int64) for _figure in FIGURES]
        for figure, name in zip(sums, FIGURES, strict=True):
            np.add.at(figure, groups.indices, every[name])
        return pa.table([groups.dictionary, *map(of_numpy, sums)], ["name", *FIGURES])
