"""`revalo timeline`: every month equals the payslip of its first day, and what changes is told with its text.

Guards: analysis/career.py, analysis/changes.py, analysis/comparison.py, analysis/months.py, analysis/remarks.py,
analysis/timeline.py, cli/options/months.py, cli/timeline.py, reports/json/months.py, reports/json/results.py,
reports/tables/months.py, reports/terminal/chart.py, reports/terminal/timeline.py.
"""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import revalo
import segur_people
from oracle import payslip as expected
from people import FIRST, LAST, person, worker
from revalo.analysis.comparison import Request, compute
from revalo.analysis.months import Span, first_whole
from revalo.analysis.timeline import Month, Timeline, timeline
from revalo.calendar import month_after, months
from revalo.errors import NotComputable
from revalo.grids.law import Law
from revalo.reports.json.results import lines as written_lines
from revalo.reports.terminal.chart import Point, chart
from revalo.rules.person import read_employee
from running import lines, run
from seeds import tried

PEOPLE, OTHERS = tried(250), tried(300)
AVS: dict[str, Any] = {"job": "avs", "category": "C", "seniority": 8, "year": 8, "echelon": 2, "diploma": 3}
OPTIONS = ("--job", "avs", "--category", "C", "--year", "8", "--seniority", "8", "--echelon", "2", "--diploma", "3")


def told(found: Any) -> dict[str, list[tuple[str | None, str]]]:
    """The changes of each month that has some."""
    return {
        month["month"]: [(change["text"], change["what"]) for change in month["changes"]]
        for month in found["months"]
        if month["changes"]
    }


def spans(rng: random.Random) -> Span:
    first = month_after(FIRST, rng.randint(0, 80))
    return Span(first, min(month_after(first, rng.randint(3, 30)), LAST))


def check_changes(found: Timeline) -> None:
    for before, after in pairwise(found.months):
        if before.slip.gross != after.slip.gross or before.slip.lines != after.slip.lines:
            assert after.changes, (found.employee, after.slip.binding.choices.day)
            assert any(change.has_effect for change in after.changes) or len(after.changes) > 1
        if not after.changes:
            assert written_lines(before.slip) == written_lines(after.slip)


@pytest.mark.thorough
@pytest.mark.no_cover  # the lines of other tests, thousands of times
def test_every_month_is_that_of_the_oracle(law: Law) -> None:
    rng = random.Random(61)
    compared = 0
    for _ in range(PEOPLE):
        given, member, span = person(rng), rng.random() < 0.7, spans(rng)
        found = timeline(law, read_employee(law, given), Request(member=member), span)
        assert [day(month) for month in found.months] == list(months(span.first or FIRST, span.last or LAST))
        for month in found.months:
            slip = month.slip
            assert slip.lines | {"gross": slip.gross} == expected(worker(given), day(month), member=member), given
            compared += 1
        check_changes(found)
    assert compared > tried(3_600)


@pytest.mark.thorough
def test_months_elsewhere_tell_their_changes(law: Law) -> None:
    rng = random.Random(62)
    computed = 0
    for given, member, _day in segur_people.people(63, OTHERS, law):
        try:
            found = timeline(law, read_employee(law, given), Request(member=member), spans(rng))
        except NotComputable:
            continue
        check_changes(found)
        computed += 1
    assert computed > OTHERS * 3 // 4


def test_a_figure_that_moves_no_amount_is_not_felt(law: Law) -> None:
    given = {"category": "A", "year": 3, "seniority": 2, "status": "employe", "degree": 1, "echelon": 1}
    found = timeline(law, read_employee(law, given), Request(), Span(date(2021, 12, 1), date(2022, 8, 1)))
    felt = [{each.text for each in month.changes if each.has_effect} for month in found.months if month.changes]
    assert felt == [{"avenant-51"}, {"smic-2022-05"}, {"avenant-52"}, {"avenant-54"}]  # the top-up takes the base back
    unfelt = [{each.text for each in month.changes if not each.has_effect} for month in found.months if month.changes]
    assert unfelt == [{"smic-2022-01"}, set(), set(), {"avenant-54", "smic-2022-08"}]  # the floor, told again


def test_the_first_whole_month() -> None:
    assert first_whole(date(2022, 3, 1)) == date(2022, 3, 1)
    assert first_whole(date(2022, 3, 2)) == first_whole(date(2022, 3, 31)) == date(2022, 4, 1)
    assert first_whole(date(2022, 12, 2)) == date(2023, 1, 1)


