"""The formulas printed of an employer's cost give its amounts, around every threshold.

Guards: rules/employer/inputs.py.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

import revalo
from arithmetic import cents, value
from revalo.analysis.comparison import Request
from revalo.analysis.employer_cost import employer_costs
from revalo.api import compare
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.money import half_up, parse_fixed, plain
from revalo.rules.employer.contributions import reduced_rate
from revalo.rules.employer.cost import EmployerCost
from revalo.rules.employer.employer import Employer
from revalo.rules.trace import written_formula

HIGHEST_TO = {"exemption_coefficient": 12, "reduction_coefficient": 10}  # tenths of a minimum wage
DAYS = (date(2021, 10, 1), date(2023, 1, 1), date(2026, 3, 1))


def thresholds(law: Law, day: date) -> Iterator[int]:
    """The monthly pay, in cents, at which something changes."""
    binding = Binding(law, Choices(day))

    def figure(path: str) -> int:
        return int(binding.scalar(path).value)

    yield from (times * figure("contributions.ceiling") for times in (1, 4, 8))
    wage = figure("minimum_wage.monthly")
    yield from (wage * tenths // 10 for tenths in (10, 12, 16, 25, 30, 33, 35))
    yield from (figure(f"contributions.payroll_tax_from.{name}") // 12 for name in ("second", "third"))


def cost_of(law: Law, person: dict[str, Any], day: date) -> EmployerCost:
    return employer_costs(compare(law, person, Request(before=day, after=day)), Employer()).after


@pytest.mark.no_cover  # the lines of other tests, many times
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_each_formula_printed_gives_its_amount(law: Law, day: date) -> None:
    seen, ceiling = set(), Binding(law, Choices(day)).scalar("contributions.ceiling").value
    for threshold in thresholds(law, day):
        for gross in (threshold + each for each in (-100_00, 0, 1, 100_00)):
            if gross > 30_000_00:
                continue
            found = revalo.compute(
                law=law, before=day, after=day, sector="ccn51", gross=plain(gross), employer_cost=True, payroll_tax=True
            )
            for line in found["after"]["employer_cost_lines"]:
                assert cents(value(line["formula"])) == parse_fixed(line["amount"], 2), (gross, line)
                seen.add(line["id"])
                for times in (4, 8):
                    assert f" {times} × " not in line["formula"] or gross > times * ceiling
    assert seen == {"contributions", "exemption", "payroll_tax"}


@pytest.mark.parametrize("day", DAYS[:2], ids=str)
def test_a_coefficient_as_it_is_written(law: Law, day: date) -> None:
    wage = int(Binding(law, Choices(day)).scalar("minimum_wage.monthly").value)
    for tenths in range(9, 18):
        for cent in (-1, 0, 1):
            gross = wage * tenths // 10 + cent
            person = {"sector": "ccn51", "gross": plain(gross)}
            cost = cost_of(law, person, day)
            for name in ("exemption_coefficient", "reduction_coefficient"):
                if name in cost.results:
                    formula = written_formula(cost, name)
                    written = value(formula)
                    assert half_up(written.numerator * 10_000, written.denominator) == cost.results[name].value
                    assert ("max(0," in formula) is (10 * gross > 16 * wage)  # bounds, only where they count
                    assert ("min(" in formula) is (10 * gross < HIGHEST_TO[name] * wage)


@pytest.mark.parametrize("fte", ["1", "0.5"])
@pytest.mark.parametrize("day", DAYS[:2], ids=str)
def test_a_reduced_rate_as_it_is_written(law: Law, day: date, fte: str) -> None:
    seen = set()
    for threshold in thresholds(law, day):
        for cent in (-1, 0, 1):
            person = {"sector": "ccn51", "gross": plain(threshold // (2 if fte == "0.5" else 1) + cent), "fte": fte}
            cost = cost_of(law, person, day)
            for name, result in cost.results.items():
                if cost.formulas[name].function is reduced_rate:
                    assert value(written_formula(cost, name)) == Fraction(result.value, 100_000), (person, name)
                    seen.add(result.value > 0)
    assert seen == {True, False}
