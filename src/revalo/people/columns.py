"""The canonical columns of a payroll file: their kinds, and what a file holds once read."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from revalo.people.failures import Rejects

MISSING = -1  # an absent number in a typed column: every real one is 0 or more

# Numbers: name → (decimals held, least, most) in integers of that many decimals.
NUMBERS: Mapping[str, tuple[int, int, int]] = {
    "year": (0, 1, 30),
    "degree": (0, 1, 2),
    "echelon": (0, 1, 3),
    "seniority": (0, 0, 70),
    "diploma": (0, 3, 8),
    "part_time": (0, 1, 100),
    "index": (0, 1, 2_000),
    "tutor": (0, 0, 99),
    "apprentices": (0, 0, 99),
    "headcount": (0, 1, 10_000_000),
    "hours": (2, 1, 744_00),
    "sunday_hours": (2, 0, 744_00),
    "night_hours": (2, 0, 744_00),
    "gross": (2, 1, 30_000_00),
    "paid_gross": (2, 0, 1_000_000_00),
    "declared_cti": (2, 0, 10_000_00),
    "fte": (6, 1, 2_000_000),
}
DATES = ("since",)  # days of the years below, as ordinals of the proleptic calendar (date.toordinal)
FIRST_YEAR, LAST_YEAR = 1900, 2100
MONTHS = ("month", "before_month")  # year × 12 + month - 1
CODES = ("sector", "structure", "profession", "job", "category", "domain", "status")  # names known to the law
WORDS = ("employee_id", "service_id", "department")  # free identifiers, carried to the output
CANONICAL = (*WORDS, *MONTHS, *CODES, *DATES, *NUMBERS)
HOURS_OF_SERVICE = ("hours_apa", "hours_pch", "hours_aide_sociale", "hours_other")
ACTIVITY: Mapping[str, tuple[int, int, int]] = {
    **dict.fromkeys(HOURS_OF_SERVICE, (2, 0, 1_000_000_000_00)),
    "participation": (6, 0, 1_000_000),
}  # the numbers of an activity file (revalo fund), in the same terms
LIMITS: Mapping[str, tuple[int, int, int]] = {**NUMBERS, **ACTIVITY}


class Chunk(NamedTuple):
    """Rows as read, in order. `rows`: row numbers as people see them in the file (its first line is 1), int64.

    `columns`: canonical name → pyarrow array of texts, null where blank, white space stripped; only columns of the
    file. Each text is held once (a dictionary array), save in columns where nearly every text is different.
    """

    file: str
    rows: Any
    columns: Mapping[str, Any]


class Source(NamedTuple):
    """One payroll file: what was found out about it, and its rows chunk by chunk.

    `mapping`: (header as written, canonical name or None where unused), in the order of the file. `date_format`: the
    form of its dates where a profile tells it, or what rows before these have settled.
    """

    file: str
    format: str
    encoding: str | None
    separator: str | None
    decimal: str
    mapping: tuple[tuple[str, str | None], ...]
    rows: int | None
    chunks: Iterator[Chunk]
    date_format: str | Mapping[str, frozenset[str]] | None = None

    @property
    def unused(self) -> list[str]:
        """The headers of the columns that are not read."""
        return [header for header, name in self.mapping if name is None]


class Typed(NamedTuple):
    """Rows ready for the formulas, all arrays of the same length, rejected rows taken out.

    `numbers`: int64 arrays (NUMBERS, DATES, MONTHS), MISSING where absent; `codes` and `words`: (int32 indices, -1
    where absent; the values that they stand for: a list of names, a pyarrow string array of words). Columns absent from
    the file are absent here.
    """

    file: str
    rows: Any
    numbers: Mapping[str, Any]
    codes: Mapping[str, tuple[Any, list[str]]]
    words: Mapping[str, tuple[Any, Any]]
    rejects: Rejects

    @property
    def rows_in(self) -> int:
        """How many rows the chunk had in the file, rejects among them."""
        return len(self.rows) + len(self.rejects)

    def at(self, places: Any) -> "Typed":
        """The rows at some positions, in that order, or of a mask; the rejects stay."""
        return self._replace(
            rows=self.rows[places],
            numbers={name: values[places] for name, values in self.numbers.items()},
            codes={name: (indices[places], names) for name, (indices, names) in self.codes.items()},
            words={name: (indices[places], names) for name, (indices, names) in self.words.items()},
        )


def first_day(month: int) -> date:
    """The first day of a month held as year × 12 + month - 1."""
    return date(month // 12, month % 12 + 1, 1)
