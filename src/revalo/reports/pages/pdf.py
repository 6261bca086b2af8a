"""Documents as one PDF, tagged for screen readers, set by Typst (extra `report`) without any font of the system."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from revalo import language
from revalo.controls import without_controls
from revalo.errors import UsageError
from revalo.language import _
from revalo.reports.pages.document import Document, plain

_UNKNOWN = "?"
# All but what the font surely has: Latin, Greek, Cyrillic, punctuation, currencies, a few arrows and signs.
_NOT_SET = re.compile(
    "[^\x20-\x7e\n\u00a0-\u024f\u0370-\u0377\u037a-\u037f\u0384-\u03ce\u0400-\u045f\u1e00-\u1eff\u2009\u2010-\u2015"
    "\u2018-\u201e\u2020-\u2022\u2026\u202f\u2030\u2032\u2033\u2039\u203a\u20ac\u2190-\u2193\u2212\u2248\u2260\u2264\u2265]"
)
TEMPLATE = Path(__file__).parent / "templates" / "page.typ"


def check_pdf() -> None:
    """Refuse PDF where the library that sets it is not installed, before anything is computed."""
    try:
        import typst  # noqa: F401, PLC0415 - in the extra `report`
    except ImportError:
        raise UsageError("pdf-not-installed") from None


def pdf(documents: Sequence[Document], title: str) -> bytes:
    """The documents one after the other, each from a new page. Texts reach Typst as data, never as its markup."""
    import typst  # noqa: PLC0415 - in the extra `report`

    try:
        return _set(documents, title)
    except typst.TypstError:  # a letter that the font lacks, as far as texts go: PDF/UA has no place for it
        note = _("Characters that the font of this page lacks are shown as {mark}.").format(mark=_UNKNOWN)
        with_note = [document._replace(foot=(*document.foot, note)) for document in documents]
        return _set(with_note, title, _plainer)


def _plainer(text: str) -> str:
    """A text in letters that the font has, others as a mark."""
    return _NOT_SET.sub(_UNKNOWN, unicodedata.normalize("NFC", text))


def _each(data: object, change: Callable[[str], str]) -> object:
    """Plain data with every text changed."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, Mapping):
        return {key: _each(value, change) for key, value in data.items()}
    return [_each(value, change) for value in data] if isinstance(data, list | tuple) else data


def _set(documents: Sequence[Document], title: str, spelled: Callable[[str], str] = without_controls) -> bytes:
    import typst  # noqa: PLC0415 - in the extra `report`

    data = {
        "title": title,
        "lang": language.current(),
        "page": _("page"),
        "documents": [plain(document) for document in documents],
    }
    inputs = {"data": json.dumps(_each(data, spelled), ensure_ascii=False)}
    # PDF/UA: an image without a text alternative would be refused.
    pages = typst.compile(TEMPLATE.read_bytes(), sys_inputs=inputs, ignore_system_fonts=True, pdf_standards=["ua-1"])
    assert isinstance(pages, bytes)  # noqa: S101 - one output, in memory
    return pages
