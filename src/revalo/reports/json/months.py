"""Months as the JSON of the public contract: amounts as strings with two decimals and a point."""

from itertools import accumulate
from typing import Any

from revalo.analysis.arrears import Arrears, Owed
from revalo.analysis.changes import Change
from revalo.analysis.classifications import Column
from revalo.analysis.timeline import Month, Timeline
from revalo.grids.law import Law
from revalo.money import plain
from revalo.reports.json.results import amounts, lines, scenario
from revalo.rules.caveats import Assumption, PayWarning
from revalo.rules.payslip import Payslip
from revalo.version import notice

TIMELINE, COMPARE, ARREARS = "revalo.timeline/1", "revalo.compare/1", "revalo.arrears/1"


def timeline(timeline: Timeline) -> dict[str, Any]:
    """One person, month by month (contract §7): every month, with what changed since the one before."""
    return {
        "schema": TIMELINE,
        "employee": timeline.employee.given_inputs(),
        "months": [_month(month) for month in timeline.months],
        "total": {"gross": plain(timeline.gross), "gain": plain(timeline.gain), **_total_cost(timeline)},
        **_remarks(timeline.assumptions, timeline.warnings),
        **_end(timeline.months[0].slip.binding.law),
    }


def _month(month: Month) -> dict[str, Any]:
    return {
        "month": _named(month.slip),
        "gross": plain(month.slip.gross),
        "lines": lines(month.slip),
        "changes": [_change(change) for change in month.changes],
        "minimum_wage": None if month.minimum_wage is None else plain(month.minimum_wage),
        "gain": plain(month.gain),
        "cumulated_gain": plain(month.cumulated),
        **({} if month.cost is None else {"employer_cost": amounts(month.cost.amounts)}),
    }


def _total_cost(timeline: Timeline) -> dict[str, str]:
    return {} if timeline.cost is None else {"employer_cost": plain(timeline.cost)}


def _change(change: Change) -> dict[str, Any]:
    return {"text": change.text, "what": change.what, "felt": change.has_effect}


def arrears(arrears: Arrears) -> dict[str, Any]:
    """What is owed for texts known late: every month, as paid and as due."""
    return {
        "schema": ARREARS,
        "employee": arrears.employee.given_inputs(),
        "months": [_owed(month) for month in arrears.months],
        "total": {"paid": plain(arrears.paid), "due": plain(arrears.due), "owed": plain(arrears.due - arrears.paid)},
        "late": {text: day and day.isoformat() for text, day in arrears.late.items()},
        **_remarks(arrears.assumptions, arrears.warnings),
        **_end(arrears.months[0].due.binding.law),
    }


def _owed(month: Owed) -> dict[str, Any]:
    known = month.paid.binding.choices.known_on
    return {
        "month": _named(month.due),
        "known_on": known and known.isoformat(),
        "paid": plain(month.paid.gross),
        "due": plain(month.due.gross),
        "owed": plain(month.amount),
        "texts": list(month.texts),
        "changes": [_change(change) for change in month.changes],
    }


def compare(columns: list[Column], *, by_month: bool) -> dict[str, Any]:
    """Classifications side by side: a payslip each, or their months with the difference to the first, cumulated."""
    first = columns[0]
    return {
        "schema": COMPARE,
        "columns": [_months(each, first) if by_month else _day(each, first) for each in columns],
        **_end(first.slips[0].binding.law),
    }


def _day(column: Column, first: Column) -> dict[str, Any]:
    slip = column.slips[0]
    shown = {"date": slip.binding.choices.day.isoformat(), "gross": plain(slip.gross), "lines": lines(slip)}
    return _column(column, first, shown)


def _months(column: Column, first: Column) -> dict[str, Any]:
    gaps = [slip.gross - other.gross for slip, other in zip(column.slips, first.slips, strict=True)]
    shown = [
        {
            "month": _named(slip),
            "gross": plain(slip.gross),
            "lines": lines(slip),
            "difference": plain(gap),
            "cumulated_difference": plain(cumulated),
        }
        for slip, gap, cumulated in zip(column.slips, gaps, accumulate(gaps), strict=True)
    ]
    return _column(column, first, {"months": shown, "gross": plain(column.gross)})


def _column(column: Column, first: Column, shown: dict[str, Any]) -> dict[str, Any]:
    share = column.percent(first)
    return {
        "versus": ",".join(column.given) or None,
        "employee": column.slips[0].employee.given_inputs(),
        **shown,
        "difference": {"gross": plain(column.less(first)), "percent": None if share is None else plain(share)},
        **_remarks(column.assumptions, column.warnings),
    }


def _named(slip: Payslip) -> str:
    return slip.binding.choices.day.strftime("%Y-%m")


def _remarks(assumptions: tuple[Assumption, ...], warnings: tuple[PayWarning, ...]) -> dict[str, Any]:
    return {"assumptions": [each._asdict() for each in assumptions], "warnings": [each.text for each in warnings]}


def _end(law: Law) -> dict[str, Any]:
    scenarios = {"scenarios": [scenario(each) for each in law.scenarios]} if law.scenarios else {}
    return {**scenarios, "notice": notice(), **law.provenance}
