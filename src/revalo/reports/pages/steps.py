"""The chart of a person's pay, month by month, against the minimum wage, each step numbered."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from revalo import language
from revalo.analysis.timeline import Month, Timeline
from revalo.calendar import written_month
from revalo.grids.units import numbered, whole_number
from revalo.language import _
from revalo.money import euros
from revalo.reports.pages import svg
from revalo.reports.pages.document import Chart

EURO = 100
WIDTH, HEIGHT = 640, 330
LEFT, RIGHT, TOP, BOTTOM = 52, 628, 64, 300
LEVELS = 8
ROOM = 18  # between two numbers side by side


class Step(NamedTuple):
    """A month whose lines changed, its place among the months, and its gross less that of the month before."""

    month: Month
    place: int
    change: int


def steps(timeline: Timeline) -> list[Step]:
    """The months whose lines changed."""
    return [
        Step(month, place, month.slip.gross - before.slip.gross)
        for place, (before, month) in enumerate(pairwise(timeline.months), 1)
        if not month.slip.is_like(before.slip) and month.slip.lines != before.slip.lines
    ]


def chart(timeline: Timeline, numbered: Sequence[Step]) -> Chart:
    """The drawing, and in words where pay starts, ends and steps; `numbered`: its steps."""
    title = _("Gross pay month by month, and the pro-rated SMIC")
    description = _described(timeline, len(numbered))
    parts = _Drawing(timeline, numbered).parts()
    return Chart(title, description, svg.picture("pay", title, description, (WIDTH, HEIGHT), parts))


def _described(timeline: Timeline, number: int) -> str:
    first, last = timeline.months[0], timeline.months[-1]
    words = numbered(
        "Pay rises from {before} ({first}) to {after} ({last}) in {number} step, listed in the table.",
        "Pay rises from {before} ({first}) to {after} ({last}) in {number} steps, listed in the table.",
        number,
        before=_amount(first.slip.gross),
        first=_month(first),
        after=_amount(last.slip.gross),
        last=_month(last),
    )
    if last.minimum_wage is None:
        return words
    message = _("The pro-rated SMIC is then {amount}.")
    return f"{words} {message.format(amount=_amount(last.minimum_wage))}"


class _Drawing:
    """Where months and amounts stand in the drawing."""

    def __init__(self, timeline: Timeline, numbered: Sequence[Step]) -> None:
        self.numbered, self.months = numbered, timeline.months
        self.sides = list(map(self._x, range(len(self.months) + 1)))
        amounts = [each for month in self.months for each in (month.slip.gross, month.minimum_wage) if each is not None]
        self.levels = svg.scale(min(amounts), max(amounts), LEVELS, EURO)

    def parts(self) -> Iterator[str]:
        yield from self._grid()
        pay = self._stairs([month.slip.gross for month in self.months])
        yield svg.under(pay, LEFT, RIGHT, BOTTOM)
        if all(month.minimum_wage is not None for month in self.months):
            floor = self._stairs([month.minimum_wage or 0 for month in self.months])
            yield svg.path(floor, "second", width=2, dash="5 3")
        yield svg.path(pay, "strong", width=2.5)
        yield from self._legend()
        yield from self._numbers()

    def _x(self, place: int) -> float:
        return LEFT + svg.share(place, len(self.months), RIGHT - LEFT)

    def _y(self, amount: int) -> float:
        low, high = self.levels[0], self.levels[-1]
        return BOTTOM - svg.share(amount - low, high - low, BOTTOM - TOP)

    def _stairs(self, amounts: Sequence[int]) -> str:
        """The points of a line that stays level through each month."""
        heights = {amount: self._y(amount) for amount in set(amounts)}
        return svg.stairs(self.sides, [heights[amount] for amount in amounts])

    def _grid(self) -> Iterator[str]:
        for level in self.levels:
            yield svg.line(LEFT, self._y(level), RIGHT, self._y(level))
            label = whole_number(level // EURO)
            yield svg.text(LEFT - 6, self._y(level) + 4, label, "pale", "end")
        years = [(place, month.slip.binding.choices.day) for place, month in enumerate(self.months)]
        january = [(place, day) for place, day in years if day.month == 1]
        for place, day in january if len(january) > 1 else years[:1]:
            x = self.sides[place]
            yield svg.line(x, BOTTOM, x, BOTTOM + 5, "pale")
            yield svg.text(x, BOTTOM + 20, str(day.year), "pale")

    def _legend(self) -> Iterator[str]:
        yield svg.line(LEFT, 12, LEFT + 24, 12, "strong", width=2.5)
        yield svg.text(LEFT + 30, 16, _("gross pay, in euros per month"))
        if self.months[-1].minimum_wage is not None:
            yield svg.line(LEFT + 250, 12, LEFT + 274, 12, "second", width=2, dash="5 3")
            yield svg.text(LEFT + 280, 16, _("pro-rated SMIC"))

    def _numbers(self) -> Iterator[str]:
        """A number at each step, higher where the one before is too near."""
        taken: list[tuple[float, float]] = []
        for number, (month, place, _change) in enumerate(self.numbered, 1):
            x, y = max(self.sides[place], LEFT + 9), self._y(month.slip.gross) - 14
            while any(abs(x - other) < ROOM and abs(y - height) < ROOM for other, height in taken):
                y -= 4
            taken.append((x, y))
            yield svg.badge(x, y, str(number))


def _month(month: Month) -> str:
    return written_month(month.slip.binding.choices.day, language.current())


def _amount(cents: int) -> str:
    return euros(cents, language.current())
