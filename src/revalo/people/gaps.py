"""Gaps between what was paid and what was due, as columns: some tens of bytes each, whatever their number."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.people.alike import alike
from revalo.people.column_operations import bytes_of, encoded, filled, of_numpy, take
from revalo.people.columns import DATES, MISSING, NUMBERS, OF_ROW, ParsedRows
from revalo.people.failures import NONE
from revalo.people.person_of_row import person
from revalo.people.several_rows import FULL, times_of
from revalo.people.situations import situations

GROSS, CTI = "gross", "cti"  # what is compared
INPUTS = {*DATES, *NUMBERS} - set(OF_ROW)  # the numbers that a person's pay depends on


class Gap(NamedTuple):
    """A person and month where what was paid is not what was due. Cents; `month` is year × 12 + month - 1.

    `what`: the gross, or the CTI by itself; `inputs`: the person, as `read_employee` takes them.
    """

    row: int
    employee_id: str
    month: int
    what: str
    paid: int
    due: int
    inputs: dict[str, Any]

    @property
    def arrears(self) -> int:
        """What is still owed: due less paid."""
        return self.due - self.paid


class Compared(NamedTuple):
    """What was paid and what was due on some rows, in cents; `part`: booleans."""

    paid: Any
    due: Any
    part: Any


class Part(NamedTuple):
    """Gaps of one chunk of a file, as arrays of one length. `names`: staff numbers, empty where there are none.

    `part`: a CTI whose gross is compared too; `kinds`: the situation of each in `people`, which has the inputs that pay
    depends on and no more; `full_time`: which of these are at full time, also where nothing says the time.
    """

    file: str
    what: str
    rows: Any
    names: pa.Array
    months: Any
    paid: Any
    due: Any
    part: Any
    kinds: Any
    people: ParsedRows
    full_time: Any

    @property
    def arrears(self) -> Any:
        """What is still owed: due less paid."""
        return self.due - self.paid

    def at(self, places: Any) -> "Part":
        """The gaps at some positions, in that order."""
        kept = {name: getattr(self, name)[places] for name in ("rows", "months", "paid", "due", "part", "kinds")}
        return self._replace(names=take(self.names, places), **kept)

    def gap(self, place: int) -> Gap:
        """The gap at a position."""
        paid, due, month = (int(each[place]) for each in (self.paid, self.due, self.months))
        inputs = person(self.people, self.kinds[place])
        return Gap(int(self.rows[place]), self.names[place].as_py(), month, self.what, paid, due, inputs)


_NOTHING = np.zeros(0, dtype=np.int64)
_NOBODY = ParsedRows("", _NOTHING, {}, {}, {}, NONE)
NO_GAPS = Part(
    file="",
    what=GROSS,
    rows=_NOTHING,
    names=pa.array([], pa.string()),
    months=_NOTHING,
    paid=_NOTHING,
    due=_NOTHING,
    part=_NOTHING,
    kinds=_NOTHING,
    people=_NOBODY,
    full_time=_NOTHING,
)


@dataclass(slots=True)
class Gaps:
    """Gaps in their order, chunk by chunk."""

    parts: list[Part] = field(default_factory=list)

    def __len__(self) -> int:
        """How many there are."""
        return sum(len(part.rows) for part in self.parts)

    def __iter__(self) -> Iterator[Gap]:
        """Each gap."""
        return (part.gap(place) for part in self.parts for place in range(len(part.rows)))

    def add(self, part: Part) -> None:
        """Add the gaps of a chunk."""
        if len(part.rows):
            self.parts.append(part)

    def column(self, values: Callable[[Part], Any]) -> Any:
        """One value or array of each part, as one array of them all."""
        columns = [np.broadcast_to(values(part), len(part.rows)) for part in self.parts]
        return np.concatenate(columns) if columns else np.zeros(0, dtype=np.int64)

    def number_of(self, what: str) -> int:
        """How many there are of what is compared."""
        return sum(len(part.rows) for part in self.parts if part.what == what)

    def where(self, mask: Any) -> "Gaps":
        """Those for which a mask holds."""
        chosen = Gaps()
        for part, own in zip(self.parts, self._shared_out(mask), strict=True):
            chosen.add(part if own.all() else part.at(np.flatnonzero(own)))
        return chosen

    def with_sums(self, paid: Any, due: Any) -> "Gaps":
        """The same with other amounts."""
        own = zip(self.parts, self._shared_out(paid), self._shared_out(due), strict=True)
        return Gaps([part._replace(paid=paid, due=due) for part, paid, due in own])

    def arrears(self) -> Any:
        """What is still owed of each."""
        return self.column(lambda part: part.arrears)

    def persons(self) -> "Persons":
        """The person and the month of each, and what is compared."""
        return Persons([(part.names, part.months, part.what == CTI) for part in self.parts])

    def places(self) -> Any:
        """The row of each, told apart from those of other files: numbers."""
        files = {part.file: None for part in self.parts}
        numbers = {file: number for number, file in enumerate(files)}
        columns = [self.column(lambda part: numbers[part.file]), self.column(lambda part: part.rows)]
        return alike(columns).kinds

    def _shared_out(self, values: Any) -> Sequence[Any]:
        """Values of all gaps, part by part."""
        return np.split(values, np.cumsum([len(part.rows) for part in self.parts])[:-1]) if self.parts else []


@dataclass(slots=True)
class Persons:
    """Persons and months, chunk by chunk: staff numbers (empty for none), months, whether the CTI is compared."""

    parts: list[tuple[pa.Array, Any, bool]] = field(default_factory=list)

    def __len__(self) -> int:
        """How many there are, the same one several times."""
        return sum(len(months) for _names, months, _cti in self.parts)

    def add(self, typed: ParsedRows, rows: Any, what: str = GROSS) -> None:
        """Add those of the rows where a mask holds."""
        places = np.flatnonzero(rows)
        if len(places):
            self.parts.append((names_at(typed, places), _narrow(typed.numbers["month"][places]), what == CTI))


def told_apart(*groups: Persons, by_what: bool = True) -> list[Any]:
    """Numbers for the persons of each group: the same for the same person and month, and the same thing compared."""
    parts = [part for group in groups for part in group.parts]
    if not parts:
        return [np.zeros(0, dtype=np.int64) for _group in groups]
    names = encoded(pa.concat_arrays([names for names, _months, _cti in parts])).indices.to_numpy()
    months = np.concatenate([months for _names, months, _cti in parts]).astype(np.int64)
    what = np.concatenate([np.full(len(months), int(cti and by_what)) for _names, months, cti in parts])
    kinds = alike([names.astype(np.int64), months, what]).kinds
    return np.split(kinds, np.cumsum([len(group) for group in groups])[:-1])


def is_named(part: Part) -> Any:
    """Which gaps are of somebody with a staff number: booleans."""
    return np.diff(bytes_of(part.names)[0]) > 0


def gaps_at(typed: ParsedRows, what: str, places: Any, compared: Compared) -> Part:
    """The gaps of the rows at some positions. Of the chunk they keep the situations of these rows, no more."""
    kept = situations(typed.at(places))
    full_time = np.isin(times_of(kept.typed), (0, FULL))
    numbers = (typed.rows[places], typed.numbers["month"][places], *compared[:2])
    rows, months, paid, due = map(_narrow, numbers)
    people, kinds = _inputs_of(kept.typed), _narrow(kept.kinds)
    names = names_at(typed, places)
    return Part(typed.file, what, rows, names, months, paid, due, compared.part, kinds, people, full_time)


def names_at(typed: ParsedRows, places: Any) -> pa.Array:
    """The staff numbers of the rows at some positions, empty where they have none."""
    if "employee_id" not in typed.words:
        return take(pa.array([""]), np.zeros(len(places), dtype=np.int64))
    indices, texts = typed.words["employee_id"]
    codes = indices[places]
    return filled(take(texts, of_numpy(codes, codes < 0)), "")


def _inputs_of(typed: ParsedRows) -> ParsedRows:
    """The rows with what pay depends on alone, as short as it can be held."""
    given = {name: each for name, each in typed.numbers.items() if name in INPUTS and (each != MISSING).any()}
    numbers = {name: _narrow(each) for name, each in given.items()}
    words = {name: each for name, each in typed.words.items() if name == "department"}
    return ParsedRows(typed.file, _narrow(typed.rows), numbers, typed.codes, words, NONE)


def _narrow(numbers: Any) -> Any:
    """Integers in four bytes each where they fit."""
    limits = np.iinfo(np.int32)
    fits = limits.min <= numbers.min(initial=0) and numbers.max(initial=0) <= limits.max
    return numbers.astype(np.int32) if fits else numbers
