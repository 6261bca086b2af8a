"""People with contracts in several services count once, by share of working time: an oracle over plain rows.

Guards: payroll/in_memory.py, payroll/reading/repeats.py, payroll/reading/review.py, payroll/revaluation.py,
people/several_rows.py, people/summary.py.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from pages import Page
from revalo.analysis.comparison import Request
from revalo.grids.law import Law
from revalo.payroll import in_memory
from revalo.payroll.board import BoardRequest, board
from revalo.payroll.reading.inputs import find_files
from revalo.payroll.reading.open import open_files
from revalo.payroll.reading.review import EVERYTHING, Review
from revalo.payroll.revaluation import BatchRequest
from revalo.people.summary import Summary
from revalo.people.sums import plain_headcount
from running import run

HEADER = "matricule;mois;service;departement;categorie;annee;heures\n"
Row = tuple[str, str, str, str, str, int, int]  # … year of the grid, hours in hundredths

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "11", "12", "13", "14", "15", "16"]),
        st.sampled_from(["2022-01", "2022-02"]),
        st.sampled_from(["Nord", "Sud", "Est"]),
        st.sampled_from(["48", "30"]),
        st.sampled_from("ABC"),
        st.integers(1, 20),
        st.integers(1_00, 160_00),
    ),
    min_size=1,
    max_size=24,
    unique=True,
)


def written(rows: list[Row]) -> str:
    lines = (";".join(map(str, (*row[:6], f"{row[6] // 100}.{row[6] % 100:02d}"))) for row in rows)
    return HEADER + "\n".join(lines) + "\n"


def summary_of(law: Law, folder: Path, rows: list[Row], by: str, chunk_rows: int) -> Summary:
    path = folder / "p.csv"
    path.write_text(written(rows), encoding="utf-8")
    review = Review(EVERYTHING._replace(asks=False))
    sources: Iterator = map(review.source, open_files(find_files([path]).files, None, chunk_rows=chunk_rows))  # type: ignore[type-arg]
    return in_memory.run(law, sources, BatchRequest(Request(), by=by)).summary


def expected(rows: list[Row], place: int) -> dict[str, Fraction]:
    """The headcount of each group, one row after the other: full time is the most that counts."""
    times: Counter[tuple[str, str]] = Counter()
    for row in rows:
        times[row[0], row[1]] += min(row[6], 151_67)
    found: dict[str, Fraction] = {}
    for row in rows:
        share = Fraction(min(row[6], 151_67), times[row[0], row[1]]) if row[0] else Fraction(1)
        name = str(row[place])
        found[name] = found.get(name, Fraction(0)) + share
    return found


@given(ROWS, st.sampled_from([("service", 2), ("department", 3), ("category", 4)]), st.sampled_from([1, 3, 65_536]))
def test_each_group_has_the_sum_of_the_shares(
    law: Law, tmp_path_factory: pytest.TempPathFactory, rows: list[Row], way: tuple[str, int], chunk_rows: int
) -> None:
    by, place = way
    found = summary_of(law, tmp_path_factory.mktemp("shares"), rows, by, chunk_rows)
    assert found.adds_up
    assert {name: Fraction(totals.people) for name, totals in found.groups.items()} == expected(rows, place)
    people = len({row[:2] for row in rows if row[0]}) + sum(not row[0] for row in rows)
    assert found.total.people == people == found.gains.total()
    assert isinstance(found.total.people, int)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve people in Nord and Sud, of whom one in both for 100 and 50 hours."""
    monkeypatch.chdir(tmp_path)
    rows = [f"{n};2022-01;{'Nord' if n % 2 else 'Sud'};48;C;8;104" for n in range(12, 24)]
    body = "\n".join([*rows[1:], "12;2022-01;Sud;48;C;8;100", "12;2022-01;Nord;48;A;8;50"])
    (tmp_path / "p.csv").write_text(HEADER + body + "\n", encoding="utf-8")
    return tmp_path


def test_headcounts_of_groups_on_the_screen_and_in_json(folder: Path) -> None:
    found = run("batch", "p.csv", "-o", "o.csv", "--lang", "fr")
    shown = " ".join(found.out.split())
    assert "Nord 6,33" in shown
    assert "Sud 5,67" in shown
    assert "Total 12 " in shown
    told = json.loads((folder / "o.csv.meta.json").read_text(encoding="utf-8"))
    assert told["people"] == 12
    assert {"shared-people", "several-rows", "several-services"} <= {each["code"] for each in told["remarks"]}


