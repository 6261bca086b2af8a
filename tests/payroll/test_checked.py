"""The list of gaps: what many gaps rest on is looked up once, and says of each what it would say of it alone."""

from pathlib import Path
from typing import Any

import pytest

from csv_tables import read
from revalo.analysis.comparison import Request
from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.payroll import checked
from revalo.people.gaps import GROSS, Gap
from running import run

MONTHS = ("2022-02", "2022-11")
PEOPLE = (("C", 8, "151.67"), ("A", 1, "30"), ("G", 20, "104.5"), ("D", 12, "0.5"))


def payroll(path: Path) -> Path:
    """A payroll where everybody was paid a euro, and nobody like another."""
    rows = [
        f"{number},{month},{category},{year},{hours},1"
        for number, (category, year, hours) in enumerate(PEOPLE * 5)
        for month in MONTHS
    ]
    path.write_text("\n".join(["employee_id,month,category,year,hours,paid_gross", *rows]) + "\n", encoding="utf-8")
    return path


def test_the_law_is_bound_once_for_the_gaps_of_a_month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bound: list[Any] = []

    def counted(*of: Any) -> Binding:
        bound.append(of)
        return Binding(*of)

    monkeypatch.setattr(checked, "Binding", counted)
    out = tmp_path / "gaps.csv"
    assert run("check", str(payroll(tmp_path / "p.csv")), "-o", str(out), "--lang", "en").code == 4
    assert len(read(out)) == 2 * 5 * len(PEOPLE)
    assert len(bound) == 2 * len(MONTHS)  # for what is shown, and for what is written


def test_a_gap_rests_on_the_texts_that_it_would_rest_on_alone(law: Law) -> None:
    together = checked.bound_once(law, Request())
    people = [{"category": category, "year": year, "hours": hours} for category, year, hours in PEOPLE * 2]
    for place, inputs in enumerate(people):
        gap = Gap(place, "", 2022 * 12 + place, GROSS, 1, 2, inputs | {"sector": "bad"})
        alone = checked.texts_of(law, gap, checked.bound_once(law, Request()))
        assert alone
        assert checked.texts_of(law, gap, together) == alone
