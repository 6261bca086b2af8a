"""Who comes and who leaves in the months to come, from a file: people of the payroll, or people as it describes them.

A row with a staff number leaves from its month on (`headcount` of the row, or everybody); a row that describes people
as a payroll does is hired, or leaves, in its month. `replace` is both: the staff number leaves, the people described
come, in the same service where none is given.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.errors import UnreadableInput
from revalo.grids.law import Law
from revalo.payroll.reading.cells import settled, typed
from revalo.payroll.reading.faults import Fault, refuse
from revalo.payroll.reading.headers import MOVEMENTS
from revalo.payroll.reading.inputs import ArrowTable, find_files
from revalo.payroll.reading.open import open_files
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.remarks import of_unused
from revalo.payroll.reading.source import RawRows, Source
from revalo.people.columns import AGAIN, MISSING, OF_ROW, PERSON, WORKING_TIME, ParsedRows
from revalo.people.grouping import grouped
from revalo.people.presence import Presence
from revalo.people.summary import column_of
from revalo.people.sums import weights
from revalo.rules.caveats import PayWarning
from revalo.rules.person import slug

HIRE, LEAVE, REPLACE = "hire", "leave", "replace"
KINDS = {
    **dict.fromkeys(("hire", "entree", "embauche", "recrutement", "arrivee"), HIRE),
    **dict.fromkeys(("leave", "leaver", "sortie", "depart"), LEAVE),
    **dict.fromkeys(("replace", "replacement", "remplacement"), REPLACE),
}
_NEEDED = ("kind", "month")


class Leave(NamedTuple):
    """Somebody of the payroll who leaves: from which month on, how many of the row (None for all), where it is said."""

    month: int
    number: int | None
    row: int


class Seen(NamedTuple):
    """Those of the payroll who leave: their service by staff number, and those of whom more leave than there are."""

    services: Mapping[str, str]
    too_many: frozenset[str] = frozenset()


@dataclass(slots=True)
class Movements:
    """The movements of a file. `leaves`: by staff number; `hired`, `left`: people as described, in groups by chunk.

    `replacing`: by row of the file, the staff number whose service the people hired take; `unused`: the headers that
    are not understood.
    """

    file: str
    leaves: dict[str, list[Leave]] = field(default_factory=dict)
    hired: list[ParsedRows] = field(default_factory=list)
    left: list[ParsedRows] = field(default_factory=list)
    replacing: dict[int, str] = field(default_factory=dict)
    unused: Sequence[str] = ()

    @property
    def remarks(self) -> Iterator[PayWarning]:
        """What to tell of the file."""
        if self.unused:
            yield PayWarning("columns-unused", of_unused(self.file, self.unused))

    def presence(self, rows: ParsedRows) -> tuple[Presence, Seen]:
        """Who of some rows of the payroll leaves when."""
        if not self.leaves or "employee_id" not in rows.words:
            return Presence(), Seen({})
        indices, names = rows.words["employee_id"]
        places, services = column_of(rows, "service", np.arange(len(rows.rows)))
        known: dict[str, list[int]] = {}  # a name may have several places among the names
        for place, name in enumerate(names.to_pylist()):
            if name in self.leaves:
                known.setdefault(name, []).append(place)
        heads, seen, too_many = weights(rows), dict[str, str](), set[str]()
        by_month: dict[int, list[tuple[int, int]]] = {}
        for name, own in known.items():
            for i in np.flatnonzero(np.isin(indices, own)).tolist():
                seen[name] = str(services[int(places[i])].as_py())
                left = int(heads[i])
                for leave in sorted(self.leaves[name]):
                    number = left if leave.number is None else leave.number
                    too_many |= {name} if number > left else set()
                    by_month.setdefault(leave.month, []).append((i, number))
                    left -= number
        return Presence(None, by_month), Seen(seen, frozenset(too_many))

    def faults(self, seen: Seen) -> Iterator[Fault]:
        """The staff numbers that no row carried has, and those of whom more leave than there are."""
        for name, leaves in self.leaves.items():
            if name not in seen.services:
                yield Fault(self.file, leaves[0].row, "employee_id", "movement-unknown")
            elif name in seen.too_many:
                yield Fault(self.file, leaves[-1].row, "headcount", "movement-too-many")

    def come(self, seen: Seen) -> list[ParsedRows]:
        """The people hired, those in the place of somebody in the service of that person where none is given."""
        return [
            _served(rows, {row: seen.services.get(name, "") for row, name in self.replacing.items()})
            for rows in self.hired
        ]


def starts(rows: ParsedRows) -> Presence:
    """Rows that are there from their month on."""
    return Presence(rows.numbers["month"])


def read_movements(path: str | ArrowTable, law: Law) -> Movements:
    """The movements in a file (CSV, XLSX, Parquet), or in a table in memory.

    Raises `UnreadableInput` naming the row and column of each fault.
    """
    files = [path] if isinstance(path, ArrowTable) else find_files([path]).files
    if len(files) != 1 or files[0].format == "dsn":
        raise UnreadableInput("movements-not-a-table")
    [source] = open_files(files, Profile(words=MOVEMENTS))
    columns = {name for _header, name in source.mapping}
    if missing := [name for name in _NEEDED if name not in columns]:
        raise UnreadableInput("movements-columns", file=source.file, names=", ".join(missing))
    movements, faults = Movements(source.file, unused=source.unused), list[Fault]()
    for chunk, forms in settled(source):
        faults += _add(movements, _kinds(chunk), _people(chunk, source, law, forms), law)
    refuse(faults, "movement-faults")
    if not (movements.leaves or movements.hired or movements.left):
        raise UnreadableInput("movements-empty", file=source.file)
    return movements


def _kinds(chunk: RawRows) -> dict[int, str]:
    """What happens in each row, "" where it is not understood."""
    texts = chunk.columns["kind"].to_pylist()
    return {row: KINDS.get(slug(text or ""), "") for row, text in zip(chunk.rows.tolist(), texts, strict=True)}


def _people(chunk: RawRows, source: Source, law: Law, forms: Any) -> ParsedRows:
    """The rows as those of a payroll."""
    columns = {name: cells for name, cells in chunk.columns.items() if name != "kind"}
    return typed(chunk._replace(columns=columns), law, source.decimal, forms)


def _add(movements: Movements, kinds: Mapping[int, str], rows: ParsedRows, law: Law) -> Sequence[Fault]:
    """Add the movements of a chunk; what is wrong in it."""
    faults = [Fault(each.file, each.row, each.column, each.code, each.why) for each in rows.rejects]
    described, names = _described(rows), _names(rows)
    of_kind = np.array([kinds[row] for row in rows.rows.tolist()], dtype=object)
    for i, row in enumerate(rows.rows.tolist()):
        name, number = names[i], rows.numbers.get("headcount")
        if not of_kind[i]:
            faults.append(Fault(rows.file, row, "kind", "movement-kind"))
        elif rows.numbers["month"][i] == MISSING:
            faults.append(Fault(rows.file, row, "month", "movement-month"))
        elif (of_kind[i] == REPLACE and not (name and described[i])) or not (name or described[i]):
            faults.append(Fault(rows.file, row, "employee_id", "movement-nobody"))
        elif of_kind[i] == HIRE and not described[i]:
            faults.append(Fault(rows.file, row, "job", "movement-nobody"))
        elif of_kind[i] != HIRE and name:
            count = None if number is None or number[i] == MISSING else int(number[i])
            movements.leaves.setdefault(name, []).append(Leave(int(rows.numbers["month"][i]), count, row))
            if of_kind[i] == REPLACE:
                movements.replacing[row] = name
    come = (of_kind == HIRE) | (of_kind == REPLACE)
    go = (of_kind == LEAVE) & np.array([not name for name in names], dtype=bool)
    for place, where in ((movements.hired, come & described), (movements.left, go & described)):
        if where.any():
            faults += _untimed(rows.at(where))
            place.append(grouped(rows.at(where)._replace(rejects=rows.rejects), law))
    return faults


def _untimed(rows: ParsedRows) -> Iterator[Fault]:
    """People described without working time, in a file that says it for others."""
    own = [rows.numbers[name] for name in WORKING_TIME if name in rows.numbers]
    blank = np.all([each == MISSING for each in own], axis=0) if own else np.zeros(len(rows.rows), dtype=bool)
    return (Fault(rows.file, row, "hours", "time-needed") for row in rows.rows[blank].tolist())


def _described(rows: ParsedRows) -> Any:
    """The rows (booleans) that say something of a person, besides who, where, when and how many."""
    described = np.zeros(len(rows.rows), dtype=bool)
    for name, values in rows.numbers.items():
        described |= (values != MISSING) & (name not in (*OF_ROW, AGAIN, PERSON))
    for indices, _held in rows.codes.values():
        described |= indices >= 0
    return described


def _names(rows: ParsedRows) -> list[str]:
    """The staff number of each row, "" where there is none."""
    if "employee_id" not in rows.words:
        return [""] * len(rows.rows)
    indices, names = rows.words["employee_id"]
    return [str(names[int(each)].as_py()) if each >= 0 else "" for each in indices.tolist()]


def _served(rows: ParsedRows, services: Mapping[int, str]) -> ParsedRows:
    """Rows with the service that some take where they have none."""
    indices, names = rows.words.get(
        "service_id", (np.full(len(rows.rows), MISSING, dtype=np.int32), pa.array([], pa.string()))
    )
    given = names.to_pylist()
    own = [
        given[int(each)] if each >= 0 else services.get(row, "")
        for each, row in zip(indices.tolist(), rows.rows.tolist(), strict=True)
    ]
    distinct = sorted(set(own))
    places = np.array([distinct.index(each) for each in own], dtype=np.int32)
    return rows._replace(words={**rows.words, "service_id": (places, pa.array(distinct, pa.string()))})
