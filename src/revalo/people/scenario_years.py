"""Whose amounts make the years of two scenarios differ, or of one and the law as it stands.

A difference of a year is about those who differ in it; next to the year before, about those who differ in one alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from revalo.people.bill import MONTHS_A_YEAR
from revalo.people.crossed import SMALL, expanded
from revalo.people.crossing import Crossing
from revalo.people.moved import COST, GROSS
from revalo.people.shown_sums import each_by_itself
from revalo.people.suppression import people_of

DIFFERENCES = "differences"  # the way of grouping people by the differences that they are in
Paid = Sequence[tuple[int, Any]]  # month by month, gross and cost of rows; 2 × rows


class Difference(NamedTuple):
    """Of two scenarios, by their places (0: the law as it stands), in a year; `alone`: but not in the year beside."""

    one: int
    two: int
    amount: int
    year: int
    alone: int = 0


def differences(paid: Sequence[Paid]) -> dict[Difference, Any]:
    """The rows (booleans) in each difference. `paid`: by scenario."""
    found: dict[Difference, Any] = {}
    for (one, first), (two, second) in combinations(enumerate(paid), 2):
        for amount in (GROSS, COST):
            years = _differing(first, second, amount)
            for year, rows in years.items():
                found[Difference(one, two, amount, year)] = rows
                beside = {other: years[other] for other in (year - 1, year + 1) if other in years}
                found |= {Difference(one, two, amount, year, other): rows & ~own for other, own in beside.items()}
    return {each: rows for each, rows in found.items() if rows.any()}


def _differing(first: Paid, second: Paid, amount: int) -> Mapping[int, Any]:
    """The rows whose amounts differ in some month of each year."""
    years: dict[int, Any] = {}
    for (month, one), (_month, two) in zip(first, second, strict=True):
        year = month // MONTHS_A_YEAR
        years[year] = years.get(year, np.zeros(one.shape[1], dtype=bool)) | (one[amount] != two[amount])
    return years


def shown_beside(crossing: Crossing, places: Iterable[int]) -> list[int]:
    """Of some scenarios, those of which no difference to the law, or to another that is shown, is of few people."""
    if DIFFERENCES not in crossing.ways:
        return []
    crossed = crossing.crossed([DIFFERENCES])
    cells, column = each_by_itself(crossed.columns[0], list)
    people = people_of(expanded(crossed, cells, [column]), 0)
    few = {(each.one, each.two) for each, number in people.items() if number < SMALL}
    shown = [0]
    for place in places:
        if not any((one, place) in few for one in shown):
            shown.append(place)
    return shown[1:]
