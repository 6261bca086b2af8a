"""`revalo fund` for programs (contract §6): amounts and hours as strings, null where the law does not say."""

from typing import Any

from revalo.funding.article47 import cost_per_hour, shown_share
from revalo.funding.costs import Month
from revalo.funding.covid import Bonus, Bonuses
from revalo.funding.settlement import Amounts, DepartmentShare, ServiceShare, Year, ranks
from revalo.funding.study import Study
from revalo.funding.terms import Dated
from revalo.grids.law import Law
from revalo.money import half_up, plain
from revalo.people.columns import first_day
from revalo.people.sums import shown_headcount
from revalo.reports.fund_phrases import compared, differences
from revalo.reports.json.results import scenario
from revalo.version import notice

SCHEMA = "revalo.fund/1"
SCHEMA_OF_YEARS = "revalo.fund.years/1"
SCHEMA_OF_COVID = "revalo.fund.covid/1"
YEAR = 12  # months


def fund(study: Study, *, national: bool = False) -> dict[str, Any]:
    """One object for each year; several years in a list, with the totals of each side by side (`evolution`)."""
    years = [_year(study, year, national=national) for year in study.years]
    if len(years) == 1:
        return years[0]
    evolution = [{"year": year.law.year, **amounts(year.total)} for year in study.years]
    return {"schema": SCHEMA_OF_YEARS, "years": years, "evolution": evolution}


def _year(whole: Study, year: Year, *, national: bool) -> dict[str, Any]:
    shown = {
        "schema": SCHEMA,
        "year": year.law.year,
        "rate": plain(year.law.terms.rate, 6, 0),
        "hourly_amount": _known(year.law.terms.hourly, 4),
        "advance_by": year.law.advance_by.isoformat() if year.law.advance_by else None,
        "advance_day": year.law.advance_day,
        "balance_by": year.law.balance_by.isoformat() if year.law.balance_by else None,
        "departments": [_department(each, ranks(year)) for each in year.departments],
        "total": amounts(year.total),
        "beside": {"floor_tariff": _dated(year.law.floor_tariff), "complement": _dated(year.law.complement)},
        "rows": {
            "in": whole.costs.rows_in,
            "rejected": sum(whole.costs.rejected.values()),
            "skipped": whole.costs.skipped,
        },
        "complete": not whole.costs.incomplete[year.law.year],
        "assumptions": [each._asdict() for each in whole.assumptions[year.law.year]],
        "warnings": [
            *(each.text for each in whole.remarks),
            *(each.words for each in whole.warnings[year.law.year]),
        ],
        "texts": [text.id for text in whole.texts],
        "notice": notice(),
        **whole.law.provenance,
    }
    if national:
        shown["national"] = {"envelope": _known(year.law.envelope), "aid": plain(year.total.aid)}
    if whole.compared:
        shown["compared"] = [_under_scenario(study, other, year) for study, other in compared(whole, year.law.year)]
    if whole.law.scenarios:
        shown["scenarios"] = [scenario(each) for each in whole.law.scenarios]
    return shown


def _under_scenario(study: Study, other: Year, stands: Year) -> dict[str, Any]:
    """A year under a scenario, with the differences to the law as it stands."""
    own = {each.code: each.amounts for each in stands.departments}
    return {
        "scenario": scenario(study.law.scenarios[-1]),
        "total": amounts(other.total),
        "difference": _differences(other.total, stands.total),
        "departments": [
            {
                "department": each.code,
                **amounts(each.amounts),
                "difference": _differences(each.amounts, own[each.code]),
            }
            for each in other.departments
        ],
    }


def _differences(sums: Amounts, stands: Amounts) -> dict[str, str]:
    return {name: plain(cents) for name, cents in differences(sums, stands).items()}


def amounts(sums: Amounts) -> dict[str, Any]:
    """The amounts of a département or of a total."""
    return {
        "cost": plain(sums.cost),
        "others": plain(sums.others),
        "users": plain(sums.users),
        "borne": plain(sums.borne),
        "hours": plain(sums.hours),
        "cap_share": plain(sums.cap_share),
        "cap_hours": _known(sums.cap_hours),
        "aid": plain(sums.aid),
        "advance": _known(sums.advance),
        "balance": _known(sums.balance),
        "remainder": plain(sums.remainder),
        "borne_per_hour": _known(cost_per_hour(sums.borne, sums.hours)),
        "aid_per_hour": _known(cost_per_hour(sums.aid, sums.hours)),
        "remainder_per_hour": _known(cost_per_hour(sums.remainder, sums.hours)),
    }


def _department(department: DepartmentShare, rank: dict[str, int]) -> dict[str, Any]:
    services = [_service(service, rank) for service in department.services]
    return {
        "department": department.code,
        **amounts(department.amounts),
        "binding": department.binding,
        "services": services,
    }


def _service(share: ServiceShare, rank: dict[str, int]) -> dict[str, Any]:
    service = share.service
    return {
        "service_id": service.name,
        "cost": plain(share.cost),
        "share": plain(shown_share(service.funded, service.hours), 4, 4),
        "others": plain(share.others),
        "users": plain(share.users),
        "borne": plain(share.borne),
        "cost_per_hour": _known(cost_per_hour(share.cost, service.hours)),
        "rank": rank[service.name],
        "hours": plain(service.hours),
        "funded_hours": plain(service.funded),
        "participation": plain(service.participation, 6, 0),
        "gross_gain": plain(share.gain),
        "cost_per_person_year": _known(_a_year(share)),
        "months": [_month(month, sums) for month, sums in share.months.items()],
    }


def _month(month: int, sums: Month) -> dict[str, Any]:
    name = first_day(month).strftime("%Y-%m")
    return {"month": name, "people": shown_headcount(sums.people), "cost": plain(sums.cost)}


def _a_year(share: ServiceShare) -> int | None:
    """What the raises cost for a person in a year, in cents; None where there is nobody."""
    people = share.people
    return half_up(YEAR * share.cost * people.denominator, people.numerator) if people else None


def covid(law: Law, bonuses: Bonuses) -> dict[str, Any]:
    """The Covid bonus of home care, by département and service."""
    return {
        "schema": SCHEMA_OF_COVID,
        "amount": plain(bonuses.amount),
        "departments": [
            {"department": code, **_bonus(total), "services": [_named(name, each) for name, each in services.items()]}
            for code, (total, services) in bonuses.departments.items()
        ],
        "total": _bonus(bonuses.total),
        "rows": {"in": bonuses.rows_in, "rejected": sum(bonuses.rejected.values()), "left_aside": bonuses.aside},
        "warnings": [each.text for each in bonuses.remarks],
        "notice": notice(),
        **law.provenance,
    }


def _named(name: str, bonus: Bonus) -> dict[str, Any]:
    return {"service_id": name, "people": shown_headcount(bonus.people), "bonus": plain(bonus.amount)}


def _bonus(bonus: Bonus) -> dict[str, Any]:
    return {
        "people": shown_headcount(bonus.people),
        "bonus": plain(bonus.amount),
        "aid": plain(bonus.aid),
        "remainder": plain(bonus.amount - bonus.aid),
    }


def _dated(values: list[Dated]) -> list[dict[str, Any]]:
    return [{"from": each.start.isoformat(), "value": _known(each.value, 4)} for each in values]


def _known(value: int | None, places: int = 2) -> str | None:
    return None if value is None else plain(value, places)
