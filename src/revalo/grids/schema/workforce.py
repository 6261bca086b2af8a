"""The shape of the workforce of the branch."""

from pydantic import Field

from revalo.grids.schema.closed import Closed, Confidence, Label, Whole
from revalo.grids.schema.texts import Reading


class Counted(Closed):
    """A figure about people, not about pay. `printed`: how its source writes it, where that is not the value itself."""

    value: str
    confidence: Confidence
    source: str
    printed: str | None = None
    note: Label | None = None


class Bounds(Closed):
    """A figure that is only known to lie between two, in per cent."""

    low: str
    high: str
    confidence: Confidence
    source: str
    note: Label | None = None


class Years(Closed):
    """A band of completed years, both included, and the share of people in it, in per cent."""

    first: Whole
    last: Whole
    share: str


class Profile(Closed):
    """How people spread over years of seniority."""

    confidence: Confidence
    source: str
    note: Label | None = None
    bands: list[Years] = Field(min_length=1)


class Diploma(Closed):
    """The level of a diploma, and the share of a group that has it, in per cent."""

    level: Whole
    share: Counted


class StaffGroup(Closed):
    """People of one job. `share`: of all heads, in per cent; `part_time_hours`: a month, of those who work part time.

    `home_hours`: the share of hours at the home of frail people, in per cent; `lowest_echelon`: where they start.
    """

    label: Label
    category: str
    job: str
    share: Counted
    part_time_hours: Counted
    home_hours: Counted
    diploma: Diploma | None = None
    lowest_echelon: Counted | None = None


class Base(Closed):
    """The two readings of the law that totals of the branch are compared on."""

    label: Label
    before: Reading
    after: Reading


class Workforce(Closed):
    """The branch as a whole. `full_time`, `apa_pch`, `users`: in per cent; `evaluated_from`: completed years."""

    heads: Counted
    fte: Counted
    wage_bill: Counted
    full_time: Counted
    evaluated_from: Counted
    apa_pch: Bounds
    users: Counted
    seniority: Profile
    groups: dict[str, StaffGroup] = Field(min_length=1)
    bases: dict[str, Base] = Field(min_length=1)
