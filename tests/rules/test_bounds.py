"""The proof that no product passes 2⁶³: it accepts the law, refuses a larger one, and is right when it accepts.

Guards: rules/bounds.py, rules/graph.py.
"""

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from arithmetic import Tracked
from mutations import shipped, validate
from people import people
from revalo.analysis.comparison import compare
from revalo.analysis.employer_cost import employer_costs
from revalo.errors import LawError
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.rules import bounds as rules_bounds
from revalo.rules.bounds import MOST_PAID, Magnitude, prove
from revalo.rules.employer.employer import MOST_RATE, Employer
from revalo.rules.graph import Formulas, ordered, run
from revalo.rules.payslip import Payslip, payslip
from revalo.rules.person import read_employee
from running import slip

LIMIT = 2**63
BEFORE, AFTER = date(2021, 9, 30), date(2026, 11, 1)
ALL_TIME = {"sunday_hours": "744", "night_hours": "744", "on_call": "31", "on_call_special": "31"}
EXTREME = {
    **ALL_TIME,
    "on_call_split_special": "31",
    "category": "I",
    "year": 30,
    "status": "cadre",
    "degree": 2,
    "echelon": 3,
    "seniority": 30,
    "diploma": 8,
    "tutor": 2,
    "apprentices": 2,
    "allowances": {
        "infirmier": None,
        "responsabilite": 900,
        "associations": 900,
        "complexite": 900,
        "places": 900,
        "cadre-superieur-a": 30,
        "cadre-superieur-b": 30,
    },
}
PARAMETERS = [
    "avenant43.point_value",
    "minimum_wage.monthly",
    "avenant43.old_grid.I.30",
    "avenant43.new_grid.cadre.2.3",
    "avenant43.supplements.seniority.30",
    "avenant43.supplements.diploma.8",
    "avenant43.supplements.tutor.2",
    "avenant43.supplements.apprentice_master.2",
    "avenant43.supplements.sunday",
    "avenant43.supplements.night",
    "avenant43.supplements.on_call.split-special",
    "avenant43.old_allowances.infirmier",
    "avenant43.new_allowances.cadre-superieur-b.30",
    "avenant43.full_time",
]

EMPLOYER_PARAMETERS = [
    "contributions.ceiling",
    "contributions.highest.from-50",
    "contributions.all_pay.health",
    "contributions.reduced_up_to.health",
    "contributions.payroll_tax_from.second",
    "contributions.payroll_tax.third",
    "contributions.reference_wage",
]


def largest(slip: Payslip) -> int:
    """The largest magnitude that computing a payslip meets, rounding included."""
    Tracked.fresh()
    inputs = {name: each.value for name, each in slip.inputs.items()}
    tracked = {name: Tracked(number) if isinstance(number, int) else number for name, number in inputs.items()}
    again = run(ordered(slip.formulas.values()), tracked)
    assert {name: int(each.value) for name, each in again.items()} == {
        name: int(each.value) for name, each in slip.results.items()
    }
    return Tracked.largest


def accepted(law: Law, settings: dict[str, str]) -> bool:
    """Whether the proof holds under these settings."""
    try:
        prove(law, settings)
    except (LawError, OverflowError):
        return False
    return True


def most_accepted(law: Law, path: str) -> int:
    """The largest whole value of a parameter that the proof accepts."""
    low, high = 0, 10**20
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if accepted(law, {path: str(middle)}) else (low, middle)
    return low


def test_the_shipped_law_is_accepted(law: Law) -> None:
    prove(law)


def test_people_stay_far_below(law: Law) -> None:
    for given, day in people(seed=63, number=300):
        assert 0 < largest(slip(law, given, day)) < LIMIT // 50


@pytest.mark.parametrize("time", [{}, {"hours": "151.67"}, {"hours": "0.01"}, {"fte": "0.999999"}], ids=str)
@pytest.mark.parametrize("path", PARAMETERS)
def test_what_the_proof_accepts_fits_64_bits(law: Law, path: str, time: dict[str, str]) -> None:
    most = most_accepted(law, path)
    assert 0 < most < 10**20
    employee = read_employee(law, {**EXTREME, **time})
    for day in (BEFORE, AFTER):
        choices = Choices(day, settings={path: str(most)})
        assert largest(payslip(employee, Binding(law, choices))) < LIMIT, f"{path}={most} is accepted"


@pytest.mark.parametrize("day", [AFTER, date(2025, 3, 1)])
@pytest.mark.parametrize("path", EMPLOYER_PARAMETERS)
def test_what_the_proof_accepts_of_an_employer_fits_64_bits(law: Law, path: str, day: date) -> None:
    settings = {path: str(most_accepted(law, path))}
    rate, share = 50_000, 999_999
    employer = Employer(50, accident_rate=rate, provident_rate=rate, exempt_share=share, payroll_tax=True)
    for gross in ("30000", "1900"):
        given = {"sector": "ccn51", "gross": gross, "fte": "0.999999"}
        found = compare(law, read_employee(law, given), Choices(day), Choices(day, settings=settings))
        cost = employer_costs(found, employer).after
        Tracked.fresh()
        inputs = {name: Tracked(each.value) for name, each in cost.inputs.items() if isinstance(each.value, int)}
        run(ordered(cost.formulas.values()), inputs)
        assert 0 < Tracked.largest < LIMIT, f"{settings} is accepted"


