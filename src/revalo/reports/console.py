"""The terminal: one console for results, one for messages; plain when piped, and printable on a cp1252 screen."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def results() -> "Console":
    """The console of standard output."""
    from rich.console import Console  # noqa: PLC0415 - not for JSON

    console = Console(highlight=False, soft_wrap=False, markup=False, emoji=False)
    if not console.is_terminal and console.width < 80:  # noqa: PLR2004 - a pipe has no width of its own
        console.width = 80
    return console


def tell(message: str) -> None:
    """A message for the user, on standard error."""
    print(message, file=sys.stderr)


def harden_streams() -> None:
    """Never fail on a character that the terminal cannot print: put a question mark in its place."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
