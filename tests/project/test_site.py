"""The site of the documentation: the same pages in both languages, all in its menu, nothing loaded from elsewhere."""

from typing import Any

import pytest
import yaml
from build_site import PLACES, foreign, gathered
from regenerate import DOCS
from replay import LANGUAGES


def menu(language: str) -> set[str]:
    """The pages that the menu of a language holds."""

    def walk(entry: Any) -> list[str]:
        if isinstance(entry, str):
            return [entry]
        return [page for part in (entry.values() if isinstance(entry, dict) else entry) for page in walk(part)]

    return set(walk(yaml.safe_load((DOCS / language / "site.yml").read_text(encoding="utf-8"))["nav"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_holds_every_page(language: str) -> None:
    assert menu(language) == {page.name for page in (DOCS / language).glob("*.md")}


def test_every_page_exists_in_both_languages_french_first() -> None:
    assert [page.name for page in DOCS.glob("*.md")] == [], "put it in docs/fr and docs/en, and in both site.yml"
    first, second = LANGUAGES
    assert menu(first) == menu(second)
    assert list(PLACES) == list(LANGUAGES)
    assert first == "fr"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_shown(language: str) -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in (DOCS / language).glob("*.md"))
    pictures = {path.relative_to(DOCS).as_posix() for path in (DOCS / "images" / language).iterdir()}
    assert {name for name in pictures if f"(../{name})" in pages} == pictures


def test_a_page_as_the_site_takes_it() -> None:
    page = (
        "[s](../schemas/a.json) ![i](../images/fr/a.svg) [o](../en/design.md) [f](../fr/law.md) [l](law.md)\n"
        "```console {.quiet exit=2}\n$ revalo\n```\n```csv {file=paie.csv}\na\n```\n```python\nx = {1}\n```\n"
    )
    assert gathered(page) == (
        "[s](schemas/a.json) ![i](images/fr/a.svg) [o](en/design.html) [f](../law.html) [l](law.md)\n"
        '```console\n$ revalo\n```\n```csv title="paie.csv"\na\n```\n```python\nx = {1}\n```\n'
    )


@pytest.mark.parametrize(
    "loaded",
    [
        '<script src="https://cdn.example/a.js"></script>',
        '<link rel="stylesheet" href="//cdn.example/a.css">',
        '<link rel="preconnect" href="https://fonts.example">',
        '<img alt="" src="http://cdn.example/a.png">',
        "<style>@font-face { src: url('https://fonts.example/a.woff2') }</style>",
        '@import "https://fonts.example/a.css";',
    ],
)
def test_what_a_page_would_load_from_elsewhere_is_found(loaded: str) -> None:
    assert len(list(foreign(loaded))) == 1


@pytest.mark.parametrize(
    "own",
    [
        '<a href="https://www.python.org">Python</a>',
        '<link rel="alternate" href="https://example.org/en/">',
        '<script src="assets/a.js"></script><img alt="" src="images/fr/a.svg">',
        ".a { background: url(data:image/svg+xml;base64,AAAA) }",
    ],
)
def test_what_a_page_holds_or_only_links_to_is_not(own: str) -> None:
    assert list(foreign(own)) == []


def test_the_browser_is_told_to_load_nothing_from_elsewhere() -> None:
    policy = (DOCS / "theme" / "main.html").read_text(encoding="utf-8")
    assert "default-src 'self'" in policy
    assert "http" not in policy.replace("http-equiv", "")


@pytest.mark.parametrize("picture", sorted((DOCS / "images").glob("*/*.svg")), ids=lambda path: path.name)
def test_a_screenshot_loads_nothing(picture: Any) -> None:
    drawing = picture.read_text(encoding="utf-8")
    assert list(foreign(drawing)) == []
    assert "@font-face" not in drawing
