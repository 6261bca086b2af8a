"""A gap between what was paid and what was due."""

from typing import Any, NamedTuple

import numpy as np

from revalo.people.columns import ParsedRows
from revalo.people.person_of_row import person, words_at
from revalo.people.several_rows import FULL, times_of
from revalo.people.situations import situations

GROSS, CTI = "gross", "cti"  # what is compared


class PersonOfRows:
    """A person of one or more rows with a gap, whose inputs are read when they are asked for; the same for all rows."""

    def __init__(self, typed: ParsedRows, place: int) -> None:
        self._typed, self._place = typed, place

    @property
    def inputs(self) -> dict[str, Any]:
        """The inputs, as `read_employee` takes them."""
        return person(self._typed, self._place)

    @property
    def is_full_time(self) -> bool:
        """Whether the person is at full time, also where nothing says the time."""
        return int(times_of(self._typed.at(np.array([self._place])))[0]) in (0, FULL)


class Gap(NamedTuple):
    """A person and month where what was paid is not what was due. Cents; `month` is year × 12 + month - 1.

    `what`: the gross, or the CTI by itself; `part`: a CTI whose gross is compared too.
    """

    file: str
    row: int
    employee_id: str
    month: int
    what: str
    paid: int
    due: int
    part: bool
    person: PersonOfRows

    @property
    def arrears(self) -> int:
        """What is still owed: due less paid."""
        return self.due - self.paid


class Compared(NamedTuple):
    """What was paid and what was due on some rows, in cents; `part`: booleans."""

    paid: Any
    due: Any
    part: Any


def gaps_at(typed: ParsedRows, what: str, places: Any, compared: Compared) -> list[Gap]:
    """The gaps of the rows at some positions. Of the chunk they keep the situations of these rows, no more."""
    kept = situations(typed.at(places))
    inputs = kept.typed._replace(words={name: each for name, each in kept.typed.words.items() if name == "department"})
    people = [PersonOfRows(inputs, place) for place in range(len(kept.rows))]
    months, names = typed.numbers["month"][places].tolist(), words_at(typed, "employee_id", places)
    columns = (typed.rows[places].tolist(), names, months, *(each.tolist() for each in compared), kept.kinds.tolist())
    return [
        Gap(typed.file, row, name, month, what, paid, due, part, people[kind])
        for row, name, month, paid, due, part, kind in zip(*columns, strict=True)
    ]
