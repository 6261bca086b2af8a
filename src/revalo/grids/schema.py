"""The shape of the law files: closed models, so that a misspelt or missing name is refused.

Every scalar arrives as text. Figures stay text here; `compiling` turns them into integers of their unit.
"""

import difflib
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, model_validator
from pydantic_core import PydanticCustomError

from revalo.calendar import parse_day
from revalo.grids.official import LEGIFRANCE_ID
from revalo.language import _

Confidence = Literal["primary", "secondary", "derived", "assumed"]
CONFIDENCES: tuple[Confidence, ...] = ("primary", "secondary", "derived", "assumed")


def nearest(word: str, known: Iterable[str]) -> str:
    """`: did you mean X?` for the closest known names, or the empty string."""
    found = difflib.get_close_matches(word, list(known), n=3, cutoff=0.6)
    return _(" - did you mean {names}?").format(names=", ".join(found)) if found else ""


def _day(text: Any) -> date:
    try:
        return parse_day(text)
    except (ValueError, TypeError):
        raise PydanticCustomError("day", _("not a date: write it as 2021-10-01")) from None


def _whole(text: Any) -> int:
    if isinstance(text, str) and text.isascii() and text.isdigit():
        return int(text)
    raise PydanticCustomError("whole", _("not a whole number"))


def _legifrance_id(text: Any) -> str:
    if isinstance(text, str) and LEGIFRANCE_ID.fullmatch(text):
        return text
    raise PydanticCustomError("legifrance", _("not a Légifrance id: write it as KALIARTI000047783129"))


def _flag(text: Any) -> bool:
    if text in ("true", "false"):
        return bool(text == "true")
    raise PydanticCustomError("flag", _("write true or false"))


Day = Annotated[date, BeforeValidator(_day)]
Whole = Annotated[int, BeforeValidator(_whole)]
Flag = Annotated[bool, BeforeValidator(_flag)]
LegifranceId = Annotated[str, BeforeValidator(_legifrance_id)]


class Closed(BaseModel):
    """A table of a law file that knows all its names."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _names(cls, data: Any) -> Any:
        known = [field.alias or name for name, field in cls.model_fields.items()]
        everything = _(" - known names: {names}").format(names=", ".join(known))
        unknown = [name for name in (data if isinstance(data, dict) else ()) if name not in known]
        if unknown:
            names = [(name, nearest(name, known) or everything) for name in unknown]
            raise PydanticCustomError("unknown_name", "unknown name", {"names": names})
        return data


def one_of(*choices: str) -> ConfigDict:
    """What the JSON Schema of a table says where the names of one choice must be given, and none of the others."""
    every = " ".join(choices).split()
    kinds: list[JsonValue] = [
        {"required": [*choice.split()], "properties": {name: False for name in every if name not in choice.split()}}
        for choice in choices
    ]
    return ConfigDict(json_schema_extra={"oneOf": kinds})


class Label(Closed):
    """Words in both languages."""

    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)


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


class Avenant43(LawFile):
    """`avenant43.yaml`: pay in the home-care branch."""

    classification: Table
    full_time: Table
    point_value: Table
    minimum_wage_floor: Grid
    hourly_rate: Table
    old_grid: Grid
    new_grid: Grid
    progression: dict[str, Table]
    supplements: dict[str, Table]
    old_allowances: dict[str, Table]
    new_allowances: dict[str, Table]
    transposition: Grid
    jobs: Grid


class MinimumWage(LawFile):
    """`minimum_wage.yaml`: in metropolitan France, and at Mayotte."""

    hourly: Table
    monthly: Table
    mayotte_hourly: Table
    mayotte_monthly: Table


class CivilService(LawFile):
    """`civil_service.yaml`: index pay and its floors, and the index that each gross index is paid at."""

    point_value: Table
    minimum_index: Table
    part_time: Table
    minimum_wage_floor: Table
    index_of: Table


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


class PublicGrids(LawFile):
    """`public_grids.yaml`: the index grids of care staff in the civil service."""

    grades: dict[str, Grade]


class Net(LawFile):
    """`net.yaml`: from gross to an estimate of net."""

    rates: Grid
    residual_of_amount: Grid
    residual: Grid


class Contributions(LawFile):
    """`contributions.yaml`: what pay costs an employer."""

    ceiling: Table
    all_pay: Grid
    reduced: Grid
    reduced_up_to: Grid
    limit_wage: Table
    reduced_for: Table
    four_ceilings: Grid
    capped: Grid
    above: Grid
    balance: Table
    housing: Grid
    training: Grid
    paritarism: Table
    apprenticeship: Grid
    social_levy: Table
    health_cover: Grid
    health_cover_share: Table
    provident: Grid
    accident: Table
    highest: Grid
    single: Grid
    reference_wage: Table
    exemption: Table
    civil_service: Grid
    ircantec: Grid
    hospital_fund: Table
    state: Table
    payroll_tax: Grid
    payroll_tax_overseas: Grid
    payroll_tax_from: Grid
    payroll_tax_of_year: Grid
    payroll_tax_relief: Table
    period: Table
    payroll_tax_on: Table


class Funding(LawFile):
    """`funding.yaml`: who shares the cost of the branch's raises, and the Covid bonus of home care."""

    share_of_cost: Table
    hourly_amount: Table
    advance: Table
    advance_by: Table
    advance_day: Table
    balance_by: Table
    envelope: Table
    agents: dict[str, Table]
    floor_tariff: Table
    complement: Table
    covid: dict[str, Table]


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


