"""Nobody by subtraction: a test plays the reader of a page, who adds and subtracts all that it shows.

Guards: people/counts.py, people/crossed.py, people/failures.py, people/merging.py, people/reader.py,
people/shown_sums.py, people/sums.py, people/suppression.py.
"""

import random
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import attacks
from pages import Page
from playing_the_reader import crossing_of, told
from revalo.grids.decomposition import Cause
from revalo.money import parse_fixed
from revalo.people import crossing as crossings
from revalo.people import reader
from revalo.people.counts import FLOORS, GAINS, Shown, shown_counts
from revalo.people.merging import split, together
from revalo.people.sums import Totals
from revalo.people.suppression import hidden_causes, hidden_groups, is_told
from running import run

WAYS = ("one", "two", "three")


def shown_sums(
    rows: Sequence[tuple[int, int, tuple[Any, ...]]], ways: Sequence[str], hidden: Mapping[str, set[str]]
) -> list[frozenset[int]]:
    """The rows that each sum of a page adds up."""
    found: dict[tuple[str, Any], set[int]] = {("total", ""): set(range(len(rows)))}
    for at, (_person, _month, cell) in enumerate(rows):
        for way, name in zip(ways, cell, strict=False):
            found.setdefault((way, None if name in hidden[way] else name), set()).add(at)
    return [frozenset(each) for each in found.values()]


CELLS = st.tuples(*[st.sampled_from("abc")] * 3)


@settings(max_examples=15, deadline=None)
@given(st.lists(CELLS, min_size=5, max_size=10), st.integers(1, 3))
def test_no_few_people_can_be_told_from_crossing_tables(cells: list[tuple[str, ...]], number: int) -> None:
    rows = [(person, 1, cell[:number]) for person, cell in enumerate(cells)]
    hidden = hidden_groups(crossing_of(rows, WAYS[:number]), WAYS[:number])
    shown = shown_sums(rows, WAYS[:number], hidden)
    assert told(shown, range(len(rows)), set(range(len(rows)))) is None


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(1, 3), CELLS), min_size=5, max_size=12))
def test_nor_from_the_months_of_people_who_move(rows: list[tuple[int, int, tuple[str, ...]]]) -> None:
    rows = list({row[:2]: row for row in rows}.values())  # one row of a person and month
    people = {person for person, *_rest in rows}
    hidden = hidden_groups(crossing_of(rows, WAYS), WAYS)
    if len(people) >= 5:
        assert told(shown_sums(rows, WAYS, hidden), [person for person, *_rest in rows], people) is None


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(CELLS, st.sets(st.sampled_from("uvw"), min_size=1)), min_size=5, max_size=8))
def test_nor_from_the_causes_of_the_gain(people: list[tuple[tuple[str, ...], set[str]]]) -> None:
    ways = (*WAYS[:2], "causes")
    keys = [tuple(("text", cause) for cause in sorted(causes)) for _cell, causes in people]
    cells = [(*cell[:2], key) for (cell, _causes), key in zip(people, keys, strict=True)]
    rows: list[Any] = [(person, 1, cell) for person, cell in enumerate(cells)]
    crossing = crossing_of(rows, ways)
    groups = hidden_groups(crossing, WAYS[:2])
    causes = hidden_causes(crossing, groups, [Cause("text", name) for name in "uvw"])
    columns = [(person, cause) for person, key in enumerate(keys) for cause in key]
    found: dict[Any, set[int]] = {}
    for at, (person, cause) in enumerate(columns):
        found.setdefault(("cause", None if cause in causes else cause), set()).add(at)
        for way, name in zip(WAYS[:2], rows[person][2], strict=False):
            found.setdefault((way, None if name in groups[way] else name), set()).add(at)
    shown = [frozenset(each) for each in found.values()]
    assert told(shown, [person for person, _cause in columns], set(range(len(people)))) is None


def test_events_of_few_people_are_told() -> None:
    few: list[Any] = [(n, 1, ((("hire", 1),) if n < 4 else (),)) for n in range(12)]
    assert is_told(crossing_of(few, ("events",)), "events")
    many: list[Any] = [(n, 1, ((("hire", 1),) if n < 5 else (),)) for n in range(12)]
    assert not is_told(crossing_of(many, ("events",)), "events")
    assert is_told(crossing_of(many, ("events",)), "another way")


