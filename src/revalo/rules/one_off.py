"""Measures paid once, beside the month and never in the gross: the Covid bonus of 2020."""

from collections.abc import Iterator
from typing import NamedTuple

from revalo.grids.binding import Binding, LawFigure
from revalo.language import _
from revalo.money import half_up
from revalo.rules.caveats import PayWarning, Ruled
from revalo.rules.measures import Verdict
from revalo.rules.open_points import points_of_bonus
from revalo.rules.payslip import Payslip
from revalo.rules.units import ONE

ABSENCE = "segur.covid_absence"


class OneOffBonus(NamedTuple):
    """A bonus paid once. Amount in cents; `kept`: the share left by the days of absence."""

    measure: str
    amount: int
    full: LawFigure
    kept: LawFigure


def one_off_bonuses(slip: Payslip) -> Iterator[OneOffBonus]:
    """The bonuses of a side; none where an input that they depend on is missing."""
    days = slip.employee.absence_days
    if days is None or slip.employee.department is None:
        return
    for verdict, full in _due(slip.binding, slip.verdicts):
        kept = slip.binding.step(ABSENCE, days)
        yield OneOffBonus(verdict.measure, half_up(full.value * kept.value, ONE), full, kept)


def missing_for_bonus(slip: Payslip) -> tuple[PayWarning, ...]:
    """A warning for each bonus of the year that is not computed, as an input is missing."""
    is_known = slip.employee.absence_days is not None and slip.employee.department is not None
    return () if is_known else bonus_not_computed(slip.binding, slip.verdicts).caveats  # type: ignore[return-value]


def bonus_not_computed(binding: Binding, verdicts: tuple[Verdict, ...] | None) -> Ruled:
    """A warning for each bonus of the year, for those whose département and days of absence are not known."""
    message = _("{measure}: give --department and --absence-days to have it computed")
    warnings = (
        PayWarning("bonus-not-computed", message.format(measure=verdict.measure))
        for verdict, full in _due(binding, verdicts or ())
        if full.version and binding.choices.day.year == full.version.start.year
    )
    return Ruled(None, tuple(warnings))


def bonus_doubts(
    binding: Binding,
    verdicts: tuple[Verdict, ...] | None,
    sector: str,
    is_shown: bool = False,  # noqa: FBT001, FBT002 - an argument of a rule
) -> Ruled:
    """What the texts leave open of each bonus that is shown, or that is due in the year."""
    doubts = (
        point
        for verdict, full in _due(binding, verdicts or ())
        if is_shown or (full.version and binding.choices.day.year == full.version.start.year)
        for point in points_of_bonus(binding, verdict.measure, sector)
    )
    return Ruled(None, tuple(doubts))


def _due(binding: Binding, verdicts: tuple[Verdict, ...]) -> Iterator[tuple[Verdict, LawFigure]]:
    """The bonuses that are due, each with its full amount."""
    for verdict in verdicts:
        if verdict.path is not None and binding.law.measures[verdict.measure].once:
            yield verdict, binding.scalar(verdict.path)
