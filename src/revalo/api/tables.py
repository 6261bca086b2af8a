"""Payrolls from Python: tables in memory that speak Arrow, or files, and results as tables again."""

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from os import PathLike
from pathlib import Path
from typing import Any

from revalo.analysis.arrears import Known
from revalo.analysis.comparison import Request, with_scenarios
from revalo.analysis.months import Span
from revalo.api.options import (
    Day,
    Names,
    Path_,
    day_of,
    flag,
    law_under,
    month_of,
    names_of,
    refused,
    request_of,
    speaking,
)
from revalo.api.shown import TableResult
from revalo.calendar import today
from revalo.errors import UsageError
from revalo.funding.activity import read_activity
from revalo.funding.hours import hours_of
from revalo.funding.question import SHARING, Question, read_sharing
from revalo.funding.study import Study, study
from revalo.grids.law import Law
from revalo.language import N_
from revalo.money import parse_fixed, plain
from revalo.payroll import in_memory
from revalo.payroll.checked import as_table as gaps_table
from revalo.payroll.checked import checked
from revalo.payroll.movements import read_movements
from revalo.payroll.projection import Asked as AskedAhead
from revalo.payroll.projection import checked_years, span_of
from revalo.payroll.projection import project as projected
from revalo.payroll.reading import profile as profiles
from revalo.payroll.reading.inputs import ArrowTable, SheetChoice
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.review import Taken
from revalo.payroll.reading.sources import Opened, opened
from revalo.payroll.revaluation import BatchRequest
from revalo.payroll.writing.provenance import of_run, origin
from revalo.payroll.writing.rejects import KeptRejects
from revalo.people.arrears import Asked
from revalo.people.caveat_counts import CaveatCounts
from revalo.people.check import PaidCheck
from revalo.people.claims import LIMIT
from revalo.people.summary import BY, Summary
from revalo.reports.json.arrears_of_payroll import arrears as arrears_shown
from revalo.reports.json.fund import fund as fund_shown
from revalo.reports.json.project import projection as projection_shown
from revalo.reports.pages import notebook
from revalo.reports.tables.fund import as_table as shares_table
from revalo.reports.tables.project import as_table as bill_table
from revalo.rules.employer.employer import EMPLOYER_FIELDS, Given, employer_if_asked, read_employer

SPEAKS = ("__arrow_c_stream__", "__arrow_c_array__")
COLUMNS = N_("a mapping of headers to columns, or the path of a profile")
NAMES = N_("a name, or a list of names")
Payroll = Any  # a table that speaks Arrow, a path, or several of them
READING = ("mapping", "decimal", "sheet", "all_sheets", "positions", "full_time")


