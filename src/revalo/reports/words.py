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


def announced(slip: Payslip, name: str) -> str | None:
    """The net amount that was announced for the measure of a line, if any."""
    measure = slip.binding.law.measures[name.removeprefix("segur.")]
    return language.label(measure["announced"]) if "announced" in measure else None


def band_of(low: int, high: int | None) -> str:
    """A band as people write it: `10-49`, `> 300`."""
    return f"> {low - 1}" if high is None else f"{low}-{high}"


def confidence_word(confidence: str) -> str:
    """What a confidence means, in the language in use."""
    return _(CONFIDENCE[confidence])


def notice() -> str:
    """What every result says of itself."""
    return _("Indicative figures, not legal advice.")
