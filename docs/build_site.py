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

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
GATHERED = ROOT / "build" / "docs"
SITE = ROOT / "site"
PLACES = {"fr": SITE, "en": SITE / "en"}  # the root first: the other is written inside it
SHARED = ("images", "schemas", "scenarios")
_MARKED = re.compile(r"^( *```\w+) \{(?:[^}]*?\bfile=([^\s}]+))?[^}]*\}$", re.MULTILINE)
_UP = re.compile(rf"\]\(\.\./({'|'.join(SHARED)})/")
_LOADED = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "video": "src"}


def gathered(page: str) -> str:
    """A page as the site takes it: what is shared stands beside it, and a block that gives a file bears its name."""
    page = _UP.sub(r"](\1/", page)
    return _MARKED.sub(lambda block: block[1] + (f' title="{block[2]}"' if block[2] else ""), page)


def gather(language: str) -> Path:
    """Put the pages of a language, what they share and their settings in a folder; the settings."""
    folder = GATHERED / language
    for shared in SHARED:
        shutil.copytree(DOCS / shared, folder / shared)
    for page in (DOCS / language).glob("*.md"):
        (folder / page.name).write_text(gathered(page.read_text(encoding="utf-8")), encoding="utf-8")
    settings = (DOCS / language / "site.yml").read_text(encoding="utf-8").replace("../site.yml", "site.yml")
    place = PLACES[language].relative_to(GATHERED, walk_up=True) if False else PLACES[language]
    written = GATHERED / f"{language}.yml"
    written.write_text(f"{settings}docs_dir: {language}\nsite_dir: {place.as_posix()}\n", encoding="utf-8")
    return written


class _Loads(HTMLParser):
    """The addresses that a page loads by itself, without a click."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note what an element loads."""
        given = dict(attributes)
        if tag in _LOADED and not (tag == "link" and given.get("rel") in ("canonical", "alternate", "prev", "next")):
            self.found.append(given.get(_LOADED[tag]) or "")


def foreign(text: str) -> Iterator[str]:
    """What a page or a style sheet loads from elsewhere."""
    loads = _Loads()
    loads.feed(text)
    found = [*loads.found, *re.findall(r"(?:url\(|@import )[\"']?([^\"')]+)", text)]
    return (address for address in found if re.match(r"(?:[a-z]+:)?//", address))


def main() -> int:
    """Build both sites; 1 where one cannot be."""
    for folder in (GATHERED, SITE):
        shutil.rmtree(folder, ignore_errors=True)
    for language in PLACES:
        settings = gather(language)
        shutil.copytree(DOCS / "theme", GATHERED / "theme", dirs_exist_ok=True)
        shutil.copy(DOCS / "site.yml", GATHERED)
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", str(settings)]
        if code := subprocess.run(command, check=False).returncode:  # noqa: S603 - our own settings
            return code
    outside = {page: set(foreign(page.read_text(encoding="utf-8"))) for page in SITE.rglob("*.[hc][ts][ms]*")}
    for page, addresses in outside.items():
        for address in sorted(addresses):
            sys.stderr.write(f"{page.relative_to(ROOT)}: loads {address}\n")
    return 1 if any(outside.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
