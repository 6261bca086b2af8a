"""A payroll through one library of data frames: run by a test as a program of its own, where that library is.

`through.py LIBRARY PAYROLL.csv OUT.parquet`: the library reads the CSV with the types it finds, revalo computes the
table, and the same library reads the result again. The last line printed is the version of the library.
"""

import sys
from typing import Any

import revalo

WORDS = ("employee_id", "department")  # the texts that look like numbers


def pandas(payroll: str) -> tuple[str, Any, Any]:
    """pandas 2 or 3: floats and NaN where a column of numbers has blanks."""
    import pandas as pd  # noqa: PLC0415 - only one of them is there

    found = pd.read_csv(payroll, dtype=dict.fromkeys(WORDS, str))
    return pd.__version__, found, lambda result: pd.DataFrame(result.table.to_pandas())


def polars(payroll: str) -> tuple[str, Any, Any]:
    """Polars: texts are views, dates are dates."""
    import polars as pl  # noqa: PLC0415

    found = pl.read_csv(payroll, schema_overrides=dict.fromkeys(WORDS, pl.String), try_parse_dates=True)
    return pl.__version__, found, pl.DataFrame


def duckdb(payroll: str) -> tuple[str, Any, Any]:
    """DuckDB: a query that is not run yet, and numbers as decimals."""
    import duckdb as db  # noqa: PLC0415

    words = ", ".join(f"'{name}': 'VARCHAR'" for name in WORDS)
    found = db.sql(f"select * replace (hours::decimal(7, 2) as hours) from read_csv('{payroll}', types = {{{words}}})")
    return db.__version__, found, lambda result: db.arrow(result.table)


def pyarrow(payroll: str) -> tuple[str, Any, Any]:
    """Arrow itself."""
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import csv  # noqa: PLC0415

    options = csv.ConvertOptions(column_types=dict.fromkeys(WORDS, pa.string()), strings_can_be_null=True)
    return pa.__version__, csv.read_csv(payroll, convert_options=options), pa.table


def main(library: str, payroll: str, out: str) -> None:
    """Compute, and write what the library made of the result."""
    from pyarrow import parquet  # noqa: PLC0415

    version, table, taken = {each.__name__: each for each in (pandas, polars, duckdb, pyarrow)}[library](payroll)
    result = revalo.revalue(table, lines=True)
    assert len(taken(result)) == result.table.num_rows
    assert not result.rejects.num_rows
    parquet.write_table(result.table, out)
    print(version)


if __name__ == "__main__":
    main(*sys.argv[1:])
