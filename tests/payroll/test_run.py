"""The driver of payroll files: what a command writes and prints does not depend on chunks, threads or their order.

Guards: payroll/reading/source.py, payroll/reading/sources.py, payroll/run.py, payroll/spark/run.py.
"""

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from revalo.errors import UsageError
from revalo.grids.law import Law
from revalo.payroll import copies, parallel
from revalo.payroll import run as driver
from revalo.payroll.reading import csv, sources
from revalo.payroll.reading.open import open_files
from revalo.payroll.reading.source import Source
from revalo.people.columns import ParsedRows
from revalo.people.failures import Failures
from revalo.program import Process
from running import run as command

ROWS, CHUNK = 45, 9
SECRET = "1742.16"
ACTIVITY = "service_id,department,hours_apa,hours_pch,hours_aide_sociale,hours_other\n" + "".join(
    f"S{number},48,{1000 + number},200,10,300\n" for number in range(4)
)
COMMANDS = {
    "batch": ("batch", "p.csv", "-o", "o.csv", "--lines", "--by-text"),
    "workbook": ("batch", "p.csv", "-o", "o.xlsx", "--by-text", "--compare", "s.yaml"),
    "cost": ("batch", "p.csv", "-o", "o.jsonl", "--employer-cost", "--after", "2023-01-01"),
    "scenario": ("batch", "p.csv", "-o", "o.csv", "--scenario", "late.yaml", "--by-text", "--by", "category"),
    "board": ("report", "p.csv", "-o", "o.html", "--compare", "s.yaml", "--compare", "late.yaml"),
    "check": ("check", "p.csv", "-o", "o.csv", "--on", "2023-06-01"),
    "report": ("report", "p.csv", "-o", "o.html", "--activity", "a.csv", "--year", "2022"),
    "fund": ("fund", "p.csv", "--activity", "a.csv", "--year", "2022", "--json", "--rejects", "r.csv"),
    "covid": ("fund", "one_month.csv", "--activity", "a.csv", "--covid-bonus", "--json", "--rejects", "r.csv"),
    "sheet": ("sheet", "--batch", "one_month.csv", "-o", "sheets"),
}


def payroll(months: list[str], rows: int) -> str:
    """People of four services; one row in thirty is of no known category."""
    rng = random.Random(41)
    lines = ["employee_id,service_id,department,month,category,year,hours,since,job,paid_gross"]
    for number in range(rows):
        category = "Z" if number % 30 == 7 else rng.choice("ABCDEF")
        since = f"{rng.randint(2000, 2021)}-0{rng.randint(1, 9)}-15"
        job = rng.choice(("", "", "avs"))
        category = "C" if job and category != "Z" else category
        place = (f"S{rng.randint(0, 3)}", "48", rng.choice(months), category, str(rng.randint(1, 30)))
        paid = f"{rng.randint(1500, 2200)}.00"
        lines.append(",".join((f"P{number}", *place, f"{rng.randint(60, 151)}.67", since, job, paid)))
    return "\n".join(lines) + "\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "p.csv").write_text(payroll(["2021-09", "2021-12", "2022-03", "2022-11"], ROWS), encoding="utf-8")
    (tmp_path / "one_month.csv").write_text(payroll(["2022-03"], 30), encoding="utf-8")
    (tmp_path / "a.csv").write_text(ACTIVITY, encoding="utf-8")
    for name, start in (("s", "2022-01-01"), ("late", "2027-01-01")):  # the second one changes nothing for anybody
        path = tmp_path / f"{name}.yaml"
        change = f"from: {start}\nchanges:\n  - {{path: avenant43.point_value, value: 6.00}}\n"
        path.write_text(f"name: {name}\ntitle: {{fr: {name}, en: {name}}}\n{change}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def came_of(folder: Path, words: tuple[str, ...]) -> tuple[Any, ...]:
    """All that a command prints and leaves; then the folder is as it was."""
    before = set(folder.rglob("*"))
    ran = command(*words)
    written = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path not in before}
    for path in written:
        path.unlink()
    for path in set(folder.rglob("*")) - before:
        path.rmdir()
    return ran.code, ran.out, ran.err, written


def slowed(compute: Callable[..., Any]) -> Callable[..., Any]:
    """The same, each chunk after a while of its own, so that threads end in another order."""
    rng = random.Random(7)

    def later(*given: Any) -> Any:
        time.sleep(rng.choice((0, 0.02, 0.05)))
        return compute(*given)

    return later


@pytest.mark.parametrize("name", COMMANDS)
def test_chunks_threads_and_copies_change_nothing(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = came_of(folder, COMMANDS[name])
    assert whole[0] == 4
    assert whole[3]
    monkeypatch.setattr(sources, "open_files", partial(open_files, chunk_rows=CHUNK))
    monkeypatch.setattr(parallel, "processors", lambda: 1)
    assert came_of(folder, COMMANDS[name]) == whole
    monkeypatch.setattr(driver, "FEW", 0)
    monkeypatch.setattr(csv, "_SHORT", 0)
    monkeypatch.setattr(parallel, "processors", lambda: 4)
    monkeypatch.setattr(driver, "computed", slowed(driver.computed))
    assert came_of(folder, COMMANDS[name]) == whole
    monkeypatch.setattr(Process, "is_ours", True)
    monkeypatch.setattr(copies, "processors", lambda: 3)
    assert came_of(folder, COMMANDS[name]) == whole


def test_a_fault_in_a_copy_is_told_by_its_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: Any) -> Any:
        raise ValueError(SECRET)

    monkeypatch.setattr(sources, "open_files", partial(open_files, chunk_rows=CHUNK))
    monkeypatch.setattr(driver, "computed", broken)
    monkeypatch.setattr(Process, "is_ours", True)
    monkeypatch.setattr(copies, "processors", lambda: 2)
    ran = came_of(folder, COMMANDS["batch"])
    assert ran[0] == 1
    assert "ValueError" in ran[2]
    assert "test_run.py:" in ran[2]
    assert SECRET not in ran[2]
    assert not ran[3]


def opened(path: Path) -> Iterator[Source]:
    for source in sources.opened([str(path)]).sources:
        assert isinstance(source, Source)
        yield source


def test_rows_that_fail_are_rejects_and_every_row_is_told_of(law: Law, folder: Path) -> None:
    def compute(rows: ParsedRows) -> tuple[int, Failures]:
        failures = Failures(len(rows.rows))
        failures.add(np.array([0]), "category", "unknown-code")
        return len(rows.rows), failures

    told: list[int] = []
    [part] = driver.run(law, opened(folder / "one_month.csv"), compute, progress=told.append)
    assert (part.rows_in, part.result, len(part.rejects)) == (30, 29, 2)
    assert told == [30]
    assert sorted(part.rejects.rows.tolist()) == part.rejects.rows.tolist()


def test_no_source_is_refused(law: Law) -> None:
    with pytest.raises(UsageError):
        list(driver.run(law, iter(()), lambda rows: (None, Failures(len(rows.rows)))))


@pytest.mark.parametrize(("most", "is_long"), [(10, True), (sources.LONG, False)])
def test_a_long_file_is_known_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, is_long: bool
) -> None:
    monkeypatch.setattr(sources, "LONG", most)
    path = tmp_path / "in.csv"
    path.write_text("service_id,category\nNord,C\n", encoding="utf-8")
    assert [each.is_long for each in sources.opened([path]).sources] == [is_long]
