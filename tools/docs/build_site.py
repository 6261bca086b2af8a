"""Build the site of the documentation in site/: French at its root, English in site/en/ (`make site`).

The pages are gathered first in build/docs/, a folder for each language: the pages of the language, with what both share
(schemas, scenarios, images) beside them, and the marks of `regenerate.py` taken off their blocks. The build stops at a
link that leads nowhere, and at a page that would load anything from elsewhere.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
GATHERED = ROOT / "build" / "docs"
SITE = ROOT / "site"
PLACES = {"fr": "site", "en": "site/en"}  # the root first: the other is written inside it
SHARED = ("images", "notebooks", "schemas", "scenarios")
_MARKED = re.compile(r"^( *```\w+) \{(?:[^}]*?\bfile=([^\s}]+))?[^}]*\}$", re.MULTILINE)
_SHARED_LINK = re.compile(rf"\]\(\.\./({'|'.join(SHARED)})/")
_OTHER_LINK = re.compile(r"\]\(\.\./(fr|en)/([\w-]+)\.md")
_LOADED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "video": "src"}
_UNLOADED = ("canonical", "alternate", "prev", "next")  # links that only tell
_ELSEWHERE = re.compile(r"(?:[a-z]+:)?//")


def gathered(page: str) -> str:
    """A page as the site takes it: what is shared stands beside it, and a block that gives a file bears its name."""
    page = _SHARED_LINK.sub(r"](\1/", page)
    page = _OTHER_LINK.sub(lambda link: f"]({'../' if link[1] == 'fr' else 'en/'}{link[2]}.html", page)
    return _MARKED.sub(lambda block: block[1] + (f' title="{block[2]}"' if block[2] else ""), page)


def gather(language: str) -> Path:
    """Put the pages of a language, what they share and their settings in a folder; the settings."""
    folder = GATHERED / language
    for shared in SHARED:
        shutil.copytree(DOCS / shared, folder / shared)
    for page in (DOCS / language).glob("*.md"):
        (folder / page.name).write_text(gathered(page.read_text(encoding="utf-8")), encoding="utf-8")
    settings = (DOCS / language / "site.yml").read_text(encoding="utf-8").replace("../site.yml", "site.yml")
    place = GATHERED / f"{language}.yml"
    place.write_text(f"{settings}docs_dir: {language}\nsite_dir: {PLACES[language]}\n", encoding="utf-8")
    return place


def build() -> int:
    """Build the site of each language; the code of the first that cannot be."""
    for folder in (GATHERED, SITE):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(DOCS / "theme", GATHERED / "theme")
    shutil.copy(DOCS / "site.yml", GATHERED)
    for language in PLACES:
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", str(gather(language))]
        if code := subprocess.run(command, check=False).returncode:  # noqa: S603 - our own settings
            return code
    shutil.move(GATHERED / "site", SITE)
    return 0


class _Loads(HTMLParser):
    """The addresses that a page loads by itself, without a click."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what an element loads."""
        given = dict(attributes)
        if tag in _LOADED and given.get("rel") not in _UNLOADED:
            self.found.append(given.get(_LOADED[tag]) or "")


def foreign(text: str) -> Iterator[str]:
    """What a page or a style sheet loads from elsewhere."""
    loads = _Loads()
    loads.feed(text)
    found = [*loads.found, *re.findall(r"(?:url\(|@import )[\"']?([^\"')]+)", text)]
    return (address for address in found if _ELSEWHERE.match(address))


def main() -> int:
    """Build both sites; 1 where one cannot be, or would load something from elsewhere."""
    if code := build():
        return code
    pages = [path for path in SITE.rglob("*") if path.suffix in (".html", ".css", ".svg")]
    outside = [(page, address) for page in pages for address in foreign(page.read_text(encoding="utf-8"))]
    for page, address in outside:
        sys.stderr.write(f"{page.relative_to(ROOT)}: loads {address}\n")
    return 1 if outside else 0


if __name__ == "__main__":
    sys.exit(main())
