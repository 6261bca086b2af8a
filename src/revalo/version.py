"""What the program says of itself in every result: its version, and that its figures are no legal advice."""

from revalo.language import _

__version__ = "0.2.0"


def notice() -> str:
    """That the figures are indicative, in the language in use."""
    return _("Indicative figures, not legal advice.")
