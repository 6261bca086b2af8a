"""Which formulas are sure to give 0: never one that gives something else, and those that a payroll has for nobody."""

from itertools import combinations

import numpy as np
import pytest

from revalo.rules.employer import contributions
from revalo.rules.formulas import SYSTEMS, nodes
from revalo.rules.graph import Formula
from revalo.rules.nothing import is_nothing
from revalo.rules.segur import SEGUR

FAMILIES = [each for part in (*SYSTEMS["branch"], SEGUR) for each in part.families.values() if each.needs]
EMPLOYER = contributions.formulas({"all_pay_rate": ("health", "family")}, is_single=True)
FORMULAS = {each.id: each for each in [*nodes("index"), *nodes("gross"), *FAMILIES, *nodes("branch"), *EMPLOYER]}
SOME = np.array([7, 40_000, 1])


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS)
def test_what_is_said_to_be_nothing_is_0(formula: Formula) -> None:
    for number in range(len(formula.needs) + 1):
        for zeros in combinations([need for need in formula.needs if need != "full_time"], number):
            values = {need: 0 if need in zeros else SOME + place for place, need in enumerate(formula.needs)}
            if is_nothing(formula, values):
                outcome = formula.function(*values.values())
                assert not np.any(outcome[0] if isinstance(outcome, tuple) else outcome)


@pytest.mark.parametrize(
    ("name", "zeros"),
    [
        ("night", ["night_hours"]),
        ("night", ["night_rate"]),
        ("differential", ["differential_amount"]),
        ("overtime", ["overtime_25", "overtime_50"]),
        ("seniority", ["seniority_rate"]),
        ("payroll_tax", ["tax_base", "tax_second", "tax_third"]),
        ("smic_topup", ["minimum_pay", "base", "counted_allowances", "counted_differential"]),
    ],
)
def test_lines_that_nobody_has_are_told(name: str, zeros: list[str]) -> None:
    formula = FORMULAS[name]
    assert is_nothing(formula, dict.fromkeys(formula.needs, SOME) | dict.fromkeys(zeros, 0))


@pytest.mark.parametrize(
    ("name", "zeros"), [("overtime", ["overtime_25"]), ("smic_topup", ["base"]), ("full_base", ["in_base"])]
)
def test_lines_that_somebody_may_have_are_not(name: str, zeros: list[str]) -> None:
    formula = FORMULAS[name]
    assert not is_nothing(formula, dict.fromkeys(formula.needs, SOME) | dict.fromkeys(zeros, 0))
