"""The JSON of `revalo law diff`: figures as text, with a point and without their unit."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from revalo import language
from revalo.grids import units
from revalo.grids.binding import Choices
from revalo.grids.history import Change, Figures, Step
from revalo.grids.law import Law
from revalo.grids.tables import Table
from revalo.reports.json.results import scenario
from revalo.version import notice

SCHEMA = "revalo.law-diff/1"


def law_diff(law: Law, first: Choices, last: date, changes: Sequence[Change]) -> dict[str, Any]:
    """What changed between two days; a figure that was or is absent is null."""
    texts = sorted({(step.start, step.version.text) for change in changes for step in change.steps})
    reading = {
        "without": law.names(first.without),
        "with": law.names(first.with_),
        "known_on": first.known_on.isoformat() if first.known_on else None,
        "scenarios": [scenario(each) for each in law.scenarios],
    }
    return {
        "schema": SCHEMA,
        "from": first.day.isoformat(),
        "to": last.isoformat(),
        "member": first.member,
        **{name: value for name, value in reading.items() if value},
        "texts": [
            {"date": start.isoformat(), "id": name, "title": language.label(law.text(name).title)}
            for start, name in texts
        ],
        "parameters": [_parameter(change) for change in changes],
        "notice": notice(),
        **law.provenance,
    }


def _parameter(change: Change) -> dict[str, Any]:
    table = change.table
    return {
        "path": table.path,
        "label": language.label(table.label),
        "unit": table.unit,
        "figures": [
            {"key": each.key or None, "before": _written(table, each.before), "after": _written(table, each.after)}
            for each in change.figures
        ],
        "steps": [_step(table, step) for step in change.steps],
    }


def _step(table: Table, step: Step) -> dict[str, Any]:
    version = step.version
    return {
        "from": step.start.isoformat(),
        "text": version.text,
        "confidence": version.confidence,
        "value": _value(table, step.figures),
    }


def _value(table: Table, figures: Figures) -> str | dict[str, str | None] | None:
    """The whole value: text, or a mapping by key; null where it was not found."""
    if not figures:
        return None
    written = {key: _written(table, figure) for key, figure in figures.items()}
    return written.get("", written)


def _written(table: Table, value: int | str | None) -> str | None:
    return None if value is None else units.format_plain(value, table.unit).removesuffix(" %")
