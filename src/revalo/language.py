"""The language the user reads: French first, English too.

Messages are written in English in the code and translated through gettext catalogues (`locale/`). Labels of the law
come in both languages from the law files.
"""

import gettext
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("fr", "en")
_CATALOGUES = Path(__file__).parent / "locale"
_current = "fr"
_translations: gettext.NullTranslations = gettext.NullTranslations()
_loaded = False


def use(language: str) -> None:
    """Speak `language` (`fr` or `en`) from now on."""
    global _current, _translations, _loaded  # noqa: PLW0603 - one process speaks one language at a time
    _current = language if language in LANGUAGES else "fr"
    _translations = gettext.translation("revalo", _CATALOGUES, [_current], fallback=True)
    _loaded = True


def current() -> str:
    """The language in use."""
    return _current


def _(message: str) -> str:
    """The message in the language in use."""
    if not _loaded:
        use(_current)
    return _translations.gettext(message)


def label(pair: Mapping[str, str]) -> str:
    """The side of a bilingual label that the user reads."""
    return pair[_current]


def N_(message: str) -> str:  # noqa: N802 - the usual gettext marker
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message
