"""Rows with a grade and an échelon: the amounts, refusals and caveats of `compute`, whatever else is in the file."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from revalo.analysis.comparison import Request, compute
from revalo.grids.law import Law
from revalo.money import plain
from revalo.rules.person import read_employee
from running import run

HEADER = "employee_id,sector,structure,profession,grade,step,step_since,step_after,part_time,index"
PEOPLE = {
    "1": "fph,ehpad,aide-soignant,aide-soignant-principal,8,2020-03-15,,,",
    "2": "fph,eps,infirmier,isg-grade-2,5,,,80,",
    "3": "fph,eps,,isg-grade-2,10,,,,",  # the grade says the profession
    "4": "fph,ehpad,aide-soignant,aide-soignant,6,,5,,",
    "5": "fpt,saad,agent-social,agent-social-c3,4,2019-01-01,,50,",
    "6": "fph,ehpad,administratif,,,,,,400",
    "7": "fph,eps,infirmier,infirmière de bloc,,,,,498",  # not a grade of ours: the index says the pay
}
REJECTED = {
    "8": ("fph,ehpad,aide-soignant,aide-soignant,6,,,,", "grade", "not-computable"),
    "9": ("fph,ehpad,aide-soignant,aide-soignant-principal,10,,,,", "grade", "not-computable"),
    "10": ("fph,ehpad,aide-soignant,,3,,,,", "grade", "grade-needed"),
    "11": ("fph,ehpad,aide-soignant,isg-grade-2,,,,,", "grade", "step-needed"),
    "12": ("fpt,ehpad,aide-soignant,ashq-c1,3,,,,", "grade", "grade-elsewhere"),
    "13": ("fph,eps,infirmier,isg-grade-2,5,,,,430", "grade", "index-and-step-differ"),
    "14": ("fph,eps,infirmier,inconnu,5,,,,", "grade", "unknown-code"),
}
DAYS = {"before": date(2021, 9, 30), "after": date(2021, 10, 1)}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the results of a file of them all."""
    folder = tmp_path_factory.mktemp("grades")
    rows = [f"{number},{row}" for number, row in PEOPLE.items()]
    rows += [f"{number},{row}" for number, (row, _column, _code) in REJECTED.items()]
    (folder / "paie.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    days = [f"--{side}={day}" for side, day in DAYS.items()]
    ran = run("batch", str(folder / "paie.csv"), "-o", str(folder / "out.csv"), *days, "--lang", "en")
    assert ran.code == 4, ran.err
    return folder


def test_rows_have_the_amounts_of_compute(law: Law, outcome: Path) -> None:
    with (outcome / "out.csv").open(encoding="utf-8", newline="") as file:
        found = {row["employee_id"]: (row["before_gross"], row["after_gross"]) for row in csv.DictReader(file)}
    assert list(found) == list(PEOPLE)
    for number, row in PEOPLE.items():
        given = {name: text for name, text in zip(HEADER.split(",")[1:], row.split(","), strict=True) if text}
        if "index" in given:
            given = {name: text for name, text in given.items() if name != "grade"}
        sides = compute(law, read_employee(law, given), Request(DAYS["before"], DAYS["after"]))
        assert found[number] == (plain(sides.before.gross), plain(sides.after.gross)), number


def test_what_cannot_be_computed_is_a_reject_with_its_column_and_code(outcome: Path) -> None:
    with (outcome / "out.csv.rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {row["row"]: (row["column"], row["code"]) for row in csv.DictReader(file)}
    assert list(found.values()) == [(column, code) for _row, column, code in REJECTED.values()]


def test_the_gain_by_text_of_a_file_is_that_of_its_people(tmp_path: Path) -> None:
    paid = "employee_id,sector,structure,profession,grade,step\n1,fph,ehpad,aide-soignant,aide-soignant-principal,8\n"
    (tmp_path / "paie.csv").write_text(paid, encoding="utf-8")
    texts = ["--after", "2021-10-01", "--without", "decret-2021-1257", "--lang", "en"]
    ran = run("batch", str(tmp_path / "paie.csv"), "-o", str(tmp_path / "out.csv"), *texts)
    assert ran.code == 0, ran.err
    assert "32.80" in (tmp_path / "out.csv").read_text(encoding="utf-8")


def test_a_month_of_a_file_is_the_day_of_its_echelon(tmp_path: Path) -> None:
    """In a file of November 2021 échelon 4 is that of the new grid, and of the old one nothing is known."""
    rows = ["employee_id,month,before_month,sector,grade,step", "1,2021-11,2021-10,fph,isg-grade-2,4"]
    rows += ["2,2021-11,2021-09,fph,isg-grade-2,4", "3,2021-09,2021-08,fph,isg-grade-2,4"]
    (tmp_path / "paie.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    ran = run("batch", str(tmp_path / "paie.csv"), "-o", str(tmp_path / "out.csv"), "--lang", "en")
    assert ran.code == 4, ran.err
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        found = {row["employee_id"]: (row["before_gross"], row["after_gross"]) for row in csv.DictReader(file)}
    assert found == {"1": ("2347.70", "2347.70"), "3": ("2225.86", "2225.86")}


@pytest.mark.parametrize(
    ("header", "row", "read"),
    [
        ("Matricule,Secteur,Grade,Échelon", "1,fph,isg-grade-2,4", {"Grade": "grade", "Échelon": "step"}),
        ("Matricule,Secteur,Emploi,Grade,Échelon", "1,bad,avs,,2", {"Grade": "grade", "Échelon": "echelon"}),
        ("Matricule,Emploi,Grade,Échelon,Ancienneté", "1,avs,G2,2,8", {"Échelon": "echelon"}),
    ],
)
def test_the_echelon_of_a_grade_and_that_of_home_care_never_mix(
    tmp_path: Path, header: str, row: str, read: dict[str, str]
) -> None:
    (tmp_path / "paie.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    ran = run("columns", str(tmp_path / "paie.csv"), "--lang", "fr")
    found = {match[1]: match[2] for match in re.finditer(r"^ *(\S+) +.*?\((\w+)\)", ran.out, re.MULTILINE)}
    assert {name: found.get(name) for name in ("Grade", "Échelon") if name in read} == read
