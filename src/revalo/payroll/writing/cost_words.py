"""What a payroll costs, in words that the terminal, workbooks and pages share."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from revalo import language
from revalo.grids.law import Law
from revalo.language import N_, _, ngettext
from revalo.money import euros
from revalo.people.table import AFTER, BEFORE
from revalo.rules.units import MONTHS

if TYPE_CHECKING:
    from revalo.people.cost_sums import CostSums, YearTax

COST_LINES: Mapping[str, str] = {
    "gross": N_("Gross"),
    "contributions": N_("+ employer contributions"),
    "exemption": N_("less relief on contributions"),
    "payroll_tax": N_("+ wage tax, by each person's brackets"),
    "total": N_("= employer cost"),
}
SIDES = {BEFORE: N_("before"), AFTER: N_("after")}


def year_tax_lines(law: Law, cost: "CostSums") -> Iterator[str]:
    """The payroll tax of each year and side, once relief and allowance are taken off; a sentence each."""
    for tax in cost.year_taxes(law):
        message = _(
            "Wage tax of {year}, {side} ({months}): {brackets} by each person's brackets; {due} due if "
            "everyone has one employer, {off} taken off once"
        )
        yield message.format(
            year=tax.year,
            side=_(SIDES[tax.side]),
            months=_months(tax),
            brackets=euros(tax.brackets, language.current()),
            due=euros(tax.due, language.current()),
            off=_("relief and the allowance of associations") if tax.is_association else _("relief"),
        )


def _months(tax: "YearTax") -> str:
    if tax.months >= MONTHS:
        return _("its twelve months")
    message = ngettext("twelve times its only month", "twelve times the mean of {number} months", tax.months)
    return message.format(number=tax.months)
