"""What is settled once a year: the payroll tax of an employer."""

from datetime import date

from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.rules.employer.contributions import tax_of_employer

TAX = "contributions.payroll_tax_of_year"


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