def revalue(  # noqa: PLR0913 - the options of the command line, by name
    payroll: Payroll,
    *,
    by: str = "service",
    lines: bool = False,
    by_text: bool = False,
    employer_cost: bool = False,
    staff: Given = None,
    accident_rate: Given = None,
    provident_rate: Given = None,
    exempt_share: Given = None,
    payroll_tax: bool | None = None,
    health_cover: bool | None = None,
    public_contract: bool | None = None,
    before: Day = None,
    after: Day = None,
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
    """A whole payroll, before and after: what `revalo batch` computes.

    Args:
        payroll: a table that speaks the Arrow PyCapsule interface (pandas 2.2 and later, polars, duckdb, pyarrow), the
            path of a file or folder, a list of these, or a mapping of names to tables. Columns as in payroll files,
            one row per person and month; where no column tells the service, the name of the table does.
        by: what the sums of the summary are grouped by: "service", "department", "category", "sector",
            "structure" or "profession".
        lines: whether to add one column per payslip line and side.
        by_text: whether to split the gain among the texts that caused it, in the summary.
        employer_cost: whether to add what the pay costs an employer, described by the names that follow.
        staff: as in `compute`, and so are the other names of an employer.
        accident_rate: as in `compute`.
        provident_rate: as in `compute`.
        exempt_share: as in `compute`.
        payroll_tax: as in `compute`.
        health_cover: as in `compute`.
        public_contract: as in `compute`.
        before: the day of the before side; by default 2021-09-30 in home care, and 2020-08-31 elsewhere.
        after: the day of the after side, for rows without a month; by default 2021-10-01 in home care, else today.
        without: texts left out of the before side, by name.
        with_: refused or announced texts let in on the after side.
        known_on: the law as it was known on this day.
        member: whether the employer is a member of a signing federation (the default).
        settings: other values on the after side by path, as text.
        measures_only: without index or gross, count the Ségur measures alone.
        scenarios: files of what-ifs, let in on the after side.
        mapping: what columns mean, `{"Heures contrat": "hours", "Notes": None}`, or the path of a profile.
        decimal: the decimal mark of numbers given as text, "." by default in tables.
        sheet: names of the sheets of a workbook to read.
        all_sheets: whether to read every visible sheet that has people.
        positions: for a DSN, a file of grid positions by staff number.
        full_time: whether rows without working time, in a table that tells it of others, are at full time.
        law: a law from `load_law`; by default the one shipped.
        lang: "fr" or "en"; by default REVALO_LANG, else French.

    Returns:
        A result whose `table` has `file` and `row` (from 1), `employee_id`, `service_id`, `department`, `month`,
        `before_gross`, `after_gross`, `gain`, `gain_percent` and `headcount`, then the
        columns asked for; its `summary` has the rows in, out,
        rejected and skipped, the sums in euros, and the sums of each group.

    Raises:
        UsageError: for arguments that do not fit.
        UnreadableInput: for a table without any known column, or one that cannot be read.
    """
    options = locals()
    with speaking(lang):
        if by not in BY:
            raise UsageError("by-value", names=", ".join(BY))
        held = law_under(law, scenarios)
        request = with_scenarios(held, request_of(options))
        files = _opened(payroll, options, ignored=("paid_gross",))
        told = {name: options[name] for name in EMPLOYER_FIELDS}
        employer = employer_if_asked(told, wanted=bool(flag("employer_cost", employer_cost)))
        asked = BatchRequest(request, bool(flag("lines", lines)), by, bool(flag("by_text", by_text)), employer)
        kept = in_memory.run(held, files.sources, asked)
        notes = files.notes
        return TableResult(
            kept.table,
            kept.rejects,
            _sums(held, request, kept.summary),
            *_caveats(kept.summary.caveats, notes),
            lambda: notebook.revaluation(kept.people, kept.summary, notes),
        )


def check(  # noqa: PLR0913 - the options of the command line, by name
    payroll: Payroll,
    *,
    tolerance: Given = "0.00",
    on: Day = None,
    member: bool | None = None,
    measures_only: bool = False,
    mapping: Path_ | Mapping[str, str | None] | None = None,
    decimal: str | None = None,
    sheet: Names = (),
    all_sheets: bool = False,
    positions: Path_ | None = None,
    full_time: bool = False,
    law: Law | None = None,
    lang: str | None = None,
) -> TableResult:
    """What was paid against what was due, month by month: what `revalo check` finds.

    Args:
        payroll: as in `revalue`, with the columns `month` and `paid_gross`.
        tolerance: gaps up to this amount in euros are left out, as text.
        on: the day from which the 36 months of arrears are counted back; today by default.
        member: as in `revalue`, and so are all those that follow.
        measures_only: as in `revalue`.
        mapping: as in `revalue`.
        decimal: as in `revalue`.
        sheet: as in `revalue`.
        all_sheets: as in `revalue`.
        positions: as in `revalue`.
        full_time: as in `revalue`.
        law: as in `revalue`.
        lang: as in `revalue`.

    Returns:
        A result whose `table` lists the gaps: `file`, `row`, `employee_id`, `month`, `compared` ("gross" or "cti"),
        `paid`, `due`, `arrears` (due less paid), `within_36_months` and `texts`; its `summary` counts the rows compared
        and those that were not, by reason, and sums what is still owed.

    Raises:
        UsageError: for arguments that do not fit.
        UnreadableInput: for a table without any month, or without anything paid.
    """
    options = locals()
    with speaking(lang):
        held = law_under(law)
        request = Request(member=flag("member", member), measures_only=bool(flag("measures_only", measures_only)))
        found = PaidCheck(held, day_of("on", on) or today(), _cents(tolerance))
        files, rejects = _opened(payroll, options, sums=True), KeptRejects()
        checked(held, files.sources, request, found, rejected=rejects)
        notes = files.notes
        return TableResult(
            gaps_table(held, request, found),
            rejects.table(),
            _checked(held, request, found),
            *_caveats(found.caveats, notes),
            lambda: notebook.check(held, found, notes),
        )


def arrears(  # noqa: PLR0913 - the options of the command line, by name
    payroll: Payroll,
    *,
    from_: Day = None,
    to: Day = None,
    known_on: Day = None,
    known_later: Day = None,
    on: Day = None,
    member: bool | None = None,
    settings: Mapping[str, str] | None = None,
    measures_only: bool = False,
    mapping: Path_ | Mapping[str, str | None] | None = None,
    decimal: str | None = None,
    sheet: Names = (),
    all_sheets: bool = False,
    positions: Path_ | None = None,
    full_time: bool = False,
    law: Law | None = None,
    lang: str | None = None,
) -> TableResult:
    """What is owed, month by month, for texts known after the pay: what `revalo arrears PAYROLL` computes.

    Args:
        payroll: as in `revalue`; rows without a month stand for each month from `from_` to `to`.
        from_: the first month, as text ("2021-10"), or any day of it.
        to: the last month; by default that of `known_on`, of `known_later`, or this one.
        known_on: paid as the law was known on this day; by default on the last day of each month.
        known_later: due as the law is known on this day; by default all that is held.
        on: the day from which three years are counted back; today by default.
        member: as in `revalue`, and so are all those that follow.
        settings: as in `revalue`.
        measures_only: as in `revalue`.
        mapping: as in `revalue`.
        decimal: as in `revalue`.
        sheet: as in `revalue`.
        all_sheets: as in `revalue`.
        positions: as in `revalue`.
        full_time: as in `revalue`.
        law: as in `revalue`.
        lang: as in `revalue`.

    Returns:
        A result whose `table` has a row for each person and month with something owed: `employee_id`, `service_id`,
        `department`, `month`, `known_on`, `paid`, `due`, `owed`, `within_36_months`, `headcount`, `texts`, and
        `owed_<text>` for each late text; its `summary` is the object of `revalo arrears PAYROLL --json`.

    Raises:
        UsageError: for arguments that do not fit.
        UnreadableInput: for a table without any known column, or one that cannot be read.
    """
    options = locals()
    with speaking(lang):
        held = law_under(law)
        request = request_of({**options, "before": None, "after": None, "without": (), "with_": (), "known_on": None})
        known = Known(day_of("known_on", known_on), day_of("known_later", known_later))
        span = Span(month_of("from", from_), month_of("to", to))
        asked = Asked(request, known, span, day_of("on", on) or today())
        files = _opened(payroll, options, ignored=("paid_gross", "before_month"))
        table, rejects, found = in_memory.owed(held, files.sources, asked)
        notes = files.notes
        return TableResult(
            table,
            rejects,
            arrears_shown(found, asked),
            *_caveats(found.sums.caveats, notes),
            lambda: notebook.arrears(found, notes),
        )


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
        if by not in BY:
            raise UsageError("by-value", names=", ".join(BY))
        if activity is not None and by != "service":
            raise UsageError("activity-by-service")
        held = law_under(law, scenarios)
        request = with_scenarios(held, request_of({**options, "before": None, "after": None}))
        employer = read_employer(**{name: options[name] for name in EMPLOYER_FIELDS})
        span = span_of(month_of("from", from_), month_of("to", to))
        asked = AskedAhead(request, employer, span, checked_years(echelon_3_after), by)
        files, rejects = _opened(payroll, options, ignored=("paid_gross",)), KeptRejects()
        read = None if activity is None else read_activity(_only("activity", activity))
        moved = None if movements is None else read_movements(_only("movements", movements), held)
        found = projected(held, files.sources, asked, rejects, movements=moved)
        hours = None if read is None else hours_of(found, read)
        assumed = [{"code": each.code, "value": each.value, "reason": each.reason} for each in found.assumptions]
        notes = files.notes
        warned = [{"code": "project", "text": text} for text in found.warnings]
        return TableResult(
            bill_table(found),
            rejects.table(),
            projection_shown(found, hours),
            assumed,
            [*warned, *_read(notes)],
            lambda: notebook.projection(found, notes),
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
    """What the raises of article 47 cost each service and département, and who pays: what `revalo fund` settles.

    Args:
        payroll: as in `revalue`, people or headcounts.
        activity: a table, or the path of a file, with a row per service: `service_id`, `department`, `hours_apa`,
            `hours_pch`, `hours_aide_sociale`, `hours_other`, `participation`.
        year: the year settled, from 2021 on, or several.
        coverage_rate: from 2025, the coverage rate of APA and PCH, as "0.42".
        hourly_reading: "aid" or "cost": how the hourly amount of the CNSA is read.
        participation: users' participation of every service, as "0.12".
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
        held = law_under(law, scenarios)
        request = request_of({"before": None, "after": None, "measures_only": None, **options})
        employer = read_employer(**{name: options[name] for name in EMPLOYER_FIELDS})
        asked, what_if = read_sharing({name: options[name] for name in SHARING})
        question = Question(_years(year), with_scenarios(held, request), employer, asked, what_if)
        question.check()
        files, rejects = _opened(payroll, options, ignored=("paid_gross",)), KeptRejects()
        found = study(held, files.sources, read_activity(_only("activity", activity)), question, rejects)
        notes = files.notes
        return _settled(found, rejects, notes)


def _settled(found: Study, rejects: KeptRejects, notes: list[str]) -> TableResult:
    """A study as the result of a table."""
    assumed = {each: None for every in found.assumptions.values() for each in every}
    warned = dict.fromkeys(each.words for every in found.warnings.values() for each in every)
    assumptions = [{"code": each.code, "value": each.value, "reason": each.reason} for each in assumed]
    warnings = [{"code": "fund", "text": text} for text in warned]
    summary, page = fund_shown(found), lambda: notebook.funding(found, notes)
    return TableResult(shares_table(found), rejects.table(), summary, assumptions, [*warnings, *_read(notes)], page)


def _opened(
    payroll: Payroll, options: Mapping[str, Any], *, ignored: tuple[str, ...] = (), sums: bool = False
) -> Opened:
    """What there is to read, as the options of reading say."""
    asked = {name: options[name] for name in READING}
    sheets, every = names_of("sheet", asked["sheet"], NAMES), bool(flag("all_sheets", asked["all_sheets"]))
    if sheets and every:
        raise UsageError("sheet-and-all-sheets")
    positions = asked["positions"]
    taken = Taken(
        bool(flag("full_time", asked["full_time"])), ignored, sums, day="after" if options.get("after") else ""
    )
    return opened(
        list(_inputs("payroll", payroll, "table")),
        _profile(asked["mapping"], asked["decimal"]),
        SheetChoice(sheets, every),
        None if positions is None else Path(positions),
        taken,
    )


def _inputs(name: str, given: Payroll, shown: str) -> Iterator[str | ArrowTable]:
    """The tables and paths that an argument means, each table with the name to show."""
    if any(hasattr(given, each) for each in SPEAKS):
        yield ArrowTable(given, shown)
    elif isinstance(given, str | PathLike):
        yield str(given)
    elif isinstance(given, Mapping) and given:
        for key, each in given.items():
            yield from _inputs(name, each, str(key))
    elif isinstance(given, Sequence) and given:
        for place, each in enumerate(given, 1):
            yield from _inputs(name, each, f"{shown} {place}")
    else:
        raise UsageError("table-needed", name=name)


def _only(name: str, given: Payroll) -> str | ArrowTable:
    """The one table or path that an argument means."""
    found = list(_inputs(name, given, name))
    if len(found) != 1:
        raise UsageError("table-needed", name=name)
    return found[0]


def _profile(mapping: Path_ | Mapping[str, str | None] | None, decimal: str | None) -> Profile:
    """How the payroll is to be read."""
    if isinstance(mapping, str | PathLike):
        found = profiles.read(Path(mapping))
    elif mapping is None or isinstance(mapping, Mapping):
        found = profiles.of_columns(mapping or {})
    else:
        raise refused("mapping", COLUMNS)
    if decimal is None:
        return found
    if decimal not in profiles.DECIMALS:
        raise refused("decimal", N_('"." or ","'))
    return found._replace(decimal=decimal)


def _sums(law: Law, request: Request, summary: Summary) -> dict[str, Any]:
    """What a run did, as plain values: where it comes from, its rows, its sums, those of its groups."""
    told = of_run(law, request, summary)
    apart = ("schema", "assumed", "assumptions", "warnings")
    causes = [{"cause": cause.kind, "text": cause.name, "gain": plain(cents)} for cause, cents in summary.causes]
    return {
        **{name: value for name, value in told.items() if name not in apart},
        "percent": None if summary.total.percent is None else plain(summary.total.percent),
        "by": summary.by,
        "groups": [
            {
                "group": name,
                "people": totals.people,
                **{each: plain(getattr(totals, each)) for each in ("before", "after", "gain")},
                "percent": None if totals.percent is None else plain(totals.percent),
            }
            for name, totals in sorted(summary.groups.items())
        ],
        **({"causes": causes} if causes else {}),
    }


def _checked(law: Law, request: Request, found: PaidCheck) -> dict[str, Any]:
    """What a check found, as plain values."""
    told = {name: value for name, value in origin(law, request).items() if name != "schema"}
    return {
        **told,
        "on": found.today.isoformat(),
        "months": LIMIT,
        "rows": {"in": found.rows, "compared": found.rows_compared, "not_compared": dict(+found.not_compared)},
        "gaps": len(found.gaps),
        "owed": plain(found.arrears),
    }


def _caveats(caveats: CaveatCounts, notes: list[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What was assumed and what to beware of, by code, with the number of rows; then how the payroll was read."""
    place = attrgetter("code", "rows", "file", "row")
    names = ("code", "rows", "file", "row")
    assumed = [
        {
            **dict(zip(names, place(each), strict=True)),
            "value": getattr(each.caveat, "value", None),
            "reason": each.words,
        }
        for each in caveats.assumptions
    ]
    warned = [{**dict(zip(names, place(each), strict=True)), "text": each.words} for each in caveats.warnings]
    return assumed, [*warned, *_read(notes)]


def _read(notes: list[str]) -> list[dict[str, Any]]:
    """How a payroll was read, among the warnings."""
    return [{"code": "reading", "text": note} for note in notes]


def _years(given: int | Sequence[int]) -> tuple[int, ...]:
    years = [given] if isinstance(given, int) else given
    if not isinstance(years, Sequence) or not all(type(each) is int for each in years):
        raise UsageError("option-not-whole", name="--year")
    return tuple(sorted(set(years)))


def _cents(amount: Given) -> int:
    """An amount in euros, not below 0."""
    try:
        cents = -1 if isinstance(amount, bool | float) else parse_fixed(str(amount), 2)
    except ValueError:
        cents = -1
    if cents < 0:
        raise UsageError("tolerance-value")
    return cents
