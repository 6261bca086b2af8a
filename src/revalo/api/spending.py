"""What a payroll costs from Python: who pays for it, and the months to come."""

from collections.abc import Mapping, Sequence

from revalo.analysis.comparison import with_scenarios
from revalo.api.options import Day, Names, Path_, law_under, month_of, request_of, speaking
from revalo.api.reading import Payroll, only_table, opened_payroll, readings
from revalo.api.shown import TableResult
from revalo.errors import UsageError
from revalo.funding.activity import read_activity
from revalo.funding.hours import hours_of
from revalo.funding.question import SHARING, Question, read_sharing
from revalo.funding.study import Study, study
from revalo.grids.law import Law
from revalo.payroll.movements import read_movements
from revalo.payroll.projection import ProjectionRequest, checked_years, span_of
from revalo.payroll.projection import project as projected
from revalo.payroll.writing.rejects import KeptRejects
from revalo.people.summary import check_by
from revalo.reports.json.fund import fund as fund_shown
from revalo.reports.json.project import projection as projection_shown
from revalo.reports.pages import notebook
from revalo.reports.tables.fund import as_table as shares_table
from revalo.reports.tables.project import as_table as bill_table
from revalo.rules.employer.employer import EMPLOYER_FIELDS, Given, read_employer


def project(  # noqa: PLR0913 - the options of the command line, by name
    payroll: Payroll,
    *,
    from_: Day = None,
    to: Day = None,
    activity: Payroll = None,
    movements: Payroll = None,
    echelon_3_after: int | None = None,
    by: str = "service",
    staff: Given = None,
    accident_rate: Given = None,
    provident_rate: Given = None,
    exempt_share: Given = None,
    payroll_tax: bool | None = None,
    health_cover: bool | None = None,
    public_contract: bool | None = None,
    without: Names = (),
    with_: Names = (),
    known_on: Day = None,
    member: bool | None = None,
    settings: Mapping[str, str] | None = None,
    measures_only: bool = False,
    scenarios: Sequence[Path_] = (),
    mapping: Path_ | Mapping[str, str | None] | None = None,
    decimal: str | None = None,
    sheet: Names = (),
    all_sheets: bool = False,
    positions: Path_ | None = None,
    full_time: bool = False,
    law: Law | None = None,
    lang: str | None = None,
) -> TableResult:
    """The pay bill of the months to come, and why it moves: what `revalo project` computes.

    Args:
        payroll: as in `revalue`.
        from_: the first month, which the others are compared with, as text ("2026-01"); by default the current one.
        to: the last month; by default December of the third year.
        activity: the hours of each service, as in `fund`: the cost of an hour, in the summary.
        movements: hires and leavers, a table or the path of a file with `kind` ("hire", "leave"), `month`, and
            `employee_id` or the columns of a payroll.
        echelon_3_after: assume échelon 3 after so many years at échelon 2; never else.
        by: as in `revalue`.
        staff: as in `compute`, and so are the names of an employer that follow.
        accident_rate: as in `compute`.
        provident_rate: as in `compute`.
        exempt_share: as in `compute`.
        payroll_tax: as in `compute`.
        health_cover: as in `compute`.
        public_contract: as in `compute`.
        without: texts left out of every month.
        with_: refused or announced texts let in.
        known_on: as in `revalue`, and so are all those that follow.
        member: as in `revalue`.
        settings: as in `revalue`.
        measures_only: as in `revalue`.
        scenarios: as in `revalue`.
        mapping: as in `revalue`.
        decimal: as in `revalue`.
        sheet: as in `revalue`.
        all_sheets: as in `revalue`.
        positions: as in `revalue`.
        full_time: as in `revalue`.
        law: as in `revalue`.
        lang: as in `revalue`.

    Returns:
        A result whose `table` has a row per year, month, group and cause (`level`): `group`, `year`, `month`, `cause`,
        `text`, `people_months`, `gross` and `cost`; its `summary` is the object of `revalo project --json`.

    Raises:
        UsageError: for arguments that do not fit.
        UnreadableInput: naming row and column of what is wrong in the activity or the movements.
    """
    options = locals()
    with speaking(lang):
        check_by(by)
        if activity is not None and by != "service":
            raise UsageError("activity-by-service")
        law_used = law_under(law, scenarios)
        request = with_scenarios(law_used, request_of({**options, "before": None, "after": None}))
        employer = read_employer(**{name: options[name] for name in EMPLOYER_FIELDS})
        span = span_of(month_of("from", from_), month_of("to", to))
        asked = ProjectionRequest(request, employer, span, checked_years(echelon_3_after), by)
        files, rejects = opened_payroll(payroll, options, ignored=("paid_gross",)), KeptRejects()
        read = None if activity is None else read_activity(only_table("activity", activity))
        moved = None if movements is None else read_movements(only_table("movements", movements), law_used)
        projection = projected(law_used, files.sources, asked, rejects, movements=moved)
        hours = None if read is None else hours_of(projection, read)
        assumed = [{"code": each.code, "value": each.value, "reason": each.reason} for each in projection.assumptions]
        notes = files.notes
        warned = [{"code": "project", "text": text} for text in projection.warnings]
        return TableResult(
            bill_table(projection),
            rejects.table(),
            projection_shown(projection, hours),
            assumed,
            [*warned, *readings(notes)],
            lambda: notebook.projection(projection, notes),
        )


