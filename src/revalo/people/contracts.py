"""The rows of one person and month in a check: paid may be said once for all of them, on any of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from revalo.people.gaps import Gap

Person = tuple[str, int]  # a staff number and a month


class Unpaid(NamedTuple):
    """A row that does not say what was paid: what is due, as a gap of nothing paid.

    `again`: the person and month were met before; `alone`: nothing else of the row is compared.
    """

    gap: Gap
    again: bool
    alone: bool


@dataclass(slots=True)
class Contracts:
    """What is known of rows that may be of one person and month, until every row is in.

    `paid_again`: persons with something paid on a further row, by what; `left_out`: persons with a row that is not
    compared, so that their sums are not known.
    """

    unpaid: list[Unpaid] = field(default_factory=list)
    paid_again: set[tuple[str, int, str]] = field(default_factory=set)
    left_out: set[Person] = field(default_factory=set)

    def merge(self, other: "Contracts") -> None:
        """Add what is known of other rows."""
        self.unpaid += other.unpaid
        self.paid_again |= other.paid_again
        self.left_out |= other.left_out

    def joined(self) -> tuple[list[Unpaid], list[Unpaid]]:
        """The rows without anything paid whose person was paid on another row, and those whose person was not."""
        first = {_key(each.gap) for each in self.unpaid if not each.again}
        parts: tuple[list[Unpaid], list[Unpaid]] = ([], [])
        for unpaid in self.unpaid:
            key = _key(unpaid.gap)
            is_paid = key in self.paid_again or key not in first  # the first of its rows says it, or another one
            parts[0 if is_paid else 1].append(unpaid)
        return parts

    def split_by_comparison(self, gaps: Iterable[Gap]) -> tuple[list[Gap], list[Gap]]:
        """The gaps of persons whose rows are all compared, and those of others."""
        parts: tuple[list[Gap], list[Gap]] = ([], [])
        for gap in gaps:
            parts[(gap.employee_id, gap.month) in self.left_out].append(gap)
        return parts


def _key(gap: Gap) -> tuple[str, int, str]:
    return gap.employee_id, gap.month, gap.what
