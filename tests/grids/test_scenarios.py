"""What-if scenarios: the versions they lay over the law, for whom, and how they combine.

Guards: grids/layers.py, grids/scenario_files.py, grids/scenarios.py, people/scenario_remarks.py.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import revalo
from revalo import api
from revalo.errors import LawError
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.money import half_up
from running import compute, lines, run
from scenario_files import scenario

SIX = "path: avenant43.new_grid, add: 6"
EMPLOYE = "avenant43.new_grid.employe.1"
AVS = ("--job", "avs", "--seniority", "8", "--echelon", "2", "--year", "9")
ROOT = Path(__file__).resolve().parents[2]
DAYS = st.dates(date(2022, 1, 1), date(2028, 1, 1))


def value(law: Law, path: str, day: str | date, **choices: Any) -> Any:
    """The value of a table on a day, under the scenarios of the law and other choices."""
    let_in = frozenset(each.name for each in law.scenarios) | choices.pop("with_", frozenset())
    on = day if isinstance(day, date) else date.fromisoformat(day)
    version = Binding(law, Choices(on, with_=let_in, **choices)).standing(path)
    return version and version.value


def test_the_law_given_stays_as_it_is(law: Law, tmp_path: Path) -> None:
    before = json.dumps(law.compiled, default=dict)
    layered = api.under(law, [scenario(tmp_path, SIX)])
    assert json.dumps(law.compiled, default=dict) == before
    assert law.scenarios == ()
    assert layered.fingerprint == law.fingerprint
    assert value(layered, EMPLOYE, "2027-01-01") == [314, 321, 337]
    assert Binding(layered, Choices(date(2027, 1, 1))).at(EMPLOYE, 1).value == 308


def test_it_starts_on_its_day_and_shifts_what_the_law_brings_later(law: Law, tmp_path: Path) -> None:
    layered = api.under(law, [scenario(tmp_path, SIX, start="2022-06-01")])
    assert value(layered, EMPLOYE, "2022-05-31") == [291, 304, 324]
    assert value(layered, EMPLOYE, "2022-06-01") == [297, 310, 330]
    assert value(layered, EMPLOYE, "2024-01-01") == [314, 321, 337]


def test_what_starts_after_the_day_computed_is_told(law: Law, tmp_path: Path) -> None:
    later = "path: avenant43.point_value, value: 6.50, from: 2027-07-01"
    file = scenario(tmp_path, "path: avenant43.point_value, value: 6.00", later)

    def told(day: str) -> bool:
        found = api.compute(law=law, scenarios=[file], job="avs", category="C", year=3, after=day)
        return any("2027" in warning and "essai" in warning for warning in found["warnings"])

    assert [told(day) for day in ("2027-06-30", "2027-07-01", "2027-08-01")] == [True, False, False]


def test_a_value_holds_until_the_next_version_of_the_law(law: Law, tmp_path: Path) -> None:
    layered = api.under(law, [scenario(tmp_path, "path: avenant43.point_value, value: 6.00", start="2022-01-15")])
    found = [value(layered, "avenant43.point_value", day) for day in ("2022-01-14", "2022-01-15", "2022-07-01")]
    assert found == [55100, 60000, 56200]


def test_a_percentage_is_rounded_once_to_the_unit(law: Law, tmp_path: Path) -> None:
    layered = api.under(law, [scenario(tmp_path, "path: avenant43.point_value, percent: 2.25")])
    assert value(layered, "avenant43.point_value", "2027-01-01") == half_up(57700 * 10225, 10000) == 58998
    down = api.under(law, [scenario(tmp_path, "path: avenant43.new_grid.employe.1, percent: -1.5")])
    assert value(down, EMPLOYE, "2027-01-01") == [303, 310, 326]  # 303.38, 310.275, 326.035


def test_one_key_of_a_table(law: Law, tmp_path: Path) -> None:
    changes = ("path: avenant43.new_grid.employe.1.2, value: 400", "path: avenant43.new_grid.employe.1.3, add: 9")
    layered = api.under(law, [scenario(tmp_path, *changes)])
    assert value(layered, EMPLOYE, "2027-01-01") == [308, 400, 340]


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("avenant43.supplements.diploma.3", {"3": 12}),
        ("avenant43.supplements.seniority.5", [5, 300]),
        ("avenant43.new_allowances.places.>49", [50, None, 37]),
    ],
)
def test_every_shape_of_table(law: Law, tmp_path: Path, path: str, key: Any) -> None:
    layered = api.under(law, [scenario(tmp_path, f'path: "{path}", add: 1')])
    found = value(layered, path.rpartition(".")[0], "2027-01-01")
    assert found["3"] == 12 if isinstance(key, dict) else key in found


def test_words_are_replaced(law: Law, tmp_path: Path) -> None:
    layered = api.under(law, [scenario(tmp_path, "path: avenant43.jobs.avs, value: intervention.technicien.1")])
    assert value(layered, "avenant43.jobs.avs", "2027-01-01") == "intervention.technicien.1"


def test_changes_apply_in_the_order_of_their_days(law: Law, tmp_path: Path) -> None:
    later = "path: avenant43.point_value, percent: 10, from: 2028-01-01"
    layered = api.under(law, [scenario(tmp_path, later, "path: avenant43.point_value, value: 6.00")])
    found = [value(layered, "avenant43.point_value", day) for day in ("2027-01-01", "2028-01-01")]
    assert found == [60000, 66000]


def test_two_scenarios_add_up_and_each_works_alone(law: Law, tmp_path: Path) -> None:
    one = scenario(tmp_path, SIX, name="un")
    two = scenario(tmp_path, "path: avenant43.new_grid.employe.1, percent: 10", name="deux", start="2028-01-01")
    layered = api.under(law, [one, two])
    assert value(layered, EMPLOYE, "2028-01-01") == [345, 353, 371]  # (308 + 6) x 1.1 = 345.4…
    only_two = Binding(layered, Choices(date(2028, 1, 1), with_=frozenset({"deux"})))
    assert only_two.at(EMPLOYE, 1).value == 339  # 308 x 1.1 = 338.8
    assert Binding(layered, Choices(date(2028, 1, 1), with_=frozenset({"un"}))).at(EMPLOYE, 1).value == 314


def test_many_changes_of_a_table_do_not_multiply_its_versions(law: Law, tmp_path: Path) -> None:
    changes = [f"path: avenant43.old_grid.C.{year}, add: {year}" for year in range(1, 31)]
    layered = api.under(law, [scenario(tmp_path, *changes)])
    assert len(layered.table("avenant43.old_grid.C").versions) == 31


def test_the_minimum_wage_by_the_hour_and_by_the_month_stay_together(law: Law, tmp_path: Path) -> None:
    for change in ("path: minimum_wage.hourly, percent: 2", "path: minimum_wage, percent: 2"):
        layered = api.under(law, [scenario(tmp_path, change)])
        assert value(layered, "minimum_wage.hourly", "2027-01-01") == 1256  # 12.31 x 1.02 = 12.5562
        assert value(layered, "minimum_wage.monthly", "2027-01-01") == half_up(1256 * 35 * 52, 12) == 190493
    layered = api.under(law, [scenario(tmp_path, "path: minimum_wage.monthly, percent: 2", start="2026-03-01")])
    assert value(layered, "minimum_wage.monthly", "2026-03-01") == 185949  # 1823.03 x 1.02
    assert value(layered, "minimum_wage.hourly", "2026-03-01") == 1226  # 1859.49 / 151.67
    assert value(layered, "minimum_wage.monthly", "2026-06-01") == 190436


@given(day=DAYS, member=st.booleans(), known=st.none() | DAYS, start=DAYS)
def test_it_shifts_whatever_stands_for_whoever_reads(
    tmp_path_factory: pytest.TempPathFactory, law: Law, day: date, member: bool, known: date | None, start: date
) -> None:
    folder = tmp_path_factory.mktemp("scenario")
    layered = api.under(law, [scenario(folder, SIX, "path: segur, percent: 0", start=start.isoformat())])
    for let_in in (frozenset[str](), frozenset({"avenant-66"})):
        choices: dict[str, Any] = {"member": member, "known_on": known, "with_": let_in}
        standing = Binding(law, Choices(day, **choices)).standing(EMPLOYE)
        expected = standing and [figure + 6 * (day >= start) for figure in standing.value]
        assert value(layered, EMPLOYE, day, **choices) == expected


@pytest.mark.parametrize("option", ["--member", "--no-member"])
@pytest.mark.parametrize("echelon", ["1", "2", "3"])
def test_six_points_are_those_of_avenant_66(tmp_path: Path, option: str, echelon: str) -> None:
    path = str(scenario(tmp_path, SIX, start="2025-01-01"))
    given_ = ("--job", "avs", "--seniority", "8", "--echelon", echelon, "--after", "2025-03-01", option)
    ours, theirs = compute(*given_, "--scenario", path), compute(*given_, "--with", "avenant-66")
    assert lines(ours["after"]) == lines(theirs["after"])
    assert ours["before"] == theirs["before"]
    assert ours["difference"]["gross"] == theirs["difference"]["gross"]
    [part], [other] = (side["difference"]["by_text"] for side in (ours, theirs))
    assert (part["text"], other["text"]) == ("essai", "avenant-66")
    assert (part["from"], part["amount"], part["lines"]) == (other["from"], other["amount"], other["lines"])


@pytest.mark.parametrize("setting", ["avenant43.point_value=6.00", "avenant43.new_grid.employe.2.2=400"])
def test_one_value_is_that_of_set(tmp_path: Path, setting: str) -> None:
    path, _mark, figure = setting.partition("=")
    file = str(scenario(tmp_path, f"path: {path}, value: {figure}"))
    for extra in ((), ("--before", "2021-09-30"), ("--without", "article-47")):
        given_ = (*AVS, "--after", "2027-02-01", *extra)
        ours, theirs = compute(*given_, "--scenario", file), compute(*given_, "--set", setting)
        assert lines(ours["after"]) == lines(theirs["after"])
        assert lines(ours["before"]) == lines(theirs["before"])


def test_the_day_is_that_of_the_last_change_unless_given(tmp_path: Path) -> None:
    path = str(scenario(tmp_path, SIX, "path: avenant43.point_value, value: 6, from: 2027-05-01"))
    found = compute(*AVS, "--scenario", path)
    assert (found["before"]["date"], found["after"]["date"]) == ("2027-05-01", "2027-05-01")
    assert [each["name"] for each in found["scenarios"]] == found["after"]["with"] == ["essai"]
    assert "with" not in found["before"]
    early = compute(*AVS, "--scenario", path, "--after", "2026-12-31")
    assert early["difference"]["gross"] == "0.00"
    assert "essai" in early["warnings"][-1]


def test_from_python(tmp_path: Path) -> None:
    path = scenario(tmp_path, SIX)
    person: dict[str, Any] = {"job": "avs", "seniority": 8, "echelon": 2, "year": 9}
    found = revalo.compute(**person, scenarios=[path])
    assert found["after"]["gross"] == "2148.17"
    assert revalo.compute(**person, law=revalo.load_law(scenarios=[str(path)])) == found
    assert "scenarios" not in revalo.compute(**person)


def test_the_proof_runs_on_the_layered_law(tmp_path: Path) -> None:
    changes = [f"path: {path}, value: 9999999" for path in ("avenant43.supplements.sunday",)]
    changes += [f"path: avenant43.old_grid.A.{year}, value: 999999999" for year in range(1, 31)]
    with pytest.raises(LawError, match="64"):
        revalo.load_law(scenarios=[scenario(tmp_path, *changes)])


def test_a_payroll_under_a_scenario(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    from openpyxl import load_workbook  # noqa: PLC0415

    payroll, out = tmp_path / "paie.csv", tmp_path / "out.xlsx"
    payroll.write_text("matricule;emploi;ancienneté;échelon;année\n1;avs;8;2;9\n", encoding="utf-8")
    ran = run("batch", str(payroll), "-o", str(out), "--scenario", str(scenario(tmp_path, SIX)))
    assert ran.code == 0
    assert "Scénario essai\u00a0: Essai (essai.yaml" in ran.out
    book = load_workbook(out)
    notes = [tuple(cell.value for cell in row) for row in book["Hypothèses"].iter_rows()]
    summary = [str(row[0].value) for row in book["Synthèse"].iter_rows()]
    assert any("essai (essai.yaml) Essai" in line for line in summary)
    assert not [note for note in notes if note[0] == "Choix des fichiers de droit" and "new_grid" in str(note[1])]


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "scenarios").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_examples_hold(path: Path) -> None:
    law = revalo.load_law(scenarios=[path])
    assert [each.name for each in law.scenarios] == [path.stem.replace(".", "-")]
