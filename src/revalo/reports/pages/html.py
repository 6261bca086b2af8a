"""A document as HTML that stands alone: it loads nothing, follows light and dark, and prints on A4."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from revalo import language
from revalo.reports.pages.document import Document, kind

TEMPLATES = Path(__file__).parent / "templates"


def html(document: Document) -> bytes:
    """The whole page."""
    template = _environment().get_template("page.html.jinja")
    return template.render(document=document, lang=language.current()).encode("utf-8")


@cache
def _environment() -> Environment:
    """Every text is escaped; only our own style sheet and drawings go in as they are."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals["style"] = Markup((TEMPLATES / "page.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file
    found.filters["kind"] = kind
    found.filters["drawing"] = Markup  # made by `svg`, which escapes every text
    return found
