"""The headers of workbooks, in the language of their reader, for the columns of files and of results."""

from collections.abc import Mapping

from revalo.language import N_, _
from revalo.people.arrears import OWED
from revalo.people.columns import COLUMNS

GROUPS: Mapping[str, str] = {
    "service": N_("Service"),
    "department": N_("Département"),
    "category": N_("Category"),
    "sector": N_("Sector"),
    "structure": N_("Structure"),
    "profession": N_("Profession"),
}
RESULTS: Mapping[str, str] = {
    "paid": N_("Paid (texts published by then)"),
    "due": N_("Due (texts published since)"),
    "owed": N_("Back pay due"),
    "known_on": N_("Law known on"),
    "within_36_months": N_("Within 36 months (1: yes)"),
    "texts": N_("Texts"),
}


def heading(column: str) -> str:
    """The header of a column; its own name where there are no words for it."""
    if column.startswith(OWED):
        return _("Due by {text}").format(text=column.removeprefix(OWED).replace("_", "-"))
    if column in RESULTS:
        return _(RESULTS[column])
    return _(COLUMNS[column].label) if column in COLUMNS else column
