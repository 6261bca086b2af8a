"""The months to come for programs (contract §8): amounts as strings with two decimals and a point."""

from typing import Any

from revalo.funding.hours import HourCosts, Hours, HoursOfYear
from revalo.money import plain
from revalo.payroll.projection import Projection
from revalo.people import bill
from revalo.people.bill import Moves, Sums, Year, total
from revalo.people.sums import shown_headcount
from revalo.reports import project_phrases as words
from revalo.reports.json.results import scenario
from revalo.version import notice

SCHEMA = "revalo.project/1"


def projection(projection: Projection, hours: Hours | None = None) -> dict[str, Any]:
    """A payroll in the months to come: all months, by year, month by month, by group; the cost of an hour, if asked."""
    months, years = projection.months, projection.years
    shown = {
        "schema": SCHEMA,
        "from": words.month_name(months[0]),
        "to": words.month_name(months[-1]),
        "total": _amounts(total(year.sums for year in years)),
        "years": [_year(projection, year) for year in years],
        "months": [_month(projection, month) for month in months],
        "by": projection.asked.by,
        "services": [_group(projection, name, own) for name, own in projection.groups.items()],
        "order": words.order(),
        "rows": {
            "in": projection.rows_in,
            "counted": projection.counted,
            "rejected": sum(projection.rejected.values()),
            "outside": projection.outside,
            "skipped": projection.skipped,
        },
        "assumptions": [each._asdict() for each in projection.assumptions],
        "warnings": projection.warnings,
        "notice": notice(),
        **projection.law.provenance,
    }
    if projection.compared:
        shown["compared"] = [_compared(each, projection) for each in projection.compared]
    if hours is not None:
        shown["hours"] = [_hours(each) for each in hours.years]
        assumed = [*projection.assumptions, *hours.assumptions]
        shown["assumptions"] = [each._asdict() for each in assumed]
        shown["warnings"] = [*projection.warnings, *hours.warnings]
    if projection.law.scenarios:
        shown["scenarios"] = [scenario(each) for each in projection.law.scenarios]
    return shown


def _compared(other: Projection, projection: Projection) -> dict[str, Any]:
    """The same rows under a scenario, with the difference to the law as it stands."""
    years = [
        {"year": own.year, **_amounts(own.sums), "difference": _amounts(own.sums.plus(plainly.sums, -1))}
        for own, plainly in zip(other.years, projection.years, strict=True)
    ]
    difference = _amounts(other.total.plus(projection.total, -1))
    return {
        "scenario": scenario(other.law.scenarios[-1]),
        **_amounts(other.total),
        "difference": difference,
        "years": years,
    }


def _hours(year: HoursOfYear) -> dict[str, Any]:
    """The cost of an hour in a year: of all services with an activity, and of each."""
    return {
        "year": year.year,
        **_costs(year.total),
        "floor_tariff": [
            {"from": each.start.isoformat(), "value": None if each.value is None else plain(each.value, 4)}
            for each in year.floor
        ],
        "services": [{"service_id": name, **_costs(costs)} for name, costs in year.services.items()],
    }


def _costs(costs: HourCosts) -> dict[str, Any]:
    return {
        "cost": plain(costs.cost),
        "paid_hours": plain(costs.paid),
        "financed_hours": _known(costs.financed),
        "worked_hours": _known(costs.worked),
        "cost_per_paid_hour": _known(costs.per_paid_hour),
        "cost_per_worked_hour": _known(costs.per_worked_hour),
        "cost_per_financed_hour": _known(costs.per_financed_hour),
    }


def _known(value: int | None) -> str | None:
    return None if value is None else plain(value)


def _year(projection: Projection, year: Year) -> dict[str, Any]:
    """A year, what it is compared with, and why it differs: `amount` in employer cost, `gross` in gross pay."""
    return {
        "year": year.year,
        "months": year.months,
        "people_months": shown_headcount(year.sums.people),
        **_amounts(year.sums),
        "reference": _amounts(year.reference),
        "change": _amounts(year.change),
        "by_cause": _causes(projection, year.causes),
        "gvt": {
            **_amounts(year.cause(*bill.GVT)),
            "rate": _rate(year.rate(*bill.GVT)),
            "noria": _amounts(year.cause(bill.NORIA)),
            "balance_rate": _rate(year.rate(*bill.GVT, bill.NORIA)),
        },
    }


def _month(projection: Projection, month: int) -> dict[str, Any]:
    sums = projection.month(month)
    return {
        "month": words.month_name(month),
        "people": shown_headcount(sums.people),
        **_amounts(sums),
        "by_cause": _causes(projection, projection.moves(month)),
    }


def _group(projection: Projection, name: str, years: tuple[Year, ...]) -> dict[str, Any]:
    return {
        "service_id": name,
        **_amounts(total(year.sums for year in years)),
        "years": [_year(projection, year) for year in years],
    }


def _causes(projection: Projection, moves: Moves) -> list[dict[str, Any]]:
    return [
        {
            "cause": mover.kind,
            "text": mover.text or None,
            "label": words.cause(projection.law, mover),
            "amount": plain(sums.cost),
            "gross": plain(sums.gross),
        }
        for mover, sums in moves.items()
    ]


def _amounts(sums: Sums) -> dict[str, str]:
    return {"gross": plain(sums.gross), "cost": plain(sums.cost)}


def _rate(hundredths: int | None) -> str | None:
    return None if hundredths is None else plain(hundredths)
