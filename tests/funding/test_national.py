"""The whole branch against a count made apart: the file read again, exact fractions, the oracles of pay and cost.

Guards: funding/national.py, grids/checking_workforce.py, grids/workforce.py.
"""

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

import employer_oracle
import oracle
from revalo.errors import LawFileError
from revalo.funding import national
from revalo.grids import store
from revalo.grids.law import Law
from running import run

FILE = Path(__file__).parents[2] / "data" / "workforce.yaml"
STATED = yaml.load(FILE.read_text("utf-8"), yaml.BaseLoader)["workforce"]
PLACES = {
    **dict.fromkeys("AB", ("employe", 1)),
    "C": ("employe", 2),
    "D": ("technicien", 1),
    "E": ("technicien", 2),
    **dict.fromkeys("FG", ("cadre", 1)),
    **dict.fromkeys("HI", ("cadre", 2)),
}  # of a category, in the new grid
EVE, SAME_DAY, MINISTRY = "eve", "same-day", "ministry"
DAY = date(2021, 10, 1)
SIDES: dict[str, tuple[tuple[date, frozenset[str]], tuple[date, frozenset[str]]]] = {
    EVE: ((date(2021, 9, 30), frozenset()), (DAY, frozenset())),
    SAME_DAY: ((DAY, frozenset({"avenant-43"})), (DAY, frozenset())),
    MINISTRY: ((date(2020, 12, 31), frozenset({"avenant-44"})), (DAY, frozenset())),
}


def weighted(share: Fraction) -> list[tuple[oracle.Worker, Fraction, Fraction]]:
    """Each kind of employee, how many there are, and the share of hours at frail people's homes."""
    return [kind for group in STATED["groups"].values() for kind in of_group(group, share)]


def of_group(group: dict[str, Any], share: Fraction) -> Iterator[tuple[oracle.Worker, Fraction, Fraction]]:
    heads = Fraction(STATED["heads"]["value"]) * Fraction(group["share"]["value"]) / 100
    level, full = group.get("diploma"), Fraction(STATED["full_time"]["value"]) / 100
    with_level = Fraction(level["share"]["value"]) / 100 if level else Fraction(0)
    lowest = int(group["lowest_echelon"]["value"]) if "lowest_echelon" in group else 1
    status, degree = PLACES[group["category"]]
    times = ((Fraction("151.67"), full), (Fraction(group["part_time_hours"]["value"]), 1 - full))
    levels = ((int(level["level"]) if level else None, with_level), (None, 1 - with_level))
    for (year, of_year), (hours, of_hours), (diploma, of_level) in product(every_year(), times, levels):
        for echelon, of_echelon in echelons(year, lowest, share):
            given: dict[str, Any] = {"category": group["category"], "status": status, "degree": degree}
            given |= {"year": min(year + 1, 30), "seniority": year, "echelon": echelon}
            people = heads * of_year * of_hours * of_level * of_echelon
            if people:
                worker = oracle.Worker(**given, hours=hours, diploma=diploma)
                yield worker, people, Fraction(group["home_hours"]["value"]) / 100


def every_year() -> list[tuple[int, Fraction]]:
    found = []
    for band in STATED["seniority"]["bands"]:
        years = range(int(band["first"]), int(band["last"]) + 1)
        found += [(year, Fraction(band["share"]) / 100 / len(years)) for year in years]
    return found


def echelons(year: int, lowest: int, share: Fraction) -> list[tuple[int, Fraction]]:
    reached = max(2 if year >= 4 else 1, lowest)
    if year < int(STATED["evaluated_from"]["value"]):
        return [(reached, Fraction(1))]
    return [(reached, 1 - share), (3, share)]


def pay(worker: oracle.Worker, day: date, without: frozenset[str]) -> int:
    return oracle.payslip(worker, day, without=without)["gross"]


@cache
def counted(base: str, share: Fraction) -> dict[str, Fraction]:
    """Cents a month: pay before, and what the after side adds to gross and to its cost; pay never falls."""
    found = dict.fromkeys(("before", "gross", "loaded", "taxed"), Fraction(0))
    for worker, people, home in weighted(share):
        (day, without), (later, _none) = SIDES[base]
        told = employer_oracle.Told(exempt=home, share=Fraction(worker.hours or 0) / Fraction("151.67"))
        before, after = pay(worker, day, without), pay(worker, later, frozenset())
        found["before"] += people * before
        if after >= before:
            one, two = employer_oracle.cost(before, day, told), employer_oracle.cost(after, later, told)
            found["gross"] += people * (after - before)
            found["taxed"] += people * (two["total"] - one["total"])
            found["loaded"] += people * (two["total"] - two["payroll_tax"] - one["total"] + one["payroll_tax"])
    return found


