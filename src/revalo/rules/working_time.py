"""The time worked, as the ratio worked / full_time of the formulas; plain operators, for one person and for rows."""

from typing import NamedTuple

from revalo.errors import UsageError
from revalo.language import _
from revalo.money import Number, both, choose, plain, smaller
from revalo.rules.caveats import Assumption, PayWarning
from revalo.rules.field import SHARE
from revalo.rules.inputs import Input
from revalo.rules.payee import Payee

WHOLE = 10**SHARE  # full time, in the unit of `fte`
FULL_TIME = 151_67  # hours of a full-time month, in hundredths (contract §1)
FULL_WEEK = 35_00  # hours of a full-time week, in hundredths
TIMES = ("hours", "weekly_hours", "fte")  # the inputs that say it, the one that decides first
OF_PART_TIME = 10 ** (SHARE - 4)  # with a part-time rate, `fte` has four decimals


class TimeGiven(NamedTuple):
    """The time worked as it is given, in three ways; 0 where it is not. Integers, or arrays.

    `hours` of a month and `weekly` hours in hundredths of an hour, `fte` in millionths of full time.
    """

    hours: Number
    weekly: Number
    fte: Number


class WorkingTime(NamedTuple):
    """Integers, or arrays: the ratio, and the conditions under which something must be said of it.

    `by_week`, `by_share`: the weekly hours or the share decide, not the hours of a month; `above`: more than full time
    was given; `unknown`: nothing was given.
    """

    worked: Number
    full_time: Number
    by_week: Number
    by_share: Number
    above: Number
    unknown: Number


def working_time(given: TimeGiven, full_time: int) -> WorkingTime:
    """Hours over full-time hours, of a month or of a week, or the share as given, or full time; never above full time.

    `full_time`: the hours of a full-time month, in hundredths.
    """
    by_week = both(given.weekly != 0, given.hours == 0)
    by_share = both(given.fte != 0, (given.hours == 0) & (given.weekly == 0))
    whole = choose(by_share, WHOLE, choose(by_week, FULL_WEEK, full_time))
    time = choose(by_share, given.fte, choose(by_week, given.weekly, given.hours))
    unknown = time == 0
    worked = smaller(choose(unknown, whole, time), whole)
    return WorkingTime(worked, whole, by_week, by_share, time > whole, unknown)


def times_differ(given: TimeGiven, full_time: int) -> dict[str, Number]:
    """Where times given do not agree to 0.01 h a month, by the input at fault: the share, else the weekly hours."""
    hours, weekly, fte = given
    if all(isinstance(each, int) and each == 0 for each in (weekly, fte)):
        return {}
    share: Number = (hours != 0) & (abs(fte * full_time - hours * WHOLE) > WHOLE)
    share |= (weekly != 0) & (abs(fte * FULL_WEEK - weekly * WHOLE) * full_time > FULL_WEEK * WHOLE)
    week: Number = (hours != 0) & (weekly != 0) & (abs(weekly * full_time - hours * FULL_WEEK) > FULL_WEEK)
    return {"fte": share & (fte != 0), "weekly_hours": week}


def is_too_fine(fte: Number, part_time: Number) -> Number:
    """Whether a share has more decimals than go with a part-time rate; 0 where not given."""
    too_fine: Number = (part_time != 0) & (fte % OF_PART_TIME != 0)
    return too_fine


def time_inputs(payee: Payee, full: Input) -> dict[str, Input]:
    """The share of full time, `full` being the hours of a full-time month."""
    given = TimeGiven(*map(payee.number, TIMES))
    for name, differ in times_differ(given, full.value).items():
        if payee.some(differ):
            payee.refuse(UsageError("both-hours-and-fte"), differ, name)
    time = working_time(given, full.value)
    if payee.some(time.above):
        message = _("time worked above full time counts as full time; overtime is not part of it")
        payee.note(PayWarning("above-full-time", message), time.above)
    unknown = time.unknown & (payee.number("part_time") == 0)
    if payee.some(unknown):
        payee.note(Assumption("hours", plain(full.value), _("full time by default")), unknown)
    whole = _whole(time, full)  # units and labels are for one person
    share = payee.pick(time.by_share | time.by_week, None, full.figure)
    unit, label = ("share", _("working-time fraction")) if whole.unit == "share" else ("h", _("hours per month"))
    label = _("hours per week") if time.by_week is True else label
    return {"worked": Input(time.worked, unit, label), "full_time": whole._replace(figure=share)}


def _whole(time: WorkingTime, full: Input) -> Input:
    """Full time in the unit of the time worked."""
    if time.by_share is True:
        return Input(time.full_time, "share", _("full time"))
    if time.by_week is True:
        return Input(time.full_time, "h", _("full-time hours per week"))
    return full._replace(value=time.full_time)
