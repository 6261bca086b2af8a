"""One frame for two engines: a payroll of home care read by pyarrow, its lines computed on arrays, results written.

python benchmarks/arrays.py ENGINE IN.csv FIGURES.json OUT.csv [--lines]

ENGINE is `openfisca_engine` (in the environment of `make openfisca`) or `revalo_engine`: a module with a function
`compute`. Reading and writing are the same code, without any of the checks of `revalo batch`. Prints JSON: seconds of
each part, and the versions that it ran with.
"""

import importlib
import json
import platform
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from pyarrow import csv

WORDS = ("employee_id", "service_id", "department", "month")
CODES = ("job", "category")
COUNTS = ("echelon", "diploma")
HUNDREDTHS = ("hours", "sunday_hours")
CENTS = pa.decimal128(19, 2)


class Payroll(NamedTuple):
    """A payroll as arrays. `codes`: month, job and category as (places in a list, -1 where blank; the list).

    `counts`: whole numbers, 0 where blank; `hundredths`: hours in hundredths, -1 where blank; `since`: days.
    """

    words: pa.Table
    codes: Mapping[str, tuple[Any, list[str]]]
    counts: Mapping[str, Any]
    hundredths: Mapping[str, Any]
    since: Any


Lines = dict[str, tuple[Any, Any]]  # cents before and after, by line


def main(engine: str, path: Path, figures: Path, out: Path, *options: str) -> None:
    """Read, compute, write, and say what each part took."""
    compute = importlib.import_module(engine).compute
    law = json.loads(figures.read_text(encoding="utf-8"))
    times = [time.perf_counter()]
    payroll = read(path)
    times.append(time.perf_counter())
    lines = compute(payroll, law)
    times.append(time.perf_counter())
    write(out, payroll, lines, with_lines="--lines" in options)
    times.append(time.perf_counter())
    spent = zip(("read", "compute", "write"), times, times[1:], strict=False)
    versions = {"python": platform.python_version(), "numpy": np.__version__, "pyarrow": pa.__version__}
    print(json.dumps({"seconds": {name: end - start for name, start, end in spent}, "versions": versions}))


def read(path: Path) -> Payroll:
    """A whole payroll, typed by pyarrow."""
    names = pa.dictionary(pa.int32(), pa.string())
    types = {"employee_id": pa.string(), "service_id": names, "department": names, "month": names, "since": pa.date32()}
    types |= dict.fromkeys(CODES, names) | dict.fromkeys(COUNTS, pa.int64())
    types |= dict.fromkeys(HUNDREDTHS, pa.decimal128(12, 2))
    options = csv.ConvertOptions(column_types=types, include_columns=[*WORDS, *CODES, *COUNTS, *HUNDREDTHS, "since"])
    table = csv.read_csv(path, convert_options=options).unify_dictionaries().combine_chunks()
    return Payroll(
        table.select(WORDS),
        {name: _code(table[name].chunk(0)) for name in ("month", *CODES)},
        {name: table[name].fill_null(0).to_numpy() for name in COUNTS},
        {name: _whole(table[name].chunk(0)) for name in HUNDREDTHS},
        table["since"].to_numpy().astype("datetime64[D]"),
    )


def _code(column: Any) -> tuple[Any, list[str]]:
    """Places in a list of names; a blank name is none."""
    names = column.dictionary.to_pylist()
    places = column.indices.to_numpy().astype(np.int64)
    return (np.where(places == names.index(""), -1, places) if "" in names else places), names


def _whole(column: Any) -> Any:
    """Decimals with two places as whole hundredths."""
    cells = np.frombuffer(column.buffers()[1], dtype=np.int64)[::2][: len(column)]
    return np.where(column.is_null().to_numpy(zero_copy_only=False), -1, cells)


def write(out: Path, payroll: Payroll, lines: Lines, *, with_lines: bool) -> None:
    """The columns of `revalo batch`."""
    before, after = (sum(each[side] for each in lines.values()) for side in (0, 1))
    gain = after - before
    percent = np.sign(gain) * ((2 * 10_000 * abs(gain) + before) // (2 * before))
    columns = {name: payroll.words[name].cast(pa.string()) for name in WORDS}
    amounts = {"before_gross": before, "after_gross": after, "gain": gain, "gain_percent": percent}
    for name, sides in lines.items() if with_lines else ():
        amounts |= {f"before_{name}": sides[0], f"after_{name}": sides[1]}
    columns |= {name: _decimals(cents).cast(pa.string()) for name, cents in amounts.items()}
    csv.write_csv(pa.table(columns), out)


def _decimals(cents: Any) -> pa.Array:
    whole = pa.array(cents).cast(pa.decimal128(19, 0))
    return pa.Array.from_buffers(CENTS, len(whole), whole.buffers())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]), *sys.argv[5:])
