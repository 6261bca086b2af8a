"""What can go wrong, and the exit code that says so. The words and codes of errors are in the register."""

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from revalo import register

_E = TypeVar("_E", bound="RevaloError")


class RevaloError(Exception):
    """A problem told to the user in one message, without a traceback.

    `name`: that of its message in the register, which has the words and the public code; `figures`: what the braces of
    the message stand for. `words` are the message alone; `text`, and `str()`, the message as `within` has placed it.
    """

    exit_code = 1

    def __init__(self, name: str, /, **figures: object) -> None:
        super().__init__(name)
        self.name, self.figures = name, figures
        self.words = self.text = register.words(name, **figures)

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.__dict__)  # an error of another process keeps its words

    @property
    def code(self) -> str:
        """Its public code, as `R105`."""
        return register.BY_MESSAGE[self.name].code

    @property
    def remedy(self) -> str:
        """What to do, in general: the message may say more."""
        return register.remedy(self.code)

    def within(self, place: str, **figures: object) -> Self:
        """The same error, its words in the middle of others: `place` has `{why}` where they go."""
        error = _restored(type(self), self.__dict__)
        error.text = place.format(why=self.text, **figures)
        return error

    def display(self) -> str:
        """What people read: the words, and the public code at their end."""
        return register.coded(self.text, self.name)


def _restored(kind: type[_E], state: dict[str, Any]) -> _E:
    error = kind.__new__(kind, state["name"])
    error.__dict__.update(state)
    return error


class Unbalanced(RevaloError):
    """The program found an error in its own sums: it reports an internal error instead of a wrong result."""

    def __init__(self) -> None:
        super().__init__("unbalanced")


class UsageError(RevaloError):
    """The request itself is wrong or incomplete: say which option, and what to give."""

    exit_code = 2


class UnreadableInput(RevaloError):
    """A file of people cannot be read: say which line, never what it holds."""

    exit_code = 3


class LawError(RevaloError):
    """A law file cannot be read or does not hold together."""

    exit_code = 3


class LawFileError(LawError):
    """What is wrong in law files. `problems`: the name of each message, and `FILE:LINE: FIELD: message`."""

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        self.problems = tuple(problems)
        super().__init__("law-file", problem="\n".join(line for _name, line in self.problems))
        names = {name for name, _line in self.problems}
        self.name = names.pop() if len(names) == 1 else self.name

    def display(self) -> str:
        """One line for each problem, with its code, for editors as well as people."""
        return "\n".join(register.coded(line, name) for name, line in self.problems)


class NotComputable(RevaloError):
    """The law has no sourced value for what is asked: say which, and why.

    `reason`: the law's own reason, free of what the user gave.
    """

    exit_code = 5

    def __init__(self, name: str, /, *, reason: str | None = None, **figures: object) -> None:
        super().__init__(name, **figures)
        self.reason = reason or self.words
