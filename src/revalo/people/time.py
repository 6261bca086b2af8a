"""The share of full time of each row, as the ratio worked / full_time of the formulas."""

from typing import Any

import numpy as np

from revalo.people.arrays import Rows
from revalo.people.columns import MISSING
from revalo.rules.fields import SHARE

WHOLE = 10**SHARE


def share(rows: Rows, full_time: int) -> tuple[Any, Any]:
    """Hours over full-time hours, or the share as given, or full time; never above full time."""
    hours, fte = rows.number("hours"), rows.number("fte")
    both = (hours != MISSING) & (fte != MISSING)
    apart = np.abs(fte * full_time - hours * WHOLE) > WHOLE
    rows.refuse(both & apart, "hours", "both-hours-and-fte")
    by_share = (hours == MISSING) & (fte != MISSING)
    worked = np.where(
        by_share, np.minimum(fte, WHOLE), np.minimum(np.where(hours == MISSING, full_time, hours), full_time)
    )
    return worked, np.where(by_share, WHOLE, full_time)
