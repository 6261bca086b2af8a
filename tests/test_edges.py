"""The edges of rules and of inputs, where one more or one less changes the answer: found alive by `make mutants`."""

from typing import Any

import pytest

from revalo.errors import UsageError
from revalo.grids.law import Law
from revalo.rules.employee import READERS, read_employee
from running import compute, lines, run

SOMEONE = ("--sector", "ccn66", "--structure", "autre", "--profession", "administratif", "--after", "2022-02-01")
NURSE = {"sector": "fph", "structure": "ehpad", "profession": "ide", "index": "420"}


def contributions(*arguments: str) -> str:
    """The employer's contributions of the after side."""
    found = compute(*SOMEONE, *arguments, "--employer-cost")
    return str(found["after"]["employer_cost"]["contributions"])


@pytest.mark.parametrize(
    ("gross", "expected"), [("4007.79", "1492.80"), ("4007.80", "1492.80"), ("4007.81", "1733.28")]
)
def test_the_health_cut_goes_up_to_the_limit_itself(gross: str, expected: str) -> None:
    """2.5 minimum wages of February 2022 are 4007.80 exactly: the cut of 6 points stops above."""
    assert contributions("--gross", gross) == expected


@pytest.mark.parametrize(
    ("staff", "expected"), [("10", "714.72"), ("11", "723.72"), ("12", "723.72"), ("49", "723.72"), ("50", "740.72")]
)
def test_the_size_of_an_employer_counts_from_11_and_from_50(staff: str, expected: str) -> None:
    """2000 € in February 2022: training at 1 % rather than 0.55 % from 11, housing and more from 50."""
    assert contributions("--gross", "2000", "--staff", staff) == expected


def test_on_call_duty_adds_up_its_three_kinds() -> None:
    """2 ordinary, 1 special and 3 split: (7×2 + 8×1 + 9×3) × 5.50 before, (8×2 + 10×1 + 12×3) × 5.77 after."""
    days = ("--on-call", "2", "--on-call-special", "1", "--on-call-split-special", "3")
    found = compute("--job", "avs", "--seniority", "8", "--echelon", "2", *days, "--after", "2022-09-01")
    points = {side: found[side]["lines"][-1]["formula"] for side in ("before", "after")}
    assert [lines(found[side])["on_call"] for side in ("before", "after")] == ["269.50", "357.74"], points


# The least and the most that each input takes, as the messages say them.
LIMITS: dict[str, tuple[str, str, str, str]] = {
    "index": ("0", "1", "2000", "2001"),
    "part_time": ("0", "1", "100", "101"),
    "gross": ("0", "0.01", "30000", "30000.01"),
    "absence_days": ("-1", "0", "366", "367"),
    "year": ("0", "1", "30", "31"),
    "degree": ("0", "1", "2", "3"),
    "echelon": ("0", "1", "3", "4"),
    "seniority": ("-1", "0", "70", "71"),
    "diploma": ("2", "3", "8", "9"),
    "hours": ("0", "0.01", "744", "744.01"),
    "fte": ("0", "0.000001", "2", "2.000001"),
    "tutor": ("-1", "0", "99", "100"),
    "apprentices": ("-1", "0", "99", "100"),
    "sunday_hours": ("-0.01", "0", "744", "744.01"),
    "night_hours": ("-0.01", "0", "744", "744.01"),
    "on_call": ("-0.01", "0", "31", "31.01"),
    "on_call_special": ("-0.01", "0", "31", "31.01"),
    "on_call_split_special": ("-0.01", "0", "31", "31.01"),
}


def person(name: str, value: str) -> dict[str, Any]:
    """Someone with this input, in a sector that takes it."""
    if name in ("index", "part_time"):
        return {**NURSE, name: value}
    return {"sector": "ccn66", name: value} if name == "gross" else {"category": "C", "year": "8", name: value}


@pytest.mark.parametrize("name", LIMITS)
def test_the_limits_of_an_input(name: str, law: Law) -> None:
    under, least, most, over = LIMITS[name]
    for value in (least, most):
        read_employee(law, person(name, value))
    for value in (under, over):
        with pytest.raises(UsageError):
            read_employee(law, person(name, value))


def test_every_number_has_its_limits_here() -> None:
    words = {"sector", "structure", "profession", "department", "job", "category", "domain", "status", "since"}
    assert set(READERS) - words - {"allowances"} == set(LIMITS)


def test_the_limit_of_an_allowance_s_number(law: Law) -> None:
    read_employee(law, {"category": "C", "year": "8", "allowances": ["places=99999"]})
    with pytest.raises(UsageError):
        read_employee(law, {"category": "C", "year": "8", "allowances": ["places=100000"]})


def test_someone_may_enter_on_the_day_itself() -> None:
    """No completed year yet; a day later nobody is there."""
    person = ("--job", "avs", "--before", "2022-09-01", "--after", "2022-09-02")
    found = compute(*person, "--since", "2022-09-01")
    assert found["before"]["gross"] == found["after"]["gross"] == "1984.88"
    ran = run("compute", *person, "--since", "2022-09-02")
    assert ran.code == 2, ran.err


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-11-01", {"base": "1679.07", "seniority": "33.58"}),
        ("2023-06-15", {"base": "1679.07", "smic_topup": "68.13", "seniority": "34.94"}),
    ],
)
def test_seniority_is_counted_on_the_topped_base_since_avenant_53(day: str, expected: dict[str, str]) -> None:
    """2 % of 291 × 5.77 = 1679.07, then of the minimum wage of 1747.20 that the base is topped up to."""
    person = ("--domain", "intervention", "--status", "employe", "--degree", "1", "--category", "A", "--year", "8")
    assert lines(compute(*person, "--seniority", "8", "--echelon", "1", "--after", day)["after"]) == expected
