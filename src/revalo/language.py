"""The language the user reads: French first, English too.

Messages are written in English in the code and translated through gettext catalogues (`locale/`). Labels of the law
come in both languages from the law files. French messages and labels are typeset here, whatever their spaces.
"""

import gettext
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

LANGUAGES = ("fr", "en")
_CATALOGUES = Path(__file__).parent / "locale"
_NO_BREAK = "\N{NO-BREAK SPACE}"
_BESIDE_A_MARK = re.compile(r" (?=[:;?!%€»])|(?<=«) ")
_current: str | None = None  # until something is said
_translations: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str) -> None:
    """Speak `language` (`fr` or `en`) from now on."""
    global _current, _translations  # noqa: PLW0603 - one process speaks one language at a time
    _current = language if language in LANGUAGES else LANGUAGES[0]
    _translations = _catalogue(_current)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("revalo", _CATALOGUES, [language], fallback=True)


@contextmanager
def speaking(language: str | None) -> Iterator[None]:
    """Speak a language for a while; None leaves the one in use."""
    before = current()
    if language is not None:
        use(language)
    try:
        yield
    finally:
        use(before)


def current() -> str:
    """The language in use; where nothing was said about it yet, that of REVALO_LANG, else French."""
    if _current is None:
        use(os.environ.get("REVALO_LANG") or LANGUAGES[0])
    return _current or LANGUAGES[0]


def _(message: str) -> str:
    """The message in the language in use."""
    language = current()
    return _translated(_translations, message, language)


@cache
def _translated(catalogue: gettext.NullTranslations, message: str, language: str) -> str:
    return typeset(catalogue.gettext(message), language)


def ngettext(one: str, several: str, number: int) -> str:
    """The message for this number of things, in the language in use."""
    language = current()
    return typeset(_translations.ngettext(one, several, number), language)


@cache
def typeset(text: str, language: str) -> str:
    """A message or a label as the language writes it: French parts no mark from its word at the end of a line.

    >>> typeset("« oui » : 12 %", "fr").count("\N{NO-BREAK SPACE}")
    4
    """
    return _BESIDE_A_MARK.sub(_NO_BREAK, text) if language == "fr" else text


def label(pair: Mapping[str, str]) -> str:
    """The side of a bilingual label that the user reads."""
    language = current()
    return typeset(pair[language], language)


def N_(message: str) -> str:  # noqa: N802 - the usual gettext marker
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message
