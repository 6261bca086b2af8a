"""The groups of a projection in what travels, a page, a workbook or a CSV: small ones are put together."""

from collections.abc import Iterable

from revalo.language import _
from revalo.payroll.projection import Projection
from revalo.people.bill import Sums
from revalo.people.crossed import SMALL
from revalo.people.sums import Headcount
from revalo.people.suppression import together as hidden_groups


def shown_groups(projection: Projection) -> dict[str, list[str]]:
    """The groups shown, each with those that it is made of: small ones are put together."""
    people = {name: _fewest(months.values()) for name, months in projection.bill.months.items()}
    hidden = hidden_groups(people, SMALL, len(people))
    shown = {name: [name] for name in people if name not in hidden}
    if hidden:
        shown[_("Other groups ({number}, merged)").format(number=len(hidden))] = sorted(hidden)
    return shown


def _fewest(months: Iterable[Sums]) -> Headcount:
    """The fewest people that a group has in a month with anybody."""
    return min((sums.people for sums in months if sums.people), default=0)
