"""Words that several reports share."""

from revalo import language
from revalo.language import N_, _
from revalo.rules.payslip import Payslip

CONFIDENCE = {
    "primary": N_("legal text read"),
    "secondary": N_("article or note"),
    "derived": N_("computed from sourced figures"),
    "assumed": N_("assumption"),
}


def line_label(slip: Payslip, name: str) -> str:
    """The label of a payslip line in the language in use."""
    formula = slip.formulas[name]
    if formula.label:
        return _(formula.label)
    found = slip.inputs[formula.needs[0]].found
    return language.label(found.table.label) if found else name


def confidence_word(confidence: str) -> str:
    """What a confidence means, in the language in use."""
    return _(CONFIDENCE[confidence])


def notice() -> str:
    """What every result says of itself."""
    return _("Indicative figures, not legal advice.")
