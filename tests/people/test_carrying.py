"""People carried month by month: the sum of each person's months, moved by causes that add up to the cent.

Guards: people/ageing.py, people/bill.py, people/carrying.py, people/presence.py, people/shared_bill.py.
"""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from people import person
from revalo import api
from revalo.analysis.comparison import Request, law_on, with_scenarios
from revalo.analysis.months import Span as Months
from revalo.analysis.months import payslips
from revalo.analysis.timeline import timeline
from revalo.calendar import months
from revalo.errors import NotComputable, UsageError
from revalo.grids.law import Law
from revalo.people.bill import NOTHING, Bill, Mover, Sums, years
from revalo.people.carrying import CarriedPart, Carrying, Span
from revalo.people.columns import first_day
from revalo.people.failures import Failures
from revalo.people.presence import Presence
from revalo.rules.employer.cost import employer_cost
from revalo.rules.employer.employer import Employer
from revalo.rules.person import read_employee
from scenario_files import scenario
from seeds import seeds
from typed_people import typed

FIRST, LAST = 2021 * 12 + 6, 2023 * 12 + 3
UNTYPED = ("allowances", "on_call", "on_call_special")  # asked of one person, not of files
SECTORS = ("ccn51", "ccn66", "ccn65", "fhp", "synerpa", "fph", "fpt")
SCENARIOS = (
    ("path: avenant43.point_value, value: 6.10",),
    ("path: avenant43.new_grid, add: 6", "path: avenant43.supplements.seniority, add: 1"),
    ("path: minimum_wage.hourly, percent: 3",),
)


def dated(rng: random.Random) -> dict[str, Any]:
    """Somebody of home care with a day of entry, as a file names them."""
    given = {name: value for name, value in person(rng).items() if name not in (*UNTYPED, "seniority", "year")}
    start = date(1985, 1, 1) + timedelta(days=rng.randint(0, 13_600))
    given["since"] = (start.replace(day=1) if rng.random() < 0.3 else start).isoformat()
    if rng.random() < 0.6:
        given.pop("echelon")
    return given


def elsewhere(rng: random.Random, law: Law) -> dict[str, Any]:
    """Somebody of another sector."""
    sector = rng.choice(SECTORS)
    pay: dict[str, Any] = {"index": rng.randint(340, 700)} if law.pay(sector) == "index" else {"gross": "2000.00"}
    place = {"structure": rng.choice(list(law.structures)), "profession": rng.choice(list(law.professions))}
    start = date(1990, 1, 1) + timedelta(days=rng.randint(0, 11_000))
    return {
        "sector": sector,
        **place,
        **pay,
        "since": start.isoformat(),
        "hours": f"{rng.randint(3000, 15167) / 100:.2f}",
    }


def carried(
    law: Law, rows: list[dict[str, Any]], span: Span, request: Request | None = None, **asked: Any
) -> tuple[CarriedPart, Failures]:
    presence = asked.pop("presence", None)
    return Carrying(law, request or Request(), Employer(), span, **asked).carry(typed(rows), presence)


def whole(bill: Bill) -> dict[int, Sums]:
    assert len(bill.months) == 1
    return next(iter(bill.months.values()))


def check_causes(bill: Bill, span: Span) -> None:
    """Each month is the one before and what moved since; years add up too (`years` refuses them else)."""
    for group in bill.groups:
        held = bill.months.get(group, {})
        for month in list(span.months)[1:]:
            moved = NOTHING
            for sums in bill.moves.get(group, {}).get(month, {}).values():
                moved = moved.plus(sums)
            assert held.get(month, NOTHING) == held.get(month - 1, NOTHING).plus(moved), month
        assert years(bill, group, span.months)


@pytest.mark.parametrize("seed", seeds(1, 2, 3))
def test_the_bill_is_the_sum_of_the_timelines(law: Law, seed: int) -> None:
    rng = random.Random(seed)
    rows = [{**dated(rng), "echelon": rng.choice([2, 3])} if rng.random() < 0.3 else dated(rng) for _ in range(30)]
    for row in rows:
        if row.get("echelon") == 1:  # `timeline` keeps an échelon given, which the months to come do not
            del row["echelon"]
    rows += [elsewhere(rng, law) for _ in range(30)]
    part, failures = carried(law, rows, Span(FIRST, LAST, FIRST))
    expected = dict.fromkeys(range(FIRST, LAST + 1), 0)
    kept = 0
    for i, row in enumerate(rows):
        if failures.mask[i]:
            continue
        kept += 1
        span = Months(max(first_day(FIRST), _entered(row)), first_day(LAST))
        for month in timeline(law, read_employee(law, row), Request(), span).months:
            day = month.slip.binding.choices.day
            expected[day.year * 12 + day.month - 1] += month.slip.gross
    assert kept > 45
    assert {month: sums.gross for month, sums in whole(part.bill).items()} == expected