DAYS = [date(2021, 1, 1), date(2022, 1, 1)]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(CELLS, st.sampled_from([0, 3, 30]), st.binary(min_size=2, max_size=2)), min_size=5, max_size=9)
)
def test_nor_from_counts_beside_the_groups(people: list[tuple[tuple[str, ...], int, bytes]]) -> None:
    people = [(cell, gain, bytes(each % 3 for each in statuses)) for cell, gain, statuses in people]
    ways = (*WAYS[:1], FLOORS, GAINS)
    crossing = crossing_of([(n, 1, (cell[0], days, gain)) for n, (cell, gain, days) in enumerate(people)], ways)
    hidden = hidden_groups(crossing, WAYS[:1])
    gains = Counter(gain for _cell, gain, _days in people)
    slices, days = shown_counts(crossing, Shown(hidden, frozenset(), frozenset()), gains, DAYS)
    found: dict[Any, set[int]] = {}
    for at, (cell, gain, statuses) in enumerate(people):
        rows: list[Any] = [("total", ""), ("one", None if cell[0] in hidden["one"] else cell[0])]
        rows += [("slice", bisect([each.start for each in slices[1:]], gain))] if slices else []
        rows += [(day, status) for day, status in zip(DAYS, statuses, strict=True) if day in days]
        for row in rows:
            found.setdefault(row, set()).add(at)
    assert sum(each.people for each in slices) in (0, len(people))
    assert told(map(frozenset, found.values()), range(len(people)), set(range(len(people)))) is None


def test_counts_are_shown_where_they_tell_nobody() -> None:
    rows: list[Any] = [(n, 1, ("a", bytes([1 + n % 2]), 3 * (n % 2))) for n in range(40)]
    crossing = crossing_of(rows, (*WAYS[:1], FLOORS, GAINS))
    shown = Shown({"one": set()}, frozenset(), frozenset())
    slices, days = shown_counts(crossing, shown, {0: 20, 3: 20}, DAYS[:1])
    assert [each.people for each in slices if each.people] == [20, 20]
    assert days == {DAYS[0]}


def test_a_day_of_few_people_is_not_counted() -> None:
    rows: list[Any] = [(n, 1, ("a", bytes([1 + (n < 3), 1]), 0)) for n in range(40)]
    crossing = crossing_of(rows, (*WAYS[:1], FLOORS, GAINS))
    assert shown_counts(crossing, Shown({"one": set()}, frozenset(), frozenset()), {0: 40}, DAYS) == ([], {DAYS[1]})


def test_counts_of_too_many_cells_are_not_shown() -> None:
    crossing = crossing_of([(n, 1, ("a",)) for n in range(9)], WAYS[:1])
    assert shown_counts(crossing, Shown({"one": set()}, frozenset(), frozenset()), {0: 5, 9: 4}, DAYS) == ([], set())


def test_nothing_is_hidden_where_nothing_can_be_told() -> None:
    cells = [("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]
    rows = [(10 * place + n, 1, cell) for place, cell in enumerate(cells) for n in range(9)]
    assert hidden_groups(crossing_of(rows, WAYS[:2]), WAYS[:2]) == {"one": set(), "two": set()}


def test_what_cannot_be_proved_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(n, 1, (str(n % 4), str(n % 7))) for n in range(60)]
    monkeypatch.setattr(reader, "_MOST_SETS", 1)
    some = hidden_groups(crossing_of(rows, WAYS[:2]), WAYS[:2])
    monkeypatch.setattr(reader, "_MOST_SETS", 2_000)
    assert sum(map(len, hidden_groups(crossing_of(rows, WAYS[:2]), WAYS[:2]).values())) <= sum(map(len, some.values()))


def test_of_a_large_page_more_is_hidden_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(241)
    rows = [(n, 1, (str(rng.randrange(4)), str(rng.choice((0, 0, 0, 1, 1, 2, 3, 4, 5))))) for n in range(40)]
    one_by_one = hidden_groups(crossing_of(rows, WAYS[:2]), WAYS[:2])
    monkeypatch.setattr("revalo.people.shown_sums.MANY_FIGURES", 0)
    at_once = hidden_groups(crossing_of(rows, WAYS[:2]), WAYS[:2])
    assert sum(map(len, at_once.values())) > sum(map(len, one_by_one.values())) > 1


def test_of_a_page_too_large_to_be_looked_at_nothing_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [(("text", "u"),), (("text", "u"), ("text", "v"))]
    rows = [(n, 1, (str(n % 2), keys[n % 4 < 2])) for n in range(60)]
    crossing, causes = crossing_of(rows, ("one", "causes")), [Cause("text", name) for name in "uv"]
    assert hidden_causes(crossing, {"one": set()}, causes) == set()
    monkeypatch.setattr("revalo.people.shown_sums.MOST_FIGURES", 10)
    assert hidden_causes(crossing, {"one": set()}, causes) == {("text", "u"), ("text", "v")}
    assert hidden_groups(crossing, ("one",)) == {"one": set()}, "a small page is looked at"


def test_a_way_of_too_many_groups_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossings, "MOST_CELLS", 10)
    rows = [(n, 1, (str(n % 2), str(n))) for n in range(40)]
    found = crossing_of(rows, WAYS[:2])
    assert (found.ways, sorted(found.of(found.ways))) == (("one",), [("0",), ("1",)])
    other = crossing_of(rows, WAYS[:1])
    other.merge(found)
    assert other.ways == ("one",)