@pytest.mark.thorough
def test_a_month_is_the_after_side_of_compute(law: Law) -> None:
    rng = random.Random(64)
    for _ in range(tried(40)):
        employee = read_employee(law, person(rng))
        request = Request(without=("avenant-54",) * rng.randint(0, 1), known_on=rng.choice([None, date(2023, 1, 1)]))
        for month in timeline(law, employee, request, spans(rng)).months:
            same = compute(law, employee, request._replace(after=day(month)))
            side = same.before if request.without else same.after
            assert written_lines(side) == written_lines(month.slip)


def day(month: Month) -> date:
    return month.slip.binding.choices.day


def test_from_a_date_of_entry_across_both_grids() -> None:
    found = revalo.timeline(job="avs", since="2012-04-15", from_="2019-01", to="2022-12")
    changes = told(found)
    assert [name for name, each in changes.items() if any(text is None for text, _what in each)] == [
        *("2019-05", "2020-05", "2021-05", "2022-05"),
    ]
    assert changes["2021-05"][0][1] == "Coefficient (ancienne grille), C, année 10\u00a0: 329\xa0pts → 333\xa0pts"
    assert changes["2022-05"][0] == (None, "Ancienneté dans la branche, années révolues 10\u00a0: 2\xa0% → 4\xa0%")
    assert changes["2021-10"][0] == ("avenant-43", "Grille applicable\u00a0: ancienne grille → grille de l'avenant 43")
    points = {name: text for name, each in changes.items() for text, what in each if "Valeur du point" in what}
    assert points == {
        "2020-01": "avenant-44",
        "2022-01": "avenant-51",
        "2022-07": "avenant-52",
        "2022-08": "avenant-54",
    }
    assert changes.keys() == {*points, "2019-05", "2020-05", "2021-05", "2021-10", "2022-05"}
    gross = {month["month"]: month["gross"] for month in found["months"]}
    assert (gross["2021-09"], gross["2021-10"], gross["2022-04"], gross["2022-05"]) == (
        *("1831.50", "2013.99", "2017.65", "2057.21"),
    )


def test_the_step_of_ten_years_on_the_first_of_a_month() -> None:
    for since, expected_month in (("2012-05-01", "2022-06"), ("2012-04-30", "2022-05"), ("2012-05-02", "2022-06")):
        found = revalo.timeline(job="avs", since=since, from_="2022-01", to="2022-12")
        moved = [month for month, each in told(found).items() if any(text is None for text, _what in each)]
        assert moved == [expected_month]


def base(month: str, **choices: Any) -> str:
    found = revalo.timeline(**AVS, from_=month, to=month, **choices)
    return lines(found["months"][0])["base"]


def test_the_choices_of_texts_hold_every_month() -> None:
    assert base("2022-09", without=["article-47"]) == "1787.50"  # 325 × 5.50
    assert base("2023-06", without=["avenant-54"]) == "2017.58"  # 359 × 5.62
    assert base("2025-02", with_=["avenant-66"]) == "2106.05"  # 365 × 5.77
    assert base("2022-09", known_on="2022-11-01") == "1974.50"
    assert base("2022-09", member=False) == "1974.50"
    assert base("2022-09", settings={"avenant43.point_value": "6.00"}) == "2154.00"
    changes = told(revalo.timeline(**AVS, from_="2024-06", to="2025-06", with_=["avenant-66"]))
    assert changes["2025-01"] == [
        ("avenant-66", "Coefficient (grille de l'avenant 43), employe.2, échelon 2\u00a0: 359\xa0pts → 365\xa0pts")
    ]


def test_the_same_acceptance_by_compute() -> None:
    without = revalo.compute(**AVS, without=["article-47"], after="2022-09-01")
    assert without["before"]["lines"][0]["formula"] == "325 × 5.50"
    without = revalo.compute(**AVS, without=["avenant-54"], after="2023-06-01")
    assert without["before"]["lines"][0]["formula"] == "359 × 5.62"
    let_in = revalo.compute(**AVS, with_=["avenant-66"], after="2025-02-01")
    assert let_in["after"]["lines"][0]["formula"] == "365 × 5.77"
    known = revalo.compute(**AVS, known_on="2022-11-01", after="2022-09-01")
    assert lines(known["after"])["base"] == "1974.50"


def test_a_job_that_a_text_moves() -> None:
    changes = told(revalo.timeline(job="aide-soignant", seniority=12, from_="2026-01", to="2026-02"))
    assert {text for text, _what in changes["2026-02"]} == {"avenant-70"}


def test_an_echelon_and_a_new_row_in_the_same_month() -> None:
    found = revalo.timeline(category="A", since="2018-01-01", year=4, from_="2021-12", to="2022-01")
    moved = [each for each in told(found)["2022-01"] if "Coefficient" in each[1]]
    assert moved == [
        (None, "Coefficient (grille de l'avenant 43), employe.1, échelon 2\u00a0: 286\xa0pts → 299\xa0pts"),
        ("avenant-51", "Coefficient (grille de l'avenant 43), employe.1, échelon 2\u00a0: 299\xa0pts → 304\xa0pts"),
    ]


