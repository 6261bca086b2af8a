"""People with several rows in a month (contracts in two services) count once, shared by working time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple

import numpy as np

from revalo.grids.units import numbered
from revalo.language import _
from revalo.money import choose
from revalo.people.alike import alike, distinct_numbers
from revalo.people.aside import Aside
from revalo.people.columns import AGAIN, PERSON, ParsedRows
from revalo.people.crossed import Column
from revalo.people.sums import weights
from revalo.rules.caveats import PayWarning
from revalo.rules.working_time import FULL_TIME, FULL_WEEK, TIMES, WHOLE, TimeGiven, working_time

PER_CENT = 100
UNIT = lcm(FULL_TIME, FULL_WEEK, WHOLE)  # every working time is a whole number of these shares of full time

FULL = UNIT * PER_CENT  # full time, in the unit of `times_of`


class Moves(NamedTuple):
    """What sharing people out changes in counts that gave a person's first row the whole person.

    `people`: of everybody; `groups`: by way of grouping, of each group, exactly; `contracts`:
    whether a row counted for nobody; `equal`: the people shared out equally, their time not being known.
    """

    people: int = 0
    groups: Sequence[Mapping[Any, Fraction]] = ()
    contracts: bool = False
    equal: int = 0

    @property
    def is_shared(self) -> bool:
        """Whether some group has a part of a person."""
        return any(share.denominator > 1 for way in self.groups for share in way.values())


def remarks(every: Sequence[Moves]) -> Iterator[PayWarning]:
    """What to say of people who are in several groups, in some period."""
    if any(moves.is_shared for moves in every):
        message = _(
            "a person with rows in several groups counts once, in each group by share of working time: numbers of"
            " people may have decimals"
        )
        yield PayWarning("shared-people", message)
    if equal := max((moves.equal for moves in every), default=0):
        words = numbered(
            "no working time for {number} person with several rows: each row counts for an equal share",
            "no working time for {number} people with several rows: each row counts for an equal share",
            equal,
        )
        yield PayWarning("equal-shares", words)


class _Part(NamedTuple):
    """Rows of a chunk as arrays of one length; `columns`: their groups, way by way.

    `heads`: their headcounts, period by period.
    """

    persons: Any
    again: Any
    times: Any
    heads: Column
    columns: Sequence[Column]


class Row(NamedTuple):
    """A row of a person with several. `heads`: its headcount in each period, 0 where it is not there.

    `again`: a row before it was of the same person; `time` is 0 where it is not known.
    """

    time: int
    heads: tuple[int, ...]
    again: bool
    groups: tuple[Any, ...]

    def counted(self, period: int) -> int:
        """What the row counted for in a period, as long as the first row of a person counted for the whole person."""
        return 0 if self.again else self.heads[period]


class Person(NamedTuple):
    """Somebody with several rows, and how many people each of them stands for: period by period, row by row."""

    rows: list[Row]
    people: list[list[Fraction]]

    @property
    def equal(self) -> int:
        """The people whose rows count for equal shares, their time not being known."""
        untimed = len(self.rows) > 1 and not any(row.time for row in self.rows)
        return int(max(map(sum, self.people), default=0)) if untimed else 0


@dataclass(slots=True, eq=False, repr=False)
class SeveralRows:
    """The rows that may share a person with rows of other chunks, in order, as narrow as they can be held.

    `further`: the persons of the rows that are AGAIN.
    """

    further: list[Any] = field(default_factory=list)
    _arrays: Aside = field(default_factory=Aside)
    _values: list[list[Any]] = field(default_factory=list)  # of the columns of each part

    def add(
        self, typed: ParsedRows, kept: Any, columns: Sequence[Column], headcounts: Sequence[Any] | None = None
    ) -> None:
        """Note the rows at some positions (`kept`); `columns`: their groups, way by way.

        `headcounts`: of these rows in each period, 0 where they are not there; by default their own, once.
        """
        if PERSON not in typed.numbers:
            return
        persons, again = typed.numbers[PERSON][kept], typed.numbers.get(AGAIN, np.zeros(len(typed.rows)))[kept]
        heads = _as_column([weights(typed)[kept]] if headcounts is None else headcounts)
        first, *groups = (_narrow(column) for column in (heads, *columns))
        self._put(_Part(persons, again == 1, times_of(typed)[kept], first, groups))

    def merge(self, other: "SeveralRows") -> None:
        """Add the rows of another part."""
        for part in other.parts():
            self._put(part)

    def parts(self) -> Iterator[_Part]:
        """The rows, chunk by chunk."""
        for (persons, again, times, *indices), values in zip(self._arrays, self._values, strict=True):
            heads, *columns = map(Column, indices, values)
            yield _Part(persons, again, times, heads, columns)

    def _put(self, part: _Part) -> None:
        columns = (part.heads, *part.columns)
        self._arrays.add(part.persons, part.again, part.times, *(column.indices for column in columns))
        self._values.append([column.values for column in columns])
        if part.again.any():
            self.further.append(part.persons[part.again])

    def moves(self) -> Moves:
        """What is to be changed in the counts of these rows, of one period."""
        return next(iter(self.by_period()), Moves())

    def by_period(self) -> list[Moves]:
        """What is to be changed in the counts of these rows, period by period."""
        persons = self.persons()
        if not persons:
            return []
        periods = range(len(persons[0].people))
        return [_moves(persons, period, len(persons[0].rows[0].groups)) for period in periods]

    def persons(self) -> list[Person]:
        """Each person of whom some row is a further one."""
        if not self.further:
            return []
        wanted = distinct_numbers(np.concatenate(self.further))
        rows_of: dict[int, list[Row]] = {}
        for part in self.parts():
            for person, row in _rows(part, np.flatnonzero(np.isin(part.persons, wanted) & (part.persons != 0))):
                rows_of.setdefault(person, []).append(row)
        return [Person(rows, [_people(rows, each) for each in range(len(rows[0].heads))]) for rows in rows_of.values()]


def _moves(persons: Sequence[Person], period: int, ways: int) -> Moves:
    """What is to be changed in a period."""
    people, groups = 0, [dict[Any, Fraction]() for _way in range(ways)]
    for person in persons:
        for row, part in zip(person.rows, person.people[period], strict=True):
            for way, group in zip(groups, row.groups, strict=True):
                way[group] = way.get(group, Fraction(0)) + part - row.counted(period)
        people += int(sum(person.people[period])) - sum(row.counted(period) for row in person.rows)
    return Moves(people, groups, contracts=True, equal=sum(person.equal for person in persons))


def _narrow(column: Column) -> Column:
    """The same in as few bytes as tell its values apart."""
    return column._replace(indices=column.indices.astype(np.min_scalar_type(len(column.values))))


def _as_column(headcounts: Sequence[Any]) -> Column:
    """The headcounts of rows, period by period, as one thing that many of them have in common."""
    first, codes = alike(headcounts)
    return Column(codes, [tuple(int(heads[row]) for heads in headcounts) for row in first.tolist()])


def times_of(typed: ParsedRows) -> Any:
    """The working time of each row in shares of full time, of which there are FULL; 0 where it is not known."""

    def number(name: str) -> Any:
        return np.maximum(typed.numbers[name], 0) if name in typed.numbers else 0

    time, rate = working_time(TimeGiven(*map(number, TIMES)), FULL_TIME), number("part_time")
    exact = time.worked * (UNIT // time.full_time) * choose(rate == 0, PER_CENT, rate)
    return np.broadcast_to(choose(time.unknown & (rate == 0), 0, exact), len(typed.rows))


def _rows(part: _Part, places: Any) -> Iterator[tuple[int, Row]]:
    """Some rows of a part, each with its person."""
    numbers = (each[places].tolist() for each in (part.persons, part.times, part.again))
    groups = [column.at(places) for column in (part.heads, *part.columns)]
    for person, time, again, heads, *own in zip(*numbers, *groups, strict=True):
        yield person, Row(time, heads, again, tuple(own))


def _people(rows: Sequence[Row], period: int) -> list[Fraction]:
    """How many people each row of a person stands for in a period, by working time: as many as the first one there.

    Where it is said of some rows but not of one, that one is at full time; where it is said of none, they are equal.
    """
    there = [row for row in rows if row.heads[period]]
    times = [(row.time or FULL) if row.heads[period] else 0 for row in rows]
    heads = there[0].heads[period] if there else 0
    return [Fraction(heads * time, sum(times) or 1) for time in times]
