"""The library: the same answers as the command line, from Python.

`person` is one person, on a day and month by month; `tables` are payrolls, from memory or from files, `spending` what
they cost; `options` and `reading` are what they may be given, `shown` is how a notebook shows what they return.

May import reports, and what stands below it. Tests: `tests/api`.
"""

from typing import TYPE_CHECKING

from revalo.api.options import Day, day_of, load_law, under

if TYPE_CHECKING:
    from revalo.api.person import (
        classifications,
        compare,
        compute,
        costed,
        net_told,
        person_arrears,
        person_timeline,
        timeline,
    )

__all__ = [
    "Day",
    "classifications",
    "compare",
    "compute",
    "costed",
    "day_of",
    "load_law",
    "net_told",
    "person_arrears",
    "person_timeline",
    "timeline",
    "under",
]


def __getattr__(name: str) -> object:
    """Import what computes one person only when it is used: a payroll starts faster."""
    if name not in __all__:
        raise AttributeError(name)
    from revalo.api import person  # noqa: PLC0415

    return getattr(person, name)
