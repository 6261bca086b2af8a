"""Who pays: from what each service's raises cost to the aid of each département, to the cent."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from revalo.errors import Unbalanced
from revalo.funding import article47
from revalo.funding.activity import Service
from revalo.funding.article47 import Aid
from revalo.funding.costs import Month
from revalo.funding.terms import YearLaw
from revalo.people.sums import Headcount, whole_or_part


class ServiceShare(NamedTuple):
    """A service in a year. Cents; `people`: headcount summed over the months; `months`: what each cost.

    cost = `others` + `users` + `borne`.
    """

    service: Service
    months: Mapping[int, Month]
    cost: int
    by_department: int
    borne: int

    @property
    def others(self) -> int:
        """What other financers bear: the hours that the département does not pay."""
        return self.cost - self.by_department

    @property
    def users(self) -> int:
        """What users bear of the hours that the département pays."""
        return self.by_department - self.borne

    @property
    def people(self) -> Headcount:
        """People counted, month after month."""
        return whole_or_part(sum((month.people for month in self.months.values()), Fraction(0)))

    @property
    def gain(self) -> int:
        """The rise of gross pay."""
        return sum(month.gain for month in self.months.values())


class Amounts(NamedTuple):
    """Sums over services, then over départements. Cents; hours in hundredths; None where not known."""

    people: Headcount
    gain: int
    cost: int
    others: int
    users: int
    borne: int
    hours: int
    cap_share: int
    cap_hours: int | None
    aid: int
    other_aid: int | None
    advance: int | None
    balance: int | None

    @property
    def remainder(self) -> int:
        """What is left to the département."""
        return self.borne - self.aid


class DepartmentShare(NamedTuple):
    """A département in a year: its amounts, what limits the aid, its services."""

    code: str
    amounts: Amounts
    binding: str
    services: list[ServiceShare]


class Year(NamedTuple):
    """A year settled, and the sums of its départements."""

    law: YearLaw
    departments: list[DepartmentShare]
    total: Amounts

    @property
    def services(self) -> list[ServiceShare]:
        """Every service, département after département."""
        return [service for department in self.departments for service in department.services]


def settled(law: YearLaw, services: Mapping[str, Service], months: Mapping[str, Mapping[int, Month]]) -> Year:
    """The year of some services: `months` is what each cost, by name."""
    by_department: dict[str, list[ServiceShare]] = {}
    for name, service in services.items():
        by_department.setdefault(service.department, []).append(_service(service, months.get(name, {})))
    departments = [_department(law, code, by_department[code]) for code in sorted(by_department)]
    return Year(law, departments, _total([each.amounts for each in departments]))


def balanced(year: Year, months: Mapping[str, Mapping[int, Month]]) -> Year:
    """The year, if its total is the sum of all months counted, and of what each financer bears."""
    total, counted = year.total, [month for service in months.values() for month in service.values()]
    even = (
        total.people == sum(month.people for month in counted),
        total.gain == sum(month.gain for month in counted),
        total.cost == sum(month.cost for month in counted) == total.others + total.users + total.borne,
        None in (total.advance, total.balance) or total.aid == (total.advance or 0) + (total.balance or 0),
    )
    if not all(even):
        raise Unbalanced
    return year


def _service(service: Service, months: Mapping[int, Month]) -> ServiceShare:
    cost = sum(month.cost for month in months.values())
    return ServiceShare(
        service,
        dict(sorted(months.items())),
        cost,
        article47.paid_by_department(cost, service.funded, service.hours),
        article47.borne(cost, service.funded, service.hours, service.participation),
    )


def _department(law: YearLaw, code: str, services: list[ServiceShare]) -> DepartmentShare:
    borne = sum(each.borne for each in services)
    hours = sum(each.service.funded for each in services)
    aid = article47.aid(borne, hours, law.terms)
    return DepartmentShare(code, _amounts(services, borne, hours, aid), aid.binding, services)


def _amounts(services: list[ServiceShare], borne: int, hours: int, aid: Aid) -> Amounts:
    return Amounts(
        people=whole_or_part(sum((each.people for each in services), Fraction(0))),
        gain=sum(each.gain for each in services),
        cost=sum(each.cost for each in services),
        others=sum(each.others for each in services),
        users=sum(each.users for each in services),
        borne=borne,
        hours=hours,
        cap_share=aid.cap_share,
        cap_hours=aid.cap_hours,
        aid=aid.amount,
        other_aid=aid.other,
        advance=aid.advance,
        balance=aid.balance,
    )


def _total(amounts: list[Amounts]) -> Amounts:
    """The sums of some amounts, column by column."""
    return Amounts._make(map(_sum, zip(*amounts, strict=True)))


def _sum(figures: Iterable[Headcount | None]) -> Headcount | None:
    """A sum; not known where one figure is not."""
    known = list(figures)
    return None if None in known else whole_or_part(sum((each for each in known if each is not None), Fraction(0)))


def ranks(year: Year) -> dict[str, int]:
    """The rank of each service by what its raises cost an hour, the dearest first; equals share a rank."""
    costs = {each.service.name: article47.cost_per_hour(each.cost, each.service.hours) or 0 for each in year.services}
    ordered = sorted(costs.values(), reverse=True)
    return {name: ordered.index(cost) + 1 for name, cost in costs.items()}
