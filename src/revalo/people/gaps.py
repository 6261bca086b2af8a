"""A gap between what was paid and what was due."""

from typing import Any, NamedTuple

import numpy as np

from revalo.people.columns import ParsedRows
from revalo.people.person_of_row import person, word, words_at
from revalo.people.several_rows import FULL, times_of
from revalo.people.situations import situations

GROSS, CTI = "gross", "cti"  # what is compared


class PersonOfRows:
    """A person of one or more rows with a gap, whose inputs are read when they are asked for; the same for all rows.

    `is_full_time`: whether the person is at full time, also where nothing says the time.
    """

    def __init__(self, typed: ParsedRows, place: int, *, is_full_time: bool) -> None:
        self._typed, self._place, self.is_full_time = typed, place, is_full_time

    @property
    def inputs(self) -> dict[str, Any]:
        """The inputs, as `read_employee` takes them."""
        return person(self._typed, self._place)

    @property
    def department(self) -> str | None:
        """The code of the département, None where it is not given."""
        return word(self._typed, "department", self._place) or None


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
    full_time = np.isin(times_of(inputs), (0, FULL)).tolist()
    people = [PersonOfRows(inputs, place, is_full_time=full) for place, full in enumerate(full_time)]
    months, names = typed.numbers["month"][places].tolist(), words_at(typed, "employee_id", places)
    columns = (typed.rows[places].tolist(), names, months, *(each.tolist() for each in compared), kept.kinds.tolist())
    return [
        Gap(typed.file, row, name, month, what, paid, due, part, people[kind])
        for row, name, month, paid, due, part, kind in zip(*columns, strict=True)
    ]
