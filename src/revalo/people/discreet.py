"""Groups of people small enough to tell someone apart are put together, wherever groups are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from revalo.language import _
from revalo.people.summary import SMALL, Totals


@dataclass(slots=True)
class Discreet:
    """Groups that may be shown, in the order given, and the others together, so that nobody can be told apart."""

    shown: list[tuple[str, Totals]] = field(default_factory=list)
    others: Totals = field(default_factory=Totals)
    hidden: int = 0

    def together(self) -> list[tuple[str, Totals]]:
        """The others under one name, if there are any."""
        return [(_("other groups together ({number})").format(number=self.hidden), self.others)] if self.hidden else []


def discreet(groups: Mapping[str, Totals], most: int, least: int = SMALL) -> Discreet:
    """Groups under `least` people, and those beyond the `most` largest, put together.

    While fewer than `least` people are together, the smallest group shown joins them: it would give them away, by
    subtraction from the total. With `least` 1 every group is shown, up to `most`.
    """
    ordered = sorted(groups.items(), key=lambda each: (-each[1].people, each[0]))
    large = [each for each in ordered if each[1].people >= least][:most]
    found = Discreet(sorted(large, key=[*groups.items()].index))
    for _name, totals in (each for each in ordered if each not in large):
        _join(found, totals)
    while found.hidden and found.others.people < least and found.shown:
        smallest = min(found.shown, key=lambda each: each[1].people)
        found.shown.remove(smallest)
        _join(found, smallest[1])
    return found


def _join(found: Discreet, totals: Totals) -> None:
    found.others.add(totals.people, totals.before, totals.after)
    found.hidden += 1
