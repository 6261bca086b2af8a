"""What moves the bill of each person in the months to come, as ways of grouping people: by cause, and by event."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from revalo.people.bill import HIRE, LEAVE, Mover
from revalo.people.crossed import Column, sets_of
from revalo.people.summary import CAUSES

EVENTS = "events"  # the way of grouping people by what moves them in which month
BASE = Mover("base")  # what the people of the first month cost in it: no cause, but a sum that is shown
WAYS = (CAUSES, EVENTS)
Event = tuple[int, Mover]  # a month, and what moves some people in it


def columns_of(
    months: Sequence[int], headcounts: Sequence[Any], moves: Iterable[tuple[int, Mover, Any]]
) -> tuple[Column, Column]:
    """The causes and the events of each row, as tuples. `headcounts`: of the rows month by month, 0 for nobody.

    `moves`: what moved in a month the amounts of rows; 2 × rows.
    """
    events: dict[Event, Any] = {(months[0], BASE): headcounts[0] > 0}
    for month, (before, now) in zip(months[1:], pairwise(headcounts), strict=True):
        events[month, Mover(HIRE)], events[month, Mover(LEAVE)] = now > before, now < before
    for month, mover, change in moves:
        events[month, mover] = events.get((month, mover), False) | (change != 0).any(axis=0)
    causes: dict[Mover, Any] = {}
    for (_month, mover), rows in events.items():
        causes[mover] = causes.get(mover, False) | rows
    return _as_column(causes), _as_column(events)


def _as_column(flags: Mapping[Any, Any]) -> Column:
    """Which of some things each row has, as one thing that many rows have in common."""
    some = {key: rows for key, rows in flags.items() if rows.any()}
    return sets_of(some, np.arange(len(next(iter(flags.values())))))
