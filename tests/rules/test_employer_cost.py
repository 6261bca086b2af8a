"""What pay costs an employer: the algebra of the articles, an independent oracle, one person and a table alike.

Guards: analysis/employer_cost.py, cli/options/employer.py, people/employer.py, rules/employer/contributions.py,
rules/employer/cost.py, rules/employer/employer.py, rules/employer/exempt.py, rules/employer/inputs.py,
rules/employer/limits.py.
"""

import random
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import employer_oracle as oracle
from employer_oracle import Told
from revalo.analysis.comparison import Request
from revalo.analysis.employer_cost import employer_costs
from revalo.api import compare, compute
from revalo.errors import NotComputable, UsageError
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.people.employer import EmployerCosts as TableCosts
from revalo.people.table import Outcome, People
from revalo.rules.employer.contributions import bracket_tax, single_coefficient
from revalo.rules.employer.cost import EmployerCost, payroll_tax_of
from revalo.rules.employer.employer import Employer, employer_if_asked, read_employer
from seeds import seeds, tried
from typed_people import typed

FIRST, LAST = date(2020, 1, 1), date(2026, 7, 1)
CHUNK = 3_000


def cost_of(law: Law, person: dict[str, Any], day: date, employer: Employer) -> EmployerCost:
    request = Request(before=day, after=day)
    return employer_costs(compare(law, person, request), employer).after