def test_a_measure_that_begins_elsewhere() -> None:
    person: dict[str, Any] = {"sector": "fph", "index": 420, "structure": "ehpad", "profession": "infirmier"}
    found = revalo.timeline(**person, to="2021-01")
    assert found["months"][0]["month"] == "2020-08"
    assert told(found) == {
        "2020-09": [("decret-2020-1152", "CTI, hôpitaux et EHPAD publics\u00a0: 24\xa0pts, s'ajoute")],
        "2020-12": [("arrete-2020-10-31", "CTI, hôpitaux et EHPAD publics\u00a0: 24\xa0pts → 49\xa0pts")],
    }
    given: dict[str, Any] = {"sector": "ccn51", "gross": "2000", "structure": "saad", "profession": "infirmier"}
    assert told(revalo.timeline(**given, to="2021-12")).keys() == {"2021-10"}


def test_the_keys_of_the_contract_and_the_sums() -> None:
    ran = run("timeline", *OPTIONS, "--hours", "104", "--to", "2022-12", "--json")
    assert (ran.code, ran.err) == (0, "")
    found = ran.json
    assert found == revalo.timeline(**AVS, hours="104", to="2022-12")
    assert found["schema"] == "revalo.timeline/1"
    assert [month["month"] for month in found["months"]][:2] == ["2021-09", "2021-10"]
    cents = [int(month["gross"].replace(".", "")) for month in found["months"]]
    gains = [amount - cents[0] for amount in cents]
    for i, month in enumerate(found["months"]):
        assert {"month", "gross", "lines", "changes"} <= month.keys()
        assert int(month["gain"].replace(".", "")) == gains[i]
        assert int(month["cumulated_gain"].replace(".", "")) == sum(gains[: i + 1])
    assert int(found["total"]["gross"].replace(".", "")) == sum(cents)
    assert int(found["total"]["gain"].replace(".", "")) == sum(gains)
    assert found["months"][1]["minimum_wage"] == "1089.90"  # 1589.47 × 104 / 151.67
    assert {"assumptions", "warnings", "notice", "law", "employee"} <= found.keys()


def test_a_value_carried_is_told_once() -> None:
    found = revalo.timeline(**AVS, from_="2026-01", to="2026-06")
    assert len(found["warnings"]) == 1
    assert "01/05/2026" in found["warnings"][0]


def test_assumptions_that_move_are_told_together() -> None:
    found = revalo.timeline(job="avs", since="2018-03-01", from_="2020-01", to="2022-06")
    held = {each["field"]: each["value"] for each in found["assumptions"]}
    assert (held["year"], held["echelon"]) == ("2, 3, 4", "1, 2")


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (("--from", "2018-10", "--to", "2019-03"), 5, ("2018-10\u00a0:", "--from 2019-01")),
        (("--from", "2018-10", "--to", "2018-11"), 5, ("aucune valeur au 01/10/2018",)),
        (("--from", "2022-03", "--to", "2022-01"), 2, ("2022-01", "2022-03")),
        (("--from", "2022-13"), 2, ("--from\u00a0: écrivez le mois",)),
        (("--from", "1900-01", "--to", "2022-01"), 2, ("600",)),
        (("--json", "--csv"), 2, ("--json et --csv", "revalo.error/1")),
    ],
)
def test_a_month_that_cannot_be_computed(given: tuple[str, ...], code: int, words: tuple[str, ...]) -> None:
    ran = run("timeline", *OPTIONS, *given)
    assert (ran.code, ran.out) == (code, "")
    assert all(word in ran.err for word in words), ran.err


def test_a_month_in_the_middle() -> None:
    person = ("--status", "employe", "--degree", "1", "--echelon", "1", "--seniority", "2")
    ran = run("timeline", *person, "--from", "2021-08", "--to", "2021-12")
    assert ran.code == 2
    assert "2021-08\u00a0: " in ran.err
    assert "--from 2021-10" in ran.err
    assert "--to" not in ran.err  # no month comes before


def test_before_the_entry() -> None:
    ran = run("timeline", "--job", "avs", "--since", "2022-03-04", "--from", "2022-01")
    assert (ran.code, ran.out) == (2, "")
    assert "2022-04" in ran.err
    found = revalo.timeline(job="avs", since="2022-03-04", to="2022-06")
    assert [month["month"] for month in found["months"]] == ["2022-04", "2022-05", "2022-06"]


