"""What every result says of itself."""

from revalo.language import _


def notice() -> str:
    """That the figures are indicative, in the language in use."""
    return _("Indicative figures, not legal advice.")
