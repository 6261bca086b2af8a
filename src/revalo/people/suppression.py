"""Groups of people small enough to tell someone apart are put together, over every table of a page at once.

Small is fewer than SMALL people, not rows. Then `reader` plays whoever reads the page: as long as what is shown can be
added and subtracted until it is about one to four people, a group that they stand in joins the others of its table.
Groups first, then causes of the gain: what is hidden of groups is the same whatever else is shown.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from revalo.grids.decomposition import Cause
from revalo.language import _
from revalo.people.crossed import SMALL
from revalo.people.crossing import Cell, Crossing, Members
from revalo.people.reader import Name, Sums, revealing_factors
from revalo.people.summary import BY, CAUSES, Summary
from revalo.people.sums import Headcount, Totals, key_of

OTHERS = None  # in the place of the name of a group: all those that are put together
MOST_CROSSED = 100  # groups of one way that are looked at with those of the others
MOST_FIGURES = 1 << 26  # of a page, as a table of its rows and of what they add up
Row = tuple[Any, Any]  # of a table: the way of grouping, and a group or a cause of it
Rows = tuple[Row, ...]
Owners = dict[Name, int] | None
Key = tuple[str, str]  # of a cause
ShownCauses = tuple[list[tuple[Cause, int]], int, int]  # with their cents; then the number and the cents of the others
Cells = Mapping[Cell, Members]
Counting = tuple[str, Callable[[Any], Iterable[Row]]]  # a way, and the rows of the page that one of its groups is in
_EVERYONE: Row = ("", "")


@dataclass(slots=True)
class Suppressed:
    """Groups that may be shown, in the order given, and the others together, so that nobody can be told apart."""

    shown: list[tuple[str, Totals]] = field(default_factory=list)
    others: Totals = field(default_factory=Totals)
    hidden: int = 0

    def rest(self) -> list[tuple[str, Totals]]:
        """The others under one name, if there are any."""
        return [(other_groups(self.hidden), self.others)] if self.hidden else []


def other_groups(number: int) -> str:
    """What so many groups put together are called."""
    return _("Other groups ({number}, merged)").format(number=number)


def other_causes(number: int) -> str:
    """What so many causes put together are called."""
    return _("Other causes ({number}, merged)").format(number=number)


def merged_for_privacy(small: int = SMALL) -> str:
    """Why groups are put together."""
    return _("Groups of fewer than {small} people are merged to protect privacy.").format(small=small)


def split(groups: Mapping[str, Totals], hidden: set[str], most: int | None = None) -> Suppressed:
    """Some groups put together, and those beyond the `most` largest with them."""
    shown = set(sorted(groups.keys() - hidden, key=lambda name: (-groups[name].people, name))[:most])
    parts = Suppressed([each for each in groups.items() if each[0] in shown], hidden=len(groups) - len(shown))
    for name in groups.keys() - shown:
        parts.others.add(groups[name].people, groups[name].before, groups[name].after)
    return parts


def together(
    people: Mapping[str, Headcount], least: int, most: int, hidden_already: AbstractSet[str] = frozenset()
) -> set[str]:
    """The groups to be put together, of some by their people: under `least`, or beyond the `most` largest.

    While fewer than `least` people are together, the smallest group shown joins them: it would give them away, by
    subtraction from the total. With `least` 1 every group is shown, up to `most`. `hidden_already`: those that other
    tables of the page put together; none of them is here alone.
    """
    ordered = sorted(people, key=lambda name: (-people[name], name))
    shown = [name for name in ordered if people[name] >= least and name not in hidden_already][:most]
    hidden = people.keys() - shown
    while shown and hidden and (sum(people[name] for name in hidden) < least or _is_alone(hidden, hidden_already)):
        hidden.add(shown.pop())
    return hidden


def _is_alone(hidden: AbstractSet[str], hidden_already: AbstractSet[str]) -> bool:
    """Whether a total less what is shown would be one group that other tables hide."""
    return len(hidden) == 1 and hidden <= hidden_already


def hidden_groups(crossing: Crossing, ways: Sequence[str], most: int = MOST_CROSSED) -> dict[str, set[str]]:
    """The groups to be put together, by way of grouping, of a page that shows them all; `most`: of a way shown.

    A way that the crossing gave up has none, and must not be shown.
    """
    ways = [way for way in ways if way in crossing.ways]
    cells = crossing.of(ways)
    page = _Page([(_owners(cell, members), members.rows, [_groups(ways, cell)]) for cell, members in cells.items()])
    for place, way in enumerate(ways):
        people, rows = _people(cells, place), _rows(cells, place)
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
    crossed = [way for way in BY if way in crossing.ways and len(_rows(crossing.of([way]), 0)) <= MOST_CROSSED]
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
    way = CAUSES
    ways = [each for each in hidden if each in crossing.ways and each != CAUSES]
    cells = crossing.of([*ways, way])
    columns = []
    for cell, members in cells.items():
        rows = [(*_groups(ways, cell[:-1]), (way, cause)) for cause in cell[-1] if cause in shown]
        columns.append((_owners(cell, members), members.rows, rows))
    page = _Page(columns)
    page.hide((each, name) for each in ways for name in hidden[each])
    page.hide((way, cause) for cause, number in _of_causes(cells).items() if number < SMALL and cause in shown)
    page.settle([way])
    return page.hidden_of(way)


def hidden_of_groups(crossing: Crossing, by: str, hidden: set[str], causes: set[Any]) -> dict[Any, set[Any]]:
    """The causes to be put together in each group shown, and in those together (OTHERS).

    `hidden`: the groups put together; `causes`: those put together where everybody is shown.
    """
    cells = crossing.of([by, CAUSES])
    place = {group: OTHERS if group in hidden else group for group, _causes in cells}
    columns = []
    for cell, members in cells.items():
        group = place[cell[0]]
        rows = [(_EVERYONE, (by, group), (CAUSES, cause), ((by, group), cause)) for cause in cell[1]]
        columns.append((_owners(cell, members), members.rows, rows))
    page = _Page(columns)
    page.hide((CAUSES, cause) for cause in causes)
    tables = dict.fromkeys((by, group) for group in place.values())
    for table in tables:
        own = {cell: members for cell, members in cells.items() if place[cell[0]] == table[1]}
        page.hide((table, cause) for cause, number in _of_causes(own).items() if number < SMALL or cause in causes)
    page.settle(list(tables))
    return {table[1]: page.hidden_of(table) for table in tables}


def is_told(crossing: Crossing, way: str) -> bool:
    """Whether a sum of a way that has sets of them, such as events, is of fewer than SMALL people."""
    return way not in crossing.ways or any(number < SMALL for number in _of_causes(crossing.of([way])).values())


class Revealing(NamedTuple):
    """Rows that together may tell of a few people, and whether that is proved."""

    rows: set[Row]
    is_proved: bool


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
    every = [*ways, *(way for way, _rows_of in counts), *([CAUSES] if CAUSES in crossing.ways else [])]
    columns = []
    for cell, members in crossing.of(every).items():
        rows = [_EVERYONE]
        rows += [(way, OTHERS if name in hidden[way] else name) for way, name in zip(ways, cell, strict=False)]
        for (_way, rows_of), value in zip(counts, cell[len(ways) :], strict=False):
            rows += rows_of(value)
        columns.append((_owners(cell, members), members.rows, list(_by_cause(tuple(rows), cell[-1], causes))))
    return _Page(columns).revealing_rows()


def _by_cause(rows: Rows, causes: Any, shown: tuple[AbstractSet[Key], AbstractSet[Key]]) -> Iterator[Rows]:
    """The rows that the pay of some people is in, cause by cause where a page shows any."""
    own = [cause for cause in causes if cause in shown[0] or cause in shown[1]] if shown[0] or shown[1] else []
    yield from ((*rows, (CAUSES, OTHERS if cause in shown[1] else cause)) for cause in own)
    if not own:
        yield rows


def members(crossing: Crossing) -> Members:
    """Everybody."""
    return crossing.of(()).get((), Members())


def _groups(ways: Sequence[str], cell: Cell) -> Rows:
    """The rows that a cell is in; all the people of a page are one row at least."""
    return (_EVERYONE, *zip(ways, cell, strict=True))


def _owners(cell: Cell, members: Members) -> Owners:
    """Who is in a cell, by headcount; None for SMALL people or more. Those without a staff number are of it alone."""
    unnamed = max(members.unnamed.values(), default=0)
    named: dict[Name, int] = dict(members.named.items())
    return None if members.large else named | ({f"\0{cell!r}": unnamed} if unnamed else {})


def _people(cells: Cells, place: int) -> dict[str, int]:
    """People of each group of a way, as many as SMALL at most."""
    members_of: dict[str, Members] = {}
    for cell, members in cells.items():
        members_of.setdefault(cell[place], Members()).merge(members)
    return {name: members.people for name, members in members_of.items()}


def _rows(cells: Cells, place: int) -> Counter[str]:
    counts = Counter[str]()
    for cell, members in cells.items():
        counts[cell[place]] += members.rows
    return counts


def _of_causes(cells: Cells) -> dict[Any, int]:
    """People of each cause, as many as SMALL at most."""
    members_of: dict[Any, Members] = {}
    for cell, members in cells.items():
        for cause in cell[-1]:
            members_of.setdefault(cause, Members()).merge(members)
    return {cause: members.people for cause, members in members_of.items()}


def shown_causes(
    causes: Sequence[tuple[Cause, int]], hidden: set[Key], key: Callable[[Cause], Key] = key_of
) -> ShownCauses:
    """The causes that may be shown with their cents, then the number and the cents of the others together."""
    shown = [(cause, cents) for cause, cents in causes if cents and key(cause) not in hidden]
    others = [cents for cause, cents in causes if cents and key(cause) in hidden]
    return shown, len(others), sum(others)


class _Page:
    """The sums of a page by what they add up, of which more and more are put together."""

    def __init__(self, columns: Iterable[tuple[Owners, int, Iterable[Rows]]]) -> None:
        self.hidden: set[Row] = set()
        self.headcounts: dict[Name, int] = {}
        self._columns: dict[Rows, tuple[Owners, int]] = {}
        for owners, number, every in columns:
            for name, headcount in (owners or {}).items():
                self.headcounts[name] = max(headcount, self.headcounts.get(name, 0))
            for rows in every:
                self._add(rows, owners, number)

    def hide(self, rows: Iterable[Row]) -> None:
        """Put rows together with the others of their table."""
        self.hidden.update(rows)
        columns, self._columns = self._columns, {}
        for shown, (owners, number) in columns.items():
            self._add(tuple((row[0], OTHERS) if row in self.hidden else row for row in shown), owners, number)

    def hidden_of(self, way: Any) -> set[Any]:
        """What is hidden of a way of grouping."""
        return {name for shown_way, name in self.hidden if shown_way == way}

    def settle(self, ways: Sequence[Any]) -> None:
        """Hide rows of some ways until nobody can be told: more and more at once where nothing is proved."""
        unproved = 1
        while (told := self.revealing_rows()) is not None:
            gone = self._smallest(ways, told.rows, 1 if told.is_proved else unproved)
            if not gone:
                return
            self.hide(gone)
            unproved *= 1 if told.is_proved else 2

    def revealing_rows(self) -> Revealing | None:
        """The rows that are needed to tell of a few people; None where nobody can be told.

        Of a page too large to be looked at (tens of thousands of groups with their causes) nothing is proved.
        """
        names = list(dict.fromkeys(row for rows in self._columns for row in rows))
        if len(names) * len(self._columns) > MOST_FIGURES:
            return Revealing(set(names), is_proved=False)
        place = {row: number for number, row in enumerate(names)}
        sums = [
            Sums(tuple(place[row] for row in rows), None if owners is None else frozenset(owners))
            for rows, (owners, _number) in self._columns.items()
        ]
        told = revealing_factors(sums, len(names), self.headcounts)
        return None if told is None else Revealing(_needed(names, told.factors.tolist()), told.is_proved)

    def _add(self, rows: Rows, owners: Owners, number: int) -> None:
        """Add people to those who are in the same rows: no sum tells them apart."""
        known, before = self._columns.get(rows, ({}, 0))
        both = None if known is None or owners is None else known | owners
        if both is not None and sum(self.headcounts[name] for name in both) >= SMALL:
            both = None
        self._columns[rows] = both, before + number

    def _smallest(self, ways: Sequence[Any], needed: set[Row], most: int) -> list[Row]:
        """The smallest rows that can still be hidden, those that are needed to tell people first."""
        sizes = Counter[Row]()
        for rows, (_owners, number) in self._columns.items():
            for row in rows:
                sizes[row] += number
        choices = [row for row in sizes if row[0] in ways and row[1] is not OTHERS]
        return sorted(choices, key=lambda row: (row not in needed, sizes[row], str(row)))[:most]


def _needed(names: list[Row], factors: list[int]) -> set[Row]:
    """The rows that a combination needs: the same taken from every row of a table is taken from the total instead."""
    by_way: dict[str, dict[Row, int]] = {}
    for row, factor in zip(names, factors, strict=True):
        by_way.setdefault(row[0], {})[row] = factor
    needed = set[Row]()
    for way, rows in by_way.items():
        usual = rows.get((way, OTHERS), Counter(rows.values()).most_common(1)[0][0])
        needed |= {row for row, factor in rows.items() if factor != usual}
    return needed
