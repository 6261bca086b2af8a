"""The payslip before and after, line by line, each line explained in plain words."""

from revalo import language
from revalo.analysis.comparison import Comparison
from revalo.calendar import written
from revalo.language import _
from revalo.money import euros
from revalo.reports.pages.document import Cell, Table
from revalo.reports.phrases import law_of, line_label, local, short_title
from revalo.rules import trace
from revalo.rules.formulas import place
from revalo.rules.payslip import Payslip


def names(comparison: Comparison) -> list[str]:
    """The lines of both sides, in the order of a payslip."""
    return sorted(dict.fromkeys([*comparison.before.lines, *comparison.after.lines]), key=place)


def table(comparison: Comparison) -> Table:
    """One row for each line, then the gross."""
    total = (
        Cell(_("Total gross per month")),
        Cell(_amount(comparison.before.gross)),
        Cell(_amount(comparison.after.gross)),
        Cell(_amount(comparison.difference, signed=True)),
    )
    rows = tuple(_row(comparison, name) for name in names(comparison))
    headings = (
        _("Pay item"),
        headed(_("Before"), comparison.before),
        headed(_("After"), comparison.after),
        _("Difference"),
    )
    return Table(_("The gross of a month, line by line"), headings, (*rows, total), numeric=3, total=True)


def headed(word: str, slip: Payslip) -> str:
    """A side, its day, and what sets its reading of the law apart."""
    day = written(slip.binding.choices.day, language.current())
    return ", ".join([f"{word}, {day}", *law_of(slip.binding.law, slip.binding.choices)])


def label(comparison: Comparison, name: str) -> str:
    """The label of a line of either side."""
    return line_label(comparison.after if name in comparison.after.formulas else comparison.before, name)


def _row(comparison: Comparison, name: str) -> tuple[Cell, ...]:
    before, after = comparison.before.lines.get(name), comparison.after.lines.get(name)
    return (
        Cell(label(comparison, name), tuple(_explained(comparison, name))),
        Cell("" if before is None else _amount(before)),
        Cell("" if after is None else _amount(after)),
        Cell(_amount((after or 0) - (before or 0), signed=True)),
    )


def _explained(comparison: Comparison, name: str) -> list[str]:
    """What the line is, its sum on each side that has it, and the texts that set its figures."""
    plain = next(slip.formulas[name].plain for slip in (comparison.after, comparison.before) if name in slip.formulas)
    sides = [(_("before"), comparison.before), (_("after"), comparison.after)]
    sums = [f"{word}{_(': ')}{local(trace.written_formula(slip, name))}" for word, slip in sides if name in slip.lines]
    texts = dict.fromkeys(text for _word, slip in sides if name in slip.lines for text in trace.own_texts(slip, name))
    titles = ", ".join(short_title(comparison.after.binding.law, text) for text in texts)
    return [_(plain), _("; ").join(sums), *([_("texts: {names}").format(names=titles)] if texts else [])]


def _amount(cents: int, *, signed: bool = False) -> str:
    return euros(cents, language.current(), signed=signed)
