"""Where a line comes from: its formula with the numbers, the figures used, their texts, the weakest confidence."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Protocol

from revalo.grids import units
from revalo.grids.binding import Binding, LawFigure
from revalo.rules.graph import Formula, Result
from revalo.rules.inputs import Input

CONFIDENCES = ("primary", "secondary", "derived", "assumed")
TIME = ("worked", "full_time", "hours_of_month")
_NAME = re.compile(r"\{([\w.-]+)\}")


class Computed(Protocol):
    """What was computed under a binding: a payslip, or what it costs the employer."""

    @property
    def binding(self) -> Binding:
        """The law it was computed under."""

    @property
    def inputs(self) -> Mapping[str, Input]:
        """The inputs of the formulas."""

    @property
    def formulas(self) -> Mapping[str, Formula]:
        """The formulas by name."""

    @property
    def results(self) -> Mapping[str, Result]:
        """What each formula gave."""

    @property
    def lines(self) -> Mapping[str, int]:
        """The lines shown, in cents."""

    @property
    def uses(self) -> dict[str, list[str]]:
        """What nodes use, by name, as far as it was asked (see `used`)."""


class Shown(Computed, Protocol):
    """The same with what stands behind its lines."""

    @property
    def figures(self) -> list[LawFigure]:
        """The figures of the law behind the lines shown."""


def written_formula(slip: Computed, name: str) -> str:
    """The formula of a node with its numbers: exact nodes are spelled out, rounded ones stand as amounts."""
    formula = slip.formulas[name]
    needs = dict(zip(formula.arguments, formula.needs, strict=True))

    def write(match: re.Match[str]) -> str:
        if match[1] == "share":
            return _share(slip)
        need = needs[match[1]]
        if need in slip.inputs:
            return slip.inputs[need].written
        if slip.formulas[need].kind == "basis":
            return written_formula(slip, need)
        return written_value(slip, need)

    return _NAME.sub(write, _template(slip, formula))


def written_value(slip: Computed, name: str) -> str:
    """What a node gave, in its unit."""
    unit = {"coefficient": "coefficient", "rate": "% of pay"}.get(slip.formulas[name].kind, "EUR")
    return units.format_plain(slip.results[name].value, unit)


def shown_figures(slip: Computed) -> list[LawFigure]:
    """The figures of the law behind the lines that are shown."""
    return [figure for line in slip.lines for figure in figures(slip, line)]


def shown_inputs(slip: Computed) -> list[str]:
    """The inputs behind the lines that are shown, those that a line shows itself first."""
    inputs: list[str] = []
    pending = list(slip.lines)
    for name in pending:
        for need in used(slip, name):
            (inputs if need in slip.inputs else pending).append(need)
    return list(dict.fromkeys(inputs))


def figures(slip: Computed, name: str) -> list[LawFigure]:
    """The figures of the law that a node used, in the order of its formula, each once."""
    seen: dict[str, LawFigure] = {}
    for input_name in inputs_behind(slip, name):
        if figure := slip.inputs[input_name].figure:
            seen.setdefault(figure.path, figure)
    return list(seen.values())


def inputs_behind(slip: Computed, name: str) -> Iterator[str]:
    """The inputs that a node used, in the order of its formula."""
    for need in used(slip, name):
        if need in slip.formulas:
            yield from inputs_behind(slip, need)
        else:
            yield need


def texts(slip: Computed, name: str) -> list[str]:
    """The ids of the texts behind a line, in the order of its formula."""
    return list(dict.fromkeys(figure.version.text for figure in figures(slip, name) if figure.version))


def own_texts(slip: Computed, name: str) -> list[str]:
    """The ids of the texts behind the figures that the formula of a line shows itself, its share of time left out."""
    names: dict[str, None] = {}
    for need in used(slip, name):
        if need in slip.inputs:
            figure = slip.inputs[need].figure
            if figure and figure.version and need not in TIME:
                names[figure.version.text] = None
        elif slip.formulas[need].kind == "amount":
            names |= dict.fromkeys(own_texts(slip, need))
    return list(names)


def confidence(slip: Computed, name: str) -> str:
    """The weakest confidence among the figures of a line."""
    return weakest([figure.confidence for figure in figures(slip, name)])


def weakest(confidences: list[str]) -> str:
    """The weakest of some confidences."""
    return max(confidences, key=CONFIDENCES.index, default="primary")


def used(slip: Computed, name: str) -> list[str]:
    """The inputs and nodes that the formula of a node shows, then the rules it rests on."""
    if name not in slip.uses:
        slip.uses[name] = _used(slip, name)
    return slip.uses[name]


def _used(slip: Computed, name: str) -> list[str]:
    formula = slip.formulas[name]
    names, has_share = _needs_in(_template(slip, formula), formula.arguments, formula.needs)
    time = ("worked", "full_time") if has_share and _is_part_time(slip) else ()
    return [*names, *time, *(each for each in formula.rests_on if each in slip.inputs)]


@lru_cache(maxsize=1 << 10)
def _needs_in(template: str, arguments: tuple[str, ...], needs: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """What the template of a formula shows of what it needs, each once; whether it shows the share of time."""
    need_of = dict(zip(arguments, needs, strict=True))
    shown = dict.fromkeys(_NAME.findall(template))
    return tuple(need_of[each] for each in shown if each != "share"), "share" in shown


def _template(slip: Computed, formula: Formula) -> str:
    if not formula.looks_at:
        return formula.template(dict.fromkeys(formula.arguments))  # whatever their values
    values = {
        argument: slip.inputs[need].value if need in slip.inputs else slip.results[need].value
        for argument, need in zip(formula.arguments, formula.needs, strict=True)
    }
    return formula.template(values)


def _is_part_time(slip: Computed) -> bool:
    return bool(slip.inputs["worked"].value != slip.inputs["full_time"].value)


def _share(slip: Computed) -> str:
    worked, full_time = slip.inputs["worked"], slip.inputs["full_time"]
    if not _is_part_time(slip):
        return ""
    if worked.unit == "count":
        return f" × {worked.value} / {full_time.value}"
    return f" × {worked.written}" if worked.unit == "share" else f" × {worked.written} / {full_time.written}"
