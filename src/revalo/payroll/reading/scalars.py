"""Typed cells of workbooks and Parquet files as the text that people would have written."""

from datetime import datetime, time
from decimal import Decimal
from typing import Any

_PLAIN = 1e15  # whole numbers up to here are exact


def as_text(value: Any, decimal: str) -> str | None:
    """The text of a cell, None where empty; `decimal` is the mark to write.

    A binary float is written with the fewest digits that mean it, so that 151.67 comes back whole; one with more
    digits than a payroll column holds keeps them all, and is refused with its column.

    >>> as_text(152.0, ","), as_text(151.67, ","), as_text(0.1 + 0.2, ".")
    ('152', '151,67', '0.30000000000000004')
    """
    match value:
        case None | "":
            return None
        case float():
            return _number(value).replace(".", decimal)
        case Decimal():
            return format(value, "f").replace(".", decimal)
        case datetime():
            return _moment(value)
    return str(value)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < _PLAIN else repr(value)


def _moment(value: datetime) -> str:
    midnight = value.time() == time.min
    return value.date().isoformat() if midnight else value.isoformat(sep=" ")
