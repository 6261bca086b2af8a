"""Years side by side tell nobody: a test plays the reader, who knows how many months each thing counts in each year.

Guards: people/scenario_years.py.
"""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import attacks
from pages import Page
from playing_the_reader import crossing_of, told_by
from revalo.people import shown_sums
from revalo.people.bill import Mover
from revalo.people.moved import BASE, COST, GROSS, Event
from revalo.people.scenario_years import DIFFERENCES, Difference, differences, shown_beside
from revalo.people.year_by_year import DETAILS, Pages, YearByYear
from running import run
from scenario_files import scenario

MONTHS = range(2026 * 12 + 9, 2028 * 12 + 6)  # October 2026 to June 2028
YEARS = (2026, 2027, 2028)
MOVED = [Event(month, Mover(kind), COST) for month in (MONTHS[1], MONTHS[6]) for kind in ("seniority", "text")]
Person = tuple[str, set[Event]]
EVENTS = st.sets(st.sampled_from(MOVED))
LARGE = st.lists(EVENTS, min_size=10, max_size=11).map(
    lambda every: [("ab"[n % 2], own) for n, own in enumerate(every)]
)
PEOPLE = st.lists(st.tuples(st.sampled_from("ab"), EVENTS), min_size=5, max_size=9)


def pages_of(people: Sequence[Person], sees_gross: Callable[[int], bool] = lambda _number: True) -> Pages:
    """The pages of some people; `sees_gross`: those whose gross pay moves too."""
    rows = []
    for number, (group, events) in enumerate(people):
        every = [Event(MONTHS[0], BASE, COST), *sorted(events)]
        gross = [each._replace(amount=GROSS) for each in every if each.mover == BASE or sees_gross(number)]
        rows.append((number, 1, (group, (*gross, *every))))
    return Pages(crossing_of(rows, ("one", "events")), "one", MONTHS)


