"""Operations of Arrow on whole columns, and columns made of numpy arrays, for what every payroll goes through.

`pyarrow.compute` makes three hundred functions when it is imported, which takes longer than reading a small payroll;
so do the methods of arrays (`cast`, `take`, `filter`…), which import it. The same operations are asked for by name
here, as that module does; and `pa.array` imports `numpy.ma` to look whether a numpy array is a masked one.
Nothing else knows this inside of pyarrow: `make newest` tries its newest release.
"""

from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow._compute import (
    CastOptions,
    DictionaryEncodeOptions,
    MatchSubstringOptions,
    ReplaceSubstringOptions,
    SliceOptions,
)
from pyarrow._compute import call_function as _call


def operation(name: str, *columns: Any) -> Any:
    """An operation of Arrow that has no option, on columns and single values."""
    return _call(name, list(columns))


def cast(column: Any, kind: pa.DataType) -> Any:
    """A column as another type; `ArrowInvalid` where a value does not fit."""
    return _call("cast", [column], CastOptions.safe(kind))


def take(column: Any, places: Any) -> Any:
    """The cells at some places: a numpy array of integers, or an Arrow one; blank where a place is."""
    return operation("take", column, of_numpy(places) if isinstance(places, np.ndarray) else places)


def chosen(column: Any, mask: Any) -> Any:
    """The cells where a numpy array of booleans holds."""
    return operation("filter", column, of_numpy(mask))


def filled(column: Any, value: object) -> Any:
    """A column with a value in its blank cells."""
    return operation("coalesce", column, pa.scalar(value, column.type))


def are_blank(column: Any) -> Any:
    """Where cells are blank: a numpy array of booleans."""
    return operation("is_null", column).to_numpy(zero_copy_only=False)


def encoded(column: Any, blanks: str = "mask") -> Any:
    """A column as a dictionary array, each value once; blank ones too with `encode`."""
    return _call("dictionary_encode", [column], DictionaryEncodeOptions(blanks))


def matches(texts: Any, pattern: str) -> Any:
    """Whether each text has a pattern in it: an Arrow array of booleans, null for null."""
    return _call("match_substring_regex", [texts], MatchSubstringOptions(pattern))


def replaced(texts: Any, old: str, new: str) -> Any:
    """Texts with another text in the place of one."""
    return _call("replace_substring", [texts], ReplaceSubstringOptions(old, new))


def replaced_pattern(texts: Any, pattern: str, new: str) -> Any:
    """Texts with another text in the place of a pattern."""
    return _call("replace_substring_regex", [texts], ReplaceSubstringOptions(pattern, new))


def beginnings(texts: Any, letters: int) -> Any:
    """The first letters of texts; the first bytes of binary ones."""
    name = "binary_slice" if pa.types.is_binary(texts.type) else "utf8_slice_codeunits"
    return _call(name, [texts], SliceOptions(0, letters))


def of_numpy(values: Any, blank: Any = None) -> Any:
    """A column of numbers or booleans, null where `blank` (booleans) holds; numbers are not copied."""
    kind = pa.from_numpy_dtype(values.dtype)
    present = None if blank is None else _bits(~blank)
    content = _bits(values) if values.dtype == bool else pa.py_buffer(np.ascontiguousarray(values))
    return pa.Array.from_buffers(kind, len(values), [present, content])


def _bits(flags: Any) -> pa.Buffer:
    return pa.py_buffer(np.packbits(flags, bitorder="little"))
