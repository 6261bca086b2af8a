"""An entry of the register: a public code, what it means, what to do about it, and the messages that carry it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_EXIT_CODES = {"R1": 2, "R2": 3, "R3": 3, "R5": 5, "R9": 1}
_INTERRUPTED = "R901", 130
REJECTED = 4
PROBLEM = "{problem}"  # a message whose words come whole from where it is raised


class Entry(NamedTuple):
    """A kind of error.

    `code` never changes its meaning: `R305`, or that of a rejected row, such as `not-a-date`. `cause` and `remedy` of
    a rejected row name columns; `messages`, by name, name the options of the command line. A message may have the name
    of the code of rows that fail in the same way.
    """

    code: str
    cause: str
    remedy: str
    messages: Mapping[str, str] = MappingProxyType({})

    @property
    def exit_code(self) -> int:
        """How the program ends."""
        code, interrupted = _INTERRUPTED
        return interrupted if self.code == code else _EXIT_CODES.get(self.code[:2], REJECTED)
