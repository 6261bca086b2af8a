"""Hours beyond the contract: overtime above full time, extra hours of part time, each at the hourly rate raised."""

import csv
from datetime import date
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any

import pytest

from revalo.errors import UsageError
from revalo.grids.law import Law
from revalo.rules.person import read_employee
from running import compute, lines, run

AVS = ("--job", "avs", "--category", "C", "--year", "8", "--seniority", "8", "--echelon", "2")


def cents(euros: Fraction) -> str:
    rounded = floor(euros * 100 + Fraction(1, 2))
    return f"{rounded // 100}.{rounded % 100:02d}"


def line(side: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in side["lines"] if each["id"] == name)


@pytest.mark.parametrize(
    ("option", "name", "paid"),
    [
        ("--overtime-25", "overtime", "1.25"),
        ("--overtime-50", "overtime", "1.50"),
        ("--extra-10", "extra_hours", "1.10"),
        ("--extra-25", "extra_hours", "1.25"),
    ],
)
@pytest.mark.parametrize("hours", ["0.01", "1", "3.37", "34.67", "744"])
def test_an_hour_is_paid_at_the_hourly_rate_raised(option: str, name: str, paid: str, hours: str) -> None:
    found = compute(*AVS, option, hours)
    for side, coefficient in (("before", 325), ("after", 359)):
        hourly = coefficient * Fraction("5.50") / Fraction("151.67")
        assert lines(found[side])[name] == cents(hourly * Fraction(hours) * Fraction(paid))


def test_both_rates_make_one_line_rounded_once() -> None:
    found = compute(*AVS, "--overtime-25", "4.33", "--overtime-50", "1.29", "--lang", "en")
    after = line(found["after"], "overtime")
    hourly = 359 * Fraction("5.50") / Fraction("151.67")
    assert after["amount"] == cents(hourly * (Fraction("4.33") * Fraction("1.25") + Fraction("1.29") * Fraction("1.5")))
    assert after["formula"].endswith("/ 151.67 × ((1 + 25 %) × 4.33 + (1 + 50 %) × 1.29)")
    assert "code-travail-2016" in after["texts"]
    assert after["confidence"] == "assumed"  # the hourly rate
    assert [each["field"] for each in found["assumptions"]].count("avenant43.hourly_rate") == 1


def test_the_hourly_rate_has_the_minimum_wage_in_it() -> None:
    lowest = ("--category", "A", "--year", "1", "--status", "employe", "--degree", "1", "--hours", "80")
    found = compute(*lowest, "--extra-10", "10")
    assert lines(found["before"])["extra_hours"] == cents(Fraction("1554.58") / Fraction("151.67") * 11)
    assert lines(found["after"])["extra_hours"] == cents(Fraction("1589.47") / Fraction("151.67") * 11)


def test_without_them_nothing_is_added() -> None:
    plain = compute(*AVS)
    assert compute(*AVS, "--overtime-25", "0", "--extra-25", "0") == plain
    assert not {"overtime", "extra_hours"} & set(lines(plain["after"]))


@pytest.mark.parametrize(
    ("arguments", "warned"),
    [
        (("--overtime-25", "4"), False),
        (("--overtime-25", "4", "--hours", "151.67"), False),
        (("--overtime-25", "4", "--hours", "151.66"), True),
        (("--overtime-50", "4", "--fte", "0.999999"), True),
        (("--extra-10", "4", "--hours", "151.66"), False),
        (("--extra-10", "4", "--hours", "151.67"), True),
        (("--extra-25", "4"), True),
    ],
)
def test_hours_that_do_not_go_with_the_time_worked_are_said(arguments: tuple[str, ...], warned: bool) -> None:
    said = [each for each in compute(*AVS, *arguments)["warnings"] if "allègements" not in each]
    assert bool(said) is warned


@pytest.mark.parametrize("name", ["overtime_25", "overtime_50", "extra_10", "extra_25"])
def test_they_are_for_home_care(law: Law, name: str) -> None:
    with pytest.raises(UsageError):
        read_employee(law, {"sector": "ccn51", "gross": "2000", name: "3"})
    with pytest.raises(UsageError):
        read_employee(law, {name: "744.01"})


def test_columns_of_a_payroll(tmp_path: Path) -> None:
    path = tmp_path / "paie.csv"
    path.write_text(
        "Matricule;Emploi;Catégorie;Année;Échelon;Ancienneté;Heures;HS 25 %;HS 50 %;Heures comp 10 %;extra_25\n"
        "1;avs;C;8;2;8;151,67;4;2,5;;\n"
        "2;avs;C;8;2;8;104;;;3,25;1\n",
        encoding="utf-8",
    )
    out = tmp_path / "out.csv"
    ran = run("batch", str(path), "-o", str(out), "--lines", "--lang", "en")
    assert ran.code == 0, ran.err
    found = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    one = compute(*AVS, "--overtime-25", "4", "--overtime-50", "2.5")
    two = compute(*AVS, "--hours", "104", "--extra-10", "3.25", "--extra-25", "1")
    for row, alone in zip(found, (one, two), strict=True):
        for side in ("before", "after"):
            assert row[f"{side}_gross"] == alone[side]["gross"]
    assert found[0]["after_overtime"] == lines(one["after"])["overtime"]
    assert found[1]["after_extra_hours"] == lines(two["after"])["extra_hours"]


def test_the_rates_are_law(law: Law) -> None:
    assert law.table("avenant43.supplements.overtime").versions[0].start == date(2016, 8, 10)
    found = compute(*AVS, "--overtime-25", "10", "--set", "avenant43.supplements.overtime.first-eight=30")
    hourly = 359 * Fraction("5.50") / Fraction("151.67")
    assert lines(found["after"])["overtime"] == cents(hourly * 13)
