"""Payrolls from Python: tables in memory that speak Arrow, or files, and results as tables again."""

from collections.abc import Mapping, Sequence
from typing import Any

from revalo.analysis.arrears import Known
from revalo.analysis.comparison import Request, with_scenarios
from revalo.analysis.months import Span
from revalo.api.options import Day, Names, Path_, day_of, flag, law_under, month_of, request_of, speaking
from revalo.api.reading import Payroll, caveats_of, opened_payroll
from revalo.api.shown import TableResult
from revalo.calendar import today
from revalo.errors import UsageError
from revalo.grids.law import Law
from revalo.money import parse_fixed, plain
from revalo.payroll import in_memory
from revalo.payroll.checked import as_table as gaps_table
from revalo.payroll.checked import checked
from revalo.payroll.revaluation import BatchRequest
from revalo.payroll.writing.provenance import of_run, origin
from revalo.payroll.writing.rejects import KeptRejects
from revalo.people.arrears import ArrearsRequest
from revalo.people.check import PaidCheck
from revalo.people.claims import LIMIT
from revalo.people.summary import Summary, check_by
from revalo.people.sums import shown_headcount
from revalo.reports.json.arrears_of_payroll import arrears as arrears_shown
from revalo.reports.pages import notebook
from revalo.rules.employer.employer import Given, employer_if_asked


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
        lines: whether to add one column per pay item and situation.
        by_text: whether to split the gain among the texts that caused it, in the summary.
        employer_cost: whether to add what the pay costs an employer, described by the names that follow.
        staff: as in `compute`, and so are the other names of an employer.
        accident_rate: as in `compute`.
        provident_rate: as in `compute`.
        exempt_share: as in `compute`.
        payroll_tax: as in `compute`.
        health_cover: as in `compute`.
        public_contract: as in `compute`.
        before: the day of the before situation; by default 2021-09-30 in home care, and 2020-08-31 elsewhere.
        after: the day of the after situation, for rows without a month; by default 2021-10-01 in home care, else today.
        without: texts left out of the before situation, by name.
        with_: refused or announced texts let in on the after situation.
        known_on: the law as it was known on this day.
        member: whether the employer is a member of a signatory federation (the default).
        settings: other values on the after situation by path, as text.
        measures_only: without index or gross, count the Ségur measures alone.
        scenarios: files of what-ifs, let in on the after situation.
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
        check_by(by)
        law_used = law_under(law, scenarios)
        request = with_scenarios(law_used, request_of(options))
        files = opened_payroll(payroll, options, ignored=("paid_gross",))
        employer = employer_if_asked(options, wanted=bool(flag("employer_cost", employer_cost)))
        asked = BatchRequest(request, bool(flag("lines", lines)), by, bool(flag("by_text", by_text)), employer)
        kept = in_memory.run(law_used, files.sources, asked)
        notes = files.notes
        return TableResult(
            kept.table,
            kept.rejects,
            _sums(law_used, request, kept.summary),
            *caveats_of(kept.summary.caveats, notes),
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
        on: the day from which the 36 months of back pay are counted back; today by default.
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
        and those that were not, by reason, and sums the back pay due.

    Raises:
        UsageError: for arguments that do not fit.
        UnreadableInput: for a table without any month, or without anything paid.
    """
    options = locals()
    with speaking(lang):
        law_used = law_under(law)
        request = Request(member=flag("member", member), measures_only=bool(flag("measures_only", measures_only)))
        paid = PaidCheck(law_used, day_of("on", on) or today(), _cents(tolerance))
        files, rejects = opened_payroll(payroll, options, sums=True), KeptRejects()
        checked(law_used, files.sources, request, paid, rejected=rejects)
        notes = files.notes
        return TableResult(
            gaps_table(law_used, request, paid),
            rejects.table(),
            _checked(law_used, request, paid),
            *caveats_of(paid.caveats, notes),
            lambda: notebook.check(law_used, paid, notes),
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
    """Back pay due, month by month, for texts published after the pay: what `revalo arrears PAYROLL` computes.

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
        A result whose `table` has a row for each person and month with back pay due: `employee_id`, `service_id`,
        `department`, `month`, `known_on`, `paid`, `due`, `owed`, `within_36_months`, `headcount`, `texts`, and
        `owed_<text>` for each late text; its `summary` is the object of `revalo arrears PAYROLL --json`.

    Raises:
        UsageError: for arguments that do not fit.
        UnreadableInput: for a table without any known column, or one that cannot be read.
    """
    options = locals()
    with speaking(lang):
        law_used = law_under(law)
        request = request_of({**options, "before": None, "after": None, "without": (), "with_": (), "known_on": None})
        known = Known(day_of("known_on", known_on), day_of("known_later", known_later))
        span = Span(month_of("from", from_), month_of("to", to))
        asked = ArrearsRequest(request, known, span, day_of("on", on) or today())
        files = opened_payroll(payroll, options, ignored=("paid_gross", "before_month"))
        table, rejects, owed = in_memory.owed(law_used, files.sources, asked)
        notes = files.notes
        return TableResult(
            table,
            rejects,
            arrears_shown(owed, asked),
            *caveats_of(owed.sums.caveats, notes),
            lambda: notebook.arrears(owed, notes),
        )


def _sums(law: Law, request: Request, summary: Summary) -> dict[str, Any]:
    """What a run did, as plain values: where it comes from, its rows, its sums, those of its groups."""
    figures = of_run(law, request, summary)
    apart = ("schema", "assumed", "assumptions", "warnings")
    causes = [{"cause": cause.kind, "text": cause.name, "gain": plain(cents)} for cause, cents in summary.causes]
    return {
        **{name: value for name, value in figures.items() if name not in apart},
        "percent": None if summary.total.percent is None else plain(summary.total.percent),
        "by": summary.by,
        "groups": [
            {
                "group": name,
                "people": shown_headcount(totals.people),
                **{each: plain(getattr(totals, each)) for each in ("before", "after", "gain")},
                "percent": None if totals.percent is None else plain(totals.percent),
            }
            for name, totals in sorted(summary.groups.items())
        ],
        **({"causes": causes} if causes else {}),
    }


def _checked(law: Law, request: Request, check: PaidCheck) -> dict[str, Any]:
    """What a check found, as plain values."""
    run = {name: value for name, value in origin(law, request).items() if name != "schema"}
    return {
        **run,
        "on": check.today.isoformat(),
        "months": LIMIT,
        "rows": {"in": check.rows, "compared": check.rows_compared, "not_compared": dict(+check.not_compared)},
        "gaps": len(check.gaps),
        "owed": plain(check.arrears),
    }


def _cents(amount: Given) -> int:
    """An amount in euros, not below 0."""
    try:
        cents = -1 if isinstance(amount, bool | float) else parse_fixed(str(amount), 2)
    except ValueError:
        cents = -1
    if cents < 0:
        raise UsageError("tolerance-value")
    return cents
