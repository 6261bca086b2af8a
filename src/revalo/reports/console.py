"""The terminal: plain when piped, amounts never broken across lines, printable on a cp1252 screen."""

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

from revalo.money import NBSP

NARROW = 80
ARROW = "→"
GLUE = "\ue000"  # stands for a no-break space while Rich folds lines: Rich would break at the real one


class _Stream:
    """Standard output, with the no-break spaces put back."""

    def write(self, text: str) -> int:
        """Write text as people should read it."""
        return sys.stdout.write(text.replace(GLUE, NBSP))

    def __getattr__(self, name: str) -> Any:
        return getattr(sys.stdout, name)


def printable(text: str) -> bool:
    """Whether the encoding of standard output has every character of a text."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def fitted(text: str) -> str:
    """A text for Rich to lay out: no-break spaces kept whole, arrows as the terminal can print them."""
    glued = text.replace(NBSP, GLUE)
    return glued if printable(ARROW) else glued.replace(ARROW, "->")


def results() -> "Console":
    """The console of standard output."""
    from rich.console import Console  # noqa: PLC0415 - not for JSON
    from rich.text import Text  # noqa: PLC0415

    class Results(Console):
        """A console that keeps amounts whole and leaves a broken pipe to the entry point."""

        def render_str(self, text: str, **options: Any) -> Text:
            return super().render_str(fitted(text), **options)

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    console = Results(file=_Stream(), highlight=False, soft_wrap=False, markup=False, emoji=False)  # type: ignore[arg-type]
    if not console.is_terminal and console.width < NARROW:
        console.width = NARROW
    return console


def messages() -> "Console":
    """The console of standard error, for summaries when results go to standard output."""
    from rich.console import Console  # noqa: PLC0415

    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def tell(message: str) -> None:
    """A message for the user, on standard error."""
    print(message, file=sys.stderr)


def harden_streams() -> None:
    """Never fail on a closed stream, nor on a character that the terminal cannot print (a question mark instead)."""
    if sys.stdout is None or sys.stderr is None:  # closed by whoever started us
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
