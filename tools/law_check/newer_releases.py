"""What the newest release of each package changes since the last check: a list to act on."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import official_copies
from law_claims import Law
from official_copies import Article, Copies, CopyError, Pin
from records import Record


def report(pins: Sequence[Pin], archives: Path, record: Record, law: Law) -> int:
    """Print what changed; 1 if anything did."""
    changed = False
    for pin in _newest(pins):
        newer = latest(pin, archives)
        if newer == pin:
            print(f"{pin.release} is the newest release")
            continue
        print(f"{newer.release} is newer than {pin.release}; pin it with {newer.integrity}")
        before = Copies(official_copies.articles(pin, official_copies.fetched(pin, archives)))
        after = Copies(official_copies.articles(newer, archives / newer.tarball))
        lines = list(changes(before, after, record, law))
        changed = changed or bool(lines)
        for line in lines or ["  nothing that the law files name"]:
            print(line)
    return int(changed)


def _newest(pins: Sequence[Pin]) -> Iterator[Pin]:
    """One pin per package, that with the latest state; older ones only serve repealed words."""
    for name in dict.fromkeys(pin.name for pin in pins):
        yield max((pin for pin in pins if pin.name == name), key=lambda pin: pin.state)


def latest(pin: Pin, archives: Path) -> Pin:
    """The newest release of a package, fetched; the pin itself if it is that one."""
    command = ["npm", "view", pin.name, "version", "dist.integrity", "--json"]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        held = json.loads(ran.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise CopyError(f"{pin.name}: the registry cannot be asked ({error})") from None
    if held["version"] == pin.version:
        return pin
    newer = Pin(pin.name, held["version"], held["dist.integrity"], date.max, pin.files)
    official_copies.fetched(newer, archives)
    return newer


def changes(before: Copies, after: Copies, record: Record, law: Law) -> Iterator[str]:
    """Articles that carry figures and whose words changed or went; then new agreements of the same branches."""
    users: dict[str, list[str]] = {}
    for claim in law.claims:
        if claim.article:
            users.setdefault(claim.article, []).append(f"{claim.place} {claim.key}")
    for name, places in users.items():
        if name in before.articles and (what := _change(before.articles[name], after, record)):
            yield f"  {name}: {what}"
            yield from (f"    {place}" for place in places)
    for name, articles in after.texts.items():
        if name not in before.texts:
            yield f"  new: {articles[0].text.title} ({name})"
        elif orders := _orders(articles) - _orders(before.texts[name]):
            yield f"  {articles[0].text.title} ({name}): {'; '.join(sorted(orders))}"


def _change(article: Article, after: Copies, record: Record) -> str:
    now = after.articles.get(article.id)
    if now is None:
        successor = after.latest.get(article.cid)
        return f"replaced by {successor.id}" if successor else "gone from the copy"
    seen = record.fingerprints().get(article.id, article.words.fingerprint)
    return "its words changed" if now.words.fingerprint != seen else ""


def _orders(articles: Sequence[Article]) -> set[str]:
    return {
        f"extended {link.signed}, JO {link.published} ({link.text})"
        for each in articles
        for link in each.links
        if link.kind == "ETEND"
    }
