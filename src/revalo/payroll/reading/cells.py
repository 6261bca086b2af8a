"""Cells to typed columns: once for each distinct text; what does not fit is a reject, with its code."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.errors import Unbalanced
from revalo.grids.law import Law
from revalo.payroll.reading.dates import Forms, normal_form, read_month
from revalo.payroll.reading.days import read_days, settled_by
from revalo.payroll.reading.names import read_code, read_department, unknown_name
from revalo.payroll.reading.numerals import Read, read_all
from revalo.payroll.reading.rows import FAULTS
from revalo.payroll.reading.source import RawRows, Source
from revalo.payroll.reading.unknown_cells import any_suspect, are_rounded, unknown
from revalo.payroll.spreadsheet_escape import unescape
from revalo.people.column_operations import are_blank, encoded, filled, places_of
from revalo.people.columns import (
    AGAIN,
    CALENDAR_YEARS,
    CODES,
    DATES,
    MISSING,
    MONTHS,
    NUMBERS,
    PERSON,
    SAME_PAYSLIP,
    WORDS,
    ParsedRows,
)
from revalo.people.failures import NO_PERSON, Failures
from revalo.people.grouping import grouped
from revalo.rules.working_time import FULL_TIME, TIMES, TimeGiven, is_too_fine, times_differ

DateFormat = str | Mapping[str, frozenset[str]] | None
_SHARE = 10**6  # one whole, in `fte`
_COLUMNS = {
    "time-needed": "hours",
    "headcount-needed": "headcount",
    "duplicate-row": "employee_id",
    "pay-item-row": "employee_id",
}  # the column at fault in rows that a reader or the review refused
_BARE_MONTHS = 12  # months up to this have no year


class Distinct(NamedTuple):
    """The texts of a column (a pyarrow string array), and for each row which one it has, -1 where blank."""

    texts: Any
    where: Any

    def spread(self, values: Any, blank: Any) -> Any:
        """What each row has of values of the texts: an array; `blank` where it has no text."""
        return _at(np.append(values, blank), self.where)


def typed(chunk: RawRows, law: Law, decimal: str, date_format: DateFormat = None) -> ParsedRows:
    """The rows of a chunk with typed cells; a row with one that does not fit is a reject, by its first one.

    `decimal`: the mark of the file. `date_format`: one of `dates.FORMS` where it is told, or what `date_forms` found
    in the first chunk; without it a chunk's own dates decide. Numbers are int64 in the units of `columns.NUMBERS`.
    """
    faults = Failures(len(chunk.rows))
    numbers: dict[str, Any] = {}
    codes: dict[str, tuple[Any, list[str]]] = {}
    words: dict[str, tuple[Any, Any]] = {}
    _whole_rows(chunk, faults)
    for name, cells in chunk.columns.items():
        if name == FAULTS:
            continue
        if name in (AGAIN, PERSON, SAME_PAYSLIP):
            numbers[name] = cells.to_numpy(zero_copy_only=False).astype(np.int64)
            continue
        column = _known(name, distinct(cells), faults)
        if name in WORDS:
            words[name] = _words(name, column, faults)
        elif name in CODES:
            codes[name] = _codes(name, column, law, faults, _spared(name, chunk))
        else:
            read = _numbers(name, column, decimal, date_format)
            numbers[name] = _values(name, read, column, faults)
    _check(numbers, faults)
    return _kept(chunk, faults, numbers, codes, words)


def typed_chunks(source: Source, law: Law) -> Iterator[ParsedRows]:
    """The chunks of a source with typed cells, their rows in groups."""
    for chunk, forms in settled(source):
        yield grouped(typed(chunk, law, source.decimal, forms), law)


def settled(source: Source) -> Iterator[tuple[RawRows, DateFormat]]:
    """The chunks of a source, each with the forms of its dates: told, or settled by the first chunk."""
    forms: DateFormat = source.date_format
    for chunk in source.chunks:
        forms = forms or date_forms(chunk)
        yield chunk, forms


def date_forms(chunk: RawRows) -> dict[str, frozenset[str]]:
    """For each column of days or months, the forms that its own cells settle: to pass on with the chunks after."""
    columns = [name for name in (*DATES, *MONTHS) if name in chunk.columns]
    return {name: settled_by(texts_of(chunk.columns[name])) for name in columns}


def texts_of(cells: Any) -> Any:
    """The texts of a column of a chunk: each once, or those of its rows, null where blank."""
    return cells.dictionary if pa.types.is_dictionary(cells.type) else cells


def distinct(cells: Any) -> Distinct:
    """A column of a chunk as its texts and, for each row, the place of its own."""
    if pa.types.is_dictionary(cells.type):
        return Distinct(cells.dictionary, places_of(cells.indices))
    where = np.arange(len(cells), dtype=np.int32)
    if cells.null_count:
        where[are_blank(cells)] = -1
        cells = filled(cells, "")
    return Distinct(cells, where)


def _at(values: Any, places: Any) -> Any:
    """Values at places of 32 bits, from the end where these are below 0: numpy takes twice the time for such places."""
    return values.take(places.astype(np.intp))


def _known(name: str, column: Distinct, faults: Failures) -> Distinct:
    """A column as people meant it; the rows whose cell has no value that can be known are at fault."""
    if not any_suspect(column.texts):
        return column
    texts = column.texts.to_pylist()
    for place, text in enumerate(texts):
        if (code := unknown(text, name)) is not None:
            faults.add(column.where == place, name, code)
    where, names = _named([unescape(text) for text in texts], column.where)
    return Distinct(pa.array(names, pa.string()), where)


def _whole_rows(chunk: RawRows, faults: Failures) -> None:
    if FAULTS in chunk.columns:
        column = distinct(encoded(chunk.columns[FAULTS]))
        for place, code in enumerate(column.texts.to_pylist()):
            faults.add(column.where == place, _COLUMNS.get(code, ""), code)


def _numbers(name: str, column: Distinct, decimal: str, date_format: DateFormat) -> Read:
    """An integer or a reject code for each distinct text."""
    if name in NUMBERS:
        return read_all(column.texts, name, decimal)
    forms = _forms(name, column.texts, date_format)
    if name in DATES:
        return read_days(column.texts, forms)
    return Read.of(read_month(text, forms) for text in column.texts.to_pylist())


def _forms(name: str, texts: pa.StringArray, date_format: DateFormat) -> Forms:
    if isinstance(date_format, str):
        return Forms(frozenset((normal_form(date_format),)), is_settled=True)
    return Forms(settled_by(texts) if date_format is None else date_format.get(name, frozenset()))


def _values(name: str, read: Read, column: Distinct, faults: Failures) -> Any:
    """The integers of the rows, MISSING where blank or at fault; faults are added by code."""
    for code, places in read.faults.items():
        at_fault = np.zeros(len(read.values), bool)
        at_fault[places] = True
        faults.add(column.spread(at_fault, blank=False), name, code)
    return column.spread(read.values, MISSING)


def _named(names: list[str | None], where: Any) -> tuple[Any, list[str]]:
    """Rows as places in a list of different names, -1 where there is none."""
    different = list(dict.fromkeys(name for name in names if name is not None))
    places: dict[str | None, int] = {name: place for place, name in enumerate(different)}
    return _at(np.array([*(places.get(name, -1) for name in names), -1], np.int32), where), different


def _words(name: str, column: Distinct, faults: Failures) -> tuple[Any, Any]:
    if name == "department":
        departments = [read_department(text) for text in column.texts.to_pylist()]
        unknown = np.array([each is None for each in departments], dtype=bool)
        faults.add(column.spread(unknown, blank=False), name, "unknown-code")
        where, names = _named(departments, column.where)
        return where, pa.array(names, pa.string())
    if name == "employee_id":
        faults.add(column.spread(are_rounded(column.texts), blank=False), name, "rounded-number")
    return column.where, column.texts


def _spared(name: str, chunk: RawRows) -> Any:
    """The rows for which an unknown name is no fault: a grade that is not ours, beside the index."""
    if name != "grade" or "index" not in chunk.columns:
        return False
    return distinct(chunk.columns["index"]).where >= 0


def _codes(name: str, column: Distinct, law: Law, faults: Failures, spared: Any) -> tuple[Any, list[str]]:
    codes = [read_code(text, name, law) for text in column.texts.to_pylist()]
    for place, code in enumerate(codes):
        if code is None:
            at_fault = (column.where == place) & ~np.asarray(spared)
            faults.add(at_fault, name, "unknown-code", unknown_name(str(column.texts[place]), name, law))
    return _named(codes, column.where)


def _check(numbers: dict[str, Any], faults: Failures) -> None:
    """What columns say together: the month and its year, two ways to say one thing."""
    _join_year(numbers, faults)
    if "before_month" in numbers:
        month = numbers["before_month"]
        faults.add((month != MISSING) & (month <= _BARE_MONTHS), "before_month", "not-a-month")
    if "seniority" in numbers and "since" in numbers:
        both = (numbers["seniority"] != MISSING) & (numbers["since"] != MISSING)
        faults.add(both, "since", "both-seniority-and-since")
    given = (np.maximum(numbers[name], 0) if name in numbers else 0 for name in (*TIMES, "part_time"))
    hours, weekly, fte, rate = given
    for name, differ in times_differ(TimeGiven(hours, weekly, fte), FULL_TIME).items():
        if name in numbers:
            faults.add(differ, name, "both-hours-and-fte")
    if "fte" in numbers:
        faults.add(is_too_fine(fte, rate), "fte", "too-many-decimals")


def _join_year(numbers: dict[str, Any], faults: Failures) -> None:
    """A calendar year in `year` goes to `month`; a month without any year is at fault."""
    length = len(faults.mask)
    year = numbers.get("year", np.full(length, MISSING, np.int64))
    month = numbers.get("month", np.full(length, MISSING, np.int64))
    calendar = year >= CALENDAR_YEARS.start
    bare = (month != MISSING) & (month <= _BARE_MONTHS)
    faults.add(bare & ~calendar, "month", "not-a-month")
    faults.add(calendar & (month == MISSING), "year", "year-without-month")
    faults.add(calendar & (month > _BARE_MONTHS) & (month // 12 != year), "year", "both-month-and-year")
    if "month" in numbers:
        numbers["month"] = np.where(bare, year * 12 + month - 1, month)
    if "year" in numbers:
        numbers["year"] = np.where(calendar, MISSING, year)


def _kept(
    chunk: RawRows,
    faults: Failures,
    numbers: Mapping[str, Any],
    codes: Mapping[str, tuple[Any, list[str]]],
    words: Mapping[str, tuple[Any, Any]],
) -> ParsedRows:
    skipped, rejects = faults.rejects(chunk.file, chunk.rows).split(NO_PERSON)
    every = ParsedRows(chunk.file, chunk.rows, numbers, codes, words, rejects, skipped)
    kept = every.at(~faults.mask)._replace(unread=_unread(every, faults)) if faults.mask.any() else every
    if kept.rows_in != len(chunk.rows):
        raise Unbalanced
    return kept


def _unread(every: ParsedRows, faults: Failures) -> ParsedRows | None:
    """The rows of people that are rejects; one that is the same as another says nothing more of its person."""
    mask = faults.mask.copy()
    for reason, places in faults.by_reason():
        mask[places] &= reason.code not in (*NO_PERSON, "duplicate-row")
    return every.at(mask) if mask.any() else None
