"""Paid against due, month by month: gaps, arrears within three years, the texts behind what is due."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any

import numpy as np

from revalo.analysis.comparison import Request
from revalo.grids.law import Law
from revalo.people.alike import alike, distinct_numbers, in_order_met
from revalo.people.arrays import days_of
from revalo.people.caveat_counts import CaveatCounts
from revalo.people.claims import claimable
from revalo.people.columns import AGAIN, MISSING, SAME_PAYSLIP, ParsedRows
from revalo.people.contracts import Contracts, flags
from revalo.people.gaps import CTI, GROSS, Compared, Gaps, gaps_at, is_named, told_apart
from revalo.people.low_pay import low_pay
from revalo.people.sums import sums_of
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
    gaps: Gaps = field(default_factory=Gaps)
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
        self.contracts.left_out.add(typed, left & named & (month != MISSING))
        if typed.unread is not None:
            unread = _named(typed.unread) & (_column(typed.unread, "month") != MISSING)
            self.contracts.left_out.add(typed.unread, unread)
        self.rows += typed.rows_in - len(typed.skipped)
        self.rows_compared += int((~left & ~waiting).sum())
        self.months |= set(distinct_numbers(month[month != MISSING]).tolist())
        for what, column in PAID.items():
            self._compare(typed, what, fit[what] & ~left, due[what], within=fit[GROSS] & (what == CTI))
            if column in typed.numbers:
                judged = ~outcome.unjudged if what == CTI else True
                self._wait(typed, what, ~fit[what] & ~left & named & judged, due[what], alone=waiting)

    def _wait(self, typed: ParsedRows, what: str, rows: Any, due: Any, alone: Any) -> None:
        """Keep the rows that do not say what was paid, and who has something paid on a further row."""
        again = _column(typed, AGAIN) == 1
        paid_again = again & (_column(typed, PAID[what]) != MISSING)
        self.contracts.paid_again.add(typed, paid_again, what)
        due = np.where(_column(typed, SAME_PAYSLIP) == 1, 0, due)
        places = np.flatnonzero(rows)
        nothing = np.zeros(len(places), dtype=np.int64)
        part = gaps_at(typed, what, places, Compared(nothing, due[places], part=nothing != 0))
        self.contracts.unpaid.add(part, again[places], alone[places])

    def merge(self, other: "PaidCheck") -> None:
        """Add what another part of the same check found, later in the files."""
        self.caveats.merge(other.caveats)
        self.compared.update(other.compared)
        self.not_compared.update(other.not_compared)
        self.gaps.parts += other.gaps.parts
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
        self.gaps.add(gaps_at(typed, what, apart, Compared(paid[apart], due[apart], within[apart])))

    def settle(self, request: Request) -> None:
        """Once every row is in: the rows of one person and month are compared by their sums, within the tolerance."""
        self._join()
        self._add_up()
        self.remarks += low_pay(self.law, request, self.gaps)
        self.gaps = self.gaps.where(abs(self.gaps.arrears()) > self.tolerance)

    def _add_up(self) -> None:
        """Make one gap of those of one person and month; a row without a staff number stands for itself."""
        gaps = self.gaps
        (persons,) = told_apart(gaps.persons())
        same = in_order_met(alike([persons, np.where(gaps.column(is_named), 0, 1 + gaps.places())]))
        sums = (sums_of(gaps.column(attrgetter(name)), same.kinds, len(same.first)) for name in ("paid", "due"))
        is_first = np.zeros(len(gaps), dtype=bool)
        is_first[same.first] = True
        self.gaps = gaps.where(is_first).with_sums(*sums)

    def _join(self) -> None:
        """Join the rows without anything paid to the others of their person; leave out persons known in part alone."""
        unpaid, joined = self.contracts.unpaid, self.contracts.is_joined()
        places, alone = unpaid.gaps.places(), flags(unpaid.alone)
        rows, others = distinct_numbers(places[joined & alone]), distinct_numbers(places[~joined & alone])
        self.rows_compared += len(rows)
        self.not_compared[NOTHING_PAID] += len(np.setdiff1d(others, rows))
        due = unpaid.gaps.column(attrgetter("due")) != 0
        self._count(unpaid.gaps.where(joined), 1)
        every = Gaps([*self.gaps.parts, *unpaid.gaps.where(joined & due).parts])
        whole = self.contracts.is_whole(every)
        self.gaps, apart = every.where(whole), every.where(~whole)
        left = len(distinct_numbers(apart.places()))
        self.rows_compared -= left
        self.not_compared[PARTLY] += left
        self._count(apart, -1)

    def _count(self, gaps: Gaps, sign: int) -> None:
        """Count gaps among what was compared, or no longer."""
        for what in PAID:
            self.compared[what] += sign * gaps.number_of(what)

    def _due_cti(self, outcome: Outcome) -> Any:
        """The sum of the measures in index points: the CTI of the civil service."""
        nothing = np.zeros(len(outcome.after.days), dtype=np.int64)
        return sum(map(outcome.after.line, self._cti()), start=nothing)

    def _cti(self) -> set[str]:
        amounts = [path for path in self.law.paths if path.startswith("segur.")]
        return {path.rpartition(".")[0] for path in amounts if self.law.table(path).unit == "points"}

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

    @property
    def overpaid(self) -> int:
        """What was paid above what was due, in cents."""
        return -int(np.minimum(self._whole_arrears(), 0).sum())

    def _owed(self, *, claimable: bool) -> int:
        arrears = np.maximum(self._whole_arrears(), 0)
        return int(arrears[self.claimable() == claimable].sum())

    def _whole_arrears(self) -> Any:
        """What is still owed of each gap, nothing for one that is part of another."""
        return self.gaps.column(lambda part: np.where(part.part, 0, part.arrears))

    def claimable(self) -> Any:
        """Which gaps are of a month within the three years before today: booleans."""
        return self.gaps.column(lambda part: claimable(part.months, self.today))


def due_only(typed: ParsedRows) -> ParsedRows:
    """The rows with the month of what is due on both sides: a check depends on no earlier day."""
    return typed._replace(numbers={**typed.numbers, "before_month": _column(typed, "month")})


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