@pytest.mark.parametrize(("lang", "separator", "amount"), [("fr", ";", "1787,50"), ("en", ",", "1787.50")])
def test_csv_in_the_dialect_of_the_language(tmp_path: Path, lang: str, separator: str, amount: str) -> None:
    out = tmp_path / "months.csv"
    ran = run("timeline", *OPTIONS, "--to", "2021-11", "-o", str(out), "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") is (lang == "fr")
    rows = data.decode("utf-8-sig").splitlines()
    assert rows[0].split(separator)[:4] == ["month", "gross", "minimum_wage", "change"]
    assert rows[1].split(separator)[:2] == ["2021-09", amount]
    assert len(rows) == 4


def points(*pay: int) -> list[Point]:
    return [Point(each, cents, 1500_00) for each, cents in zip(_endless(), pay, strict=False)]


def _endless() -> Iterator[date]:
    return months(date(2021, 9, 1), date(2099, 1, 1))


def test_the_chart_fits_and_reads() -> None:
    for number in (1, 2, 40, 200, 600):
        for width in (40, 80, 120):
            drawn = chart(points(*range(1500_00, 1500_00 + 37_00 * number, 37_00)), width)
            assert max(map(len, drawn)) <= max(width, 80)
            assert len(drawn) <= 18
            assert any("█" in line for line in drawn)
    flat = chart(points(1500_00, 1500_00), 80)
    assert flat[0].endswith("██")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_chart_without_blocks(encoding: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with (tmp_path / "screen").open("w", encoding=encoding, errors="replace") as screen:
        monkeypatch.setattr("sys.stdout", screen)
        drawn = chart(points(1600_00, 1700_00), 80)
    assert "".join(drawn[:-1]).replace("\xa0", "").isascii()
    assert "#" in "".join(drawn)


def test_json_stays_whole_where_the_encoding_lacks_a_character() -> None:
    command = [sys.executable, "-m", "revalo", "timeline", *OPTIONS, "--to", "2021-10", "--json"]
    done = subprocess.run(command, capture_output=True, check=True, env={"PYTHONIOENCODING": "cp1252"})
    assert "→" in json.loads(done.stdout.decode("cp1252"))["months"][1]["changes"][0]["what"]


def test_csv_on_standard_output() -> None:
    command = [sys.executable, "-m", "revalo", "timeline", *OPTIONS, "--to", "2021-10", "--csv"]
    done = subprocess.run(command, capture_output=True, check=True, env={"PYTHONIOENCODING": "ascii"})
    rows = done.stdout.decode("utf-8-sig").splitlines()
    assert [row.split(";")[0] for row in rows] == ["month", "2021-09", "2021-10"]


def test_the_cost_of_each_month_is_that_of_compute() -> None:
    words = ("--employer-cost", "--staff", "20", "--exempt-share", "0.5")
    found = run("timeline", *OPTIONS, "--from", "2022-12", "--to", "2023-02", *words, "--json").json
    costs = []
    for month in found["months"]:
        day = f"{month['month']}-01"
        side = run("compute", *OPTIONS, "--before", day, "--after", day, *words, "--json").json["after"]
        assert month["employer_cost"] == side["employer_cost"]
        costs.append(int(month["employer_cost"]["total"].replace(".", "")))
    assert found["total"]["employer_cost"] == f"{sum(costs) // 100}.{sum(costs) % 100:02d}"
    assert {"staff", "exempt_share"}.isdisjoint({each["field"] for each in found["assumptions"]})
    assert "employer_cost" not in run("timeline", *OPTIONS, "--to", "2021-10", "--json").json["total"]


def test_a_civil_servant_is_in_the_echelon_given_in_the_first_month(law: Law) -> None:
    """The timeline of a care assistant from 2020 to 2024: each step with its text; the same nurse from two months."""
    person = {"sector": "fph", "structure": "ehpad", "profession": "as", "grade": "aide-soignant-principal", "step": 8}
    found = timeline(law, read_employee(law, person), Request(), Span(date(2020, 8, 1), date(2024, 12, 1)))
    told = [(month.slip.binding.choices.day, change.text) for month in found.months for change in month.changes]
    assert {(day.isoformat(), text) for day, text in told} >= {
        ("2020-09-01", "decret-2020-1152"),
        ("2020-12-01", "arrete-2020-10-31"),
        ("2021-10-01", "decret-2021-1257"),
        ("2022-07-01", "decret-2022-994"),
        ("2023-07-01", "decret-2023-519"),
        ("2024-01-01", "decret-2023-519"),
    }
    nurse = read_employee(law, {"sector": "fph", "grade": "isg-grade-2", "step": 5})
    for first, index in ((date(2021, 9, 1), 501), (date(2021, 10, 1), 529)):
        months = timeline(law, nurse, Request(), Span(first, date(2021, 10, 1))).months
        assert months[-1].slip.inputs["index"].value == index
