"""The official addresses of texts and articles, from their Légifrance ids."""

SITE = "https://www.legifrance.gouv.fr"
PAGES = {
    "KALI": "conv_coll/id",
    "LEGIARTI": "codes/article_lc",
    "LEGITEXT": "codes/texte_lc",
    "JORF": "jorf/id",
}


def address(id_: str) -> str:
    """Where Légifrance shows a text or an article.

    >>> address("KALIARTI000047783129")
    'https://www.legifrance.gouv.fr/conv_coll/id/KALIARTI000047783129'
    """
    page = next(page for start, page in PAGES.items() if id_.startswith(start))
    return f"{SITE}/{page}/{id_}"
