"""A full-time gross given under the minimum wage of its month is questioned, for one person and for rows.

Guards: rules/given_gross.py, rules/minimum_wage.py.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revalo.analysis.comparison import Request, compute
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.people.table import AFTER, People
from revalo.rules.minimum_wage import least_gross
from revalo.rules.person import read_employee
from running import run
from segur_people import nurse
from typed_people import typed

CODE = "gross-under-minimum-wage"
# The monthly minimum wage on the last day and on the first day of a figure (decrees; Mayotte has its own).
WAGES = [
    ("2021-12-31", None, "1589.47"),
    ("2022-01-01", None, "1603.12"),
    ("2022-04-30", None, "1603.12"),
    ("2022-05-01", None, "1645.58"),
    ("2022-05-02", "75", "1645.58"),
    ("2022-04-30", "976", "1210.30"),
    ("2022-05-01", "976", "1242.15"),
]
HEADER = "matricule;secteur;structure;métier;brut"


def codes(law: Law, request: Request, **given_: Any) -> set[str]:
    return {each.code for each in compute(law, read_employee(law, nurse("ccn51", "ehpad") | given_), request).warnings}


def warned(law: Law, gross: str, day: str, **more: Any) -> bool:
    request = Request(before=date(2020, 10, 1), after=date.fromisoformat(day))
    return CODE in codes(law, request, gross=gross, **more)


def less_a_cent(amount: str) -> str:
    cents = int(amount.replace(".", "")) - 1
    return f"{cents // 100}.{cents % 100:02}"


@pytest.mark.parametrize(("day", "department", "wage"), WAGES)
def test_the_minimum_wage_of_the_day_is_the_floor(law: Law, day: str, department: str | None, wage: str) -> None:
    place = {} if department is None else {"department": department}
    assert warned(law, less_a_cent(wage), day, **place)
    assert not warned(law, wage, day, **place)


def test_without_a_minimum_wage_nothing_is_questioned(law: Law) -> None:
    request = Request(before=date(2018, 12, 30), after=date(2018, 12, 31))
    assert CODE not in codes(law, request, gross="2.00")


def test_pay_that_is_not_given_is_not_questioned(law: Law) -> None:
    request = Request(after=date(2022, 5, 1), measures_only=True)
    assert codes(law, request, gross=None) == {"gross-missing"}


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 400_000), st.sampled_from((None, "59", "976"))), min_size=1, max_size=8))
def test_rows_are_questioned_as_persons_are(law: Law, people: list[tuple[int, str | None]]) -> None:
    floors = {None: 164_558, "59": 164_558, "976": 124_215}
    fixed = nurse("ccn51", "ehpad")
    rows = [fixed | {"gross": f"{n / 100:.2f}", "department": place, "month": 2022 * 12 + 4} for n, place in people]
    rows = [{name: value for name, value in row.items() if value is not None} for row in rows]
    read = typed(rows)
    counted = People(law, Request()).outcome(read).caveats(read.file, (AFTER,))
    told = sum(each.rows for each in counted.warnings if each.code == CODE)
    assert told == sum(cents < floors[place] for cents, place in people)


def test_a_payroll_tells_how_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    amounts = ("1645,58", "1645,57", "2,00", "2000,00")
    rows = [f"{n};ccn51;ehpad;infirmier;{amount}" for n, amount in enumerate(amounts)]
    Path("p.csv").write_text("\n".join((HEADER, *rows)) + "\n", "utf-8")
    ran = run("batch", "p.csv", "-o", "r.csv", "--after", "2022-05-01", "--lang", "fr")
    assert (ran.code, "le brut à temps plein donné" in " ".join(ran.out.split())) == (0, True)
    said = json.loads(Path("r.csv.meta.json").read_text("utf-8"))["warnings"]
    assert [(each["code"], each["rows"], each["row"]) for each in said] == [(CODE, 2, 3)]


def test_the_pay_does_not_rest_on_the_minimum_wage(law: Law) -> None:
    read = typed([nurse("ccn51", "ehpad") | {"gross": "1500.00", "month": 2022 * 12 + 4}])
    people = People(law, Request())
    people.outcome(read)
    assert not any(path.startswith("minimum_wage.") for path, _version in people.versions_used())


@pytest.mark.parametrize(("day", "cents"), [(date(2021, 10, 1), 1_589_47), (date(1960, 1, 1), 0)])
def test_no_gross_is_questioned_where_the_law_held_has_no_minimum_wage(law: Law, day: date, cents: int) -> None:
    assert least_gross(Binding(law, Choices(day)), None) == cents