@pytest.mark.parametrize("path", PARAMETERS)
def test_a_setting_just_too_large_is_refused(law: Law, path: str) -> None:
    most = most_accepted(law, path)
    prove(law, {path: str(most)})
    with pytest.raises(LawError, match="64 bits"):
        prove(law, {path: str(most + 1)})


@pytest.mark.parametrize("value", [f"{10**25}", f"-{10**15}", f"-{10**25}"], ids=["huge", "below zero", "far below"])
@pytest.mark.parametrize("path", PARAMETERS[:2])
def test_a_setting_far_too_large_is_refused(law: Law, path: str, value: str) -> None:
    with pytest.raises(LawError):
        prove(law, {path: value})


@pytest.mark.parametrize("figure", [10**16, 10**25, -(10**16)], ids=["large", "huge", "below zero"])
@pytest.mark.parametrize("path", ["avenant43.point_value", "minimum_wage.monthly", "avenant43.full_time"])
def test_a_law_too_large_is_refused(law: Law, path: str, figure: int) -> None:
    compiled: Any = copy.deepcopy(law.compiled)
    compiled["tables"][path]["versions"][0]["value"] = figure
    with pytest.raises(LawError):
        prove(Law(compiled))


@pytest.mark.parametrize("figure", ["999999999999", "99999999999999999999999", "-999999999999"])
def test_a_law_file_too_large_is_refused(tmp_path: Path, figure: str) -> None:
    text = shipped("avenant43.yaml")
    assert text.count("value: 5.355,") == 1
    path = tmp_path / "avenant43.yaml"
    path.write_text(text.replace("value: 5.355,", f"value: {figure},"), encoding="utf-8")
    ran = validate(path)
    assert (ran.code, ran.out) == (3, ""), ran.err or ran.out


def bounds(law: Law, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """The largest value that the proof takes each figure of the tables to have."""
    found: dict[str, int] = {}
    sound = rules_bounds._bound_of  # noqa: SLF001 - nothing else shows the bounds

    def bound_of(name: str, most: int) -> Magnitude:
        found[name] = max(most, found.get(name, most))
        return sound(name, most)

    monkeypatch.setattr(rules_bounds, "_bound_of", bound_of)
    prove(law)
    return found


def test_no_one_has_a_figure_above_its_bound(law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    found = bounds(law, monkeypatch)
    seen: set[str] = set()
    employer = Employer(50, accident_rate=MOST_RATE, provident_rate=MOST_RATE, exempt_share=0, payroll_tax=True)
    for known in (EXTREME, {"sector": "ccn51", "gross": "30000"}, {"sector": "fph", "index": "2000"}):
        for day in (BEFORE, date(2024, 6, 1), AFTER):
            after = Choices(day)
            pay = compare(law, read_employee(law, known), after, after)
            for side in (pay.after, employer_costs(pay, employer).after):
                nodes: dict[str, Any] = {**side.inputs, **side.results}
                values = {name: each.value for name, each in nodes.items()}
                for name in values.keys() & found.keys():
                    seen.add(name)
                    assert abs(values[name]) <= found[name], name
    assert {"all_pay_rate", "capped_rate", "above_rate", "coefficient", "point_value", "index_point"} <= seen
    assert min(found.values()) >= 0


def test_the_rates_told_of_an_employer_are_in_the_bound(law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both at their most, on top of every rate of the law."""
    monkeypatch.setattr(rules_bounds, "MOST_RATE", 0)
    without = bounds(law, monkeypatch)["all_pay_rate"]
    monkeypatch.undo()
    assert bounds(law, monkeypatch)["all_pay_rate"] == without + 2 * MOST_RATE


def test_the_share_paid_stays_below_its_bound(law: Law) -> None:
    for time in ({"fte": "2"}, {"fte": "0.9999"}, {"hours": "744"}):
        for rate in ("80", "90", "100"):
            given = {
                "sector": "fph",
                "structure": "ehpad",
                "profession": "ide",
                "index": "420",
                "part_time": rate,
                **time,
            }
            assert 0 < slip(law, given, AFTER).inputs["worked"].value <= MOST_PAID


def test_a_magnitude_stays_below_2_to_the_63() -> None:
    assert Magnitude(2**63 - 1).most == 2**63 - 1
    with pytest.raises(OverflowError):
        Magnitude(2**63)


def test_rounding_works_on_twice_the_numerator() -> None:
    formulas = Formulas()

    @formulas.formula("line", "{cents}")
    def given(cents: Any) -> Any:
        return cents, 1

    (formula,) = formulas.nodes.values()
    rules_bounds._bounded(formula, {"cents": Magnitude(2**62 - 1)})  # noqa: SLF001 - the rule itself
    with pytest.raises(LawError):
        rules_bounds._bounded(formula, {"cents": Magnitude(2**62)})  # noqa: SLF001
