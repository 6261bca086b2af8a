"""Hard files, full disks, broken pipes, signals: each ends with its exit code, in words, and leaves nothing behind.

Guards: cli/main.py, cli/stopping.py, reports/pages/writing.py.
"""

import os
import resource
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hard_files import ALL, GOOD, HEAD, HEAVY, SECRET, Hard
from revalo.reports.pages import writing
from running import Ran, run

OUT = "out.csv"
RUN = (sys.executable, "-m", "revalo")
INTERRUPTED = 130
LIMIT = 3 << 30  # bytes of memory
LONG = 60  # seconds after which a run is taken for hung
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits and devices of Linux")
LIGHT = [each for each in ALL if not any(word in each.name for word in HEAVY)]


def left(folder: Path) -> set[str]:
    """What a run left beside the files it was given."""
    return {path.name for path in folder.iterdir()} - {"hard", "payroll.csv", "d.dsn", "real.csv"}


def check(hard: Hard, ran: Ran, folder: Path) -> None:
    assert ran.code == hard.code, ran.err
    assert "Traceback" not in ran.err
    assert SECRET not in ran.out + ran.err
    if hard.code in (2, 3):
        assert ran.err.strip()
        assert not ran.out
        assert left(folder) == set()
    elif "-o" in hard.command:
        out = hard.command[hard.command.index("-o") + 1]
        assert out in left(folder) <= {out, f"{out}.rejects.csv", f"{out}.meta.json"}
        assert not [path for path in folder.glob("out*") if SECRET.encode() in path.read_bytes()]


def words(hard: Hard) -> list[str]:
    """The command of a hard file."""
    return [word.replace("{}", "hard") for word in hard.command]


@pytest.mark.parametrize("hard", LIGHT, ids=[each.name for each in LIGHT])
def test_hard_file(hard: Hard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    hard.make(tmp_path / "hard")
    check(hard, run(*words(hard)), tmp_path)


def within_limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (LONG, LONG))


@linux
@pytest.mark.slow
@pytest.mark.parametrize("hard", [each for each in ALL if each not in LIGHT], ids=lambda each: each.name)
def test_heavy_file_within_limits(hard: Hard, tmp_path: Path) -> None:
    hard.make(tmp_path / "hard")
    command = [*RUN, *words(hard)]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, encoding="utf-8", preexec_fn=within_limits, check=False
    )
    check(hard, Ran(done.returncode, done.stdout, done.stderr), tmp_path)


