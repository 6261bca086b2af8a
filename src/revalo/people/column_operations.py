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
    if not column.null_count:
        return np.zeros(len(column), bool)
    present = column.buffers()[0]
    return np.ones(len(column), bool) if present is None else ~_flags(present, column)


def places_of(column: Any) -> Any:
    """The integers of a column as a numpy array, -1 where blank: without a choice for each, which is slow."""
    bare = pa.Array.from_buffers(column.type, len(column), [None, column.buffers()[1]], offset=column.offset).to_numpy()
    return bare | -are_blank(column).astype(bare.dtype) if column.null_count else bare


def booleans(column: Any) -> Any:
    """The booleans of a column as a numpy array, False in its blank cells."""
    flags = _flags(column.buffers()[1], column)
    return flags & ~are_blank(column) if column.null_count else flags


def bytes_of(texts: Any) -> tuple[Any, Any]:
    """Where each text of a column starts, and where the last one ends; the bytes that they stand in."""
    if not len(texts):
        return np.zeros(1, np.int64), np.zeros(0, np.uint8)
    _present, starts, content = texts.buffers()
    kind = np.int64 if pa.types.is_large_string(texts.type) else np.int32
    return np.frombuffer(starts, kind)[texts.offset : texts.offset + len(texts) + 1], np.frombuffer(
        content or b"", np.uint8
    )


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


def _flags(bits: pa.Buffer, column: Any) -> Any:
    """The bits of a column as booleans."""
    first, skipped = divmod(column.offset, 8)
    flags = np.unpackbits(np.frombuffer(bits, np.uint8)[first:], count=skipped + len(column), bitorder="little")
    return flags[skipped:].view(bool)


def _bits(flags: Any) -> pa.Buffer:
    return pa.py_buffer(np.packbits(flags, bitorder="little"))
