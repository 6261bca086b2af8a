"""A projection as it travels, in a page, a workbook or a CSV: nobody can be told from its groups and causes.

Small groups are put together, and so are causes that concern few people, of everybody and of each group. Months are
shown where each thing that moves people in a month moves five of them or more.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from revalo.payroll.projection import Projection
from revalo.people.bill import HEADCOUNT, HIRE, LEAVE, MONTHS, NORIA, OTHER, Mover, Moves, Year, together, total
from revalo.people.merging import other_groups
from revalo.people.moved import BASE, EVENTS
from revalo.people.shown_sums import OTHERS
from revalo.people.summary import CAUSES
from revalo.people.suppression import hidden_causes, hidden_groups, hidden_of_groups, is_told


class Travelling(NamedTuple):
    """What may be shown of a projection: the years of everybody and of each group, the months if they tell nobody."""

    years: Sequence[Year]
    groups: Mapping[str, Sequence[Year]]
    months: Sequence[int]


def travelling(projection: Projection) -> Travelling:
    """What may be shown of a projection."""
    crossing, by, every = projection.crossing, projection.asked.by, projection.groups
    hidden = hidden_groups(crossing, [by]).get(by, set(every))
    movers = {
        BASE,
        *(mover for months in projection.bill.moves.values() for moves in months.values() for mover in moves),
    }
    few = {Mover(HIRE), Mover(LEAVE)} if projection.months_of_few else set[Mover]()
    causes = hidden_causes(crossing, {by: hidden}, movers, key=lambda mover: mover)
    of_groups = hidden_of_groups(crossing, by, hidden, causes) if CAUSES in crossing.ways else {}
    groups = {
        name: [_merged(year, _together(movers, few, of_groups.get(name, movers))) for year in own]
        for name, own in every.items()
        if name not in hidden
    }
    if others := [own for name, own in every.items() if name in hidden]:
        name = other_groups(len(others))
        groups[name] = [
            _merged(year, _together(movers, few, of_groups.get(OTHERS, movers))) for year in together(others)
        ]
    years = [_merged(year, _together(movers, few, causes)) for year in projection.years]
    return Travelling(years, groups, () if few or is_told(crossing, EVENTS) else projection.months)


def _together(movers: set[Mover], few: set[Mover], hidden: set[Any]) -> set[Any]:
    """The causes put together, with those of `few` people; all, where these or the pay of the first month are alone."""
    return movers if BASE in hidden or (few and not hidden - few) else hidden | few


def _merged(year: Year, hidden: Iterable[Any]) -> Year:
    """A year with some of its causes put together."""
    apart = set(hidden)
    rest = total(sums for mover, sums in year.causes.items() if _is_hidden(mover, apart))
    causes: dict[Mover, Any] = {mover: sums for mover, sums in year.causes.items() if not _is_hidden(mover, apart)}
    merged: Moves = causes | ({Mover(OTHER): rest} if any(rest) else {})
    return year._replace(causes=merged)


def _is_hidden(mover: Mover, hidden: set[Any]) -> bool:
    """Whether a cause is put together with others; those who come and those who leave tell of one another."""
    if mover.kind in (HIRE, LEAVE, NORIA, HEADCOUNT):
        return bool(hidden & {Mover(HIRE), Mover(LEAVE)})
    return mover.kind != MONTHS and mover in hidden
