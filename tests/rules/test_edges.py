"""The edges of rules and of inputs, where one more or one less changes the answer: found alive by `make mutants`.

Guards: rules/civil_service.py, rules/civil_service_inputs.py, rules/minimum_wage.py, rules/trace.py.
"""

from datetime import date
from typing import Any

import pytest

from revalo.errors import UsageError
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.rules.fields import FIELDS, Employee
from revalo.rules.payslip import payslip
from revalo.rules.person import read_employee
from revalo.rules.trace import used
from running import compute, lines, run

SOMEONE = ("--sector", "ccn66", "--structure", "autre", "--profession", "administratif", "--after", "2022-02-01")
NURSE_OF_GRADE = {"sector": "fph", "structure": "ehpad", "grade": "isg-grade-2", "step": "5"}
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
    "weekly_hours": ("0", "0.01", "168", "168.01"),
    "fte": ("0", "0.000001", "2", "2.000001"),
    "coefficient": ("0", "1", "2000", "2001"),
    "old_coefficient": ("0", "1", "2000", "2001"),
    "overtime_25": ("-0.01", "0", "744", "744.01"),
    "overtime_50": ("-0.01", "0", "744", "744.01"),
    "extra_10": ("-0.01", "0", "744", "744.01"),
    "extra_25": ("-0.01", "0", "744", "744.01"),
    "step": ("0", "1", "20", "21"),
    "step_after": ("0", "1", "20", "21"),
    "differential": ("-0.01", "0", "5000", "5000.01"),
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
    if name in ("step", "step_after"):
        return {**NURSE_OF_GRADE, name: value}
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
    words |= {"grade", "grade_after", "step_since"}
    assert set(FIELDS) - words - {"allowances"} == set(LIMITS)


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


@pytest.mark.parametrize(("staff", "code"), [("0", 0), ("10000000", 0), ("10000001", 2), ("-1", 2)])
def test_the_limits_of_a_staff(staff: str, code: int) -> None:
    assert run("compute", *SOMEONE, "--gross", "2000", "--employer-cost", "--staff", staff).code == code


@pytest.mark.parametrize("name", [name for name, limits in LIMITS.items() if "." in limits[0] + limits[1]])
def test_the_decimals_of_an_input(name: str, law: Law) -> None:
    places = 6 if name == "fte" else 2
    read_employee(law, person(name, "1." + "1" * places))
    with pytest.raises(UsageError):
        read_employee(law, person(name, "1." + "1" * (places + 1)))


def test_nothing_is_counted_of_someone_who_says_nothing() -> None:
    """The counts of an employee that no one gave."""
    employee = Employee()
    names = (
        "tutor",
        "apprentices",
        "sunday_hours",
        "night_hours",
        "on_call",
        "on_call_special",
        "on_call_split_special",
    )
    assert {name: getattr(employee, name) for name in names} == dict.fromkeys(names, 0)


def test_an_allowance_s_number_is_not_below_nothing(law: Law) -> None:
    read_employee(law, {"category": "C", "year": "8", "allowances": ["places=0"]})
    with pytest.raises(UsageError):
        read_employee(law, {"category": "C", "year": "8", "allowances": ["places=-1"]})


def test_a_line_names_the_time_worked_only_where_its_formula_shows_it(law: Law) -> None:
    """The top-up of someone part time: made of two amounts, which have their own share of time."""
    given = {"category": "A", "year": "1", "status": "employe", "degree": "1", "echelon": "1", "hours": "104"}
    slip = payslip(read_employee(law, given), Binding(law, Choices(date(2023, 6, 15))))
    assert "worked" in used(slip, "base")
    assert used(slip, "smic_topup")[:2] == ["minimum_pay", "base"]
    assert not {"worked", "full_time"} & set(used(slip, "smic_topup"))


def test_a_structure_is_assumed_only_where_the_sector_has_a_usual_one() -> None:
    with_one, without = (
        compute("--sector", sector, "--profession", "administratif", "--gross", "2000", "--after", "2022-02-01")
        for sector in ("synerpa", "ccn66")
    )
    assert [each["value"] for each in with_one["assumptions"] if each["field"] == "structure"] == ["ehpad"]
    assert [each for each in without["assumptions"] if each["field"] == "structure"] == []
    given = compute("--sector", "synerpa", "--structure", "ehpad", "--profession", "administratif", "--gross", "2000")
    assert [each for each in given["assumptions"] if each["field"] == "structure"] == []


@pytest.mark.parametrize("detail", [("--net-status", "private"), ("--net-residual", "1.5")])
def test_a_detail_of_net_pay_asks_for_it(detail: tuple[str, str]) -> None:
    assert "net" in compute(*SOMEONE, "--gross", "2000", *detail)["after"]
    assert "net" not in compute(*SOMEONE, "--gross", "2000")["after"]
