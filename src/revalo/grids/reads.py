"""What a piece of work reads of the law: noted while it is done, and with it what the work inside it reads."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import TypeVar

CHOICES = "choices"  # noted beside the paths of tables: the day, the texts chosen
Given = TypeVar("Given")

_noted: ContextVar[set[str] | None] = ContextVar("noted", default=None)


def note(read: str) -> None:
    """Note what is read, for whatever work is under way."""
    noted = _noted.get()
    if noted is not None:
        noted.add(read)


def note_all(reads: Iterable[str]) -> None:
    """Note what other work read that need not be done again."""
    noted = _noted.get()
    if noted is not None:
        noted.update(reads)


def reads_of(work: Callable[[], Given]) -> tuple[Given, frozenset[str]]:
    """What some work gives, and all that it reads."""
    noted = set[str]()
    outer = _noted.set(noted)
    try:
        return work(), frozenset(noted)
    finally:
        _noted.reset(outer)
        note_all(noted)
