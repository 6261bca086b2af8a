"""What is looked at in rows before they are parsed: blanks, repeated people, lines that are no person."""

from collections.abc import Container, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.errors import UnreadableInput
from revalo.payroll.reading.cells import distinct, texts_of
from revalo.payroll.reading.header_reasons import ENTRY, TAKEN
from revalo.payroll.reading.header_words import (
    looks_like_time,
    says_month,
    says_percent,
    speaks_of_part_of_month,
    speaks_of_time,
)
from revalo.payroll.reading.headers import Columns, is_entry, normal
from revalo.payroll.reading.numerals import read_all
from revalo.payroll.reading.remarks import FileFacts, Repeated, Rival, remarks
from revalo.payroll.reading.repeats import Persons
from revalo.payroll.reading.rows import FAULTS
from revalo.payroll.reading.source import RawRows, RejectCounts, Source
from revalo.payroll.reading.unknown_cells import are_rounded
from revalo.people.column_operations import are_blank, encoded, of_numpy, replaced_pattern
from revalo.people.columns import AGAIN, NUMBERS, PERSON, SAME_PAYSLIP, WORKING_TIME
from revalo.people.failures import NO_PERSON, OTHER_HEADER
from revalo.rules.caveats import PayWarning
from revalo.rules.person import slug

_TIME = (*WORKING_TIME, "part_time")
_WEEK = 40_00  # hours of a month that could be those of a week, in hundredths
_PAY_ITEMS = frozenset(
    ("rubrique", "code-rubrique", "libelle-rubrique", "libelle-de-rubrique", "n-rubrique", "ligne-de-paie", "rub")
)


class Taken(NamedTuple):
    """What a command takes of files. `full_time`: blank working time is full time; `ignored`: columns it does not use.

    `sums`: it compares sums by person and month.
    """

    full_time: bool = False
    ignored: tuple[str, ...] = ()
    sums: bool = False
    compares: bool = True  # whether rows are compared with one another: not on a cluster, where none sees them all
    asks: bool = True  # whether a column that looks needed and is not understood stops the run
    day: str = ""  # the option that chose a day for all rows, where one did


EVERYTHING = Taken()
NOTHING_TOLD: Columns = MappingProxyType({})


class Review:
    """Looks at the rows of a run in order, and gathers what to tell."""

    def __init__(self, taken: Taken, named: Columns = NOTHING_TOLD) -> None:
        self.taken, self._told = taken, {normal(header) for header in named}
        self._persons = Persons()
        self.files: list[FileFacts] = []
        self._rows = self._again = self._elsewhere = 0

    def source(self, source: Source) -> Source:
        """A source whose rows are looked at on their way."""
        if source.format == "dsn":
            return source
        facts = FileFacts(source.file, source.headers, RejectCounts())
        self.files.append(facts)
        self._look_at_headers(source, facts)
        return source._replace(chunks=self._chunks(source, facts), counts=facts.counts)

    def _look_at_headers(self, source: Source, facts: FileFacts) -> None:
        names = facts.headers
        if self.taken.day and "month" in names:
            facts.day = self.taken.day
        if not names.keys() & set(_TIME):
            if self.taken.asks:
                check_time(source, self._told)
            facts.speak_of_time = [each for each in source.unused if speaks_of_time(each)]
        if any(why.kind == ENTRY for why in source.whys):
            facts.entry = names["since"]
        facts.weekly = self._in_doubt(names)
        facts.rivals = list(self._rivals(source))
        if self.taken.sums:
            facts.of_part_of_month = [each for each in source.unused if speaks_of_part_of_month(each)]

    def _rivals(self, source: Source) -> Iterator[Rival]:
        """The headers that could be a column of figures that is read under another header.

        Where they do not say the same in the first rows, only a profile can decide.
        """
        figures = {header for name, header in source.headers.items() if name in NUMBERS}
        figures -= {source.headers.get(name) for name in self.taken.ignored}
        for (header, _name), why in zip(source.mapping, source.whys, strict=False):
            if why.kind == TAKEN and why.words[0] in figures and not is_entry(header):
                if why.differs and self.taken.asks:
                    raise UnreadableInput("two-columns", file=source.file, header=header, read=why.words[0])
                yield Rival(header, why.words[0], why.rows)

    def _in_doubt(self, names: Mapping[str, str]) -> str | None:
        """The header of hours that may be those of a week: nothing else says the time, nor a profile what it is."""
        header = names.get("hours")
        if header is None or names.keys() & {"weekly_hours", "fte"} or normal(header) in self._told:
            return None
        return None if says_month(header) else header

    def _chunks(self, source: Source, facts: FileFacts) -> Iterator[RawRows]:
        is_pay_items = any(slug(header) in _PAY_ITEMS for header in source.unused)
        is_percent = "fte" in facts.headers and says_percent(facts.headers["fte"])
        for chunk in source.chunks:
            columns = {name: cells for name, cells in chunk.columns.items() if name not in self.taken.ignored}
            if is_percent and "fte" in columns:
                columns["fte"] = _as_percent(columns["fte"])
            rows = _Rows(chunk._replace(columns=columns))
            apart = rows.no_person()
            check_one_table(source.file, apart)
            facts.skipped += apart
            self._look_at_blanks(rows)
            _look_at_hours(facts, rows.chunk, source.decimal)
            if self.taken.compares and "employee_id" in columns:
                self._look_at_persons(rows, is_pay_items=is_pay_items)
            yield rows.done()
        if self.taken.asks:
            facts.check_weekly()

    def _look_at_blanks(self, rows: "_Rows") -> None:
        if not self.taken.full_time and rows.chunk.columns.keys() & set(WORKING_TIME):
            blank = np.logical_and.reduce([rows.blank(name) for name in _TIME if name in rows.chunk.columns])
            rows.fault(blank, "time-needed")
        if "headcount" in rows.chunk.columns:
            named = "employee_id" in rows.chunk.columns  # a row with a staff number is one person
            rows.fault(rows.blank("headcount") & (rows.blank("employee_id") if named else True), "headcount-needed")

    def _look_at_persons(self, rows: "_Rows", *, is_pay_items: bool) -> None:
        usable = rows.usable & ~_are_rounded(rows.chunk)
        seen = self._persons.look(rows.chunk, usable)
        again = seen.again & usable
        if is_pay_items and again.any():
            if self.taken.sums:
                raise UnreadableInput("pay-items", file=rows.chunk.file)
            rows.fault(again, "pay-item-row")
        rows.fault(seen.same & usable, "duplicate-row")
        again &= rows.usable
        self._rows += int(rows.usable.sum())
        self._again += int(again.sum())
        self._elsewhere += int((again & ~seen.there).sum())
        rows.mark(AGAIN, again)
        rows.mark(PERSON, seen.persons)
        rows.mark(SAME_PAYSLIP, again & seen.lines)

    def remarks(self) -> Iterator[PayWarning]:
        """What to tell once every row is read."""
        return remarks(self.files, Repeated(self._rows, self._again, self._elsewhere))


