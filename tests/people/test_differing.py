"""What one sum of a report is above another is that of the people whose amounts differ: five of them, or nothing said.

Guards: reports/pages/board_groups.py.
"""

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import attacks
from pages import Page
from playing_the_reader import crossing_of, told
from revalo.money import parse_fixed
from revalo.people.differing import GAIN, GROSS, differing, pair
from revalo.people.suppression import hidden_by_differences, hidden_groups
from running import run
from scenario_files import scenario

WAYS = ("one", "two")


def page_of(folder: Path, source: Path, *options: str) -> Page:
    out = folder / "r.html"
    assert run("report", str(source), "-o", str(out), "--lang", "en", "--title", "t", *options).code == 0
    return Page(out.read_text("utf-8"))


def gains(page: Page, caption: str, column: int) -> set[int]:
    """The amounts of a column, and what is left of two of them."""
    rows = page.rows(caption)[1:]
    cents = [parse_fixed(row[column].replace("€", "").replace(",", "").replace("+", "") or "0", 2) for row in rows]
    return {*cents, *(one - two for one in cents for two in cents)}


def test_pairs_are_of_rows_whose_amounts_differ() -> None:
    found = differing(
        {GROSS: [np.array([1, 2, 3]), np.array([1, 5, 3]), np.array([1, 5, 4])], "part": [0, np.arange(3)]}
    )
    assert {each: rows.tolist() for each, rows in found.items()} == {
        GAIN: [False, True, False],
        pair(GROSS, 0, 2): [False, True, True],
        pair(GROSS, 2, 1): [False, False, True],
        pair("part", 0, 1): [False, True, True],
    }


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("ab"), st.booleans()), min_size=5, max_size=11))
def test_no_gain_of_few_people_can_be_told_from_crossing_tables(people: list[tuple[str, str, bool]]) -> None:
    rows: list[Any] = [(n, 1, (one, two, (GAIN,) if own else ())) for n, (one, two, own) in enumerate(people)]
    crossing = crossing_of(rows, (*WAYS, "causes"))
    hidden, telling = hidden_by_differences(crossing, hidden_groups(crossing, WAYS), [GAIN])
    gainers = [n for n, each in enumerate(people) if each[-1]]
    assert (GAIN in telling) == (0 < len(gainers) < 5)
    if gainers and not telling:
        shown = sums_of_gain(people, hidden)
        assert told(shown, gainers, set(gainers)) is None if len(gainers) > 5 else len({*shown}) == 1


def sums_of_gain(people: list[tuple[str, str, bool]], hidden: Mapping[str, set[str]]) -> list[frozenset[int]]:
    """The columns, of those who gain, that each sum adds up."""
    found: dict[Any, set[int]] = {}
    for at, each in enumerate(each for each in people if each[-1]):
        found.setdefault("total", set()).add(at)
        for way, name in zip(WAYS, each[:2], strict=True):
            found.setdefault((way, None if name in hidden[way] else name), set()).add(at)
    return [frozenset(each) for each in found.values()]


def test_the_only_gain_of_a_service_is_not_told(tmp_path: Path) -> None:
    days = ("--before", "2020-08-31", "--after", "2021-01-31")
    page = page_of(tmp_path, attacks.one_who_gains(tmp_path / "p.csv"), *days)
    assert 23_800 not in gains(page, "Gain by service", 4)
    assert "Nord" in {row[0] for row in page.rows("Gain by service")}, "where nobody gains, nobody is told"
    assert "Other causes (" not in page.text, "a text of thirteen people is shown"


def test_where_few_gain_in_all_the_page_says_so(tmp_path: Path) -> None:
    rows = [f"{n};Nord;ccn51;autre;administratif;2000" for n in range(9)] + ["x;Nord;ccn51;ehpad;infirmier;2000"]
    source = attacks.rows_of(tmp_path / "p.csv", "matricule;service;secteur;structure;métier;brut", rows)
    days = ("--before", "2020-08-31", "--after", "2021-01-31")
    assert "The amounts of fewer than 5 people change" in page_of(tmp_path, source, *days).text


def test_a_scenario_for_one_person_is_not_shown(tmp_path: Path) -> None:
    source = attacks.one_whom_a_scenario_reaches(tmp_path / "p.csv")
    one = scenario(tmp_path, "path: avenant43.new_grid.technicien.1, add: 5", name="one", start="2026-01-01")
    every = scenario(tmp_path, "path: avenant43.new_grid, add: 6", name="every", start="2026-01-01")
    both = (
        "path: avenant43.new_grid, add: 6, from: 2026-01-01",
        "path: avenant43.new_grid.technicien.1, add: 5, from: 2026-02-01",
    )
    more = scenario(tmp_path, *both, name="more", start="2026-01-01")
    compared = [word for path in (one, every, more) for word in ("--compare", str(path))]
    for cost in ((), ("--employer-cost",)):
        page = page_of(tmp_path, source, "--after", "2026-06-30", *compared, *cost)
        assert "not shown: one, more." in page.text, "one differs from the law, more from every, by one person"
        assert [row[0] for row in page.rows("Scenarios, gross per month")[1:]] == ["the law as it stands", "every"]
        assert not any("29.42" in each for each in page.said("td"))


def test_the_relief_of_one_person_is_not_told(tmp_path: Path) -> None:
    """Contributions of ten are relieved for one: relief is not shown by itself, nor is it what is left."""
    rows = [f"{n};Nord;ccn51;autre;administratif;6000" for n in range(9)] + ["x;Nord;ccn51;autre;administratif;2000"]
    source = attacks.rows_of(tmp_path / "p.csv", "matricule;service;secteur;structure;métier;brut", rows)
    days = ("--before", "2020-08-31", "--after", "2021-01-31", "--employer-cost")
    lines = [row[0] for row in page_of(tmp_path, source, *days).rows("Employer cost, all staff, per month")[1:]]
    assert lines == ["Gross", "+ contributions, relief and wage tax, merged", "= employer cost"]


def test_the_only_rise_of_cost_of_a_service_is_not_told_by_who_pays(tmp_path: Path) -> None:
    source = attacks.one_who_costs_more(tmp_path / "p.csv")
    activity = [f"{name};48;{hours};100" for name, hours in (("Nord", 6000), ("Est", 3000), ("Sud", 5000))]
    given = attacks.rows_of(tmp_path / "a.csv", "service;département;heures APA;heures autres", activity)
    page = page_of(tmp_path, source, "--activity", str(given), "--year", "2022")
    assert "Sud" in {row[0] for row in page.rows("Gain by service")}, "ten people gain there"
    names = [row[0] for row in page.rows("Who pays in 2022, by service")[1:]]
    assert names == ["Nord", "48: Other groups (2, merged)", "Total"]


def test_nothing_is_hidden_where_each_difference_is_of_many() -> None:
    cells = list(combinations("abcd", 2))
    rows: list[Any] = [
        (10 * at + n, 1, (*cell, (GAIN,) if n < 7 else ())) for at, cell in enumerate(cells) for n in range(9)
    ]
    crossing = crossing_of(rows, (*WAYS, "causes"))
    hidden = hidden_groups(crossing, WAYS)
    assert hidden_by_differences(crossing, hidden, [GAIN]) == (hidden, set())
