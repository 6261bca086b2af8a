"""`revalo report --activity`: the amounts of `revalo fund`, to the cent, and nobody told apart.

Guards: reports/pages/sharing.py.
"""

import csv
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from fund_files import table
from pages import Page, check
from revalo.money import euros, localised, parse_fixed
from running import run
from shared_files import files


def report(folder: Path, payroll: Path, activity: Path, *options: str) -> Page:
    out = folder / "rapport.html"
    ran = run("report", str(payroll), "--activity", str(activity), "-o", str(out), "--lang", "en", *options)
    assert (ran.code, ran.err) == (0, "")
    page = Page(out.read_text(encoding="utf-8"))
    check(page)
    return page


def fund(payroll: Path, activity: Path, *options: str) -> Any:
    ran = run("fund", str(payroll), "--activity", str(activity), "--json", "--lang", "en", *options)
    assert (ran.code, ran.err) == (0, "")
    return ran.json


def written(amount: str) -> str:
    return euros(parse_fixed(amount, 2), "en")


SIX = ("cost", "others", "users", "borne", "aid", "remainder")


@pytest.mark.parametrize(
    "options",
    [
        ("--year", "2022"),
        ("--year", "2021", "--staff", "9", "--no-payroll-tax", "--participation", "0.1"),
        ("--year", "2023", "--hourly-reading", "cost", "--hours-factor", "0.2", "--cap", "1.5"),
        ("--year", "2025", "--coverage-rate", "0.427", "--no-member"),
        ("--year", "2022", "--without", "avenant-43", "--set", "avenant43.point_value=5.9", "--rate", "0.4"),
    ],
    ids=" ".join,
)
def test_the_amounts_are_those_of_fund(tmp_path: Path, options: tuple[str, ...]) -> None:
    payroll, activity = files(tmp_path, (7, 6, 5))
    found, page, year = fund(payroll, activity, *options), report(tmp_path, payroll, activity, *options), options[1]
    _headings, *rows, total = page.rows(f"Who pays in {year}, by département, in euros")
    assert {row[0] for row in rows} == {"48", "2A"}
    for name, *amounts in (*rows, total):
        held = next((each for each in found["departments"] if each["department"] == name), found["total"])
        assert amounts == [localised(held[key], "en") for key in SIX]
        of = "all départements" if name == "Total" else f"département {name}"
        steps = page.rows(f"From the cost to what is left: {of}, {year}")[1:]
        assert [step[1] for step in steps] == [written(held[key]) for key in SIX]
    services = {row[0]: row[1:] for row in page.rows(f"Who pays in {year}, by service")[1:-1]}
    held_services = [each for department in found["departments"] for each in department["services"]]
    assert services.keys() == {each["service_id"] for each in held_services}
    for each in held_services:
        cost, _others, _users, borne, by_hour = services[each["service_id"]]
        assert [cost, borne, by_hour] == [written(each[key]) for key in ("cost", "borne", "cost_per_hour")]
    told = unescape(page.text)
    assert all(words in told for words in (*(each["reason"] for each in found["assumptions"]), *found["warnings"]))


def test_columns_of_the_activity_that_are_not_used_are_named(tmp_path: Path) -> None:
    payroll, activity = files(tmp_path, (7, 6, 5))
    first, *rows = activity.read_text("utf-8").splitlines()
    activity.write_text("\n".join([f"{first},Heures CARSAT", *(f"{row},50" for row in rows)]) + "\n", encoding="utf-8")
    page = report(tmp_path, payroll, activity, "--year", "2022")
    assert "columns not used: Heures CARSAT" in unescape(page.text)


def test_small_groups_are_never_shown_nor_given_away(tmp_path: Path) -> None:
    payroll, activity = files(tmp_path, (7, 3, 8, 2))
    page = report(tmp_path, payroll, activity, "--year", "2022")
    assert [row[0] for row in page.rows("Who pays in 2022, by département, in euros")[1:]] == [
        "48",
        "Other groups (2, merged)",
        "Total",
    ]
    names = [row[0] for row in page.rows("Who pays in 2022, by service")[1:]]
    assert names == ["48: Other groups (2, merged)", "Other groups (2, merged)", "Total"]
    found = fund(payroll, activity, "--year", "2022")
    small = next(each for each in found["departments"] if each["department"] == "07")
    for key in ("cost", "borne"):
        assert localised(small[key], "en") not in page.text
    assert "2022, 07" not in page.text


