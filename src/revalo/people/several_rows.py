"""People with several rows in a month (contracts in two services) count once, shared by working time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple

import numpy as np

from revalo.language import _
from revalo.people.columns import AGAIN, PERSON, ParsedRows
from revalo.people.crossed import Column
from revalo.people.sums import weights
from revalo.rules.caveats import PayWarning
from revalo.rules.working_time import FULL_TIME, FULL_WEEK, TIMES, WHOLE, TimeGiven, working_time

PER_CENT = 100
UNIT = lcm(FULL_TIME, FULL_WEEK, WHOLE)  # every working time is a whole number of these shares of full time


class Moves(NamedTuple):
    """What sharing people out changes in counts that gave a person's first row the whole person.

    `people`: of everybody; `groups`: by way of grouping, of each group, exactly; `contracts`:
    whether a row counted for nobody; `equal`: the people shared out equally, their time not being known.
    """

    people: int = 0
    groups: Sequence[Mapping[str, Fraction]] = ()
    contracts: bool = False
    equal: int = 0

    def remarks(self) -> Iterator[PayWarning]:
        """What to say of people who are in several groups."""
        if any(share.denominator > 1 for way in self.groups for share in way.values()):
            message = _(
                "a person with rows in several groups counts once, in each group by share of working time: numbers of"
                " people may have decimals"
            )
            yield PayWarning("shared-people", message)
        if self.equal:
            message = _("no working time for {people} people with several rows: each row counts for an equal share")
            yield PayWarning("equal-shares", message.format(people=self.equal))


class _Part(NamedTuple):
    """Rows of a chunk as arrays of one length; `columns`: their groups, way by way.

    `heads`: their headcounts, None where the file has none.
    """

    persons: Any
    again: Any
    times: Any
    heads: Any
    columns: Sequence[Column]


class _Row(NamedTuple):
    """A row of a person with several. `time` is 0 where it is not known."""

    time: int
    heads: int
    counted: int
    groups: tuple[str, ...]


@dataclass(slots=True)
class SeveralRows:
    """The rows that may share a person with rows of other chunks, in order, as narrow as they can be held."""

    parts: list[_Part] = field(default_factory=list)

    def add(self, typed: ParsedRows, kept: Any, columns: Sequence[Column]) -> None:
        """Note the rows that were computed; `columns`: their groups, way by way."""
        if PERSON not in typed.numbers:
            return
        persons, again = typed.numbers[PERSON][kept], typed.numbers.get(AGAIN, np.zeros(len(typed.rows)))[kept]
        heads = weights(typed)[kept] if "headcount" in typed.numbers else None
        narrow = [Column(column.indices.astype(np.int32), column.values) for column in columns]
        self.parts.append(_Part(persons, again == 1, times_of(typed)[kept], heads, narrow))

    def merge(self, other: "SeveralRows") -> None:
        """Add the rows of another part."""
        self.parts += other.parts

    def moves(self) -> Moves:
        """What is to be changed in the counts of these rows."""
        persons = self._persons()
        if not persons:
            return Moves()
        people, equal = 0, 0
        groups: list[dict[str, Fraction]] = [{} for _column in self.parts[0].columns]
        for rows in persons:
            heads = rows[0].heads
            people += heads - sum(row.counted for row in rows)
            equal += heads if len(rows) > 1 and not any(row.time for row in rows) else 0
            for row, share in zip(rows, _shares(rows), strict=True):
                for way, group in zip(groups, row.groups, strict=True):
                    way[group] = way.get(group, Fraction(0)) + heads * share - row.counted
        return Moves(people, groups, contracts=True, equal=equal)

    def _persons(self) -> list[list[_Row]]:
        """The rows of each person of whom some row is a further one."""
        again = [part.persons[part.again] for part in self.parts]
        wanted = np.unique(np.concatenate(again)) if again else np.array([])
        found: dict[int, list[_Row]] = {}
        for part in self.parts if len(wanted) else ():
            for person, row in _rows(part, np.flatnonzero(np.isin(part.persons, wanted) & (part.persons != 0))):
                found.setdefault(person, []).append(row)
        return list(found.values())


def times_of(typed: ParsedRows) -> Any:
    """The working time of each row in UNITs of full time, hundredths of them; 0 where it is not known."""

    def number(name: str) -> Any:
        return np.maximum(typed.numbers.get(name, np.zeros(len(typed.rows), dtype=np.int64)), 0)

    time, rate = working_time(TimeGiven(*map(number, TIMES)), FULL_TIME), number("part_time")
    exact = time.worked * (UNIT // time.full_time) * np.where(rate > 0, rate, PER_CENT)
    return np.where(time.unknown & (rate == 0), 0, exact)


def _rows(part: _Part, places: Any) -> Iterator[tuple[int, _Row]]:
    """Some rows of a part, each with its person."""
    headcounts = np.ones(len(part.persons), dtype=np.int64) if part.heads is None else part.heads
    counted = np.where(part.again, 0, headcounts)
    numbers = (each[places].tolist() for each in (part.persons, part.times, headcounts, counted))
    groups = [column.at(places) for column in part.columns]
    for person, time, heads, people, *own in zip(*numbers, *groups, strict=True):
        yield person, _Row(time, heads, people, tuple(own))


def _shares(rows: Sequence[_Row]) -> list[Fraction]:
    """The part of a person in each row: by working time; full time where it is said of some rows but not of one."""
    times = [row.time or UNIT * PER_CENT for row in rows]
    return [Fraction(time, sum(times)) for time in times]
