"""Paid against due, month by month: gaps, arrears within three years, the texts behind what is due."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from revalo.analysis.comparison import Request
from revalo.grids.law import Law
from revalo.people.arrays import days_of
from revalo.people.caveat_counts import CaveatCounts
from revalo.people.claims import claimable
from revalo.people.columns import AGAIN, MISSING, SAME_PAYSLIP, ParsedRows
from revalo.people.contracts import Contracts, Unpaid
from revalo.people.gaps import CTI, GROSS, Compared, Gap, gaps_at
from revalo.people.low_pay import low_pay
from revalo.people.person_of_row import words_at
from revalo.people.table import AFTER, Outcome
from revalo.rules.caveats import PayWarning

PAID = {GROSS: "paid_gross", CTI: "declared_cti"}
NO_MONTH, NOTHING_PAID, ENTRY, NOT_COMPUTED = "no-month", "nothing-paid", "entry", "not-computed"
PARTLY = "partly"  # another row of the person and month is not compared


@dataclass(slots=True)
class PaidCheck:
    """What a check found. `compared`: rows by what was compared; `not_compared`: rows by the reason.

    `rows`: all of them; `rows_compared`: those of which something was compared; `caveats`: what was assumed or is to be
    warned of for what is due; `remarks`: what the files have to tell; `contracts`: what waits for the
    other rows of a person; `months`: those of the rows.
    """

    law: Law
    today: date
    tolerance: int = 0
    compared: Counter[str] = field(default_factory=Counter)
    not_compared: Counter[str] = field(default_factory=Counter)
    gaps: list[Gap] = field(default_factory=list)
    rows: int = 0
    rows_compared: int = 0
    caveats: CaveatCounts = field(default_factory=CaveatCounts)
    remarks: list[PayWarning] = field(default_factory=list)
    contracts: Contracts = field(default_factory=Contracts)
    months: set[int] = field(default_factory=set)

    def add(self, typed: ParsedRows, outcome: Outcome) -> None:
        """Compare the rows of a chunk; of those that cannot be, count the first reason."""
        self.caveats.merge(outcome.caveats(typed.file, (AFTER,)))
        computed = np.zeros(len(typed.rows), dtype=bool)
        computed[outcome.kept] = True
        month = _column(typed, "month")
        due = {GROSS: outcome.after.gross, CTI: self._due_cti(outcome)}
        fit = {what: _column(typed, PAID[what]) != MISSING for what in PAID}
        fit[CTI] &= ~outcome.unjudged
        entry, named = _entry_month(typed) == month, _named(typed)
        unpaid = ~(fit[GROSS] | fit[CTI])
        waiting = computed & (month != MISSING) & unpaid & named & ~entry  # what its other rows say is not known yet
        left = ~computed
        self.not_compared[NOT_COMPUTED] += int(left.sum()) + len(typed.rejects)
        for reason, wrong in ((NO_MONTH, month == MISSING), (NOTHING_PAID, unpaid & ~waiting), (ENTRY, entry)):
            self.not_compared[reason] += int((wrong & ~left).sum())
            left |= wrong
        self._leave_out(typed, left & named & (month != MISSING))
        if typed.unread is not None:
            self._leave_out(typed.unread, _named(typed.unread) & (_column(typed.unread, "month") != MISSING))
        self.rows += typed.rows_in - len(typed.skipped)
        self.rows_compared += int((~left & ~waiting).sum())
        self.months |= set(month[month != MISSING].tolist())
        for what, column in PAID.items():
            self._compare(typed, what, fit[what] & ~left, due[what], within=fit[GROSS] & (what == CTI))
            if column in typed.numbers:
                judged = ~outcome.unjudged if what == CTI else True
                self._wait(typed, what, ~fit[what] & ~left & named & judged, due[what], alone=waiting)

    def _leave_out(self, typed: ParsedRows, rows: Any) -> None:
        """Note the persons of rows that are not compared."""
        self.contracts.left_out.update(_persons(typed, np.flatnonzero(rows)))

    def _wait(self, typed: ParsedRows, what: str, rows: Any, due: Any, alone: Any) -> None:
        """Keep the rows that do not say what was paid, and who has something paid on a further row."""
        again = _column(typed, AGAIN) == 1
        paid_again = again & (_column(typed, PAID[what]) != MISSING)
        self.contracts.paid_again.update((*each, what) for each in _persons(typed, np.flatnonzero(paid_again)))
        due = np.where(_column(typed, SAME_PAYSLIP) == 1, 0, due)
        places = np.flatnonzero(rows)
        nothing = np.zeros(len(places), dtype=np.int64)
        gaps = gaps_at(typed, what, places, Compared(nothing, due[places], part=nothing != 0))
        self.contracts.unpaid += map(Unpaid, gaps, again[places].tolist(), alone[places].tolist())

    def merge(self, other: "PaidCheck") -> None:
        """Add what another part of the same check found, later in the files."""
        self.caveats.merge(other.caveats)
        self.compared.update(other.compared)
        self.not_compared.update(other.not_compared)
        self.gaps += other.gaps
        self.contracts.merge(other.contracts)
        self.rows += other.rows
        self.rows_compared += other.rows_compared
        self.months |= other.months

    def _compare(self, typed: ParsedRows, what: str, rows: Any, due: Any, within: Any) -> None:
        paid = _column(typed, PAID[what])
        due = np.where(typed.numbers.get(SAME_PAYSLIP, 0) == 1, 0, due)  # due once, with the first of its rows
        self.compared[what] += int(rows.sum())
        apart = np.flatnonzero(rows & (due != paid))
        apart = apart[np.argsort(typed.rows[apart], kind="stable")]
        self.gaps += gaps_at(typed, what, apart, Compared(paid[apart], due[apart], within[apart]))

    def settle(self, request: Request) -> None:
        """Once every row is in: the rows of one person and month are compared by their sums, within the tolerance."""
        self._join()
        by_person: dict[Any, Gap] = {}
        for gap in self.gaps:
            key = (gap.employee_id, gap.month, gap.what) if gap.employee_id else (gap.file, gap.row, gap.what)
            first = by_person.setdefault(key, gap)
            if first is not gap:
                by_person[key] = first._replace(paid=first.paid + gap.paid, due=first.due + gap.due)
        self.remarks += low_pay(self.law, request, by_person.values())
        self.gaps = [gap for gap in by_person.values() if abs(gap.arrears) > self.tolerance]

    def _join(self) -> None:
        """Join the rows without anything paid to the others of their person; leave out persons known in part alone."""
        joined, others = self.contracts.joined()
        self.rows_compared += len(rows := _rows_of(each.gap for each in joined if each.alone))
        left = _rows_of(each.gap for each in others if each.alone) - rows
        self.not_compared[NOTHING_PAID] += len(left)
        self.compared.update(each.gap.what for each in joined)
        self.gaps, apart = self.contracts.split_by_comparison(
            [*self.gaps, *(each.gap for each in joined if each.gap.due)]
        )
        self.rows_compared -= len(rows := _rows_of(apart))
        self.not_compared[PARTLY] += len(rows)
        self.compared.subtract(each.what for each in apart)

    def _due_cti(self, outcome: Outcome) -> Any:
        """The sum of the measures in index points: the CTI of the civil service."""
        nothing = np.zeros(len(outcome.after.days), dtype=np.int64)
        return sum(map(outcome.after.line, self._cti()), start=nothing)

    def _cti(self) -> set[str]:
        amounts = [path for path in self.law.paths if path.startswith("segur.")]
        return {path.rpartition(".")[0] for path in amounts if self.law.table(path).unit == "points"}

    def claimable(self, gap: Gap) -> bool:
        """Whether a month is within the three years before today."""
        return claimable(gap.month, self.today)

    @property
    def adds_up(self) -> bool:
        """Whether every row was compared, or not for one reason."""
        return self.rows == self.rows_compared + self.not_compared.total()

    @property
    def arrears(self) -> int:
        """What is owed over the months that can still be claimed; a CTI is part of the gross where that is compared."""
        return self._owed(claimable=True)

    @property
    def older_arrears(self) -> int:
        """What is owed over the months that can no longer be claimed."""
        return self._owed(claimable=False)

    def _owed(self, *, claimable: bool) -> int:
        owed = (gap for gap in self.gaps if gap.arrears > 0 and not gap.part)
        return sum(gap.arrears for gap in owed if self.claimable(gap) is claimable)


def due_only(typed: ParsedRows) -> ParsedRows:
    """The rows with the month of what is due on both sides: a check depends on no earlier day."""
    return typed._replace(numbers={**typed.numbers, "before_month": _column(typed, "month")})


def _persons(typed: ParsedRows, places: Any) -> Iterator[tuple[str, int]]:
    """The staff number and the month of the rows at some positions."""
    return zip(words_at(typed, "employee_id", places), typed.numbers["month"][places].tolist(), strict=True)


def _rows_of(gaps: Iterable[Gap]) -> set[tuple[str, int]]:
    return {(gap.file, gap.row) for gap in gaps}


def _named(typed: ParsedRows) -> Any:
    """Which rows have a staff number: booleans."""
    if "employee_id" not in typed.words:
        return np.zeros(len(typed.rows), dtype=bool)
    return typed.words["employee_id"][0] >= 0


def _column(typed: ParsedRows, name: str) -> Any:
    return typed.numbers.get(name, np.full(len(typed.rows), MISSING, dtype=np.int64))


def _entry_month(typed: ParsedRows) -> Any:
    """The month of the date of entry, MISSING where it is not given or falls on the first of the month."""
    since = _column(typed, "since")
    days = days_of(np.where(since == MISSING, 1, since))
    months = days.astype("datetime64[M]")
    first = days == months.astype("datetime64[D]")
    return np.where((since == MISSING) | first, MISSING - 1, months.astype(np.int64) + 1970 * 12)