class Segur(LawFile):
    """`segur.yaml`: sectors, structures, professions, measures and what their texts leave open."""

    sectors: dict[str, Sector]
    structures: dict[str, Named]
    professions: dict[str, Named]
    profession_groups: dict[str, ProfessionGroup]
    measures: dict[str, Measure]
    open_points: dict[str, OpenPoint] = {}
    covid_absence: Table


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


class Counted(Closed):
    """A figure about people, not about pay. `printed`: how its source writes it, where that is not the value itself."""

    value: str
    confidence: Confidence
    source: str
    printed: str | None = None
    note: Label | None = None


class Between(Closed):
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
    apa_pch: Between
    users: Counted
    seniority: Profile
    groups: dict[str, StaffGroup] = Field(min_length=1)
    bases: dict[str, Base] = Field(min_length=1)


class WorkforceFile(Closed):
    """`workforce.yaml`: who works in the branch; no pay line depends on it."""

    workforce: Workforce


class Texts(Closed):
    """`texts.yaml`."""

    texts: dict[str, Text]
    groups: dict[str, Group] = {}


class Sources(Closed):
    """`sources.yaml`."""

    sources: dict[str, Source]


class Cases(Closed):
    """`cases.yaml`."""

    cases: dict[str, Case]


class Additions(Closed):
    """Any further file of a law folder: texts, sources, measures and cases that the shipped files lack."""

    verified: Day | None = None
    source: str | None = None
    professions: dict[str, Named] = {}
    measures: dict[str, Measure] = {}
    open_points: dict[str, OpenPoint] = {}
    texts: dict[str, Text] = {}
    groups: dict[str, Group] = {}
    sources: dict[str, Source] = {}
    cases: dict[str, Case] = {}


SCHEMAS: dict[str, type[Closed]] = {
    "texts.yaml": Texts,
    "sources.yaml": Sources,
    "avenant43.yaml": Avenant43,
    "minimum_wage.yaml": MinimumWage,
    "segur.yaml": Segur,
    "civil_service.yaml": CivilService,
    "public_grids.yaml": PublicGrids,
    "net.yaml": Net,
    "contributions.yaml": Contributions,
    "funding.yaml": Funding,
    "cases.yaml": Cases,
    "workforce.yaml": WorkforceFile,
}