def test_headcounts_of_groups_in_a_workbook(folder: Path) -> None:
    assert run("batch", "p.csv", "-o", "o.xlsx", "--employer-cost", "--lang", "en").code == 0
    for values in (True, False):  # no formula counts rows instead of people
        book = load_workbook(folder / "o.xlsx", data_only=values)
        for title in ("Services", "Employer cost"):
            cells = {row[0]: row[1] for row in book[title].iter_rows(min_row=2, max_row=3, values_only=True)}
            assert {name: round(float(str(value)), 2) for name, value in cells.items()} == {"Nord": 6.33, "Sud": 5.67}
        assert [row[1] for row in book["Summary"].iter_rows(values_only=True) if row[0] == "People"] == [12]
    assert load_workbook(folder / "o.xlsx")["Services"]["B2"].number_format == "#,##0.00"


def test_headcounts_of_groups_in_a_report(folder: Path) -> None:
    assert run("report", "p.csv", "-o", "o.html", "--lang", "en").code == 0
    page = Page((folder / "o.html").read_text(encoding="utf-8"))
    people = {row[0]: row[1] for row in page.rows("Gain by service")[1:]}
    assert people == {"Nord": "6.33", "Sud": "5.67", "Total": "12"}


def test_a_service_of_five_people_is_shown_whatever_their_shares(folder: Path) -> None:
    """Five different people have a small contract in Est: their shares come to one person, and they are five."""
    extra = "".join(f"{n};2022-01;Est;48;C;8;26\n" for n in range(13, 18))
    (folder / "p.csv").write_text((folder / "p.csv").read_text(encoding="utf-8") + extra, encoding="utf-8")
    assert run("report", "p.csv", "-o", "o.html", "--lang", "en").code == 0
    page = Page((folder / "o.html").read_text(encoding="utf-8"))
    people = {row[0]: row[1] for row in page.rows("Gain by service")[1:]}
    assert people == {"Nord": "5.73", "Sud": "5.27", "Est": "1", "Total": "12"}


def test_without_working_time_the_shares_are_equal_and_it_is_said(folder: Path) -> None:
    rows = "".join(f"{n};{service};C;8\n" for n in range(12, 22) for service in ("Nord", "Sud"))
    (folder / "p.csv").write_text("matricule;service;categorie;annee\n" + rows, encoding="utf-8")
    found = " ".join(run("batch", "p.csv", "-o", "o.csv", "--lang", "en").out.split())
    assert "no working time for 10 people with several rows: each row counts for an equal share" in found
    assert "Nord 5 " in found
    assert "Total 10 " in found


def test_who_has_one_row_that_can_be_computed_counts_there(folder: Path) -> None:
    body = "12;2022-01;Sud;48;C;99;100\n12;2022-01;Nord;48;A;8;50\n13;2022-01;Nord;48;A;8;50\n"
    (folder / "p.csv").write_text(HEADER + body, encoding="utf-8")
    found = " ".join(run("batch", "p.csv", "-o", "o.csv", "--lang", "en").out.split())
    assert "Total 2 " in found


@pytest.mark.parametrize(
    ("people", "text"),
    [
        (3, "3"),
        (Fraction(1, 3), "0.33"),
        (Fraction(5, 1), "5"),
        (Fraction(1, 200), "0.01"),
        (Fraction(12345, 10), "1234.50"),
    ],
)
def test_how_a_headcount_is_written(people: Fraction, text: str) -> None:
    assert plain_headcount(people) == text


def test_people_on_the_minimum_wage_are_people(law: Law, tmp_path: Path) -> None:
    """By their first row, as by size of gain."""
    rows: list[Row] = [(str(n), "2022-01", "Nord", "48", "A", 1, 151_67) for n in range(11, 19)]
    rows += [("11", "2022-01", "Sud", "48", "A", 1, 50_00), ("12", "2022-01", "Nord", "48", "A", 1, 20_00)]
    (tmp_path / "p.csv").write_text(written(rows), encoding="utf-8")
    review = Review(EVERYTHING._replace(asks=False))
    sources = map(review.source, open_files(find_files([tmp_path / "p.csv"]).files, None, chunk_rows=3))
    found = board(law, sources, BoardRequest(Request(), date(2022, 12, 31)), None)
    assert {floor.people for floor in found.floors.values()} == {8}
    assert max(floor.on_floor for floor in found.floors.values()) == 8
