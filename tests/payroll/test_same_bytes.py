"""The same input, law and days give the same bytes, whatever the clock and the hashes; each file says whence.

Guards: payroll/writing/provenance.py.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from pyarrow import parquet

import revalo
from running import run

KINDS = ("csv", "xlsx", "parquet", "jsonl")
COMMANDS = (
    *(f"batch p.csv -o r.{kind} --after 2024-03-01 --by-text --lines --lang fr" for kind in KINDS),
    "fund p.csv --activity a.csv --year 2022 -o f.csv --lang fr",
    "fund p.csv --activity a.csv --year 2022 -o f.xlsx --lang fr",
    "check p.csv -o c.csv --on 2024-06-01 --lang fr",
    "report p.csv -o r.html --after 2024-03-01 --lang fr",
    "report p.csv -o r.pdf --after 2024-03-01 --lang fr",
    "sheet --job avs --seniority 8 --after 2024-03-01 -o s.html --lang fr",
    "sheet --job avs --seniority 8 --after 2024-03-01 -o s.pdf --lang fr",
    "timeline --job avs --since 2012-03-15 --from 2021-01 --to 2021-12 -o t.csv --lang fr",
    "template -o m.xlsx --lang fr",
)
# Runs every command in one process, on another day than today's.
PROGRAM = """
import contextlib, datetime, os, sys, time
with contextlib.suppress(ImportError):
    import pandas  # which pyarrow looks for, and which does not end importing under another datetime
shift = int(sys.argv[1])
class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromordinal(datetime.date.__mro__[0].fromtimestamp(real() + shift).toordinal())
class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().fromtimestamp(real() + shift, tz)
    @classmethod
    def utcnow(cls):
        return cls.now()
real = time.time
time.time = lambda: real() + shift
datetime.date, datetime.datetime = Date, Moment
from revalo.cli.main import main
for words in sys.stdin.read().splitlines():
    if words.startswith(("sheet", "report")):  # their pages go as far as today
        os.environ["REVALO_TODAY"] = "2024-06-01"
    try:
        main(words.split())
    except SystemExit as stop:
        if stop.code not in (0, 4):
            raise
"""
PAYROLL = "employee_id,service_id,category,year,month,headcount,paid_gross\n" + "".join(
    f"{number},S{number % 3},{'ABCDE'[number % 5]},{1 + number % 30},2022-0{1 + number % 9},{1 + number % 4},1700.00\n"
    for number in range(1, 61)
)
ACTIVITY = "service_id,department,hours_apa,hours_pch,hours_aide_sociale,hours_other,participation\n" + "".join(
    f"S{number},48,1000,200,100,700,0.1\n" for number in range(3)
)


def written(folder: Path, seed: int, shift: int) -> dict[str, bytes]:
    """Every file that the commands write, by name."""
    folder.mkdir()
    (folder / "p.csv").write_text(PAYROLL, encoding="utf-8")
    (folder / "a.csv").write_text(ACTIVITY, encoding="utf-8")
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "TZ": f"UTC{seed:+d}", "COLUMNS": "80"}
    command = (sys.executable, "-c", PROGRAM, str(shift))
    said = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        input="\n".join(COMMANDS),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert said.returncode == 0, said.stderr
    return {path.name: path.read_bytes() for path in folder.iterdir()} | {"": said.stdout.encode()}


def test_twice_the_same_bytes(tmp_path: Path) -> None:
    one, two = written(tmp_path / "one", 1, 0), written(tmp_path / "two", 7, 400 * 86_400 + 4_321)
    assert one.keys() == two.keys()
    assert len(one) == 2 + 1 + len(COMMANDS) + 5  # input, standard output, results, what is said beside a CSV
    assert [name for name in one if one[name] != two[name]] == []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a payroll, at hand."""
    (tmp_path / "p.csv").write_text(PAYROLL, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ACTIVITY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_said_beside_a_csv(folder: Path) -> None:
    assert run("batch", "p.csv", "-o", "o.csv", "--without", "avenant-43", "--after", "2022-09-01").code == 0
    told = json.loads((folder / "o.csv.meta.json").read_bytes())
    law = revalo.load_law()
    assert (told["schema"], told["revalo"], told["law"]) == ("revalo.origin/1", revalo.__version__, law.fingerprint)
    assert told["asked"] == {"after": "2022-09-01", "without": ["avenant-43"], "measures_only": False}
    assert told["days"][0] == {"before": "2022-01-01", "after": "2022-01-01"}
    assert told["rows"] == {"in": 60, "out": 60, "rejected": 0, "skipped": 0}
    cents = {name: int(told[name].replace(".", "")) for name in ("before", "after", "gain")}
    assert cents["before"] + cents["gain"] == cents["after"] > 0
    assert told["people"] == sum(1 + number % 4 for number in range(1, 61))


def test_nothing_is_left_beside_standard_output(folder: Path) -> None:
    assert run("batch", "p.csv", "-o", "-").code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "p.csv"]


def test_a_parquet_file_and_a_workbook_say_it_themselves(folder: Path) -> None:
    for name in ("o.parquet", "o.xlsx"):
        assert run("batch", "p.csv", "-o", name).code == 0
        assert not (folder / f"{name}.meta.json").exists()
    law = revalo.load_law().fingerprint
    held = json.loads(parquet.read_metadata(folder / "o.parquet").metadata[b"revalo"])
    assert (held["revalo"], held["law"], held["rows"]["in"]) == (revalo.__version__, law, 60)
    book = openpyxl.load_workbook(folder / "o.xlsx")
    assert book.properties.description == f"revalo {revalo.__version__} – données juridiques {law}"
    notes = {row[0] for row in book["Synthèse"].iter_rows(values_only=True)}
    assert f"Programme\u00a0: revalo {revalo.__version__}" in notes
    assert "Dates comparées\u00a0: 2021-09-30 2022-01-01" in notes


@pytest.mark.usefixtures("folder")
def test_json_says_it() -> None:
    for command in (
        "compute --category C --year 8",
        "timeline --job avs --seniority 3 --from 2021-01 --to 2021-02",
        "compare --job avs --seniority 8 --versus job=agent-a-domicile",
        "arrears --job avs --seniority 8 --to 2024-01",
        "law diff 2021-12-31 2022-08-01",
        "fund p.csv --activity a.csv --year 2022",
    ):
        found = run(*command.split(), "--json").json
        assert (found["revalo"], found["law"]) == (revalo.__version__, revalo.load_law().fingerprint), command


@pytest.mark.usefixtures("folder")
def test_the_summary_says_it() -> None:
    said = run("batch", "p.csv", "-o", "o.csv").out.splitlines()
    assert said[-2] == f"revalo {revalo.__version__} – données juridiques {revalo.load_law().fingerprint[:8]}"


def test_the_day_taken_for_today_is_on_the_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALO_TODAY", "2024-06-01")
    assert run("sheet", "--job", "avs", "--seniority", "8", "-o", "s.html").code == 0
    assert run("report", "p.csv", "-o", "r.html").code == 0
    for name in ("s.html", "r.html"):
        mark = revalo.load_law().fingerprint[:8]
        assert f"revalo {revalo.__version__} – données juridiques {mark}, 01/06/2024" in (folder / name).read_text(
            encoding="utf-8"
        )
    monkeypatch.setenv("REVALO_TODAY", "1er juin")
    ran = run("sheet", "--job", "avs", "--seniority", "8", "-o", "s.html")
    assert (ran.code, ran.err) == (
        2,
        "Erreur\u00a0: REVALO_TODAY\u00a0: indiquez une date, par exemple 2021-10-01 [R100]\n",
    )
