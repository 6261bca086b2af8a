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


def projection(found: Projection, hours: Hours | None = None) -> dict[str, Any]:
    """A payroll in the months to come: all months, by year, month by month, by group; the cost of an hour, if asked."""
    months, years = found.months, found.years
    shown = {
        "schema": SCHEMA,
        "from": words.month_name(months[0]),
        "to": words.month_name(months[-1]),
        "total": _amounts(total(year.sums for year in years)),
        "years": [_year(found, year) for year in years],
        "months": [_month(found, month) for month in months],
        "by": found.asked.by,
        "services": [_group(found, name, own) for name, own in found.groups.items()],
        "order": words.order(),
        "rows": {
            "in": found.rows_in,
            "counted": found.counted,
            "rejected": sum(found.rejected.values()),
            "outside": found.outside,
            "skipped": found.skipped,
        },
        "assumptions": [each._asdict() for each in found.assumptions],
        "warnings": found.warnings,
        "notice": notice(),
        **found.law.provenance,
    }
    if found.compared:
        shown["compared"] = [_compared(each, found) for each in found.compared]
    if hours is not None:
        shown["hours"] = [_hours(each) for each in hours.years]
        assumed = [*found.assumptions, *hours.assumptions]
        shown["assumptions"] = [each._asdict() for each in assumed]
        shown["warnings"] = [*found.warnings, *hours.warnings]
    if found.law.scenarios:
        shown["scenarios"] = [scenario(each) for each in found.law.scenarios]
    return shown


def _compared(each: Projection, found: Projection) -> dict[str, Any]:
    """The same rows under a scenario, with the difference to the law as it stands."""
    years = [
        {"year": own.year, **_amounts(own.sums), "difference": _amounts(own.sums.plus(plainly.sums, -1))}
        for own, plainly in zip(each.years, found.years, strict=True)
    ]
    difference = _amounts(each.total.plus(found.total, -1))
    return {
        "scenario": scenario(each.law.scenarios[-1]),
        **_amounts(each.total),
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


def _year(found: Projection, year: Year) -> dict[str, Any]:
    """A year, what it is compared with, and why it differs: `amount` in employer cost, `gross` in gross pay."""
    return {
        "year": year.year,
        "months": year.months,
        "people_months": shown_headcount(year.sums.people),
        **_amounts(year.sums),
        "reference": _amounts(year.reference),
        "change": _amounts(year.change),
        "by_cause": _causes(found, year.causes),
        "gvt": {
            **_amounts(year.cause(*bill.GVT)),
            "rate": _rate(year.rate(*bill.GVT)),
            "noria": _amounts(year.cause(bill.NORIA)),
            "balance_rate": _rate(year.rate(*bill.GVT, bill.NORIA)),
        },
    }


def _month(found: Projection, month: int) -> dict[str, Any]:
    sums = found.month(month)
    return {
        "month": words.month_name(month),
        "people": shown_headcount(sums.people),
        **_amounts(sums),
        "by_cause": _causes(found, found.moves(month)),
    }


def _group(found: Projection, name: str, years: tuple[Year, ...]) -> dict[str, Any]:
    return {
        "service_id": name,
        **_amounts(total(year.sums for year in years)),
        "years": [_year(found, year) for year in years],
    }


def _causes(found: Projection, moves: Moves) -> list[dict[str, Any]]:
    return [
        {
            "cause": mover.kind,
            "text": mover.text or None,
            "label": words.cause(found.law, mover),
            "amount": plain(sums.cost),
            "gross": plain(sums.gross),
        }
        for mover, sums in moves.items()
    ]


def _amounts(sums: Sums) -> dict[str, str]:
    return {"gross": plain(sums.gross), "cost": plain(sums.cost)}


def _rate(hundredths: int | None) -> str | None:
    return None if hundredths is None else plain(hundredths)
