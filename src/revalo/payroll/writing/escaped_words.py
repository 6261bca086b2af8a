"""Columns of words that no spreadsheet takes for formulas."""

from typing import Any

import numpy as np
import pyarrow as pa

from revalo.payroll.spreadsheet_escape import STARTS, escape
from revalo.people.column_operations import bytes_of

_FIRST_BYTES = sorted({start.encode()[0] for start in STARTS})  # those of other signs too


def escaped(column: Any) -> Any:
    """A dictionary array whose words no spreadsheet takes for formulas."""
    starts, content = bytes_of(column.dictionary)
    first = content[starts[:-1][starts[1:] > starts[:-1]]]
    if not np.bincount(first, minlength=1 << 8)[_FIRST_BYTES].any():
        return column
    words = [escape(word) for word in column.dictionary.to_pylist()]
    return pa.DictionaryArray.from_arrays(column.indices, pa.array(words, type=pa.string()))
