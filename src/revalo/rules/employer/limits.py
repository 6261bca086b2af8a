"""Where the cost of a pay is not known, or not for certain: days and places without rates, a low branch minimum."""

from datetime import date

from revalo import language
from revalo.calendar import written
from revalo.errors import NotComputable
from revalo.grids.binding import Binding
from revalo.language import N_
from revalo.rules.inputs import OWN_MINIMUM_WAGE
from revalo.rules.units import CENT

ALSACE_MOSELLE = ("57", "67", "68")
OVERSEAS = ("971", "972", "973", "974")  # Mayotte has contributions of its own, which are not held
BRANCH_MINIMUM = N_(
    "the lowest base of the branch was under the minimum wage all last year: where nothing lifts pay above it, the"
    " single reduction of hours not exempt is computed on that base (CSS L.241-13, III bis); here on the minimum wage"
)


def check_held(binding: Binding, department: str | None) -> None:
    """Refuse Mayotte, whose rates are its own, and the days before the rates held."""
    if department in OWN_MINIMUM_WAGE:
        raise NotComputable("own-contributions", department=department)
    first = min(version.start for version in binding.law.table("contributions.ceiling").versions)
    if binding.choices.day < first:
        raise NotComputable("employer-rates-start", day=written(first, language.current()))


def minimum_was_below(binding: Binding) -> bool:
    """Whether the lowest base of home care was under the minimum wage in each month of the calendar year before."""
    year = binding.choices.day.year - 1
    months = [Binding(binding.law, binding.choices._replace(day=date(year, month, 1))) for month in range(1, 13)]
    lowest = "avenant43.new_grid.employe.1"
    if not all(each.exists(lowest) for each in months):
        return False
    return all(
        each.at(lowest, 1).value * each.scalar("avenant43.point_value").value
        < CENT * each.scalar("minimum_wage.monthly").value
        for each in months
    )
