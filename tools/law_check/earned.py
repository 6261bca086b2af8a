"""Confidence is earned: a primary figure was seen by the tool, or by a reading that is named in the pins.

Of the agreements and codes that the copies hold (`scope`), nine in ten must be seen in their article.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from law_claims import Claim
from verdicts import CHANGED, FOUND, Verdict

LEAST = 90  # per cent


def is_copied(claim: Claim, sources: str) -> bool:
    """Whether a figure is a primary one of the agreements and codes copied. `sources`: a pattern of their readings."""
    from_copy = re.fullmatch(sources, claim.source) or (claim.article or "").startswith("LEGI")
    return claim.is_figure and claim.confidence == "primary" and bool(from_copy)


def count(verdicts: Sequence[Verdict], sources: str) -> tuple[int, int]:
    """How many primary figures of the scope there are, and how many were seen in their article."""
    inside = [verdict for verdict in verdicts if is_copied(verdict.claim, sources)]
    return len(inside), sum(verdict.status in (FOUND, CHANGED) for verdict in inside)


def unearned(
    verdicts: Sequence[Verdict], agreeing: Collection[str], readings: Mapping[str, str], sources: str
) -> Iterator[str]:
    """What claims more than was seen. `readings`: sources in which somebody read the legal text, and what they are."""
    for verdict in verdicts:
        claim = verdict.claim
        is_seen = verdict.status in (FOUND, CHANGED) or claim.key in agreeing
        if claim.is_figure and claim.confidence == "primary" and not is_seen and claim.source not in readings:
            yield f"{claim.place}: primary, but neither seen nor read in a text: {claim.key} ({claim.source})"
    every, seen = count(verdicts, sources)
    if 100 * seen < LEAST * every:
        yield f"only {seen} of {every} primary figures of the scope seen in their article: {LEAST} % are needed"