def _look_at_hours(facts: FileFacts, chunk: RawRows, decimal: str) -> None:
    """A column of hours where nobody is above those of a week may be weekly."""
    if facts.weekly is not None and "hours" in chunk.columns:
        most = int(read_all(texts_of(chunk.columns["hours"]), "hours", decimal).values.max(initial=0))
        facts.hours |= most > 0
        if most > _WEEK:
            facts.weekly = None


def check_one_table(file: str, apart: Iterable[tuple[int, str]]) -> None:
    """Stop at a header whose columns are in another order: the rows below it would be read under the first."""
    for row, code in apart:
        if code == OTHER_HEADER:
            raise UnreadableInput("several-tables", file=file, row=row)


def check_time(source: Source, named: Container[str]) -> None:
    """Stop where a header looks like working time, nothing says what it is, and no other is understood.

    `named`: the columns that a profile names, used or not, as `normal` writes them.
    """
    for header in source.unused:
        if looks_like_time(header) and normal(header) not in named:
            raise UnreadableInput("time-not-understood", file=source.file, header=header)


def _as_percent(cells: Any) -> Any:
    """Shares under a header of percentages: `80` is 80 %."""
    texts = cells.dictionary if pa.types.is_dictionary(cells.type) else cells
    percents = replaced_pattern(texts, r"^(\d{2,3}(?:[.,]\d+)?)$", r"\1 %")
    return pa.DictionaryArray.from_arrays(cells.indices, percents) if pa.types.is_dictionary(cells.type) else percents


def _are_rounded(chunk: RawRows) -> Any:
    cells = chunk.columns["employee_id"]
    rounded = are_rounded(texts_of(cells))
    return distinct(cells).spread(rounded, blank=False) if pa.types.is_dictionary(cells.type) else rounded


class _Rows:
    """The rows of a chunk, with the faults and marks that they are given."""

    def __init__(self, chunk: RawRows) -> None:
        self.chunk = chunk
        self._codes: list[str] = []
        self._of_row = np.full(len(chunk.rows), -1, np.int64)  # in `codes`
        if (given := chunk.columns.get(FAULTS)) is not None:
            coded = distinct(encoded(given))
            self._codes, self._of_row = coded.texts.to_pylist(), coded.where.astype(np.int64)
        self._marks: dict[str, Any] = {}

    def no_person(self) -> list[tuple[int, str]]:
        """The lines that are no person: their numbers, and why."""
        places = np.flatnonzero(~self.usable).tolist()
        numbered = ((int(self.chunk.rows[place]), self._codes[self._of_row[place]]) for place in places)
        return [(row, code) for row, code in numbered if code in NO_PERSON]

    @property
    def usable(self) -> Any:
        """The rows without any fault so far: booleans."""
        return self._of_row < 0

    def blank(self, name: str) -> Any:
        """Where a column says nothing."""
        return are_blank(self.chunk.columns[name])

    def fault(self, rows: Any, code: str) -> None:
        """Give a fault to the rows of a mask that have none."""
        places = rows & self.usable
        if places.any():
            self._of_row[places] = len(self._codes)
            self._codes.append(code)

    def mark(self, name: str, rows: Any) -> None:
        """Mark the rows of a mask, or give each row a number."""
        if rows.any():
            self._marks[name] = of_numpy(rows)

    def done(self) -> RawRows:
        """The chunk with its faults and marks."""
        columns = {name: cells for name, cells in self.chunk.columns.items() if name != FAULTS}
        if not self.usable.all():
            of_row = of_numpy(self._of_row, self.usable)
            columns[FAULTS] = pa.DictionaryArray.from_arrays(of_row, pa.array(self._codes, pa.string()))
        return self.chunk._replace(columns=columns | self._marks)
