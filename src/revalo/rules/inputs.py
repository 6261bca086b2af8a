"""The inputs of the formulas: figures of the law, and what a person's own situation gives."""

from typing import Any, NamedTuple

from revalo.grids import units
from revalo.grids.binding import Binding, LawFigure

MINIMUM_WAGE = "minimum_wage.monthly"
OWN_MINIMUM_WAGE = {"976": "minimum_wage.mayotte_monthly"}  # départements with a minimum wage of their own


class Input(NamedTuple):
    """An input of a formula: an integer of a unit, its name, and the figure of the law behind it if any.

    For rows the value may be an array, and the figure what a rule gave for them.
    """

    value: Any
    unit: str
    label: str
    figure: Any = None

    @property
    def written(self) -> str:
        """The bare figure, as in a formula."""
        return units.format_plain(self.value, self.unit)


def given_by(figure: LawFigure) -> Input:
    """An input that is a figure of the law."""
    return Input(figure.value, figure.unit, figure.label, figure)


def scalar(binding: Binding, path: str) -> Input:
    """The single figure of a table."""
    return binding.once((scalar, path), lambda: given_by(binding.scalar(path)))  # type: ignore[no-any-return]


def minimum_wage_in(binding: Binding, department: str | None) -> Input:
    """The monthly minimum wage of a département."""
    return scalar(binding, OWN_MINIMUM_WAGE.get(department or "", MINIMUM_WAGE))


def nothing(unit: str) -> Input:
    """An input of 0, of something that the person does not have."""
    return Input(0, unit, "")
