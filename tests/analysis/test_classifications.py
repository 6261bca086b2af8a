"""`revalo compare`: classifications of one person side by side.

Guards: analysis/classifications.py, cli/compare.py, reports/terminal/classifications.py.
"""

from typing import Any

import pytest

import revalo
from revalo.analysis.classifications import read_versus
from revalo.errors import UsageError
from running import lines, run

AVS = ("--job", "avs", "--category", "C", "--year", "8", "--seniority", "8")


def compared(*given: str) -> Any:
    ran = run("compare", *given, "--json")
    assert (ran.code, ran.err) == (0, ""), ran.err
    assert ran.json["schema"] == "revalo.compare/1"
    return ran.json["columns"]


def test_row_8_of_category_c_towards_echelon_2_or_3() -> None:
    old, two, three = compared(
        *("--category", "C", "--year", "8", "--on", "2021-09-30"),
        *("--versus", "on=2021-10-01,degree=2,echelon=2", "--versus", "on=2021-10-01,degree=2,echelon=3"),
    )
    assert [lines(each)["base"] for each in (old, two, three)] == ["1787.50", "1974.50", "2106.50"]
    assert [each["date"] for each in (old, two, three)] == ["2021-09-30", "2021-10-01", "2021-10-01"]
    assert (old["versus"], three["versus"]) == (None, "on=2021-10-01,degree=2,echelon=3")
    assert old["difference"] == {"gross": "0.00", "percent": "0.00"}
    assert two["difference"] == {"gross": "226.49", "percent": "12.67"}


def test_two_jobs() -> None:
    one, two = compared("--job", "avs", "--seniority", "8", "--versus", "job=agent-a-domicile")
    assert one["gross"] == revalo.compute(job="avs", seniority=8)["after"]["gross"]
    assert two["gross"] == revalo.compute(job="agent-a-domicile", seniority=8)["after"]["gross"]
    assert (one["employee"]["job"], two["employee"]["job"]) == ("avs", "agent-a-domicile")


def test_month_by_month() -> None:
    span = ("--from", "2021-10", "--to", "2022-12")
    one, two = compared(*AVS, "--echelon", "2", "--versus", "echelon=3", *span)
    sums = 0
    for first, other in zip(one["months"], two["months"], strict=True):
        gap = int(other["gross"].replace(".", "")) - int(first["gross"].replace(".", ""))
        sums += gap
        assert int(other["difference"].replace(".", "")) == gap
        assert int(other["cumulated_difference"].replace(".", "")) == sums
    assert len(one["months"]) == 15
    assert int(two["difference"]["gross"].replace(".", "")) == sums
    alone = revalo.timeline(job="avs", category="C", year=8, seniority=8, echelon=3, from_="2021-10", to="2022-12")
    assert [month["lines"] for month in two["months"]] == [month["lines"] for month in alone["months"]]


def test_the_choices_of_texts_hold_for_all() -> None:
    one, two = compared(*AVS, "--versus", "echelon=3", "--on", "2022-09-01", "--without", "article-47")
    assert lines(one) == lines(two) == {"base": "1787.50"}


def test_versus_is_read() -> None:
    assert read_versus("degree=2, echelon=3").inputs == {"degree": "2", "echelon": "3"}
    assert read_versus("Sunday-Hours=7.5,category=").inputs == {"sunday_hours": "7.5", "category": None}
    assert read_versus("on=2022-01-01,job=avs").on == "2022-01-01"
    several = read_versus("allowance=responsabilite=60,allowance=complexite=2")
    assert several.inputs == {"allowances": ["responsabilite=60", "complexite=2"]}
    for wrong in ("", "degree", "degree=2,", "hours=104,5", "=2", "degree=1,degree=2"):
        with pytest.raises(UsageError, match="--versus"):
            read_versus(wrong)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((), "--versus"),
        (("--versus", "degre=2"), "degree"),
        (("--versus", "echelon=9"), "--echelon"),
        (("--versus", "echelon=3,on=hier"), "--versus on"),
        (("--versus", "echelon=3", "--on", "2022-01-01", "--from", "2022-01"), "--on"),
        (("--versus", "echelon=3,on=2022-01-01", "--to", "2022-01"), "--on"),
        (("--versus", "echelon=1") * 4, "3"),
    ],
)
def test_wrong_usage(given: tuple[str, ...], words: str) -> None:
    ran = run("compare", *AVS, *given)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "Erreur interne" not in ran.err


def test_amounts_are_never_cut() -> None:
    long = "job=agent-a-domicile,category=,year=20,seniority=20"
    ran = run("compare", *AVS, "--hours", "104", *("--versus", long, "--versus", long, "--versus", "job=tisf"))
    assert max(map(len, ran.out.splitlines())) <= 80
    assert ran.out.splitlines()[0].strip() == ""
    assert "…" not in ran.out
