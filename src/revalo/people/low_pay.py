"""People at full time who were paid less than the minimum wage of the month: a question about the file.

Either the working time is missing, or what was paid is not the pay of a whole month, or its marks were read wrong.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from revalo.analysis.comparison import Request, law_on
from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.grids.units import whole_number
from revalo.language import _
from revalo.people.alike import alike
from revalo.people.columns import first_day
from revalo.people.gaps import GROSS, Gaps, Part
from revalo.people.person_of_row import word
from revalo.rules.caveats import PayWarning
from revalo.rules.minimum_wage import least_gross


def low_pay(law: Law, request: Request, gaps: Gaps) -> Iterator[PayWarning]:
    """What to ask of the gaps of a check, those of one person and month added up: how many, and the first of them."""
    least = _Least(law, request)
    low = [(part.file, part.rows[is_low]) for part in gaps.parts if (is_low := least.is_above(part)).any()]
    if low:
        message = _(
            "paid at full time less than the minimum wage of the month: {number} (first: {file}, row {row}); check the"
            " working time, and that paid_gross is the gross of the whole month"
        )
        file, row = min((file, int(rows.min())) for file, rows in low)
        number = sum(len(rows) for _file, rows in low)
        yield PayWarning("paid-under-minimum-wage", message.format(number=whole_number(number), file=file, row=row))


class _Least:
    """The minimum wage of months and départements, each looked up once."""

    def __init__(self, law: Law, request: Request) -> None:
        self._law, self._request = law, request
        self._known: dict[tuple[int, str | None], int] = {}

    def is_above(self, part: Part) -> Any:
        """Which people, paid less than is due, were paid for full time less than the minimum wage of the month."""
        low = (part.paid < part.due) & part.full_time[part.kinds] & (part.what == GROSS)
        places = np.flatnonzero(low)
        if len(places):
            low[places] = part.paid[places] < self._of_each(part.at(places))
        return low

    def _of_each(self, part: Part) -> Any:
        """The minimum wage of the month and département of each."""
        departments = part.people.words.get("department", (np.zeros(len(part.full_time), dtype=np.int64),))[0]
        same = alike([part.months.astype(np.int64), departments[part.kinds].astype(np.int64)])
        first = ((int(part.months[place]), word(part.people, "department", part.kinds[place])) for place in same.first)
        return np.array([self._of(month, department or None) for month, department in first])[same.kinds]

    def _of(self, month: int, department: str | None) -> int:
        key = month, department
        if key not in self._known:
            binding = Binding(self._law, law_on(self._law, self._request, first_day(month)))
            self._known[key] = least_gross(binding, department)
        return self._known[key]
