"""The rows of one person and month in a check: paid may be said once for all of them, on any of them."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from revalo.people.gaps import Gaps, Part, Persons, told_apart


@dataclass(slots=True)
class Unpaid:
    """Rows that do not say what was paid: what is due, as gaps of nothing paid.

    `again`: whether the person and month were met before; `alone`: whether nothing else of the row is compared.
    """

    gaps: Gaps = field(default_factory=Gaps)
    again: list[Any] = field(default_factory=list)
    alone: list[Any] = field(default_factory=list)

    def add(self, part: Part, again: Any, alone: Any) -> None:
        """Add rows of a chunk: `again` and `alone` are booleans."""
        self.gaps.add(part)
        self.again.append(again)
        self.alone.append(alone)

    def merge(self, other: "Unpaid") -> None:
        """Add other rows."""
        self.gaps.parts += other.gaps.parts
        self.again += other.again
        self.alone += other.alone


@dataclass(slots=True)
class Contracts:
    """What is known of rows that may be of one person and month, until every row is in.

    `paid_again`: persons with something paid on a further row; `left_out`: persons with a row that is not compared, so
    that their sums are not known.
    """

    unpaid: Unpaid = field(default_factory=Unpaid)
    paid_again: Persons = field(default_factory=Persons)
    left_out: Persons = field(default_factory=Persons)

    def merge(self, other: "Contracts") -> None:
        """Add what is known of other rows."""
        self.unpaid.merge(other.unpaid)
        self.paid_again.parts += other.paid_again.parts
        self.left_out.parts += other.left_out.parts

    def is_joined(self) -> Any:
        """Which rows without anything paid are of a person who was paid on another row: booleans."""
        persons, paid_again = told_apart(self.unpaid.gaps.persons(), self.paid_again)
        first = persons[~flags(self.unpaid.again)]
        return np.isin(persons, paid_again) | ~np.isin(persons, first)  # the first of its rows says it, or another one

    def is_whole(self, gaps: Gaps) -> Any:
        """Which gaps are of a person whose rows are all compared: booleans."""
        persons, left_out = told_apart(gaps.persons(), self.left_out, by_what=False)
        return ~np.isin(persons, left_out)


def flags(parts: list[Any]) -> Any:
    """Booleans kept chunk by chunk, as one array."""
    return np.concatenate(parts) if parts else np.zeros(0, dtype=bool)