@given(st.lists(st.integers(1, 30), max_size=12), st.integers(1, 12))
def test_groups_of_one_table(sizes: list[int], most: int) -> None:
    groups = {str(place): Totals(size, size * 100, size * 110) for place, size in enumerate(sizes)}
    hidden = together({name: totals.people for name, totals in groups.items()}, 5, most)
    found = split(groups, hidden)
    assert all(totals.people >= 5 for _name, totals in found.shown)
    assert found.hidden == 0 or found.others.people >= 5 or not found.shown
    assert sum((totals.people for _name, totals in found.shown), found.others.people) == sum(sizes)
    assert len(found.shown) + found.hidden == len(sizes)


def _sums(page: Page, caption: str) -> dict[str, tuple[int, int]]:
    rows = page.rows(caption)
    return {row[0]: (int(row[1]), parse_fixed(row[2].replace("€", "").replace(",", ""), 2)) for row in rows[1:]}


@pytest.mark.parametrize("make", [attacks.nested_tables, attacks.crossing_tables])
def test_one_persons_pay_is_not_what_is_left_of_two_tables(make: Callable[[Path], Path], tmp_path: Path) -> None:
    source, out = make(tmp_path / "p.csv"), tmp_path / "r.html"
    assert run("report", str(source), "-o", str(out), "--lang", "en", "--title", "t").code == 0
    page = Page(out.read_text("utf-8"))
    captions = ("by category (old grid)", "by status and degré (Avenant 43 grid)", "by service")
    tables = [_sums(page, f"Gain {caption}") for caption in captions if f"Gain {caption}" in page.text]
    every = [figures for table in tables for figures in table.values()]
    left = [(one[0] - other[0], one[1] - other[1]) for one in every for other in every]
    assert (1, 168_300) not in left
    assert len(every) > 3


def test_twelve_months_of_one_person_are_one_person(tmp_path: Path) -> None:
    source = attacks.one_person_twelve_months(tmp_path / "p.csv")
    out, book = tmp_path / "r.html", tmp_path / "r.xlsx"
    assert run("report", str(source), "-o", str(out), "--lang", "en", "--title", "t").code == 0
    text = out.read_text("utf-8")
    assert "Direction" not in text
    assert "Gain a year" not in text
    assert "Before, per month" not in text
    assert "Months of pay" in text
    assert "The payroll has 12 months" in text
    assert run("batch", str(source), "-o", str(book), "--lang", "en").code == 0
    sheet = openpyxl.load_workbook(book)["Services"]
    assert "Direction" not in [row[0].value for row in sheet.iter_rows()]


def test_what_a_text_brought_to_one_person_is_not_shown(tmp_path: Path) -> None:
    source, out, book = attacks.one_nurse(tmp_path / "p.csv"), tmp_path / "r.html", tmp_path / "r.xlsx"
    assert run("report", str(source), "-o", str(out), "--lang", "en", "--title", "t").code == 0
    page = Page(out.read_text("utf-8"))
    assert "88.06" not in page.text
    assert "Other causes (" in page.text
    assert run("batch", str(source), "-o", str(book), "--by-text", "--lang", "en").code == 0
    sheet = openpyxl.load_workbook(book)["Summary"]
    words = [str(row[0].value) for row in sheet.iter_rows()]
    assert any(word.startswith("Other causes (") for word in words)
    assert not any("fehap" in word for word in words)


def test_two_runs_by_two_ways_tell_no_more_than_one(tmp_path: Path) -> None:
    rows = [f"{n};S1;48;C;8" for n in range(10)] + ["x;S2;48;C;8"] + [f"y{n};S2;59;C;8" for n in range(9)]
    source = tmp_path / "p.csv"
    source.write_text("\n".join(["matricule;service;departement;categorie;annee", *rows]), "utf-8")
    groups = {}
    for way, title in (("service", "Services"), ("department", "Départements")):
        out = tmp_path / f"{way}.xlsx"
        assert run("batch", str(source), "-o", str(out), "--by", way, "--lang", "fr").code == 0
        sheet = openpyxl.load_workbook(out)[title]
        groups[way] = {str(row[0].value) for row in sheet.iter_rows(min_row=2)}
    assert not ("S1" in groups["service"] and "48" in groups["department"])


def test_a_payroll_of_fewer_than_five_people_says_so(tmp_path: Path) -> None:
    source, out = tmp_path / "p.csv", tmp_path / "r.html"
    source.write_text("matricule;categorie;annee\n1;C;8\n2;C;9\n", "utf-8")
    assert run("report", str(source), "-o", str(out), "--lang", "en").code == 0
    assert "Fewer than 5 people in all" in out.read_text("utf-8")