def test_a_service_that_another_table_of_the_page_puts_together_is_put_together_here_too(tmp_path: Path) -> None:
    """Category A is everybody of Causses and one of Vallées: shown beside Causses, it would tell that one."""
    payroll, activity = files(tmp_path, (9, 8, 7))
    rows = list(csv.DictReader(payroll.read_text(encoding="utf-8").splitlines()))
    for place, row in enumerate(rows):
        row |= {"category": "A" if place <= 9 else "BCDE"[place % 4], "status": "employe", "degree": "1"}
    page = report(tmp_path, table(payroll, rows), activity, "--year", "2022")
    services = {row[0] for row in page.rows("Gain by service")} & {"Causses", "Vallées", "Aubrac"}
    categories = {row[0] for row in page.rows("Gain by category (old grid)")}
    paid = {row[0] for row in page.rows("Who pays in 2022, by service")}
    assert not ("A" in categories and {"Causses"} <= services | paid)
    assert paid & {"Causses", "Vallées", "Aubrac"} <= services
    assert not any("(1, merged)" in name for name in paid), "a total less what is shown would tell one service"


def test_warnings_on_a_small_departement_are_left_out(tmp_path: Path) -> None:
    payroll, activity = files(tmp_path, (7, 6, 8, 2))
    options = ("--year", "2022", "--hours-factor", "0.05")
    warnings = [each for each in fund(payroll, activity, *options)["warnings"] if "-reading" in each]
    assert {each.split(":")[0] for each in warnings} == {"2022, 2A", "2022, 07"}
    page = report(tmp_path, payroll, activity, *options)
    assert not any(each in page.text for each in warnings)


def test_several_years(tmp_path: Path) -> None:
    payroll, activity = files(tmp_path, (7, 6))
    years = ("--year", "2022", "--year", "2023")
    page, found = report(tmp_path, payroll, activity, *years), fund(payroll, activity, *years)
    rows = page.rows("All départements, year by year, in euros")[1:]
    assert rows == [[str(each["year"]), *(localised(each[key], "en") for key in SIX)] for each in found["evolution"]]
    assert {"Who pays in 2022", "Who pays in 2023"} <= set(page.said("h2"))


def test_a_rejected_row_stands_once_in_the_rejects(tmp_path: Path) -> None:
    payroll, activity = files(tmp_path, (7,))
    with payroll.open("a", encoding="utf-8") as file:
        file.write("X1,Causses,Z,3,employe,1,1,3,151.67,,,1\n")
    out = tmp_path / "r.pdf"
    ran = run("report", str(payroll), "--activity", str(activity), "--year", "2022", "-o", str(out), "--lang", "en")
    assert ran.code == 4
    assert "not counted in who pays: 1" in ran.out
    with (tmp_path / "r.pdf.rejects.csv").open(encoding="utf-8", newline="") as file:
        assert [row["row"] for row in csv.DictReader(file)] == ["9"]


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--year", "2022"), 2, "--activity"),
        (("--activity", "activite.csv"), 2, "--year"),
        (("--activity", "activite.csv", "--year", "2025"), 2, "--coverage-rate"),
        (("--activity", "autre.csv", "--year", "2022"), 3, "service_id"),
        (("--activity", "absent.csv", "--year", "2022"), 3, "absent.csv"),
    ],
)
def test_refusals_write_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], code: int, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    files(tmp_path, (2,))
    (tmp_path / "autre.csv").write_text("service_id,department,hours_apa\nAilleurs,48,100\n", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    ran = run("report", "paie.csv", "-o", "r.html", *options)
    assert ran.code == code
    assert words in ran.err
    assert sorted(tmp_path.iterdir()) == before
