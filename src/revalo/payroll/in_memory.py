"""A payroll revalued in memory, for callers in Python: results, rejects and sums as tables, nothing on disk."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.errors import Unbalanced
from revalo.grids.law import Law
from revalo.payroll.arrears import completed
from revalo.payroll.batch import finish
from revalo.payroll.reading.source import Source
from revalo.payroll.revaluation import BatchRequest, Revaluation, Revalued
from revalo.payroll.run import run as run_chunks
from revalo.payroll.writing.balance import Balance, check_rows
from revalo.payroll.writing.rejects import KeptRejects
from revalo.people.arrears import FIXED as OWED_COLUMNS
from revalo.people.arrears import ArrearsCounting, ArrearsRequest, OwedPayroll
from revalo.people.arrears_sums import ArrearsSums
from revalo.people.columns import ParsedRows
from revalo.people.failures import Failures
from revalo.people.line_columns import in_columns, with_lines
from revalo.people.results import CENTS, WORDS
from revalo.people.summary import Summary
from revalo.people.table import People

_TEXTS, _AMOUNTS = (*WORDS, "month"), ("before_gross", "after_gross", "gain", "gain_percent")
SCHEMA = pa.schema(
    {
        "file": pa.string(),
        "row": pa.int64(),
        **dict.fromkeys(_TEXTS, pa.string()),
        **dict.fromkeys(_AMOUNTS, CENTS),
        "headcount": pa.int64(),
    }
)  # of the results, without the columns of lines
_WORDS_OWED, _DECIMALS = (*_TEXTS, "known_on", "texts"), ("paid", "due", "owed")
_TYPES = {
    **dict.fromkeys(_WORDS_OWED, pa.string()),
    **dict.fromkeys(_DECIMALS, CENTS),
    "within_36_months": pa.bool_(),
    "headcount": pa.int64(),
}
OWED_SCHEMA = pa.schema({name: _TYPES[name] for name in OWED_COLUMNS})  # of what is owed, without columns of texts


class Computed(NamedTuple):
    """The results of a chunk, and where its rows come from."""

    revalued: Revalued
    file: str
    rows: Any


class Kept(NamedTuple):
    """A payroll computed: the results with `file` and `row` before them, the rejects, the sums."""

    table: pa.Table
    rejects: pa.Table
    summary: Summary
    people: People


def run(law: Law, sources: Iterator[Source], asked: BatchRequest) -> Kept:
    """Compute every row of the sources; raises what reading or computing raises, and `Unbalanced` on a lost row."""
    revaluation, summary = Revaluation(law, asked), Summary(asked.by)
    rejects, balance, parts = KeptRejects(), Balance(), list[Computed]()

    def compute(rows: ParsedRows) -> tuple[Computed, Failures]:
        revalued, failures = revaluation.revalue(rows)
        return Computed(revalued, rows.file, np.sort(rows.rows[~failures.mask])), failures

    for part in run_chunks(law, sources, compute, rejects):
        parts.append(part.result)
        balance.refused += len(part.rejects)
        balance.written += part.result.revalued.results.num_rows
        summary.merge(part.result.revalued.summary)
        summary.count(part.rows_in, part.rejects, part.skipped)
    finish(summary, revaluation.people)
    summary.remarks += revaluation.remarks(summary.rows_out)
    balance.check(summary)
    names = set[str]().union(*(part.revalued.lines for part in parts)) if asked.lines else None
    batches = [_placed(part, names) for part in parts]
    table = pa.Table.from_batches(batches, None if batches else SCHEMA)
    return Kept(table, rejects.table(), summary, revaluation.people)


def owed(law: Law, sources: Iterator[Source], asked: ArrearsRequest) -> tuple[pa.Table, pa.Table, OwedPayroll]:
    """What is owed for texts known late: a row per person and month with something owed, the rejects, the sums."""
    counting, sums, rejects = ArrearsCounting(law, asked), ArrearsSums(asked.today), KeptRejects()
    batches = []
    for part in run_chunks(law, sources, counting.owed, rejects):
        batches.append(part.result.table)
        sums.merge(part.result.sums)
        sums.count(part.rows_in, part.rejects, part.skipped)
    if not sums.adds_up:
        raise Unbalanced
    owed_payroll = OwedPayroll(sums, counting)
    tables = [_in_words(table) for table in completed(batches, owed_payroll)]
    return pa.Table.from_batches(tables, None if tables else OWED_SCHEMA), rejects.table(), owed_payroll


def _in_words(batch: pa.RecordBatch) -> pa.RecordBatch:
    """A batch with words as words, and what is true or false said so."""
    columns = {name: _plain(batch[name]) for name in batch.schema.names}
    if "within_36_months" in columns:
        columns["within_36_months"] = columns["within_36_months"].cast(pa.bool_())
    return pa.RecordBatch.from_pydict(columns)


def _placed(part: Computed, lines: set[str] | None) -> pa.RecordBatch:
    """A batch of results with the place of each row, words as words."""
    batch = part.revalued.results
    check_rows(batch)
    batch = batch if lines is None else in_columns(with_lines(batch, lines))
    place = {"file": pa.array([part.file] * batch.num_rows, pa.string()), "row": pa.array(part.rows, pa.int64())}
    words = _in_words(batch)
    return pa.RecordBatch.from_pydict({**place, **{name: words[name] for name in words.schema.names}})


def _plain(column: Any) -> Any:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
