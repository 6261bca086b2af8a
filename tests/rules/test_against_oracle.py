"""No line of the product differs from the independent reading of the contract and the facts.

Guards: rules/payslip.py.
"""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from oracle import payslip as expected
from people import FIRST, LAST, people, person, worker
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.rules.payslip import payslip
from revalo.rules.person import read_employee
from seeds import seeds, tried

PEOPLE = tried(3_000)  # of each seed
LEFT_OUT = (
    "avenant-43",
    "avenant-44",
    "avenant-51",
    "avenant-52",
    "avenant-53",
    "avenant-54",
    "avenant-61",
    "article-47",
)


def computed(law: Law, given: dict[str, Any], choices: Choices) -> dict[str, int]:
    slip = payslip(read_employee(law, given), Binding(law, choices))
    return slip.lines | {"gross": slip.gross}


@pytest.mark.thorough
@pytest.mark.no_cover  # the lines of other tests, thousands of times
@pytest.mark.parametrize("seed", seeds(43, 143, 243))
def test_thousands_of_random_people(law: Law, seed: int) -> None:
    for given, day in people(seed=seed, number=PEOPLE):
        assert computed(law, given, Choices(day)) == expected(worker(given), day), (given, day)


@pytest.mark.thorough
@pytest.mark.no_cover  # the lines of other tests, thousands of times
def test_non_members_and_texts_left_out(law: Law) -> None:
    rng = random.Random(44)
    for given, day in people(seed=45, number=tried(2_000)):
        left = rng.choice(LEFT_OUT)
        choices = Choices(day, member=rng.random() < 0.5, without=law.expand((left,)))
        wanted = expected(worker(given), day, member=choices.member, without=frozenset({left}))
        assert computed(law, given, choices) == wanted, (given, choices)


@pytest.mark.thorough
def test_refused_texts_let_in(law: Law) -> None:
    rng = random.Random(46)
    for given, _day in people(seed=47, number=tried(500)):
        day = date(2024, 12, 1) + timedelta(days=rng.randint(0, 400))
        let_in = frozenset(rng.sample(["avenant-66", "avenant-68"], rng.randint(1, 2)))
        assert computed(law, given, Choices(day, with_=let_in)) == expected(worker(given), day, with_=let_in)


@pytest.mark.thorough
def test_law_as_known(law: Law) -> None:
    rng = random.Random(48)
    for given, day in people(seed=49, number=tried(1_200)):
        known = day + timedelta(days=rng.randint(0, 400))
        assert computed(law, given, Choices(day, known_on=known)) == expected(worker(given), day, known_on=known)


def starts(law: Law) -> list[date]:
    found = {version.start for path in law.paths for version in law.table(path).versions}
    return sorted(day for day in found if FIRST < day <= LAST)


@pytest.mark.no_cover  # the lines of other tests, thousands of times
@pytest.mark.parametrize("member", [True, False])
def test_day_before_of_and_after_every_start(law: Law, member: bool) -> None:
    rng = random.Random(50)
    others = {act for text in law.texts if (act := text.extended) and FIRST < act <= LAST}
    for start in sorted({*starts(law), *others}):
        for day in (start - timedelta(days=1), start, start + timedelta(days=1)):
            for _ in range(10):
                given = person(rng)
                found = computed(law, given, Choices(day, member=member))
                assert found == expected(worker(given), day, member=member), (given, day)


def test_care_assistants_and_avenant_70(law: Law) -> None:
    for day in (date(2026, 2, 22), date(2026, 2, 23), date(2026, 2, 24)):
        for echelon in (1, 2, 3):
            for member in (True, False):
                given = {"job": "aide-soignant", "echelon": echelon, "seniority": 12}
                same = worker(
                    {"status": "employe", "degree": 2, "echelon": echelon, "seniority": 12, "aide_soignant": True}
                )
                assert computed(law, given, Choices(day, member=member)) == expected(same, day, member=member)
