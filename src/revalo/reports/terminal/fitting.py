"""Texts made ready for Rich to lay out: in letters that the terminal has, amounts and French punctuation kept whole."""

import re
import sys

from revalo.controls import without_controls
from revalo.money import NBSP
from revalo.reports.terminal.spelling import spelled

GLUE = "\ue000"  # a no-break space for Rich to lay out: it would fold at the real one
FOLD = "\x1f"  # takes no room, and Rich may fold a line there


def printable(text: str) -> bool:
    """Whether the encoding of standard output has every character of a text."""
    return spelled(text, _encoding()) == text


def on_two_lines(heading: str) -> str:
    r"""A heading for a narrow column, broken at the space nearest to its middle.

    >>> on_two_lines("Share before aid"), on_two_lines("Cost")
    ('Share\\nbefore aid', 'Cost')
    """
    spaces = [place for place, character in enumerate(heading) if character == " "]
    if not spaces:
        return heading
    middle = min(spaces, key=lambda place: abs(2 * place + 1 - len(heading)))
    return f"{heading[:middle]}\n{heading[middle + 1 :]}"


def fitted(text: str) -> str:
    """A text for Rich to lay out: in letters that the terminal has, amounts and French punctuation kept whole."""
    text = without_controls(text)
    if not printable("€"):
        text = re.sub(r"€(?=\d)", f"EUR{NBSP}", text)
    return GLUE.join(spelled(piece, _encoding()) for piece in text.replace(GLUE, NBSP).split(NBSP))


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"
