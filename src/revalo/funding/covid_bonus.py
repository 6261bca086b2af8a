"""The formulas of the Covid bonus of home care (2020): pro rata of working time, and the share that the CNSA pays."""

from datetime import date

from revalo.funding.article47 import WHOLE
from revalo.money import Number, half_up

DAY = date(2020, 4, 30)  # the end of the period of service


def bonus(amount: Number, worked: Number, full_time: Number) -> Number:
    """The bonus of a person, in cents: the full-time amount pro rata of the time worked."""
    return half_up(amount * worked, full_time)


def branch_share(amount: int, share: int) -> int:
    """The most that the CNSA pays of a département's bonuses."""
    return int(half_up(amount * share, WHOLE))
