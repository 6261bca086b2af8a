"""Groups of people small enough to tell someone apart are put together, over every table of a page at once.

Small is fewer than SMALL people, not rows. Then `reader` plays whoever reads the page: as long as what is shown can be
added and subtracted until it is about one to four people, a group that they stand in joins the others of its table.
Groups first, then causes of the gain: what is hidden of groups is the same whatever else is shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import numpy as np

from revalo.grids.decomposition import Cause
from revalo.people.crossed import SMALL, Column, Crossed, expanded, joined, people_in
from revalo.people.crossing import Crossing, Members
from revalo.people.differing import Pair
from revalo.people.merging import together
from revalo.people.shown_sums import Revealing, RowsOf, ShownSums, each_by_itself, listed, named_rows
from revalo.people.summary import BY, CAUSES, Summary
from revalo.people.sums import key_of

MOST_CROSSED = 100  # groups of one way that are looked at with those of the others
Key = tuple[str, str]  # of a cause
_NO_CAUSE: Key = ("", "")
ShownCauses = tuple[list[tuple[Cause, int]], int, int]  # with their cents; then the number and the cents of the others
Counting = tuple[str, RowsOf]  # a way, and the rows of the page that one of its groups is in


def hidden_groups(crossing: Crossing, ways: Sequence[str], most: int = MOST_CROSSED) -> dict[str, set[str]]:
    """The groups to be put together, by way of grouping, of a page that shows them all; `most`: of a way shown.

    A way that the crossing gave up has none, and must not be shown.
    """
    ways = [way for way in ways if way in crossing.ways]
    crossed = crossing.crossed(ways)
    page = ShownSums(crossed, np.arange(len(crossed.rows)), crossed.columns, list(map(named_rows, ways)))
    for place, way in enumerate(ways):
        people, rows = people_of(crossed, place), _rows(crossed, place)
        small = {name for name, number in people.items() if number < SMALL}
        large = {name: rows[name] for name in rows if name not in small}
        page.hide((way, name) for name in small | together(large, 1, most))
    page.settle(ways)
    return {way: page.hidden_of(way) for way in ways}


def hidden_in_run(summary: Summary) -> dict[str, set[str]]:
    """The groups of a run to be put together, over all ways of BY at once: two runs tell no more than one.

    A way of more than MOST_CROSSED groups is looked at by itself.
    """
    crossing, by = summary.crossing, summary.by
    if summary.least < SMALL:
        return {}
    crossed = [way for way in BY if way in crossing.ways and len(crossing.crossed([way]).rows) <= MOST_CROSSED]
    hidden = hidden_groups(crossing, crossed)
    if by not in crossing.ways:  # too many: people are at least so many rows for each month
        rows = {name: totals.people for name, totals in summary.groups.items()}
        hidden[by] = together(rows, crossing.few, len(rows))
    elif by not in crossed:
        hidden[by] = _alone({name: members for (name,), members in crossing.of([by]).items()})
    return hidden


def _alone(groups: Mapping[str, Members]) -> set[str]:
    """The groups to be put together where they are shown in one way only, and too many to be looked at with others."""
    shown = sorted(groups, key=lambda name: (-groups[name].rows, name))
    hidden, others = set[str](), Members()
    for name in [name for name in shown if groups[name].people < SMALL]:
        hidden.add(name)
        others.merge(groups[name])
    shown = [name for name in shown if name not in hidden]
    while hidden and shown and others.people < SMALL:
        others.merge(groups[shown[-1]])
        hidden.add(shown.pop())
    return hidden


def hidden_causes(
    crossing: Crossing, hidden: Mapping[str, set[str]], causes: Iterable[Any], key: Callable[[Any], Any] = key_of
) -> set[Any]:
    """The causes to be put together, by key, where groups are shown but some. `key`: of causes of pay, or of cost."""
    shown = set(map(key, causes))
    if CAUSES not in crossing.ways:
        return shown
    ways = [each for each in hidden if each in crossing.ways and each != CAUSES]
    crossed = crossing.crossed([*ways, CAUSES])
    cells, column = each_by_itself(crossed.columns[-1], lambda own: [cause for cause in own if cause in shown])
    groups = [Column(each.indices[cells], each.values) for each in crossed.columns[:-1]]
    page = ShownSums(crossed, cells, [*groups, column], list(map(named_rows, [*ways, CAUSES])))
    page.hide((each, name) for each in ways for name in hidden[each])
    people = people_of(expanded(crossed, cells, [column]), 0)
    page.hide((CAUSES, cause) for cause, number in people.items() if number < SMALL)
    page.settle([CAUSES])
    return page.hidden_of(CAUSES)


def hidden_by_differences(
    crossing: Crossing, hidden: Mapping[str, set[str]], pairs: Iterable[Pair]
) -> tuple[dict[str, set[str]], set[Pair]]:
    """The groups to be put together where differences of sums are shown by group, and the pairs that tell all the same.

    `hidden`: those put together already, of each way in which the differences are shown. A pair tells where its sums
    are of the same amounts but for fewer than SMALL people in all.
    """
    every, telling = {way: set(names) for way, names in hidden.items()}, set[Pair]()
    if CAUSES not in crossing.ways:
        return every, telling
    ways = [way for way in every if way in crossing.ways]
    crossed = crossing.crossed([*ways, CAUSES])
    *groups, moved = crossed.columns
    for pair in pairs:
        differ = np.array([pair in own for own in listed(moved)], dtype=bool)[moved.indices]
        cells = np.flatnonzero(differ)
        if not len(cells) or differ.all():  # of everybody: the groups tell no more than they do by themselves
            continue
        own = [Column(each.indices[cells], each.values) for each in groups]
        page = ShownSums(crossed, cells, own, list(map(named_rows, ways)))
        page.hide((way, name) for way in ways for name in every[way])
        page.settle(ways)
        for way in ways:
            every[way] |= page.hidden_of(way)
        if page.revealing_rows() is not None:
            telling.add(pair)
    return every, telling


def is_told(crossing: Crossing, way: str) -> bool:
    """Whether a sum of a way that has sets of them, such as events, is of fewer than SMALL people."""
    if way not in crossing.ways:
        return True
    crossed = crossing.crossed([way])
    cells, column = each_by_itself(crossed.columns[0], list)
    return any(number < SMALL for number in people_of(expanded(crossed, cells, [column]), 0).values())


def is_part_told(crossing: Crossing, way: str, hidden: set[str], part: AbstractSet[str]) -> bool:
    """Whether the sum of a part of the groups of a way, beside all groups shown, is about fewer than SMALL people."""
    crossed = crossing.crossed([way])
    cells = np.arange(len(crossed.rows))
    rows_of: list[RowsOf] = [named_rows(way, hidden), lambda group: [("part", group in part)]]
    return ShownSums(crossed, cells, [*crossed.columns, *crossed.columns], rows_of).revealing_rows() is not None


def needed_to_tell(
    crossing: Crossing,
    hidden: Mapping[str, set[str]],
    causes: tuple[AbstractSet[Key], AbstractSet[Key]],
    counts: Sequence[Counting],
) -> Revealing | None:
    """The rows of a page that are needed to tell of a few people; None where nobody can be told.

    `hidden`: by way of grouping; `causes`: those shown, and those together; `counts`: counts of people beside.
    """
    ways = [way for way in hidden if way in crossing.ways]
    is_shown = causes[0] | causes[1]
    has_causes = CAUSES in crossing.ways
    crossed = crossing.crossed([*ways, *(way for way, _rows_of in counts), *([CAUSES] if has_causes else [])])
    rows_of = [named_rows(way, hidden[way]) for way in ways] + [rows_of for _way, rows_of in counts]
    cells, tables = np.arange(len(crossed.rows)), list(crossed.columns)
    if has_causes:
        cells, column = each_by_itself(
            tables.pop(), lambda own: [cause for cause in own if cause in is_shown] or [_NO_CAUSE]
        )
        tables = [*(Column(each.indices[cells], each.values) for each in tables), column]
        of_cause = named_rows(CAUSES, causes[1])
        rows_of.append(lambda cause: [] if cause is _NO_CAUSE else of_cause(cause))
    return ShownSums(crossed, cells, tables, rows_of).revealing_rows()


def members(crossing: Crossing) -> Members:
    """Everybody."""
    return crossing.of(()).get((), Members())


def people_of(crossed: Crossed, place: int) -> dict[Any, int]:
    """People of each group of a way, as many as SMALL at most."""
    groups = joined([crossed._replace(columns=[crossed.columns[place]])], 1)
    return dict(zip(groups.columns[0].at(slice(None)), people_in(groups).tolist(), strict=True))


def _rows(crossed: Crossed, place: int) -> dict[Any, int]:
    groups = joined([crossed._replace(columns=[crossed.columns[place]])], 1)
    return dict(zip(groups.columns[0].at(slice(None)), groups.rows.tolist(), strict=True))


def shown_causes(
    causes: Sequence[tuple[Cause, int]], hidden: AbstractSet[Key], key: Callable[[Cause], Key] = key_of
) -> ShownCauses:
    """The causes that may be shown with their cents, then the number and the cents of the others together."""
    shown = [(cause, cents) for cause, cents in causes if cents and key(cause) not in hidden]
    others = [cents for cause, cents in causes if cents and key(cause) in hidden]
    return shown, len(others), sum(others)
