"""Wrong usage, said in the user's language: the parser's own messages are in English only."""

import re

from revalo.cli.parser import TyperException
from revalo.errors import UsageError
from revalo.language import _

MESSAGES = (
    (r"No such option: (?P<name>\S+)(?: \(Possible options: (?P<near>.+)\))?.*", "unknown-option"),
    (r"No such command '(?P<name>[^']+)'\.?(?: Did you mean (?P<near>.+)\?)?.*", "unknown-command"),
    (r"Option '(?P<name>[^']+)' requires an argument\.?", "option-needs-value"),
    (r"Option '(?P<name>[^']+)' does not take a value\.?", "option-takes-no-value"),
    (r"Missing option '(?P<name>[^']+)'(?: / '[^']+')*\.?", "option-missing"),
    (r"Missing argument '(?P<name>[^']+)'\.?", "option-missing"),
    (r"Missing command\.?", "command-missing"),
    (r"Got unexpected extra argument.*", "too-many-words"),
    (r"Invalid value for '(?P<name>[^']+)': .*greater than or equal to (?P<least>\d+)", "option-at-least"),
    (r"Invalid value for '(?P<name>[^']+)': .*valid integer.*", "option-not-whole"),
)


def as_usage_error(error: TyperException) -> UsageError | None:
    """What the parser refuses, in the user's language; None where it says nothing (a help page was shown)."""
    text = error.format_message()
    if not text:
        return None
    for pattern, name in MESSAGES:
        if match := re.fullmatch(pattern, text, re.DOTALL):
            words = match.groupdict()
            near = (words.pop("near", None) or "").replace("'", "")
            refusal = UsageError(name, **words)
            return refusal.within("{why}" + _(" - did you mean {names}?"), names=near) if near else refusal
    return UsageError("misused", problem=text)


def options_of(error: TyperException) -> str:
    """Where the options of the command are listed."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "revalo"
    return _("The options of this command: {command} --help").format(command=command)
