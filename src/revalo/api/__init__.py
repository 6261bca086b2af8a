"""The library: the same answers as the command line, from Python.

`person` is one person, on a day and month by month.

May import reports, and what stands below it. Tests: `tests/api`.
"""

from revalo.api.person import (
    Day,
    classifications,
    compare,
    compute,
    costed,
    day_of,
    load_law,
    net_told,
    person_arrears,
    person_timeline,
    timeline,
    under,
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
