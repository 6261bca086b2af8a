"""Contributions, reduction and payroll tax against OpenFisca-France, run in an environment of its own.

Where both model the same thing, they agree to the cent. The differences known, all of them held below:

- its monthly minimum wage is that of 151.67 hours, ours the one published (35 × 52 / 12 hours): up to 4 cents apart, so
  a coefficient may differ by one in its last decimal. With its minimum wage our formulas give its coefficients, except
  where the exact value lies within 0.02 of a half of that decimal: it computes in 32-bit floats;
- OpenFisca has no exemption for home-help structures, no union dialogue contribution and no branch agreement: they are
  taken off, or left at nothing, on our side; accidents, vocational training and the apprenticeship tax too;
- it cuts the ceiling of February to 28 or 29 thirtieths of the month: no February here;
- its payroll tax adds provident and health cover to the pay taxed, with a sign that looks wrong: both are nothing here;
  it estimates relief and allowance person by person, which a very large staff leaves out;
- it has the wage guarantee (AGS) at 0.20 % still, which is 0.25 % since 1 July 2024.

Guards: rules/employer/contributions.py, rules/employer/cost.py, rules/employer/employer.py.
"""

import json
import subprocess
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from revalo.analysis.comparison import Request
from revalo.analysis.employer_cost import employer_costs
from revalo.api import compare
from revalo.grids.law import Law
from revalo.rules.employer.contributions import reduction_coefficient, single_coefficient
from revalo.rules.employer.cost import EmployerCost
from revalo.rules.employer.employer import Employer

ROOT = Path(__file__).resolve().parents[2]
MONTHS = ["2020-03", "2021-03", "2021-11", "2022-03", "2022-06", "2022-09", "2023-03", "2023-06", "2024-03", "2024-11"]
MONTHS += ["2025-03", "2025-06", "2026-03", "2026-07"]
PAYS = [f"{euros}.{euros % 100:02d}" for euros in (*range(1_540, 3_100, 37), *range(3_100, 16_000, 611))]
HOURS = 15_167  # OpenFisca's month, in hundredths of an hour
AGS_KEPT = Fraction(20, 25)
CENT, FLOAT = Fraction(1, 100), Fraction(1, 1_000)  # each contribution to the cent, as far as 32-bit floats go

pytestmark = [pytest.mark.slow, pytest.mark.openfisca]


