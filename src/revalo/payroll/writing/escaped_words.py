"""Columns of words that no spreadsheet takes for formulas."""

from typing import Any

import pyarrow as pa

from revalo.payroll.spreadsheet_escape import STARTS, escape
from revalo.people.column_operations import beginnings, cast, operation

_FIRST_BYTES = frozenset(start.encode()[:1] for start in STARTS)  # those of other signs too


def escaped(column: Any) -> Any:
    """A dictionary array whose words no spreadsheet takes for formulas."""
    first = operation("unique", beginnings(cast(column.dictionary, pa.binary()), 1))
    if _FIRST_BYTES.isdisjoint(first.to_pylist()):
        return column
    words = [escape(word) for word in column.dictionary.to_pylist()]
    return pa.DictionaryArray.from_arrays(column.indices, pa.array(words, type=pa.string()))
