"""The JSON of the public contract: amounts as strings with two decimals and a point."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from revalo import language
from revalo.analysis.attribution import Effect
from revalo.analysis.comparison import Comparison
from revalo.grids.binding import Binding
from revalo.grids.decomposition import SET, TEXT, cause_label, order_of_causes
from revalo.grids.tables import Scenario
from revalo.money import plain
from revalo.reports.phrases import announced, imagined, line_label
from revalo.reports.terminal.fitting import printable
from revalo.rules import trace
from revalo.rules.formulas import place
from revalo.rules.net import NetRequest, net, rates
from revalo.rules.one_off import OneOffBonus
from revalo.rules.payslip import Payslip
from revalo.rules.trace import Computed, weakest
from revalo.version import notice

if TYPE_CHECKING:
    from revalo.analysis.employer_cost import EmployerCosts
    from revalo.rules.employer.cost import EmployerCost

SCHEMA = "revalo.compute/1"


def write(shown: object) -> None:
    """Write an object on standard output, alone; escaped where the terminal's encoding lacks a character."""
    text = json.dumps(shown, ensure_ascii=False, indent=2)
    sys.stdout.write((text if printable(text) else json.dumps(shown, indent=2)) + "\n")


def comparison(
    comparison: Comparison,
    split: Sequence[Effect],
    costs: "EmployerCosts | None" = None,
    net_request: NetRequest | None = None,
) -> dict[str, Any]:
    """One person, before and after (contract §4), the difference split by cause (`split`).

    Each side with what it costs and an estimate of net pay, if asked.
    """
    shown: dict[str, Any] = {
        "schema": SCHEMA,
        "employee": comparison.employee.given_inputs(),
        "before": side(comparison.before, net_request),
        "after": side(comparison.after, net_request),
        "difference": {
            "gross": plain(comparison.difference),
            "percent": None if comparison.percent is None else plain(comparison.percent),
            "by_text": [_caused(comparison, effect) for effect in split],
            "order": order_of_causes(),
        },
        "assumptions": [assumption._asdict() for assumption in comparison.assumptions],
        "warnings": [each.text for each in comparison.warnings],
        "notice": notice(),
        **comparison.before.binding.law.provenance,
    }
    if scenarios := imagined(comparison.after):
        shown["scenarios"] = [scenario(each) for each in scenarios]
    if costs is not None:
        shown["before"] |= _cost(costs.before)
        shown["after"] |= _cost(costs.after)
        shown["difference"]["employer_cost"] = amounts(costs.difference) | {"lost_exemption": plain(costs.lost)}
    if comparison.one_off:
        shown["once"] = [_once(each) for each in comparison.one_off]
    return shown


def _caused(comparison: Comparison, effect: Effect) -> dict[str, Any]:
    """What one cause changed: `text` (null where it is not one), the day it starts, its share, line by line."""
    cause = effect.cause
    return {
        "cause": cause.kind,
        "text": cause.name if cause.kind == TEXT else None,
        **({"set": cause.name} if cause.kind == SET else {}),
        "from": cause.start.isoformat() if cause.start else None,
        "label": cause_label(comparison.after.binding.law, cause),
        "amount": plain(effect.amount),
        "lines": [{"id": name, "amount": plain(effect.lines[name])} for name in sorted(effect.lines, key=place)],
    }


def scenario(laid: Scenario) -> dict[str, str]:
    """A what-if: its name, its title, its file and its hash."""
    title = language.label(laid.title)
    return {"name": laid.name, "title": title, "file": laid.file, "fingerprint": laid.fingerprint}


def _falls(binding: Binding) -> list[dict[str, Any]]:
    """What falls with the texts left out, by text; `what`: the paths of the tables."""
    return [{"text": each.text, "because_of": each.because_of, "what": list(each.paths)} for each in binding.falls()]


def _once(bonus: OneOffBonus) -> dict[str, Any]:
    texts = dict.fromkeys(each.version.text for each in (bonus.full, bonus.kept) if each.version)
    return {
        "id": bonus.measure,
        "label": bonus.full.label,
        "amount": plain(bonus.amount),
        "formula": f"{plain(bonus.full.value)} × {plain(bonus.kept.value, 2, 0)} %",
        "texts": list(texts),
        "confidence": weakest([bonus.full.confidence, bonus.kept.confidence]),
    }


def _net(slip: Payslip, request: NetRequest) -> dict[str, Any]:
    """The estimate of net pay; of each measure too, beside the net amount that was announced."""
    estimate = net(slip, request)
    measures = {
        name.removeprefix("segur."): {
            "net": plain(estimate.of_measure(slip, name)),
            "announced": announced(slip, name),
        }
        for name in slip.lines
        if name.startswith("segur.")
    }
    detail = {"estimate": True, **rates(estimate), "measures": measures}
    return {"net": plain(estimate.amount), "net_detail": detail}


def _cost(cost: "EmployerCost") -> dict[str, Any]:
    """What a side costs; `employer_cost_lines`: its lines as those of the pay."""
    return {"employer_cost": amounts(cost.amounts), "employer_cost_lines": lines(cost)}


def amounts(cents: Mapping[str, int]) -> dict[str, str]:
    """Amounts by name, as text."""
    return {name: plain(each) for name, each in cents.items()}


def side(slip: Payslip, net_request: NetRequest | None = None) -> dict[str, Any]:
    """One side: its day, its gross, its lines, and what sets its reading of the law apart."""
    choices, law = slip.binding.choices, slip.binding.law
    reading = {
        "without": law.names(choices.without),
        "with": law.names(choices.with_),
        "known_on": choices.known_on.isoformat() if choices.known_on else None,
        "set": dict(choices.settings),
        "falls_with": _falls(slip.binding),
    }
    return {
        "date": choices.day.isoformat(),
        "gross": plain(slip.gross),
        "lines": lines(slip),
        **({} if net_request is None else _net(slip, net_request)),
        **{name: value for name, value in reading.items() if value},
    }


def lines(slip: Computed) -> list[dict[str, Any]]:
    """The lines of a payslip or of a cost, each with its formula, its texts and the weakest confidence behind it."""
    return [
        {
            "id": name,
            "label": line_label(slip, name),
            "amount": plain(amount),
            "formula": trace.written_formula(slip, name),
            "texts": trace.texts(slip, name),
            "confidence": trace.confidence(slip, name),
        }
        for name, amount in slip.lines.items()
    ]
