"""Charts of bars: one a group lying down, or one a step standing up; each with its figure in words."""

from collections.abc import Sequence
from typing import NamedTuple

from revalo.pages import svg
from revalo.pages.document import Chart

WIDTH = 640
GAP, THICK = 12, 20  # of lying bars: between bars, of a bar
LETTER, MARGIN = 7, 14  # about the width of a letter, and the room beside a name
FIGURE = 96  # room for a figure
HIGH = 190  # of standing bars
LONGEST = 28  # characters of a name


class Bar(NamedTuple):
    """A bar: its name, its length as an integer, and how its figure is written."""

    name: str
    value: int
    written: str


def lying(name: str, title: str, bars: Sequence[Bar]) -> Chart:
    """Bars from left to right, one below the other; those below nothing go the other way."""
    low, high = min(0, *(bar.value for bar in bars)), max(0, *(bar.value for bar in bars))
    names = [_short(bar.name) for bar in bars]
    left = LETTER * max(map(len, names)) + MARGIN
    room = WIDTH - left - FIGURE
    zero = left + svg.share(-low, high - low, room)
    parts = []
    for place, bar in enumerate(bars):
        y, length = place * (THICK + GAP), svg.share(abs(bar.value), high - low, room)
        start = zero - length if bar.value < 0 else zero
        parts.append(svg.text(left - 10, y + 15, names[place], anchor="end"))
        parts.append(svg.box(start, y, length, THICK, "second" if bar.value < 0 else "strong"))
        parts.append(svg.text(max(zero, start + length) + 6, y + 15, bar.written))
    height = len(bars) * (THICK + GAP)
    parts.append(svg.line(zero, 0, zero, height - GAP, "pale"))
    return _chart(name, title, bars, height, parts)


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
    return _chart(name, title, bars, HIGH + 48, parts)


def _chart(name: str, title: str, bars: Sequence[Bar], height: int, parts: Sequence[str]) -> Chart:
    description = "; ".join(f"{bar.name} {bar.written}" for bar in bars)
    return Chart(title, description, svg.picture(name, title, description, (WIDTH, height), parts))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
