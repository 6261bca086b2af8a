"""Results never fall on what is read, nor on one another; those of one run come together or not at all.

Guards: cli/places.py.
"""

import hashlib
import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from revalo.payroll.writing import atomic_files
from running import run

PAYROLL = "matricule;service;catégorie;année\n1;Nord;C;8\n2;Nord;C;9\n"
PROFILE = "columns:\n  n: employee_id\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("q.csv").write_text(PAYROLL, "utf-8")
    Path("bad.csv").write_text(PAYROLL + "3;Nord;Z;9\n", "utf-8")
    Path("s.yaml").write_text("name: x\n", "utf-8")
    Path("link.csv").symlink_to("q.csv")
    return tmp_path


def _files() -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in Path().iterdir() if each.is_file()}


@pytest.mark.parametrize(
    "command",
    [
        "batch q.csv -o q.csv",
        "batch q.csv -o ./x/../q.csv",
        "batch q.csv -o link.csv",
        "batch link.csv -o q.csv",
        "batch q.csv -o r.csv --rejects q.csv",
        "batch q.csv -o r.csv --rejects r.csv",
        "batch q.csv -o r.csv --rejects r.csv.meta.json",
        "batch q.csv bad.csv -o bad.csv",
        "batch q.csv -o s.yaml --scenario s.yaml",
        "batch q.csv -o s.yaml --mapping s.yaml",
        "convert q.csv -o q.csv",
        "columns q.csv --write-profile q.csv",
        "columns q.csv --write-profile s.yaml --mapping s.yaml",
        "report q.csv -o q.csv",
        "sheet --batch q.csv -o q.csv",
        "check q.csv -o q.csv",
        "arrears q.csv --from 2022-01 --to 2022-02 -o q.csv",
        "fund q.csv --activity bad.csv --year 2022 -o bad.csv",
    ],
)
def test_an_output_never_falls_on_an_input_nor_on_another(command: str) -> None:
    Path("x").mkdir()
    before = _files()
    ran = run(*command.split(), "--lang", "en")
    assert ran.code == 2
    assert "R120" in ran.err
    assert _files() == before


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("batch bad.csv", "r.csv"),
        ("batch bad.csv --lang en --lines", "r.csv"),
        ("batch bad.csv", "r.jsonl"),
        ("arrears bad.csv --from 2022-01 --to 2022-02", "r.csv"),
    ],
)
def test_meta_carries_the_hash_of_its_results(command: str, name: str) -> None:
    assert run(*command.split(), "-o", name).code == 4
    told = json.loads(Path(f"{name}.meta.json").read_text("utf-8"))["results"]
    assert told == {"name": name, "sha256": hashlib.sha256(Path(name).read_bytes()).hexdigest()}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_nothing_stands_beside_a_pipe() -> None:
    run("batch", "bad.csv", "-o", "r.csv")
    folder = Path("pipes")
    folder.mkdir()
    os.mkfifo(folder / "pipe")
    with ThreadPoolExecutor(1) as pool:
        passed_on = pool.submit((folder / "pipe").read_bytes)
        codes = (run("batch", "bad.csv", "-o", "pipes/pipe").code for _time in range(50))
        assert 4 in codes, "a pipe that nobody reads yet is refused"
        assert passed_on.result() == Path("r.csv").read_bytes()
    assert [each.name for each in folder.iterdir()] == ["pipe"]
    assert Path("rejects.csv").read_bytes() == Path("r.csv.rejects.csv").read_bytes()


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="open files have no names here")
@pytest.mark.parametrize("name", ["-", "/dev/stdout", "--out=/dev/stdout", "/dev/fd/1", "/dev/fd/{}", "link"])
def test_a_file_that_is_open_is_added_to_and_nothing_stands_beside_it(name: str) -> None:
    run("batch", "bad.csv", "-o", "r.csv")
    Path("link").symlink_to("/dev/fd/1")
    before = [*_files(), "open.csv", "rejects.csv"]
    with Path("open.csv").open("ab", buffering=0) as file:
        file.write(b"before\n")
        given = [name] if "=" in name else ["-o", name.format(file.fileno())]
        command = [sys.executable, "-m", "revalo", "batch", "bad.csv", *given]
        number, passed = file.fileno(), (file.fileno(),)
        done = subprocess.run(command, stdout=file, stderr=subprocess.PIPE, pass_fds=passed, check=False)
        assert (done.returncode, os.fstat(number).st_ino) == (4, Path("open.csv").stat().st_ino)
    assert Path("open.csv").read_bytes().startswith(b"before\n" + Path("r.csv").read_bytes())
    assert sorted(_files()) == sorted(before)


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "--out=/dev/stdout", "/proc/self/fd/1"])
def test_results_alone_are_on_standard_output_whatever_its_name(name: str) -> None:
    done = run("batch", "bad.csv", *([name] if "=" in name else ["-o", name]))
    assert (done.code, done.out.count("\n")) == (4, 3)
    assert "3 rows read" in done.err or "3 lignes lues" in done.err


