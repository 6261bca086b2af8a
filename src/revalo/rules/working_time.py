"""The time worked, as the ratio worked / full_time of the formulas; plain operators, for one person and for rows."""

from typing import NamedTuple

from revalo.errors import UsageError
from revalo.language import _
from revalo.money import Number, choose, plain, smaller
from revalo.rules.caveats import Assumption, PayWarning
from revalo.rules.fields import SHARE
from revalo.rules.inputs import Input
from revalo.rules.payee import Payee

WHOLE = 10**SHARE  # full time, in the unit of `fte`
FULL_TIME = 151_67  # hours of a full-time month, in hundredths (contract §1)
OF_PART_TIME = 10 ** (SHARE - 4)  # with a part-time rate, `fte` has four decimals


class WorkingTime(NamedTuple):
    """Integers, or arrays: the ratio, and the conditions under which something must be said of it.

    `by_share`: the share decides, not the hours; `above`: more than full time was given; `differ`: hours and share do
    not agree; `unknown`: neither was given.
    """

    worked: Number
    full_time: Number
    by_share: Number
    above: Number
    differ: Number
    unknown: Number


def working_time(hours: Number, fte: Number, full_time: int) -> WorkingTime:
    """Hours over full-time hours, or the share as given, or full time; never above full time.

    `hours` and `full_time` in hundredths of an hour, `fte` in millionths; 0 where not given.
    """
    by_share = (hours == 0) & (fte != 0)
    whole = choose(by_share, WHOLE, full_time)
    given = choose(by_share, fte, hours)
    unknown = given == 0
    worked = smaller(choose(unknown, whole, given), whole)
    return WorkingTime(worked, whole, by_share, given > whole, times_differ(hours, fte, full_time), unknown)


def times_differ(hours: Number, fte: Number, full_time: int) -> Number:
    """Whether hours and share are both given and do not agree to 0.01 h."""
    apart: Number = abs(fte * full_time - hours * WHOLE) > WHOLE
    return (hours != 0) & (fte != 0) & apart


def is_too_fine(fte: Number, part_time: Number) -> Number:
    """Whether a share has more decimals than go with a part-time rate; 0 where not given."""
    too_fine: Number = (part_time != 0) & (fte % OF_PART_TIME != 0)
    return too_fine


def time_inputs(payee: Payee, full: Input) -> dict[str, Input]:
    """The share of full time, `full` being the hours of a full-time month."""
    time = working_time(payee.number("hours"), payee.number("fte"), full.value)
    payee.refuse(UsageError("both-hours-and-fte"), time.differ, "fte")
    message = _("time worked above full time counts as full time; overtime is outside this calculation")
    payee.note(PayWarning("above-full-time", message), time.above)
    unknown = time.unknown & (payee.number("part_time") == 0)
    payee.note(Assumption("hours", plain(full.value), _("not given: full time")), unknown)
    by_share = time.by_share is True  # the units are for one person
    unit, label = ("share", _("share of full time")) if by_share else ("h", _("hours a month"))
    whole = Input(time.full_time, "share", _("full time")) if by_share else full._replace(value=time.full_time)
    found = payee.pick(time.by_share, None, full.found)
    return {"worked": Input(time.worked, unit, label), "full_time": whole._replace(found=found)}
