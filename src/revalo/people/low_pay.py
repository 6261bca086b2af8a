"""People at full time who were paid less than the minimum wage of the month: a question about the file.

Either the working time is missing, or what was paid is not the pay of a whole month, or its marks were read wrong.
"""

from collections.abc import Iterable, Iterator

from revalo.analysis.comparison import Request, law_on
from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.grids.units import whole_number
from revalo.language import _
from revalo.people.columns import first_day
from revalo.people.gaps import GROSS, Gap
from revalo.rules.caveats import PayWarning
from revalo.rules.minimum_wage import least_gross


def low_pay(law: Law, request: Request, gaps: Iterable[Gap]) -> Iterator[PayWarning]:
    """What to ask of the gaps of a check, those of one person and month added up: how many, and the first of them."""
    least = _Least(law, request)
    low = [gap for gap in gaps if gap.what == GROSS and gap.paid < gap.due and least.is_above(gap)]
    if low:
        message = _(
            "paid at full time less than the minimum wage of the month: {number} (first: {file}, row {row}); check the"
            " working time, and that paid_gross is the gross of the whole month"
        )
        first = min(low, key=lambda gap: (gap.file, gap.row))
        words = message.format(number=whole_number(len(low)), file=first.file, row=first.row)
        yield PayWarning("paid-under-minimum-wage", words)


class _Least:
    """The minimum wage of months and départements, each looked up once."""

    def __init__(self, law: Law, request: Request) -> None:
        self._law, self._request = law, request
        self._known: dict[tuple[int, str | None], int] = {}

    def is_above(self, gap: Gap) -> bool:
        """Whether the minimum wage of the month is above what was paid for full time."""
        person = gap.person
        return person.is_full_time and gap.paid < self._of(gap.month, person.department)

    def _of(self, month: int, department: str | None) -> int:
        key = month, department
        if key not in self._known:
            binding = Binding(self._law, law_on(self._law, self._request, first_day(month)))
            self._known[key] = least_gross(binding, department)
        return self._known[key]
