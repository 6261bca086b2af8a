"""The Covid bonus of 2020, paid once beside the month; the estimate of net pay beside what was announced.

Guards: rules/one_off.py.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

import revalo
from revalo.analysis.comparison import Request
from revalo.errors import NotComputable
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.people.table import People
from revalo.rules.payslip import payslip
from revalo.rules.person import read_employee
from segur_oracle import cents, net
from segur_people import nurse, run_json
from typed_people import typed

# The forty départements of the decree, by region of the notes; 976 (Mayotte) is one of them, see below.
FORTY = {
    *("75", "77", "78", "91", "92", "93", "94", "95"),
    *("08", "10", "51", "52", "54", "55", "57", "67", "68", "88"),
    *("21", "25", "39", "58", "70", "71", "89", "90"),
    *("02", "59", "60", "62", "80"),
    *("26", "42", "69", "74"),
    *("28", "13", "2A", "2B", "976"),
}
OVERSEAS = ("971", "972", "973", "974")
EVERY = [*(f"{n:02}" for n in range(1, 96) if n != 20), "2A", "2B", *OVERSEAS]
SUMMER = "2020-07-01"


def bonus(law: Law, department: str, days: int, **more: Any) -> str:
    given = nurse("ccn66", "ehpad") | more
    found = revalo.compute(law=law, after=SUMMER, department=department, absence_days=days, **given)
    (paid,) = found["once"]
    assert paid["id"] == "prime-covid-esms"
    return str(paid["amount"])


def test_forty_departements_at_1500_euros(law: Law) -> None:
    assert len(FORTY) == 40
    amounts = {department: bonus(law, department, 0) for department in EVERY}
    assert {department for department, amount in amounts.items() if amount == "1500.00"} == FORTY - {"976"}
    assert set(amounts.values()) == {"1500.00", "1000.00"}


@pytest.mark.parametrize(
    ("days", "forty", "elsewhere"),
    [
        (0, "1500.00", "1000.00"),
        (14, "1500.00", "1000.00"),
        (15, "750.00", "500.00"),
        (30, "750.00", "500.00"),
        (31, "0.00", "0.00"),
        (61, "0.00", "0.00"),
    ],
)
def test_days_of_absence(law: Law, days: int, forty: str, elsewhere: str) -> None:
    assert bonus(law, "75", days) == forty
    assert bonus(law, "48", days) == elsewhere


@pytest.mark.parametrize(("department", "wanted"), [("2a", "1500.00"), ("8", "1500.00"), ("48", "1000.00")])
def test_departement_as_people_write_it(law: Law, department: str, wanted: str) -> None:
    assert bonus(law, department, 0) == wanted


@pytest.mark.parametrize("share", [{}, {"fte": "0.5"}, {"hours": "165"}])
def test_bonus_is_never_in_the_gross(law: Law, share: dict[str, str]) -> None:
    given = nurse("synerpa", "ehpad", **share)
    alone = revalo.compute(law=law, before=SUMMER, after="2020-10-01", **given)
    beside = revalo.compute(law=law, before=SUMMER, after="2020-10-01", department="75", absence_days=0, **given)
    for side in ("before", "after"):
        assert beside[side] == alone[side]
    assert beside["difference"] == alone["difference"]
    assert [each["amount"] for each in beside["once"]] == ["1500.00"]
    assert "once" not in alone


@pytest.mark.parametrize("given", [{}, {"department": "75"}, {"absence_days": 0}])
def test_bonus_is_asked_for_when_an_input_is_missing(law: Law, given: dict[str, Any]) -> None:
    found = revalo.compute(law=law, after=SUMMER, **nurse("fph", "ehpad"), **given)
    assert "once" not in found
    (warning,) = found["warnings"]
    assert "--department" in warning
    assert "--absence-days" in warning


@pytest.mark.parametrize(
    ("sector", "structure", "day"),
    [
        ("fhp", "clinique", SUMMER),  # health establishments had a bonus of their own, by another decree
        ("fph", "eps", SUMMER),
        ("ccn51", "saad", SUMMER),  # set by each département
        ("ccn66", "ehpad", "2020-06-11"),
    ],
)
def test_no_bonus_elsewhere_nor_before(law: Law, sector: str, structure: str, day: str) -> None:
    found = revalo.compute(law=law, after=day, department="75", absence_days=0, **nurse(sector, structure))
    assert "once" not in found
    assert not found["warnings"]


def test_bonus_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    given = nurse("fph", "ehpad", department="59", absence_days=20)
    found = run_json(capsys, given, "--after", SUMMER)
    assert [(each["id"], each["amount"]) for each in found["once"]] == [("prime-covid-esms", "750.00")]
    assert found["after"]["gross"] == "1968.13"


# The minimum wage of Mayotte, typed in from the acts: the day, by the hour, by the month.
MAYOTTE = [
    *(("2020-01-01", "7.66", 1161_77), ("2021-01-01", "7.74", 1173_90), ("2021-10-01", "7.91", 1199_68)),
    *(("2022-01-01", "7.98", 1210_30), ("2022-05-01", "8.19", 1242_15), ("2022-08-01", "8.35", 1266_42)),
    *(("2023-01-01", "8.51", 1290_68), ("2023-05-01", "8.70", 1319_50), ("2024-01-01", "8.80", 1334_67)),
    *(("2024-11-01", "8.98", 1361_97), ("2026-01-01", "9.33", 1415_05), ("2026-06-01", "9.56", 1449_93)),
]


@pytest.mark.parametrize("place", range(1, len(MAYOTTE)))
def test_mayotte_has_a_minimum_wage_of_its_own(law: Law, place: int) -> None:
    day, hourly, monthly = MAYOTTE[place]
    assert cents(Fraction(hourly) * 35 * 52 / 12) == monthly
    start, before = date.fromisoformat(day), MAYOTTE[place - 1][2]
    for at, due in ((start - timedelta(days=1), before), (start, monthly), (start + timedelta(days=1), monthly)):
        slip = payslip(read_employee(law, nurse("fph", "ehpad", department="976")), Binding(law, Choices(at)))
        assert slip.inputs["minimum_wage"].value == due


def test_pay_at_mayotte_one_by_one_and_in_a_table(law: Law) -> None:
    person: dict[str, Any] = {"category": "A", "year": 1, "seniority": 0, "echelon": 1, "fte": "0.5"}
    rows = [person | {"month": 2021 * 12 + 9, "department": each} for each in ("976", "48", None)]
    outcome = People(law, Request()).outcome(typed([{k: v for k, v in row.items() if v} for row in rows]))
    assert not outcome.failures.reasons
    told: list[dict[str, Any]] = [{"department": each} if each else {} for each in ("976", "48", None)]
    alone = [revalo.compute(law=law, after="2021-10-01", **person, **each) for each in told]
    assert outcome.after.gross.tolist() == [int(each["after"]["gross"].replace(".", "")) for each in alone]
    assert [each["after"]["gross"] for each in alone] == ["786.50", "794.74", "794.74"]


def test_net_pay_at_mayotte_is_refused(law: Law) -> None:
    with pytest.raises(NotComputable, match="976"):
        revalo.compute(law=law, department="976", net=True, after="2024-02-01", **nurse("fph", "ehpad"))


# --- net: what a gross amount leaves, and what was announced

PUBLIC = nurse("fph", "ehpad")


@pytest.mark.parametrize(
    ("given", "day", "measure", "wanted"),
    [
        (PUBLIC, "2020-12-01", "cti-hopital-ehpad", "182.25"),  # 182.24 on the 229.61 that is often printed
        (PUBLIC, "2022-08-01", "cti-hopital-ehpad", "188.62"),
        (PUBLIC, "2024-02-01", "cti-hopital-ehpad", "191.45"),
        (nurse("ccn51", "ehpad"), "2021-03-01", "segur-ccn51", "183.00"),
        (nurse("ccn66", "ehpad"), "2020-12-01", "segur-ccn66", "183.01"),
        (nurse("fhp", "clinique"), "2020-12-01", "segur-fhp", "160.00"),
        (nurse("synerpa", "ehpad"), "2021-03-01", "segur-synerpa", "160.00"),
        # 238 € is announced as 183 € net whatever the agreement that the employer follows.
        (nurse("ccn66", "ssiad"), "2021-11-01", "laforcade-prive", "183.00"),
    ],
)
def test_net_of_each_measure(
    capsys: pytest.CaptureFixture[str], given: dict[str, Any], day: str, measure: str, wanted: str
) -> None:
    found = run_json(capsys, given, "--after", day, "--net")["after"]["net_detail"]
    assert found["estimate"] is True
    assert found["measures"][measure]["net"] == wanted
    assert ("183" if wanted[:3] != "160" else "160") in found["measures"][measure]["announced"]


@pytest.mark.parametrize(
    ("given", "more", "status", "residual", "wanted"),
    [
        (PUBLIC, ("--net-status", "public-contract"), "public-contract", "0", "193.87"),
        (PUBLIC, ("--net-status", "civil-servant"), "civil-servant", "0", "191.45"),
        (PUBLIC, ("--net-residual", "1"), "civil-servant", "0.01", "189.04"),
        (nurse("ccn51", "ehpad"), ("--net-residual", "0"), "private", "0", "188.40"),
        (nurse("ccn66", "ehpad"), ("--net-residual", "0"), "private", "0", "187.61"),
        (nurse("fhp", "clinique"), ("--net-residual", "0"), "private", "0", "163.07"),
        (nurse("fhp", "clinique"), ("--net-residual", "1.49"), "private", "0.0149", "160.00"),
    ],
)
def test_net_by_status_and_residual(
    capsys: pytest.CaptureFixture[str],
    given: dict[str, Any],
    more: tuple[str, ...],
    status: str,
    residual: str,
    wanted: str,
) -> None:
    found = run_json(capsys, given, "--after", "2024-02-01", "--net", *more)["after"]
    detail = found["net_detail"]
    assert (detail["status"], detail["residual_rate"]) == (status, residual)
    first = next(iter(name for name in detail["measures"] if "segur2" not in name))
    assert detail["measures"][first]["net"] == wanted
    assert found["net"] == f"{net(Fraction(found['gross']), status, Fraction(residual)) / 100:.2f}"


def test_net_on_both_sides_and_from_the_library(law: Law) -> None:
    found = revalo.compute(law=law, after="2024-02-01", net=True, **PUBLIC)
    for side in ("before", "after"):
        assert found[side]["net"] == f"{net(Fraction(found[side]['gross']), 'civil-servant') / 100:.2f}"
    assert "net" not in revalo.compute(law=law, after="2024-02-01", **PUBLIC)["after"]


def test_published_pairs_are_cases(law: Law) -> None:
    stated = {(each.what, each.amount) for case in law.cases.values() for each in case.stated}
    written = " ".join(f"{what}={amount}" for what, amount in stated)
    for measure in ("cti-hopital-ehpad", "segur-ccn51", "segur-ccn66", "segur-fhp"):
        assert f"net.after.segur.{measure}=" in written


def test_what_a_measure_adds_to_the_net_is_the_net_of_the_measure(law: Law) -> None:
    given = nurse("ccn66", "esms-handicap") | {"profession": "amp"}
    found = revalo.compute(law=law, after="2022-06-01", net=True, **given)
    assert found["after"]["net_detail"]["measures"]["laforcade-prive"]["net"] == "183.00"
    assert Fraction(found["after"]["net"]) - Fraction(found["before"]["net"]) == 183


@pytest.mark.parametrize(("gross", "said"), [("3627.00", False), ("3627.01", True)])
def test_net_above_the_ceiling_is_a_warning(law: Law, gross: str, said: bool) -> None:
    given = nurse("ccn66", "ehpad") | {"gross": gross, "profession": "administratif"}  # 237 euros more in 2024
    found = revalo.compute(law=law, before="2024-01-15", after="2024-02-01", net=True, **given)
    assert any("plafond" in each or "ceiling" in each for each in found["warnings"]) == said
