"""Small drawings as SVG: elements with every text escaped, a text alternative, and colours a page may replace."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from itertools import pairwise

from revalo.money import half_up

FONT = "Libertinus Serif, sans-serif"  # the first is in every PDF; pages in HTML set their own
INK, PALE, LINE, STRONG, SECOND = "#1a1a1a", "#595959", "#c9c9c9", "#1d4f80", "#8f4a00"
FILL = "#d5e2ef"
COLOURS: Mapping[str, str] = {
    "ink": INK,
    "pale": PALE,
    "line": LINE,
    "strong": STRONG,
    "second": SECOND,
    "fill": FILL,
    "paper": "#ffffff",
}  # by class: the style sheet of a page gives the same names other colours in the dark
EDGED = ("fill", "paper")
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500)


def picture(name: str, title: str, description: str, size: tuple[int, int], parts: Iterable[str]) -> str:
    """A whole drawing. `name`: unlike that of any other drawing of the page."""
    width, height = size
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-labelledby="{name}-title {name}-desc" font-family="{FONT}" font-size="13">'
    )
    words = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
    return f"{head}{words}{''.join(parts)}</svg>"


def text(x: float, y: float, words: str, tone: str = "ink", anchor: str = "start", size: int = 13) -> str:
    """Words, from, around or up to a point."""
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" font-size="{size}" class="{tone}"'
        f' fill="{COLOURS[tone]}">{escape(words)}</text>'
    )


def line(x1: float, y1: float, x2: float, y2: float, tone: str = "line", *, width: float = 1, dash: str = "") -> str:
    """A straight line."""
    return _stroked(f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"', tone, width, dash)


def path(through: str, tone: str, *, width: float = 2, dash: str = "") -> str:
    """A line through points (see `stairs`)."""
    return _stroked(f'<path d="M{through}" fill="none"', tone, width, dash)


def under(through: str, left: float, right: float, bottom: float, tone: str = "fill") -> str:
    """What is under a line from the left to the right, filled. `through`: its points (see `stairs`)."""
    shape = f"M{_n(left)} {_n(bottom)}L{through}L{_n(right)} {_n(bottom)}Z"
    return f'<path d="{shape}" class="{tone}" fill="{COLOURS[tone]}"/>'


def box(x: float, y: float, width: float, height: float, tone: str = "strong") -> str:
    """A filled rectangle; a pale one has an edge, so that it shows in grey too."""
    place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
    if tone in EDGED:
        return f'<rect {place} class="{tone} ring" fill="{COLOURS[tone]}" stroke="{INK}" stroke-width="1"/>'
    return f'<rect {place} class="{tone}" fill="{COLOURS[tone]}"/>'


def badge(x: float, y: float, words: str) -> str:
    """A number in a circle."""
    circle = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="8.5" class="paper" fill="#ffffff"/>'
    ring = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="8.5" fill="none" class="ring" stroke="{INK}" stroke-width="1"/>'
    return circle + ring + text(x, y + 4, words, anchor="middle", size=11)


def scale(low: int, high: int, most: int, unit: int) -> list[int]:
    """Round levels from below `low` to above `high`, at most `most` of them: multiples of a round number of units."""
    for times in (1, 10, 100, 1000, 10_000, 100_000, 1_000_000):
        for step in (each * times * unit for each in STEPS):
            first, last = low // step, -(-high // step)
            if max(last - first, 1) < most:
                return [level * step for level in range(first, max(last, first + 1) + 1)]
    return [low, high]


@lru_cache(maxsize=1 << 12)
def share(value: int, of: int, length: int) -> float:
    """The part of a length that a value is of a whole, to a tenth."""
    return int(half_up(10 * length * value, of)) / 10 if of else 0


def _stroked(element: str, tone: str, width: float, dash: str) -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'{element} class="{tone}-line" stroke="{COLOURS[tone]}" stroke-width="{_n(width)}"{dashes}/>'


def stairs(sides: Iterable[float], heights: Iterable[float]) -> str:
    """The points of a line that stays level from each side to the next one, at its height."""
    steps = zip(pairwise(map(_n, sides)), map(_n, heights), strict=True)
    return "L".join(f"{left} {height}L{right} {height}" for (left, right), height in steps)


@lru_cache(maxsize=1 << 14)
def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
