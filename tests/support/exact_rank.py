"""The rank of a matrix by fractions: what is proved modulo a prime is compared with it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction


def rank(rows: Iterable[Sequence[int]]) -> int:
    """The rank of a matrix, exactly."""
    left, found = [[Fraction(each) for each in row] for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        place = next((at for at in range(found, len(left)) if left[at][column]), None)
        if place is None:
            continue
        left[found], left[place] = left[place], left[found]
        for at in range(found + 1, len(left)):
            factor = left[at][column] / left[found][column]
            left[at] = [one - factor * other for one, other in zip(left[at], left[found], strict=True)]
        found += 1
    return found
