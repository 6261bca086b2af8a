"""Where the official copy of a text or of an article is read: its address on Légifrance, from its id."""

import re

LEGIFRANCE_ID = re.compile(r"(?:KALI|LEGI|JORF)(?:ARTI|SCTA|TEXT)[0-9]{12}")
SITE = "https://www.legifrance.gouv.fr"
_PAGES = {
    "KALITEXT": "conv_coll/id",
    "KALISCTA": "conv_coll/id",
    "KALIARTI": "conv_coll/article",
    "JORFTEXT": "jorf/id",
    "JORFARTI": "jorf/article_jo",
    "JORFSCTA": "jorf/id",
    "LEGITEXT": "loda/id",
    "LEGIARTI": "codes/article_lc",
    "LEGISCTA": "codes/section_lc",
}


def address(identity: str) -> str:
    """The page of Légifrance that an id stands for.

    >>> address("KALITEXT000044159632")
    'https://www.legifrance.gouv.fr/conv_coll/id/KALITEXT000044159632'
    """
    return f"{SITE}/{_PAGES[identity[:8]]}/{identity}"


def first_id(*texts: str | None) -> str | None:
    """The first id written about a text, if any: that of the text itself goes before those of its articles."""
    ids = [each for words in texts if words for each in LEGIFRANCE_ID.findall(words)]
    return min(ids, key=lambda each: each[4:8] != "TEXT", default=None)
