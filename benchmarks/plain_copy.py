"""The same file read with types and written again, with no rule: the least that a program in Python does with it.

python benchmarks/plain_copy.py IN.csv OUT.csv [--eight]

Every column is read as what it is: whole numbers, exact decimals, days, names from a list. They are all written again;
with `--eight`, as many columns as the results of `revalo batch` have: its four identifiers and four amounts. Blocks of
the file are read while others are written, so memory does not grow with it; larger blocks were no faster.
"""

import sys
from pathlib import Path

import pyarrow as pa
from pyarrow import csv

COUNTS = ("year", "degree", "echelon", "diploma", "part_time", "index")
AMOUNTS = ("gross", "hours", "sunday_hours")
NAMES = ("service_id", "department", "month", "sector", "structure", "profession", "job", "category", "status")
RESULTS = ("employee_id", "service_id", "department", "month", "hours", "hours", "hours", "hours")


def main(path: Path, out: Path, *options: str) -> None:
    """Read whole numbers, exact decimals, days and names as such, then write them."""
    types: dict[str, pa.DataType] = dict.fromkeys(COUNTS, pa.int64())
    types |= dict.fromkeys(AMOUNTS, pa.decimal128(12, 2))
    types |= dict.fromkeys(NAMES, pa.dictionary(pa.int32(), pa.string())) | {"since": pa.date32()}
    reader = csv.open_csv(path, convert_options=csv.ConvertOptions(column_types=types))
    with out.open("wb") as file:
        for number, batch in enumerate(reader):
            names = RESULTS if "--eight" in options else batch.schema.names
            table = pa.table([_written(batch[name]) for name in names], names)
            csv.write_csv(table, file, csv.WriteOptions(include_header=number == 0))


def _written(column: pa.Array) -> pa.Array:
    """A column of a type that the CSV writer takes."""
    kind = column.type
    return column.cast(pa.string()) if pa.types.is_dictionary(kind) or pa.types.is_decimal(kind) else column


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
