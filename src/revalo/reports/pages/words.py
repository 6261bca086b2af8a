"""The words of the field that a document uses, explained at its end."""

import re
from collections.abc import Iterator

from revalo.language import _
from revalo.reports.glossary import used_in
from revalo.reports.pages.document import Document, Items, section

WORDS = re.compile(r">([^<]+)<")  # of a drawing


def with_words(document: Document) -> Document:
    """A document with a last section that explains the words it uses, if there are any."""
    used = tuple(used_in(dict.fromkeys(_texts(document.sections))))
    if not used:
        return document
    return document._replace(sections=(*document.sections, section(_("Words used here"), Items(used))))


def _texts(value: tuple[object, ...]) -> Iterator[str]:
    """Every text inside tuples."""
    pending = [value]
    for part in pending:
        for each in part:
            if isinstance(each, str):
                yield from WORDS.findall(each) if each.startswith("<svg") else (each,)
            elif isinstance(each, tuple):
                pending.append(each)