def given_gross(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def coefficient(law: Law, tenths: int, name: str) -> int:
    """A coefficient at so many tenths of the minimum wage of October 2021, in ten-thousandths."""
    person = {"sector": "ccn51", "gross": given_gross(158_947 * tenths // 10)}
    return int(cost_of(law, person, date(2021, 10, 1), Employer()).results[f"{name}_coefficient"].value)


def test_the_algebra_of_the_exemption(law: Law) -> None:
    found = {tenths: coefficient(law, tenths, "exemption") for tenths in (10, 12, 13, 14, 15, 16, 20)}
    assert found == {10: 3246, 12: 3246, 13: 2247, 14: 1391, 15: 649, 16: 0, 20: 0}
    assert [coefficient(law, tenths, "reduction") for tenths in (10, 16, 20)] == [3246, 0, 0]


def test_a_year_at_the_minimum_wage_of_october_2021(law: Law) -> None:
    year = 12 * 158_947
    assert year == 1_907_364
    rates = (4_250, 4_250, 9_350, 802_000, 1_601_300)
    assert oracle.cents(Fraction(int(bracket_tax(year, *rates)), 100_000) / 100) == 143_650
    assert oracle.cents(Fraction(int(bracket_tax(year * 115 // 100, *rates)), 100_000) / 100) == 182_560
    slip = cost_of(law, {"sector": "ccn51", "gross": "1589.47"}, date(2021, 10, 1), Employer(payroll_tax=True))
    result = slip.results["payroll_tax"]
    assert oracle.cents(12 * Fraction(result.numerator, result.denominator) / 100) == 143_650


def test_between_1_2_and_1_6_minimum_wage_a_euro_adds_130_of_which_97_is_lost_exemption(law: Law) -> None:
    person = {"job": "avs", "category": "C", "year": 8, "echelon": 2, "seniority": 7}
    day, more = date(2021, 10, 1), {"avenant43.point_value": "5.60"}
    costs = employer_costs(compare(law, person, Request(after=day, settings=more)), Employer())
    gained = costs.difference["gross"]
    covered = Fraction(3_246, 10_000) * gained
    assert abs(Fraction(costs.lost, gained) - Fraction("0.9738")) < Fraction("0.006")
    assert abs(Fraction(covered + costs.lost, gained) - Fraction("1.2984")) < Fraction("0.006")


def year_of(law: Law, year: int, path: str, instead: str = "") -> int:
    """The figures of each month's first day, added up; those of the table `instead` where it has one."""
    months = [Binding(law, Choices(date(year, month, 1))) for month in range(1, 13)]
    return sum(each.scalar(instead if instead and each.exists(instead) else path).value for each in months)


def ceiling_of(law: Law, year: int) -> int:
    return year_of(law, year, "contributions.ceiling")


def minimum_wage_of(law: Law, year: int) -> int:
    return year_of(law, year, "minimum_wage.monthly", "contributions.reference_wage")


def test_the_year_sums_months(law: Law) -> None:
    assert {year: ceiling_of(law, year) for year in (2021, 2023, 2026)} == {
        2021: 41_136_00,
        2023: 43_992_00,
        2026: 48_060_00,
    }
    assert minimum_wage_of(law, 2021) == 9 * 1554_58 + 3 * 1589_47
    assert minimum_wage_of(law, 2022) == 4 * 1603_12 + 3 * 1645_58 + 5 * 1678_95


def test_the_employer_owes_payroll_tax_beyond_its_own_relief(law: Law) -> None:
    assert [payroll_tax_of(law, 2021, owed, is_association=False) for owed in (1200_00, 1500_00, 2040_00)] == [
        0,
        1095_00,
        2040_00,
    ]
    assert payroll_tax_of(law, 2021, 21_086_00, is_association=True) == 0
    assert payroll_tax_of(law, 2026, 30_000_00, is_association=True) == 30_000_00 - 24_256_00


def random_told(rng: random.Random) -> tuple[Told, Employer]:
    staff = rng.choice([5, 10, 11, 20, 49, 50, 600])
    share = rng.choice([0, 1_000_000, 800_000, 333_333, rng.randint(0, 1_000_000)])
    accident, provident = rng.choice([None, 0, 2_155]), rng.choice([None, 1_500])
    taxed = rng.random() < 0.5
    told = Told(
        staff=staff,
        exempt=Fraction(share, 1_000_000),
        accident=Fraction("0.0366") if accident is None else Fraction(accident, 100_000),
        provident=None if provident is None else Fraction(provident, 100_000),
        taxed=taxed,
    )
    return told, Employer(staff, accident, provident, share, taxed, given_staff=True)


def random_rows(rng: random.Random, number: int) -> list[dict[str, Any]]:
    """Pay from far below to far above every threshold, in whole months, at full and part time."""
    rows: list[dict[str, Any]] = []
    for _each in range(number):
        wage = rng.choice([1539_42, 1554_58, 1589_47, 1801_80, 1867_02])
        ratio = rng.choice([rng.uniform(0.5, 3.6), rng.uniform(1, 1.65), 1, 1.2, 1.6, 2.5, 3, 3.5])
        row: dict[str, Any] = {
            "sector": rng.choice(["ccn51", "fhp"]),
            "gross": given_gross(int(wage * ratio) + rng.randint(-1, 1)),
        }
        row |= rng.choice(
            [{}, {"hours": given_gross(rng.randint(1, 15_167))}, {"fte": f"0.{rng.randint(1, 999_999):06d}"}]
        )
        row["month"] = rng.randrange(2020 * 12, 2026 * 12 + 7)
        rows.append(row)
    return rows


def share_of(row: dict[str, Any]) -> Fraction:
    if "fte" in row:
        return Fraction(row["fte"])
    return min(Fraction(1), Fraction(row.get("hours", "151.67")) / Fraction("151.67"))


def first(row: dict[str, Any]) -> date:
    return date(row["month"] // 12, row["month"] % 12 + 1, 1)


@pytest.mark.thorough
@pytest.mark.no_cover  # the lines of other tests, thousands of times
@pytest.mark.parametrize("seed", seeds(*range(4)))
def test_thousands_of_random_pays(law: Law, seed: int) -> None:
    rng = random.Random(seed)
    told, employer = random_told(rng)
    rows = random_rows(rng, tried(CHUNK))
    request = Request(before=date(2021, 9, 30))
    held, out = typed(rows), People(law, request).outcome(typed(rows))
    found = TableCosts(law, employer, request).cost(held, out, "after")
    assert not out.failures.reasons
    assert found.gross.dtype == found.total.dtype == np.int64
    for i, row in enumerate(rows):
        branch = row["sector"] == "bad"
        company = row["sector"] == "fhp"
        one = _replaced(told, branch=branch, share=share_of(row), company=company)
        wanted = oracle.cost(int(found.gross[i]), first(row), one)
        assert {name: int(getattr(found, name)[i]) for name in wanted} == wanted, row
        if i % 10 == 0:
            person = {name: value for name, value in row.items() if name != "month"}
            assert cost_of(law, person, first(row), employer).amounts == wanted, row


def _replaced(told: Told, **changes: Any) -> Told:
    return Told(**{**told.__dict__, **changes})


def home_care(rng: random.Random) -> dict[str, Any]:
    row: dict[str, Any] = {
        "job": rng.choice(["avs", "tisf", "secretaire", "assistant-de-vie"]),
        "seniority": rng.randint(0, 30),
    }
    row |= {"year": rng.randint(1, 30), "category": rng.choice("BCDE"), "echelon": rng.randint(1, 2)}
    row |= rng.choice([{}, {"hours": given_gross(rng.randint(1_000, 15_167))}])
    return row | {"month": rng.randrange(2020 * 12, 2026 * 12 + 7)}


@pytest.mark.thorough
@pytest.mark.no_cover  # the lines of other tests, thousands of times
def test_home_care_in_a_table_and_one_by_one(law: Law) -> None:
    rng = random.Random(17)
    known = [table.path.rpartition(".")[2] for table in law.rows("avenant43.jobs")]
    rows = [{**home_care(rng), "job": rng.choice(known)} for _each in range(tried(750))]
    request, employer = Request(), Employer()
    outcome = People(law, request).outcome(typed(rows))
    table = TableCosts(law, employer, request)
    found = {side: table.cost(typed(rows), outcome, side) for side in ("before", "after")}
    checked = 0
    for i in outcome.kept.tolist():
        person = {name: value for name, value in rows[i].items() if name != "month"}
        costs = employer_costs(compare(law, person, Request(after=first(rows[i]))), employer)
        for side, cost in (("before", costs.before), ("after", costs.after)):
            assert {name: int(getattr(found[side], name)[i]) for name in cost.amounts} == cost.amounts, rows[i]
        exempt = costs.after.inputs["exempt_share"].value
        told = Told(exempt=Fraction(exempt, 10**6), share=share_of(rows[i]))
        assert costs.after.amounts == oracle.cost(costs.after.gross, first(rows[i]), told), rows[i]
        checked += 1
    assert checked > tried(500)
    assert {each.field for each in table.assumptions} >= {
        "staff",
        "accident_rate",
        "provident_rate",
        "exempt_share",
        "payroll_tax",
    }


@pytest.mark.thorough
def test_civil_servants(law: Law) -> None:
    rng = random.Random(3)
    for _each in range(tried(600)):
        sector, staff, taxed = rng.choice(["fph", "fpt"]), rng.choice([30, 50]), rng.random() < 0.5
        day = FIRST + timedelta(days=rng.randint(0, (LAST - FIRST).days))
        person = {"sector": sector, "index": rng.randint(340, 1_000), "part_time": rng.choice([None, 80, 50])}
        employer = Employer(staff, payroll_tax=taxed, given_staff=True)
        cost = cost_of(law, person, day, employer)
        share = Fraction(cost.inputs["worked"].value, cost.inputs["full_time"].value)
        wanted = oracle.civil_servant(cost.gross, day, hospital=sector == "fph", staff=staff, taxed=taxed, share=share)
        assert cost.amounts == wanted, (person, day)


def test_the_days_around_each_change_of_rates(law: Law) -> None:
    tables = [table for table in map(law.table, law.paths) if table.path.startswith("contributions.")]
    days = {version.start for table in tables for version in table.versions if FIRST < version.start <= LAST}
    assert len(days) >= 8
    for start in sorted(days):
        for day in (start - timedelta(days=1), start, start + timedelta(days=1)):
            for gross in ("1650", "2300", "3500", "5000", "20000"):
                person = {"sector": "ccn51", "gross": gross}
                cost = cost_of(law, person, day, Employer(exempt_share=400_000, payroll_tax=True))
                wanted = oracle.cost(cost.gross, day, Told(exempt=Fraction(2, 5), branch=False))
                assert cost.amounts == wanted, (day, gross)


def test_the_reduction_falls_as_pay_rises_and_the_cost_does_not_always_rise(law: Law) -> None:
    """The coefficients never rise with pay; the cost jumps up where a reduced rate ends."""
    values = [single_coefficient(200, 3821, pay, 100_000) for pay in range(90_000, 310_000, 37)]
    assert values == sorted(values, reverse=True)
    costs = [
        cost_of(law, {"sector": "ccn51", "gross": given_gross(c)}, date(2021, 10, 1), Employer(exempt_share=10**6))
        for c in range(230_000, 230_400, 7)
    ]
    coefficients = [int(cost.results["exemption_coefficient"].value) for cost in costs]
    assert coefficients == sorted(coefficients, reverse=True)
    edge = [
        cost_of(law, {"sector": "ccn51", "gross": gross}, date(2021, 10, 1), Employer())
        for gross in ("3973.67", "3973.68")
    ]
    assert edge[1].total - edge[0].total > 23_000  # six points of health contributions on all of the pay


def test_nothing_paid_costs_nothing(law: Law) -> None:
    request = Request(before=date(2026, 3, 1), after=date(2026, 3, 1), measures_only=True)
    found = compare(law, {"sector": "ccn51"}, request)
    cost = employer_costs(found, Employer(exempt_share=500_000, payroll_tax=True)).after
    assert set(cost.amounts.values()) == {0}


def test_rates_not_found_take_the_closest_known_with_a_warning(law: Law) -> None:
    found = compare(law, {"job": "avs", "category": "C", "year": 8, "echelon": 2}, Request(after=date(2026, 3, 1)))
    costs = employer_costs(found, Employer())
    words = " ".join(each.text for each in costs.warnings)
    assert "--accident-rate" in words
    assert costs.after.inputs["highest"].value == 3_241
    behind = costs.after.inputs["accident"].figure
    assert behind is not None
    assert behind.version is not None
    assert behind.version.value == behind.value == 3_660
    told = employer_costs(found, read_employer(accident_rate="3.5", staff=20))
    assert "--accident-rate" not in " ".join(each.text for each in told.warnings)
    assert not {"staff", "accident_rate"} & {each.field for each in told.assumptions}


def test_set_gives_the_rates_that_the_law_lacks(law: Law) -> None:
    settings = {"contributions.civil_service.cnracl": "37.65"}
    request = Request(before=date(2026, 3, 1), after=date(2026, 3, 1), settings=settings)
    costs = employer_costs(compare(law, {"sector": "fph", "index": 400}, request), Employer())
    assert costs.difference["total"] == 0
    assert costs.after.inputs["civil_service.cnracl"].value == 37_650
    assert "CNRACL" not in " ".join(each.text for each in costs.warnings)


@pytest.mark.parametrize(
    ("day", "rate", "said"),
    [("2024-12-31", 89_850, False), ("2025-01-01", 93_850, False), ("2026-01-01", 93_850, True)],
)
def test_the_state_as_an_employer(law: Law, day: str, rate: int, said: bool) -> None:
    at = date.fromisoformat(day)
    costs = employer_costs(compare(law, {"sector": "fpe", "index": 400}, Request(before=at, after=at)), Employer())
    assert costs.after.inputs["state"].value == rate
    assert any("contributions.state" in each.text for each in costs.warnings) == said
    row = {"sector": "fpe", "index": 400, "month": at.year * 12 + at.month - 1}
    outcome: Outcome = People(law, Request()).outcome(typed([row]))
    cost = TableCosts(law, Employer()).cost(typed([row]), outcome, "after")
    assert cost.total.tolist() == [cost_of(law, {"sector": "fpe", "index": 400}, at.replace(day=1), Employer()).total]


AVS = {"job": "avs", "category": "C", "year": 8, "seniority": 8, "echelon": 2}


@pytest.mark.parametrize(
    ("department", "tax"), [(None, 0), ("971", 59_41), ("972", 59_41), ("973", 51_36), ("974", 59_41)]
)
def test_payroll_tax_overseas_is_one_rate(law: Law, department: str | None, tax: int) -> None:
    person = AVS | ({"department": department} if department else {})
    cost = cost_of(law, person, date(2021, 10, 1), Employer())
    assert cost.gross == 2013_99
    if department:
        rate = Fraction("0.0255") if department == "973" else Fraction("0.0295")
        assert cost.lines["payroll_tax"] == tax == oracle.cents(Fraction(cost.gross, 100) * rate)
    table = typed([person | {"month": 2021 * 12 + 9}])
    outcome = People(law, Request()).outcome(table)
    assert TableCosts(law, Employer()).cost(table, outcome, "after").payroll_tax.tolist() == [cost.lines["payroll_tax"]]


def test_mayotte_has_contributions_of_its_own(law: Law) -> None:
    with pytest.raises(NotComputable, match="976"):
        cost_of(law, AVS | {"department": "976"}, date(2021, 10, 1), Employer())
    with pytest.raises(NotComputable, match="976"):
        cost_of(law, {"sector": "ccn66", "gross": "2000", "department": "976"}, date(2024, 1, 1), Employer())


def test_rates_are_held_from_2020_on(law: Law) -> None:
    with pytest.raises(NotComputable, match="2020"):
        cost_of(law, {"sector": "ccn66", "gross": "2000"}, date(2019, 12, 31), Employer())
    assert cost_of(law, {"sector": "ccn66", "gross": "2000"}, date(2020, 1, 1), Employer()).total


@pytest.mark.parametrize(
    ("sector", "day", "department", "rate"),
    [
        ("ccn66", "2026-02-28", "48", 0),
        ("ccn66", "2026-03-01", "48", 680),
        ("bad", "2026-03-01", "48", 680),
        ("ccn66", "2026-03-01", "67", 440),
        ("fhp", "2020-01-01", "48", 680),
        ("fhp", "2024-02-28", "68", 440),
        ("fhp", "2026-02-28", "48", 680),
        ("fhp", "2026-03-01", "68", 440),
        ("ugecam", "2026-03-01", "48", 0),
    ],
)
def test_the_apprenticeship_tax(law: Law, sector: str, day: str, department: str, rate: int) -> None:
    person = {"department": department} | (AVS if sector == "bad" else {"sector": sector, "gross": "2000"})
    cost = cost_of(law, person, date.fromisoformat(day), Employer())
    assert sum(each.value for name, each in cost.inputs.items() if name.startswith("apprenticeship.")) == rate


def test_the_forfait_social_is_owed_from_11_staff_on(law: Law) -> None:
    person, day = {"sector": "ccn66", "gross": "2000"}, date(2022, 3, 1)
    few, many, without = (
        cost_of(law, person, day, Employer(staff, provident_rate=provident, given_staff=True)).lines["contributions"]
        for staff, provident in ((10, 3_610), (49, 3_610), (49, 0))
    )
    training = oracle.cents(Fraction(2_000) * Fraction("0.0045"))  # 1 % from 11 staff on, 0.55 % under
    assert many - few == training + oracle.cents(Fraction(2_000) * Fraction("0.0361") * Fraction("0.08"))
    assert many - without == oracle.cents(Fraction(2_000) * Fraction("0.0361") * Fraction("1.08"))


@pytest.mark.parametrize(
    ("day", "department", "member", "amount"),
    [
        ("2020-06-01", None, None, "25.87"),
        ("2023-06-01", None, None, "27.66"),
        ("2024-06-01", None, None, "29.16"),
        ("2024-06-01", "67", None, "18.92"),
        ("2024-12-31", None, None, "29.16"),
        ("2025-01-01", None, None, "29.91"),
        ("2025-01-02", None, False, "29.62"),
        ("2025-03-22", None, False, "29.62"),
        ("2025-03-23", None, False, "29.91"),
        ("2025-03-23", "57", False, "19.40"),
    ],
)
def test_the_health_cover_of_home_care(
    law: Law, day: str, department: str | None, member: bool | None, amount: str
) -> None:
    at = date.fromisoformat(day)
    person, request = AVS | ({"department": department} if department else {}), Request(before=at, after=at)
    request = request._replace(member=member)
    found = [employer_costs(compare(law, person, request), Employer(health_cover=each)) for each in (None, True, False)]
    (told,) = [each for each in found[0].assumptions if each.field == "health_cover"]
    assert str(told.value).replace("\N{NO-BREAK SPACE}€", "").replace(",", ".") == amount
    for costs in found[1:]:
        assert "health_cover" not in [each.field for each in costs.assumptions]
    given, without = (costs.after.lines["contributions"] for costs in found[1:])
    assert given == found[0].after.lines["contributions"]
    assert given - without in {oracle.cents(Fraction(amount) * Fraction("1.08")) + each for each in (-1, 0, 1)}


def test_when_avenant_64_starts_is_a_reading(law: Law) -> None:
    at = date(2025, 2, 1)
    costs = employer_costs(compare(law, AVS, Request(before=at, after=at)), Employer())
    assert "contributions.health_cover.general" in [each.field for each in costs.assumptions]


@pytest.mark.parametrize("day", ["2025-12-31", "2026-01-01", "2026-01-02"])
@pytest.mark.parametrize(("index", "part_time"), [(366, None), (800, None), (900, 80), (700, 50)])
def test_contract_staff_of_the_civil_service(law: Law, day: str, index: int, part_time: int | None) -> None:
    at = date.fromisoformat(day)
    person = {"sector": "fpt", "index": index, "part_time": part_time}
    for staff in (30, 50):
        costs = employer_costs(
            compare(law, person, Request(before=at, after=at)),
            Employer(staff, payroll_tax=False, given_staff=True, public_contract=True),
        )
        share = Fraction(costs.after.inputs["worked"].value, costs.after.inputs["full_time"].value)
        assert costs.after.amounts == oracle.contract_staff(costs.after.gross, at, staff=staff, share=share)
        assert "contract-staff-rates" in [each.code for each in costs.warnings]
        assert "public_contract" not in [each.field for each in costs.assumptions]


def test_an_index_is_taken_for_that_of_a_civil_servant(law: Law) -> None:
    at = date(2025, 3, 1)
    costs = employer_costs(compare(law, {"sector": "fpt", "index": 400}, Request(before=at, after=at)), Employer())
    assert "public_contract" in [each.field for each in costs.assumptions]
    assert "contract-staff-rates" not in [each.code for each in costs.warnings]


def exact_contributions(gross: int, day: date, share: Fraction) -> int:
    return oracle.cents(oracle.contributions(Fraction(gross, 100), day, Told(branch=False, share=share)))


@settings(max_examples=tried(150), deadline=None)
@given(
    st.integers(1, 999_999),
    st.sampled_from([1, 4, 8]),
    st.integers(-2, 2),
    st.sampled_from([date(2021, 10, 1), date(2025, 6, 1), date(2026, 5, 1)]),
)
def test_the_ceiling_is_prorated_exactly(law: Law, millionths: int, times: int, beside: int, day: date) -> None:
    """Around one, four and eight ceilings, at a share of six decimals, against fractions; alone and in a table."""
    share = Fraction(millionths, 10**6)
    ceiling = Fraction(oracle.CEILING[day.year] * 100)
    full = min(int(ceiling * times) + beside + 777, 30_000_00)
    row = {"sector": "ccn51", "gross": given_gross(full), "fte": f"{millionths / 10**6:.6f}"}
    cost = cost_of(law, row, day, Employer())
    assert cost.lines["contributions"] == exact_contributions(cost.gross, day, share)
    table = typed([row | {"month": day.year * 12 + day.month - 1}])
    outcome = People(law, Request()).outcome(table)
    assert TableCosts(law, Employer()).cost(table, outcome, "after").contributions.tolist() == [
        cost.lines["contributions"]
    ]


def test_a_branch_minimum_under_the_minimum_wage_is_a_warning_in_2026(law: Law) -> None:
    for day, share, said in (("2025-12-31", 0, False), ("2026-01-01", 0, True), ("2026-01-01", 10**6, False)):
        at = date.fromisoformat(day)
        costs = employer_costs(compare(law, AVS, Request(before=at, after=at)), Employer(exempt_share=share))
        assert any("L.241-13, III bis" in each.text for each in costs.warnings) == said


@pytest.mark.parametrize(
    ("name", "value"),
    [("staff", "-1"), ("staff", "2.5"), ("accident_rate", "51"), ("accident_rate", 3.66), ("exempt_share", "1.1"),
     ("provident_rate", "x"), ("exempt_share", True)],
)  # fmt: skip
def test_what_is_told_of_the_employer_is_checked(name: str, value: Any) -> None:
    with pytest.raises(UsageError, match="--" + name.replace("_", "-")):
        read_employer(**{name: value})


def test_civil_servants_have_no_exempt_hours(law: Law) -> None:
    with pytest.raises(UsageError, match="--exempt-share"):
        cost_of(law, {"sector": "fph", "index": 400}, date(2024, 1, 1), Employer(exempt_share=10**6))


def test_a_detail_asks_for_the_cost() -> None:
    assert employer_if_asked({}, wanted=False) is None
    assert employer_if_asked({"staff": "20"}, wanted=False) == Employer(20, given_staff=True)
    assert employer_if_asked({}, wanted=True) == Employer()


def test_the_ceiling_and_rates_are_in_force_on_every_day(law: Law) -> None:
    for months in range(7 * 12):
        day = date(2020 + months // 12, months % 12 + 1, 1)
        assert Binding(law, Choices(day)).exists("contributions.ceiling")


def test_the_json_of_the_contract(law: Law) -> None:
    person: dict[str, Any] = {"job": "avs", "category": "C", "year": 8, "echelon": 2, "seniority": 8}
    found = compute(law=law, **person, employer_cost=True)
    told = [found[side]["employer_cost"] for side in ("before", "after")]
    sides = [{name: Fraction(amount) for name, amount in each.items()} for each in told]
    for side in sides:
        assert list(side) == ["gross", "contributions", "exemption", "payroll_tax", "total"]
        assert side["gross"] + side["contributions"] - side["exemption"] + side["payroll_tax"] == side["total"]
    change = found["difference"]["employer_cost"]
    for name, before in sides[0].items():
        assert Fraction(change[name]) == sides[1][name] - before
    assert change["lost_exemption"] == "64.84"
    assert {"staff", "accident_rate", "provident_rate", "exempt_share", "payroll_tax"} <= {
        each["field"] for each in found["assumptions"]
    }
    assert "employer_cost" not in compute(law=law, **person)["after"]
    assert "employer_cost" in compute(law=law, **person, staff=20)["after"]
