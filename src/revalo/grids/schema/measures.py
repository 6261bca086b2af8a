"""The shape of Ségur measures: sectors, structures, professions, clauses, amounts, and what their texts leave open."""

from typing import Literal

from pydantic import Field

from revalo.grids.schema.closed import Closed, Day, Flag, Label
from revalo.grids.schema.tables import Described, Version


class Named(Closed):
    """A structure or a profession: its labels and other names."""

    label: Label
    aliases: list[str] = []


class Sector(Closed):
    """A sector, the way it is paid, and its usual structure if it has one."""

    label: Label
    pay: Literal["branch", "index", "gross"]
    structure: str | None = None
    employer: Literal["association", "company"] | None = None


class Clause(Closed):
    """Conditions that must all hold; an empty list asks nothing. Professions may be groups."""

    sectors: list[str] = []
    structures: list[str] = []
    professions: list[str] = []
    except_: list[str] = Field(default=[], alias="except")
    departments: list[str] = []
    diploma: Flag | None = None


class Amount(Described):
    """One amount of a measure, for those whom `who` names (everyone the measure concerns, if empty)."""

    who: list[Clause] = []
    versions: list[Version] = Field(min_length=1)


class Measure(Closed):
    """A Ségur measure. Of one `family` at most one applies; `unless`: not beside these; `once`: not monthly."""

    label: Label
    family: str
    announced: Label | None = None
    unless: list[str] = []
    who: list[Clause] = Field(min_length=1)
    once: Flag = False
    note: Label | None = None
    amounts: dict[str, Amount] = Field(min_length=1)


class ProfessionGroup(Closed):
    """Professions that clauses name together."""

    label: Label
    professions: list[str] = Field(min_length=1)


class OpenPoint(Closed):
    """A question that a text leaves open, for those of `who` from a day on, and how it is read here.

    `until`: the last day; `measure`: only those whom this measure concerns; `members`: only employers that are, or are
    not, in the signing federations; `taken`: what is taken, in a few words.
    """

    label: Label
    text: str
    start: Day = Field(alias="from")
    until: Day | None = None
    who: list[Clause] = []
    measure: str | None = None
    members: Flag | None = None
    taken: Label
    reason: Label
