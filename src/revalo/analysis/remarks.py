"""What several payslips of one person rest on together: the assumptions and the warnings, each once."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from revalo import language
from revalo.analysis.comparison import Request, assumed, depends_on_membership
from revalo.calendar import written
from revalo.language import _
from revalo.rules.caveats import Assumption, PayWarning, each_once
from revalo.rules.figure_caveats import CARRIED_FORWARD, files_of, member_assumed
from revalo.rules.payslip import Payslip
from revalo.rules.trace import Shown


def assumptions(slips: Sequence[Payslip], request: Request) -> tuple[Assumption, ...]:
    """What had to be assumed; where only the value changes with time, one assumption gives all the values."""
    every = [each for slip in _computed_once(slips) for each in (*slip.assumptions, *assumed(slip))]
    if request.member is None and any(depends_on_membership(slip) for slip in slips):
        every.append(member_assumed())
    return with_joined_values(every)


def _computed_once(slips: Sequence[Payslip]) -> list[Payslip]:
    """The payslips without those that were computed with the one before."""
    return [*slips[:1], *(two for one, two in pairwise(slips) if not two.is_like(one))]


def with_joined_values(assumptions: Iterable[Assumption]) -> tuple[Assumption, ...]:
    """Assumptions each once; where only the value moves with time, one assumption gives all its values."""
    values: dict[tuple[str, str], dict[int | str, None]] = {}
    for assumption in assumptions:
        values.setdefault((assumption.field, assumption.reason), {})[assumption.value] = None
    return tuple(
        Assumption(field, next(iter(taken)) if len(taken) == 1 else ", ".join(map(str, taken)), reason)
        for (field, reason), taken in values.items()
    )


def warnings(slips: Sequence[Payslip]) -> tuple[PayWarning, ...]:
    """The warnings; a law file used after the day it was verified gives one warning, with the first day."""
    return (*each_once(warning for slip in _computed_once(slips) for warning in slip.warnings), *carried_forward(slips))


def carried_forward(slips: Sequence[Shown]) -> list[PayWarning]:
    """A warning for each law file used after the day it was verified, with the first day."""
    past: dict[tuple[str, date], date] = {}
    figures, files = None, set[tuple[str, date]]()
    for slip in reversed(slips):
        if slip.figures is not figures:  # those of payslips computed once are the same
            figures, files = slip.figures, files_of(slip.figures)
        day = slip.binding.choices.day
        past |= {place: day for place in files if day > place[1]}
    message = _("from {day} on: the values of {file} were last checked on {verified}; a newer text may be missing")
    lang = language.current()
    return [
        PayWarning(CARRIED_FORWARD, message.format(day=written(day, lang), file=file, verified=written(verified, lang)))
        for (file, verified), day in sorted(past.items())
    ]
