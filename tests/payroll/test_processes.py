"""Work in processes of their own: the order kept, the same bytes, faults in their turn, no process left behind.

Guards: payroll/processes.py.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from revalo import language
from revalo.errors import UsageError
from revalo.payroll import processes
from revalo.payroll.processes import TOGETHER, ordered_process_map
from running import run
from starting import check_stopped, processes_of


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processors, which even few items are shared among."""
    monkeypatch.setattr(processes, "processors", lambda: 2)
    monkeypatch.setattr(processes, "FEW", 2)


def saying(words: str) -> Callable[[int], tuple[str, int]]:
    """A function that says its number, who computes it and in which language; it refuses the hundredth."""

    def said(number: int) -> tuple[str, int]:
        if number == 100:
            raise UsageError("unknown-text", name=words, near="")
        return f"{words} {language.current()} {number}", os.getpid()

    return said


@pytest.mark.usefixtures("two")
def test_results_come_in_order_from_other_processes_in_the_same_language() -> None:
    language.use("en")
    results = list(ordered_process_map(saying, ("row",), range(5 * TOGETHER)))
    assert [words for words, _process in results] == [f"row en {number}" for number in range(5 * TOGETHER)]
    assert os.getpid() not in {process for _words, process in results}


@pytest.mark.usefixtures("two")
def test_a_fault_is_raised_in_its_turn() -> None:
    done: list[tuple[str, int]] = []
    with pytest.raises(UsageError, match="row") as fault:
        done += ordered_process_map(saying, ("row",), range(99, 1_000))
    assert fault.value.code == UsageError("unknown-text", name="row", near="").code
    assert not done, "what was sent together comes back together"


def test_few_items_stay_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {process for _words, process in ordered_process_map(saying, ("row",), range(5))} == {os.getpid()}
    monkeypatch.setattr(processes, "processors", lambda: 1)
    monkeypatch.setattr(processes, "FEW", 2)
    assert {process for _words, process in ordered_process_map(saying, ("row",), range(5))} == {os.getpid()}
    assert list(ordered_process_map(saying, ("row",), [])) == []


@pytest.mark.usefixtures("two")
def test_items_are_not_all_fetched_at_once() -> None:
    fetched: list[int] = []

    def things() -> Iterator[int]:
        for number in range(200, 1_200):
            fetched.append(number)
            yield number

    results = ordered_process_map(saying, ("row",), things())
    next(results)
    results.close()
    assert len(fetched) < 20 * TOGETHER


def written(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.fixture
def payroll(tmp_path: Path) -> Path:
    """People of every sector, one of them rejected."""
    path = tmp_path / "p.csv"
    assert run("sample", "--rows", "20", "--seed", "5", "--sectors", "all", "-o", str(path)).code == 0
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    bad = [
        "nobody" if name == "sector" else each for name, each in zip(head.split(","), rows[0].split(","), strict=True)
    ]
    path.write_text("\n".join([head, *rows[:10], ",".join(bad), *rows[10:]]) + "\n", encoding="utf-8")
    return path


@pytest.mark.usefixtures("two")
def test_pages_are_the_same_bytes_as_from_one_process(
    payroll: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    several, one = tmp_path / "out-of-two", tmp_path / "out-of-one"
    options = ("sheet", "--batch", str(payroll), "--lang", "en", "--set", "avenant43.point_value=6.00")
    shared = run(*options, "-o", str(several))
    monkeypatch.setattr(processes, "processors", lambda: 1)
    alone = run(*options, "-o", str(one))
    assert shared.code == alone.code == 4
    assert shared.out.replace("out-of-two", "out-of-one") == alone.out
    assert written(several) == written(one)
    assert len(written(one)) == 20
    rejects = [(tmp_path / f"{name}.rejects.csv").read_bytes() for name in ("out-of-two", "out-of-one")]
    assert rejects[0] == rejects[1]


@pytest.mark.usefixtures("two")
def test_one_pdf_of_people_from_several_processes(payroll: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    out = tmp_path / "all.pdf"
    assert run("sheet", "--batch", str(payroll), "-o", str(out)).code == 4
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes where Linux lists them")
@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one processor works alone")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("send", ["kill", "killpg"])
def test_stopped_at_work_it_leaves_nothing_and_no_process(sign: signal.Signals, send: str, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("employee_id,category,year\n" + "".join(f"{i},C,8\n" for i in range(20_000)), "utf-8")
    command = [sys.executable, "-m", "revalo", "sheet", "--batch", str(path), "-o", str(tmp_path / "pages")]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as running:
        deadline = time.monotonic() + 60
        while not any(each.is_dir() and any(each.iterdir()) for each in tmp_path.iterdir()):
            assert time.monotonic() < deadline
            assert running.poll() is None
            time.sleep(0.05)
        started = processes_of(running.pid)
        getattr(os, send)(running.pid, sign)  # the first process alone, or those that it started too
        code = running.wait(60)
    assert len(started) >= 2
    check_stopped(sign, code, started, tmp_path, ["p.csv"])
