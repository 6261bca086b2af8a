"""Counts of people beside the groups of a page: how gains are spread, who is on the minimum wage.

They are shown only where `suppression` finds that nobody can be told from them together with the groups and the causes
of the same page. Gains in the finest slices that tell nobody; of the days, as many as tell nobody.
"""

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from revalo.people.alike import alike
from revalo.people.crossed import SMALL, Column
from revalo.people.crossing import Crossing
from revalo.people.shown_sums import Row
from revalo.people.spread import Slice, spreads
from revalo.people.suppression import Counting, Key, needed_to_tell

FLOORS, WIDE_GAINS, GAINS = "floors", "wide gains", "gains"  # ways of grouping people, for the counts alone
WIDE = 10  # slices of gains in a wide one
NOT_COUNTED, ABOVE, ON_FLOOR = 0, 1, 2  # what someone is on a day on which the minimum wage changed
Gain = int | None  # the slice of a gain; none for a row that counts for nobody more
Statuses = bytes  # of someone on each day


class Shown(NamedTuple):
    """What a page shows already: of each way, the groups put together; of causes, those shown and those together."""

    hidden: Mapping[str, set[str]]
    causes: frozenset[Key]
    others: frozenset[Key]


def column_of_gains(slices: Any, counted: Any, width: int = 1) -> Column:
    """The slice of each row, `width` of them as one; none where it is not `counted`."""
    wide = slices // width
    first, indices = alike([wide])
    return Column(np.where(counted, indices, len(first)), [*wide[first].tolist(), None])


def column_of_floors(statuses: Any) -> Column:
    """What each row is on each day (int8, days × rows), as one word."""
    first, codes = alike([np.zeros(statuses.shape[1], dtype=np.int64), *statuses])
    return Column(codes, [statuses[:, row].tobytes() for row in first.tolist()])


def shown_counts(
    crossing: Crossing, shown: Shown, gains: Mapping[int, int], days: Sequence[date]
) -> tuple[list[Slice], set[date]]:
    """The slices of gains that may be shown, the finest that tell nobody, and the days of which counts may be.

    `gains`: people by slice; `days`: on which the minimum wage changed. Days are left out one by one, or more and
    more at once: see `Revealing`.
    """
    way, width = (GAINS, 1) if GAINS in crossing.ways else (WIDE_GAINS, WIDE)
    every = spreads(gains, SMALL, width) if way in crossing.ways else iter([])
    candidates = (slices for slices in every if len(slices) > 1)
    slices, left = next(candidates, []), list(range(len(days) if FLOORS in crossing.ways else 0))
    at_once = 1
    while slices or left:
        counts: list[Counting] = [(way, _slice_of(slices, width))] if slices else []
        counts += [(FLOORS, _statuses_on(left))] if left else []
        told = needed_to_tell(crossing, shown.hidden, (shown.causes, shown.others), counts)
        if told is None:
            break
        telling = {place for place in left if any(row[0] == _way_of(place) for row in told.rows)}
        if telling:
            gone = sorted(telling)[-1 if told.one_by_one else -at_once :]
            left = [place for place in left if place not in gone]
            at_once *= 1 if told.one_by_one else 2
        elif slices:
            slices = next(candidates, [])
        else:
            left = []
    return slices, {days[place] for place in left}


def _slice_of(slices: Sequence[Slice], width: int) -> Callable[[Gain], Iterator[Row]]:
    """The slice that a gain is in; the first and the last are open."""
    starts = [each.start for each in slices[1:]]

    def rows(gain: Gain) -> Iterator[Row]:
        if gain is not None:
            yield GAINS, bisect(starts, gain * width)

    return rows


def _statuses_on(places: Sequence[int]) -> Callable[[Statuses], Iterator[Row]]:
    ways = [(_way_of(place), place) for place in places]

    def rows(statuses: Statuses) -> Iterator[Row]:
        return ((way, statuses[place]) for way, place in ways)

    return rows


def _way_of(place: int) -> str:
    return f"{FLOORS} {place}"
