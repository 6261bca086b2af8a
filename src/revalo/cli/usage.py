"""Wrong usage, said in the user's language: the parser's own messages are in English only."""

import re

from typer.exceptions import TyperException

from revalo.language import _
from revalo.register import coded, words

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


def explained(error: TyperException) -> str:
    """The message of the parser, translated, with what to do next."""
    text = error.format_message()
    if not text:
        return text  # the help page has been shown
    name = "misused"
    for pattern, message in MESSAGES:
        if match := re.fullmatch(pattern, text, re.DOTALL):
            found = match.groupdict()
            name, text = message, words(message, **found)
            if found.get("near"):
                text += _(" - did you mean {names}?").format(names=found["near"].replace("'", ""))
            break
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "revalo"
    hint = _("The options of this command: {command} --help").format(command=command)
    return _("Error: {message}").format(message=coded(text, name)) + "\n" + hint
