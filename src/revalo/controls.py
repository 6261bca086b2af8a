"""Characters that steer a terminal or turn a line around: never shown, whatever file or name they come from."""

import os
import re

# C0 (but tab, line feed, and the mark where lines may be folded) and C1 controls, DEL, marks of direction, separators
# of lines and paragraphs, lone surrogates.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1e\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_UNKNOWN = "\ufffd"


def without_controls(text: str) -> str:
    """A text with a mark in the place of each control."""
    return _CONTROLS.sub(_UNKNOWN, text)


def on_one_line(text: str) -> str:
    """The same, without line breaks: a header or a name forges no line of a message."""
    return without_controls(" ".join(text.split()) if any(each in text for each in "\n\r\t\v\f") else text)


def shown_name(path: str | os.PathLike[str]) -> str:
    """The name of a file, never its folders, in letters that can be written."""
    name = os.path.basename(os.path.normpath(path)) or os.fspath(path)  # noqa: PTH119 - also of what is no path
    return on_one_line(os.fsencode(name).decode("utf-8", "replace"))
