"""A typed chunk cut into groups of rows that the same two readings of the law apply to."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.people.arrays import Fallen, Rows
from revalo.people.columns import MISSING, Typed
from revalo.rules.employee import OWN
from revalo.rules.payslip import OWN_MINIMUM_WAGE


class Group(NamedTuple):
    """Rows of one sector and pair of months (MISSING where the file gives none), by their positions."""

    sector: str
    month: int
    before_month: int
    positions: Any


class Grouping:
    """A typed chunk, with the look-ups that grouping needs."""

    def __init__(self, typed: Typed, law: Law, fallen: Fallen) -> None:
        self.typed, self.law, self.fallen = typed, law, fallen
        self.size = len(typed.rows)

    def refuse_foreign(self) -> None:
        """Take out the rows with an input that their sector's way of being paid does not take."""
        for sector, positions in self.by_sector():
            self._refuse_foreign(sector, positions)

    def groups(self) -> Iterator[Group]:
        """The groups of the chunk, sector by sector, month by month."""
        for sector, positions in self.by_sector():
            distinct, inverse = np.unique(self._months(positions), axis=0, return_inverse=True)
            for i, (month, before_month) in enumerate(distinct.tolist()):
                yield Group(sector, month, before_month, positions[inverse.ravel() == i])

    def by_sector(self) -> list[tuple[str, Any]]:
        """Each sector with the positions of its rows; home care where none is given."""
        if "sector" not in self.typed.codes:
            return [("bad", np.arange(self.size))]
        indices, names = self.typed.codes["sector"]
        groups: dict[str, list[Any]] = {}
        for code in np.unique(indices).tolist():
            groups.setdefault(names[code] if code >= 0 else "bad", []).append(np.flatnonzero(indices == code))
        return [(sector, np.sort(np.concatenate(parts))) for sector, parts in groups.items()]

    def _refuse_foreign(self, sector: str, positions: Any) -> None:
        pay = self.law.pay(sector)
        for other, names in OWN.items():
            for name in names if other != pay else ():
                given = self._given(name)
                if given is not None:
                    self.fallen.add(positions[given[positions]], name, "not-for-this-sector")
        if pay != "gross" and "department" in self.typed.words:
            self._refuse_own_minimum_wage(positions)

    def _given(self, name: str) -> Any:
        """Where a column says something: 0 asks for nothing."""
        if name in self.typed.numbers:
            return self.typed.numbers[name] > 0
        return self.typed.codes[name][0] >= 0 if name in self.typed.codes else None

    def _refuse_own_minimum_wage(self, positions: Any) -> None:
        indices, names = self.typed.words["department"]
        codes = [i for i, name in enumerate(names) if name in OWN_MINIMUM_WAGE]
        self.fallen.add(positions[np.isin(indices[positions], codes)], "department", "own-minimum-wage")

    def _months(self, positions: Any) -> Any:
        """The month and the month before of each row, MISSING where the file gives none."""
        absent = np.full(len(positions), MISSING, dtype=np.int64)
        found = [self.typed.numbers.get(name) for name in ("month", "before_month")]
        return np.stack([absent if column is None else column[positions] for column in found], axis=1)

    def rows(self, positions: Any, binding: Binding, fallen: Fallen | None = None) -> Rows:
        """The rows at some positions, under a binding; those that fall out go with the chunk's, or apart."""
        numbers = {name: column[positions] for name, column in self.typed.numbers.items()}
        codes = {name: indices[positions].astype(np.int64) for name, (indices, _names) in self.typed.codes.items()}
        names = {name: held for name, (_indices, held) in self.typed.codes.items()}
        return Rows(positions, numbers, codes, names, binding, self.fallen if fallen is None else fallen)
