"""Every benchmark, one after the other: ratios into benchmarks/results.json, tables into docs/en/performance.md.

make benchmarks
python benchmarks/all.py --only growth --only copy --rows 100000 --repeats 3

Each one is kept as soon as it is done, so that a run that stopped goes on with `--only`. What each one compares, and
how, is in docs/en/performance.md. Leave the machine alone meanwhile.
"""

import argparse
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import machine
import page
from cluster import cluster
from comparisons import copy, loop, one_pass, openfisca
from exponents import exponents
from growth import growth
from measuring import HERE, Asked, Benchmark, Skipped
from one_by_one import one_by_one
from paths import all_sectors, french, paths, sheets, workbook
from stages import stages
from startup import startup

PAGE = HERE.parent / "docs" / "en" / "performance.md"
BENCHMARKS: Mapping[str, tuple[Benchmark, int, int]] = {
    "copy": (copy, 1_000_000, 5),
    "copy-of-ten-million": (copy, 10_000_000, 5),
    "one-pass": (one_pass, 1_000_000, 5),
    "openfisca": (openfisca, 1_000_000, 5),
    "loop": (loop, 1_000_000, 3),
    "stages": (stages, 1_000_000, 5),
    "growth": (growth, 10_000_000, 3),
    "exponents": (exponents, 1_000_000, 1),
    "paths": (paths, 204_000, 5),
    "paths-of-all-sectors": (all_sectors, 1_000_000, 5),
    "paths-of-ten-million": (all_sectors, 10_000_000, 5),
    "french": (french, 1_000_000, 3),
    "workbook": (workbook, 100_000, 5),
    "sheets": (sheets, 400, 3),
    "one-by-one": (one_by_one, 200_000, 3),
    "startup": (startup, 1, 5),
    "cluster": (cluster, 4_000_000, 3),
}  # what is run, and how many rows and repeats where none are asked for


def main() -> None:
    """Run what is asked, and keep it."""
    asked = _arguments()
    for name in asked.only or BENCHMARKS:
        benchmark, rows, repeats = BENCHMARKS[name]
        print(name, flush=True)
        try:
            found = _run(benchmark, asked.rows or rows, asked.repeats or repeats)
        except Skipped as reason:
            print(f"skipped: {reason}\n", flush=True)
            continue
        results = _kept(asked.results, name, found)
        print(page.table(results[name]))
        page.fill(asked.page, {name: results[name]})


def _run(benchmark: Benchmark, rows: int, repeats: int) -> dict[str, Any]:
    where = machine.described()
    with tempfile.TemporaryDirectory() as folder:
        found = benchmark(Asked(rows, repeats, Path(folder)))
    return {"rows": found.rows, "repeats": repeats, "machine": where, "values": found.values, "facts": found.facts}


def _kept(path: Path, name: str, found: dict[str, Any]) -> dict[str, Any]:
    """The results so far, with these put in."""
    results: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    results[name] = found
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return results


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=BENCHMARKS, help="this one (repeatable); else all of them")
    parser.add_argument("--rows", type=at_least_one, help="rows of the payroll (the largest one, for growth)")
    parser.add_argument("--repeats", type=at_least_one, help="how often each is measured")
    parser.add_argument("--results", type=in_a_folder, default=HERE / "results.json", help="where ratios are kept")
    parser.add_argument("--page", type=existing, default=PAGE, help="the page whose tables are written")
    return parser.parse_args()


def at_least_one(text: str) -> int:
    """A whole number of rows or repeats."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number, at least 1, is expected")
    return int(text)


def existing(text: str) -> Path:
    """A file that is there: looked for before anything is measured, which takes hours."""
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"{text}: there is no such file")
    return path


def in_a_folder(text: str) -> Path:
    """A file, there or not, in a folder that is there."""
    path = Path(text)
    if path.is_dir() or not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text}: no file can be written there")
    return path


if __name__ == "__main__":
    main()
