"""Rows on their way from a file to chunks: cells stripped, rows numbered, rows at fault marked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from revalo.payroll.reading.source import RawRows
from revalo.people.column_operations import are_blank, bytes_of, cast, chosen, encoded, of_numpy, operation, take

FAULTS = "(row)"  # a column of chunks beside the canonical ones, only where some row is unreadable: its reject code
RAGGED = "ragged"  # more or fewer cells than the header has
_ROW = "(number)"
_NO_LETTER, _NOTHING = pa.scalar(0, pa.int32()), pa.scalar(None, pa.string())
_FIRST_SIGN, _SIGNS = np.uint8(ord("!")), np.uint8(ord("~") - ord("!"))  # of ASCII, white space left out
CODED = pa.dictionary(pa.int32(), pa.string())


def batch(rows: Any, texts: Mapping[str, Any], faults: Any = None) -> pa.RecordBatch:
    """Rows as one record batch: `rows` int64 numbers, `texts` as for `cells`, `faults` codes or None for no fault."""
    numbers = of_numpy(np.asarray(rows, np.int64))
    codes = pa.nulls(len(numbers), pa.string()) if faults is None else pa.array(faults, pa.string())
    columns = {_ROW: numbers, FAULTS: codes, **{name: cells(name, array) for name, array in texts.items()}}
    return pa.RecordBatch.from_pydict(columns)


def batch_of_lists(rows: Sequence[int], columns: Mapping[str, Sequence[str | None]], faults: Any = None) -> Any:
    """The same from Python lists."""
    texts = {name: pa.array(column, pa.string()) for name, column in columns.items()}
    return batch(rows, texts, faults)


def kind(name: str) -> pa.DataType:
    """How the cells of a column are held: each different text once, except where nearly every text is different."""
    return pa.string() if name == "employee_id" else CODED


def cells(name: str, texts: Any) -> Any:
    """A string array, or a dictionary one, as the column's kind; white space around cells goes, blank cells are null.

    The texts of a dictionary are all different.
    """
    if kind(name) == pa.string():
        return _stripped(cast(texts, pa.string()))
    coded = texts if pa.types.is_dictionary(texts.type) else encoded(texts)
    given = coded.dictionary
    stripped = _stripped(given)
    if stripped is given or stripped.equals(given):
        return coded
    bare = encoded(stripped)
    return pa.DictionaryArray.from_arrays(take(bare.indices, coded.indices), bare.dictionary)


def with_texts(cells: Any, change: Callable[[Any], Any]) -> Any:
    """A column of a chunk whose texts are changed, all at once."""
    if not pa.types.is_dictionary(cells.type):
        return change(cells)
    changed = encoded(change(cells.dictionary))
    return pa.DictionaryArray.from_arrays(take(changed.indices, cells.indices), changed.dictionary)


def _stripped(texts: Any) -> Any:
    if _are_bare(texts):
        return texts
    bare = operation("utf8_trim_whitespace", texts)
    nothing = operation("equal", operation("binary_length", bare), _NO_LETTER)
    return operation("if_else", nothing, _NOTHING, bare)


def _are_bare(texts: Any) -> bool:
    """Whether no text is empty, and none has anything but letters, digits and signs without accents."""
    starts, content = bytes_of(texts)
    filled = np.count_nonzero(starts[1:] != starts[:-1])
    inside = content[starts[0] : starts[-1]]
    return bool(filled == len(texts) - texts.null_count and not (inside - _FIRST_SIGN > _SIGNS).any())


def blank(rows: pa.RecordBatch) -> Any:
    """Where no column of the batch says anything: a numpy array of booleans."""
    columns = [rows[name] for name in rows.schema.names if name != _ROW]
    if not all(column.null_count for column in columns):
        return np.zeros(rows.num_rows, bool)
    return np.logical_and.reduce(list(map(are_blank, columns)))


def with_faults(rows: pa.RecordBatch, codes: Mapping[int, str]) -> pa.RecordBatch:
    """The batch with these fault codes, by position."""
    faults = rows[FAULTS].to_pylist()
    for place, code in codes.items():
        faults[place] = code
    return rows.set_column(rows.schema.get_field_index(FAULTS), FAULTS, pa.array(faults, pa.string()))


def without(rows: pa.RecordBatch, dropped: Any) -> pa.RecordBatch:
    """The batch without the rows where `dropped` (a numpy array of booleans) holds."""
    return chosen(rows, ~dropped) if dropped.any() else rows


def numbers(rows: pa.RecordBatch) -> Any:
    """The row numbers of a batch, int64."""
    return rows[_ROW].to_numpy()


def in_order(batches: Sequence[pa.RecordBatch]) -> pa.RecordBatch:
    """Several batches as one, sorted by row number."""
    merged = pa.concat_batches(batches)
    return take(merged, np.argsort(numbers(merged), kind="stable"))


def chunks(file: str, batches: Iterable[pa.RecordBatch], size: int) -> Iterator[RawRows]:
    """Batches of any sizes as chunks of `size` rows and more, less than twice as many; the last one may be shorter.

    Nothing is left over for the chunk after, so that no dictionary grows from one to the next.
    """
    waiting: list[pa.RecordBatch] = []
    for arrived in batches:
        waiting.append(arrived)
        if sum(each.num_rows for each in waiting) >= size:
            yield from _cut(file, _together(waiting), size)
            waiting = []
    if sum(each.num_rows for each in waiting):
        yield _chunk(file, _together(waiting))


def _together(batches: Sequence[pa.RecordBatch]) -> pa.RecordBatch:
    """Batches as one: a single one as it is, without a copy."""
    return batches[0] if len(batches) == 1 else pa.concat_batches(batches)


def _cut(file: str, rows: pa.RecordBatch, size: int) -> Iterator[RawRows]:
    last = (rows.num_rows // size - 1) * size
    yield from (_chunk(file, rows.slice(start, size)) for start in range(0, last, size))
    yield _chunk(file, rows.slice(last))


def _chunk(file: str, rows: pa.RecordBatch) -> RawRows:
    columns = {name: rows[name] for name in rows.schema.names if name not in (_ROW, FAULTS)}
    if rows[FAULTS].null_count < rows.num_rows:
        columns[FAULTS] = rows[FAULTS]
    return RawRows(file, numbers(rows), columns)
