"""A coefficient names one place in the new grid at every date, 485 apart; an old one a row inside a category.

Guards: rules/coefficient.py, rules/placement.py.
"""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from oracle import EMPLOYE_1, NEW_GRID, OLD_GRID
from revalo.errors import UsageError
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.rules.coefficient import NewPlace, check_held, named_place, old_year_named, places_of
from running import compute, run

UNKNOWN = NewPlace(None, None, None)
# Typed in from the texts a second time, in the oracle.
GRIDS = [*NEW_GRID.items(), *((("employe", 1), row) for row in EMPLOYE_1.values())]
PLACES = {(row[echelon - 1], *place, echelon) for place, row in GRIDS for echelon in (1, 2, 3)}


def test_each_coefficient_of_every_date_names_one_place(law: Law) -> None:
    twice = {figure for figure, number in Counter(place[0] for place in PLACES).items() if number > 1}
    assert twice == {485}
    for figure, status, degree, echelon in PLACES:
        given = UNKNOWN._replace(status=status) if figure in twice else UNKNOWN
        assert named_place(law, figure, given) == NewPlace(status, degree, echelon)
    assert set(places_of(law)) == {place[0] for place in PLACES}


@pytest.mark.parametrize("category", OLD_GRID)
def test_each_old_coefficient_is_a_row_of_its_category(law: Law, category: str) -> None:
    binding = Binding(law, Choices(date(2021, 9, 30)))
    for row, figure in enumerate(OLD_GRID[category], start=1):
        assert old_year_named(binding, figure, None, category) == row
        assert old_year_named(binding, figure, row, category) == row
        with pytest.raises(UsageError):
            old_year_named(binding, figure, row % 30 + 1, category)
    for figure in set(range(1, 1300)) - set(OLD_GRID[category]):
        with pytest.raises(UsageError):
            old_year_named(binding, figure, None, category)


@pytest.mark.parametrize(
    ("coefficient", "day", "held"),
    [
        (286, "2021-10-01", True),
        (286, "2021-12-31", True),
        (286, "2022-01-01", False),
        (291, "2021-12-31", False),
        (291, "2022-01-01", True),
        (308, "2023-12-31", False),
        (308, "2024-01-01", True),
        (359, "2024-01-01", True),
        (359, "2021-09-30", False),
    ],
)
def test_a_coefficient_is_one_of_the_day_after(law: Law, coefficient: int, day: str, held: bool) -> None:
    binding = Binding(law, Choices(date.fromisoformat(day)))
    if held:
        check_held(binding, coefficient)
    else:
        with pytest.raises(UsageError):
            check_held(binding, coefficient)


def test_the_coefficients_say_the_same_as_the_places() -> None:
    named = compute("--coefficient", "359", "--category", "C", "--old-coefficient", "325", "--seniority", "8")
    placed = compute(
        *(
            "--status",
            "employe",
            "--degree",
            "2",
            "--echelon",
            "2",
            "--category",
            "C",
            "--year",
            "8",
            "--seniority",
            "8",
        )
    )
    assert named["before"] == placed["before"]
    assert named["after"] == placed["after"]
    assert named["assumptions"] == placed["assumptions"]
    assert {each["field"] for each in named["assumptions"]} == {"hours", "structure"}


def test_the_place_holds_on_both_sides() -> None:
    """315 is échelon 2 of employé degree 1 in 2024; that échelon had 304 in 2022."""
    found = compute("--coefficient", "315", "--seniority", "8", "--before", "2022-02-01", "--after", "2024-02-01")
    assert found["before"]["lines"][0]["formula"] == "304 × 5.51"
    assert found["after"]["lines"][0]["formula"] == "315 × 5.77"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--coefficient", "358"), "359"),
        (("--coefficient", "286", "--after", "2024-02-01"), "308"),
        (("--coefficient", "485"), "--status"),
        (("--coefficient", "485", "--status", "employe"), "485"),
        (("--coefficient", "359", "--echelon", "3"), "359"),
        (("--coefficient", "359", "--after", "2021-09-30", "--before", "2021-09-29"), "--old-coefficient"),
        (("--coefficient", "0"), "359"),
        (("--old-coefficient", "324"), "325"),
        (("--old-coefficient", "325", "--year", "9"), "325"),
    ],
)
def test_a_coefficient_that_does_not_fit_is_refused(arguments: tuple[str, ...], said: str) -> None:
    ran = run("compute", "--category", "C", "--seniority", "8", *arguments)
    assert ran.code == 2, ran.out
    assert said in ran.err


@pytest.mark.parametrize(("status", "formula"), [("technicien", "485 × 5.50"), ("cadre", "485 × 5.50")])
def test_the_status_tells_485_apart(status: str, formula: str) -> None:
    found = compute("--coefficient", "485", "--status", status, "--category", "F", "--seniority", "8")
    assert found["after"]["lines"][0]["formula"] == formula


def test_an_old_coefficient_tells_the_seniority_of_one_whose_date_is_not_known() -> None:
    found = compute("--coefficient", "359", "--category", "C", "--old-coefficient", "325")
    (assumed,) = [each for each in found["assumptions"] if each["field"] == "seniority"]
    assert assumed["value"] == 7


def test_columns_of_a_payroll(tmp_path: Path) -> None:
    path, out = tmp_path / "paie.csv", tmp_path / "out.csv"
    rows = (
        "1;C;359;325;8;",
        "2;C;358;325;8;",
        "3;C;359;324;8;",
        "4;F;485;475;8;cadre",
        "5;F;485;475;8;",
        "6;C;;325;8;",
        "7;A;291;;8;",
    )
    path.write_text(
        "\n".join(("Matricule;Catégorie;Coefficient;Ancien coefficient;Ancienneté;Statut", *rows)), encoding="utf-8"
    )
    ran = run("batch", str(path), "-o", str(out), "--lang", "en")
    assert ran.code == 4, ran.err
    found = {line.split(",")[0].strip('"') for line in out.read_text("utf-8-sig").splitlines()[1:]}
    assert found == {"1", "4", "6"}
    rejects = [
        line.replace('"', "").split(",")
        for line in (tmp_path / "out.csv.rejects.csv").read_text("utf-8-sig").splitlines()
    ]
    assert {(each[1], each[2]) for each in rejects[1:]} == {
        ("3", "coefficient"),
        ("4", "old_coefficient"),
        ("6", "coefficient"),
        ("8", "coefficient"),
    }
