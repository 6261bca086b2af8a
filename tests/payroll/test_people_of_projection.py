"""`revalo project` counts people: who has several rows is one person a month, shared by working time.

Guards: payroll/movements.py, payroll/reading/review.py, people/shared_bill.py.
"""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csv_tables import read, table
from people_shares import shared
from revalo.analysis.comparison import Request
from revalo.grids.law import Law
from revalo.payroll.movements import read_movements
from revalo.payroll.projection import Projection, ProjectionRequest, project
from revalo.payroll.reading.inputs import find_files
from revalo.payroll.reading.open import open_files
from revalo.payroll.reading.review import EVERYTHING, Review
from revalo.people.bill import HIRE, LEAVE
from revalo.people.carrying import Span
from revalo.rules.employer.employer import Employer
from running import run

SERVICES = ("Nord", "Sud", "Est")
MONTHS = range(2026 * 12 + 9, 2026 * 12 + 9 + 6)  # from October 2026
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "11", "12", "13", "14"]),
        st.sampled_from(SERVICES),
        st.integers(1_00, 160_00),
        st.sampled_from(["2015-01-01", "2026-12-01", "2027-01-01"]),
    ),
    min_size=1,
    max_size=10,
    unique=True,
)
LEAVES = st.dictionaries(st.sampled_from(["11", "12"]), st.sampled_from(["2026-12", "2027-02"]), max_size=2)
Row = tuple[str, str, int, str]


def carried(law: Law, folder: Path, rows: list[Row], leaves: dict[str, str], chunk_rows: int) -> Projection:
    names = ("employee_id", "service_id", "hours", "since", "category", "year")
    written = [(name, service, f"{hours / 100:.2f}", since, "C", 8) for name, service, hours, since in rows]
    path = table(folder / "p.csv", [dict(zip(names, row, strict=True)) for row in written])
    moved = None
    if leaves:
        said = [{"kind": "leave", "month": month, "employee_id": name} for name, month in leaves.items()]
        moved = read_movements(str(table(folder / "m.csv", said)), law)
    review = Review(EVERYTHING._replace(asks=False))
    sources = map(review.source, open_files(find_files([path]).files, None, chunk_rows=chunk_rows))
    asked = ProjectionRequest(Request(), Employer(), Span(MONTHS[0], MONTHS[-1], MONTHS[0]))
    return project(law, iter(sources), asked, None, movements=moved)


def iso(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"


def there(rows: list[Row], leaves: dict[str, str], month: int) -> dict[str, Fraction]:
    """How many people each service has in a month."""
    held = [
        (name, service, min(hours, 151_67))
        for name, service, hours, since in rows
        if since[:7] <= iso(month) and not ("" < leaves.get(name, "") <= iso(month))
    ]
    return shared(held)


@settings(max_examples=25, deadline=None)
@given(ROWS, LEAVES, st.sampled_from([1, 3, 65_536]))
def test_each_service_has_the_sum_of_the_shares_in_each_month(
    law: Law, tmp_path_factory: pytest.TempPathFactory, rows: list[Row], leaves: dict[str, str], chunk_rows: int
) -> None:
    leaves = {name: month for name, month in leaves.items() if name in {row[0] for row in rows}}
    found = carried(law, tmp_path_factory.mktemp("people"), rows, leaves, chunk_rows)
    for month in MONTHS:
        own = {name: months[month].people for name, months in found.bill.months.items() if month in months}
        assert {name: people for name, people in own.items() if people} == there(rows, leaves, month)
    for before, month in pairwise(MONTHS):
        for service in SERVICES:
            moves = found.bill.moves.get(service, {}).get(month, {})
            change = there(rows, leaves, month).get(service, 0) - there(rows, leaves, before).get(service, 0)
            assert sum(sums.people for sums in moves.values()) == change
    moved = {HIRE: Fraction(0), LEAVE: Fraction(0)}
    for month in MONTHS:
        for mover, sums in found.moves(month).items():
            if mover.kind in moved:
                moved[mover.kind] += sums.people
    first, last = (sum(there(rows, leaves, month).values()) for month in (MONTHS[0], MONTHS[-1]))
    assert sum(moved.values()) == last - first
    assert all(people.denominator == 1 for people in moved.values())
    assert found.years  # the causes add up


def test_who_works_in_two_services_is_in_both(tmp_path: Path) -> None:
    rows = [
        {"employee_id": name, "service_id": service, "category": "C", "year": 8, "hours": hours}
        for name, service, hours in (("1", "Nord", 100), ("1", "Sud", 50), ("2", "Nord", 151.67))
    ]
    path, months = str(table(tmp_path / "p.csv", rows)), ("--from", "2026-10", "--to", "2026-12")
    ran = run("project", path, *months, "--json", "--lang", "en")
    assert ran.code == 0, ran.err
    own = {each["service_id"]: each["years"][0]["people_months"] for each in ran.json["services"]}
    assert own == {"Nord": 5, "Sud": 1}
    assert [month["people"] for month in ran.json["months"]] == [2, 2, 2]
    assert any("by share of working time" in each for each in ran.json["warnings"])
    out = tmp_path / "o.csv"
    assert run("project", path, *months, "-o", str(out), "--lang", "fr").code == 0
    assert {row["people_months"] for row in read(out, ";") if row["level"] == "year"} == {"6"}
