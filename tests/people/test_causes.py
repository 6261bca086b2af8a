"""Time that passes is computed again for the rows whose years it changes, and for no other: the split is the same.

Guards: people/causes.py, rules/measure_inputs.py.
"""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from csv_tables import table
from revalo.analysis.comparison import Request
from revalo.grids.decomposition import Cause
from revalo.grids.law import Law
from revalo.payroll.batch import Job, run
from revalo.payroll.reading.sources import opened
from revalo.payroll.revaluation import BatchRequest
from revalo.people.causes import MovedByTime
from revalo.people.columns import MISSING
from revalo.people.sample import sample
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


def test_years_change_on_the_anniversary_and_on_the_day_after() -> None:
    entry = date(2020, 3, 10).toordinal()
    moves = MovedByTime(np.array([entry, MISSING, entry]), counts=True, graded=np.array([False, True, True]))
    days = [date(2022, 3, day) for day in (8, 9, 10, 11, 12)]
    moved = [moves.in_pay(*pair).tolist() for pair in pairwise(days)]
    assert [each[0] for each in moved] == [False, True, True, False]
    assert all(each[1:] == [False, True] for each in moved)  # without a date of entry never, with a grade always
    assert replace(moves, counts=False).in_pay(days[0], days[-1]).tolist() == [False, False, True]


def test_years_count_where_a_measure_has_amounts_by_years(law: Law) -> None:
    assert law.table("segur.segur2-ccn51.paramedical").shape == "bands"
    assert {sector for sector in law.sectors if pays_by_years(law, sector)} == {"ccn51"}
