"""Typed cells of workbooks and Parquet files as the text that people would have written."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

_PLAIN = 1e15  # whole numbers up to here are exact


def as_text(value: Any, decimal: str) -> str | None:
    """The text of a cell, None where empty; `decimal` is the mark to write.

    A binary float is written with the fewest digits that mean it, so that 151.67 comes back whole; one with more
    digits than a payroll column holds keeps them all, and is refused with its column.

    >>> as_text(152.0, ","), as_text(151.67, ","), as_text(0.1 + 0.2, ".")
    ('152', '151,67', '0.30000000000000004')
    >>> as_text(timedelta(hours=151, minutes=40), ",")
    '151:40'
    """
    match value:
        case None | "":
            return None
        case float():
            return _number(value).replace(".", decimal)
        case Decimal():
            return _exact(value).replace(".", decimal)
        case datetime():
            return _moment(value)
        case timedelta() | time():
            return _duration(value)
    return str(value)


def _exact(value: Decimal) -> str:
    """A decimal without zeros at its end: its type says how many it may have, not how many it has."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(value: float) -> str:
    if not value.is_integer():
        return repr(value)
    return str(int(value)) if abs(value) < _PLAIN else f"{value:e}"  # digits beyond are lost


def _duration(value: timedelta | time) -> str:
    """Hours, minutes and seconds: `151:40`, `7:30`."""
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")


def _moment(value: datetime) -> str:
    midnight = value.time() == time.min
    return value.date().isoformat() if midnight else value.isoformat(sep=" ")
