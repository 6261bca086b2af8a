"""Nothing is lost: what is written is counted again before it is moved into place, apart from the sums of the run."""

from typing import Any

import numpy as np
import pyarrow as pa

from revalo.errors import Unbalanced
from revalo.people.line_columns import LINES, RowLines
from revalo.people.results import OF_COST
from revalo.people.summary import Summary


class Balance:
    """How many rows were written, and how many refused."""

    def __init__(self) -> None:
        self.written = self.refused = 0

    def merge(self, other: "Balance") -> None:
        """Add what another part of the same run counted."""
        self.written += other.written
        self.refused += other.refused

    def check(self, summary: Summary) -> None:
        """The whole run: the rows written and rejected are those of the summary, and the summary adds up."""
        if not summary.adds_up or (summary.rows_out, summary.rows_rejected) != (self.written, self.refused):
            raise Unbalanced


def check_rows(batch: pa.RecordBatch) -> None:
    """On every row before + gain = after, the lines, if any, come to the gross, and what the pay costs adds up."""
    sides = {side: cents(batch[f"{side}_gross"]) for side in ("before", "after")}
    even = (sides["before"] + cents(batch["gain"]) == sides["after"]).all()
    lines = RowLines.of(batch[LINES]) if LINES in batch.schema.names else None
    for side, gross in sides.items():
        if f"{side}_cost" in batch.schema.names:
            added, taken, tax, cost = (cents(batch[f"{side}_{name}"]) for name in OF_COST)
            even &= (gross + added - taken + tax == cost).all()
        if lines is not None:
            even &= (lines.sums(side) == gross).all()
    if not even:
        raise Unbalanced


def cents(column: Any) -> Any:
    """The amounts of a column of decimals as integers of cents: a view, as none passes 2⁶³; cents stay as they are."""
    if pa.types.is_integer(column.type):
        return column.to_numpy().astype(np.int64)
    low_halves = np.frombuffer(column.buffers()[1], dtype=np.int64)[::2]
    return low_halves[column.offset : column.offset + len(column)]
