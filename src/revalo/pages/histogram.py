"""How gains are spread: people by slices of euros, slices of few people never told."""

from collections import Counter
from collections.abc import Iterator

from revalo import language
from revalo.language import _
from revalo.money import localised
from revalo.pages import bars
from revalo.pages.bars import Bar
from revalo.pages.document import Block, Table, cells
from revalo.people.board import SLICE

WIDTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000)  # slices put together
MOST = 10
EURO = 100


def histogram(gains: Counter[int], small: int) -> Iterator[Block]:
    """The drawing and its table. `gains`: people by slice; those of fewer than `small` people join their neighbours."""
    if not gains:
        return
    slices = _joined(_slices(gains), small)
    names = [_name(slices, place) for place in range(len(slices))]
    title = _("People by monthly gain, in euros")
    yield bars.standing(
        "spread", title, [Bar(name, each[2], _number(each[2])) for name, each in zip(names, slices, strict=True)]
    )
    rows = tuple(cells(name, _number(people)) for name, (_start, _end, people) in zip(names, slices, strict=True))
    yield Table(title, (_("Gain a month, in euros"), _("People")), rows, numeric=1)


def _slices(gains: Counter[int]) -> list[tuple[int, int, int]]:
    """Start, end and people of slices of one width, fit for nine people in ten; the first and last hold the others."""
    low, high = _reached(gains, 5), _reached(gains, 95)
    width = next(each for each in WIDTHS if high // each - low // each < MOST)
    first, last = low // width, high // width
    wide: Counter[int] = Counter()
    for each, people in gains.items():
        wide[min(max(each // width, first), last)] += people
    return [(start * width, (start + 1) * width, wide[start]) for start in range(first, last + 1)]


def _reached(gains: Counter[int], share: int) -> int:
    """The slice by which a share of the people, in per cent, is reached."""
    reached = 0
    for each in sorted(gains):
        reached += gains[each]
        if 100 * reached >= share * gains.total():
            break
    return each


def _name(slices: list[tuple[int, int, int]], place: int) -> str:
    """From where to where a slice goes; the first and the last are open."""
    start, end = (_number(each * SLICE // EURO) for each in slices[place][:2])
    if place == 0:
        return _("under {high}").format(high=end)
    if place == len(slices) - 1:
        return _("{low} and over").format(low=start)
    return _("{low} to {high}").format(low=start, high=end)


def _joined(slices: list[tuple[int, int, int]], small: int) -> list[tuple[int, int, int]]:
    """Slices side by side put together until each has people enough, or nobody at all."""
    found: list[tuple[int, int, int]] = []
    for start, end, people in slices:
        if found and 0 < found[-1][2] < small:
            first, _end, before = found.pop()
            found.append((first, end, before + people))
        else:
            found.append((start, end, people))
    while len(found) > 1 and 0 < found[-1][2] < small:
        _start, end, people = found.pop()
        first, _end, before = found.pop()
        found.append((first, end, before + people))
    return found


def _number(number: int) -> str:
    return localised(str(number), language.current())
