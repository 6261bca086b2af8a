"""The warnings of the reader about a file: each once, with how often and where it was first met."""

from revalo.language import _


class Notes:
    """Warnings gathered; they name lines and rubriques, never what a line holds."""

    def __init__(self) -> None:
        self._met: dict[str, tuple[int, int]] = {}

    def add(self, message: str, line: int) -> None:
        """Note something met on a line of the file."""
        count, first = self._met.get(message, (0, line))
        self._met[message] = count + 1, first

    def written(self) -> list[str]:
        """One sentence for each warning."""
        return [_written(message, count, line) for message, (count, line) in self._met.items()]


def _written(message: str, count: int, line: int) -> str:
    if count == 1:
        return _("{what} (line {line})").format(what=message, line=line)
    return _("{what} ({count} times, first on line {line})").format(what=message, count=count, line=line)
