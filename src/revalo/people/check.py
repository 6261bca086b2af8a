"""Paid against due, month by month: gaps, arrears within three years, the texts behind what is due."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from revalo.people.arrays import days_of
from revalo.people.columns import CODES, MISSING, NUMBERS, Typed
from revalo.people.table import Outcome

LIMIT = 36  # months: pay is claimed over three years


class Gap(NamedTuple):
    """A person and month where what was paid is not what was due. Cents; `month` is year × 12 + month - 1."""

    file: str
    row: int
    employee_id: str
    month: int
    paid: int
    due: int
    person: dict[str, Any]

    @property
    def arrears(self) -> int:
        """What is still owed: due less paid."""
        return self.due - self.paid


@dataclass(slots=True)
class Comparison:
    """What a check found. `not_compared`: rows without a month, without what was paid, or of a month of entry."""

    today: date
    tolerance: int = 0
    compared: int = 0
    not_compared: int = 0
    gaps: list[Gap] = field(default_factory=list)

    def add(self, typed: Typed, outcome: Outcome, kept: Any) -> None:
        """Compare the rows of a chunk."""
        paid = _column(typed, "paid_gross")
        month = _column(typed, "month")
        entered = _entry_month(typed) == month
        fit = (paid != MISSING) & (month != MISSING) & ~entered
        due = outcome.after.gross
        apart = np.abs(due - paid) > self.tolerance
        inside = np.zeros(len(typed.rows), dtype=bool)
        inside[kept] = True
        self.compared += int((fit & inside).sum())
        self.not_compared += int((~fit & inside).sum())
        for i in np.flatnonzero(fit & inside & apart).tolist():
            person = dict(_given(typed, i))
            name = _word(typed, "employee_id", i)
            self.gaps.append(
                Gap(typed.file, int(typed.rows[i]), name, int(month[i]), int(paid[i]), int(due[i]), person)
            )

    def claimable(self, gap: Gap) -> bool:
        """Whether a month is within the three years before today."""
        return self.today.year * 12 + self.today.month - 1 - gap.month <= LIMIT

    @property
    def arrears(self) -> int:
        """What is owed over the months that can still be claimed."""
        return sum(gap.arrears for gap in self.gaps if gap.arrears > 0 and self.claimable(gap))


def _column(typed: Typed, name: str) -> Any:
    return typed.numbers.get(name, np.full(len(typed.rows), MISSING, dtype=np.int64))


def _entry_month(typed: Typed) -> Any:
    """The month of the date of entry, MISSING where it is not given or falls on the first of the month."""
    since = _column(typed, "since")
    days = days_of(np.where(since == MISSING, 1, since))
    months = days.astype("datetime64[M]")
    first = days == months.astype("datetime64[D]")
    return np.where((since == MISSING) | first, MISSING - 1, months.astype(np.int64) + 1970 * 12)


def _word(typed: Typed, name: str, i: int) -> str:
    indices, names = typed.words.get(name, (None, []))
    return names[indices[i]] if indices is not None and indices[i] >= 0 else ""


def _given(typed: Typed, i: int) -> Iterator[tuple[str, Any]]:
    """A row as the inputs of one person, to explain what is due."""
    for name, (places, _low, _high) in NUMBERS.items():
        value = int(_column(typed, name)[i])
        if value != MISSING and name not in ("headcount", "paid_gross", "declared_cti"):
            yield name, f"{value // 10**places}.{value % 10**places:0{places}d}" if places else value
    if (since := int(_column(typed, "since")[i])) != MISSING:
        yield "since", date.fromordinal(since)
    for name in CODES:
        indices, names = typed.codes.get(name, (None, []))
        if indices is not None and indices[i] >= 0:
            yield name, names[indices[i]]
    if department := _word(typed, "department", i):
        yield "department", department
