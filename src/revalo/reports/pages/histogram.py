"""How gains are spread: people by slices of euros, slices of few people never told."""

from collections import Counter
from collections.abc import Iterator

from revalo.language import _
from revalo.people.spread import spread
from revalo.reports.pages import bars
from revalo.reports.pages.bars import Bar
from revalo.reports.pages.document import Block, Table, cells
from revalo.reports.terminal.spread import names, number, title


def histogram(gains: Counter[int], small: int) -> Iterator[Block]:
    """The drawing and its table. `gains`: people by slice; those of fewer than `small` people join their neighbours."""
    slices = spread(gains, small)
    if not slices:
        return
    told = [(name, number(each.people)) for name, each in zip(names(slices), slices, strict=True)]
    drawn = [Bar(name, each.people, people) for (name, people), each in zip(told, slices, strict=True)]
    yield bars.standing("spread", title(), drawn)
    yield Table(title(), (_("Gain a month, in euros"), _("People")), tuple(cells(*each) for each in told), numeric=1)
