"""Paid against due, month by month: gaps, arrears within three years, the texts behind what is due."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from revalo.grids.law import Law
from revalo.people.arrays import days_of
from revalo.people.caveat_counts import CaveatCounts
from revalo.people.claims import claimable
from revalo.people.columns import AGAIN, MISSING, SAME_PAYSLIP, ParsedRows
from revalo.people.one import person, word
from revalo.people.table import AFTER, Outcome
from revalo.rules.caveats import PayWarning

GROSS, CTI = "gross", "cti"  # what is compared
PAID = {GROSS: "paid_gross", CTI: "declared_cti"}
NO_MONTH, NOTHING_PAID, ENTRY, NOT_COMPUTED = "no-month", "nothing-paid", "entry", "not-computed"


class Gap(NamedTuple):
    """A person and month where what was paid is not what was due. Cents; `month` is year × 12 + month - 1.

    `what`: the gross, or the CTI by itself; `part`: a CTI whose gross is compared too.
    """

    file: str
    row: int
    employee_id: str
    month: int
    what: str
    paid: int
    due: int
    part: bool
    person: dict[str, Any]

    @property
    def arrears(self) -> int:
        """What is still owed: due less paid."""
        return self.due - self.paid


@dataclass(slots=True)
class PaidCheck:
    """What a check found. `compared`: rows by what was compared; `not_compared`: rows by the reason.

    `rows`: all of them; `rows_compared`: those that something of was compared; `caveats`: what was assumed or is to be
    warned of for what is due; `remarks`: what the files have to tell.
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

    def add(self, typed: ParsedRows, outcome: Outcome) -> None:
        """Compare the rows of a chunk; of those that cannot be, count the first reason."""
        self.caveats.merge(outcome.caveats(typed.file, (AFTER,)))
        computed = np.zeros(len(typed.rows), dtype=bool)
        computed[outcome.kept] = True
        month = _column(typed, "month")
        due = {GROSS: outcome.after.gross, CTI: self._due_cti(outcome)}
        fit = {what: _paid(typed, what) != MISSING for what in PAID}
        fit[CTI] &= ~outcome.unjudged
        left = ~computed
        self.not_compared[NOT_COMPUTED] += int(left.sum()) + len(typed.rejects)
        for reason, wrong in (
            (NO_MONTH, month == MISSING),
            (NOTHING_PAID, ~(fit[GROSS] | fit[CTI])),
            (ENTRY, _entry_month(typed) == month),
        ):
            self.not_compared[reason] += int((wrong & ~left).sum())
            left |= wrong
        self.rows += typed.rows_in - len(typed.skipped)
        self.rows_compared += int((~left).sum())
        for what in PAID:
            self._compare(typed, what, fit[what] & ~left, due[what], within=fit[GROSS] & (what == CTI))

    def merge(self, other: "PaidCheck") -> None:
        """Add what another part of the same check found, later in the files."""
        self.caveats.merge(other.caveats)
        self.compared.update(other.compared)
        self.not_compared.update(other.not_compared)
        self.gaps += other.gaps
        self.rows += other.rows
        self.rows_compared += other.rows_compared

    def _compare(self, typed: ParsedRows, what: str, rows: Any, due: Any, within: Any) -> None:
        paid, month = _paid(typed, what), _column(typed, "month")
        due = np.where(typed.numbers.get(SAME_PAYSLIP, 0) == 1, 0, due)  # due once, with the first of its rows
        self.compared[what] += int(rows.sum())
        apart = np.flatnonzero(rows & (due != paid))
        for i in apart[np.argsort(typed.rows[apart], kind="stable")].tolist():
            name, given = word(typed, "employee_id", i), person(typed, i)
            place = (typed.file, int(typed.rows[i]), name, int(month[i]))
            self.gaps.append(Gap(*place, what, int(paid[i]), int(due[i]), bool(within[i]), given))

    def settle(self) -> None:
        """Once every row is in: the rows of one person and month are compared by their sums, within the tolerance."""
        found: dict[Any, Gap] = {}
        for gap in self.gaps:
            key = (gap.employee_id, gap.month, gap.what) if gap.employee_id else (gap.file, gap.row, gap.what)
            first = found.get(key)
            found[key] = gap if first is None else first._replace(paid=first.paid + gap.paid, due=first.due + gap.due)
        self.gaps = [gap for gap in found.values() if abs(gap.arrears) > self.tolerance]

    def _due_cti(self, outcome: Outcome) -> Any:
        """The sum of the measures in index points: the CTI of the civil service."""
        cti = self._cti()
        lines = [values for line, values in outcome.after.lines.items() if line in cti]
        return sum(lines, start=np.zeros(len(outcome.after.days), dtype=np.int64))

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
        return sum(gap.arrears for gap in self.gaps if gap.arrears > 0 and self.claimable(gap) and not gap.part)


def due_only(typed: ParsedRows) -> ParsedRows:
    """The rows with the month of what is due on both sides: a check hangs on no earlier day."""
    return typed._replace(numbers={**typed.numbers, "before_month": _column(typed, "month")})


def _paid(typed: ParsedRows, what: str) -> Any:
    """What each row was paid; nothing said is nothing paid in a further row of the same person and month."""
    paid = _column(typed, PAID[what])
    further = (typed.numbers.get(AGAIN, 0) == 1) & (PAID[what] in typed.numbers)
    return np.where(further & (paid == MISSING), 0, paid)


def _column(typed: ParsedRows, name: str) -> Any:
    return typed.numbers.get(name, np.full(len(typed.rows), MISSING, dtype=np.int64))


def _entry_month(typed: ParsedRows) -> Any:
    """The month of the date of entry, MISSING where it is not given or falls on the first of the month."""
    since = _column(typed, "since")
    days = days_of(np.where(since == MISSING, 1, since))
    months = days.astype("datetime64[M]")
    first = days == months.astype("datetime64[D]")
    return np.where((since == MISSING) | first, MISSING - 1, months.astype(np.int64) + 1970 * 12)
