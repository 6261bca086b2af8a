"""`revalo batch --engine spark` on a real Spark: the bytes, the rejects and the totals of the local run.

Guards: payroll/spark/fitting.py, payroll/spark/folders.py, payroll/spark/seen.py, payroll/spark/session.py,
payroll/spark/tasks.py, payroll/spark/writing.py.
"""

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dying_task
from revalo.errors import UsageError
from revalo.payroll.spark import run as on_spark
from revalo.payroll.spark.session import check_installed
from running import Ran, run

REQUIRED = os.environ.get("REVALO_REQUIRE_SPARK") == "1"
SPARK = ("--engine", "spark", "--master", "local[2]")
HEADER = "Matricule;Nom;Mois;Emploi;Catégorie;Année;Date d'ancienneté;Heures;"


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces small enough to have several tasks; skipped where Spark cannot run, unless it must."""
    try:
        check_installed()
    except UsageError as missing:
        if REQUIRED:
            raise
        pytest.skip(str(missing))
    monkeypatch.setattr(on_spark, "CUT", dying_task.CUT)


def export(path: Path, count: int, encoding: str, *, quoted: bool = False) -> None:
    """A French export with title lines and bad rows; dates that only the first rows settle."""
    rows = ["Édition de paie", HEADER]
    for i in range(count):
        job = "Sorcier" if i % 97 == 5 else "AVS"
        name = '"Nom ""à"" guillemets;\net ligne"' if quoted and i % 50 == 2 else "Personne-Inventée"
        day = f"{25 - i % 2 if i < 9 else 1 + i % 9:02d}/0{1 + i % 9}/2010"
        number = f"{path.stem}{i:05d}"
        rows.append(f"{number};{name};{1 + i % 12:02d}/2022;{job};C;{8 if i % 2 else ''};{day};1{i % 50:02d},00;")
    path.write_text("\r\n".join(rows) + "\r\n", encoding=encoding, newline="")


def told_alike(there: Ran) -> Ran:
    """What a run on the cluster printed, without the remark that it does not compare rows with one another."""
    remark, _machine, rest = there.out.partition("machine")
    assert "grappe" in remark
    return without_places(there._replace(out=rest.partition("\n")[2]))


def without_places(ran: Ran) -> Ran:
    """What a run printed, without the names of the files that it wrote."""
    told, written, _names = ran.out.rpartition("Écrit")
    assert written
    return ran._replace(out=told)


def part_files(folder: Path) -> list[Path]:
    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "_SUCCESS"
    assert names[1:] == [f"part-{i:05d}{folder.suffix}" for i in range(len(names) - 1)]
    return [folder / name for name in names[1:]]


def lines(*files: Path) -> tuple[bytes, Counter[bytes]]:
    """The header, the same in every file, and how often each line of bytes is there."""
    contents = [file.read_bytes().splitlines(keepends=True) for file in files]
    [header] = {content[0] for content in contents}
    return header, Counter(line for content in contents for line in content[1:])


@pytest.mark.slow
@pytest.mark.spark
@pytest.mark.usefixtures("spark")
def test_a_folder_of_exports_is_computed_as_on_one_machine(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    export(folder / "a.csv", 4_000, "cp1252")
    export(folder / "b.csv", 700, "utf-8", quoted=True)
    export(folder / "c.csv", 300, "utf-16")
    assert run("sample", "--rows", "3000", "--sectors", "all", "-o", str(folder / "d.parquet")).code == 0
    table = pq.read_table(folder / "d.parquet")
    pq.write_table(table, folder / "d.parquet", row_group_size=400)
    command = ("batch", str(folder), "--lines", "--by-text", "--show-small", "--without", "avenant-43")
    here = run(*command, "-o", str(tmp_path / "here.csv"))
    there = run(*command, "-o", str(tmp_path / "there.csv"), *SPARK)
    assert here.code == 4
    assert told_alike(there) == without_places(here), "the same summary, the same notes, the same code"
    parts = part_files(tmp_path / "there.csv")
    assert len(parts) > 8
    assert lines(*parts) == lines(tmp_path / "here.csv")
    refused = part_files(tmp_path / "there.csv.rejects.csv")
    assert lines(*refused) == lines(tmp_path / "here.csv.rejects.csv")
    assert sum(lines(*refused)[1].values()) == 42 + 8 + 4


@pytest.mark.slow
@pytest.mark.spark
@pytest.mark.usefixtures("spark")
def test_parquet_in_and_out_and_nothing_left_of_a_fault(tmp_path: Path) -> None:
    source, out = tmp_path / "in.parquet", tmp_path / "there.parquet"
    assert run("sample", "--rows", "5000", "--seed", "7", "--sectors", "all", "-o", str(source)).code == 0
    rows = pq.read_table(source).to_pylist()
    rows[4_321]["job"] = rows[17]["job"] = "sorcier"
    pq.write_table(pa.Table.from_pylist(rows), source, row_group_size=500)
    here = run("batch", str(source), "-o", str(tmp_path / "here.parquet"))
    there = run("batch", str(source), "-o", str(out), "--rejects", str(tmp_path / "refused.parquet"), *SPARK)
    assert (here.code, told_alike(there)) == (4, without_places(here))
    tables = [pq.read_table(part) for part in part_files(out)]
    assert len(tables) == 5
    assert [row for table in tables for row in table.to_pylist()] == pq.read_table(
        tmp_path / "here.parquet"
    ).to_pylist()
    refused = [pq.read_table(part) for part in part_files(tmp_path / "refused.parquet")]
    assert [table["row"].to_pylist() for table in refused] == [[18], [4_322]]

    before = sorted(path.read_bytes() for path in part_files(out))
    bad = tmp_path / "bad.csv"
    export(bad, 3_000, "utf-8")
    bad.write_bytes(bad.read_bytes() + b"0;zero byte: \0;\r\n")
    local = run("batch", str(bad), "-o", str(tmp_path / "bad.out"))
    failed = run("batch", str(bad), "-o", str(out), *SPARK)
    assert (failed.code, failed) == (3, local)
    assert sorted(path.read_bytes() for path in part_files(out)) == before, "what was there stays"
    assert run("batch", str(source), "-o", str(out), "--by", "sector", *SPARK).code == 4, "and is replaced whole"
    assert sorted(path.read_bytes() for path in part_files(out)) == before
    assert not list(tmp_path.glob(".*"))


@pytest.mark.slow
@pytest.mark.spark
@pytest.mark.usefixtures("spark")
@pytest.mark.skipif(sys.platform == "win32", reason="no signal kills at once")
def test_a_task_killed_on_the_way_changes_no_byte(tmp_path: Path) -> None:
    source, out, options = tmp_path / "in.csv", tmp_path / "there.csv", ("--lines", "--by-text")
    export(source, 2_000, "utf-8")
    whole = run("batch", str(source), *options, "-o", str(out), *SPARK)
    parts = [path.read_bytes() for path in part_files(out)]
    refused = [path.read_bytes() for path in part_files(tmp_path / "there.csv.rejects.csv")]
    command = ("batch", str(source), *options, "-o", str(out), "--engine", "spark", "--master", "local[2,3]")
    again = subprocess.run(
        [sys.executable, dying_task.__file__, *command],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (tmp_path / dying_task.KILLED).exists(), "a process was killed"
    assert (again.returncode, again.stdout) == (whole.code, whole.out) == (4, again.stdout)
    assert len(parts) > 1
    assert [path.read_bytes() for path in part_files(out)] == parts
    assert [path.read_bytes() for path in part_files(tmp_path / "there.csv.rejects.csv")] == refused


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # PySpark leaves the pipe to its Java open
@pytest.mark.parametrize("master", ["nonsense://nowhere"])
@pytest.mark.slow
@pytest.mark.spark
@pytest.mark.usefixtures("spark")
def test_a_master_that_is_none(tmp_path: Path, master: str) -> None:
    export(tmp_path / "in.csv", 3, "utf-8")
    ran = run("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out"), "--engine", "spark", "--master", master)
    assert ran.code == 2
    assert "spark://HOST:7077" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(tmp_path / "in.csv", 3, "utf-8")
    command = ("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), *SPARK)
    for name in ("pyspark", "pandas"):
        monkeypatch.setitem(sys.modules, name, None)
        ran = run(*command)
        assert (ran.code, 'pip install "revalo[spark]"' in ran.err) == (2, True)
        monkeypatch.setitem(sys.modules, name, sys)  # as if it were there
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    ran = run(*command)
    assert (ran.code, "JAVA_HOME" in ran.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("in.csv", "-o", "-"), "standard"),
        (("-", "-o", "out.csv"), "standard"),
        (("hdfs://name/in", "-o", "out.csv"), "adresse"),
        (("in.csv", "-o", "s3://name/out"), "adresse"),
        (("in.csv", "-o", "out.xlsx"), ".parquet"),
        (("in.csv", "-o", "out.csv", "--rejects", "out.csv"), "deux résultats"),
        (("in.csv", "-o", "in.csv"), "lit ce fichier"),
        (("folder", "-o", "folder"), "lit ce fichier"),
        (("in.csv", "-o", "nowhere/out.csv"), "existe"),
        (("in.csv", "-o", "kept"), "kept"),
        (("in.csv", "-o", "out.csv", "--dry-run"), "--dry-run"),
        (("in.csv", "-o", "out.csv", "--sheet", "Paie"), "--sheet"),
        (("book.xlsx", "-o", "out.csv"), "book.xlsx"),
    ],
)
def test_what_does_not_fit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("in.csv", "folder/in.csv", "kept/other.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        export(tmp_path / name, 3, "utf-8")
    assert run("template", "-o", "book.xlsx").code == 0
    before = sorted(tmp_path.rglob("*"))
    ran = run("batch", *arguments, *SPARK)
    assert ran.code == 2
    assert said in ran.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("options", [("--master", "local[2]"), ("--engine", "hadoop")])
def test_the_engine_and_its_master_go_together(tmp_path: Path, options: tuple[str, ...]) -> None:
    export(tmp_path / "in.csv", 3, "utf-8")
    assert run("batch", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), *options).code == 2
    shutil.rmtree(tmp_path)
