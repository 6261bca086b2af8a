"""What people with several rows count for in each group: one person each, by share of working time."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction


def shared(rows: Iterable[tuple[str, str, int]]) -> dict[str, Fraction]:
    """The headcount of each group of some rows: who, the group, hundredths of hours. Nobody is "" twice."""
    held = list(rows)
    times = Counter[str]()
    for name, _group, time in held:
        times[name] += time
    found: dict[str, Fraction] = {}
    for name, group, time in held:
        share = Fraction(time, times[name]) if name else Fraction(1)
        found[group] = found.get(group, Fraction(0)) + share
    return found
