"""Why a column was understood as it was, or what it may be: what `revalo columns` shows, and a profile begins with."""

from typing import NamedTuple

from revalo.language import N_, _

PROFILE, USUAL, WORDS, VALUES, ENTRY = "profile", "usual", "words", "values", "entry"  # what decided
TAKEN, UNKNOWN, BLANK = "taken", "unknown", "blank"  # why a column is not used

_BY_VALUES = {
    ("sector", "service_id"): N_("by its values, which are no sector"),
    ("structure", "service_id"): N_("by its values, which are no kind of structure"),
    ("category", "status"): N_("by its values: employé, technicien or cadre"),
    ("gross", "paid_gross"): N_("a gross, in a file of home care: what was paid"),
    ("part_time", "fte"): N_("a part-time rate, in a file of home care: a working-time fraction"),
    ("echelon", "step"): N_("beside a grade of the civil service, and no place in the grids of home care"),
    ("grade", "None"): N_("of the civil service, and the file names no sector"),
    ("step", "None"): N_("of the civil service, and the file names no sector"),
    ("fte", "hours"): N_("by its values: hours per month"),
    ("(time)", "hours"): N_("by its values: hours per month"),
    ("(time)", "weekly_hours"): N_("by its values: hours per week, 35 at most"),
    ("(time)", "fte"): N_("by its values: working-time fractions"),
}  # what the header means by itself, and what it became


class Why(NamedTuple):
    """What decided of a header. `words`: its words, or the header that says the same; `near`: what else it may be.

    `differs`: some of its values are not those of the header that says the same, in the first `rows`, those compared.
    """

    kind: str
    words: tuple[str, ...] = ()
    near: str | None = None
    differs: bool = False
    rows: int = 0


def display(why: Why, *, is_time: bool) -> str:
    """The reason in words. `is_time`: the header looks like working time."""
    match why.kind:
        case "profile":
            return _("given by the profile")
        case "usual":
            words = _("a usual header")
        case "words":
            words = _("by its words: {words}").format(words=", ".join(why.words))
        case "values":
            words = _(_BY_VALUES[why.words[0], why.words[1]]) if why.words else _("by the name of the sheet")
        case "entry":
            words = _("a day of entry, taken as the entry in the branch, as nothing else says the seniority")
        case "taken":
            return _("“{header}” says the same").format(header=why.words[0]) if why.words else _("given already")
        case "unknown" if why.near is not None:
            return _("not understood; the nearest is {name}").format(name=why.near)
        case "unknown":
            return _("looks like working time: hours, weekly_hours or fte?") if is_time else ""
        case _:
            return ""
    return words if why.near is None else _("{why}, or {name}?").format(why=words, name=why.near)
