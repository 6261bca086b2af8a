"""The columns of the output: identifiers, month, amounts before and after, gain; see `line_columns` for the lines."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from revalo.errors import Unbalanced
from revalo.money import half_up
from revalo.people.arrays import days_of
from revalo.people.caveat_counts import codes_of_rows
from revalo.people.column_operations import encoded, of_numpy
from revalo.people.columns import COLUMNS, DATES, MISSING, NUMBERS, ParsedRows
from revalo.people.side_by_side import Under
from revalo.people.sums import weights
from revalo.people.table import Outcome, Side

if TYPE_CHECKING:
    from revalo.people.employer import Cost

CENTS = pa.decimal128(19, 2)
_LOW, _SIGN = int(sys.byteorder == "big"), 63  # where the low half of 128 bits is; the bit that is a number's sign
WORDS = ("employee_id", "service_id", "department")
FIXED = (*WORDS, "month", "before_gross", "after_gross", "gain", "gain_percent", "headcount")
OF_COST = ("contributions", "exemption", "payroll_tax", "cost")  # of each side, with the cost of the employer
COSTS = (*(f"{side}_{name}" for side in ("before", "after") for name in OF_COST), "cost_gain")
NOT_INPUTS = ("employee_id", "service_id", "department", "month", "before_month", "headcount", "paid_gross")
INPUTS = tuple(name for name in COLUMNS if name not in NOT_INPUTS)  # what is understood of a person, for workbooks
FILE, ROW, NOTED = "file", "row", "noted"  # of the source; the codes of what was assumed or is to be warned of
LAST = (FILE, ROW, NOTED)
OWED = "owed_"  # before the name of a text: the column of what it brings
SCENARIO = "scenario_"  # before the name of a scenario: its columns


def results(typed: ParsedRows, outcome: Outcome, kept: Any) -> pa.RecordBatch:
    """A record batch of the rows that were computed, in their order. Amounts are decimals with two places."""
    before, after = outcome.before.gross[kept], outcome.after.gross[kept]
    gain = after - before
    columns: dict[str, Any] = {name: words_of(typed, name, kept) for name in WORDS}
    columns["month"] = _months(outcome.after, kept)
    columns["before_gross"], columns["after_gross"], columns["gain"] = map(decimals, (before, after, gain))
    columns["gain_percent"] = _percent(gain, before)
    columns["headcount"] = of_numpy(weights(typed)[kept])
    return pa.RecordBatch.from_pydict(columns)


def with_costs(batch: pa.RecordBatch, costs: "Mapping[str, Cost]", kept: Any) -> pa.RecordBatch:
    """The batch with what the pay costs on each side, and the rise of cost, after its fixed columns."""
    columns = {name: batch[name] for name in FIXED}
    for side, cost in costs.items():
        for name in OF_COST:
            values = cost.total if name == "cost" else getattr(cost, name)
            columns[f"{side}_{name}"] = decimals(values[kept])
    columns["cost_gain"] = decimals((costs["after"].total - costs["before"].total)[kept])
    columns |= {name: batch[name] for name in batch.schema.names[len(FIXED) :]}
    return pa.RecordBatch.from_pydict(columns)


def with_scenarios(batch: pa.RecordBatch, outcome: Outcome, under: Iterable[Under], cost: Any) -> pa.RecordBatch:
    """The batch with the after side under each scenario, and the difference to the law as it stands.

    `cost`: what the pay costs under the law as it stands, None where it is not asked for.
    """
    kept = outcome.kept
    columns = {name: batch[name] for name in batch.schema.names}
    for one in under:
        start = scenario_column(one.scenario.name)
        columns[f"{start}_gross"] = decimals(one.gross[kept])
        columns[f"{start}_difference"] = decimals((one.gross - outcome.after.gross)[kept])
        if one.cost is not None:
            columns[f"{start}_cost"] = decimals(one.cost[kept])
            columns[f"{start}_cost_difference"] = decimals((one.cost - cost)[kept])
    return pa.RecordBatch.from_pydict(columns)


def scenario_column(name: str) -> str:
    """How the columns of a scenario start."""
    return SCENARIO + name.replace("-", "_").replace(".", "_")


def with_inputs(batch: pa.RecordBatch, typed: ParsedRows, outcome: Outcome) -> pa.RecordBatch:
    """The batch with what was understood of each person before the amounts, and after them where it comes from.

    That is the source file, its row, and the codes of what was assumed or is to be warned of for the row.
    """
    kept = outcome.kept
    if batch.num_rows != len(kept):
        raise Unbalanced
    columns: dict[str, Any] = {name: batch[name] for name in (*WORDS, "month")}
    columns |= inputs_of(typed, kept)
    columns |= {name: batch[name] for name in batch.schema.names if name not in columns}
    file = of_numpy(np.zeros(len(kept), np.int32))
    columns[FILE] = pa.DictionaryArray.from_arrays(file, pa.array([Path(typed.file).name], pa.string()))
    columns[ROW] = of_numpy(typed.rows[kept].astype(np.int64))
    columns[NOTED] = codes_of_rows(outcome.noted, kept, len(typed.rows))
    return pa.RecordBatch.from_pydict(columns)


def inputs_of(typed: ParsedRows, positions: Any) -> dict[str, pa.Array]:
    """What was understood of the people at some positions: a column for each one that the file has."""
    names = (name for name in INPUTS if name in typed.numbers or name in typed.codes)
    return {name: _input(typed, name, positions) for name in names}


def _input(typed: ParsedRows, name: str, kept: Any) -> pa.Array:
    """What a column says of each row, as a number, a day or a name; null where it says nothing."""
    if name in typed.codes:
        indices, names = typed.codes[name]
        codes = indices[kept].astype(np.int32)
        return pa.DictionaryArray.from_arrays(of_numpy(codes, codes < 0), pa.array(names, pa.string()))
    values = typed.numbers[name][kept]
    if name in DATES:
        days = days_of(np.where(values == MISSING, 1, values)).astype(str)
        return encoded(pa.array(days, mask=values == MISSING))
    places = NUMBERS[name][0]
    return decimals(values, values == MISSING, places) if places else of_numpy(values, values == MISSING)


def lines_of(outcome: Outcome) -> set[str]:
    """The lines that some row that was computed has."""
    computed = ~outcome.failures.mask
    return outcome.before.lines_of(computed) | outcome.after.lines_of(computed)


def column_of(line: str, side: str) -> str:
    """The column of a line on a side."""
    return f"{side}_{line.replace('.', '_').replace('-', '_')}"


def decimals(cents: Any, mask: Any = None, places: int = 2) -> pa.Array:
    """Integers of hundredths, or of so many decimals, as decimals, exactly: their 128 bits as two halves."""
    halves = np.empty((len(cents), 2), np.int64)
    halves[:, _LOW] = cents
    halves[:, 1 - _LOW] = halves[:, _LOW] >> _SIGN
    present = of_numpy(cents, mask).buffers()[0]
    return pa.Array.from_buffers(pa.decimal128(19, places), len(cents), [present, pa.py_buffer(halves)])


def words_of(typed: ParsedRows, name: str, kept: Any) -> pa.Array:
    """Identifiers as a dictionary array; the file's name stands for the service where no column does."""
    if name in typed.words:
        indices, names = typed.words[name]
        codes = indices[kept]
        return pa.DictionaryArray.from_arrays(of_numpy(codes, codes < 0), names)
    if name == "service_id":
        names = [Path(typed.file).name]
        return pa.DictionaryArray.from_arrays(
            of_numpy(np.zeros(len(kept), dtype=np.int32)), pa.array(names, pa.string())
        )
    return pa.DictionaryArray.from_arrays(pa.nulls(len(kept), pa.int32()), pa.array([], type=pa.string()))


def _months(side: Side, kept: Any) -> pa.Array:
    """The month of the after side as YYYY-MM."""
    days = encoded(of_numpy(side.days[kept]))
    months = days_of(days.dictionary.to_numpy()).astype("datetime64[M]")
    return pa.DictionaryArray.from_arrays(days.indices, pa.array(months.astype(str).tolist(), type=pa.string()))


def _percent(gain: Any, before: Any) -> pa.Array:
    """The gain in per cent of before, two decimals, half away from zero; null where before is 0."""
    whole = np.where(before == 0, 1, before)
    return decimals(half_up(10_000 * gain, whole), before == 0)
