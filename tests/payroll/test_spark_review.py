"""What a cluster sees of files, without Spark: all that one machine does, but what needs rows to be compared.

Guards: payroll/spark/fitting.py, payroll/spark/folders.py, payroll/spark/run.py, payroll/spark/seen.py,
payroll/spark/session.py, payroll/spark/tasks.py, payroll/spark/writing.py.
"""

import json
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from revalo.payroll.reading.pieces import Cut
from revalo.payroll.spark import run as on_spark
from running import Ran, run

HEADER = "Matricule;Emploi;Catégorie;Année;{}\n"


def spread(
    _spark: None, function: Callable[[Any, Any], Any], common: Any, items: Sequence[Any], _tasks: int | None = None
) -> list[Any]:
    """Each item in turn, by way of pickles, as Spark takes them."""
    return [pickle.loads(pickle.dumps(function(*pickle.loads(pickle.dumps((common, item)))))) for item in items]


@contextmanager
def session(_master: str | None) -> Iterator[None]:
    """No session."""
    yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder at hand, and pieces of a few lines."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(on_spark, "spread", spread)
    monkeypatch.setattr(on_spark, "session", session)
    monkeypatch.setattr(on_spark, "CUT", Cut(bytes=100, rows=10))
    return tmp_path


def payroll(folder: Path, header: str, *cells: str) -> None:
    rows = "".join(f"{number};AVS;C;8;{cell}\n" for number, cell in enumerate(cells, start=11))
    (folder / "p.csv").write_text(HEADER.format(header) + rows, encoding="utf-8")


def batch(*words: str) -> Ran:
    return run("batch", "p.csv", "-o", "out.csv", "--lang", "en", *words)


def both(folder: Path, *words: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What one machine says of the run, and what a cluster does."""
    told = []
    for more, name in (((), "here.csv"), (("--engine", "spark"), "there.csv")):
        ran = run("batch", "p.csv", "-o", name, "--lang", "en", *words, *more)
        assert ran.code in (0, 4), ran.err
        told.append(json.loads((folder / f"{name}.meta.json").read_text(encoding="utf-8")))
    return told[0], told[1]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Nb h. mens.", ["104", "", "cent", "151:40"] * 8),
        ("Taux d'activité", ["80", "50", "100"] * 8),
        ("Heures de formation", ["3"] * 20),
        ("Nb h. mens.", ["cent"] * 20),
    ],
)
def test_a_cluster_says_of_rows_what_one_machine_does(folder: Path, header: str, cells: list[str]) -> None:
    payroll(folder, header, *cells)
    with (folder / "p.csv").open("a", encoding="utf-8") as file:
        file.write("TOTAL;;;;1\n")
    here, there = both(folder)
    assert there["rows"] == here["rows"]
    assert there["rejected"] == here["rejected"]
    assert there["after"] == here["after"]
    assert there["skipped"] == here["skipped"]
    *remarks, alone = there["remarks"]
    assert remarks == here["remarks"]
    assert alone["code"] == "rows-not-compared"


def test_hours_of_a_week_stop_a_cluster_only_where_no_piece_has_more(folder: Path) -> None:
    payroll(folder, "Heures", *["35"] * 30)
    ran = batch("--engine", "spark")
    assert ran.code == 3
    assert "[R316]" in ran.err
    assert [path.name for path in folder.iterdir()] == ["p.csv"]
    payroll(folder, "Heures", *["35"] * 30, "104")
    assert batch("--engine", "spark").code == 0


def test_a_column_that_looks_like_working_time_stops_a_cluster(folder: Path) -> None:
    payroll(folder, "Heures selon planning", *["104"] * 30)
    ran = batch("--engine", "spark")
    assert ran.code == 3
    assert "[R315]" in ran.err


def test_a_profile_and_blanks_hold_on_a_cluster(folder: Path) -> None:
    payroll(folder, "Heures selon planning", *["1.04,00", ""] * 10)
    (folder / "m.yaml").write_text("decimal: ','\ncolumns:\n  Heures selon planning: hours\n", encoding="utf-8")
    here, there = both(folder, "--mapping", "m.yaml", "--blank", "full-time")
    assert there["rows"] == here["rows"]
    assert there["after"] == here["after"]


@pytest.mark.parametrize(
    ("path", "start", "told"),
    [
        (
            "avenant43.point_value",
            "2037-01-01",
            "the scenario up starts on 2037-01-01: none of the 30 rows is that late",
        ),
        ("civil_service.point_value", "2021-10-01", "the scenario up changes nothing for any of the 30 rows"),
        ("avenant43.point_value", "2022-09-01", None),
    ],
)
def test_a_cluster_says_which_scenarios_change_nothing(folder: Path, path: str, start: str, told: str | None) -> None:
    payroll(folder, "Mois;Nb h. mens.", *["2022-09;104"] * 30)
    scenario = f"name: up\ntitle: {{fr: Plus, en: More}}\nfrom: {start}\nchanges:\n  - {{path: {path}, value: 6.00}}\n"
    (folder / "up.yaml").write_text(scenario, encoding="utf-8")
    here, there = both(folder, "--scenario", "up.yaml")
    assert there["remarks"][:-1] == here["remarks"]
    assert [each["text"] for each in here["remarks"] if "scenario" in each["code"]] == [told] * (told is not None)
