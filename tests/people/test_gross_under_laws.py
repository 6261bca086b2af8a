"""Under one law after another, rows have the gross and the failures that they have under each law computed afresh.

Guards: people/gross_under_laws.py, people/remembered.py, grids/reads.py.
"""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from csv_tables import table
from payroll_files import read
from revalo.analysis.comparison import Request, law_on
from revalo.grids.binding import Binding
from revalo.grids.decomposition import Decomposition
from revalo.grids.law import Law
from revalo.grids.reads import CHOICES, reads_of
from revalo.people.causes import Walk
from revalo.people.columns import ParsedRows
from revalo.people.failures import Failures
from revalo.people.gross_under_laws import GrossUnderLaws
from revalo.people.grouping import Group, Grouping, grouped
from revalo.people.lines import lines_of
from revalo.people.sample import sample
from revalo.people.table import People
from revalo.rules.inputs import scalar
from seeds import THOROUGH, tried

GRADED = {
    "sector": "fph",
    "structure": "ehpad",
    "profession": "aide-soignant",
    "grade": "aide-soignant-principal",
    "since": "2019-11-15",
    "hours": "151.67",
}
STRIDE = 1 if THOROUGH else 3  # how many of the steps are looked at
ODD = [
    *({**GRADED, "step": str(step), "step_since": since} for step in (3, 4) for since in ("", "2020-05-01")),
    {"sector": "bad", "category": "C", "since": "2021-11-20", "hours": "100"},  # not in the branch yet at first
    {"sector": "bad", "category": "A", "year": "3", "hours": "151.67", "tutor": "1", "overtime_25": "3"},
    {"sector": "fpt", "index": "340", "hours": "120", "part_time": "80"},
    {"sector": "ccn66", "gross": "1200", "department": "976"},  # under the minimum wage
]


def chunks(law: Law, path: Path, before: str) -> list[ParsedRows]:
    rows = [{**row, "month": "2022-09"} for row in sample(law, tried(400), 11, all_sectors=True)]
    rows += [{**row, "month": "2023-06"} for row in ODD]
    names = dict.fromkeys(name for row in rows for name in row)
    every = [dict.fromkeys(names, "") | row | {"before_month": before} for row in rows]
    return [grouped(part, law) for part in read(table(path, every), law)]


def check(grouping: Grouping, group: Group, walk: Walk) -> int:
    """Compare every step of a walk with the rows computed afresh; how many steps moved the gross of some row."""
    gross = GrossUnderLaws(grouping.rows(group, walk.decomposition.before))
    moves, last = 0, None
    for _cause, law in walk.steps[::STRIDE]:
        now, lost = gross.at(law)
        failures = Failures(grouping.size)
        afresh = lines_of(grouping.rows(group, law, failures)).gross
        assert lost.tolist() == failures.mask[group.span].tolist()
        assert now[~lost].tolist() == afresh[~lost].tolist()
        moves += last is not None and bool((last != now).any())
        last = now
    return moves


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("before", "settings"),
    [("2020-08", {}), ("2021-12", {"avenant43.point_value": "6"}), ("2024-06", {}), ("", {})],
    ids=["forwards", "a value set", "backwards", "the days by default"],
)
def test_every_step_is_as_computed_afresh(law: Law, tmp_path: Path, before: str, settings: Mapping[str, str]) -> None:
    people = People(law, Request(settings=settings))
    moves = 0
    for typed in chunks(law, tmp_path / "in.csv", before):
        grouping = Grouping(typed, law)
        for group in grouping.groups():
            one, two = sorted(people.bindings(group), key=lambda binding: binding.choices.day)
            moves += check(grouping, group, Walk.of(Decomposition(one, two)))
    assert moves > 5


def test_readings_of_several_days_give_what_each_gives_afresh(law: Law, tmp_path: Path) -> None:
    days = [
        date(2020, 8, 31),
        date(2021, 1, 1),
        date(2021, 9, 30),
        date(2021, 10, 1),
        date(2022, 5, 1),
        date(2022, 5, 1),
    ]
    readings = [Binding(law, law_on(law, Request(), day)) for day in days]
    wanted = ("smic_topup", "index")
    for typed in chunks(law, tmp_path / "in.csv", "2021-09"):
        grouping = Grouping(typed, law)
        for group in grouping.groups():
            gross = GrossUnderLaws(grouping.rows(group, readings[0]))
            for reading in readings:
                values, lost = gross.results(reading, wanted)
                afresh = GrossUnderLaws(grouping.rows(group, reading)).results(Binding(law, reading.choices), wanted)
                assert np.array_equal(lost, afresh[1])
                assert values.keys() == afresh[0].keys()
                for name in values.keys() & set(wanted):
                    one, two = (np.where(lost, 0, each[name]) for each in (values, afresh[0]))
                    assert np.array_equal(one, two)


def test_what_is_read_is_noted_for_the_work_outside_too(law: Law) -> None:
    binding = People(law, Request()).reading("after", "bad", date(2022, 1, 1))

    def outer() -> int:
        return scalar(binding, "minimum_wage.monthly").value + binding.choices.day.year  # type: ignore[no-any-return]

    for _time in range(2):  # the second time, the figure is known already
        assert reads_of(outer)[1] == {"minimum_wage.monthly", CHOICES}
        assert reads_of(lambda: binding.measures_only) == (False, frozenset())


def test_what_moves_between_two_laws(law: Law) -> None:
    people = People(law, Request(settings={"avenant43.point_value": "6"}))
    before = people.reading("before", "bad", date(2021, 9, 30))
    after: Binding = people.reading("after", "bad", date(2022, 2, 1))
    laws = [step for _cause, step in Decomposition(before, after).steps()]
    for one, two in pairwise(laws):
        moved = two.moved_since(one)
        assert (CHOICES in moved) == (one.choices != two.choices)
        every = (path for path in law.paths if one.version_of(path) is not two.version_of(path))
        assert moved >= set(every)
    assert "avenant43.point_value" in laws[-1].moved_since(laws[0])
    assert laws[3].moved_since(laws[3]) == frozenset()


def test_what_moves_between_two_days_and_between_two_choices(law: Law) -> None:
    people = People(law, Request())
    one, two = (people.reading("after", "bad", date(2022, month, 1)) for month in (4, 5))
    assert two.moved_since(one) == one.moved_since(two)
    assert two.moved_since(one) >= {CHOICES, "minimum_wage.monthly"}
    assert "avenant43.classification" not in two.moved_since(one)
    assert one.moved_since(Binding(law, one.choices)) == frozenset()
    other = Binding(law, one.choices._replace(settings={"avenant43.point_value": "6"}))
    assert other.moved_since(one) == {*law.paths, CHOICES}
