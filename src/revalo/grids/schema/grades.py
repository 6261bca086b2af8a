"""The shape of the grades of the civil service: their grids by date, and the passages from one to another."""

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from revalo.grids.schema.closed import Closed, Confidence, Day, Label, Whole, one_of
from revalo.language import _

Statute = Literal["fph", "fpt", "fpe"]
STATUTES: tuple[Statute, ...] = ("fph", "fpt", "fpe")


class Since(Closed):
    """From which day a civil service has a grid or a passage, by which text, and how far that can be trusted.

    `created_by`: the text of the passage without which the grid does not stand either.
    """

    start: Day = Field(alias="from")
    text: str
    article: str | None = None
    created_by: str | None = None
    confidence: Confidence
    source: str | None = None


class PrintedGrid(Closed):
    """Double entry: the indices (IM) or the monthly euros that somebody printed for échelons of a grid, on a day."""

    on: Day
    source: str
    index: dict[str, str] = {}
    euros: dict[str, str] = {}


class GradeGrid(Closed):
    """A grid of a grade: by échelon, the gross index and the months to spend there; the last one has no length."""

    model_config = one_of("index sum", "not_found")

    index: dict[str, str] | None = None
    sum: Whole | None = None
    months: dict[str, str] = {}
    months_sum: Whole | None = None
    not_found: Label | None = None
    note: Label | None = None
    printed: list[PrintedGrid] = []
    since: dict[Statute, Since] = Field(min_length=1)

    @model_validator(mode="after")
    def _index_or_reason(self) -> "GradeGrid":
        if (self.index is None) == (self.not_found is None):
            raise PydanticCustomError("value", _("give either index or not_found"))
        return self


class Passage(Closed):
    """Where a text places the people of a grade, échelon by échelon: `5:2/3` is échelon 5 with 2/3 of the seniority."""

    model_config = one_of("steps", "not_found")

    to: str
    steps: dict[str, str] | None = None
    not_found: Label | None = None
    note: Label | None = None
    since: dict[Statute, Since] = Field(min_length=1)

    @model_validator(mode="after")
    def _steps_or_reason(self) -> "Passage":
        if (self.steps is None) == (self.not_found is None):
            raise PydanticCustomError("value", _("give either steps or not_found"))
        return self


class Grade(Closed):
    """A grade of a corps or cadre d'emplois, and the professions of its people.

    `scale`: the grade whose grids and passages it has besides its own.
    """

    label: Label
    aliases: list[str] = []
    category: Literal["A", "B", "C"]
    statutes: list[Statute] = Field(min_length=1)
    professions: list[str] = []
    scale: str | None = None
    grids: list[GradeGrid] = []
    passages: list[Passage] = []
