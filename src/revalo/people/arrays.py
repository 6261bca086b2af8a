"""What the table path shares: rows under one binding, rows that fall out, look-ups in small arrays."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from revalo.errors import NotComputable
from revalo.grids.binding import Binding, Found
from revalo.people.columns import FIRST_YEAR, LAST_YEAR, MISSING
from revalo.people.failures import Failures
from revalo.rules.inputs import MINIMUM_WAGE, OWN_MINIMUM_WAGE

UNIX_EPOCH = date(1970, 1, 1).toordinal()
FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()
LEAP_DAY = 2_29
NOT_COMPUTABLE = "not-computable"


@dataclass(slots=True)
class Rows:
    """Rows of a chunk under one binding: their positions in the chunk, and their typed columns.

    `numbers`: int64 arrays, MISSING where absent; `codes`: arrays of indices into `names`, -1 where absent.
    """

    positions: Any
    numbers: Mapping[str, Any]
    codes: Mapping[str, Any]
    names: Mapping[str, list[str]]
    binding: Binding
    fallen: Failures
    assumed: list[tuple[str, Any]] = field(default_factory=list)

    def assume(self, mask: Any, what: str) -> None:
        """Note the rows for which something that was not given had to be taken."""
        if mask.any():
            self.assumed.append((what, self.positions[mask]))

    @property
    def size(self) -> int:
        """How many rows."""
        return len(self.positions)

    def under(self, binding: Binding) -> "Rows":
        """The same rows under another binding."""
        return replace(self, binding=binding, assumed=[])

    def at(self, mask: Any) -> "Rows":
        """The rows of a mask."""
        numbers = {name: column[mask] for name, column in self.numbers.items()}
        codes = {name: column[mask] for name, column in self.codes.items()}
        return replace(self, positions=self.positions[mask], numbers=numbers, codes=codes)

    def number(self, name: str, absent: int = MISSING) -> Any:
        """A column of numbers, `absent` where the file gives none."""
        if name not in self.numbers:
            return np.full(self.size, absent, dtype=np.int64)
        values = self.numbers[name]
        return values if absent == MISSING else np.where(values == MISSING, absent, values)

    def code(self, name: str) -> Any:
        """A column of codes."""
        return self.codes[name] if name in self.codes else np.full(self.size, -1, dtype=np.int64)

    def refuse(self, mask: Any, column: str, code: str, reason: str = "") -> None:
        """Take out the rows of a mask."""
        if mask.any():
            self.fallen.add(self.positions[mask], column, code, reason)

    def minimum_wage(self) -> Any:
        """The monthly minimum wage of each row: one figure, or an array where some département has its own."""
        found: Any = self.scalar(MINIMUM_WAGE)
        departments = self.names.get("department", [])
        for department, path in OWN_MINIMUM_WAGE.items() if departments else ():
            here = self.code("department") == departments.index(department)
            if here.any():
                found = np.where(here, self.scalar(path), found)
        return found

    def scalar(self, path: str) -> int:
        """A single figure of the law; every row falls out where the law has none."""
        try:
            return int(self.binding.scalar(path).value)
        except NotComputable as error:
            self.refuse(np.ones(self.size, dtype=bool), "month", NOT_COMPUTABLE, error.reason)
            return 0

    def looked_up(self, values: Any, look: Any, column: str) -> Any:
        """The figure that `look` gives for each value, once a distinct value; rows fall out where it cannot.

        `values`: small counts (years, people, levels), 0 or more.
        """
        counts = np.bincount(values)
        found = np.zeros(len(counts), dtype=np.int64)
        for value in np.flatnonzero(counts).tolist():
            try:
                figure = look(value)
                found[value] = figure.value if isinstance(figure, Found) else figure
            except NotComputable as error:
                self.refuse(values == value, column, NOT_COMPUTABLE, error.reason)
        return found[values]


def counted_in(values: Any) -> tuple[list[int], Any]:
    """The distinct values in order, and which of them each element is; for small whole numbers, 0 or more."""
    distinct = np.flatnonzero(np.bincount(values))
    places = np.zeros(int(values.max(initial=0)) + 1, dtype=np.int64)
    places[distinct] = np.arange(len(distinct))
    return distinct.tolist(), places[values]


def days_of(ordinals: Any) -> Any:
    """Ordinals of days (`date.toordinal`) as numpy days."""
    return (ordinals - UNIX_EPOCH).astype("datetime64[D]")


def completed(since: Any, day: date) -> tuple[Any, Any]:
    """Years completed and years strictly exceeded on a day (see `calendar`), as int64 arrays.

    `since`: ordinals of days of the years that a file may name, or MISSING (its years mean nothing).
    """
    year, anniversary = np.divmod(_calendar()[np.maximum(since - FIRST_DAY, 0)], 100_00)
    is_leap = (day.year % 4 == 0 and day.year % 100 != 0) or day.year % 400 == 0
    if not is_leap:
        anniversary = np.where(anniversary == LEAP_DAY, LEAP_DAY - 1, anniversary)
    today = day.month * 100 + day.day
    years = day.year - year - (today < anniversary)
    return years, years - (today == anniversary)


@cache
def _calendar() -> Any:
    """Every day of the years that a file may name, as a number that reads like it: 20240229."""
    days = days_of(np.arange(FIRST_DAY, date(LAST_YEAR, 12, 31).toordinal() + 1))
    years, months = days.astype("datetime64[Y]"), days.astype("datetime64[M]")
    in_year = (months - years.astype("datetime64[M]")).astype(np.int64) + 1
    in_month = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    return (years.astype(np.int64) + 1970) * 100_00 + in_year * 100 + in_month
