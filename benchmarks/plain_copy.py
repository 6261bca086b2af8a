"""The bound that `benchmarks/batch.py` compares with: the same file read with types and written again, with no rule.

python benchmarks/plain_copy.py IN.csv OUT.csv
"""

import sys
from pathlib import Path

import pyarrow as pa
from pyarrow import csv

COUNTS = ("year", "degree", "echelon", "diploma", "part_time", "index")
AMOUNTS = ("gross", "hours", "sunday_hours")
NAMES = ("service_id", "department", "month", "sector", "structure", "profession", "job", "category", "status")


def main(path: Path, out: Path) -> None:
    """Read whole numbers, exact decimals, days and names as such, then write them all."""
    types: dict[str, pa.DataType] = dict.fromkeys(COUNTS, pa.int64())
    types |= dict.fromkeys(AMOUNTS, pa.decimal128(12, 2))
    types |= dict.fromkeys(NAMES, pa.dictionary(pa.int32(), pa.string())) | {"since": pa.date32()}
    reader = csv.open_csv(path, convert_options=csv.ConvertOptions(column_types=types))
    with out.open("wb") as file:
        for number, batch in enumerate(reader):
            columns = {name: _written(batch[name]) for name in batch.schema.names}
            csv.write_csv(pa.table(columns), file, csv.WriteOptions(include_header=number == 0))


def _written(column: pa.Array) -> pa.Array:
    """A column of a type that the CSV writer takes."""
    kind = column.type
    return column.cast(pa.string()) if pa.types.is_dictionary(kind) or pa.types.is_decimal(kind) else column


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
