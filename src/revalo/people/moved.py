"""What moves the bill of each person in the months to come, as ways of grouping people: by cause, and by event."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from revalo.people.bill import HIRE, LEAVE, MONTHS_A_YEAR, Mover
from revalo.people.crossed import Column, sets_of
from revalo.people.summary import CAUSES

EVENTS = "events"  # the way of grouping people by what moves which amount of theirs in which month
BASE = Mover("base")  # what the people of the first month cost in it: no cause, but a sum that is shown
WAYS = (CAUSES, EVENTS)
GROSS, COST = range(2)  # the amounts


class Event(NamedTuple):
    """What moves an amount (GROSS or COST) of some people in a month; what it moves stays in the months after."""

    month: int
    mover: Mover
    amount: int

    def months(self, months: range, year: int) -> int:
        """How many months of a year it is in, among those carried."""
        own = range(max(months.start, self.month, year * MONTHS_A_YEAR), min(months.stop, (year + 1) * MONTHS_A_YEAR))
        return len(own)


def columns_of(
    months: Sequence[int], headcounts: Sequence[Any], moves: Iterable[tuple[int, Mover, Any]]
) -> tuple[Column, Column]:
    """The causes and the events of each row, as tuples. `headcounts`: of the rows month by month, 0 for nobody.

    `moves`: what moved in a month the amounts of rows; 2 × rows.
    """
    events: dict[Event, Any] = {Event(months[0], BASE, amount): headcounts[0] > 0 for amount in (GROSS, COST)}
    for month, (before, now) in zip(months[1:], pairwise(headcounts), strict=True):
        for amount in (GROSS, COST):
            events[Event(month, Mover(HIRE), amount)] = now > before
            events[Event(month, Mover(LEAVE), amount)] = now < before
    for month, mover, change in moves:
        for amount in (GROSS, COST):
            event = Event(month, mover, amount)
            events[event] = events.get(event, False) | (change[amount] != 0)
    causes: dict[Mover, Any] = {}
    for event, rows in events.items():
        causes[event.mover] = causes.get(event.mover, False) | rows
    return _as_column(causes), _as_column(events)


def _as_column(flags: Mapping[Any, Any]) -> Column:
    """Which of some things each row has, as one thing that many rows have in common."""
    some = {key: rows for key, rows in flags.items() if rows.any()}
    return sets_of(some, np.arange(len(next(iter(flags.values())))))