def _entered(row: dict[str, Any]) -> date:
    start = date.fromisoformat(row["since"])
    return start if start.day == 1 else (start.replace(day=1) + timedelta(days=31)).replace(day=1)


def test_the_cost_is_that_of_each_payslip(law: Law) -> None:
    rng = random.Random(4)
    rows = [dated(rng) for _ in range(12)] + [elsewhere(rng, law) for _ in range(12)]
    part, failures = carried(law, rows, Span(FIRST + 12, FIRST + 20, FIRST))
    days = list(months(first_day(FIRST + 12), first_day(FIRST + 20)))
    total = 0
    for i, row in enumerate(rows):
        if not failures.mask[i] and _entered(row) <= days[0] and row.get("echelon") != 1:
            slips = payslips(law, read_employee(law, row), days, lambda day: law_on(law, Request(), day))
            total += sum(employer_cost(slip, Employer()).cost.amounts["total"] for slip in slips)
    kept = [
        i for i, row in enumerate(rows) if not failures.mask[i] and _entered(row) <= days[0] and row.get("echelon") != 1
    ]
    part, _failures = carried(law, [rows[i] for i in kept], Span(FIRST + 12, FIRST + 20, FIRST))
    assert len(kept) > 12
    assert sum(sums.cost for sums in whole(part.bill).values()) == total


@pytest.mark.parametrize("seed", seeds(5, *range(6, 12)))
def test_causes_add_up(law: Law, tmp_path: Path, seed: int) -> None:
    """A hundred people each time, some of whom leave: under a scenario too."""
    rng = random.Random(seed)
    changes = rng.choice(SCENARIOS)
    start = f"{rng.choice([2022, 2023])}-{rng.randint(1, 12):02d}-{rng.choice(['01', '15'])}"
    imagined = api.under(law, [scenario(tmp_path, *changes, start=start)])
    rows = [dated(rng) if rng.random() < 0.7 else elsewhere(rng, law) for _ in range(100)]
    for row in rows:
        row["headcount"] = rng.randint(1, 4)
        if rng.random() < 0.5 and row.get("sector") is None:
            row["seniority"] = rng.randint(0, 40)
            del row["since"]
    span = Span(2021 * 12 + rng.randint(0, 11), 2023 * 12 + rng.randint(0, 11), 2021 * 12)
    leaves = {rng.choice(span.months): [(i, 1)] for i in rng.sample(range(100), 10)}
    starts = np.array([rng.choice(span.months) if rng.random() < 0.2 else 0 for _ in rows], dtype=np.int64)
    presence = Presence(starts, leaves)
    part, _failures = carried(
        imagined,
        rows,
        span,
        with_scenarios(imagined, Request()),
        echelon_3_after=rng.choice([None, 4]),
        presence=presence,
    )
    check_causes(part.bill, span)
    kinds = {mover.kind for months_ in part.bill.moves.values() for moves in months_.values() for mover in moves}
    assert {"seniority", "hire", "leave"} <= kinds


AVS = {"job": "avs", "hours": "151.67"}


def causes(part: CarriedPart, month: int) -> dict[Mover, Sums]:
    return {
        mover: sums for moved in part.bill.moves.values() for mover, sums in moved.get(month, {}).items() if any(sums)
    }


def test_years_given_grow_from_the_month_of_the_file(law: Law) -> None:
    span = Span(2023 * 12, 2025 * 12, 2023 * 12)
    by_years, _ = carried(law, [{**AVS, "seniority": 4}], span)
    by_date, _ = carried(law, [{**AVS, "since": "2018-12-31"}], span)
    assert whole(by_years.bill) == whole(by_date.bill)
    assert Mover("seniority") in causes(by_years, 2024 * 12)
    own, _ = carried(law, [{**AVS, "seniority": 4, "month": 2023 * 12 + 3}], span)
    assert Mover("seniority") not in causes(own, 2024 * 12)
    assert Mover("seniority") in causes(own, 2024 * 12 + 3)


def test_the_second_echelon_comes_with_the_fourth_year(law: Law) -> None:
    span = Span(2023 * 12, 2025 * 12, 2023 * 12)
    for row in ({**AVS, "since": "2020-03-01"}, {**AVS, "since": "2020-03-01", "echelon": 1}):
        part, _ = carried(law, [row], span)
        arrived = [month for month in span.months if Mover("echelon") in causes(part, month)]
        assert arrived == [2024 * 12 + 2]
    settled, _ = carried(law, [{**AVS, "since": "2012-03-01", "echelon": 1}], span)
    assert not any(Mover("echelon") in causes(settled, month) for month in span.months)


