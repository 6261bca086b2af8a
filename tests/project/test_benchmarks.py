"""Every benchmark on a few hundred rows, so that none rots: that it runs, and that its amounts are those of batch."""

import argparse
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER, PAGE = ROOT / "benchmarks", ROOT / "docs" / "en" / "performance.md"
PLACES = re.findall(r"<!-- figures: (\S+) -->", PAGE.read_text(encoding="utf-8"))
ROWS = 300
FEWER = {"exponents": 20, "sheets": 30, "paths-of-all-sectors": 60}  # rows of those that take long for each
MARKS = {"openfisca": pytest.mark.openfisca, "cluster": pytest.mark.spark}


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The modules of the benchmarks, by name."""
    monkeypatch.syspath_prepend(str(FOLDER))
    known = set(sys.modules)
    yield importlib.import_module
    for name in set(sys.modules) - known:
        file = getattr(sys.modules[name], "__file__", None)
        if file and Path(file).parent == FOLDER:
            del sys.modules[name]


def measured(name: str, folder: Path) -> tuple[Any, str]:
    """What a benchmark keeps, and the page it fills."""
    results, page = folder / "results.json", folder / "performance.md"
    shutil.copy(PAGE, page)
    arguments = (
        "--only",
        name,
        "--rows",
        str(FEWER.get(name, ROWS)),
        "--repeats",
        "1",
        "--results",
        results,
        "--page",
        page,
    )
    run = subprocess.run(
        [sys.executable, FOLDER / "all.py", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (run.returncode, run.stderr) == (0, ""), run.stderr
    if "skipped: " in run.stdout:
        pytest.skip(run.stdout)
    return json.loads(results.read_text(encoding="utf-8"))[name], page.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("name", [pytest.param(each, marks=MARKS.get(each, ())) for each in PLACES])
def test_a_benchmark_runs_and_fills_its_table(name: str, tmp_path: Path) -> None:
    found, page = measured(name, tmp_path)
    values = [value for cells in found["values"].values() for column in cells.values() for value in column]
    assert values
    assert all(value >= 0 for value in values)
    table = page.split(f"<!-- figures: {name} -->\n")[1].split("<!-- end -->")[0]
    assert all(f"| {line} |" in table for line in found["values"])
    if name in ("loop", "one-pass"):
        assert "none differs" in table


@pytest.mark.parametrize("rows", ["0", "-1", "many"])
def test_a_number_of_rows_that_is_none_measures_nothing(benchmarks: Any, rows: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        benchmarks("all").at_least_one(rows)


@pytest.mark.parametrize(
    ("option", "place", "told"),
    [("--page", "none.md", "there is no such file"), ("--results", "none/r.json", "no file can be written there")],
)
def test_a_place_that_cannot_be_written_measures_nothing(option: str, place: str, told: str, tmp_path: Path) -> None:
    command = map(str, (sys.executable, FOLDER / "all.py", "--only", "startup", "--rows", 1, option, tmp_path / place))
    run = subprocess.run([*command], capture_output=True, text=True, encoding="utf-8", check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.endswith(f"error: argument {option}: {tmp_path / place}: {told}\n")


def test_the_page_has_a_place_for_every_benchmark(benchmarks: Any) -> None:
    assert sorted(PLACES) == sorted(benchmarks("all").BENCHMARKS)


def test_every_module_that_says_a_stage_exists(benchmarks: Any) -> None:
    stages = benchmarks("stages")
    missing = [name for name in stages.STAGES if importlib.util.find_spec(name) is None]
    assert not missing
    assert set(stages.STAGES.values()) == set(stages.ORDER)


@pytest.mark.parametrize(("power", "expected"), [(0, 0), (1, 1), (2, 2)])
def test_an_exponent_is_that_of_the_times(benchmarks: Any, power: int, expected: int) -> None:
    slope = benchmarks("exponents").slope
    assert slope({size: (size / 10) ** power for size in (10, 100, 1000)}) == pytest.approx(expected)
    assert slope({10: 0.01, 100: 0.02, 1000: 5}) is None


def results_file(folder: Path, name: str, gains: list[str], header: str = "gain") -> Path:
    lines = [
        f"employee_id,service_id,department,month,{header}",
        *(f"M{i},S,48,2022-01,{g}" for i, g in enumerate(gains)),
    ]
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def compared(module: ModuleType, ours: Path, theirs: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    module.main(ours, theirs)
    return json.loads(capsys.readouterr().out)


def test_a_cent_apart_is_counted(benchmarks: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours = results_file(tmp_path, "ours.csv", ["1.00", "2.00", ""])
    theirs = results_file(tmp_path, "theirs.csv", ["1.00", "2.01", ""])
    module = benchmarks("differences")
    assert compared(module, ours, ours, capsys)["different"] == 0
    found = compared(module, ours, theirs, capsys)
    assert (found["rows"], found["amounts"], found["different"], found["largest"]) == (3, 3, 1, 1)


def test_a_line_that_one_file_lacks_stops_the_comparison(benchmarks: Any, tmp_path: Path) -> None:
    ours = results_file(tmp_path, "ours.csv", ["1.00"], "before_base")
    nothing = results_file(tmp_path, "nothing.csv", ["0.00"], "before_base")
    theirs = results_file(tmp_path, "theirs.csv", ["0.00"], "after_base")
    differences = benchmarks("differences")
    with pytest.raises(SystemExit, match="before_base"):
        differences.main(ours, theirs)
    with pytest.raises(SystemExit, match="before_base"):
        differences.main(theirs, ours)
    differences.main(nothing, theirs)


def test_a_typed_copy_holds_what_the_file_held(benchmarks: Any, tmp_path: Path) -> None:
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    header = "employee_id,month,job,hours,since,echelon"
    path.write_text(f"{header}\nM1,2022-01,avs,104.50,2012-03-15,2\nM2,2022-01,,,,\n", encoding="utf-8")
    benchmarks("plain_copy").main(path, out)
    copied = out.read_text(encoding="utf-8").replace('"', "").splitlines()
    assert copied == [header, "M1,2022-01,avs,104.50,2012-03-15,2", "M2,2022-01,,,,"]
