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

    def rest(self) -> list[tuple[str, Totals]]:
        """The others under one name, if there are any."""
        return [(_("other groups together ({number})").format(number=self.hidden), self.others)] if self.hidden else []


def discreet(groups: Mapping[str, Totals], most: int, least: int = SMALL) -> Discreet:
    """Groups under `least` people, and those beyond the `most` largest, put together."""
    hidden = together({name: totals.people for name, totals in groups.items()}, least, most)
    found = Discreet([each for each in groups.items() if each[0] not in hidden], hidden=len(hidden))
    for name in hidden:
        found.others.add(groups[name].people, groups[name].before, groups[name].after)
    return found


def together(people: Mapping[str, int], least: int, most: int) -> set[str]:
    """The groups to be put together, of some by their people: under `least`, or beyond the `most` largest.

    While fewer than `least` people are together, the smallest group shown joins them: it would give them away, by
    subtraction from the total. With `least` 1 every group is shown, up to `most`.
    """
    ordered = sorted(people, key=lambda name: (-people[name], name))
    shown = [name for name in ordered if people[name] >= least][:most]
    hidden = set(ordered) - set(shown)
    while hidden and shown and sum(people[name] for name in hidden) < least:
        hidden.add(shown.pop())
    return hidden
