"""A projection as it travels, in a page, a workbook or a CSV: nobody can be told from its groups and causes.

Small groups are put together, and so are the causes of a year that concern few people, of everybody and of each group;
where that is not enough, years are shown without causes, or as one. Months are shown where each thing that moves people
in a month moves five of them or more.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from revalo.funding.hours import Hours
from revalo.payroll.projection import Projection
from revalo.people.bill import HEADCOUNT, HIRE, LEAVE, MONTHS, NORIA, OTHER, Mover, Moves, Year, as_one, together, total
from revalo.people.merging import other_groups
from revalo.people.moved import EVENTS
from revalo.people.scenario_years import shown_beside
from revalo.people.shown_sums import OTHERS
from revalo.people.suppression import hidden_causes, hidden_groups, is_part_told, is_told
from revalo.people.year_by_year import DETAILS, MOVED, TOTALS, CausesOfYears, Detail, Pages, YearByYear


class Travelling(NamedTuple):
    """What may be shown of a projection: the years of everybody and of each group, the months if they tell nobody.

    `scenarios`: those beside whose years may be shown too; `together`: the groups put together.
    """

    years: Sequence[Year]
    groups: Mapping[str, Sequence[Year]]
    months: Sequence[int]
    scenarios: Sequence[Projection]
    together: set[str]


def travelling(projection: Projection) -> Travelling:
    """What may be shown of a projection."""
    movers = {mover for own in projection.bill.moves.values() for moves in own.values() for mover in moves}
    few = set(MOVED) if projection.months_of_few else set[Mover]()
    shown = _year_by_year(projection, few, movers)
    groups = {
        name: _years(own, shown.detail, _merging(movers, few, shown.of_groups.get(name)))
        for name, own in projection.groups.items()
        if name not in shown.groups
    }
    if others := [own for name, own in projection.groups.items() if name in shown.groups]:
        merging = _merging(movers, few, shown.of_groups.get(OTHERS))
        groups[other_groups(len(others))] = _years(together(others), shown.detail, merging)
    years = _years(projection.years, shown.detail, _merging(movers, few, shown.causes))
    months = projection.months if shown.detail.months else ()
    scenarios = list(_scenarios(projection)) if shown.detail.years else ()
    return Travelling(years, groups, months, scenarios, shown.groups)


def tells_by_hours(projection: Projection, shown: Travelling, hours: Hours) -> bool:
    """Whether the services that have an activity, as one, or the others, are few people; or the years would tell."""
    active = [{name for name, costs in year.services.items() if costs.financed is not None} for year in hours.years]
    crossing, by = projection.crossing, projection.asked.by
    as_one = any(year.last for year in shown.years)
    return as_one or any(is_part_told(crossing, by, shown.together, services) for services in active)


def _scenarios(projection: Projection) -> Iterator[Projection]:
    """The scenarios of which neither the years, nor what they differ by, are of few people."""
    for place in shown_beside(projection.differences, range(1, len(projection.compared) + 1)):
        other = projection.compared[place - 1]
        if EVENTS in other.crossing.ways and Pages(
            other.crossing, other.asked.by, other.months, other.months_of_few
        ).tells_nobody(TOTALS):
            yield other


def _year_by_year(projection: Projection, few: set[Mover], movers: set[Mover]) -> YearByYear:
    """What may be shown year by year; where it cannot be looked at, causes over all years, and none of groups."""
    crossing, by = projection.crossing, projection.asked.by
    if EVENTS in crossing.ways:
        has_months = not few and not is_told(crossing, EVENTS)
        return Pages(crossing, by, projection.months, projection.months_of_few).shown(has_months=has_months)
    hidden = hidden_groups(crossing, [by]).get(by, set(projection.groups))
    causes = hidden_causes(crossing, {by: hidden}, movers, key=lambda mover: mover)
    return YearByYear(DETAILS[1], {year.year: causes for year in projection.years}, hidden, {})


def _merging(movers: set[Mover], few: set[Mover], hidden: CausesOfYears | None) -> Callable[[int], set[Mover]]:
    """The causes put together in a year, with those of `few` people; all, where these are alone or nothing is known."""
    if hidden is None:
        return lambda _year: movers
    return lambda year: movers if few and not hidden[year] - few else hidden[year] | few


def _years(years: Sequence[Year], detail: Detail, hidden: Callable[[int], set[Mover]]) -> list[Year]:
    """The years as they may be shown: with some causes put together, without any, or as one."""
    if not detail.years:
        return [as_one(years)]
    if not detail.causes:
        return [year.unexplained for year in years]
    return [_merged(year, hidden(year.year)) for year in years]


def _merged(year: Year, apart: set[Mover]) -> Year:
    """A year with some of its causes put together."""
    rest = total(sums for mover, sums in year.causes.items() if _is_hidden(mover, apart))
    causes: dict[Mover, Any] = {mover: sums for mover, sums in year.causes.items() if not _is_hidden(mover, apart)}
    merged: Moves = causes | ({Mover(OTHER): rest} if any(rest) else {})
    return year._replace(causes=merged)


def _is_hidden(mover: Mover, hidden: set[Mover]) -> bool:
    """Whether a cause is put together with others; those who come and those who leave tell of one another."""
    if mover.kind in (HIRE, LEAVE, NORIA, HEADCOUNT):
        return bool(hidden & {Mover(HIRE), Mover(LEAVE)})
    return mover.kind != MONTHS and mover in hidden
