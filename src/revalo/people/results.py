"""The columns of the output: identifiers, month, amounts before and after, gain; and one column a line if asked."""

from typing import Any

import numpy as np
import pyarrow as pa

from revalo.money import half_up
from revalo.people.arrays import days_of
from revalo.people.columns import Typed
from revalo.people.table import Outcome, Side
from revalo.rules.formulas import place

CENTS = pa.decimal128(19, 2)
WORDS = ("employee_id", "service_id", "department")


def results(typed: Typed, outcome: Outcome, kept: Any, line_names: tuple[str, ...] | None) -> pa.RecordBatch:
    """A record batch of the rows that were computed, in their order. Amounts are decimals with two places.

    `line_names`: the lines with a column on each side (`before_base`, `after_segur_laforcade_prive`), None for none.
    """
    before, after = outcome.before.gross[kept], outcome.after.gross[kept]
    gain = after - before
    columns: dict[str, Any] = {name: _words(typed, name, kept) for name in WORDS}
    columns["month"] = _months(outcome.after, kept)
    columns["before_gross"], columns["after_gross"], columns["gain"] = map(decimals, (before, after, gain))
    columns["gain_percent"] = _percent(gain, before)
    for name in line_names or ():
        for side_name, side in (("before", outcome.before), ("after", outcome.after)):
            values = side.lines.get(name)
            amounts = np.zeros(len(kept), dtype=np.int64) if values is None else values[kept]
            columns[f"{side_name}_{column_of(name)}"] = decimals(amounts)
    return pa.RecordBatch.from_pydict(columns)


def column_of(line: str) -> str:
    """A line id as a column name."""
    return line.replace(".", "_").replace("-", "_")


def line_order(names: set[str]) -> tuple[str, ...]:
    """Lines in the order of a payslip."""
    return tuple(sorted(names, key=lambda name: (place(name), name)))


def decimals(cents: Any, mask: Any = None) -> pa.Array:
    """Integers of hundredths as decimals with two places, exactly."""
    whole = pa.array(cents, mask=mask).cast(pa.decimal128(19, 0))
    return pa.Array.from_buffers(CENTS, len(whole), whole.buffers())


def _words(typed: Typed, name: str, kept: Any) -> pa.Array:
    """Identifiers as a dictionary array; the file's name stands for the service where no column does."""
    if name in typed.words:
        indices, names = typed.words[name]
        held = indices[kept]
        return pa.DictionaryArray.from_arrays(pa.array(held, mask=held < 0), pa.array(names, type=pa.string()))
    if name == "service_id":
        names = [typed.file]
        return pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(kept), dtype=np.int32)), pa.array(names))
    return pa.DictionaryArray.from_arrays(pa.nulls(len(kept), pa.int32()), pa.array([], type=pa.string()))


def _months(side: Side, kept: Any) -> pa.Array:
    """The month of the after side as YYYY-MM."""
    days = days_of(side.days[kept]).astype("datetime64[M]")
    distinct, inverse = np.unique(days, return_inverse=True)
    names = pa.array([str(month) for month in distinct], type=pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(inverse.astype(np.int32)), names)


def _percent(gain: Any, before: Any) -> pa.Array:
    """The gain in per cent of before, two decimals, half away from zero; null where before is 0."""
    whole = np.where(before == 0, 1, before)
    return decimals(half_up(10_000 * gain, whole), before == 0)
