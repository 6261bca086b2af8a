"""What is looked at in rows before they are parsed: blanks, repeated people, lines that are no person."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from revalo.errors import UnreadableInput
from revalo.language import _
from revalo.payroll.reading.cells import distinct
from revalo.payroll.reading.header_reasons import ENTRY
from revalo.payroll.reading.header_words import looks_like_time, says_month, says_percent, speaks_of_time
from revalo.payroll.reading.headers import Columns, like_data, normal
from revalo.payroll.reading.numerals import read_all
from revalo.payroll.reading.repeats import Persons
from revalo.payroll.reading.rows import FAULTS
from revalo.payroll.reading.source import RawRows, Source
from revalo.payroll.reading.unknown_cells import are_rounded
from revalo.people.columns import AGAIN, SAME_PAYSLIP, WORKING_TIME
from revalo.people.failures import NO_PERSON
from revalo.register import reason
from revalo.rules.caveats import PayWarning
from revalo.rules.person import slug

_TIME = (*WORKING_TIME, "part_time")
_WEEK = 40_00  # hours of a month that could be those of a week, in hundredths
_MANY = 8  # rows that are listed
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
    asks: bool = True  # whether a column that looks needed and is not understood stops the run
    day: str = ""  # the option that chose a day for all rows, where one did


EVERYTHING = Taken()
NOTHING_TOLD: Columns = MappingProxyType({})


class Review:
    """Looks at the rows of a run in order, and gathers what to tell."""

    def __init__(self, taken: Taken, told: Columns = NOTHING_TOLD) -> None:
        self.taken, self._told = taken, {normal(header) for header in told}
        self._persons = Persons()
        self._skipped: dict[str, list[tuple[int, str]]] = {}
        self._untimed: dict[str, list[str]] = {}
        self._entries: dict[str, str] = {}
        self._monthly: list[str] = []
        self._weekly: dict[str, str] = {}
        self._hours: set[str] = set()  # files where some hours were read
        self._rows = self._again = 0

    def source(self, source: Source) -> Source:
        """A source whose rows are looked at on their way."""
        if source.format == "dsn":
            return source
        names = {name: header for header, name in source.mapping if name is not None}
        if self.taken.day and "month" in names:
            self._monthly.append(source.file)
        if not names.keys() & set(_TIME):
            if self.taken.asks:
                check_time(source, self._told)
            self._untimed[source.file] = [each for each in source.unused if speaks_of_time(each)]
        if (header := self._in_doubt(names)) is not None:
            self._weekly[source.file] = header
        if any(why.kind == ENTRY for why in source.whys):
            self._entries[source.file] = names["since"]
        is_pay_items = any(slug(header) in _PAY_ITEMS for header in source.unused)
        is_percent = "fte" in names and says_percent(names["fte"])
        return source._replace(chunks=self._chunks(source, is_pay_items=is_pay_items, is_percent=is_percent))

    def _in_doubt(self, names: Mapping[str, str]) -> str | None:
        """The header of hours that may be those of a week: nothing else says the time, nor a profile what it is."""
        header = names.get("hours")
        if header is None or names.keys() & {"weekly_hours", "fte"} or normal(header) in self._told:
            return None
        return None if says_month(header) else header

    def _chunks(self, source: Source, *, is_pay_items: bool, is_percent: bool) -> Iterator[RawRows]:
        for chunk in source.chunks:
            columns = {name: cells for name, cells in chunk.columns.items() if name not in self.taken.ignored}
            if is_percent and "fte" in columns:
                columns["fte"] = _as_percent(columns["fte"])
            rows = _Rows(chunk._replace(columns=columns))
            self._note_skipped(chunk.file, rows)
            self._look_at_blanks(rows)
            self._look_at_hours(chunk.file, rows.chunk, source.decimal)
            if "employee_id" in columns:
                self._look_at_persons(rows, is_pay_items=is_pay_items)
            yield rows.done()
        self._check_weekly(source.file)

    def _check_weekly(self, file: str) -> None:
        """Stop at the end of a file of hours that may be those of a week; the canonical name is that of a month."""
        header = self._weekly.get(file)
        if self.taken.asks and file in self._hours and header is not None and header != "hours":
            raise UnreadableInput("hours-of-a-week", file=file, header=header)

    def _note_skipped(self, file: str, rows: "_Rows") -> None:
        found = (
            [(row, code) for row, code in zip(rows.chunk.rows.tolist(), rows.codes, strict=True) if code in NO_PERSON]
            if rows.any_fault
            else []
        )
        self._skipped.setdefault(file, []).extend(found)

    def _look_at_blanks(self, rows: "_Rows") -> None:
        if not self.taken.full_time and rows.chunk.columns.keys() & set(WORKING_TIME):
            blank = np.logical_and.reduce([rows.blank(name) for name in _TIME if name in rows.chunk.columns])
            rows.fault(blank, "time-needed")
        if "headcount" in rows.chunk.columns:
            named = "employee_id" in rows.chunk.columns  # a row with a staff number is one person
            rows.fault(rows.blank("headcount") & (rows.blank("employee_id") if named else True), "headcount-needed")

    def _look_at_hours(self, file: str, chunk: RawRows, decimal: str) -> None:
        """A column of hours where nobody is above those of a week may be weekly."""
        if file in self._weekly and "hours" in chunk.columns:
            read = read_all(distinct(chunk.columns["hours"]).texts, "hours", decimal)
            most = int(read.values.max(initial=0))
            if most > 0:
                self._hours.add(file)
            if most > _WEEK:
                del self._weekly[file]

    def _look_at_persons(self, rows: "_Rows", *, is_pay_items: bool) -> None:
        usable = rows.usable & ~_are_rounded(rows.chunk)
        found = self._persons.look(rows.chunk, usable)
        again = found.again & usable
        if is_pay_items and again.any():
            if self.taken.sums:
                raise UnreadableInput("pay-items", file=rows.chunk.file)
            rows.fault(again, "pay-item-row")
        rows.fault(found.same & usable, "duplicate-row")
        again &= rows.usable
        self._rows += int(rows.usable.sum())
        self._again += int(again.sum())
        rows.mark(AGAIN, again)
        rows.mark(SAME_PAYSLIP, again & found.lines)

    def remarks(self) -> Iterator[PayWarning]:
        """What to tell once every row is read, the gravest first, each under its code."""
        for file, others in self._untimed.items():
            message = _("{file}: no working time in this file: everybody is taken at full time")
            message = message.format(file=_bare(file))
            if others and not like_data(others):
                message += _(" (columns that speak of time, not used: {names})").format(names=", ".join(others))
            yield PayWarning("no-working-time", message)
        for file, header in self._weekly.items():
            if file in self._hours:
                message = _(
                    "{file}: column {header}: nobody is above 40 hours: are these hours a week? If so, "
                    "say it in a profile (--mapping), as {header}: weekly_hours"
                )
                yield PayWarning("hours-of-a-week", message.format(file=_bare(file), header=header))
        for file, header in self._entries.items():
            message = _("{file}: column {header}: a day of entry, taken as the entry in the branch")
            yield PayWarning("entry-as-seniority", message.format(file=_bare(file), header=header))
        for file in self._monthly:
            message = _("{file}: each row is computed in its own month; {option} counts for rows without one alone")
            yield PayWarning("own-months", message.format(file=_bare(file), option=self.taken.day))
        if self._again:
            message = _(
                "rows of one person and month (several contracts, or lines of a payslip): {rows} rows, {people} people"
            )
            people = self._rows - self._again
            yield PayWarning("several-rows", message.format(rows=self._rows, people=people))
        for file, lines in self._skipped.items():
            if lines:
                yield PayWarning("no-person", _of_skipped(_bare(file), lines))


def _bare(file: str) -> str:
    return Path(file).name


def _of_skipped(file: str, lines: list[tuple[int, str]]) -> str:
    rows, more = [row for row, _code in lines[:_MANY]], len(lines) - _MANY
    listed = ", ".join(map(str, rows))
    if more > 0:
        listed += _(" and {number} more: all of them are in OUT.meta.json").format(number=more)
    return _("{file}: lines that are no person, set apart: {number} ({reasons}; rows {rows})").format(
        file=file, number=len(lines), reasons=_counted(code for _row, code in lines), rows=listed
    )


def check_time(source: Source, told: Container[str]) -> None:
    """Stop where a header looks like working time, nothing says what it is, and no other is understood.

    `told`: the columns that a profile names, used or not, as `normal` writes them.
    """
    for header in source.unused:
        if looks_like_time(header) and normal(header) not in told:
            raise UnreadableInput("time-not-understood", file=source.file, header=header)


def _as_percent(cells: Any) -> Any:
    """Shares under a header of percentages: `80` is 80 %."""
    texts = cells.dictionary if pa.types.is_dictionary(cells.type) else cells
    told = pc.replace_substring_regex(texts, r"^(\d{2,3}(?:[.,]\d+)?)$", r"\1 %")
    return pa.DictionaryArray.from_arrays(cells.indices, told) if pa.types.is_dictionary(cells.type) else told


def _are_rounded(chunk: RawRows) -> Any:
    column = distinct(chunk.columns["employee_id"])
    return np.append(are_rounded(column.texts), False)[column.where]


def _counted(codes: Iterator[str]) -> str:
    return ", ".join(f"{reason(code)}{_(': ')}{number}" for code, number in Counter(codes).items())


class _Rows:
    """The rows of a chunk, with the faults and marks that they are given."""

    def __init__(self, chunk: RawRows) -> None:
        self.chunk = chunk
        given = chunk.columns.get(FAULTS)
        self.any_fault = given is not None
        self.codes: Any = np.array([None] * len(chunk.rows) if given is None else given.to_pylist(), dtype=object)
        self._marks: dict[str, Any] = {}

    @property
    def usable(self) -> Any:
        """The rows without any fault so far: booleans."""
        return np.array([code is None for code in self.codes], bool)

    def blank(self, name: str) -> Any:
        """Where a column says nothing."""
        return self.chunk.columns[name].is_null().to_numpy(zero_copy_only=False)

    def fault(self, rows: Any, code: str) -> None:
        """Give a fault to the rows of a mask that have none."""
        places = rows & self.usable
        if places.any():
            self.any_fault = True
            self.codes[places] = code

    def mark(self, name: str, rows: Any) -> None:
        """Mark the rows of a mask."""
        if rows.any():
            self._marks[name] = pa.array(rows)

    def done(self) -> RawRows:
        """The chunk with its faults and marks."""
        columns = {name: cells for name, cells in self.chunk.columns.items() if name != FAULTS}
        if self.any_fault:
            columns[FAULTS] = pa.array(self.codes.tolist(), pa.string())
        return self.chunk._replace(columns=columns | self._marks)
