"""Sums by group, kept as tables until they are asked for: a national file has tens of thousands of services."""

from typing import Any

import pyarrow as pa

FIGURES = ("people", "before", "after")
_MOST = 64  # tables that wait to be put together


class GroupSums:
    """People, cents before and cents after, by the name of a group."""

    def __init__(self) -> None:
        self.tables: list[pa.Table] = []

    def add(self, names: Any, *figures: Any) -> None:
        """Add some groups: an array of names, and an int64 array for each of FIGURES."""
        self.tables.append(pa.table([names, *figures], ["name", *FIGURES]))

    def merge(self, other: "GroupSums") -> None:
        """Add the groups of another part."""
        self.tables += other.tables
        if len(self.tables) > _MOST:
            self.tables = [self._together()]

    def rows(self) -> list[tuple[str, int, int, int]]:
        """Each group met, with its figures."""
        columns = self._together().columns if self.tables else []
        return list(zip(*(column.to_pylist() for column in columns), strict=True))

    def _together(self) -> pa.Table:
        every = pa.concat_tables(self.tables).group_by("name", use_threads=False)
        return every.aggregate([(name, "sum") for name in FIGURES]).rename_columns(["name", *FIGURES])
