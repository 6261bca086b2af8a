"""The messages of the code, as the catalogue must hold them: each form of those that count things."""

from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_dir

import revalo

SOURCES = Path(revalo.__file__).parent


def extracted() -> set[str]:
    """The messages of the code."""
    keywords = {"_": None, "N_": None, "ngettext": (1, 2), "numbered": (1, 2)}
    found = extract_from_dir(SOURCES, [("**.py", "python")], keywords=keywords)
    return {form for _file, _line, message, _comments, _context in found for form in forms(message)}


def forms(message: Any) -> tuple[str, ...]:
    """A message of one form, or those of one thing and of several."""
    return tuple(message) if isinstance(message, list | tuple) else (message,)
