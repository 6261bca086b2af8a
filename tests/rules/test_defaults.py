"""What is taken where nothing is given, and what is said where nothing fits.

Guards: analysis/remarks.py, rules/employer/exempt.py, rules/figure_caveats.py, rules/measures.py.
"""

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from revalo import api
from revalo.analysis.months import payslips
from revalo.errors import LawError, NotComputable, UsageError
from revalo.grids import store
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.grids.parameters import parsed
from revalo.money import half_up
from revalo.rules.employer.contributions import WHOLE
from revalo.rules.employer.exempt import default_exempt_share
from revalo.rules.measures import Conditions, Eligibility, Situation
from revalo.rules.person import read_employee
from running import slip
from scenario_files import scenario

EVE, NEW = date(2021, 9, 30), date(2021, 10, 1)
SHARES = [  # of hours at the home of frail people; whether a reason is told
    ({"sector": "fph"}, 0, False),
    ({"sector": "ccn51"}, 0, True),
    ({"sector": "ccn51", "structure": "saad"}, 0, True),
    ({"sector": "bad", "structure": "ssiad", "domain": "intervention"}, 0, True),
    ({"sector": "bad", "domain": "support"}, 0, True),
    ({"sector": "bad", "job": "avs"}, WHOLE, True),
    ({"sector": "bad", "category": "C"}, WHOLE, True),
]


def test_the_compiled_law_is_what_the_files_give(law: Law) -> None:
    assert json.loads(store.COMPILED.read_bytes()) == json.loads(json.dumps(law.compiled, default=dict))


@pytest.mark.parametrize(("given", "share", "told"), SHARES)
def test_the_usual_share_of_exempt_hours(law: Law, given: dict[str, Any], share: int, told: bool) -> None:
    found, reason = default_exempt_share(law, read_employee(law, given))
    assert (found, bool(reason)) == (share, told)


@pytest.mark.parametrize(("seniority", "year"), [(0, 1), (28, 29), (29, 30), (30, 30), (70, 30)])
def test_the_row_of_the_old_grid_follows_the_completed_years(law: Law, seniority: int, year: int) -> None:
    given = {"category": "C", "seniority": seniority}
    found = slip(law, given, EVE)
    assert [each.value for each in found.assumptions if each.field == "year"] == [year]
    assert found.gross == slip(law, {**given, "year": year}, EVE).gross


@pytest.mark.parametrize(("seniority", "echelon"), [(0, 1), (3, 1), (4, 2), (40, 2)])
def test_the_second_echelon_comes_with_four_completed_years(law: Law, seniority: int, echelon: int) -> None:
    found = slip(law, {"job": "avs", "seniority": seniority}, NEW)
    assert [each.value for each in found.assumptions if each.field == "echelon"] == [echelon]


@pytest.mark.parametrize(("category", "doubted"), [("C", False), ("D", True)])
def test_a_category_is_doubted_where_the_job_has_another(law: Law, category: str, doubted: bool) -> None:
    given = {"job": "avs", "category": category, "year": 3}
    assert bool(slip(law, given, EVE).warnings) is doubted


def test_a_threshold_not_reached_is_that_of_nothing(law: Law) -> None:
    found = Binding(law, Choices(NEW)).step("avenant43.supplements.seniority", 4)
    assert (found.path.rpartition(".")[2], found.value) == ("0", 0)


HEALTH = "réservée à\u00a0: etablissement-sante, ehpad (structure donnée\u00a0:"


@pytest.mark.parametrize(
    ("given", "measure", "said"),
    [
        ({"sector": "fph"}, "segur-ccn51", "réservée à\u00a0: ccn51 (secteur donné\u00a0: fph)"),
        (
            {"sector": "ccn51"},
            "segur-ccn51",
            f"{HEALTH} à préciser)",
        ),
        ({"sector": "ccn51", "structure": "ehpad"}, "segur-ccn51", ""),
        (
            {"sector": "ccn51", "structure": "saad"},
            "segur-ccn51",
            f"{HEALTH} saad)",
        ),
        ({"sector": "fph", "structure": "ehpad"}, "segur2-ccn51", "réservée à\u00a0: ccn51 (secteur donné\u00a0: fph)"),
    ],
)
def test_the_condition_that_fails_is_told(law: Law, given: dict[str, Any], measure: str, said: str) -> None:
    employee = read_employee(law, given)
    found = Conditions(law, Situation.of(employee, employee.structure)).failure(law.measures[measure].who)
    assert found.startswith(said)
    assert bool(found) is bool(said)


def judge(law: Law, **changed: dict[str, Any]) -> Eligibility:
    """The measures of a caring job in a care home, some of them changed."""
    compiled = copy.deepcopy(dict(law.compiled))
    for name, more in changed.items():
        compiled["measures"][name.replace("_", "-")] |= more
    given = {"sector": "ccn51", "structure": "ehpad", "profession": "aide-soignant"}
    return Eligibility(
        Situation.of(read_employee(law, given), "ehpad"), Binding(Law(compiled), Choices(date(2022, 6, 1)))
    )


