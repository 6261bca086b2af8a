"""What an hour will cost: employer cost over the hours paid, the hours worked, and those of the activity."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from revalo.errors import UsageError
from revalo.funding.activity import Activity, Service
from revalo.funding.article47 import cost_per_hour
from revalo.funding.terms import Dated, floor_tariff
from revalo.language import _
from revalo.money import half_up
from revalo.payroll.projection import Projection
from revalo.people.bill import MONTHS_A_YEAR, Year
from revalo.rules.caveats import Assumption


class HourCosts(NamedTuple):
    """A service, or all of them, in the months of a year: employer cost in cents, hours in hundredths.

    `paid`: the hours of the contracts; `worked`: those less leave and absences; `financed`: those of the activity,
    whoever pays for them. The last two are None where the activity does not give them.
    """

    cost: int
    paid: int
    worked: int | None
    financed: int | None

    @property
    def per_paid_hour(self) -> int | None:
        """Cents for each hour paid; None of none."""
        return cost_per_hour(self.cost, self.paid)

    @property
    def per_worked_hour(self) -> int | None:
        """Cents for each hour worked."""
        return None if self.worked is None else cost_per_hour(self.cost, self.worked)

    @property
    def per_financed_hour(self) -> int | None:
        """Cents for each hour of the activity."""
        return None if self.financed is None else cost_per_hour(self.cost, self.financed)


class HoursOfYear(NamedTuple):
    """A year: each service, those with an activity together, and the floor tariffs of the year."""

    year: int
    services: Mapping[str, HourCosts]
    total: HourCosts
    floor: list[Dated]


class Hours(NamedTuple):
    """What hours cost over the years, with what it rests on."""

    years: tuple[HoursOfYear, ...]
    assumptions: tuple[Assumption, ...]
    warnings: tuple[str, ...]


def hours_of(projection: Projection, activity: Activity) -> Hours:
    """What an hour of each service costs in each year; raises `UsageError` where groups are not services."""
    if projection.asked.by != "service":
        raise UsageError("activity-by-service")
    years = tuple(_year(projection, activity, i) for i in range(len(projection.years)))
    return Hours(years, tuple(_assumed(projection, activity)), tuple(_warned(projection, activity, years)))


def _year(projection: Projection, activity: Activity, i: int) -> HoursOfYear:
    own = {name: years[i] for name, years in projection.groups.items()}
    year = projection.years[i].year
    by_service = _services(activity, year)
    services = {name: _costs(each, by_service.get(name)) for name, each in own.items()}
    total = _together([each for each in services.values() if each.financed is not None])
    return HoursOfYear(year, services, total, floor_tariff(projection.law, year, projection.asked.request))


def _together(known: list[HourCosts]) -> HourCosts:
    """Several services; hours that one of them lacks are not known of all."""
    worked, financed = ([getattr(each, name) for each in known] for name in ("worked", "financed"))
    return HourCosts(
        sum(each.cost for each in known), sum(each.paid for each in known), _whole(worked), _whole(financed)
    )


def _whole(hours: list[int | None]) -> int | None:
    return None if None in hours or not hours else sum(each or 0 for each in hours)


def _costs(year: Year, service: Service | None) -> HourCosts:
    """Those of a service; the hours of its activity for as many months as the year has."""
    worked, financed = (
        int(half_up(hours * year.months, MONTHS_A_YEAR)) or None if service else None
        for hours in ((service.worked, service.hours) if service else (0, 0))
    )
    return HourCosts(year.sums.cost, year.sums.hours, worked, financed)


def _services(activity: Activity, year: int) -> Mapping[str, Service]:
    """The services of a year; of a later one than the file has, those of its last year."""
    return activity.services(_year_of(activity, year))


def _year_of(activity: Activity, year: int) -> int:
    known = [each for each in activity.years if each is not None]
    return year if None in activity.years or not known else min(max(year, min(known)), max(known))


def _assumed(projection: Projection, activity: Activity) -> Iterator[Assumption]:
    years = [year.year for year in projection.years]
    if None in activity.years:
        yield Assumption(
            "hours", "", _("activity file without years: its hours are those of each year, month for month")
        )
    for year in years:
        other = _year_of(activity, year)
        if other != year:
            yield Assumption(
                "hours",
                str(other),
                _("{year}: the hours of the activity file are those of {other}").format(year=year, other=other),
            )


def _warned(projection: Projection, activity: Activity, hours: tuple[HoursOfYear, ...]) -> Iterator[str]:
    yield from (remark.text for remark in activity.remarks)
    active = {name for year in projection.years for name in _services(activity, year.year)}
    if unknown := [name for name in projection.groups if name not in active]:
        yield _("services of the payroll file that the activity file lacks, without cost per hour: {number}").format(
            number=len(unknown)
        )
    if absent := active - set(projection.groups):
        yield _("services of the activity file without anybody in the payroll file: {number}").format(
            number=len(absent)
        )
    if any(each.worked is None for year in hours for each in year.services.values() if each.financed):
        yield _("activity file without hours worked (hours_worked): no cost per hour worked; hours paid include leave")
    yield _("the cost per hour is that of the staff carried: no premises, travel or overheads")
