"""How gains are spread: people by slices of ten euros, joined until each slice has enough people."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

SLICE = 10_00  # cents
WIDTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000)  # slices put together
MOST = 10


class Slice(NamedTuple):
    """People whose gain goes from `start` to `end`, in slices of ten euros; the first and the last are open."""

    start: int
    end: int
    people: int


def by_slice(gains: Any, weights: Any) -> Counter[int]:
    """People by slice. `gains`: cents of each row; `weights`: its headcount."""
    if not len(gains):
        return Counter()
    slices = gains // SLICE
    low = int(slices.min())
    people = np.zeros(int(slices.max()) - low + 1, dtype=np.int64)
    np.add.at(people, slices - low, weights)
    return Counter({low + place: int(people[place]) for place in np.flatnonzero(people).tolist()})


def spread(gains: Counter[int], small: int) -> list[Slice]:
    """A few slices of one width; those of fewer than `small` people join their neighbours."""
    return next(spreads(gains, small), [])


def spreads(gains: Mapping[int, int], small: int, least: int = 1) -> Iterator[list[Slice]]:
    """The same in wider and wider slices, from `least` on."""
    if any(gains.values()):
        counts = Counter(gains)
        low, high = _reached(counts, 5), _reached(counts, 95)
        first = next(each for each in WIDTHS if high // each - low // each < MOST)
        for width in WIDTHS:
            if width >= max(first, least) and width % least == 0:
                yield _joined(_slices(counts, low // width, high // width, width), small)


def _slices(gains: Counter[int], first: int, last: int, width: int) -> list[Slice]:
    """Slices of one width, the first and last of which hold what is beyond."""
    wide: Counter[int] = Counter()
    for gain, people in gains.items():
        wide[min(max(gain // width, first), last)] += people
    return [Slice(start * width, (start + 1) * width, wide[start]) for start in range(first, last + 1)]


def _reached(gains: Counter[int], share: int) -> int:
    """The slice by which a share of the people, in per cent, is reached."""
    reached = 0
    for gain in sorted(gains):
        reached += gains[gain]
        if 100 * reached >= share * gains.total():
            break
    return gain


def _joined(slices: list[Slice], small: int) -> list[Slice]:
    """Neighbouring slices put together until each has enough people, or none at all."""
    joined: list[Slice] = []
    for slice_ in slices:
        if joined and 0 < joined[-1].people < small:
            joined.append(_with(joined.pop(), slice_))
        else:
            joined.append(slice_)
    while len(joined) > 1 and 0 < joined[-1].people < small:
        last = joined.pop()
        joined.append(_with(joined.pop(), last))
    return joined


def _with(one: Slice, other: Slice) -> Slice:
    return Slice(one.start, other.end, one.people + other.people)
