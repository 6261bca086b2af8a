"""Pages read back: a page of HTML as its elements and words, and what every page must be."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import NamedTuple

VOID = {"meta", "br", "col", "link", "img", "input", "hr"}
LOADING = ("src", "srcset", "href", "xlink:href", "data", "action", "background", "poster")


class Element(NamedTuple):
    """An element: its name, its attributes, its words in order (those of its children among them)."""

    name: str
    attributes: dict[str, str | None]
    words: list[str]


class Page(HTMLParser):
    """A page, well-formed or refused."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.elements = text, list[Element]()
        self._open: list[Element] = []
        self.feed(text)
        self.close()
        assert not self._open, f"left open: {self._open[-1].name}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"{tag}: an attribute stands twice"
        self.elements.append(Element(tag, dict(attrs), []))
        if tag not in VOID:
            self._open.append(self.elements[-1])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop().name == tag, f"</{tag}> is out of place"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words.append(data)

    def all(self, *names: str) -> Iterator[Element]:
        return (each for each in self.elements if each.name in names)

    def said(self, name: str) -> list[str]:
        return [said(each) for each in self.all(name)]

    def rows(self, caption: str) -> list[list[str]]:
        """The cells of the table with this caption, row by row."""
        place = next(i for i, e in enumerate(self.elements) if e.name == "caption" and said(e) == caption)
        found: list[list[str]] = []
        for each in self.elements[place + 1 :]:
            if each.name == "table":
                break
            if each.name == "tr":
                found.append([])
            if each.name in ("th", "td"):
                found[-1].append(each.words[0].strip() if each.words else "")
        return found


def said(element: Element) -> str:
    return re.sub(r"[ \n]+", " ", "".join(element.words)).strip()


def check(page: Page) -> None:
    """What holds of every page: it loads nothing, its pictures have words, its headings are in order."""
    assert not [e for e in page.elements if e.name in ("script", "link", "iframe", "object", "base", "form", "image")]
    loading = [(e.name, key) for e in page.elements for key in e.attributes if key in LOADING or key.startswith("on")]
    assert not [each for each in loading if each != ("a", "href")]
    assert not re.search(r"url\(|@import|expression\(", page.text)
    # No address, except those of official copies, which are links that nothing follows by itself.
    followed = re.sub(r"https://www\.legifrance\.gouv\.fr/[a-z_/]+/[A-Z]{8}[0-9]{12}", "", page.text)
    assert not re.search(r"https?://", followed.replace('xmlns="http://www.w3.org/2000/svg"', ""))
    assert all(link.attributes["href"] == said(link) for link in page.all("a"))
    assert "default-src 'none'" in page.text
    identifiers = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(set(identifiers)) == len(identifiers)
    for picture in page.all("svg"):
        named = (picture.attributes["aria-labelledby"] or "").split()
        assert picture.attributes["role"] == "img"
        assert len(named) == 2
        assert set(named) <= set(identifiers)
    assert all(said(e) for e in page.all("title", "desc", "figcaption", "caption", "h1", "h2"))
    levels = [int(e.name[1]) for e in page.all("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert next(page.all("html")).attributes["lang"] in ("fr", "en")
    assert len(list(page.all("main"))) == 1
