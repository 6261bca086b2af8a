"""The JSON of the public contract: amounts as strings with two decimals and a point."""

from typing import Any

from revalo.money import plain
from revalo.reports.words import line_label, notice
from revalo.rules import trace
from revalo.rules.comparison import Comparison
from revalo.rules.payslip import Payslip

SCHEMA = "revalo.compute/1"


def comparison(found: Comparison) -> dict[str, Any]:
    """One person, before and after (contract §4)."""
    return {
        "schema": SCHEMA,
        "employee": found.employee.understood(),
        "before": side(found.before),
        "after": side(found.after),
        "difference": {
            "gross": plain(found.difference),
            "percent": None if found.percent is None else plain(found.percent),
        },
        "assumptions": [assumption._asdict() for assumption in found.assumptions],
        "warnings": list(found.warnings),
        "notice": notice(),
        "law": found.before.binding.law.fingerprint,
    }


def side(slip: Payslip) -> dict[str, Any]:
    """One side: its day, its gross, its lines, and what sets its reading of the law apart."""
    choices, law = slip.binding.choices, slip.binding.law
    reading = {
        "without": law.names(choices.without),
        "with": law.names(choices.with_),
        "known_on": choices.known_on.isoformat() if choices.known_on else None,
        "set": dict(choices.settings),
    }
    return {
        "date": choices.day.isoformat(),
        "gross": plain(slip.gross),
        "lines": [
            {
                "id": name,
                "label": line_label(slip, name),
                "amount": plain(amount),
                "formula": trace.written_formula(slip, name),
                "texts": trace.texts(slip, name),
                "confidence": trace.confidence(slip, name),
            }
            for name, amount in slip.lines.items()
        ],
    } | {name: value for name, value in reading.items() if value}
