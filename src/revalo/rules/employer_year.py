"""What is settled once a year: minimum wage and ceiling as sums of months, the payroll tax of an employer."""

from datetime import date

from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.rules.contributions import tax_of_employer
from revalo.rules.units import MONTHS

TAX = "contributions.payroll_tax_of_year"


def minimum_wage_of(law: Law, year: int) -> int:
    """The minimum wage of a year that the reductions use, at full time, in cents: months added up."""
    return _sum_of_months(law, "minimum_wage.monthly", year, "contributions.reference_wage")


def ceiling_of(law: Law, year: int) -> int:
    """The social-security ceiling of a year, in cents: the monthly ones added up."""
    return _sum_of_months(law, "contributions.ceiling", year)


def payroll_tax_of(law: Law, year: int, brackets: int, *, is_association: bool) -> int:
    """The payroll tax an employer owes for a year, in cents.

    `brackets`: the sum of what its people's brackets give over the year, in cents. Exemption, relief and the allowance
    of associations are those of the employer: they are never shared out among people.
    """
    binding = Binding(law, Choices(date(year, 12, 31)))
    exemption, below, allowance = (
        binding.scalar(f"{TAX}.{name}").value for name in ("exemption", "relief_below", "allowance")
    )
    share = binding.scalar("contributions.payroll_tax_relief").value
    return tax_of_employer(brackets, exemption, below, share, allowance if is_association else 0)


def _sum_of_months(law: Law, path: str, year: int, instead: str | None = None) -> int:
    """The figures of each month's first day, added up; those of the table `instead` where it has one."""
    bindings = [Binding(law, Choices(date(year, month, 1))) for month in range(1, MONTHS + 1)]
    found = (each.scalar(instead if instead and each.exists(instead) else path) for each in bindings)
    return sum(each.value for each in found)
