"""`revalo arrears`: what is owed for texts known late, to members and to others.

Guards: analysis/arrears.py, cli/arrears.py, cli/options/months.py, reports/json/months.py, reports/tables/months.py,
reports/terminal/arrears.py.
"""

import random
from datetime import date
from pathlib import Path
from typing import Any

from oracle import payslip as expected
from people import person, worker
from revalo.analysis.arrears import Known, arrears
from revalo.analysis.changes import Change, with_effect
from revalo.analysis.comparison import Request
from revalo.analysis.months import Span
from revalo.grids.law import Law
from revalo.rules.person import read_employee
from running import run

AVS = ("--job", "avs", "--category", "C", "--year", "8", "--seniority", "8", "--echelon", "2", "--diploma", "3")


def owed(*given: str) -> Any:
    ran = run("arrears", *AVS, *given, "--json")
    assert (ran.code, ran.err) == (0, ""), ran.err
    return ran.json


def by_month(found: Any) -> dict[str, tuple[str, list[str]]]:
    return {each["month"]: (each["owed"], each["texts"]) for each in found["months"] if each["owed"] != "0.00"}


def test_avenants_51_and_52_as_known_in_november_2022() -> None:
    found = owed("--known-on", "2022-11-01", "--known-later", "2023-01-01")
    months = by_month(found)
    assert list(months) == [f"2022-{month:02}" for month in range(1, 12)]
    assert {texts[0] for _amount, texts in list(months.values())[:6]} == {"avenant-51"}
    assert {texts[0] for _amount, texts in list(months.values())[6:]} == {"avenant-52"}
    assert found["late"] == {"avenant-51": "2022-12-10", "avenant-52": "2022-12-10"}
    assert months["2022-01"][0] == "3.77"  # (359 + 11) × 0.01, and 2 % of the base
    assert found["months"][-1]["paid"] == "2074.49"


def test_each_month_as_known_on_its_last_day() -> None:
    found = owed("--to", "2024-01")
    months = by_month(found)
    assert (min(months), max(months)) == ("2022-01", "2023-04")
    paid = {each["month"]: (each["known_on"], each["paid"]) for each in found["months"]}
    assert paid["2022-11"] == ("2022-11-30", "2074.49")
    assert paid["2022-12"][0] == "2022-12-31"
    assert months["2022-12"][1] == ["avenant-54"]
    assert found["late"]["avenant-54"] == "2023-05-20"
    assert found["assumptions"][0]["field"] == "known_on"
    cents = sum(int(each["owed"].replace(".", "")) for each in found["months"])
    assert int(found["total"]["owed"].replace(".", "")) == cents


def test_a_change_that_is_not_felt_gives_way_to_those_that_are() -> None:
    has_effect, unfelt = (Change(None, "Point value", "€5.50", "€5.51", has_effect=each) for each in (True, False))
    assert with_effect((unfelt, has_effect, unfelt)) == (has_effect,)
    assert with_effect((unfelt, unfelt)) == (unfelt, unfelt)
    assert with_effect(()) == ()


def test_an_employer_outside_the_federations_owes_nothing() -> None:
    assert by_month(owed("--no-member", "--to", "2024-01")) == {}
    ran = run("arrears", *AVS, "--no-member", "--to", "2024-01")
    assert "aucun rappel à verser" in ran.out


def test_known_later_must_come_later() -> None:
    ran = run("arrears", *AVS, "--known-on", "2022-11-01", "--known-later", "2022-11-01")
    assert (ran.code, ran.out) == (2, "")
    assert "--known-later" in ran.err


def test_csv(tmp_path: Path) -> None:
    out = tmp_path / "arrears.csv"
    ran = run("arrears", *AVS, "--to", "2022-02", "-o", str(out))
    assert ran.code == 0
    rows = out.read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "month;known_on;paid;due;owed;texts"
    assert rows[5] == "2022-01;2022-01-31;2074,49;2078,26;3,77;avenant-51"


def test_paid_and_due_are_those_of_the_oracle(law: Law) -> None:
    rng = random.Random(71)
    span = Span(date(2021, 11, 1))
    for _ in range(60):
        given, first = person(rng), date(2022, rng.randint(1, 12), rng.randint(1, 28))
        later = rng.choice([None, date(2023, 3, 1)])
        found = arrears(law, read_employee(law, given), Request(), Known(first, later), span)
        assert found.months[-1].due.binding.choices.day == first.replace(day=1)
        for month in found.months:
            day = month.due.binding.choices.day
            assert month.paid.gross == expected(worker(given), day, known_on=first)["gross"]
            assert month.due.gross == expected(worker(given), day, known_on=later)["gross"]
            assert bool(month.amount) <= bool(month.texts)
