"""Documents as one PDF, tagged for screen readers, set by Typst (extra `report`) without any font of the system."""

import json
from collections.abc import Sequence
from pathlib import Path

from revalo import language
from revalo.errors import UsageError
from revalo.language import _
from revalo.reports.pages.document import Document, plain

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

    data = {
        "title": title,
        "lang": language.current(),
        "page": _("page"),
        "documents": [plain(document) for document in documents],
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    # PDF/UA: an image without a text alternative would be refused.
    found = typst.compile(TEMPLATE.read_bytes(), sys_inputs=inputs, ignore_system_fonts=True, pdf_standards=["ua-1"])
    assert isinstance(found, bytes)  # noqa: S101 - one output, in memory
    return found
