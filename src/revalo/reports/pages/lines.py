"""The payslip before and after, line by line, each line explained in plain words."""

from revalo import language
from revalo.analysis.comparison import Comparison
from revalo.calendar import written
from revalo.language import _
from revalo.money import euros
from revalo.reports.pages.document import Cell, Table
from revalo.reports.phrases import law_of, line_label, local
from revalo.rules import trace
from revalo.rules.formulas import place
from revalo.rules.payslip import Payslip


def names(found: Comparison) -> list[str]:
    """The lines of both sides, in the order of a payslip."""
    return sorted(dict.fromkeys([*found.before.lines, *found.after.lines]), key=place)


def table(found: Comparison) -> Table:
    """One row for each line, then the gross."""
    total = (
        Cell(_("Gross")),
        Cell(_amount(found.before.gross)),
        Cell(_amount(found.after.gross)),
        Cell(_amount(found.difference, signed=True)),
    )
    rows = tuple(_row(found, name) for name in names(found))
    headings = (_("Line"), headed(_("Before"), found.before), headed(_("After"), found.after), _("Difference"))
    return Table(_("The gross of a month, line by line"), headings, (*rows, total), numeric=3, total=True)


def headed(word: str, slip: Payslip) -> str:
    """A side, its day, and what sets its reading of the law apart."""
    day = written(slip.binding.choices.day, language.current())
    return ", ".join([f"{word}, {day}", *law_of(slip.binding.law, slip.binding.choices)])


def label(found: Comparison, name: str) -> str:
    """The label of a line of either side."""
    return line_label(found.after if name in found.after.formulas else found.before, name)


def _row(found: Comparison, name: str) -> tuple[Cell, ...]:
    before, after = found.before.lines.get(name), found.after.lines.get(name)
    return (
        Cell(label(found, name), tuple(_explained(found, name))),
        Cell("" if before is None else _amount(before)),
        Cell("" if after is None else _amount(after)),
        Cell(_amount((after or 0) - (before or 0), signed=True)),
    )


def _explained(found: Comparison, name: str) -> list[str]:
    """What the line is, its sum on each side that has it, and the texts that set its figures."""
    plain = next(slip.formulas[name].plain for slip in (found.after, found.before) if name in slip.formulas)
    sides = [(_("before"), found.before), (_("after"), found.after)]
    sums = [f"{word}{_(': ')}{local(trace.written_formula(slip, name))}" for word, slip in sides if name in slip.lines]
    texts = dict.fromkeys(text for _word, slip in sides if name in slip.lines for text in trace.own_texts(slip, name))
    return [_(plain), _("; ").join(sums), *([_("texts: {names}").format(names=", ".join(texts))] if texts else [])]


def _amount(cents: int, *, signed: bool = False) -> str:
    return euros(cents, language.current(), signed=signed)
