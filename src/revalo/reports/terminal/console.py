"""The terminal: plain when piped, amounts never broken across lines, readable in any encoding."""

import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import Console

from revalo.controls import without_controls
from revalo.money import NBSP
from revalo.reports.terminal.fitting import FOLD, GLUE, printable
from revalo.reports.terminal.palette import STYLES
from revalo.reports.terminal.spelling import ERRORS

NARROW = 80


class Glued:
    """A stream of the terminal, with the spaces that no line was to be folded at put back."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text as people should read it."""
        return self._stream.write(text.replace(GLUE, NBSP).replace(FOLD, ""))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self._stream, name)


def ruled() -> "Box":
    """The frame of every table: a rule under the headings, in the characters that the terminal has."""
    from rich.box import SIMPLE_HEAD, Box  # noqa: PLC0415 - not for JSON

    return SIMPLE_HEAD if printable("─") else Box(str(SIMPLE_HEAD).replace("─", "-"), ascii=True)


def results() -> "Console":
    """The console of standard output."""
    return _console(sys.stdout)


def messages() -> "Console":
    """The console of standard error, for summaries when results go to standard output."""
    return _console(sys.stderr)


def colours() -> str | None:
    """What Rich is to find out about colours: nothing where NO_COLOR refuses them."""
    return None if os.environ.get("NO_COLOR") else "auto"


def _console(stream: TextIO) -> "Console":
    from rich.theme import Theme  # noqa: PLC0415 - not for JSON

    from revalo.reports.terminal.folding import Results  # noqa: PLC0415

    settings: dict[str, Any] = {"theme": Theme(STYLES), "color_system": colours()}
    console = Results(file=Glued(stream), highlight=False, markup=False, emoji=False, **settings)  # type: ignore[arg-type]
    if not console.is_terminal and console.width < NARROW:
        console.width = NARROW
    console.size = console.size  # asked of the system once, not for each line
    return console


def tell(message: str) -> None:
    """A message for the user, on standard error."""
    print(without_controls(message), file=sys.stderr)


def harden_streams() -> None:
    """Never fail on a closed stream, nor on a character that the terminal cannot print (spelled in those it can)."""
    if sys.stdout is None or sys.stderr is None:  # closed by whoever started us
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=ERRORS)
