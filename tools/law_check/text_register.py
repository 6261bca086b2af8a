"""The register of texts against the official copies: days of signature and extension, and agreements that it lacks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from law_claims import Law
from official_copies import Article, Copies
from official_words import MONTHS, day_in_words, tidy

from revalo.grids.schema.texts import Act, Text

Order = tuple[date | None, date | None, str]  # signed, published, id
EXTENDS = "ETEND"
SIGNED = re.compile(r"\bdu (1er|\d{1,2}) (" + "|".join(MONTHS) + r") (\d{4})")
NUMBER = re.compile(r"Avenant n° ?(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class TextVerdict:
    """What was seen of a text of the register: the copy's id, and what differs."""

    text: str
    place: str
    official: str
    wrong: Sequence[str]
    articles: Sequence[Article]


def compared(law: Law, copies: Copies) -> Iterator[TextVerdict]:
    """Each text of the register that names its official copy."""
    for name, text in law.texts.items():
        if text.legifrance and text.legifrance.startswith("KALITEXT"):
            articles = copies.texts.get(text.legifrance, [])
            wrong = list(_differences(text, articles)) if articles else [f"{text.legifrance} is in none of the copies"]
            yield TextVerdict(name, law.places[name], text.legifrance, wrong, articles)


def _differences(text: Text, articles: Sequence[Article]) -> Iterator[str]:
    signed = signature(articles[0].text.title)
    if text.signed and signed and text.signed != signed:
        yield f"signed {text.signed} here, {signed} in its title"
    orders = {
        (link.signed, link.published, link.text) for each in articles for link in each.links if link.kind == EXTENDS
    }
    yield from _extension(text.extended, orders)
    if text.effective and not any(_gives(each, text.effective) for each in articles):
        yield f"effect {text.effective}: printed nowhere, and first day of no amended article"


def _extension(act: Act | None, orders: set[Order]) -> Iterator[str]:
    if act is None:
        if orders:
            yield f"not extended here; {_listed(orders)} in the copy"
    elif not orders:
        yield f"extended {act.on or act.published} here, by no order in the copy"
    elif not any(
        _agrees(act.on, on) and _agrees(act.published, day) and _agrees(act.legifrance, order)
        for on, day, order in orders
    ):
        yield f"extended {act.on}, JO {act.published} here; {_listed(orders)} in the copy"


def _agrees(ours: object, theirs: object) -> bool:
    return ours is None or ours == theirs


def _listed(orders: set[Order]) -> str:
    return "; ".join(f"{on}, JO {day} ({order})" for on, day, order in sorted(orders, key=str))


def _gives(article: Article, day: date) -> bool:
    printed = day_in_words(day)
    return any(printed in line for line in article.words.lines) or any(link.effect == day for link in article.links)


def signature(title: str) -> date | None:
    """The day in the title of an agreement."""
    found = SIGNED.search(tidy(title))
    if not found:
        return None
    day = 1 if found[1] == "1er" else int(found[1])
    return date(int(found[3]), MONTHS.index(found[2]) + 1, day)


@dataclass(frozen=True)
class Unregistered:
    """An agreement of a watched branch that the register lacks."""

    official: str
    title: str
    signed: date

    @property
    def name(self) -> str:
        """`avenant 74`, or the title."""
        found = NUMBER.match(self.title)
        return f"avenant {found[1]}" if found else self.title


def unregistered(
    law: Law, copies: Copies, since: Mapping[str, date], set_aside: Mapping[str, str]
) -> Iterator[Unregistered]:
    """Agreements signed since a day in each branch that the register neither names nor sets aside with a reason."""
    named = {text.legifrance for text in law.texts.values()}
    for official, articles in copies.texts.items():
        text = articles[0].text
        signed = signature(text.title)
        if text.base or signed is None or text.container not in since or signed < since[text.container]:
            continue
        if official not in named and official not in set_aside:
            yield Unregistered(official, tidy(text.title), signed)
