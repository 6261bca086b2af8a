"""Texts made ready for Rich to lay out: in letters that the terminal has, amounts and French punctuation kept whole."""

import re
import sys

from revalo.controls import without_controls
from revalo.money import NBSP
from revalo.reports.terminal.spelling import spelled

GLUE, TIE = "\ue000", "\ue001"  # a no-break and a plain space for Rich to lay out: it would fold at the real ones
FOLD = "\x1f"  # takes no room, and Rich may fold a line there
_TIED = re.compile(r"(?<=«) | (?=[:;?!»](?:\s|$))")
_GLUES = re.compile(f"([{GLUE}{TIE}])")


def printable(text: str) -> bool:
    """Whether the encoding of standard output has every character of a text."""
    return spelled(text, _encoding()) == text


def fitted(text: str) -> str:
    """A text for Rich to lay out: in letters that the terminal has, amounts and French punctuation kept whole."""
    text = without_controls(text)
    if not printable("€"):
        text = re.sub(r"€(?=\d)", f"EUR{NBSP}", text)
    glued = _TIED.sub(TIE, text).replace(NBSP, GLUE)
    return "".join(piece if piece in (GLUE, TIE) else spelled(piece, _encoding()) for piece in _GLUES.split(glued))


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"