def fund(  # noqa: PLR0913 - the options of the command line, by name
    payroll: Payroll,
    activity: Payroll,
    *,
    year: int | Sequence[int],
    coverage_rate: Given = None,
    hourly_reading: str = "aid",
    participation: Given = None,
    hours_factor: Given = None,
    rate: Given = None,
    cap: Given = None,
    staff: Given = None,
    accident_rate: Given = None,
    provident_rate: Given = None,
    exempt_share: Given = None,
    payroll_tax: bool | None = None,
    health_cover: bool | None = None,
    public_contract: bool | None = None,
    without: Names = (),
    with_: Names = (),
    known_on: Day = None,
    member: bool | None = None,
    settings: Mapping[str, str] | None = None,
    scenarios: Sequence[Path_] = (),
    mapping: Path_ | Mapping[str, str | None] | None = None,
    decimal: str | None = None,
    sheet: Names = (),
    all_sheets: bool = False,
    positions: Path_ | None = None,
    full_time: bool = False,
    law: Law | None = None,
    lang: str | None = None,
) -> TableResult:
    """What the pay rises of article 47 cost each service and département, and who pays: what `revalo fund` settles.

    Args:
        payroll: as in `revalue`, people or headcounts.
        activity: a table, or the path of a file, with a row per service: `service_id`, `department`, `hours_apa`,
            `hours_pch`, `hours_aide_sociale`, `hours_other`, `participation`.
        year: the year settled, from 2021 on, or several.
        coverage_rate: from 2025, the coverage rate of APA and PCH, as "0.42".
        hourly_reading: "aid" or "cost": how the hourly amount of the CNSA is read.
        participation: user contributions of every service, as "0.12".
        hours_factor: every hour of the activity times this, as "1.05".
        rate: another share of the cost than the decree's, before 2025.
        cap: another hourly amount of the CNSA, before 2025.
        staff: as in `compute`, and so are the names of an employer that follow.
        accident_rate: as in `compute`.
        provident_rate: as in `compute`.
        exempt_share: as in `compute`.
        payroll_tax: as in `compute`.
        health_cover: as in `compute`.
        public_contract: as in `compute`.
        without: the texts whose cost is shared, those of article 47 by default.
        with_: as in `revalue`, and so are all those that follow.
        known_on: as in `revalue`.
        member: as in `revalue`.
        settings: as in `revalue`.
        scenarios: as in `revalue`.
        mapping: as in `revalue`, for the payroll.
        decimal: as in `revalue`.
        sheet: as in `revalue`.
        all_sheets: as in `revalue`.
        positions: as in `revalue`.
        full_time: as in `revalue`.
        law: as in `revalue`.
        lang: as in `revalue`.

    Returns:
        A result whose `table` has a row per service, per département and for the total of each year (`level`);
        its `summary` is the object of `revalo fund --json`.

    Raises:
        UsageError: for arguments that do not fit.
        UnreadableInput: naming row and column of what is wrong in the activity.
        NotComputable: where the law has no sourced value.
    """
    options = locals()
    with speaking(lang):
        law_used = law_under(law, scenarios)
        request = request_of({"before": None, "after": None, "measures_only": None, **options})
        employer = read_employer(**{name: options[name] for name in EMPLOYER_FIELDS})
        asked, what_if = read_sharing({name: options[name] for name in SHARING})
        question = Question(_years(year), with_scenarios(law_used, request), employer, asked, what_if)
        question.check()
        files, rejects = opened_payroll(payroll, options, ignored=("paid_gross",)), KeptRejects()
        shares = study(law_used, files.sources, read_activity(only_table("activity", activity)), question, rejects)
        notes = files.notes
        return _settled(shares, rejects, notes)


def _settled(study: Study, rejects: KeptRejects, notes: list[str]) -> TableResult:
    """A study as the result of a table."""
    assumed = {each: None for every in study.assumptions.values() for each in every}
    warned = dict.fromkeys(each.words for every in study.warnings.values() for each in every)
    assumptions = [{"code": each.code, "value": each.value, "reason": each.reason} for each in assumed]
    warnings = [{"code": "fund", "text": text} for text in warned]
    summary, page = fund_shown(study), lambda: notebook.funding(study, notes)
    return TableResult(shares_table(study), rejects.table(), summary, assumptions, [*warnings, *readings(notes)], page)


def _years(given: int | Sequence[int]) -> tuple[int, ...]:
    years = [given] if isinstance(given, int) else given
    if not isinstance(years, Sequence) or not all(type(each) is int for each in years):
        raise UsageError("option-not-whole", name="--year")
    return tuple(sorted(set(years)))
