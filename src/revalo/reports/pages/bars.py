"""Charts of bars: horizontal bars for groups, vertical ones for steps; each with its figure in words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revalo.language import _
from revalo.reports.pages import svg
from revalo.reports.pages.document import Chart

WIDTH = 640
GAP, THICK = 12, 20  # of lying bars: between bars, of a bar
LETTER, MARGIN = 8, 14  # the width of a letter in a wide font, and the room beside a name
FIGURE = 96  # room for a figure
HIGH = 190  # of standing bars
LONGEST = 28  # characters of a name
TOP = 30  # room of a legend
TONES = ("strong", "fill", "paper")  # of parts: dark, light and none, told apart in grey


class Bar(NamedTuple):
    """A bar: its name, its length as an integer, its figure in words, where it starts, its colour if not the usual."""

    name: str
    value: int
    written: str
    start: int = 0
    tone: str = ""

    @property
    def ends(self) -> tuple[int, int]:
        """Its lower and its higher end."""
        low, high = sorted((self.start, self.start + self.value))
        return low, high


class Stack(NamedTuple):
    """A bar of several parts: its name, the length of each, how the whole is written."""

    name: str
    values: Sequence[int]
    written: str


def lying(name: str, title: str, bars: Sequence[Bar]) -> Chart:
    """Horizontal bars, one below the other; negative ones go the other way."""
    low, high = min(0, *(bar.ends[0] for bar in bars)), max(0, *(bar.ends[1] for bar in bars))
    names = [_short(bar.name) for bar in bars]
    left, room = _rooms(names, [bar.written for bar in bars])
    zero = left + svg.share(-low, high - low, room)
    parts = []
    for place, bar in enumerate(bars):
        y, length = place * (THICK + GAP), svg.share(abs(bar.value), high - low, room)
        start = left + svg.share(bar.ends[0] - low, high - low, room)
        tone = bar.tone or ("second" if bar.value < 0 else "strong")
        parts.append(svg.text(left - 10, y + 15, names[place], anchor="end"))
        parts.append(svg.box(start, y, length, THICK, tone))
        parts.append(svg.text(max(zero, start + length) + 6, y + 15, bar.written))
    height = len(bars) * (THICK + GAP)
    parts.append(svg.line(zero, 0, zero, height - GAP, "pale"))
    return _chart(name, title, _told(bars), height, parts)


def stacked(name: str, title: str, legend: Sequence[str], stacks: Sequence[Stack]) -> Chart:
    """Bars made of parts, one bar below the other, under a legend; a negative part is not drawn."""
    high = max(1, *(sum(max(each, 0) for each in stack.values) for stack in stacks))
    names = [_short(stack.name) for stack in stacks]
    left, room = _rooms(names, [stack.written for stack in stacks])
    parts = list(_legend(legend))
    for place, stack in enumerate(stacks):
        y, x = TOP + place * (THICK + GAP), float(left)
        parts.append(svg.text(left - 10, y + 15, names[place], anchor="end"))
        for value, tone in zip(stack.values, TONES, strict=False):
            length = svg.share(max(value, 0), high, room)
            parts.append(svg.box(x, y, length, THICK, tone) if length else "")
            x += length
        parts.append(svg.text(x + 6, y + 15, stack.written))
    return _chart(name, title, _told(stacks), TOP + len(stacks) * (THICK + GAP), parts)


def _legend(names: Sequence[str]) -> Iterator[str]:
    """A square of each colour and what it stands for."""
    x = 0.0
    for words, tone in zip(names, TONES, strict=False):
        yield svg.box(x + 1, 1, 14, 14, tone)
        yield svg.text(x + 21, 13, words)
        x += 21 + LETTER * len(words) + 2 * MARGIN


def _rooms(names: Sequence[str], figures: Sequence[str]) -> tuple[int, int]:
    """Where bars begin, and the room they have between names and figures."""
    left = LETTER * max(map(len, names)) + MARGIN
    return left, WIDTH - left - max(FIGURE, LETTER * max(map(len, figures)) + MARGIN)


def standing(name: str, title: str, bars: Sequence[Bar]) -> Chart:
    """Bars side by side on one line, each with its figure above and its name below."""
    high = max(1, *(bar.value for bar in bars))
    slot = WIDTH // len(bars)
    parts = []
    for place, bar in enumerate(bars):
        length, middle = svg.share(bar.value, high, HIGH), place * slot + slot // 2
        parts.append(svg.box(place * slot + slot // 8, 22 + HIGH - length, slot - slot // 4, length))
        parts.append(svg.text(middle, 16 + HIGH - length, bar.written, anchor="middle", size=12))
        parts.append(svg.text(middle, 40 + HIGH, bar.name, "pale", "middle", size=11))
    parts.append(svg.line(0, 22 + HIGH, WIDTH, 22 + HIGH, "pale"))
    return _chart(name, title, _told(bars), HIGH + 48, parts)


def _told(bars: Sequence[Bar] | Sequence[Stack]) -> str:
    return _("; ").join(f"{bar.name} {bar.written}" for bar in bars)


def _chart(name: str, title: str, description: str, height: int, parts: Sequence[str]) -> Chart:
    return Chart(title, description, svg.picture(name, title, description, (WIDTH, height), parts))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
