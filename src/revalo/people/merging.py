"""Groups put together in one: those too small to be shown by themselves, those beyond the largest of a screen."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from revalo.language import _
from revalo.people.crossed import SMALL
from revalo.people.sums import Headcount, Totals


@dataclass(slots=True, eq=False, repr=False)
class Suppressed:
    """Groups that may be shown, in the order given, and the others together, so that nobody can be told apart."""

    shown: list[tuple[str, Totals]] = field(default_factory=list)
    others: Totals = field(default_factory=Totals)
    hidden: int = 0

    def rest(self) -> list[tuple[str, Totals]]:
        """The others under one name, if there are any."""
        return [(other_groups(self.hidden), self.others)] if self.hidden else []


def other_groups(number: int) -> str:
    """What so many groups put together are called."""
    return _("Other groups ({number}, merged)").format(number=number)


def other_causes(number: int) -> str:
    """What so many causes put together are called."""
    return _("Other causes ({number}, merged)").format(number=number)


def merged_for_privacy(small: int = SMALL) -> str:
    """Why groups are put together."""
    return _("Groups of fewer than {small} people are merged to protect privacy.").format(small=small)


def scenarios_left(names: Iterable[str], small: int = SMALL) -> str:
    """That some scenarios are not shown, since they would tell someone."""
    message = _("Scenarios whose difference is that of fewer than {small} people, not shown: {names}.")
    return message.format(small=small, names=", ".join(names))


def split(groups: Mapping[str, Totals], hidden: set[str], most: int | None = None) -> Suppressed:
    """Some groups put together, and those beyond the `most` largest with them."""
    shown = set(sorted(groups.keys() - hidden, key=lambda name: (-groups[name].people, name))[:most])
    parts = Suppressed([each for each in groups.items() if each[0] in shown], hidden=len(groups) - len(shown))
    for name in groups.keys() - shown:
        parts.others.add(groups[name].people, groups[name].before, groups[name].after)
    return parts


def together(
    people: Mapping[str, Headcount], least: int, most: int, hidden_already: AbstractSet[str] = frozenset()
) -> set[str]:
    """The groups to be put together, of some by their people: under `least`, or beyond the `most` largest.

    While fewer than `least` people are together, the smallest group shown joins them: it would give them away, by
    subtraction from the total. With `least` 1 every group is shown, up to `most`. `hidden_already`: those that other
    tables of the page put together; none of them is here alone.
    """
    ordered = sorted(people, key=lambda name: (-people[name], name))
    shown = [name for name in ordered if people[name] >= least and name not in hidden_already][:most]
    hidden = people.keys() - shown
    while shown and hidden and (sum(people[name] for name in hidden) < least or _is_alone(hidden, hidden_already)):
        hidden.add(shown.pop())
    return hidden


def _is_alone(hidden: AbstractSet[str], hidden_already: AbstractSet[str]) -> bool:
    """Whether a total less what is shown would be one group that other tables hide."""
    return len(hidden) == 1 and hidden <= hidden_already
