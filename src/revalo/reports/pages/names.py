"""Safe file names, made from what a payroll file says."""

import re
import unicodedata

LONGEST = 60
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_DEVICE = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])(\.|$)", re.IGNORECASE)  # not names of files on Windows


def safe(text: str) -> str:
    """A text as a file name that every system takes, which never leaves its folder; empty where nothing is left.

    >>> safe("../x"), safe("<script>"), safe("=1+1"), safe("A 12/é"), safe("con")
    ('x', 'script', '1-1', 'A-12-e', '_con')
    """
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = _UNSAFE.sub("-", bare).strip(".-_ ")[:LONGEST].rstrip(".-_")
    return f"_{name}" if _DEVICE.match(name) else name


class Names:
    """Names given out once each, whatever the case; the second `12` is `12-2`."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def name(self, text: str, otherwise: str) -> str:
        """A safe name for a text, or for what stands in for it."""
        wanted = name = safe(text) or otherwise
        number = self._next.get(wanted.casefold(), 1)
        while name.casefold() in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._next[wanted.casefold()] = number
        self._taken.add(name.casefold())
        return name
