"""What the declared month paid under a contract, and what stands beside it: back-pay, and reasons not to compare."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from revalo.language import _
from revalo.payroll.reading.dsn.declaration import Contract, Pay, Person
from revalo.payroll.reading.dsn.notes import Notes

GROSS, BASE, CTI = "001", "010", "022"  # views and parts of pay (S21.G00.51.011); views are never added
UNPAID_ABSENCE = "02"


@dataclass(frozen=True, slots=True)
class Paid:
    """Amounts of the month in cents, None where not declared. `back_pay`: gross of other periods, kept apart."""

    gross: int | None
    base: int | None
    cti: int | None
    back_pay: int
    absent: bool


def paid(person: Person, contract: Contract, month: date, notes: Notes) -> Paid:
    """What was paid under a contract for the declared month."""
    lines = [line for line in person.pay if is_of(line.contract, contract, person)]
    now = [line for line in lines if of_month(line, month)]
    apart = [line for line in lines if not of_month(line, month)]
    for line in apart:
        if line.kind == GROSS:
            notes.add(_("back-pay of another period is kept apart from the month's pay"), line.line)
    for line in now:
        if line.start < month or line.end > last_day(month):
            notes.add(_("a pay period runs over the edge of the month: it is taken as the month's"), line.line)
    gross = _total(now, GROSS)
    if gross is None:
        notes.add(_("no gross pay (type 001) for the declared month"), contract.line)
    back_pay = _total(apart, GROSS) or 0
    return Paid(gross, _total(now, BASE), _total(now, CTI), back_pay, any(map(_absent, now)))


def is_of(number: str | None, contract: Contract, person: Person) -> bool:
    """Whether a block beside contracts belongs to this one: by its number, or as the only one."""
    return number == contract.number if number else len(person.contracts) == 1


def of_month(line: Pay, month: date) -> bool:
    """Whether a pay line is for the declared month: its period meets it."""
    return line.start <= last_day(month) and line.end >= month


def last_day(month: date) -> date:
    """The last day of the month that begins on `month`."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def partial(contract: Contract, month: date, *, absent: bool) -> tuple[str, ...]:
    """Why the month is not a whole one, as stable words; empty where it is."""
    last = last_day(month)
    reasons = {
        "entry": month < contract.start <= last,
        "exit": contract.end is not None and month <= contract.end < last,
        "unpaid-absence": absent,
        "leave": contract.away,
        "change": any(month < day <= last for day in contract.changes),
    }
    return tuple(name for name, holds in reasons.items() if holds)


def _total(lines: Iterable[Pay], kind: str) -> int | None:
    """The sum of the lines of one type (elementary periods, several payments); None without any."""
    amounts = [line.amount for line in lines if line.kind == kind]
    return sum(amounts) if amounts else None


def _absent(line: Pay) -> bool:
    return any(each.kind == UNPAID_ABSENCE and each.measure for each in line.activities)
