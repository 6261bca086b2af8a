"""How far back pay is claimed: three years (labour code, L.3245-1), counted in months from a day."""

from datetime import date
from typing import Any

LIMIT = 36  # months


def claimable(month: Any, today: date) -> Any:
    """Whether a month (year × 12 + month - 1), or each of an array of them, is within the three years before a day."""
    return month_of(today) - month <= LIMIT


def month_of(day: date) -> int:
    """The month of a day as year × 12 + month - 1."""
    return day.year * 12 + day.month - 1
