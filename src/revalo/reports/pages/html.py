"""A document as HTML: a page that stands alone, loads nothing and prints on A4, or a part of a notebook.

Both follow light and dark: the page those of the system, the part those of the notebook.
"""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from revalo import language
from revalo.reports.pages.document import Document, kind

TEMPLATES = Path(__file__).parent / "templates"
PAGE, PART = "page.html.jinja", ".revalo"
# How notebooks say that they are dark or light (JupyterLab, VS Code, pages that have a theme of their own).
DARK_THEMES = ('[data-jp-theme-light="false"]', ".vscode-dark", '[data-theme="dark"]')
LIGHT_THEMES = ('[data-jp-theme-light="true"]', ".vscode-light", '[data-theme="light"]')


def make_ready() -> None:
    """Read and compile what every page is made with, before there is one."""
    _template(PAGE)


def html(document: Document) -> bytes:
    """The whole page."""
    return _rendered(PAGE, document, page_style()).encode("utf-8")


def part(document: Document) -> str:
    """The document as a part of another page, whose style it leaves unchanged."""
    return _rendered("part.html.jinja", document, _part_style())


def _rendered(template: str, document: Document, style: Markup) -> str:
    """Every text is escaped; only our own style sheets and drawings go in as they are."""
    return _template(template).render(document=document, lang=language.current(), style=style)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = kind
    environment.filters["drawing"] = Markup  # made by `svg`, which escapes every text
    return environment


@cache
def page_style() -> Markup:
    """The style sheet of a page: its colours, its blocks, its margins on paper."""
    return Markup(f"{_colours(':root')}{_css('blocks')}{_css('page')}")  # noqa: S704 - our own files


@cache
def _part_style() -> Markup:
    """The rules of a page inside the part only; its colours are those of the system, unless a theme says otherwise."""
    light, dark = (", ".join(f"{theme} {PART}" for theme in themes) for themes in (LIGHT_THEMES, DARK_THEMES))
    colours = _colours(PART) + _rule(light, "light") + _rule(dark, "dark")
    return Markup(f"{colours}{PART} {{\n{_css('part')}{_css('blocks')}}}")  # noqa: S704 - our own files


def _colours(selector: str) -> str:
    """The colours of a light and of a dark system."""
    return f"{_rule(selector, 'light')}@media (prefers-color-scheme: dark) {{\n{_rule(selector, 'dark')}}}\n"


def _rule(selector: str, name: str) -> str:
    return f"{selector} {{\n{_css(name)}}}\n"


def _css(name: str) -> str:
    return (TEMPLATES / f"{name}.css").read_text(encoding="utf-8")
