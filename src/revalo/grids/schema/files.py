"""The shape of each law file. Figures stay text here; `compiling` turns them into integers of their unit."""

from revalo.grids.schema.closed import Closed, Day
from revalo.grids.schema.grades import Grade
from revalo.grids.schema.measures import Measure, Named, OpenPoint, ProfessionGroup, Sector
from revalo.grids.schema.tables import Grid, LawFile, Table
from revalo.grids.schema.texts import Case, Group, Source, Text
from revalo.grids.schema.workforce import Workforce


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


class Segur(LawFile):
    """`segur.yaml`: sectors, structures, professions, measures and what their texts leave open."""

    sectors: dict[str, Sector]
    structures: dict[str, Named]
    professions: dict[str, Named]
    profession_groups: dict[str, ProfessionGroup]
    measures: dict[str, Measure]
    open_points: dict[str, OpenPoint] = {}
    covid_absence: Table


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
