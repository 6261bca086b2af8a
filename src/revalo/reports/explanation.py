"""The tree behind each line: formula, figures, texts, rounding, and the branch that did not win."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from revalo import language
from revalo.analysis.attribution import Effect
from revalo.analysis.comparison import Comparison
from revalo.calendar import written
from revalo.grids.binding import LawFigure
from revalo.grids.decomposition import cause_label, order_of_causes
from revalo.language import _
from revalo.money import euros, plain
from revalo.reports.phrases import confidence_word, line_label, local
from revalo.rules import trace
from revalo.rules.formulas import place
from revalo.rules.graph import Result
from revalo.rules.payslip import Payslip
from revalo.rules.units import CENT

if TYPE_CHECKING:
    from revalo.analysis.employer_cost import EmployerCosts
    from revalo.rules.employer.cost import EmployerCost

MOST_DECIMALS = 6


@dataclass(frozen=True)
class Tree:
    """A sentence, and those that stand behind it."""

    words: str
    branches: list["Tree"] = field(default_factory=list)

    def add(self, words: str) -> "Tree":
        """Put a sentence behind this one."""
        branch = Tree(words)
        self.branches.append(branch)
        return branch


def explained(comparison: Comparison, split: Sequence[Effect], costs: "EmployerCosts | None" = None) -> Iterator[Tree]:
    """Why the pay changed (`split`: by cause), one tree per side, and one per side of what it costs if asked."""
    if comparison.difference:
        yield _why(comparison, split)
    for word, slip in ((_("Before"), comparison.before), (_("After"), comparison.after)):
        yield _side(word, slip)
    for word, cost in ((_("Before"), costs.before), (_("After"), costs.after)) if costs else ():
        yield _cost(word, cost)
    if comparison.after.verdicts:
        yield _considered(comparison.after, comparison.employee.sector)


def _why(comparison: Comparison, split: Sequence[Effect]) -> Tree:
    """The difference split by cause, with the lines that each one moved."""
    tree = Tree(_("Why the gross changed by {amount}").format(amount=_signed(comparison.difference)))
    for cause, amount, moved in split:
        since = f", {written(cause.start, language.current())}" if cause.start else ""
        label = cause_label(comparison.after.binding.law, cause)
        branch = tree.add(f"{label}{since}{_(': ')}{_signed(amount)}")
        for name in sorted(moved, key=place):
            slip = comparison.after if name in comparison.after.formulas else comparison.before
            branch.add(f"{line_label(slip, name)}{_(': ')}{_signed(moved[name])}")
    tree.add(_("order: {words}").format(words=order_of_causes()))
    return tree


def _considered(slip: Payslip, sector: str) -> Tree:
    """The measures of the sector with the condition that failed, and how many are for other sectors only."""
    tree = Tree(_("Ségur measures considered, {day}").format(day=written(slip.binding.choices.day, language.current())))
    elsewhere = 0
    for verdict in slip.verdicts:
        who = slip.binding.law.measures[verdict.measure].who
        if verdict.applies or any(clause.is_for(sector) for clause in who):
            tree.add(verdict.measure + _(": ") + (verdict.reason or _("applies")))
        else:
            elsewhere += 1
    if elsewhere:
        tree.add(_("measures of other sectors: {number} (revalo segur)").format(number=elsewhere))
    return tree


def _side(word: str, slip: Payslip) -> Tree:
    day = written(slip.binding.choices.day, language.current())
    tree = Tree(f"{word}, {day}{_(': ')}{_amount(slip.gross)}")
    for name in slip.lines:
        _line(tree, slip, name)
    if "smic_topup" in slip.formulas and "smic_topup" not in slip.lines:
        _line(tree, slip, "smic_topup")
    return tree


def _cost(word: str, cost: "EmployerCost") -> Tree:
    day = written(cost.binding.choices.day, language.current())
    tree = Tree(f"{word}, {day}, {_('Employer cost')}{_(': ')}{_amount(cost.total)}")
    for name in cost.lines:
        _line(tree, cost, name)
    return tree


def _line(tree: Tree, slip: trace.Computed, name: str) -> None:
    result = slip.results[name]
    branch = tree.add(f"{line_label(slip, name)}{_(': ')}{_amount(result.value)}")
    branch.add(_("formula: {formula}").format(formula=local(trace.written_formula(slip, name))))
    _needs(branch, slip, name)
    if name == "smic_topup":
        branch.add(_floor(slip))
    else:
        branch.add(_rounding(result))


def _needs(branch: Tree, slip: trace.Computed, name: str) -> None:
    for need in trace.used(slip, name):
        if need in slip.inputs:
            given = slip.inputs[need]
            branch.add(_figure(given.figure) if given.figure else f"{given.label} = {local(given.written)}")
        elif slip.formulas[need].kind == "line":
            branch.add(f"{line_label(slip, need)}{_(': ')}{_amount(slip.results[need].value)}")
        else:
            nested = branch.add(_node(slip, need))
            _needs(nested, slip, need)


def _node(slip: trace.Computed, name: str) -> str:
    if name == "topped_base":
        return _topped(slip)
    formula, kind = local(trace.written_formula(slip, name)), slip.formulas[name].kind
    label = _(slip.formulas[name].label) if slip.formulas[name].label else ""
    head = f"{label}{_(': ')}" if label else ""
    if kind == "basis":
        return f"{head}{formula}"
    shown = _amount(slip.results[name].value) if kind == "amount" else local(trace.written_value(slip, name))
    return f"{head}{formula} = {shown}"


def _topped(slip: trace.Computed) -> str:
    """Which of the base and the minimum wage won, at full time."""
    base = slip.inputs["coefficient"].value * slip.inputs["point_value"].value
    topped = slip.results["topped_base"].value
    exact = local(plain(topped, 4))
    if topped > base:
        return _("full-time base: the grid ({base}) is below the SMIC ({topped}): the SMIC applies").format(
            topped=exact, base=local(plain(base, 4))
        )
    floor = local(plain(slip.inputs["minimum_wage"].value))
    return _("full-time base: the grid ({topped}) is above the SMIC ({floor}): the grid applies").format(
        topped=exact, floor=floor
    )


def _floor(slip: trace.Computed) -> str:
    due = slip.results["minimum_pay"].value
    formula = slip.formulas["smic_topup"]
    paid = sum(slip.results[need].value for need in formula.needs if need != "minimum_pay")
    if due > paid:
        return _("SMIC top-up due: pay ({paid}) is below the SMIC ({due})").format(due=_amount(due), paid=_amount(paid))
    return _("no SMIC top-up: pay ({paid}) already reaches the SMIC ({due})").format(
        due=_amount(due), paid=_amount(paid)
    )


def _rounding(result: Result) -> str:
    exact = Fraction(result.numerator, result.denominator * CENT)
    rounded = Fraction(result.value, CENT)
    if exact == rounded:
        return _("exact amount, no rounding")
    scaled = exact * 10**MOST_DECIMALS
    shown = local(plain(int(scaled), MOST_DECIMALS)) + ("" if scaled.denominator == 1 else "…")
    return _("{exact} rounded to the nearest cent").format(exact=shown)


def _figure(figure: LawFigure) -> str:
    head = f"{figure.label} = {figure.table.display(figure.value)}"
    version = figure.version
    if version is None:
        return f"{head} - " + _("set by you")
    article = _(", art. {article}").format(article=version.article) if version.article else ""
    since = _("since {day}").format(day=written(version.start, language.current()))
    where = f"{version.file}:{version.line}"
    return f"{head} - {version.text}{article}, {since} - {where} ({confidence_word(version.confidence)})"


def _signed(cents: int) -> str:
    return euros(cents, language.current(), signed=True)


def _amount(cents: int) -> str:
    return euros(cents, language.current())
