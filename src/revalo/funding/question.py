"""What is asked of who pays."""

from typing import NamedTuple

from revalo.analysis.comparison import Request
from revalo.funding.activity import WhatIf
from revalo.funding.terms import ShareRequest, check_years
from revalo.rules.employer.employer import Employer


class Question(NamedTuple):
    """What is asked: the years, the readings of the law, the employer, the shares, and what is changed in the activity.

    `request.without`: the texts whose cost is shared, those of article 47 where it is empty.
    """

    years: tuple[int, ...]
    request: Request
    employer: Employer
    asked: ShareRequest = ShareRequest()
    what_if: WhatIf = WhatIf()

    def check(self) -> None:
        """Refuse years and rates that cannot go together, before any file is read."""
        check_years(list(self.years), self.asked)
