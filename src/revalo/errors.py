"""What can go wrong, and the exit code that says so."""

from revalo.language import _


class RevaloError(Exception):
    """A problem told to the user in one message, without a traceback."""

    exit_code = 1
    family = "R900"  # the code of those that the register does not know better; see `register`


class Unbalanced(RevaloError):
    """The program found its own count wrong: an internal error, told instead of a wrong result."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or _("rows or amounts were lost on the way: nothing is written; please report it"))


class UsageError(RevaloError):
    """The request itself is wrong or incomplete: say which option, and what to give."""

    exit_code = 2
    family = "R100"


class UnreadableInput(RevaloError):
    """A file of people cannot be read: say which line, never what it holds."""

    exit_code = 3
    family = "R300"


class LawError(RevaloError):
    """A law file cannot be read or does not hold together."""

    exit_code = 3
    family = "R200"


class LawFileError(LawError):
    """What is wrong in law files, one line a problem: `FILE:LINE: FIELD: message`."""


class NotComputable(RevaloError):
    """The law has no sourced value for what is asked: say which, and why.

    `reason`: the law's own reason, free of what the user gave.
    """

    exit_code = 5
    family = "R500"

    def __init__(self, message: str, reason: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason or message
