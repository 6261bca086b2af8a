"""What a sheet rests on, and what its reader should check."""

from collections.abc import Iterator

from revalo.analysis.comparison import Comparison
from revalo.grids.law import Law
from revalo.language import _
from revalo.reports.inputs import LABELS, WORKED, field_name, field_of, value_of
from revalo.reports.pages.document import Items
from revalo.reports.pages.lines import label, names
from revalo.reports.phrases import confidence_word
from revalo.rules import trace
from revalo.rules.caveats import Assumption


def assumptions(law: Law, taken: tuple[Assumption, ...]) -> Items:
    """Each thing that was not given, or that no source settles, with the value taken and why."""
    return Items(tuple((f"{field_of(law, each.field)} = {_value(law, each)}", each.reason) for each in taken))


def to_check(comparison: Comparison) -> Items:
    """What to hold against the contract, the payslip and the letter of classification."""
    return Items(tuple(("", words) for words in _checks(comparison)))


def _checks(comparison: Comparison) -> Iterator[str]:
    taken = dict.fromkeys(field_name(each.field) for each in comparison.assumptions if each.field in LABELS)
    if taken:
        yield _("Check the default values above: {names}.").format(names=", ".join(taken))
    if comparison.after.binding.law.pay(comparison.employee.sector) == "branch":
        yield _(
            "Job, degré and échelon: compare with the classification letter given to the employee; "
            "échelon 3 needs an assessment."
        )
        if comparison.employee.diploma is None:
            yield _("No recognised diploma is given: one would add points since October 2021.")
    if all(getattr(comparison.employee, name) is None for name in WORKED):
        yield _("Working time: full time is taken; part time is paid in proportion.")
    yield _("Overtime not given, company agreements and any other payslip item are left out of this calculation.")
    yield from _weak(comparison)


def _weak(comparison: Comparison) -> Iterator[str]:
    """The lines that rest on less than a legal text."""
    for name in names(comparison):
        slip = comparison.after if name in comparison.after.lines else comparison.before
        confidence = trace.confidence(slip, name)
        if confidence != "primary":
            message = _("{line}: least reliable figure used: {confidence}.")
            yield message.format(line=label(comparison, name), confidence=confidence_word(confidence))


def _value(law: Law, assumption: Assumption) -> str:
    return value_of(law, assumption.field, assumption.value) if assumption.field in LABELS else str(assumption.value)
