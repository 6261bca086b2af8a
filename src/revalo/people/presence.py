"""Who is there in which month, and what the amounts of rows come to by group: the bill of a chunk."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from revalo.money import half_up
from revalo.people.alike import alike, distinct_numbers
from revalo.people.bill import HIRE, LEAVE, Bill, Mover, Sums
from revalo.people.columns import ParsedRows
from revalo.people.summary import column_of
from revalo.people.sums import people_of, sums_of, weights
from revalo.rules.branch import BEYOND
from revalo.rules.working_time import FULL_TIME, TIMES, TimeGiven, working_time

PER_CENT = 100
Amounts = Any  # gross and cost of each row in cents, 2 × rows


class Presence(NamedTuple):
    """Who comes and goes, besides the days of entry. `starts`: the first month of each row, 0 for always; None for all.

    `leaves`: by month, the positions of rows and how many people of each leave.
    """

    starts: Any = None
    leaves: Mapping[int, Sequence[tuple[int, int]]] = {}

    @property
    def is_steady(self) -> bool:
        """Whether everybody is there in every month."""
        return self.starts is None and not self.leaves

    def headcount(self, typed: ParsedRows, month: int) -> Any:
        """The people of each row who are there in a month."""
        heads = weights(typed).copy()
        for left, rows in self.leaves.items():
            for place, number in rows if left <= month else ():
                heads[place] = max(0, heads[place] - number)
        return heads if self.starts is None else np.where(self.starts <= month, heads, 0)


def hours_of(typed: ParsedRows) -> Any:
    """The hours that each row is paid a month for one of its people, in hundredths: of the contract, and beyond it."""

    def number(name: str) -> Any:
        return np.maximum(typed.numbers.get(name, np.zeros(len(typed.rows), dtype=np.int64)), 0)

    time = working_time(TimeGiven(*map(number, TIMES)), FULL_TIME)
    part_time = np.where(number("part_time") > 0, number("part_time"), PER_CENT)
    own = half_up(half_up(time.worked * FULL_TIME, time.full_time) * part_time, PER_CENT)
    return own + sum(map(number, BEYOND))


class _Summing:
    """Adds figures of the rows of a chunk to a bill, by group.

    Rows of one group, situation (`kinds`) and headcount are added up at once where nobody comes or goes: `rows` has one
    of each, `number` how many there are.
    """

    def __init__(self, typed: ParsedRows, by: str, kinds: Any, *, is_steady: bool) -> None:
        self.bill = Bill()
        counts, hours = people_of(typed) > 0, hours_of(typed)
        groups, names = column_of(typed, by, np.arange(len(typed.rows)))
        self._names = [str(each) for each in names.to_pylist()]
        self.rows, self.number = np.arange(len(typed.rows)), np.ones(len(typed.rows), dtype=np.int64)
        if is_steady:
            same = alike([groups, kinds, counts, weights(typed)])
            self.rows, self.number = same.first, np.bincount(same.kinds)
        self._counts, self._hours, self._groups = counts[self.rows], hours[self.rows], groups[self.rows]

    def add(self, month: int, mover: Mover | None, people: Any, amounts: Amounts) -> None:
        """Add what rows cost in a month, or what moved (`mover`)."""
        hours = self._hours * people
        people = np.where(self._counts, people, 0)
        touched = (people != 0) | (amounts != 0).any(axis=0)
        groups, size = self._groups[touched], len(self._names)
        sums = [sums_of(each[touched], groups, size) for each in (people, *amounts, hours)]
        for place in distinct_numbers(groups).tolist():
            figures = Sums(*(int(each[place]) for each in sums))
            if mover is None:
                self.bill.add(self._names[place], month, figures)
            else:
                self.bill.move(self._names[place], month, mover, figures)


def summed_bill(
    typed: ParsedRows,
    by: str,
    paid: Sequence[tuple[int, Amounts]],
    headcounts: Sequence[Any],
    moves: Sequence[tuple[int, Mover, Amounts]],
    kinds: Any,
    *,
    is_steady: bool,
) -> Bill:
    """The bill of rows. `paid`: the amounts month by month; `headcounts`: the people of each row in the same months.

    `moves`: what moved in a month the amounts of those who were there the month before; `kinds`: which of the amounts
    are those of each row; `is_steady`: whether everybody is there in every month.
    """
    summing = _Summing(typed, by, kinds, is_steady=is_steady)
    kinds = kinds[summing.rows]
    before, past = np.zeros_like(kinds), np.zeros((2, len(kinds)), dtype=np.int64)
    for (month, every), heads in zip(paid, headcounts, strict=True):
        amounts, now = every[:, kinds], heads[summing.rows] * summing.number
        summing.add(month, None, now, amounts * now)
        if month > paid[0][0]:
            came, went = np.maximum(now - before, 0), np.maximum(before - now, 0)
            summing.add(month, Mover(HIRE), came, amounts * came)
            summing.add(month, Mover(LEAVE), -went, -past * went)
            stayed = np.minimum(now, before)
            for mover, change in (each[1:] for each in moves if each[0] == month):
                summing.add(month, mover, np.zeros_like(stayed), change[:, kinds] * stayed)
        before, past = now, amounts
    return summing.bill
