"""How many amounts of two results files differ: row by row, column by column of the first one.

python benchmarks/differences.py REVALO.csv OTHER.csv

Prints JSON: rows, amounts compared, amounts that differ, the largest difference in cents. The identifiers must be the
same, in the same order; a line that only OTHER has must be nothing everywhere. Compares as many rows as OTHER has.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import csv

WORDS = ("employee_id", "service_id", "department", "month")
WEIGHT = "headcount"  # no amount


def main(ours: Path, theirs: Path) -> None:
    """Compare, and print the count."""
    print(json.dumps(differences(_read(ours), _read(theirs))))


def differences(ours: pa.Table, theirs: pa.Table) -> dict[str, int]:
    """What the module says, of two tables."""
    ours = ours.slice(0, theirs.num_rows)
    for name in WORDS:
        if ours[name].combine_chunks() != theirs[name].combine_chunks():
            raise SystemExit(f"{name}: the rows are not the same")
    alone = [*_alone(ours, theirs), *_alone(theirs, ours)]
    if alone:
        raise SystemExit(f"lines of one file only: {', '.join(alone)}")
    names = [name for name in ours.column_names if name not in (*WORDS, WEIGHT) and name in theirs.column_names]
    apart = [np.abs(_cents(ours[name]) - _cents(theirs[name])) for name in names]
    return {
        "rows": theirs.num_rows,
        "amounts": theirs.num_rows * len(names),
        "different": int(sum((each > 0).sum() for each in apart)),
        "largest": int(max((each.max(initial=0) for each in apart), default=0)),
        "columns": len(names),
    }


def _alone(one: pa.Table, other: pa.Table) -> list[str]:
    """The columns with amounts that the other table lacks."""
    return [name for name in one.column_names if name not in (*other.column_names, WEIGHT) and _cents(one[name]).any()]


def _read(path: Path) -> pa.Table:
    with csv.open_csv(path) as reader:
        names = reader.schema.names
    types = {name: pa.string() if name in WORDS else pa.decimal128(19, 2) for name in names}
    return csv.read_csv(path, convert_options=csv.ConvertOptions(column_types=types))


def _cents(column: Any) -> Any:
    """Amounts as integers; none (a percentage of nothing) as one that no amount has."""
    whole = column.combine_chunks()
    cents = np.frombuffer(whole.buffers()[1], dtype=np.int64)[::2][: len(whole)]  # amounts fit the low half
    return np.where(whole.is_null().to_numpy(zero_copy_only=False), np.iinfo(np.int64).min // 2, cents)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
