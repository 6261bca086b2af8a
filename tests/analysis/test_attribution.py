"""Why a pay changed: the parts by text add up to the whole, and each is what the text changed on its day.

Guards: analysis/attribution.py, grids/decomposition.py, people/causes.py.
"""

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from csv_tables import read, table
from oracle import payslip as expected
from people import FIRST, LAST, people, person, worker
from revalo.analysis.attribution import Effect, effects
from revalo.analysis.comparison import Comparison, Request
from revalo.api import compare
from revalo.errors import NotComputable
from revalo.grids.decomposition import SET, TEXT, TIME
from revalo.grids.law import Law
from revalo.payroll.batch import Job, run
from revalo.payroll.reading.sources import opened
from revalo.payroll.revaluation import BatchRequest
from revalo.people.sample import sample
from running import compute
from running import run as command
from seeds import seeds, tried
from segur_people import people as segur_people

PEOPLE = 500  # of each seed
LEFT = ("allowances", "on_call", "on_call_special")  # not among the columns of a payroll file
AVS: dict[str, Any] = {"job": "avs", "category": "C", "year": 8, "seniority": 8, "echelon": 2, "diploma": 3}


def adds_up(found: Comparison) -> tuple[Effect, ...]:
    """The parts, once it is seen that they add up, in all and line by line."""
    split = effects(found)
    assert sum(part.amount for part in split) == found.difference
    lines: Counter[str] = Counter()
    for part in split:
        assert part.amount == sum(part.lines.values())
        lines.update(part.lines)
    change = Counter(found.after.lines)
    change.subtract(found.before.lines)
    assert {name: cents for name, cents in lines.items() if cents} == {n: cents for n, cents in change.items() if cents}
    return split


@pytest.mark.no_cover  # the lines of other tests, thousands of times
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(17, 19))
def test_people_and_pairs_of_days(law: Law, seed: int) -> None:
    rng = random.Random(seed)
    for given, day in people(seed=seed, number=PEOPLE):
        other = FIRST + timedelta(days=rng.randint(0, (LAST - FIRST).days))
        split = adds_up(compare(law, given, Request(before=day, after=other)))
        starts = [part.cause.start for part in split if part.cause.start]
        assert starts == sorted(starts)
        low, high = min(day, other), max(day, other)
        assert all(low < start <= high for start in starts)


@pytest.mark.thorough
@pytest.mark.no_cover  # the lines of other tests, thousands of times
def test_each_part_is_what_the_oracle_sees_change_that_day(law: Law) -> None:
    """Without a date of entry nothing but texts moves: the parts of a day are the step of the oracle on that day."""
    rng, seen = random.Random(23), 0
    for _number in range(tried(300)):
        given = person(rng) | {"seniority": rng.randint(0, 30)}
        given.pop("since", None)
        days = sorted(FIRST + timedelta(days=rng.randint(0, (LAST - FIRST).days)) for _day in range(2))
        split = effects(compare(law, given, Request(before=days[0], after=days[1])))
        assert TIME not in {part.cause.kind for part in split}
        steps: Counter[date] = Counter()
        for part in split:
            assert part.cause.start
            steps[part.cause.start] += part.amount
        for start, amount in steps.items():
            eve, then = (expected(worker(given), day)["gross"] for day in (start - timedelta(days=1), start))
            assert amount == then - eve, (given, start)
            seen += 1
    assert seen > tried(500)


@pytest.mark.thorough
@pytest.mark.no_cover  # the lines of other tests, thousands of times
@pytest.mark.parametrize("seed", seeds(5, 6, 7))
def test_segur_and_civil_service(law: Law, seed: int) -> None:
    seen: Counter[str] = Counter()
    for given, member, day in segur_people(seed, tried(500), law):
        try:
            found = compare(law, given, Request(before=date(2020, 8, 31), after=day, member=member))
        except NotComputable:
            continue
        seen.update(part.cause.kind for part in adds_up(found))
    assert seen[TEXT] > tried(300)


@pytest.mark.parametrize(
    ("request_", "causes"),
    [
        (Request(), ["avenant-43"]),
        (
            Request(after=date(2022, 9, 1), without=("article-47",)),
            ["avenant-43", "avenant-51", "avenant-52", "avenant-54"],
        ),
        (Request(after=date(2023, 6, 1), without=("avenant-54",)), ["avenant-54"]),
        (Request(after=date(2025, 2, 1), with_=("avenant-66",)), ["avenant-66"]),
        (Request(after=date(2022, 9, 1), known_on=date(2022, 11, 1)), ["avenant-43"]),
        (Request(after=date(2025, 2, 1), settings={"avenant43.point_value": "6.00"}), ["avenant43.point_value"]),
    ],
)
def test_causes_of_a_request(law: Law, request_: Request, causes: list[str]) -> None:
    assert [part.cause.name for part in adds_up(compare(law, AVS, request_))] == causes


