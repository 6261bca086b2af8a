"""Documents into files: HTML or PDF by the file's name, whole or not at all."""

import os
from pathlib import Path

from revalo.errors import UsageError
from revalo.payroll.writing.atomic_files import atomic_output
from revalo.reports.pages.document import Document

HTML, PDF = (".html", ".htm"), (".pdf",)


def check(out: Path) -> None:
    """Refuse a file that is neither HTML nor PDF, or PDF where it cannot be made, before anything is computed."""
    if out.suffix.lower() not in (*HTML, *PDF):
        raise UsageError("name-html-pdf")
    if is_pdf(out):
        from revalo.reports.pages.pdf import check_pdf  # noqa: PLC0415 - only for PDF

        check_pdf()


def is_pdf(out: Path) -> bool:
    """Whether a file is to be a PDF."""
    return out.suffix.lower() in PDF


def make_ready(out: Path) -> None:
    """Get ready to write a document of that name: what takes time whatever it says."""
    if not is_pdf(out):
        from revalo.reports.pages.html import make_ready as make_html_ready  # noqa: PLC0415 - only for HTML

        make_html_ready()


def write(out: Path, document: Document) -> None:
    """Write one document."""
    content = content_of(out, document)
    with atomic_output(out) as file:
        file.write(content)


def put(path: Path, content: bytes) -> None:
    """Write one document of several into a folder that is not in its place yet."""
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(content)


def content_of(out: Path, document: Document) -> bytes:
    """One document, in the form that the name of its file says."""
    if is_pdf(out):
        from revalo.reports.pages.pdf import pdf  # noqa: PLC0415 - only for PDF

        return pdf([document], document.title)
    from revalo.reports.pages.html import html  # noqa: PLC0415 - only for HTML

    return html(document)
