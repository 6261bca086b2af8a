"""The inputs of the formulas for one person on one day: figures of the law, and the person's own."""

from fractions import Fraction
from typing import Any, NamedTuple

from revalo.grids import units
from revalo.grids.binding import Binding, Found
from revalo.language import _
from revalo.rules.fields import SHARE, Employee

FULL_TIME = 151_67  # hours of a full-time month, in hundredths (contract §1)
MINIMUM_WAGE = "minimum_wage.monthly"
OWN_MINIMUM_WAGE = {"976": "minimum_wage.mayotte_monthly"}  # départements with a minimum wage of their own


class Input(NamedTuple):
    """An input of a formula: an integer of a unit, its name, and the figure of the law behind it if any."""

    value: Any
    unit: str
    label: str
    found: Found | None = None

    @property
    def written(self) -> str:
        """The bare figure, as in a formula."""
        return units.format_plain(self.value, self.unit)


class Inputs:
    """What every way of being paid shares. `values`: the inputs; `warnings`: what the person should know."""

    def __init__(self, employee: Employee, binding: Binding) -> None:
        self.employee = employee
        self.binding = binding
        self.warnings: list[str] = []
        self.values: dict[str, Input] = {}

    def of(self, path: str) -> Input:
        """The single figure of a table."""
        return given_by(self.binding.scalar(path))

    def minimum_wage(self) -> Input:
        """The monthly minimum wage of the département."""
        return self.of(OWN_MINIMUM_WAGE.get(self.employee.department or "", MINIMUM_WAGE))

    def share(self, full: Input) -> dict[str, Input]:
        """The share of full time as worked / full_time, never above full time."""
        hours, fte = self.employee.hours, self.employee.fte
        if hours is None and fte is not None:
            whole = Input(10**SHARE, "share", _("full time"))
            worked = Input(min(fte, whole.value), "share", _("share of full time"))
            over = fte > whole.value
        else:
            whole = full
            worked = Input(min(hours or full.value, full.value), "h", _("hours a month"))
            over = hours is not None and hours > full.value
        if over:
            message = _("time worked above full time counts as full time; overtime is outside this calculation")
            self.warnings.append(message)
        return {"worked": worked, "full_time": whole}

    def full_time(self) -> Input:
        """The hours of a full-time month outside the branch."""
        return Input(FULL_TIME, "h", _("full-time hours a month"))


class CivilServiceInputs(Inputs):
    """Inputs of index pay: the index (at least the minimum one), the annual point, the share paid."""

    def __init__(self, employee: Employee, binding: Binding) -> None:
        super().__init__(employee, binding)
        self.values |= {
            "index": self._index(),
            "index_point": self.of("civil_service.point_value"),
            "minimum_wage": self._floor(),
            "minimum_wage_floor": self.of("civil_service.minimum_wage_floor"),
            **self._share_paid(),
        }

    def _index(self) -> Input:
        """The index given, or the minimum one where it is below; none where it is not given."""
        given = self.employee.index
        least = self.of("civil_service.minimum_index")
        if given is None or given >= least.value:
            return Input(given or 0, "points", _("index"))
        return least

    def _floor(self) -> Input:
        """The minimum wage, for those whose index is known."""
        floor = self.minimum_wage()
        return floor if self.employee.index is not None else floor._replace(value=0)

    def _share_paid(self) -> dict[str, Input]:
        """The quotity of the post × the fraction that its part-time rate is paid: 6/7 at 80 %, 32/35 at 90 %."""
        share = self.share(self.full_time())
        rate = self.employee.part_time
        if rate is None:
            return share
        fraction, found = self._paid(rate)
        share_paid = fraction * Fraction(share["worked"].value, share["full_time"].value)
        worked = Input(share_paid.numerator, "count", _("share paid at {rate} %").format(rate=rate), found)
        return {"worked": worked, "full_time": Input(share_paid.denominator, "count", "")}

    def _paid(self, rate: int) -> tuple[Fraction, Found | None]:
        path = "civil_service.part_time"
        version = self.binding.standing(path)
        if version is None or str(rate) not in version.value:
            return Fraction(rate, 100), None
        found = self.binding.keyed(path, str(rate))
        return Fraction(found.value), found


class GivenGrossInputs(Inputs):
    """Inputs where the gross is given."""

    def __init__(self, employee: Employee, binding: Binding) -> None:
        super().__init__(employee, binding)
        self.values |= {"gross": Input(employee.gross or 0, "EUR", _("full-time gross given"))}
        self.values |= self.share(self.full_time())


def given_by(found: Found) -> Input:
    """An input that is a figure of the law."""
    return Input(found.value, found.unit, found.label, found)