def test_the_third_echelon_only_where_it_is_assumed(law: Law) -> None:
    span, row = Span(2023 * 12, 2026 * 12, 2023 * 12), {**AVS, "since": "2016-05-01"}
    never, _ = carried(law, [row], span)
    assert not any(Mover("echelon") in causes(never, month) for month in span.months)
    assumed, _ = carried(law, [row], span, echelon_3_after=4)
    assert [month for month in span.months if Mover("echelon") in causes(assumed, month)] == [2024 * 12 + 4]
    assert "echelon_3" in [each.code for each in assumed.caveats.assumptions]


def test_a_coefficient_names_a_place_that_texts_move(law: Law) -> None:
    span = Span(2022 * 12, 2026 * 12, 2022 * 12)
    place, _ = carried(
        law, [{"job": "avs", "status": "employe", "degree": 2, "echelon": 2, "since": "2010-05-02"}], span
    )
    named, failures = carried(law, [{"job": "avs", "coefficient": 359, "since": "2010-05-02"}], span)
    assert not failures.mask.any()
    assert whole(named.bill) == whole(place.bill)
    wrong, failures = carried(law, [{"job": "avs", "coefficient": 358, "since": "2010-05-02"}], span)
    assert failures.mask.all()
    assert wrong.bill.groups == []


def test_people_come_and_go(law: Law) -> None:
    span = Span(2023 * 12, 2023 * 12 + 11, 2023 * 12)
    rows: list[dict[str, Any]] = [{**AVS, "since": "2023-04-15"}, {**AVS, "since": "2010-05-02", "headcount": 3}]
    part, _ = carried(law, rows, span, presence=Presence(None, {2023 * 12 + 6: [(1, 2)]}))
    assert [whole(part.bill)[month].people for month in span.months] == [3, 3, 3, 3, 4, 4, 2, 2, 2, 2, 2, 2]
    assert causes(part, 2023 * 12 + 4)[Mover("hire")].people == 1
    assert causes(part, 2023 * 12 + 6)[Mover("leave")].people == -2
    check_causes(part.bill, span)


def test_a_replacement_is_told_from_a_change_of_headcount(law: Law) -> None:
    span = Span(2023 * 12, 2023 * 12 + 11, 2023 * 12)
    rows: list[dict[str, Any]] = [{**AVS, "seniority": 25, "echelon": 3}, {**AVS, "seniority": 0}]
    starts = np.array([0, 2023 * 12 + 6], dtype=np.int64)
    part, _ = carried(law, rows, span, presence=Presence(starts, {2023 * 12 + 6: [(0, 1)]}))
    [year] = years(part.bill, part.bill.groups[0], span.months)
    old, new = (whole(part.bill)[month].gross for month in (2023 * 12 + 5, 2023 * 12 + 6))
    assert year.cause("noria").gross == 6 * (new - old) < 0
    assert not any(year.cause("headcount"))


def test_a_grade_moves_by_its_lengths_and_by_decrees(law: Law) -> None:
    place = {"sector": "fph", "structure": "ehpad", "profession": "aide-soignant", "part_time": 80}
    dated_step = place | {"grade": "aide-soignant-classe-normale", "step": 3, "step_since": "2022-11-15"}
    rows = [dated_step, place | {"grade": "aide-soignant-classe-normale", "step": 3}]
    span = Span(2023 * 12, 2025 * 12 + 6, 2023 * 12)
    for row in rows:
        part, failures = carried(law, [row], span)
        assert not failures.mask.any(), failures.reasons
        found = timeline(law, read_employee(law, row), Request(), Months(first_day(span.first), first_day(span.last)))
        expected = {span.first + i: month.slip.gross for i, month in enumerate(found.months)}
        assert {month: sums.gross for month, sums in whole(part.bill).items()} == expected
        check_causes(part.bill, span)
        moved = [month for month in span.months if Mover("echelon") in causes(part, month)]
        assert bool(moved) is (row is dated_step)


def test_rows_that_cannot_be_computed_count_in_no_month(law: Law) -> None:
    span = Span(2023 * 12, 2023 * 12 + 11, 2023 * 12)
    part, failures = carried(law, [{**AVS, "seniority": 5}, {"hours": "151.67"}, {**AVS, "department": "976"}], span)
    assert failures.mask.tolist() == [False, True, True]
    assert {sums.people for sums in whole(part.bill).values()} == {1}


def test_errors_of_one_person_are_those_of_a_row(law: Law) -> None:
    with pytest.raises((NotComputable, UsageError)):
        timeline(law, read_employee(law, {"hours": "151.67"}), Request(), Months(first_day(FIRST), first_day(LAST)))
