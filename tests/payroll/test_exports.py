"""Files as payroll offices send them: each of `tests/exports` comes to what its table says, and no row is lost.

Guards: payroll/reading/no_person.py, payroll/reading/repeats.py, payroll/reading/unknown_cells.py, people/sample.py.
"""

import csv
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from running import Ran, run

FOLDER = Path(__file__).parents[1] / "exports"
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "outcomes.yaml").read_text(encoding="utf-8"))
USUAL = "batch {} -o out.csv"


def named(case: dict[str, Any]) -> str:
    return f"{case['file']} {case.get('run', '').removeprefix('batch {}')}".strip()


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file)) if path.exists() else []


def written(folder: Path, case: dict[str, Any]) -> None:
    """Results, rejects and provenance say what the table says, and add up."""
    out, meta = rows(folder / "out.csv"), json.loads((folder / "out.csv.meta.json").read_text(encoding="utf-8"))
    rejected = rows(folder / "out.csv.rejects.csv") if (folder / "out.csv.rejects.csv").exists() else []
    assert len(out) == case["out"]
    assert Counter(each["code"] for each in rejected) == Counter(case.get("rejected", {}))
    assert Counter(each["reason"] for each in meta["skipped"]) == Counter(case.get("skipped", {}))
    counts = meta["rows"]
    assert counts["in"] == counts["out"] + counts["rejected"] + counts["skipped"]
    assert (counts["out"], counts["rejected"]) == (len(out), len(rejected))
    for key, column in (("after", "after_gross"), ("ids", "employee_id")):
        assert [each[column] for each in out] == case.get(key, [each[column] for each in out])


@pytest.mark.parametrize("case", CASES, ids=[named(case) for case in CASES])
def test_export(case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in FOLDER.iterdir():
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    words = case.get("run", USUAL).replace("{}", case["file"]).split()
    ran: Ran = run(*words, "--lang", "en")
    assert ran.code == case.get("exit", 0), ran.err
    shown = " ".join((ran.out + ran.err).split())
    for said in [*case.get("says", []), *([f"[{case['fails']}]"] if "fails" in case else [])]:
        assert said in shown, shown
    if "-o out.csv" in case.get("run", USUAL) and "fails" not in case:
        written(tmp_path, case)


def test_every_file_has_its_outcome() -> None:
    told = {word for case in CASES for word in (case["file"], *case.get("run", "").split())}
    assert {path.name for path in FOLDER.iterdir()} - told == {"outcomes.yaml"}
