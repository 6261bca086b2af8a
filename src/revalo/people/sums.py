"""What sums of rows are made of: totals before and after, cents by cause, the people that a row stands for."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from revalo.grids.decomposition import CARRIED, SET, TEXT, TIME, Cause
from revalo.language import current
from revalo.money import half_up, localised, plain
from revalo.people.columns import AGAIN, MISSING, ParsedRows

Headcount = int | Fraction  # of a group: who works in several counts in each by share of working time


@dataclass(slots=True, repr=False)
class Totals:
    """Sums over a group, weighted by headcount. Amounts in cents."""

    people: Headcount = 0
    before: int = 0
    after: int = 0

    def add(self, people: Headcount, before: int, after: int) -> None:
        """Add the sums of some rows."""
        self.people = whole_or_part(self.people + people)
        self.before += before
        self.after += after

    @property
    def gain(self) -> int:
        """After less before."""
        return self.after - self.before

    @property
    def percent(self) -> int | None:
        """The gain in hundredths of a per cent of before."""
        return int(half_up(10_000 * self.gain, self.before)) if self.before else None

    @property
    def mean(self) -> int:
        """The gain of a person, on average: cents, 0 where there is nobody."""
        people = self.people
        return int(half_up(self.gain * people.denominator, people.numerator)) if people else 0


def whole_or_part(people: Headcount) -> Headcount:
    """The same headcount, an int where it is whole."""
    return int(people) if people.denominator == 1 else people


def plain_headcount(people: Headcount) -> str:
    """Whole where it is whole, else with two decimals."""
    if people.denominator == 1:
        return str(people.numerator)
    return plain(int(half_up(100 * people.numerator, people.denominator)))


def written_headcount(people: Headcount) -> str:
    """The same as the language in use writes it."""
    return localised(plain_headcount(people), current())


def shown_headcount(people: Headcount) -> int | float:
    """The same as a number of JSON: two decimals are exact enough to be read, and none is counted with."""
    return people.numerator if people.denominator == 1 else float(plain_headcount(people))


def key_of(cause: Cause) -> tuple[str, str]:
    """What makes two causes the same, whatever their days."""
    return cause.kind, cause.name


def cost_key(cause: Cause) -> tuple[str, str]:
    """The same for what a cause does to the cost, whatever it does to pay."""
    return f"cost {cause.kind}", cause.name


class CauseSums:
    """Cents of the gain by cause."""

    def __init__(self) -> None:
        self._sums: dict[tuple[str, str], tuple[Cause, int]] = {}

    def add(self, cause: Cause, cents: int) -> None:
        """Add cents to a cause; it keeps its earliest day."""
        first, before = self._sums.get(key_of(cause), (cause, 0))
        earliest = min(first, cause, key=lambda each: str(each.start or ""))
        self._sums[key_of(cause)] = (earliest, before + cents)

    @property
    def ordered(self) -> list[tuple[Cause, int]]:
        """Texts by their first date, then the time that passed, values set, declared amounts."""
        order = (TEXT, TIME, SET, CARRIED)
        return sorted(
            self._sums.values(), key=lambda each: (order.index(each[0].kind), str(each[0].start or ""), each[0].name)
        )


def weights(typed: ParsedRows) -> Any:
    """The headcount of each row, 1 where none is given."""
    given = typed.numbers.get("headcount")
    return np.ones(len(typed.rows), dtype=np.int64) if given is None else np.where(given == MISSING, 1, given)


def people_of(typed: ParsedRows) -> Any:
    """How many people each row stands for: none where a row before was of the same person and month."""
    return np.where(typed.numbers.get(AGAIN, 0) == 1, 0, weights(typed))


def sums_of(values: Any, indices: Any, size: int) -> Any:
    """The sum of the values of each index."""
    sums = np.zeros(size, dtype=np.int64)
    np.add.at(sums, indices, values)
    return sums
