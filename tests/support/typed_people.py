"""People given as `revalo.compute` takes them, as the typed columns of a file."""

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from revalo.people.columns import CODES, DATES, MISSING, NUMBERS, ParsedRows
from revalo.people.failures import Failures


def typed(rows: list[dict[str, Any]]) -> ParsedRows:
    """Typed columns of rows given as `revalo.compute` takes them, with a `month` (year × 12 + month - 1)."""
    numbers = {name: _numbers(rows, name, places) for name, (places, _low, _high) in NUMBERS.items()}
    for name in DATES:
        numbers[name] = np.array([_day(row.get(name)) for row in rows], dtype=np.int64)
    numbers["month"] = np.array([row.get("month", MISSING) for row in rows], dtype=np.int64)
    codes = {name: _codes(rows, name) for name in CODES}
    where, departments = _codes(rows, "department")
    words = {"department": (where, pa.array(departments, pa.string()))}
    places = np.arange(len(rows)) + 2
    return ParsedRows("people.csv", places, numbers, codes, words, Failures(len(rows)).rejects("people.csv", places))


def _numbers(rows: list[dict[str, Any]], name: str, places: int) -> Any:
    values = [MISSING if row.get(name) is None else int(Decimal(str(row[name])) * 10**places) for row in rows]
    return np.array(values, dtype=np.int64)


def _day(text: str | None) -> int:
    return date.fromisoformat(text).toordinal() if text else MISSING


def _codes(rows: list[dict[str, Any]], name: str) -> tuple[Any, list[str]]:
    names = sorted({row[name] for row in rows if row.get(name)})
    return np.array([names.index(row[name]) if row.get(name) else -1 for row in rows], dtype=np.int32), names