def months_in(month: int, year: int) -> int:
    return sum(month <= each and each // 12 == year for each in MONTHS)


def rows_shown(shown: YearByYear, group: str, event: Event) -> Iterator[tuple[Any, int]]:
    """The sums that are shown which an event of someone in a group is in, with how often."""
    own = None if group in shown.groups else group
    often = {year: months_in(event.month, year) for year in YEARS}
    if not shown.detail.years:
        yield "all", sum(often.values())
        yield ("all", own), sum(often.values())
        return
    for year in YEARS:
        yield ("year", year), often[year]
        yield ("year", own, year), often[year]
    if not shown.detail.causes:
        return
    if event.mover == BASE:
        yield "first", 1
        yield ("first", own), 1
        return
    for year in YEARS:
        change = often[year] - often.get(year - 1, 0)
        for name, hidden in (("everybody", shown.causes[year]), (own, shown.of_groups[own][year])):
            yield ("cause", name, year, None if event.mover in hidden else event.mover), change


@settings(max_examples=20, deadline=None)
@given(st.one_of(PEOPLE, LARGE))
def test_no_few_people_can_be_told_from_years_side_by_side(people: list[Person]) -> None:
    shown = pages_of(people).shown(has_months=False)
    columns = [
        (n, event)
        for n, (_group, events) in enumerate(people)
        for event in (*MOVED, MOVED[0]._replace(month=MONTHS[0], mover=BASE))
        if event in events or event.mover == BASE
    ]
    every = [Counter(dict(rows_shown(shown, people[n][0], event))) for n, event in columns]
    names = sorted({row for each in every for row in each}, key=str)
    matrix = [[each[row] for each in every] for row in names]
    assert told_by(matrix, [n for n, _event in columns], set(range(len(people)))) is None


def test_more_is_shown_the_less_it_tells() -> None:
    def detail(*movers: int) -> int:
        people: list[Person] = [("a", {MOVED[0]} if n < movers[0] else set()) for n in range(12)]
        return DETAILS.index(pages_of(people).shown(has_months=True).detail)

    assert detail(12) == detail(5) == detail(0) == 0
    assert detail(4) == 3, "the years differ by what four people rise"


def test_gross_pay_that_few_people_see_rise_is_looked_at_apart() -> None:
    """A minimum wage that changes what everybody costs, and the pay of two."""
    people: list[Person] = [("a", {MOVED[3]}) for _number in range(12)]
    assert pages_of(people).shown(has_months=True).detail == DETAILS[0]
    assert pages_of(people, lambda number: number < 2).shown(has_months=True).detail == DETAILS[3]


def test_causes_of_too_many_groups_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    people: list[Person] = [("ab"[n % 2], {MOVED[0]}) for n in range(12)]
    assert not any(pages_of(people).shown(has_months=False).of_groups["a"].values())
    monkeypatch.setattr(shown_sums, "MANY_FIGURES", 0)
    shown = pages_of(people).shown(has_months=False)
    assert (shown.groups, shown.of_groups["a"][2027]) == (set(), {Mover("seniority")})


def written(folder: Path, source: Path) -> list[dict[str, str]]:
    out = folder / "o.csv"
    assert run("project", str(source), "--from", "2026-09", "--to", "2028-12", "-o", str(out), "--lang", "en").code == 0
    return list(csv.DictReader(out.read_text("utf-8").splitlines()))


def test_the_rise_of_one_person_is_not_what_a_year_is_above_another(tmp_path: Path) -> None:
    rows = written(tmp_path, attacks.one_whose_pay_rises(tmp_path / "p.csv"))
    assert "82.85" not in {row["gross"] for row in rows}, "what September 2026 is below the three months after it"
    assert [row["year"] for row in rows if row["level"] == "year"] == ["2026-2028"]


def test_the_rise_of_one_person_is_not_what_is_left_of_two_years(tmp_path: Path) -> None:
    """What seven people rise in 2027, less five times what six of them rose in 2026."""
    rows = written(tmp_path, attacks.one_who_rises_a_year_later(tmp_path / "p.csv"))
    own = {
        row["year"]: Decimal(row["gross"])
        for row in rows
        if row["level"] == "year-cause" and row["cause"] == "seniority"
    }
    assert not {"2026", "2027"} <= {*own}
    assert not {"2026", "2027", "2028"} <= {row["year"] for row in rows if row["level"] == "year"}


def test_a_scenario_for_one_person_is_not_shown(tmp_path: Path) -> None:
    source = attacks.one_whom_a_scenario_reaches(tmp_path / "p.csv")
    one = scenario(tmp_path, "path: avenant43.new_grid.technicien.1, add: 5", name="one")
    every = scenario(tmp_path, "path: avenant43.new_grid, add: 6", name="every")
    compared = [word for path in (one, every) for word in ("--compare", str(path))]
    page, table = tmp_path / "o.html", tmp_path / "o.csv"
    for out in (page, table):
        span = ("--from", "2026-12", "--to", "2027-06")
        assert run("project", str(source), *span, *compared, "-o", str(out), "--lang", "en").code == 0
    assert "not shown: one." in Page(page.read_text("utf-8")).text
    rows = csv.DictReader(table.read_text("utf-8").splitlines())
    assert {row["group"] for row in rows if row["level"] == "scenario"} == {"every"}


def test_differences_are_of_a_year_or_of_it_alone() -> None:
    plain = [(2026 * 12 + 11, np.zeros((2, 3))), (2027 * 12, np.zeros((2, 3)))]
    raised = [(plain[0][0], np.array([[1, 0, 0]] * 2)), (plain[1][0], np.array([[1, 1, 0]] * 2))]
    found = differences([plain, raised])
    assert {each: rows.tolist() for each, rows in found.items() if each.amount == GROSS} == {
        Difference(0, 1, GROSS, 2026): [True, False, False],
        Difference(0, 1, GROSS, 2027): [True, True, False],
        Difference(0, 1, GROSS, 2027, 2026): [False, True, False],
    }


def test_of_scenarios_that_few_people_tell_apart_the_first_is_shown() -> None:
    keys = Difference(0, 1, COST, 2027), Difference(0, 2, COST, 2027), Difference(1, 2, COST, 2027)
    crossing = crossing_of([(n, 1, ((*keys[:2], *(keys[2:] if n < 3 else ())),)) for n in range(9)], (DIFFERENCES,))
    assert shown_beside(crossing, (1, 2)) == [1]
    assert shown_beside(crossing_of([(1, 1, ("a",))], ("one",)), (1, 2)) == []


SMALL_SERVICE = [*(f"{n};Nord;C;8;2010-02-01" for n in range(10)), *(f"s{n};Sud;C;8;2010-02-01" for n in range(9))]


def test_the_cost_of_an_hour_does_not_tell_a_service_without_activity(tmp_path: Path) -> None:
    """Nineteen people have an activity; what everybody costs less what they cost would be that of the two others."""
    header, few = "matricule;service;catégorie;année;since", [f"x{n};Est;C;8;2010-02-01" for n in range(2)]
    activity = attacks.rows_of(tmp_path / "a.csv", "service;département;heures APA", ["Nord;48;6000", "Sud;48;5000"])
    for rows, is_shown in (([*SMALL_SERVICE, *few], False), (SMALL_SERVICE, True)):
        source, out = attacks.rows_of(tmp_path / "p.csv", header, rows), tmp_path / "o.html"
        words = ("--from", "2027-03", "--to", "2027-12", "--activity", str(activity), "-o", str(out), "--lang", "en")
        assert run("project", str(source), *words).code == 0
        text = Page(out.read_text("utf-8")).text
        assert ("The cost of an hour, year by year" in text) == is_shown
        assert ("With the cost of an hour, the pay of fewer than 5 people" in text) != is_shown


def test_a_report_and_its_months_to_come_put_the_same_groups_together(tmp_path: Path) -> None:
    """Who rises alone in one service is hidden in the months to come, so that services differ from the report's."""
    rows = [
        *SMALL_SERVICE,
        *(f"e{n};Est;C;8;2010-02-01" for n in range(8)),
        *(f"l{n};Est;C;8;2011-11-01" for n in range(2)),
        *(f"m{n};Nord;C;8;2011-11-01" for n in range(4)),
    ]
    source, out = (
        attacks.rows_of(tmp_path / "p.csv", "matricule;service;catégorie;année;since", rows),
        tmp_path / "o.html",
    )
    days = ("--before", "2026-01-01", "--after", "2026-09-01", "--to", "2028-12", "--lang", "en", "-o", str(out))
    assert run("report", str(source), *days, REVALO_TODAY="2026-09-15").code == 0
    page = Page(out.read_text("utf-8"))
    assert {"Nord", "Sud", "Est"} <= {row[0] for row in page.rows("Gain by service")}
    assert "Employer cost by group" not in page.text
    assert (
        run(
            "report",
            str(attacks.rows_of(source, "matricule;service;catégorie;année;since", SMALL_SERVICE)),
            *days,
            REVALO_TODAY="2026-09-15",
        ).code
        == 0
    )
    assert "Employer cost by group" in Page(out.read_text("utf-8")).text


def test_a_hire_whom_alone_a_scenario_reaches_is_not_told(tmp_path: Path) -> None:
    source = attacks.rows_of(tmp_path / "p.csv", "matricule;service;catégorie;année;since", SMALL_SERVICE)
    hires = "kind;month;service;job;echelon;seniority;headcount\nhire;2027-02;Sud;tisf;1;1;{}\n"
    one = scenario(tmp_path, "path: avenant43.new_grid.technicien.1, add: 5", name="one")
    for number, is_shown in ((1, False), (6, True)):
        moves, out = tmp_path / "m.csv", tmp_path / "o.csv"
        moves.write_text(hires.format(number), encoding="utf-8")
        words = ("--from", "2026-12", "--to", "2027-12", "--movements", str(moves), "--compare", str(one))
        assert run("project", str(source), *words, "-o", str(out), "--lang", "en").code == 0
        assert ("scenario" in {row["level"] for row in csv.DictReader(out.read_text("utf-8").splitlines())}) == is_shown


def test_two_of_a_row_who_leave_are_not_what_a_year_is_below_another(tmp_path: Path) -> None:
    header = "matricule;service;catégorie;année;since;effectif"
    source = attacks.rows_of(tmp_path / "p.csv", header, [f"{n};Nord;C;8;2010-02-01;10" for n in range(2)])
    for number, years in ((2, {"2026-2028"}), (6, {"2026", "2027", "2028"})):
        moves, out = tmp_path / "m.csv", tmp_path / "o.csv"
        moves.write_text(f"kind;month;employee_id;headcount\nleave;2028-01;1;{number}\n", encoding="utf-8")
        words = ("--from", "2026-09", "--to", "2028-12", "--movements", str(moves), "-o", str(out), "--lang", "en")
        assert run("project", str(source), *words).code == 0
        assert {row["year"] for row in csv.DictReader(out.read_text("utf-8").splitlines())} == years
