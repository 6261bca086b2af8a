"""A row of a payroll file as one person, as `read_employee` takes it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from revalo.analysis.comparison import Request
from revalo.people.columns import CODES, MISSING, MONTHS, NUMBERS, OF_ROW, ParsedRows, first_day


def person(typed: ParsedRows, i: int) -> dict[str, Any]:
    """The inputs of the row at a position."""
    return dict(_given(typed, i))


def number(typed: ParsedRows, name: str, i: int) -> int:
    """The number of a column in the row at a position, MISSING where absent."""
    return int(typed.numbers[name][i]) if name in typed.numbers else MISSING


def word(typed: ParsedRows, name: str, i: int) -> str:
    """The identifier of a column in the row at a position, empty where absent."""
    indices, texts = typed.words.get(name, (None, []))
    return str(texts[int(indices[i])]) if indices is not None and indices[i] >= 0 else ""


def request_of(typed: ParsedRows, i: int, request: Request) -> Request:
    """A request with the months of the row at a position."""
    month, before = (number(typed, name, i) for name in MONTHS)
    if month != MISSING:
        request = request._replace(after=first_day(month), held_on=first_day(month))
    return request if before == MISSING else request._replace(before=first_day(before))


def _given(typed: ParsedRows, i: int) -> Iterator[tuple[str, Any]]:
    for name, (places, _low, _high) in NUMBERS.items():
        value = number(typed, name, i)
        if value != MISSING and name not in OF_ROW:
            yield name, f"{value // 10**places}.{value % 10**places:0{places}d}" if places else value
    if (since := number(typed, "since", i)) != MISSING:
        yield "since", date.fromordinal(since)
    for name in CODES:
        indices, names = typed.codes.get(name, (None, []))
        if indices is not None and indices[i] >= 0:
            yield name, names[indices[i]]
    if department := word(typed, "department", i):
        yield "department", department
