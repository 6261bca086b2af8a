"""Months as CSV, in the dialect of the language: one row for each month."""

from pathlib import Path

from revalo.analysis.arrears import Arrears
from revalo.analysis.changes import Change
from revalo.analysis.timeline import Timeline
from revalo.language import _
from revalo.payroll.writing.dialect import write_rows
from revalo.payroll.writing.provenance import origin

TIMELINE = ("month", "gross", "minimum_wage", "change", "texts", "changes", "gain", "cumulated_gain")
COSTS = {"contributions": "contributions", "exemption": "exemption", "payroll_tax": "payroll_tax", "cost": "total"}
ARREARS = ("month", "known_on", "paid", "due", "owed", "texts")


def write_timeline(path: Path, timeline: Timeline) -> None:
    """Write the months of a timeline; `change` is the gross less that of the month before; costs where asked for."""
    rows: list[list[int | str | None]] = []
    before = timeline.months[0].slip.gross
    for row in timeline.months:
        gross = row.slip.gross
        what = _("; ").join(change.what for change in row.changes)
        month = row.slip.binding.choices.day.strftime("%Y-%m")
        amounts = (gross, row.minimum_wage, gross - before)
        costs = [] if row.cost is None else [row.cost.amounts[name] for name in COSTS.values()]
        rows.append([month, *amounts, _texts(row.changes), what, row.gain, row.cumulated, *costs])
        before = gross
    header = TIMELINE if timeline.cost is None else (*TIMELINE, *COSTS)
    write_rows(path, header, rows, origin(timeline.months[0].slip.binding.law))


def write_arrears(path: Path, arrears: Arrears) -> None:
    """Write the months of arrears."""
    rows: list[list[int | str | None]] = []
    for row in arrears.months:
        month = row.due.binding.choices.day.strftime("%Y-%m")
        known = row.paid.binding.choices.known_on
        rows.append([month, str(known or ""), row.paid.gross, row.due.gross, row.amount, " ".join(row.texts)])
    write_rows(path, ARREARS, rows, origin(arrears.months[0].due.binding.law))


def _texts(changes: tuple[Change, ...]) -> str:
    """The texts of some changes, each once."""
    return " ".join(dict.fromkeys(change.text for change in changes if change.text))
