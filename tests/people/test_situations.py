"""Rows told apart by what they hold, and what is counted of them: the same as row by row.

Guards: people/alike.py, people/columns.py, people/situations.py, people/sums.py.
"""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fund_files import Row, drawn_activity, drawn_people, table
from revalo.funding import counting
from revalo.people.alike import alike, alike_up_to, in_a_row, in_bytes
from revalo.people.columns import ParsedRows
from revalo.people.failures import NONE
from revalo.people.situations import each_by_itself, shared_situations, situations
from running import Ran, run

BYTE, FLAG, WORD = st.integers(-128, 127), st.booleans(), st.integers(-3, 300)
KINDS = (np.int8, bool, np.int64, bool, np.int8, np.int8, bool)  # of columns of these
SMALL, HUGE = st.integers(-3, 3), st.integers(-(1 << 61), 1 << 61)


@given(rows=st.lists(st.tuples(SMALL, SMALL, HUGE, HUGE, SMALL), min_size=1, max_size=30))
def test_rows_alike_are_those_that_sorting_finds(rows: list[tuple[int, ...]]) -> None:
    held = np.array(rows, dtype=np.int64)
    distinct, first, kinds = np.unique(held, axis=0, return_index=True, return_inverse=True)
    found = alike(list(held.T))
    assert found.first.tolist() == first.tolist()
    assert found.kinds.tolist() == kinds.ravel().tolist()
    assert held[found.first].tolist() == distinct.tolist()


@given(rows=st.lists(st.tuples(BYTE, FLAG, WORD, FLAG, BYTE, BYTE, FLAG), min_size=1, max_size=30))
def test_columns_of_a_byte_are_told_apart_as_wider_ones(rows: list[tuple[int, ...]]) -> None:
    narrow = [np.array(column, dtype=kind) for column, kind in zip(zip(*rows, strict=True), KINDS, strict=True)]
    one, other = alike(narrow), alike([column.astype(np.int64) for column in narrow])
    assert one.first.tolist() == other.first.tolist()
    assert one.kinds.tolist() == other.kinds.tolist()
    assert len(list(in_bytes([column != 0 for column in narrow]))) == 1


@given(rows=st.lists(st.tuples(SMALL, HUGE), max_size=30), most=st.integers(0, 30))
def test_rows_are_told_apart_up_to_a_number(rows: list[tuple[int, int]], most: int) -> None:
    columns = list(np.array(rows, dtype=np.int64).reshape(-1, 2).T)
    found, every = alike_up_to(columns, most), alike(columns)
    assert (found is None) == (len(set(rows)) > most)
    assert found is None or (found.first.tolist(), found.kinds.tolist()) == (every.first.tolist(), every.kinds.tolist())


@pytest.mark.parametrize("step", [1, 7, 1 << 21, 1 << 40])
def test_many_rows_that_differ_are_told_to_be_many(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = [np.arange(1 << 17, dtype=np.int64) % 5, np.arange(1 << 17, dtype=np.int64) * step]
    assert alike_up_to(columns, 1 << 17) is not None
    monkeypatch.delattr("revalo.people.alike.told_apart")  # it is told before they are put in order
    assert alike_up_to(columns, 100_000) is None


def test_no_rows_are_no_kinds() -> None:
    found = alike([np.array([], dtype=np.int64)] * 2)
    assert (found.first.tolist(), found.kinds.tolist()) == ([], [])


@given(chosen=st.sets(st.integers(0, 12)))
def test_places_in_a_row_are_those_of_a_slice(chosen: set[int]) -> None:
    everything, places = np.arange(13), np.array(sorted(chosen), dtype=np.int64)
    assert everything[in_a_row(places)].tolist() == places.tolist()
    assert isinstance(in_a_row(places), slice) == (not chosen or max(chosen) - min(chosen) < len(chosen))


@pytest.mark.parametrize(
    ("people", "months", "together"), [(400, 1, False), (100, 12, True), (1, 1, False), (1, 2, True)]
)
def test_situations_are_told_apart_where_rows_share_them(people: int, months: int, together: bool) -> None:
    since = np.tile(700_000 + 7 * np.arange(people), months)
    typed = ParsedRows("f", np.arange(len(since)), {"since": since}, {}, {}, NONE)
    found, every = shared_situations(typed), situations(typed)
    assert len(found.typed.rows) == len(every.typed.rows) == people
    assert found.kinds.tolist() == every.kinds.tolist()
    assert (found.typed is not typed) == together
    assert found.people.sum() == found.rows.sum() == len(since)


@pytest.mark.parametrize("seed", [1, 2])
def test_fund_counts_situations_as_it_counts_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    rng = random.Random(seed)
    names = ["S0", "S1", "S2"]
    activity, drawn = drawn_activity(rng, names), drawn_people(rng, names, 8)
    drawn += [drawn[0] | {"since": "2022-06-15"}, drawn[1] | {"since": "2030-01-01"}, drawn[2] | {"coefficient": "999"}]
    people: list[Row] = [each | {"employee_id": f"P{number}"} for number, each in enumerate(drawn * 3)]
    rng.shuffle(people)
    together = _fund(tmp_path, people, activity)
    monkeypatch.setattr(counting, "situations", lambda typed, *_others: each_by_itself(typed))
    assert _fund(tmp_path, people, activity) == together


def _fund(folder: Path, people: list[Row], activity: list[Row]) -> tuple[Ran, str]:
    rejects = folder / "rejects.csv"
    payroll, hours = table(folder / "p.csv", people), table(folder / "a.csv", activity)
    options = ("--year", "2022", "--blank", "full-time", "--rejects", str(rejects), "--json")
    found = run("fund", str(payroll), "--activity", str(hours), *options)
    assert found.json["schema"].startswith("revalo.fund"), found.out
    return found, rejects.read_text(encoding="utf-8")