def test_a_measure_whose_amounts_are_for_others_is_not_due(law: Law) -> None:
    [(amount, about)] = law.compiled["measures"]["segur-ccn51"]["amounts"].items()
    for_others = {**about, "who": [{"professions": ["medecin"]}]}
    found = judge(law, segur_ccn51={"amounts": {amount: for_others}}).verdict("segur-ccn51")
    assert (found.applies, found.reason) == (False, "aucun montant pour cette profession")
    assert judge(law).verdict("segur-ccn51").applies


def test_two_measures_of_one_family_are_never_both_due(law: Law) -> None:
    assert sum(each.applies for each in judge(law).verdicts()) == 4
    family = law.measures["segur-ccn51"].family
    with pytest.raises(LawError, match="segur2-ccn51"):
        judge(law, segur2_ccn51={"family": family}).verdicts()


@pytest.mark.parametrize(("index", "given"), [("342", False), ("343", True), ("344", True)])
def test_an_index_is_that_given_from_the_minimum_on(law: Law, index: str, given: bool) -> None:
    found = slip(law, {"sector": "fph", "index": index}, date(2022, 1, 1))
    assert (found.inputs["index"].figure is None) is given


def test_every_node_is_the_rounding_of_the_fraction_behind_it(law: Law) -> None:
    for given in ({"job": "avs", "category": "C", "year": 8, "hours": "104"}, {"sector": "fph", "index": "400"}):
        for day in (EVE, NEW):
            for node in slip(law, given, day).results.values():
                assert half_up(node.numerator, node.denominator) == node.value


def test_months_that_can_be_computed_are_told(law: Law) -> None:
    employee = read_employee(law, {"job": "avs", "category": "C", "year": 3})
    days = [date(2021, 8, 1), date(2021, 9, 1), date(2021, 10, 1), date(2021, 11, 1)]

    def but(*missing: date) -> str:
        def read(day: date) -> Choices:
            return Choices(date(1999, 1, 1) if day in missing else day)

        with pytest.raises(NotComputable) as caught:
            payslips(law, employee, days, read)
        return str(caught.value)

    assert but(*days[1:]).endswith(": --to 2021-08")
    assert but(days[0]).endswith(": --from 2021-09")
    assert but(days[1]).endswith(": --to 2021-08 ou --from 2021-10")
    assert "--to" not in but(*days)


def test_a_change_out_of_reach_is_told_once(law: Law, tmp_path: Path) -> None:
    for change in (
        "path: avenant43.new_grid, add: -5000",
        "path: avenant43.new_grid.employe, add: 5, from: 2001-01-01",
    ):
        with pytest.raises(LawError) as caught:
            api.under(law, [scenario(tmp_path, change)])
        assert str(caught.value).count("\n") == 0


def test_a_figure_not_found_can_be_imagined_but_not_raised(law: Law, tmp_path: Path) -> None:
    path = "contributions.accident"
    imagined = api.under(law, [scenario(tmp_path, f"path: {path}, value: 3", start="2026-06-01")])
    choices = Choices(date(2026, 6, 1), with_=frozenset(["essai"]))
    assert Binding(imagined, choices).scalar(path).value == 3_000
    with pytest.raises(LawError, match="2022"):
        api.under(law, [scenario(tmp_path, f"path: {path}, percent: 5", start="2026-06-01")])


def test_a_figure_is_changed_once_a_day(law: Law, tmp_path: Path) -> None:
    row, figure = "avenant43.new_grid.employe.1", "avenant43.new_grid.employe.1.2"
    for one, two in ((row, figure), (figure, row), (figure, figure), (row, row)):
        with pytest.raises(LawError, match="deux fois"):
            api.under(law, [scenario(tmp_path, f"path: {one}, add: 1", f"path: {two}, add: 2")])
    api.under(law, [scenario(tmp_path, f"path: {figure}, add: 1", f"path: {row}.3, add: 2")])
    api.under(law, [scenario(tmp_path, f"path: {figure}, add: 1", f"path: {figure}, add: 2, from: 2027-01-02")])


def test_nothing_can_be_set_but_not_no_hours(law: Law) -> None:
    assert parsed(law.table("avenant43.point_value"), "avenant43.point_value", "0") == 0
    for path, text in (("avenant43.full_time", "0"), ("avenant43.point_value", "-1"), ("avenant43.point_value", "x")):
        with pytest.raises(UsageError):
            parsed(law.table(path), path, text)


def test_the_days_compared_by_default(law: Law) -> None:
    found = api.compute(law=law, job="avs", category="C", year=3)
    assert (found["before"]["date"], found["after"]["date"]) == ("2021-09-30", "2021-10-01")
    assert api.compute(law=law, sector="ccn51", gross="2000")["before"]["date"] == "2020-08-31"
