"""Columns of words that no spreadsheet takes for formulas."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from revalo.payroll.spreadsheet_escape import STARTS, escape

_FIRST_BYTES = frozenset(start.encode()[:1] for start in STARTS)  # those of other signs too


def escaped(column: Any) -> Any:
    """A dictionary array whose words no spreadsheet takes for formulas."""
    first = pc.unique(pc.binary_slice(column.dictionary.cast(pa.binary()), 0, 1))
    if _FIRST_BYTES.isdisjoint(first.to_pylist()):
        return column
    words = [escape(word) for word in column.dictionary.to_pylist()]
    return pa.DictionaryArray.from_arrays(column.indices, pa.array(words, type=pa.string()))
