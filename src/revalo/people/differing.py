"""Whose amounts make two sums of a page differ: what one sum is above the other is about them alone.

Thirty people before and after are thirty people, but what they gain is the gain of those who gain. The sums are in
series: those of one series are of the same people, and a reader may take any of them from any other.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from revalo.people.causes import Moved

GROSS, COST = "sums of gross", "sums of cost"  # series: before, after, then under each scenario
BEFORE, AFTER = range(2)  # places in them; scenarios follow
Pair = tuple[str, str]  # of sums: their series, and their places in it


def pair(series: str, one: int, two: int) -> Pair:
    """Two sums of a series, by their places."""
    return series, f"{min(one, two)} {max(one, two)}"


GAIN, COST_GAIN = pair(GROSS, BEFORE, AFTER), pair(COST, BEFORE, AFTER)


def differing(series: Mapping[str, Sequence[Any]]) -> Moved:
    """The rows (booleans) whose amounts differ, by pair. `series`: for each sum the cents of each row, or 0."""
    return {
        pair(name, one, two): amounts[one] != amounts[two]
        for name, amounts in series.items()
        for one, two in combinations(range(len(amounts)), 2)
    }
