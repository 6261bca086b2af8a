"""Measures paid once, beside the month and never in the gross: the Covid bonus of 2020."""

from typing import NamedTuple

from revalo.grids.binding import Found
from revalo.language import _
from revalo.money import half_up
from revalo.rules.payslip import Payslip
from revalo.rules.units import ONE

ABSENCE = "segur.covid_absence"


class OneOffBonus(NamedTuple):
    """A bonus paid once. Amount in cents; `kept`: the share left by the days of absence."""

    measure: str
    amount: int
    full: Found
    kept: Found


def paid_once(slip: Payslip) -> tuple[list[OneOffBonus], list[str]]:
    """The bonuses of a side, and a warning where one is due in the year but an input is missing."""
    found: list[OneOffBonus] = []
    warnings: list[str] = []
    for verdict in slip.verdicts:
        if verdict.path is None or not slip.binding.law.measures[verdict.measure].once:
            continue
        full = slip.binding.scalar(verdict.path)
        days, department = slip.employee.absence_days, slip.employee.department
        if days is None or department is None:
            if full.version and slip.binding.choices.day.year == full.version.start.year:
                message = _("{measure}: give --department and --absence-days to have it computed")
                warnings.append(message.format(measure=verdict.measure))
            continue
        kept = slip.binding.step(ABSENCE, days)
        found.append(OneOffBonus(verdict.measure, half_up(full.value * kept.value, ONE), full, kept))
    return found, warnings