def test_the_files_of_a_run_come_together_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("batch", "bad.csv", "-o", "r.csv").code == 4
    before = _files()
    replace, locks = Path.replace, [".meta.json"]

    def locked(path: Path, target: Path) -> Path:
        if locks and target.name.endswith(locks[0]):
            locks.clear()
            raise PermissionError
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", locked)
    Path("bad.csv").write_text(PAYROLL + "3;Nord;Z;9\n4;Nord;Z;9\n", "utf-8")
    assert run("batch", "bad.csv", "-o", "r.csv").code == 2
    after = _files()
    assert {name: after[name] for name in before if name != "bad.csv"} == {
        name: each for name, each in before.items() if name != "bad.csv"
    }
    assert after.keys() == before.keys()


def test_rejects_and_meta_of_an_earlier_run_go() -> None:
    assert run("batch", "bad.csv", "-o", "r.csv").code == 4
    assert Path("r.csv.rejects.csv").exists()
    assert run("batch", "q.csv", "-o", "r.csv").code == 0
    assert not Path("r.csv.rejects.csv").exists()
    Path("r.csv.rejects.csv").write_text("mine\n", "utf-8")
    assert run("batch", "q.csv", "-o", "r.csv").code == 0
    assert Path("r.csv.rejects.csv").read_text("utf-8") == "mine\n", "what the program did not write stays"


def test_a_failed_report_leaves_no_rejects(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _files()

    def fails(*_arguments: object) -> bytes:
        raise ValueError("no page")

    monkeypatch.setattr("revalo.reports.pages.writing.content_of", fails)
    assert run("report", "bad.csv", "-o", "r.html").code != 0
    assert _files() == before


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "jsonl"])
def test_a_folder_never_reads_its_own_results(ending: str, tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    (house / "p.csv").write_text(PAYROLL + "3;Nord;Z;9\n", "utf-8")
    first = run("batch", str(house), "-o", str(house / f"r.{ending}"), "--lang", "en")
    assert (
        run("batch", str(house), "-o", str(house / f"again.{ending}"), "--lang", "en").out.replace("again.", "r.")
        == first.out
    )
    assert (
        run("batch", str(house), "-o", str(house / f"r.{ending}"), "--lang", "en").out.replace("again.", "r.")
        == first.out
    )


def test_a_link_is_followed() -> None:
    Path("r.csv").write_text("old\n", "utf-8")
    Path("to.csv").symlink_to("r.csv")
    assert run("batch", "q.csv", "-o", "to.csv").code == 0
    assert Path("to.csv").is_symlink()
    assert "old" not in Path("r.csv").read_text("utf-8")


def test_pages_go_to_the_folder_at_hand_of_their_owner_alone(tmp_path: Path) -> None:
    assert run("sheet", "--batch", "q.csv", "-o", "pages").code == 0
    assert stat.S_IMODE(Path("pages").stat().st_mode) == 0o700
    house = tmp_path / "here"
    house.mkdir()
    os.chdir(house)
    assert run("sheet", "--batch", "../q.csv", "-o", ".").code == 0
    assert sorted(each.name for each in house.iterdir()) == ["1.html", "2.html"]


def test_a_folder_in_the_place_of_a_page_is_refused_and_nothing_moves() -> None:
    Path("pages/2.html").mkdir(parents=True)
    assert run("sheet", "--batch", "q.csv", "-o", "pages").code == 2
    assert [each.name for each in Path("pages").iterdir()] == ["2.html"]


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("closed").mkdir()
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "closed" and access(path, mode))
    ran = run("batch", "no-such-file.csv", "-o", "closed/r.csv", "--lang", "en")
    assert (ran.code, "R121" in ran.err) == (2, True)


def test_what_is_said_after_the_results_are_in_place_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("revalo.reports.terminal.batch.show", stop)
    assert run("batch", "q.csv", "-o", "r.csv").code == 0
    assert Path("r.csv").exists()
    assert atomic_files.Run.finished


def test_every_file_written_is_named() -> None:
    people = "".join(f"{each};C;8\n" for each in range(1, 8))
    Path("paie.csv").write_text("matricule;catégorie;année\n" + people, "utf-8")
    assert "Écrit : r.csv, r.csv.meta.json\n" in run("batch", "paie.csv", "-o", "r.csv").out.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    sheets = ("sheet", "--batch", "paie.csv", "-o", "fiches")
    assert run(*sheets).out.rstrip().endswith("fiches")
    again = run(*sheets).out.replace("\N{NO-BREAK SPACE}", " ")
    assert "Fichiers écrits : 7, dont " in again


def test_written_files_are_named_apart_from_results_on_standard_output() -> None:
    Path("paie.csv").write_text("matricule;catégorie;année\n1;C;8\n2;Z;8\n", "utf-8")
    ran = run("batch", "paie.csv", "-o", "-")
    assert "Écrit" not in ran.out
    assert "rejects.csv" in ran.err
