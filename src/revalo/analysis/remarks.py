"""What several payslips of one person rest on together: the assumptions and the warnings, each once."""

from collections.abc import Iterable, Sequence

from revalo import language
from revalo.analysis.comparison import Request, assumed, depends_on_membership, shown_figures
from revalo.calendar import written
from revalo.language import _
from revalo.rules.caveats import Assumption, PayWarning, each_once
from revalo.rules.figure_caveats import CARRIED_FORWARD, member_assumed, stale_files
from revalo.rules.payslip import Payslip
from revalo.rules.trace import Computed


def assumptions(slips: Sequence[Payslip], request: Request) -> tuple[Assumption, ...]:
    """What had to be assumed; where only the value changes with time, one assumption gives all the values."""
    every = [each for slip in slips for each in (*slip.assumptions, *assumed(slip))]
    if request.member is None and any(depends_on_membership(slip) for slip in slips):
        every.append(member_assumed())
    return with_joined_values(every)


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
    return (*each_once(warning for slip in slips for warning in slip.warnings), *carried_forward(slips))


def carried_forward(slips: Sequence[Computed]) -> list[PayWarning]:
    """A warning for each law file used after the day it was verified, with the first day."""
    past = {
        place: slip.binding.choices.day
        for slip in reversed(slips)
        for place in stale_files(slip.binding.choices.day, shown_figures(slip))
    }
    message = _("from {day} on: the values of {file} were verified up to {verified} and are carried forward")
    lang = language.current()
    return [
        PayWarning(CARRIED_FORWARD, message.format(day=written(day, lang), file=file, verified=written(verified, lang)))
        for (file, verified), day in sorted(past.items())
    ]
