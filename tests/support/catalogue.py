"""The messages of the code, as the catalogue must hold them."""

from pathlib import Path

from babel.messages.extract import extract_from_dir

import revalo

SOURCES = Path(revalo.__file__).parent


def extracted() -> set[str]:
    """The messages of the code."""
    found = extract_from_dir(SOURCES, [("**.py", "python")], keywords={"_": None, "N_": None})
    return {str(message) for _file, _line, message, _comments, _context in found}
