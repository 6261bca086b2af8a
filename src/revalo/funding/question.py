"""What is asked of who pays."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from revalo.analysis.comparison import Request, with_scenarios
from revalo.errors import UsageError
from revalo.funding.activity import WHOLE, WhatIf
from revalo.funding.article47 import AID, READINGS
from revalo.funding.terms import ShareRequest, check_years
from revalo.grids.law import Law
from revalo.money import parse_fixed
from revalo.rules.employer.employer import Employer, Given
from revalo.rules.person import refuse_float

DECIMALS = 6  # of shares and factors
SHARING = ("coverage_rate", "hourly_reading", "participation", "hours_factor", "rate", "cap")


class Question(NamedTuple):
    """What is asked: the years, the readings of the law, the employer, the shares, and what is changed in the activity.

    `scenarios`: the law under each scenario that stands beside it, settled on the same rows.
    `request.without`: the texts whose cost is shared, those of article 47 where it is empty.
    """

    years: tuple[int, ...]
    request: Request
    employer: Employer
    asked: ShareRequest = ShareRequest()
    what_if: WhatIf = WhatIf()
    scenarios: tuple[Law, ...] = ()

    def under_scenarios(self) -> list[tuple[Law, "Question"]]:
        """The law under each scenario that stands beside it, and the same question there."""
        return [(law, self._replace(request=with_scenarios(law, self.request), scenarios=())) for law in self.scenarios]

    def check(self) -> None:
        """Refuse years and rates that cannot go together, before any file is read."""
        check_years(list(self.years), self.asked)


def read_sharing(given: Mapping[str, Any]) -> tuple[ShareRequest, WhatIf]:
    """What is asked of the shares, and changed in the activity, from text by the names of `SHARING`.

    A `UsageError` names the option at fault; a binary float is refused.
    """
    factor = _number("--hours-factor", given.get("hours_factor"), DECIMALS, 100)
    if factor == 0:
        raise UsageError("hours-factor-value")
    reading = given.get("hourly_reading") or AID
    if reading not in READINGS:
        raise UsageError("hourly-reading-value")
    asked = ShareRequest(
        _number("--coverage-rate", given.get("coverage_rate"), DECIMALS, 1),
        _number("--rate", given.get("rate"), DECIMALS, 1),
        _number("--cap", given.get("cap"), 4, 1000),
        reading,
    )
    participation = _number("--participation", given.get("participation"), DECIMALS, 1)
    return asked, WhatIf(participation, WHOLE if factor is None else factor)


def _number(name: str, value: Given, places: int, most: int) -> int | None:
    """A number from 0 to `most`, as an integer of so many decimals; None where it is not given."""
    if value is None:
        return None
    refuse_float(name, value)
    try:
        number = -1 if isinstance(value, bool) else parse_fixed(str(value), places)
    except ValueError:
        number = -1
    if not 0 <= number <= most * 10**places:
        raise UsageError("number-value", option=name, most=most, places=places)
    return number
