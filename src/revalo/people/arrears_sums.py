"""Sums of what is owed for texts known late: by month and by text, weighted by headcount, in cents."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from revalo.people.caveat_counts import CaveatCounts
from revalo.people.claims import claimable
from revalo.people.failures import Reject, Rejects
from revalo.rules.caveats import PayWarning


class PayMonth(NamedTuple):
    """A month of some rows of a chunk: cents paid as known then and due as known later, one figure a row.

    `by_text`: what is owed by late text; the texts add up to due less paid. `known_on`: the day of the law of the pay.
    """

    month: int
    known_on: date
    positions: Any
    paid: Any
    due: Any
    by_text: dict[str, Any]


class MonthOwed(NamedTuple):
    """The people with something owed for a month: their number, what they were paid and what was due."""

    people: int = 0
    paid: int = 0
    due: int = 0

    @property
    def owed(self) -> int:
        """What is owed to them."""
        return self.due - self.paid


class TextOwed(NamedTuple):
    """What a text brings in all: the first and the last month that it changes, the months of pay, the cents.

    `within`: the cents of the months that can still be claimed.
    """

    first: int
    last: int
    pays: int = 0
    owed: int = 0
    within: int = 0

    def with_(self, other: "TextOwed") -> "TextOwed":
        """Both together."""
        months = min(self.first, other.first), max(self.last, other.last)
        return TextOwed(*months, *(one + two for one, two in zip(self[2:], other[2:], strict=True)))


@dataclass(slots=True)
class ArrearsSums:
    """What is owed to a payroll, or to a part of it.

    `pays`: the months of pay computed; `months`: those with something owed; `above`: cents paid above what is due, a
    part of the sums; `outside`: rows of a month that was not asked for; `remarks`: what the files have to tell.
    """

    today: date
    pays: int = 0
    above: int = 0
    months: dict[int, MonthOwed] = field(default_factory=dict)
    texts: dict[str, TextOwed] = field(default_factory=dict)
    rows_in: int = 0
    rows_out: int = 0
    outside: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    skipped: list[Reject] = field(default_factory=list)
    caveats: CaveatCounts = field(default_factory=CaveatCounts)
    remarks: list[PayWarning] = field(default_factory=list)

    def is_claimable(self, month: int) -> bool:
        """Whether the pay of a month can still be claimed."""
        return bool(claimable(month, self.today))

    def add(self, pay: PayMonth, weight: Any) -> None:
        """Add a month of some rows; `weight`: the headcount of each."""
        self.pays += int(weight.sum())
        owed = pay.due - pay.paid
        felt = owed != 0
        if felt.any():
            sums = (int((values * weight)[felt].sum()) for values in (pay.paid, pay.due))
            self._add_month(pay.month, MonthOwed(int(weight[felt].sum()), *sums))
            self.above += int((-owed * weight)[owed < 0].sum())
        for name, values in pay.by_text.items():
            cents = int((values * weight).sum())
            within = cents if self.is_claimable(pay.month) else 0
            if (values != 0).any():
                pays = int(weight[values != 0].sum())
                self._add_text(name, TextOwed(pay.month, pay.month, pays, cents, within))

    def _add_month(self, month: int, owed: MonthOwed) -> None:
        self.months[month] = MonthOwed(*map(sum, zip(self.months.get(month, MonthOwed()), owed, strict=True)))

    def _add_text(self, name: str, owed: TextOwed) -> None:
        self.texts[name] = owed.with_(self.texts[name]) if name in self.texts else owed

    def count(self, rows_in: int, rejects: Rejects, skipped: Rejects) -> None:
        """Count the rows of a chunk in its file, those that were rejected, and those that are no person."""
        self.rows_in += rows_in
        self.rejected.update(rejects.codes())
        self.skipped += skipped

    def merge(self, other: "ArrearsSums") -> None:
        """Add what another part of the same run came to."""
        for name in ("pays", "above", "rows_in", "rows_out", "outside"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for month, owed in other.months.items():
            self._add_month(month, owed)
        for name, text in other.texts.items():
            self._add_text(name, text)
        self.rejected.update(other.rejected)
        self.skipped += other.skipped
        self.caveats.merge(other.caveats)

    @property
    def owed(self) -> int:
        """What is owed in all."""
        return sum(month.owed for month in self.months.values())

    @property
    def within(self) -> int:
        """What is owed for the months that can still be claimed."""
        return sum(owed.owed for month, owed in self.months.items() if self.is_claimable(month))

    @property
    def pays_owed(self) -> int:
        """The months of pay with something owed."""
        return sum(month.people for month in self.months.values())

    @property
    def rows_rejected(self) -> int:
        """How many rows were rejected."""
        return self.rejected.total()

    @property
    def adds_up(self) -> bool:
        """Whether rows in = rows out + outside + rejected + skipped, and texts = months."""
        rows = self.rows_out + self.outside + self.rows_rejected + len(self.skipped)
        by_text = [sum(getattr(text, name) for text in self.texts.values()) for name in ("owed", "within")]
        return self.rows_in == rows and by_text == [self.owed, self.within]
