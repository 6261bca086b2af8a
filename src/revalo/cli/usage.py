"""Wrong usage, said in the user's language: the parser's own messages are in English only."""

import re

from typer.exceptions import TyperException

from revalo.language import N_, _
from revalo.register import with_code

MESSAGES = (
    (r"No such option: (?P<name>\S+)(?: \(Possible options: (?P<near>.+)\))?.*", N_("unknown option {name}")),
    (r"No such command '(?P<name>[^']+)'\.?(?: Did you mean (?P<near>.+)\?)?.*", N_("unknown command {name}")),
    (r"Option '(?P<name>[^']+)' requires an argument\.?", N_("{name} needs a value")),
    (r"Option '(?P<name>[^']+)' does not take a value\.?", N_("{name} takes no value")),
    (r"Missing option '(?P<name>[^']+)'(?: / '[^']+')*\.?", N_("{name} is missing")),
    (r"Missing argument '(?P<name>[^']+)'\.?", N_("{name} is missing")),
    (r"Missing command\.?", N_("name a command")),
    (r"Got unexpected extra argument.*", N_("more words than this command takes")),
    (r"Invalid value for '(?P<name>[^']+)': .*greater than or equal to (?P<least>\d+)", N_("{name}: at least {least}")),
    (r"Invalid value for '(?P<name>[^']+)': .*valid integer.*", N_("{name}: a whole number is expected")),
)


def explained(error: TyperException) -> str:
    """The message of the parser, translated, with what to do next."""
    text = error.format_message()
    if not text:
        return text  # the help page has been shown
    for pattern, message in MESSAGES:
        if match := re.fullmatch(pattern, text, re.DOTALL):
            found = match.groupdict()
            text = _(message).format(**found)
            if found.get("near"):
                text += _(" - did you mean {names}?").format(names=found["near"].replace("'", ""))
            break
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "revalo"
    hint = _("The options of this command: {command} --help").format(command=command)
    return _("Error: {message}").format(message=with_code(text, "R100")) + "\n" + hint