@pytest.fixture(scope="module")
def reference() -> dict[tuple[str, int], Any]:
    """What OpenFisca gives for every month, size of employer and pay; skipped where it cannot be installed."""
    made = subprocess.run(["make", "openfisca"], cwd=ROOT, capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"openfisca-france cannot be installed here (make openfisca): {made.stderr.strip()[-300:]}")
    keys = [(month, staff) for month in MONTHS for staff in (20, 60)]
    asked = [{"month": month, "staff": staff, "gross": PAYS} for month, staff in keys]
    python = ROOT / ".venv-openfisca" / "bin" / "python"
    ran = subprocess.run(
        [python, ROOT / "tests" / "openfisca" / "reference.py"],
        input=json.dumps(asked), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return dict(zip(keys, json.loads(ran.stdout), strict=True))


def ours(law: Law, month: str, staff: int, gross: str) -> EmployerCost:
    """The cost without what OpenFisca leaves to the employer."""
    day = date.fromisoformat(f"{month}-01")
    employer = Employer(staff, accident_rate=0, provident_rate=0, exempt_share=0, payroll_tax=True)
    person = {"sector": "ccn51", "gross": gross}
    return employer_costs(compare(law, person, Request(before=day, after=day)), employer).after


def test_every_month_and_pay(law: Law, reference: dict[tuple[str, int], Any]) -> None:
    for (month, staff), theirs in reference.items():
        for i, gross in enumerate(PAYS):
            case, cost = (month, staff, gross), ours(law, month, staff, gross)
            _same_coefficient(cost, round(theirs["coefficient"][i] * 10_000), case)
            for name, exact in contributions(cost).items():
                found = Fraction(theirs["contributions"][name][i])
                held = exact * AGS_KEPT if name == "ags" and month >= "2024-07" else exact
                assert abs(held - found) <= CENT + FLOAT, (case, name, float(exact))
            assert abs(cost.lines["payroll_tax"] - round(theirs["payroll_tax"][i] * 100)) <= 1, (case, cost.lines)


def contributions(cost: EmployerCost) -> dict[str, Fraction]:
    """The parts of our contributions that OpenFisca has too, in euros, under its names; their sum is checked."""
    rate = {name: Fraction(each.value, 100_000) for name, each in cost.inputs.items() if each.unit == "% of pay"}
    gross, ceiling = (Fraction(cost.inputs[name].value, 100) for name in ("gross", "ceiling"))
    under, above = min(gross, ceiling), max(Fraction(0), min(gross, 8 * ceiling) - ceiling)
    wide, balance = min(gross, 4 * ceiling), gross if gross > ceiling else Fraction(0)
    relief = {
        name: Fraction(cost.results[f"{name}_relief"].value, 100_000)
        * Fraction(cost.inputs["reduced_share"].value, 10**6)
        for name in ("health", "family")
    }
    nothing = Fraction(0)
    found = {
        "mmid_employeur_net_allegement": gross * (rate["all_pay.health"] - relief["health"]),
        "vieillesse_deplafonnee_employeur": gross * rate["all_pay.old-age"],
        "vieillesse_plafonnee_employeur": under * rate["capped.old-age"],
        "famille_net_allegement": gross * (rate["all_pay.family"] - relief["family"]),
        "contribution_solidarite_autonomie": gross * rate["all_pay.solidarity"],
        "fnal": gross * rate.get("housing.fnal-from-50", nothing) + under * rate.get("housing.fnal-under-50", nothing),
        "chomage_employeur": wide * rate["four_ceilings.unemployment"],
        "ags": wide * rate["four_ceilings.wage-guarantee"],
        "agirc_arrco_employeur": under * rate["capped.agirc-arrco"] + above * rate["above.agirc-arrco"],
        "contribution_equilibre_general_employeur": under * rate["capped.ceg"] + above * rate["above.ceg"],
        "contribution_equilibre_technique_employeur": balance * rate["balance"],
        "participation_effort_construction": gross * rate.get("housing.construction-from-50", nothing),
    }
    apprenticeship = sum(each for name, each in rate.items() if name.startswith("apprenticeship"))
    ours_alone = gross * (rate["all_pay.union-dialogue"] + rate["training.from-11"] + apprenticeship)
    line = cost.results["contributions"]
    assert sum(found.values()) + ours_alone == Fraction(line.numerator, 100 * line.denominator)
    return found


def _same_coefficient(cost: EmployerCost, theirs: int, case: tuple[Any, ...]) -> None:
    """The same four decimals with the minimum wage of OpenFisca, or the next ones where it is nearly half way."""
    assert abs(cost.results["reduction_coefficient"].value - theirs) <= 1, case
    inputs = {name: each.value for name, each in cost.inputs.items()}
    is_frozen = "single" in inputs  # at the minimum wage of January 2026
    hourly = 12_02 if is_frozen else cost.binding.scalar("minimum_wage.hourly").value
    wage, pay = hourly * HOURS, inputs["gross"] * 100
    if is_frozen:
        floor, slope = inputs["single_floor"], inputs["single_slope"]
        near = {single_coefficient(floor, slope, 10**6 * pay + by, 10**6 * wage) for by in (-20 * pay, 0, 20 * pay)}
        assert theirs in near, case
        return
    numerator, denominator, highest = reduction_coefficient(inputs["highest"], wage, pay, 1, 1)
    exact = max(Fraction(0), min(Fraction(numerator, denominator), Fraction(highest)))
    assert abs(exact - theirs) <= Fraction(52, 100), (case, float(exact), theirs)
