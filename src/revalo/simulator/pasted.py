"""A small table of people, pasted into the page: the columns and cells that `revalo batch` would read, row by row.

Stricter than `batch` where that needs a file: no months, no numbers of people, no profile. What is not read is said,
and a row that cannot be read whole is refused with its reason.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from revalo import api, language, register
from revalo.analysis.comparison import Request
from revalo.errors import RevaloError
from revalo.grids.law import Law
from revalo.language import _
from revalo.money import euros, plain
from revalo.payroll.reading.dates import Forms, read_day, settle
from revalo.payroll.reading.header_values import Sample, are_of_a_week
from revalo.payroll.reading.header_words import looks_like_time, says_month
from revalo.payroll.reading.headers import Mapped, recognise
from revalo.payroll.reading.names import read_code, read_department, unknown_name
from revalo.payroll.reading.number import read_number
from revalo.payroll.spreadsheet_escape import escape
from revalo.people.columns import CALENDAR_YEARS, COLUMNS, WORKING_TIME
from revalo.rules.fields import FIELDS

MOST_ROWS = 200
SEPARATORS = ("\t", ";", ",")
NOT_HERE = ("month", "before_month", "headcount")  # they change what a row means: a file for `revalo batch`
ID = "employee_id"


class Refused(Exception):
    """A table or a row that cannot be read: the reason is its text."""


class Row(NamedTuple):
    """A row computed (amounts in cents), or refused."""

    number: int
    name: str
    before: int = 0
    after: int = 0
    refusal: str = ""


class _Table:
    """The table pasted last, and its rows computed so far."""

    cells: Sequence[Sequence[str]] = ()
    columns: Sequence[str | None] = ()
    forms: Mapping[int, Forms] = {}
    rows: dict[int, Row]


def read(text: str) -> dict[str, Any]:
    """What the columns of a pasted table became, and how many rows it has; raises `UnreadableInput` or `Refused`."""
    name = _("pasted table")
    header, *lines = _cells(text) or [[]]
    if len(lines) > MOST_ROWS:
        message = _("{rows} rows: this page takes up to {most}")
        raise Refused(message.format(rows=len(lines), most=MOST_ROWS))

    def sample(place: int) -> list[str]:
        return [line[place] for line in lines if place < len(line)]

    mapped = recognise(name, header, {}, sample=sample)
    columns = [column for _header, column in mapped]
    _check_time(mapped, sample)
    if here := [head for head, column in mapped if column in NOT_HERE]:
        raise Refused(_("this page does not take these columns: {names}").format(names=", ".join(here)))
    _Table.cells, _Table.columns, _Table.rows = lines, columns, {}
    _Table.forms = {
        place: Forms(settle(line[place].strip() for line in lines if place < len(line)))
        for place, column in enumerate(columns)
        if column == "since"
    }
    return {"columns": [[head, _meaning(column)] for head, column in mapped], "rows": len(lines)}


def _check_time(mapped: Mapped, sample: Sample) -> None:
    """Refuse a table whose working time would be guessed: by a header not understood, or hours that may be weekly."""
    times = {column: place for place, (_header, column) in enumerate(mapped) if column in (*WORKING_TIME, "part_time")}
    unclear = next((head for head, column in mapped if column is None and looks_like_time(head)), None)
    if not times and unclear is not None:
        message = _(
            "column “{header}” looks like working time and is not understood: rename it Heures par mois, Heures par"
            " semaine or ETP, or delete it"
        )
        raise Refused(message.format(header=unclear))
    if "hours" in times and times.keys().isdisjoint(("weekly_hours", "fte")):
        _check_hours(mapped[times["hours"]][0], sample(times["hours"]))


def _check_hours(header: str, values: Sequence[str]) -> None:
    if header != "hours" and not says_month(header) and are_of_a_week(values):
        message = _("column “{header}”: nobody is above 40 hours: rename it Heures par mois, or Heures par semaine")
        raise Refused(message.format(header=header))


def computed(law: Law, first: int, number: int) -> list[list[str]]:
    """Rows from the `first`: staff number, before, after, gain, reason of a refusal."""
    shown = []
    for place in range(first, min(first + number, len(_Table.cells))):
        _Table.rows[place] = row = _row(law, place)
        shown.append(_shown(row))
    return shown


def csv_of_rows() -> str:
    """The rows computed so far as `revalo batch` writes them, with the reason of those refused."""
    out = io.StringIO()
    mark = "," if language.current() == "fr" else "."
    writer = csv.writer(out, delimiter=";" if mark == "," else ",", lineterminator="\r\n")
    writer.writerow(["row", ID, "before_gross", "after_gross", "gain", "reason"])
    for row in _Table.rows.values():
        cents = (row.before, row.after, row.after - row.before)
        amounts = ["", "", ""] if row.refusal else [plain(each).replace(".", mark) for each in cents]
        writer.writerow([row.number, escape(row.name), *amounts, row.refusal])
    return "\ufeff" + out.getvalue()


def _cells(text: str) -> list[list[str]]:
    """The lines that hold something, in cells; the separator is that which the first line has most of."""
    first = text.strip("\r\n").partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text), delimiter=separator)
    return [line for line in lines if any(cell.strip() for cell in line)]


def _meaning(column: str | None) -> str:
    """What a column is in words; empty where it is not used here."""
    used = column == ID or column in FIELDS
    return _(COLUMNS[column].label) if column and used else ""


def _row(law: Law, place: int) -> Row:
    line = _Table.cells[place]
    name = next((cell.strip() for cell, column in zip(line, _Table.columns, strict=False) if column == ID), "")
    try:
        person = dict(_person(law, line))
        comparison = api.compare(law, person, Request())
    except Refused as refused:
        return Row(place + 1, name, refusal=str(refused))
    except RevaloError as error:
        return Row(place + 1, name, refusal=error.display())
    return Row(place + 1, name, comparison.before.gross, comparison.after.gross)


def _person(law: Law, line: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """The inputs that a line gives; `Refused` where a cell cannot be read."""
    if len(line) != len(_Table.columns):
        raise Refused(_reason("", "ragged"))
    for place, (cell, column) in enumerate(zip(line, _Table.columns, strict=True)):
        if column is not None and column in FIELDS and cell.strip():
            yield column, _value(law, place, column, cell.strip())
    times = [place for place, column in enumerate(_Table.columns) if column in WORKING_TIME]
    if times and not any(line[place].strip() for place in times):
        raise Refused(_reason("hours", "time-needed"))


def _value(law: Law, place: int, column: str, cell: str) -> int | str | date:
    values = FIELDS[column].values
    if values.kind == "number":
        number = _known(column, read_number(cell, column, "," if language.current() == "fr" else "."))
        if column == "year" and number in CALENDAR_YEARS:
            raise Refused(_reason(column, "out-of-range"))
        return plain(number, values.places, 0) if values.places else number
    if values.kind == "day":
        return date.fromordinal(_known(column, read_day(cell, _Table.forms[place])))
    if values.kind == "code":
        return read_department(cell) or cell
    value = read_code(cell, column, law)
    if value is None:
        raise Refused(unknown_name(cell, column, law))
    return value


def _known(column: str, value: int | str) -> int:
    if isinstance(value, str):
        raise Refused(_reason(column, value))
    return value


def _reason(column: str, code: str) -> str:
    head = f"{_(COLUMNS[column].label)}{_(': ')}" if column else ""
    return head + register.reason(code)


def _shown(row: Row) -> list[str]:
    if row.refusal:
        return [str(row.number), row.name, "", "", "", row.refusal]
    lang = language.current()
    gain = euros(row.after - row.before, lang, signed=True)
    return [str(row.number), row.name, euros(row.before, lang), euros(row.after, lang), gain, ""]
