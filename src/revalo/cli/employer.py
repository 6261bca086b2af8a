"""What is told of an employer: the options behind what a pay costs, declared once."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from revalo.cli import options
from revalo.cli.gathering import Gathered
from revalo.language import _

if TYPE_CHECKING:
    from revalo.rules.employer import Employer


def _option(metavar: str, help_text: str, *names: str) -> Any:
    return typer.Option(*names, metavar=metavar, help=help_text, rich_help_panel=options.EMPLOYER, show_default=False)


def employer(
    employer_cost: Annotated[bool, _option("", _("What the pay costs the employer."), "--employer-cost")] = False,
    staff: Annotated[str | None, _option("N", _("Staff of the employer: 50 by default."))] = None,
    accident_rate: Annotated[str | None, _option("%", _("Work-accident rate, as 3.66."))] = None,
    provident_rate: Annotated[str | None, _option("%", _("Provident cover, employer's share, as 3.61."))] = None,
    exempt_share: Annotated[
        str | None, _option("SHARE", _("Share of hours at the homes of frail people, as 0.8."))
    ] = None,
    payroll_tax: Annotated[
        bool | None, _option("", _("Whether payroll tax is owed: in bad by default."), "--payroll-tax/--no-payroll-tax")
    ] = None,
) -> "Employer | None":
    """The employer, where its cost or something of it is asked for."""
    told = dict(locals())
    from revalo.rules.employer import asked_of  # noqa: PLC0415 - not needed for the help pages

    return asked_of(told, wanted=employer_cost)


Asked = Annotated["Employer | None", Gathered(employer)]
