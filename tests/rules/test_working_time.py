"""The time worked: hours per month, hours per week or a fraction, one rule for one person and for rows.

Guards: rules/minimum_wage.py, rules/working_time.py.
"""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import revalo
from revalo.errors import UsageError
from revalo.rules.working_time import FULL_TIME, FULL_WEEK, TimeGiven, times_differ, working_time
from running import compute, lines, run
from seeds import tried

AVS = ("--job", "avs", "--category", "C", "--year", "8", "--seniority", "8", "--echelon", "2")
NO = st.just(0)
HOURS, WEEKLY, SHARE = st.integers(1, 744_00), st.integers(1, 168_00), st.integers(1, 2_000_000)


def months_of(time: TimeGiven) -> list[Fraction]:
    """Each time that is given, in hours a month."""
    full = Fraction(FULL_TIME, 100)
    hours, weekly, fte = (Fraction(int(each)) for each in time)
    return [each for each in (hours / 100, weekly / 3500 * full, fte / 10**6 * full) if each]


@settings(max_examples=tried(300), deadline=None)
@given(st.builds(TimeGiven, NO | HOURS, NO | WEEKLY, NO | SHARE))
def test_times_agree_to_a_hundredth_of_an_hour_a_month(time: TimeGiven) -> None:
    found = months_of(time)
    apart = any(abs(one - other) > Fraction(1, 100) for one in found for other in found)
    assert any(times_differ(time, FULL_TIME).values()) == apart


@settings(max_examples=tried(200), deadline=None)
@given(WEEKLY, st.integers(-2, 2))
def test_close_times_agree_or_not_at_the_exact_limit(weekly: int, by: int) -> None:
    hours = weekly * FULL_TIME // FULL_WEEK + by
    if hours > 0:
        exact = Fraction(weekly * FULL_TIME, FULL_WEEK)
        assert times_differ(TimeGiven(hours, weekly, 0), FULL_TIME)["weekly_hours"] == (abs(exact - hours) > 1)


@settings(max_examples=tried(200), deadline=None)
@given(st.builds(TimeGiven, NO | HOURS, NO | WEEKLY, NO | SHARE))
def test_the_first_time_given_decides(time: TimeGiven) -> None:
    found = working_time(time, FULL_TIME)
    share = min(Fraction(1), months_of(time)[0] / Fraction(FULL_TIME, 100)) if any(time) else Fraction(1)
    assert Fraction(int(found.worked), int(found.full_time)) == share
    assert found.unknown == (not any(time))


@pytest.mark.parametrize(("weekly", "share"), [("35", "1"), ("28", "0.8"), ("17.5", "0.5"), ("0.01", "1/3500")])
def test_weekly_hours_are_a_share_of_35(weekly: str, share: str) -> None:
    found = compute(*AVS, "--weekly-hours", weekly)
    exact = 359 * Fraction("5.50") * Fraction(share)
    assert Fraction(lines(found["after"])["base"]) == Fraction(int(exact * 100 + Fraction(1, 2)), 100)
    assert found["employee"]["weekly_hours"] == weekly


def test_the_formula_shows_the_week() -> None:
    found = compute(*AVS, "--weekly-hours", "28", "--lang", "en")
    assert found["after"]["lines"][0]["formula"] == "359 × 5.50 × 28 / 35"
    assert not any(each["field"] == "hours" for each in found["assumptions"])


@pytest.mark.parametrize(
    ("times", "code"),
    [
        (("--weekly-hours", "28", "--hours", "121.33"), 0),
        (("--weekly-hours", "28", "--hours", "121.34"), 0),
        (("--weekly-hours", "28", "--hours", "121.35"), 2),
        (("--weekly-hours", "28", "--fte", "0.8"), 0),
        (("--weekly-hours", "28", "--fte", "0.81"), 2),
        (("--weekly-hours", "28", "--fte", "0.8", "--hours", "121.33"), 0),
        (("--weekly-hours", "0"), 2),
        (("--weekly-hours", "168"), 0),
        (("--weekly-hours", "168.01"), 2),
    ],
)
def test_several_times(times: tuple[str, ...], code: int) -> None:
    ran = run("compute", *AVS, *times)
    assert ran.code == code, ran.err
    if len(times) > 2 and code:
        assert "--weekly-hours" in ran.err


def test_one_rule_and_one_column_at_fault(tmp_path: Path) -> None:
    path = tmp_path / "paie.csv"
    path.write_text(
        "Matricule;Emploi;Ancienneté;Échelon;Heures;Heures hebdo;ETP\n"
        "1;avs;8;2;;28;\n2;avs;8;2;121,33;28;0,8\n3;avs;8;2;104;28;\n4;avs;8;2;;28;0,5\n5;avs;8;2;104;28;0,5\n",
        encoding="utf-8",
    )
    out = path.with_name("out.csv")
    ran = run("batch", str(path), "-o", str(out), "--lang", "en")
    assert ran.code == 4, ran.err
    rejects = path.with_name("out.csv.rejects.csv").read_text("utf-8-sig").splitlines()[1:]
    assert [each.split(",")[2].strip('"') for each in rejects] == ["weekly_hours", "fte", "fte"]
    with pytest.raises(UsageError):
        revalo.compute(job="avs", seniority=8, weekly_hours="28", fte="0.5")
