"""The shape of dated figures: versions, tables, grids and their rows."""

from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from revalo.grids.schema.closed import Closed, Confidence, Day, Label, LegifranceId, Whole, one_of
from revalo.language import _


class Version(Closed):
    """A value from a day on, with the text that brought it; `not_found` gives the reason where no source has it.

    `legifrance`: the id of the official article whose words carry the value. `printed`: how they write it, where that
    is not the value itself (`3.21 + 0.20`, in the shape of the value). Both serve `make law-check`, not the formulas.
    `created_by`: a text without which the version does not exist either. `gives_way_to`: a later text that took its
    place for the days it covers, so that it stands only where that one is left out, or not yet known.
    """

    model_config = one_of("value", "not_found")

    start: Day = Field(alias="from")
    value: Any = None
    not_found: Label | None = None
    sum: Whole | None = None
    text: str
    article: str | None = None
    legifrance: LegifranceId | None = None
    printed: Any = None
    created_by: str | None = None
    gives_way_to: str | None = None
    known_on: Day | None = None
    others_from: Day | None = None
    confidence: Confidence
    source: str | None = None
    note: Label | None = None

    @model_validator(mode="after")
    def _value_or_reason(self) -> "Version":
        if (self.value is None) == (self.not_found is None):
            raise PydanticCustomError("value", _("give either value or not_found"))
        return self


class Described(Closed):
    """What a table, a grid or an amount says of its figures."""

    unit: str
    shape: Literal["scalar", "row", "map", "over", "bands"] = "scalar"
    choices: dict[str, Label] = {}
    first: Label | None = None
    created_by: str | None = None
    article: str | None = None
    legifrance: LegifranceId | None = None
    source: str | None = None
    outside: Label | None = None


class Table(Described):
    """One dated parameter. `created_by`: the text without which the table does not exist.

    `disputed_jobs`: jobs that the text both names and leaves out; they are taken in, and `dispute` says why.
    """

    label: Label
    jobs: list[str] = []
    disputed_jobs: list[str] = []
    dispute: Label | None = None
    categories: list[str] = []
    statuses: list[str] = []
    versions: list[Version] = Field(min_length=1)


class Row(Closed):
    """One row of a grid: a table that takes its description from the grid."""

    label: Label | None = None
    aliases: list[str] = []
    category: str | None = None
    created_by: str | None = None
    article: str | None = None
    legifrance: LegifranceId | None = None
    versions: list[Version] = Field(min_length=1)


class Published(Closed):
    """Double entry: an amount in euros that somebody printed for a row of a grid of coefficients, on a day."""

    row: str
    at: Whole
    on: Day
    amount: str
    without: str | None = None
    source: str


class Grid(Described):
    """Tables of one kind, by row."""

    label: Label
    published: list[Published] = []
    rows: dict[str, Row]


class LawFile(Closed):
    """What every file of parameters says of itself: when it was last verified, and its usual source."""

    verified: Day
    source: str
