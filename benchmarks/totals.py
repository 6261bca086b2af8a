"""The totals of results files, to the cent: those of every path are to be the same.

python benchmarks/totals.py RESULTS.csv RESULTS.xlsx …

Prints JSON: a list for each file: people, cents before and after. Of a workbook, the values stored in the rows of
totals are read, as a program finds them that computes no formula.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import csv
from python_calamine import CalamineWorkbook

AMOUNTS = ("before_gross", "after_gross")
TOTAL = "Total"  # in both languages
ONE = "headcount"


def main(*files: Path) -> None:
    """Read every file, and print what each one comes to."""
    print(json.dumps([(of_workbook if file.suffix == ".xlsx" else of_table)(file) for file in files]))


def of_table(file: Path) -> list[int]:
    """People, cents before and after of a CSV."""
    with file.open(encoding="utf-8") as lines:
        separator, mark = (";", ",") if ";" in next(lines) else (",", ".")
    types = dict.fromkeys(AMOUNTS, pa.decimal128(19, 2)) | {ONE: pa.int64()}
    options = csv.ConvertOptions(column_types=types, include_columns=[*AMOUNTS, ONE], decimal_point=mark)
    found = np.zeros(3, dtype=np.int64)
    with csv.open_csv(file, parse_options=csv.ParseOptions(delimiter=separator), convert_options=options) as batches:
        for batch in batches:
            people = batch[ONE].to_numpy()
            cents = (np.frombuffer(batch[name].buffers()[1], np.int64)[::2][: len(people)] for name in AMOUNTS)
            found += [people.sum(), *((each * people).sum() for each in cents)]
    return [int(each) for each in found]


def of_workbook(file: Path) -> list[int]:
    """The same of the sheets of people of a workbook, which alone have people, amounts and source rows in a total."""
    book, found = CalamineWorkbook.from_path(str(file)), [0, 0, 0]
    first = book.get_sheet_by_index(1).to_python()
    sheets = [first, *(book.get_sheet_by_name(name).to_python() for name in _further(book.sheet_names))]
    for rows in sheets:
        if rows[-1][0] != TOTAL:
            raise SystemExit(f"{file.name}: no total below the people")
        before, after, _gain, people = [each for each in rows[-1] if isinstance(each, float)][:4]
        for place, value in enumerate((people, 100 * before, 100 * after)):
            found[place] += round(value)
    return found


def _further(names: list[str]) -> list[Any]:
    """The sheets of people after the first one: its name with a number."""
    return [name for name in names if name.startswith(f"{names[1]} ")]


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
