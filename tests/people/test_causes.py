"""Time that passes is computed again for the rows whose years it changes, and for no other: the split is the same.

Guards: people/causes.py, rules/measure_inputs.py.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import cycle, pairwise
from pathlib import Path
from weakref import WeakSet

import numpy as np
import pytest

from csv_tables import table
from revalo.analysis.comparison import Request
from revalo.grids.decomposition import Cause, Decomposition, MixedLaw
from revalo.grids.law import Law
from revalo.payroll.batch import Job, run
from revalo.payroll.reading.sources import opened
from revalo.payroll.revaluation import BatchRequest
from revalo.people import causes
from revalo.people.causes import Causes, MovedByTime, Walk
from revalo.people.columns import MISSING
from revalo.people.sample import sample
from revalo.people.table import People
from revalo.rules.measure_inputs import pays_by_years
from seeds import tried

GRADED = {"sector": "fph", "structure": "ehpad", "profession": "aide-soignant", "grade": "aide-soignant-principal"}


def split(law: Law, path: Path, out: Path) -> list[tuple[Cause, int]]:
    return run(law, opened([str(path)]).sources, Job(BatchRequest(Request(), by_text=True), out)).causes


@pytest.mark.thorough
@pytest.mark.parametrize("before", ["2020-12", "2021-09", "2023-01", ""])
def test_the_split_is_that_of_computing_everybody_each_time(
    law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    rows = [{**row, "before_month": before} for row in sample(law, tried(400), 7, all_sectors=True)]
    rows += [
        {**GRADED, "step": str(3 + each), "month": "2024-02", "since": "2019-11-15", "hours": "151.67"}
        for each in (0, 1)
    ]
    path = table(tmp_path / "in.csv", rows)
    few = split(law, path, tmp_path / "few.csv")
    monkeypatch.setattr(MovedByTime, "in_pay", MovedByTime.in_cost)
    assert few == split(law, path, tmp_path / "all.csv")
    assert any(cause.kind == "time" and cents for cause, cents in few)


def test_ways_back_from_many_months_are_forgotten_and_the_split_is_the_same(
    law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {**row, "month": f"{2013 + each % 8}-{1 + each % 12:02d}", "before_month": "2021-09", "since": "2010-01-01"}
        for each, row in enumerate(sample(law, 200, 7))
    ]
    path, alive, numbers = table(tmp_path / "in.csv", rows), WeakSet[MixedLaw](), list[int]()
    whole, way = split(law, path, tmp_path / "whole.csv"), Walk.of

    def noted(decomposition: Decomposition, other: Walk | None = None) -> Walk:
        walk = way(decomposition, other)
        alive.update(law for _cause, law in walk.steps)
        numbers.append(len(alive))
        return walk

    monkeypatch.setattr(Walk, "of", noted)
    monkeypatch.setattr(causes, "MOST_LAWS", 100)
    assert split(law, path, tmp_path / "few.csv") == whole
    assert len(whole) > 2
    assert len(numbers) > 20
    assert max(numbers) < 300


def test_rows_that_go_back_in_time_are_split_by_what_they_read_themselves(law: Law, tmp_path: Path) -> None:
    forward = [{"month": "2022-09", "before_month": "2021-09", "sector": "ccn66", "gross": "2000", "hours": "151.67"}]
    back = [
        {
            "month": "2021-09",
            "before_month": "2022-09",
            "sector": "bad",
            "category": "C",
            "year": "8",
            "hours": "151.67",
        }
    ]
    every = [dict.fromkeys((*forward[0], *back[0]), "") | row for row in (*forward, *back)]
    parts = [
        split(law, table(tmp_path / f"{name}.csv", rows), tmp_path / f"{name}-out.csv")
        for name, rows in (("forward", every[:1]), ("back", every[1:]), ("both", every))
    ]
    apart, together = (
        [(cause.name, cents) for cause, cents in each if cents] for each in (parts[0] + parts[1], parts[2])
    )
    assert sorted(apart) == sorted(together)
    assert "avenant-43" in dict(together)


@pytest.mark.thorough
def test_months_that_are_split_together_are_split_as_each_alone(
    law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    months = ("2021-03", "2022-01", "2022-09", "2023-06", "2024-02")
    people = list(sample(law, tried(400), 5, all_sectors=True))
    rows = [{**row, "month": month} for row, month in zip(people, cycle(months), strict=False)]
    rows += [{**GRADED, "step": "3", "month": month, "since": "2021-11-15", "hours": "100"} for month in months]
    late = {"sector": "bad", "category": "C", "since": "2022-01-15", "hours": "100"}  # not in the branch at first
    rows += [dict.fromkeys(people[0], "") | late | {"month": month} for month in months[2:]]
    path = table(tmp_path / "in.csv", [dict.fromkeys((*GRADED, "step"), "") | row for row in rows])
    together = split(law, path, tmp_path / "together.csv")
    monkeypatch.setattr(Causes, "_goes_on", lambda *_groups: False)
    assert together == split(law, path, tmp_path / "alone.csv")
    monkeypatch.setattr(
        Walk, "of", lambda decomposition, _other=None: Walk(decomposition, list(decomposition.steps()), 0)
    )
    assert together == split(law, path, tmp_path / "apart.csv")


@pytest.mark.parametrize("settings", [{}, {"avenant43.point_value": "6"}])
def test_the_steps_that_two_ways_have_in_common_are_the_same_law(law: Law, settings: Mapping[str, str]) -> None:
    people = People(law, Request(settings=settings))
    before = people.reading("before", "ccn66", date(2020, 8, 31))
    after = [people.reading("after", "ccn66", date(year, 9, 1)) for year in (2022, 2024)]
    short = Walk.of(Decomposition(before, after[0]))
    far = Decomposition(before, after[1])
    long, alone = Walk.of(far, short), Walk.of(far)
    assert short.goes_on(long) == (not settings)  # values set come last, wherever the way ends
    assert short.steps[-2][1] is long.steps[len(short.steps) - 2][1]
    assert not short.goes_on(alone)
    assert not long.goes_on(short)
    for (cause, one), (other, two) in zip(long.steps, alone.steps, strict=True):
        assert (cause, one.choices, one.done) == (other, two.choices, two.done)
        assert all(one.version_of(path) is two.version_of(path) for path in law.paths)
    elsewhere = people.reading("before", "ccn66", date(2020, 8, 30))
    assert not short.goes_on(Walk.of(Decomposition(elsewhere, after[1]), short))


def test_years_change_on_the_anniversary_and_on_the_day_after() -> None:
    entry = date(2020, 3, 10).toordinal()
    moves = MovedByTime(
        np.array([entry, MISSING, entry]), counts=np.full(3, True), graded=np.array([False, True, True])
    )
    days = [date(2022, 3, day) for day in (8, 9, 10, 11, 12)]
    moved = [moves.in_pay(*pair).tolist() for pair in pairwise(days)]
    assert [each[0] for each in moved] == [False, True, True, False]
    assert all(each[1:] == [False, True] for each in moved)  # without a date of entry never, with a grade always
    assert replace(moves, counts=np.full(3, False)).in_pay(days[0], days[-1]).tolist() == [False, False, True]


def test_years_count_where_a_measure_has_amounts_by_years(law: Law) -> None:
    assert law.table("segur.segur2-ccn51.paramedical").shape == "bands"
    assert {sector for sector in law.sectors if pays_by_years(law, sector)} == {"ccn51"}
