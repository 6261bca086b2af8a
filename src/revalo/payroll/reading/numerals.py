"""Columns of numbers as payroll products write them: plain ones all at once, the others one by one."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.people.column_operations import booleans, cast, chosen, matches, operation, replaced
from revalo.people.columns import LIMITS, MISSING


class Read(NamedTuple):
    """What distinct texts mean: `values` int64, MISSING where at fault; `faults`: reject code → places of the texts."""

    values: Any
    faults: dict[str, list[int]]

    @classmethod
    def of(cls, results: Iterable[int | str]) -> "Read":
        """From integers and reject codes, one for each text."""
        read = cls(np.array([], np.int64), {})
        values = [read.put(place, each) for place, each in enumerate(results)]
        return read._replace(values=np.array(values, np.int64))

    def put(self, place: int, result: int | str) -> int:
        """Note a fault; the value to hold at the place."""
        if isinstance(result, int):
            return result
        self.faults.setdefault(result, []).append(place)
        return MISSING


def read_all(texts: pa.StringArray, name: str, decimal: str) -> Read:
    """Each text as an integer of the column's decimals, or as a reject code; `decimal` is the mark of the file.

    Plain numbers go through pyarrow, all at once; the others one by one.
    """
    places, low, high = LIMITS[name].limits
    mark = rf"(?:[{decimal}]\d{{1,{places}}})?" if places else ""
    plain = booleans(matches(texts, rf"^\d{{1,9}}{mark}$"))
    values = np.full(len(texts), MISSING, np.int64)
    values[plain] = _exact(chosen(texts, plain), places, decimal)
    outside = plain & ((values < low) | (values > high) | (name == "year"))
    read = Read(values, {})
    others = np.flatnonzero(~plain | outside).tolist()
    if others:
        from revalo.payroll.reading.number import read_number  # noqa: PLC0415 - most files have plain numbers alone
    for place in others:
        values[place] = read.put(place, read_number(texts[place].as_py(), name, decimal))
    return read


def without_thousands(texts: pa.StringArray, mark: str, decimal: str) -> pa.StringArray:
    """Texts whose numbers lose a mark between thousands: with ".", `1.974,50` is `1974,50`; others stay."""
    grouped = rf"^\D*\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?:{re.escape(decimal)}\d+)?\D*$"
    return operation("if_else", matches(texts, grouped), replaced(texts, mark, ""), texts)


def _exact(texts: pa.StringArray, places: int, decimal: str) -> Any:
    """Plain numbers as int64 in units of 10**-places: the low halves of exact 128-bit decimals."""
    pointed = replaced(texts, decimal, ".") if decimal != "." else texts
    decimals = cast(pointed, pa.decimal128(18, places))
    return np.frombuffer(decimals.buffers()[1], np.int64)[: 2 * len(decimals) : 2]
