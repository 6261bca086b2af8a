"""Bars on the terminal, where a picture is clearer than figures."""

from revalo.money import half_up
from revalo.reports.terminal.fitting import printable

BLOCK, PLAIN = "█", "#"


def bar(value: int, whole: int, cells: int, start: int = 0) -> str:
    """A bar from a start, on the scale of a whole that takes so many cells; at least one where there is anything."""
    if whole <= 0 or value <= 0:
        return ""
    first, last = (int(half_up(cells * each, whole)) for each in (max(start, 0), max(start, 0) + value))
    return " " * first + (BLOCK if printable(BLOCK) else PLAIN) * max(last - first, 1)
