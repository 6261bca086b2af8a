"""One claim against the official copy: do the article's words carry the figure, and does its day follow from them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from law_claims import DAY, Claim
from official_copies import Article, Copies
from official_words import Words, day_of_year_in_words, holds_figure, holds_row, numbers

from revalo.calendar import month_after
from revalo.grids.schema.texts import Text

FOUND, MISSING, CHANGED, ABSENT, UNNAMED = "found", "not found", "changed", "absent", "no article"
EXTENDS = "ETEND"
STARTING = {"MODIFIE", "CREE", "MODIFICATION", "CREATION", "CODIFICATION"}
BAND = re.compile(r"(\d+)-(\d+)|>(\d+)")


@dataclass(frozen=True)
class Verdict:
    """What was seen of a claim: its status, how its day was seen, what is wrong, the article if the copies have it."""

    claim: Claim
    status: str
    day: str = ""
    wrong: Sequence[str] = ()
    article: Article | None = None


def judged(
    claim: Claim, copies: Copies, texts: Mapping[str, Text], seen: Mapping[str, str], days: Mapping[str, str]
) -> Verdict:
    """The verdict on a claim.

    `seen`: the fingerprint of each article's words when it was last checked. `days`: why some claims start on a day
    that no rule gives.
    """
    if claim.article is None:
        return Verdict(claim, UNNAMED)
    article = copies.articles.get(claim.article)
    if article is None:
        newer = copies.latest.get(claim.article)
        now = f" (now {newer.id})" if newer else ""
        return Verdict(claim, ABSENT, wrong=[f"{claim.article} is in none of the copies{now}"])
    wrong = [*claim.misprints(), *_figures_missing(claim, article.words)]
    day = day_seen(claim, copies.siblings(article), texts.get(claim.text)) or days.get(claim.key, "")
    if not day:
        wrong.append(f"nothing gives {claim.start} as its first day")
    if claim.others_from and not _counted(claim.others_from, extension(article, texts.get(claim.text))):
        wrong.append(f"others from {claim.others_from}: does not follow from the extension")
    if wrong:
        return Verdict(claim, MISSING, day, wrong, article)
    newest = copies.latest.get(article.cid, article)
    if claim.last and newest.id != article.id and (gone := list(_figures_missing(claim, newest.words))):
        return Verdict(claim, CHANGED, day, [f"now {newest.id}, where {'; '.join(gone)}"], article)
    changed = seen.get(article.id, article.words.fingerprint) != article.words.fingerprint
    return Verdict(claim, CHANGED if changed else FOUND, day, (), article)


def _figures_missing(claim: Claim, words: Words) -> Iterator[str]:
    if not claim.is_figure:
        return
    if claim.unit == DAY:
        month, day = map(int, claim.value.split("-"))
        if not any(day_of_year_in_words(month, day) in line for line in words.lines):
            yield f"{day_of_year_in_words(month, day)} is not in the words of the article"
        return
    if claim.shape == "row":
        row = [terms[0] for _key, terms in claim.figures()]
        if not holds_row(words, row):
            yield f"no row or column of the article holds {', '.join(map(str, row))}"
        return
    for key, terms in claim.figures():
        nothing_due = claim.shape == "bands" and terms == [0]  # a band without amount is not printed
        missing = [] if nothing_due else [term for term in terms if not _holds(claim, words, key, term)]
        for term in missing:
            yield f"{f'{key}: ' if key else ''}{term} ({claim.unit}) is not in the words of the article"


def _holds(claim: Claim, words: Words, key: str, figure: Decimal) -> bool:
    return any(_on_line(claim, line, key, figure) for line in words.lines)


def _on_line(claim: Claim, line: str, key: str, figure: Decimal) -> bool:
    """Whether a line states a figure, beside its key where the key is a number: `niveau 3 … 11 points`."""
    unit, stated = _as_printed(claim.unit, figure)
    if not holds_figure(line, stated, unit):
        return False
    if band := BAND.fullmatch(key):
        return any(_in_order(numbers(line), [*ends, stated]) for ends in _ends(band))
    # a second term (`7 + 2`) is printed apart from its key
    return not key.isdigit() or claim.printed is not None or Decimal(key) in numbers(line)


def _as_printed(unit: str, figure: Decimal) -> tuple[str, Decimal]:
    """Shares and rates are printed per cent."""
    return ("%", figure * 100) if unit in ("share", "rate") else (unit, figure)


def _ends(band: re.Match[str]) -> list[list[Decimal]]:
    """How the bounds of a band may be printed: `10 … 49`; `more than 300`, or `301 and more`."""
    if band[3]:
        return [[Decimal(band[3])], [Decimal(band[3]) + 1]]
    return [[Decimal(band[1]), Decimal(band[2])]]


def _in_order(found: Sequence[Decimal], wanted: Sequence[Decimal]) -> bool:
    rest = iter(found)
    return all(any(each == want for each in rest) for want in wanted)


def day_seen(claim: Claim, articles: Sequence[Article], text: Text | None) -> str:
    """How the first day of a claim follows from the copy, or the empty string."""
    article = articles[0]
    if article.start == claim.start:
        return f"in force from {article.start}"
    for each in articles:
        if each.words.holds_date(claim.start):
            return f"printed, art. {each.number}" if each.number else "printed"
    starts = [link.effect for each in articles for link in each.links if link.effect and link.kind in STARTING]
    if claim.start in starts:
        return "first day of the amended article"
    for name, day in (("approval", _approval(text)), ("extension", extension(article, text))):
        if counted := _counted(claim.start, day):
            return f"{counted} {name} of {day}"
    earlier = article.start or min(starts, default=None)
    if claim.first and earlier and earlier < claim.start:
        return f"in force since {earlier}, before the first day held here"
    return ""


def _approval(text: Text | None) -> date | None:
    act = text.approved if text else None
    return (act.published or act.on) if act else None


def extension(article: Article, text: Text | None) -> date | None:
    """The day on which the order that extends an article was published, as the copy has it, else the register."""
    published = [link.published for link in article.links if link.kind == EXTENDS and link.published]
    if published:
        return min(published)
    act = text.extended if text else None
    return (act.published or act.on) if act else None


def _counted(day: date, act: date | None) -> str:
    """How a day is counted from that of an act, in the ways that texts print."""
    if act is None:
        return ""
    ways = {
        act: "day of the",
        act + timedelta(days=1): "day after the",
        month_after(act): "first of the month after the",
        month_after(act, 2): "first of the second month after the",
    }
    return ways.get(day, "")
