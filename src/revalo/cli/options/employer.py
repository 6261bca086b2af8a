"""The options that describe an employer, for the cost of a pay, declared once."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from revalo import house
from revalo.cli.options import shared
from revalo.cli.options.gathering import Gathered
from revalo.errors import UsageError
from revalo.language import _

if TYPE_CHECKING:
    from revalo.rules.employer.employer import Employer


def _option(metavar: str, help_text: str, *names: str) -> Any:
    return typer.Option(*names, metavar=metavar, help=help_text, rich_help_panel=shared.EMPLOYER, show_default=False)


Staff = Annotated[str | None, _option("N", _("Staff of the employer: 50 by default."), "--staff")]
AccidentRate = Annotated[
    str | None, _option("%", _("Occupational-accident rate (AT/MP), e.g. 3.66."), "--accident-rate")
]
ProvidentRate = Annotated[str | None, _option("%", _("Prévoyance, employer's share, e.g. 3.61."), "--provident-rate")]
ExemptShare = Annotated[
    str | None, _option("SHARE", _("Share of hours at vulnerable people's homes, e.g. 0.8."), "--exempt-share")
]
PayrollTax = Annotated[
    bool | None,
    _option("", _("Wage tax due: yes in home care (bad) by default."), "--payroll-tax/--no-payroll-tax"),
]

HealthCover = Annotated[
    bool | None,
    _option("", _("Count the health cover of home care: yes by default."), "--health-cover/--no-health-cover"),
]
PublicContract = Annotated[
    bool | None,
    _option("", _("People paid by index are contract staff: no by default."), "--public-contract/--civil-servants"),
]


def details(
    staff: Staff = None,
    accident_rate: AccidentRate = None,
    provident_rate: ProvidentRate = None,
    exempt_share: ExemptShare = None,
    payroll_tax: PayrollTax = None,
    health_cover: HealthCover = None,
    public_contract: PublicContract = None,
) -> "Employer":
    """The employer whose costs are counted, for commands that always count them."""
    options = dict(locals())
    from revalo.rules.employer.employer import read_employer  # noqa: PLC0415 - not needed for the help pages

    return with_house(read_employer(**options))


def employer(
    employer_cost: Annotated[bool, _option("", _("What the pay costs the employer."), "--employer-cost")] = False,
    staff: Staff = None,
    accident_rate: AccidentRate = None,
    provident_rate: ProvidentRate = None,
    exempt_share: ExemptShare = None,
    payroll_tax: PayrollTax = None,
    health_cover: HealthCover = None,
    public_contract: PublicContract = None,
) -> "Employer | None":
    """The employer, where its cost or something of it is asked for."""
    options = dict(locals())
    if not options.pop("employer_cost") and all(each is None for each in options.values()):
        return None
    from revalo.rules.employer.employer import employer_if_asked  # noqa: PLC0415 - not needed for the help pages

    asked = employer_if_asked(options, wanted=employer_cost)
    return None if asked is None else with_house(asked)


def with_house(given: "Employer") -> "Employer":
    """An employer whose costs are counted: what no option says of it, the settings of the house do."""
    from revalo.rules.employer.employer import EMPLOYER_FIELDS, read_employer  # noqa: PLC0415

    unsaid = [
        name for name in EMPLOYER_FIELDS if getattr(given, name) is None or (name == "staff" and not given.given_staff)
    ]
    settings = {name: value for name in unsaid if (value := house.setting(f"employer.{name}")) is not None}
    try:
        own = read_employer(**settings)
    except UsageError as error:
        raise error.within("{file}{colon}{why}", file=house.file_name(), colon=_(": ")) from None
    staff = {"given_staff": own.given_staff} if "staff" in settings else {}
    return replace(given, **{name: getattr(own, name) for name in settings}, **staff)


EmployerOptions = Annotated["Employer", Gathered(details)]
EmployerIfAsked = Annotated["Employer | None", Gathered(employer)]