def test_the_time_that_passes_is_a_cause_of_its_own(law: Law) -> None:
    """Ten years in the branch are passed on 3 May 2023: 2 % more, by no text."""
    given = {"job": "avs", "category": "C", "since": "2013-05-02", "diploma": 3}
    found = compare(law, given, Request(before=date(2023, 5, 2), after=date(2023, 5, 3)))
    [part] = adds_up(found)
    assert (part.cause.kind, part.lines) == (TIME, {"seniority": part.amount})
    both = compare(law, given, Request(before=date(2022, 12, 31), after=date(2023, 12, 31), without=()))
    assert [part.cause.kind for part in adds_up(both)] == [TIME]


def test_backwards_in_time_is_the_same_way_back(law: Law) -> None:
    given = {"job": "tisf", "category": "D", "since": "2009-02-11"}
    days = date(2020, 3, 1), date(2025, 3, 1)
    there = effects(compare(law, given, Request(before=days[0], after=days[1])))
    back = adds_up(compare(law, given, Request(before=days[1], after=days[0])))
    assert [(part.cause, part.amount) for part in there] == [(part.cause, -part.amount) for part in back]


def test_a_value_set_comes_last(law: Law) -> None:
    request = Request(before=date(2021, 9, 30), after=date(2022, 9, 1), settings={"avenant43.point_value": "6.00"})
    split = adds_up(compare(law, AVS, request))
    assert [part.cause.kind for part in split][-1] == SET
    whole = sum(part.amount for part in split[:-1])
    assert whole == compare(law, AVS, request._replace(settings={})).difference


def test_json_says_why() -> None:
    said = compute("--job", "avs", "--category", "C", "--since", "2013-05-02", "--after", "2023-07-01", "--lang", "en")
    difference = said["difference"]
    causes = [(part["cause"], part["text"], part["from"]) for part in difference["by_text"]]
    assert causes[0] == ("text", "avenant-43", "2021-10-01")
    assert causes[-1] == ("time", None, None)
    cents = sum(int(part["amount"].replace(".", "")) for part in difference["by_text"])
    assert cents == int(difference["gross"].replace(".", ""))
    assert "one by one, by effective date" in difference["order"]


@pytest.mark.thorough
@pytest.mark.no_cover  # the lines of other tests, thousands of times
def test_a_payroll_is_split_as_its_people_are(law: Law, tmp_path: Path) -> None:
    rows, sums = [], Counter[tuple[str, str]]()
    for i, (given, day) in enumerate(people(seed=29, number=tried(100))):
        plain = {name: value for name, value in given.items() if name not in LEFT}
        month, before = day.replace(day=1), date(2021, 3, 1)
        rows.append(
            {
                "fte": "" if plain.keys() & {"hours", "fte", "weekly_hours"} else 1,
                **plain,
                "month": f"{month:%Y-%m}",
                "before_month": "2021-03",
                "headcount": i % 3 + 1,
            }
        )
        for part in effects(compare(law, plain, Request(before=before, after=month))):
            sums[part.cause.kind, part.cause.name] += part.amount * (i % 3 + 1)
    path = table(tmp_path / "in.csv", rows)
    job = Job(BatchRequest(Request(), by_text=True), tmp_path / "out.csv")
    found = run(law, opened([str(path)]).sources, job)
    assert found.rows_rejected == 0
    split = {(cause.kind, cause.name): cents for cause, cents in found.causes if cents}
    assert split == {cause: cents for cause, cents in sums.items() if cents}
    assert sum(split.values()) == found.total.gain
    starts = [cause.start for cause, _cents in found.causes if cause.start]
    assert starts == sorted(starts)


@pytest.mark.thorough
def test_every_sector_and_what_is_carried(law: Law, tmp_path: Path) -> None:
    rows = list(sample(law, tried(1_000), 3, all_sectors=True))
    rows += [{"sector": "fpt", "month": "2024-02", "index": "420", "hours": "151.67", "declared_cti": "206.76"}]
    path = table(tmp_path / "in.csv", rows)
    job = Job(BatchRequest(Request(), by_text=True), tmp_path / "out.csv")
    found = run(law, opened([str(path)]).sources, job)
    split = {cause.kind: cents for cause, cents in found.causes}
    assert split["declared"] == 206_76
    assert sum(cents for _cause, cents in found.causes) == found.total.gain


def test_the_summary_says_why(tmp_path: Path) -> None:
    rows = [{"month": "2022-09", **AVS, "headcount": 3}]
    path = table(tmp_path / "in.csv", rows)
    ran = command("batch", str(path), "-o", str(tmp_path / "out.csv"), "--by-text", "--lang", "en")
    assert "avenant-54" in ran.out
    assert f"€{3 * 56.58:.2f}" in ran.out
    assert read(tmp_path / "out.csv")


def test_without_a_rule_that_nobody_needs(tmp_path: Path) -> None:
    """Without the text that keeps night work for some échelons, the pay of a night stays what it was: no row falls."""
    path = table(tmp_path / "in.csv", [{"month": "2022-09", **AVS}, {"month": "2022-09", **AVS, "night_hours": "5"}])
    ran = command("batch", str(path), "-o", str(tmp_path / "out.csv"), "--without", "avenant-49")
    assert (ran.code, len(read(tmp_path / "out.csv"))) == (0, 2)