def test_the_table_covers_every_reader() -> None:
    readers = {each.reader for each in ALL}
    assert readers >= {"csv", "xlsx", "parquet", "dsn", "mapping", "scenario", "law", "positions", "activity"}
    assert len(ALL) >= 60


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A payroll that takes a while."""
    path = tmp_path_factory.mktemp("many") / "many.csv"
    path.write_text(HEAD + "".join(f"{number}{GOOD[1:]}" for number in range(30_000)), encoding="utf-8")
    return path


def small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))


@linux
@pytest.mark.parametrize("out", ["o.csv", "o.xlsx", "o.parquet", "o.jsonl"])
@pytest.mark.parametrize("lines", [(), ("--lines",)])
def test_full_disk(out: str, lines: tuple[str, ...], many: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = subprocess.run(
        [*RUN, "batch", str(many), "-o", out, *lines],
        cwd=tmp_path,
        env=os.environ | {"TMPDIR": str(temporary)},
        capture_output=True,
        encoding="utf-8",
        preexec_fn=small_files,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("Erreur\u00a0: le disque est plein")
    assert left(tmp_path) == {"temporary"}
    assert not list(temporary.iterdir())


@linux
@pytest.mark.parametrize(
    "words", [("compute", "--category", "C", "--year", "8"), ("cases",), ("batch", "{}", "-o", "-"), ("law", "list")]
)
def test_full_disk_under_standard_output(words: tuple[str, ...], many: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [*RUN, *(word.replace("{}", str(many)) for word in words)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr.splitlines()[-1][:28]) == (2, "Erreur\u00a0: le disque est plein")


@linux
@pytest.mark.parametrize("words", [("cases",), ("batch", "{}", "-o", "-"), ("law", "show", "new_grid")])
def test_broken_pipe(words: tuple[str, ...], many: Path) -> None:
    command = [*RUN, *(word.replace("{}", str(many)) for word in words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read().decode()
    assert running.returncode in (0, 4)
    assert "Traceback" not in said
    assert "Exception" not in said


@linux
def test_closed_streams() -> None:
    command = f"{' '.join(RUN)} compute --category C --year 8 >&-"
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0
    done = subprocess.run(
        ["sh", "-c", f"{' '.join(RUN)} columns - <&-"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 3
    assert "entrée standard" in done.stderr


@linux
def test_a_pipe_is_read_once_and_kept(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["sh", "-c", f"printf '{HEAD}{GOOD}' > pipe".replace("\n", "\\n")], cwd=tmp_path):
        command = [*RUN, "batch", "pipe", "-o", OUT]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0
    assert (tmp_path / OUT).read_text("utf-8-sig").count("\n") == 2


def test_a_device_is_written_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("payroll.csv").write_text(HEAD + GOOD, encoding="utf-8")
    assert run("batch", "payroll.csv", "-o", os.devnull).code == 0
    assert not Path(os.devnull).is_file()


def test_pages_of_many_people_come_together_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("payroll.csv").write_text(HEAD + "".join(f"{i};x;C;8;104\n" for i in range(4)), encoding="utf-8")
    write, written = writing.put, []

    def fail_on_the_third(out: Path, content: bytes) -> None:
        write(out, content)
        written.append(out)
        if len(written) == 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(writing, "put", fail_on_the_third)
        assert run("sheet", "--batch", "payroll.csv", "-o", "pages").code == INTERRUPTED
    assert len(written) == 3
    assert left(tmp_path) == set()
    assert run("sheet", "--batch", "payroll.csv", "-o", "pages").code == 0
    assert len(list((tmp_path / "pages").iterdir())) == 4


def whole(path: Path) -> bool:
    """Whether a file of results has every row."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return book.testzip() is None
    return path.read_bytes().count(b"\n") == 30_001


def moments() -> Iterator[tuple[int, float]]:
    """Signals, and seconds after the start: while modules are read, while rows are, while files are written."""
    for number, each in enumerate((signal.SIGINT, signal.SIGTERM, signal.SIGHUP)):
        yield from ((each, 0.25 * step + 0.08 * number) for step in range(1, 8, 2))


@linux
@pytest.mark.slow
@pytest.mark.parametrize("out", ["o.xlsx", "o.csv"])
def test_stopped_at_any_moment(out: str, many: Path, tmp_path: Path) -> None:
    ended = set()
    for number, (sign, delay) in enumerate(moments()):
        folder = tmp_path / str(number)
        (folder / "temporary").mkdir(parents=True)
        command = [*RUN, "batch", "-", "--lines", "-o", out]
        environment = os.environ | {"TMPDIR": str(folder / "temporary")}
        with (
            many.open("rb") as given,
            subprocess.Popen(command, cwd=folder, env=environment, stdin=given, stdout=-1, stderr=-1) as running,
        ):
            time.sleep(delay)
            running.send_signal(sign)
            _out, said = running.communicate(timeout=LONG)
        assert running.returncode in (0, INTERRUPTED, -sign, -signal.SIGINT), said  # the last: 130 for a shell
        assert b"revalo" not in said.partition(b"Traceback")[2], said  # Python itself may be stopped before us
        assert left(folder) - {out, f"{out}.meta.json"} == {"temporary"}
        assert running.returncode or out in left(folder)
        if out in left(folder):
            assert whole(folder / out)
        assert not list((folder / "temporary").iterdir())
        ended.add(running.returncode)
    assert INTERRUPTED in ended
