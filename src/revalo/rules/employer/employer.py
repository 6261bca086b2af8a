"""What is known of an employer, for the cost of a pay: staff, rates of its own, share of exempt hours, payroll tax."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from revalo.errors import UsageError
from revalo.language import N_, _
from revalo.money import may_be_thousands, parse_fixed
from revalo.rules.person import refuse_float

if TYPE_CHECKING:
    from decimal import Decimal

    Given: TypeAlias = str | int | Decimal | None  # a number as somebody gives it
else:
    Given = None  # a name for annotations

STAFF = 50  # the usual size taken where none is given
MOST_STAFF = 10_000_000
RATE = 3  # decimals of a rate in per cent
MOST_RATE = 50_000  # 50 %
SHARE = 6  # decimals of a share
WHOLE = 10**SHARE
EMPLOYER_FIELDS = (
    *("staff", "accident_rate", "provident_rate", "exempt_share", "payroll_tax"),
    *("health_cover", "public_contract"),
)


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer; None is left to the law files or to the default rule.

    `accident_rate`, `provident_rate`: thousandths of a per cent of pay (3.66 % is 3660); `exempt_share`: share of hours
    at the home of frail people, in millionths; `payroll_tax`: whether the employer owes the taxe sur les salaires;
    `health_cover`: whether it pays the health cover of home care; `public_contract`: whether those paid by index are
    contract staff, not civil servants. `given_staff`: whether the staff was given, or is the usual size.
    """

    staff: int = STAFF
    accident_rate: int | None = None
    provident_rate: int | None = None
    exempt_share: int | None = None
    payroll_tax: bool | None = None
    given_staff: bool = False
    health_cover: bool | None = None
    public_contract: bool | None = None


def employer_if_asked(given: Mapping[str, Any], *, wanted: bool) -> Employer | None:
    """The employer, by the names of `read_employer`; None if neither a cost nor a detail of it is asked for."""
    answers = {name: given.get(name) for name in EMPLOYER_FIELDS}
    return read_employer(**answers) if wanted or any(each is not None for each in answers.values()) else None


def read_employer(
    *,
    staff: Given = None,
    accident_rate: Given = None,
    provident_rate: Given = None,
    exempt_share: Given = None,
    payroll_tax: bool | None = None,
    health_cover: bool | None = None,
    public_contract: bool | None = None,
) -> Employer:
    """An `Employer` from text, integers or Decimals, None where not given; rates in per cent, as "3.66".

    A `UsageError` names the option at fault; a binary float is refused.
    """
    flags = {"payroll-tax": payroll_tax, "health-cover": health_cover, "public-contract": public_contract}
    for name, flag in flags.items():
        if flag is not None and not isinstance(flag, bool):
            raise UsageError("input-value", option=f"--{name}", expected=_("True or False"))
    number = _fixed("--staff", staff, 0, MOST_STAFF, N_("a number of people"))
    rate = N_("a rate in per cent from 0 to 50, e.g. 3.66, with up to three decimals")
    share = N_("a share from 0 to 1, e.g. 0.8, with up to six decimals")
    return Employer(
        STAFF if number is None else number,
        _fixed("--accident-rate", accident_rate, RATE, MOST_RATE, rate),
        _fixed("--provident-rate", provident_rate, RATE, MOST_RATE, rate),
        _fixed("--exempt-share", exempt_share, SHARE, WHOLE, share),
        payroll_tax,
        number is not None,
        health_cover,
        public_contract,
    )


def _fixed(option: str, value: Given, places: int, most: int, expected: str) -> int | None:
    """A number of so many decimals, from 0 to `most`; None where it is not given."""
    if value is None:
        return None
    refuse_float(option, value)
    refused = isinstance(value, bool) or (isinstance(value, str) and may_be_thousands(value, places, most))
    try:
        number = -1 if refused else parse_fixed(str(value), places)
    except ValueError:
        number = -1
    if not 0 <= number <= most:
        raise UsageError("input-value", option=option, expected=_(expected))
    return number
