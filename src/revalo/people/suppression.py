"""Groups of people small enough to tell someone apart are put together, wherever groups are shown."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from revalo.language import _
from revalo.people.summary import SMALL
from revalo.people.sums import Totals

Crossed = Mapping[tuple[str, str], int]
Name = TypeVar("Name", bound=str | None)


@dataclass(slots=True)
class Suppressed:
    """Groups that may be shown, in the order given, and the others together, so that nobody can be told apart."""

    shown: list[tuple[str, Totals]] = field(default_factory=list)
    others: Totals = field(default_factory=Totals)
    hidden: int = 0

    def rest(self) -> list[tuple[str, Totals]]:
        """The others under one name, if there are any."""
        return [(_("other groups together ({number})").format(number=self.hidden), self.others)] if self.hidden else []


def suppressed(groups: Mapping[str, Totals], most: int, least: int = SMALL) -> Suppressed:
    """Groups under `least` people, and those beyond the `most` largest, put together."""
    return split(groups, together({name: totals.people for name, totals in groups.items()}, least, most))


def split(groups: Mapping[str, Totals], hidden: set[str]) -> Suppressed:
    """Some groups put together."""
    found = Suppressed([each for each in groups.items() if each[0] not in hidden], hidden=len(hidden))
    for name in hidden:
        found.others.add(groups[name].people, groups[name].before, groups[name].after)
    return found


def together(people: Mapping[str, int], least: int, most: int) -> set[str]:
    """The groups to be put together, of some by their people: under `least`, or beyond the `most` largest.

    While fewer than `least` people are together, the smallest group shown joins them: it would give them away, by
    subtraction from the total. With `least` 1 every group is shown, up to `most`.
    """
    shown = _large(people, least, most)
    hidden = people.keys() - shown
    while hidden and shown and sum(people[name] for name in hidden) < least:
        hidden.add(shown.pop())
    return hidden


def _large(people: Mapping[str, int], least: int, most: int) -> list[str]:
    """The groups that may be shown by themselves, the largest first."""
    ordered = sorted(people, key=lambda name: (-people[name], name))
    return [name for name in ordered if people[name] >= least][:most]


def cross_suppressed(crossed: Crossed, most: int, least: int = SMALL) -> tuple[set[str], set[str]]:
    """The groups to be put together of people who are shown by group in two ways, as by service and by département.

    What is shown of one way, less what lies in it of the other, must not leave fewer than `least` people either: the
    smallest of the groups that give them away joins the others, until there is none. `crossed`: people by both names.
    """
    one, two = (people.keys() - _large(people, least, most) for people in _by_way(crossed))
    hidden = one, two
    while found := next(_telling(crossed, hidden, least), None):
        way, name = found
        hidden[way].add(name)
    return hidden


def _by_way(crossed: Mapping[tuple[Name, Name], int]) -> tuple[Counter[Name], Counter[Name]]:
    """People by the name of each way."""
    people = Counter[Name](), Counter[Name]()
    for names, number in crossed.items():
        for way, name in enumerate(names):
            people[way][name] += number
    return people


def _telling(crossed: Crossed, hidden: tuple[set[str], set[str]], least: int) -> Iterator[tuple[int, str]]:
    """The groups, by way and name, that tell a few people apart. Those put together stand as one, `None`."""
    shown = Counter[tuple[str | None, str | None]]()
    for (one, two), number in crossed.items():
        shown[None if one in hidden[0] else one, None if two in hidden[1] else two] += number
    people = _by_way(shown)
    for way, other in ((0, 1), (1, 0)):
        named = [name for name in people[way] if name is not None]
        for whole, parts in _inside(shown, people, way).items():
            apart = [part for part in parts if part is not None]
            left = (people[other][whole] - sum(people[way][part] for part in each) for each in (apart, parts) if each)
            if named and any(0 < number < least for number in left):
                yield way, _smallest(apart or named, people[way])
        if named and 0 < people[way][None] < least:
            yield way, _smallest(named, people[way])


def _smallest(names: list[str], people: Counter[str | None]) -> str:
    return min(names, key=lambda name: (people[name], name))


def _inside(
    shown: Mapping[tuple[str | None, str | None], int], people: Sequence[Counter[str | None]], way: int
) -> dict[str | None, list[str | None]]:
    """The groups of one way that lie wholly in each group of the other."""
    found: dict[str | None, list[str | None]] = {}
    for names, number in shown.items():
        if number == people[way][names[way]]:
            found.setdefault(names[1 - way], []).append(names[way])
    return found
