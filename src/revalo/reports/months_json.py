"""Months as the JSON of the public contract: amounts as strings with two decimals and a point."""

from typing import Any

from revalo.money import plain
from revalo.reports.as_json import lines
from revalo.reports.words import notice
from revalo.rules.changes import Change
from revalo.rules.timeline import Month, Timeline

TIMELINE = "revalo.timeline/1"


def timeline(found: Timeline) -> dict[str, Any]:
    """One person, month by month (contract §7): every month, with what changed since the one before."""
    return {
        "schema": TIMELINE,
        "employee": found.employee.understood(),
        "months": [_month(month) for month in found.months],
        "total": {"gross": plain(found.gross), "gain": plain(found.gain)},
        "assumptions": [assumption._asdict() for assumption in found.assumptions],
        "warnings": list(found.warnings),
        "notice": notice(),
        "law": found.months[0].slip.binding.law.fingerprint,
    }


def _month(month: Month) -> dict[str, Any]:
    return {
        "month": month.slip.binding.choices.day.strftime("%Y-%m"),
        "gross": plain(month.slip.gross),
        "lines": lines(month.slip),
        "changes": [_change(change) for change in month.changes],
        "minimum_wage": None if month.minimum_wage is None else plain(month.minimum_wage),
        "gain": plain(month.gain),
        "cumulated_gain": plain(month.cumulated),
    }


def _change(change: Change) -> dict[str, Any]:
    return {"text": change.text, "what": change.what, "felt": change.felt}
