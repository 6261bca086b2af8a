"""What a projection may show year by year: nobody can be told from its years, their causes and its groups together.

A year shows what its months come to and, cause by cause, what that is above the year before. An event counts in a year
as often as it has months there; in a cause of the year, as often less those of the year before. Gross and cost are
looked at one after the other: the same groups and causes are put together in both.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

import numpy as np

from revalo.people.alike import alike
from revalo.people.bill import HIRE, LEAVE, MONTHS_A_YEAR, Mover
from revalo.people.crossed import SMALL, Column, Crossed, Heads, expanded
from revalo.people.crossing import Crossing
from revalo.people.moved import BASE, COST, EVENTS, GROSS, Event
from revalo.people.shown_sums import OTHERS, Row, ShownSums, each_by_itself, listed
from revalo.people.summary import CAUSES
from revalo.people.suppression import hidden_groups, people_of

Times = dict[Row, int]  # how often rows of a page count an event
CausesOfYears = Mapping[int, set[Mover]]  # that are put together
MOVED = (Mover(HIRE), Mover(LEAVE))
FIRST = "first"  # in the place of a year: the first month


class Detail(NamedTuple):
    """How much is shown of everybody: the years, or all of them as one; what makes them differ; the months."""

    years: bool = True
    causes: bool = True
    months: bool = True


TOTALS = Detail(causes=False, months=False)
DETAILS = (Detail(), Detail(months=False), TOTALS, Detail(*[False] * 3))  # the most first


class YearByYear(NamedTuple):
    """What is shown: how much, then what is put together: causes, groups, causes of each group and of the OTHERS."""

    detail: Detail
    causes: CausesOfYears
    groups: set[str]
    of_groups: Mapping[Any, CausesOfYears]


class Pages:
    """The pages that a projection could be. `few`: the months when few of the people of some row come or leave.

    Then those who come and those who leave are put together with other causes in any page.
    """

    def __init__(self, crossing: Crossing, by: str, months: range, few: Sequence[int] = ()) -> None:
        self.by, self.months, self.few = by, months, frozenset(few)
        self.years = range(months[0] // MONTHS_A_YEAR, months[-1] // MONTHS_A_YEAR + 1)
        self.crossed = crossing.crossed([by, EVENTS])
        self.hidden: set[Row] = {((CAUSES, year), mover) for mover in MOVED if few for year in self.years}
        self.groups = hidden_groups(crossing, [by]).get(by, set(listed(self.crossed.columns[0])))

    def shown(self, *, has_months: bool) -> YearByYear:
        """The page of most detail that tells nobody. `has_months`: whether one with months may be."""
        detail = next(each for each in DETAILS if (has_months or not each.months) and self.tells_nobody(each))
        self._hide_groups(detail)
        of_groups = self._of_groups(detail) if detail.causes else {}
        return YearByYear(detail, self._of_years(self.hidden, CAUSES), self.groups, of_groups)

    def tells_nobody(self, detail: Detail) -> bool:
        """Whether everybody may be shown in some detail, once more causes are put together; all as one always are."""
        hidden = set(self.hidden)
        for amount in (GROSS, COST):
            page = self._page(self.crossed, amount, detail)
            page.hide(hidden)
            page.settle(self._tables(CAUSES))
            if detail.years and page.revealing_rows() is not None:
                return False
            hidden |= page.hidden
        self.hidden = hidden
        return True

    def _hide_groups(self, detail: Detail) -> None:
        """Put groups together until nobody is told by what they come to, nor by where they start from."""
        tables = [*self._tables(self.by), (self.by, FIRST)]

        def of_group(group: str, event: Event) -> Times:
            return self._rows_of_group(group, event, detail)

        for amount in (GROSS, COST) if detail.years else ():
            page = self._page(self.crossed, amount, detail, of_group)
            page.hide(self.hidden)
            known = None
            while known != self.groups and not page.is_large:
                known = self.groups
                page.hide((table, group) for table in tables for group in known)
                page.settle(tables)
                self.groups = known.union(*map(page.hidden_of, tables))

    def _of_groups(self, detail: Detail) -> Mapping[Any, CausesOfYears]:
        """The causes put together in each group shown; all of them where groups are too many to be looked at."""
        groups, events = self.crossed.columns
        crossed = self.crossed._replace(columns=[put_together(groups, self.groups), events])
        names = dict.fromkeys(crossed.columns[0].at(slice(None)))
        tables = [table for name in names for table in self._tables((self.by, name))]
        hidden = {*self.hidden, *self._small(crossed)}
        for amount in (GROSS, COST):
            page = self._page(crossed, amount, detail, self._causes_of_group)
            page.hide(page.rows_of(tables) if page.is_large else hidden)
            if not page.is_large:
                page.settle(tables)
            hidden |= page.hidden
        return {name: self._of_years(hidden, (self.by, name)) for name in names}

    def _small(self, crossed: Crossed) -> Iterator[Row]:
        """The causes of groups in a year that are of few people, or put together where everybody is shown."""
        cells, causes = each_by_itself(crossed.columns[1], self._causes_in)
        groups = _at(crossed.columns[0], cells)
        for (name, row), number in people_of(expanded(crossed, cells, [pairs_of(groups, causes)]), 0).items():
            if number < SMALL or row in self.hidden:
                (_causes, year), mover = row
                yield ((self.by, name), year), mover

    def _causes_in(self, events: Iterable[Event]) -> Sequence[Row]:
        """The causes of years that some events are in."""
        return list(dict.fromkeys(row for event in events for row in self._changes(CAUSES, event)))

    def _page(
        self, crossed: Crossed, amount: int, detail: Detail, of_group: Callable[[Any, Event], Times] | None = None
    ) -> ShownSums:
        """A page of everybody, and of groups (`of_group`: the rows of each that an event is in)."""
        cells, events = each_by_itself(crossed.columns[1], lambda own: [each for each in own if each.amount == amount])
        tables: list[Column] = [events]
        rows_of: list[Callable[[Any], Times]] = [lambda event: self._rows(event, detail)]
        if of_group is not None:
            tables.append(pairs_of(_at(crossed.columns[0], cells), events))
            rows_of.append(lambda pair: of_group(*pair))
        of_few = [event.mover in MOVED and event.month in self.few for event in listed(events)]
        own = with_few(expanded(crossed, cells, tables), np.array(of_few, dtype=bool)[events.indices])
        return ShownSums(own, np.arange(len(cells)), tables, rows_of, has_total=False)

    def _rows(self, event: Event, detail: Detail) -> Times:
        """The rows of everybody that an event is in."""
        if not detail.years:
            return {("all", ""): sum(event.months(self.months, year) for year in self.years)}
        rows: Times = {("change", event.month): 1} if detail.months else {}
        if not detail.causes:
            return rows | self._sums("year", "", event)
        return rows | ({(FIRST, ""): 1} if event.mover == BASE else self._changes(CAUSES, event))

    def _rows_of_group(self, group: str, event: Event, detail: Detail) -> Times:
        """The rows that show what a group comes to: its years, and its first month where causes of it are shown."""
        first = {((self.by, FIRST), group): 1} if detail.causes and event.mover == BASE else {}
        return first | self._sums(self.by, group, event)

    def _causes_of_group(self, group: Any, event: Event) -> Times:
        """The rows that show the causes of a group, and its first month."""
        return {((self.by, FIRST), group): 1} if event.mover == BASE else self._changes((self.by, group), event)

    def _sums(self, table: Any, name: Any, event: Event) -> Times:
        """What an event adds to each year."""
        times = {((table, year), name): event.months(self.months, year) for year in self.years}
        return {row: often for row, often in times.items() if often}

    def _changes(self, table: Any, event: Event) -> Times:
        """What it adds to each year above the year before, under its cause; nothing for the first month."""
        if event.mover == BASE:
            return {}
        own = [event.months(self.months, year) for year in self.years]
        changes = zip(self.years, own, [0, *own], strict=False)
        return {((table, year), event.mover): now - before for year, now, before in changes if now != before}

    def _tables(self, table: Any) -> list[Any]:
        """The tables of the years."""
        return [(table, year) for year in self.years]

    def _of_years(self, hidden: AbstractSet[Row], table: Any) -> CausesOfYears:
        """The causes put together in the tables of the years."""
        every: dict[int, set[Mover]] = {year: set() for year in self.years}
        for year, own in every.items():
            own |= {mover for where, mover in hidden if where == (table, year)}
        return every


def put_together(groups: Column, hidden: AbstractSet[Any]) -> Column:
    """The groups of a way, those hidden as one."""
    known: dict[Any, int] = {}
    shown = (OTHERS if name in hidden else name for name in listed(groups))
    places = np.array([known.setdefault(name, len(known)) for name in shown], dtype=np.int64)
    return Column(places[groups.indices], list(known))


def pairs_of(one: Column, two: Column) -> Column:
    """Two columns as one of pairs."""
    first, kinds = alike([one.indices, two.indices])
    return Column(kinds, list(zip(one.at(first), two.at(first), strict=True)))


def with_few(crossed: Crossed, few: Any) -> Crossed:
    """The same where some cells (booleans) are of somebody among the people of theirs: of one, as far as is known."""
    gone = np.flatnonzero(few & crossed.large)
    one = Heads(gone, np.zeros(len(gone), np.uint64), np.zeros(len(gone), bool), np.ones(len(gone), np.int64))
    heads = Heads(*(np.concatenate(each) for each in zip(crossed.heads, one, strict=True)))
    return crossed._replace(large=crossed.large & ~few, heads=heads)


def _at(column: Column, cells: Any) -> Column:
    return Column(column.indices[cells], column.values)
