"""The official copies: packages of the npm registry, pinned by version and hash, opened where they lie, never unpacked.

A package holds one file per agreement (KALICONT…) or code (LEGITEXT…): sections, and articles with their words, the
orders that extend them and the texts that amend them. Nothing of a package is kept in the project.
"""

import base64
import hashlib
import json
import subprocess
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from official_words import Words

UNKNOWN = date(2999, 1, 1)  # what the copies write for a day that they do not know
BASE = "Texte de base"


class CopyError(Exception):
    """A package that cannot be had, or is not the one pinned."""


@dataclass(frozen=True)
class Pin:
    """A package, its version and hash, the last day of law that it holds, and its files that are read."""

    name: str
    version: str
    integrity: str
    state: date
    files: Sequence[str]

    @property
    def release(self) -> str:
        """Its short name: `kali-data 3.449.0`."""
        return f"{self.name.rpartition('/')[2]} {self.version}"

    @property
    def tarball(self) -> str:
        """The name that `npm pack` gives to its archive."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


@dataclass(frozen=True)
class Link:
    """What another text does to an article (or the article to another): kind, the other text, its days."""

    kind: str
    text: str
    signed: date | None
    published: date | None
    effect: date | None


@dataclass(frozen=True)
class OfficialText:
    """An agreement, avenant or code: id, title, the agreement it belongs to, and whether it is the base text."""

    id: str
    title: str
    container: str
    base: bool


@dataclass(frozen=True)
class Article:
    """An article as published, in one version."""

    id: str
    cid: str
    number: str
    text: OfficialText
    release: str
    state: str
    start: date | None
    links: Sequence[Link]
    source: str = field(repr=False)

    @property
    def words(self) -> Words:
        """Its words."""
        return Words(self.source)


class Copies:
    """Articles by id, from several packages; the first package that has an article gives it."""

    def __init__(self, articles: Iterator[Article]) -> None:
        self.articles: dict[str, Article] = {}
        self.latest: dict[str, Article] = {}  # by the id that lasts from version to version
        self.texts: dict[str, list[Article]] = {}
        for article in articles:
            if article.id not in self.articles:
                self.articles[article.id] = article
                self.latest.setdefault(article.cid, article)
                self.texts.setdefault(article.text.id, []).append(article)

    def siblings(self, article: Article) -> Sequence[Article]:
        """The articles of the same text, itself first; of a code or a base text, itself alone."""
        if article.text.base:
            return [article]
        return [article, *(each for each in self.texts[article.text.id] if each.id != article.id)]


def pins(path: Path) -> list[Pin]:
    """The packages pinned in a file."""
    held = json.loads(path.read_text(encoding="utf-8"))["packages"]
    return [Pin(**{**each, "state": date.fromisoformat(each["state"])}) for each in held]


def fetched(pin: Pin, folder: Path) -> Path:
    """The archive of a pin, asked of the registry if it is not there; `CopyError` if it is not the one pinned."""
    path = folder / pin.tarball
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "pack", f"{pin.name}@{pin.version}", "--silent"]
        try:
            ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=600)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise CopyError(f"{pin.release}: npm cannot be run here ({error})") from None
        if ran.returncode or not path.is_file():
            raise CopyError(f"{pin.release}: npm pack failed: {ran.stderr.strip()[-300:]}")
    if integrity(path) != pin.integrity:
        raise CopyError(f"{path}: not the package pinned for {pin.release} (its hash differs): remove the file")
    return path


def integrity(path: Path) -> str:
    """The hash of a file as npm writes it."""
    with path.open("rb") as file:
        return "sha512-" + base64.b64encode(hashlib.file_digest(file, "sha512").digest()).decode()


def articles(pin: Pin, archive: Path) -> Iterator[Article]:
    """Every article of the files that a pin names."""
    wanted = {f"package/data/{name}.json" for name in pin.files}
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.name in wanted:
                wanted.discard(member.name)
                if file := tar.extractfile(member):
                    yield from _tree(json.load(file), pin.release)
    if wanted:
        raise CopyError(f"{archive}: {', '.join(sorted(wanted))} missing")


def _tree(root: Mapping[str, Any], release: str) -> Iterator[Article]:
    data = root["data"]
    text = OfficialText(data["id"], data["title"], data["id"], base=True)
    yield from _below(root, text, release)


def _below(node: Mapping[str, Any], text: OfficialText, release: str) -> Iterator[Article]:
    for child in node.get("children", ()):
        data = child["data"]
        if child["type"] == "article":
            yield _article(data, text, release)
        else:
            name, title = data.get("id") or "", data.get("title") or ""
            if "TEXT" in name:
                yield from _below(child, OfficialText(name, title, text.container, title.startswith(BASE)), release)
            else:
                yield from _below(child, text, release)


def _article(data: Mapping[str, Any], text: OfficialText, release: str) -> Article:
    links = data.get("lstLienModification") or data.get("lienModifications") or ()
    return Article(
        id=data["id"],
        cid=data.get("cid") or data["id"],
        number=str(data.get("num") or ""),
        text=text,
        release=release,
        state=data.get("etat", ""),
        start=_moment(data.get("dateDebut")),
        links=[_link(each) for each in links],
        source=(data.get("content") or data.get("texteHtml") or data.get("texte") or "") + (data.get("nota") or ""),
    )


def _link(data: Mapping[str, Any]) -> Link:
    days = (_day(data.get(name)) for name in ("dateSignaTexte", "datePubliTexte", "dateDebutCible"))
    return Link(data.get("linkType") or "", data.get("textCid") or "", *days)


def _day(text: str | None) -> date | None:
    day = date.fromisoformat(text) if text else None
    return None if day == UNKNOWN else day


def _moment(value: Any) -> date | None:
    """A day given as text or as milliseconds since 1970."""
    if isinstance(value, int):
        return datetime.fromtimestamp(value / 1000, UTC).date()
    return _day(value) if isinstance(value, str) else None
