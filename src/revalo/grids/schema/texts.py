"""The shape of the register of texts and sources, and of published cases."""

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from revalo.grids.schema.closed import Closed, Confidence, Day, Flag, Label, LegifranceId, one_of
from revalo.language import _


class Act(Closed):
    """An order that approves, extends or refuses: its day, and the day of the Journal officiel."""

    on: Day | None = None
    published: Day | None = None
    legifrance: LegifranceId | None = None


class Text(Closed):
    """A legal text. A day that no source gives is absent.

    Agreements bind members of the signing federations from their effect, others from their extension; decrees, orders
    and laws bind everyone, and so does an agreement that says so with `binds`. `legifrance`: the id of the text.
    """

    title: Label
    kind: Literal["agreement", "decree", "order", "law", "decision", "announcement"]
    status: Literal["in-force", "refused", "announced", "repealed"]
    signed: Day | None = None
    approved: Act | None = None
    extended: Act | None = None
    refused: Act | None = None
    published: Day | None = None
    effective: Day | None = None
    binds: Literal["everyone"] | None = None
    depends_on: list[str] = []
    reference: str | None = None
    legifrance: LegifranceId | None = None
    source: str
    confidence: Confidence
    note: Label | None = None


class Group(Closed):
    """Texts that are left out or let in together."""

    title: Label
    texts: list[str]


class Source(Closed):
    """Where a figure was read."""

    title: str
    address: str | None = None
    facts: str | None = None
    note: str | None = None


class Reading(Closed):
    """The day and the law that a published case assumes for one side."""

    on: Day
    without: list[str] = []
    with_: list[str] = Field(default=[], alias="with")


class Stated(Closed):
    """An amount as printed. `what`: `after.base`, `difference.gross` or `after.base - before.gross`."""

    what: str
    amount: str
    percent_of: str | None = None
    exact: Flag = False


class Case(Closed):
    """A published case: its inputs, what it states, its source, and the reading under which it is replayed.

    Either one `employee` on two days, or amounts shared between financers (`fund`: see `funding.published`), or totals
    of the whole `branch`, on some of the bases of `workforce.yaml` (see `funding.national`).
    """

    model_config = one_of("employee before after", "fund", "branch")

    title: Label
    source: str
    employee: dict[str, str] | None = None
    fund: dict[str, str] | None = None
    branch: list[str] | None = None
    before: Reading | None = None
    after: Reading | None = None
    stated: list[Stated] = Field(min_length=1)
    note: Label | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> "Case":
        person = (self.employee, self.before, self.after)
        others = [part for part in (self.fund, self.branch) if part is not None]
        if len(others) + any(part is not None for part in person) != 1 or (not others and None in person):
            raise PydanticCustomError(
                "kind", _("give either employee, before and after, or fund alone, or branch alone")
            )
        return self