@pytest.mark.no_cover
@pytest.mark.parametrize("base", [EVE, *(pytest.param(each, marks=pytest.mark.slow) for each in (SAME_DAY, MINISTRY))])
def test_the_totals_are_those_of_the_oracles(law: Law, base: str) -> None:
    totals = national.Branch(law).totals(base)
    for share, place in ((Fraction(0), 0), (Fraction(1), 1)):
        wanted = counted(base, share)
        for name in wanted:
            assert getattr(totals, name)[place] == wanted[name], (name, share)


def test_verdicts_and_shares(law: Law) -> None:
    replays = list(national.replay(law))
    rise = {(each.base, each.stated): each for each in replays if each.what == "rise"}
    assert {each.verdict for each in rise.values()} == {"inside", "near", "outside"}
    low = rise[MINISTRY, 1300]
    assert low.low <= 1300 <= low.high
    assert low.share is not None
    implied = low.low + (low.high - low.low) * low.share // 10_000
    assert abs(implied - 1300) <= 1
    assert all(each.share is None for each in replays if each.verdict == "outside" or each.what == "apa_pch")


def test_the_payroll_of_the_branch_gives_the_same_rise(law: Law, tmp_path: Path) -> None:
    """Whole numbers of people through `batch`, beside the exact fractions of the cases."""
    for share, place in ((0, 0), (100, 1)):
        path = tmp_path / f"branch-{share}.csv"
        done = run("sample", "--branch", "--echelon-3-share", str(share), "-o", str(path))
        assert done.code == 0
        assert "203998" in done.err
        out = tmp_path / f"out-{share}.jsonl"
        assert run("batch", str(path), "-o", str(out)).code == 0
        rows: list[dict[str, Any]] = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        before = sum((int(row["headcount"]) * Fraction(row["before_gross"]) for row in rows), Fraction())
        gain = sum((int(row["headcount"]) * max(Fraction(row["gain"]), Fraction(0)) for row in rows), Fraction())
        exact = national.Branch(law).totals(EVE)
        assert abs(gain / before - exact.gross[place] / exact.before[place]) < Fraction(1, 5_000)


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = FILE.read_text("utf-8")
    assert text.count(old) >= 1
    (tmp_path / "workforce.yaml").write_text(text.replace(old, new, 1), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("share: 8}", "share: 9}", "ne font pas 100"),
        ('share: {value: "41"', 'share: {value: "42"', "ne font pas 100"),
        ("heads: {value: 203998", "heads: {value: 213998", "équivalents temps plein"),
        ("category: B", "category: A", "catégorie de cet emploi"),
        ("job: avs", "job: avz", "emploi inconnu"),
        ("source: uniformation-branch", "source: uniformation-branche", "source inconnue"),
        ("without: [avenant-43]", "without: [avenant-430]", "texte inconnu"),
        ("  bases:\n    ministry:", "  bases:\n    minister:", "base inconnue"),
        ("low: 53", "low: 63", "dépasse la plus haute"),
        ('value: "8.1"', 'value: "huit"', "n'est pas un nombre"),
    ],
)
def test_what_does_not_hold_is_refused(tmp_path: Path, old: str, new: str, word: str) -> None:
    with pytest.raises(LawFileError, match=word):
        store.compile_law(store.with_overrides([changed(tmp_path, old, new) / "workforce.yaml"]))


def test_an_unknown_figure_is_refused(tmp_path: Path) -> None:
    text = (FILE.parent / "cases.yaml").read_text("utf-8").replace("what: wage_bill", "what: wage_bull")
    (tmp_path / "cases.yaml").write_text(text, "utf-8")
    held = Law(store.compile_law(store.law_files(tmp_path)))
    with pytest.raises(LawFileError, match="wage_bull"):
        national.check(held)


def test_options_that_go_with_the_branch(tmp_path: Path) -> None:
    done = run("sample", "--one-by-one", "-o", str(tmp_path / "x.csv"))
    assert done.code == 2
    assert "--branch" in done.err


def test_the_totals_of_the_branch_are_whole_on_a_screen_of_eighty_columns(tmp_path: Path) -> None:
    branch = tmp_path / "branch.csv"
    assert run("sample", "--branch", "--echelon-3-share", "40", "-o", str(branch)).code == 0
    for by in ("service", "category"):
        shown = run("batch", str(branch), "--by", by, "--lang", "fr")
        lines = [line.rstrip() for line in shown.out.replace("\u00a0", " ").splitlines()]
        assert max(map(len, lines)) <= 80, by
        assert [line.split()[-2:] for line in lines if line.endswith(("12,14", "-26,38"))] == [
            ["€", "-26,38"],
            ["€", "12,14"],
        ]
        assert any(line.endswith("€  12,14") and line.startswith(" Total") for line in lines), by
    assert any(line.startswith(" Catégorie ") for line in lines), "no heading is folded"
