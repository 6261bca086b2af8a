"""What must be said with an amount: assumptions and warnings; each kind has a code."""

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

Item = TypeVar("Item")


class Assumption(NamedTuple):
    """Something that was not given and had to be taken: the field (its code), its value and why.

    A choice of the law files that no source settles has the path of its table as its field.
    """

    field: str
    value: int | str
    reason: str

    @property
    def code(self) -> str:
        """What is the same for everybody for whom the same thing was assumed."""
        return self.field


class PayWarning(NamedTuple):
    """A warning: a code, the same for everybody whom it concerns, and the words for one person."""

    code: str
    text: str


Caveat = Assumption | PayWarning


class Ruled(NamedTuple):
    """What a rule gives: a value, and what had to be assumed or warned of on the way."""

    value: Any
    caveats: tuple[Caveat, ...] = ()


def each_once(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items without repetition, in order."""
    return tuple(dict.fromkeys(items))
