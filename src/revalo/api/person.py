"""One person from Python: both sides of a day, and month by month."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from revalo.analysis.comparison import Comparison, Request, with_scenarios
from revalo.analysis.comparison import compute as compute_comparison
from revalo.api.options import Day, Names, Path_, day_of, flag, law_under, month_of, request_of, speaking
from revalo.errors import UsageError
from revalo.grids.law import Law
from revalo.language import _
from revalo.rules.caveats import PayWarning
from revalo.rules.employer.employer import Employer, Given, employer_if_asked
from revalo.rules.net import NetRequest, is_above_ceiling, net_request
from revalo.rules.person import read_employee

if TYPE_CHECKING:
    from revalo.analysis.arrears import Arrears, Known
    from revalo.analysis.classifications import Column, Versus
    from revalo.analysis.employer_cost import EmployerCosts
    from revalo.analysis.months import Span
    from revalo.analysis.timeline import Timeline
    from revalo.api.shown import Compared


def compute(  # noqa: PLR0913 - the options of the command line, by name
    *,
    before: Day = None,
    after: Day = None,
    without: Names = (),
    with_: Names = (),
    known_on: Day = None,
    member: bool | None = None,
    settings: Mapping[str, str] | None = None,
    measures_only: bool = False,
    scenarios: Sequence[Path_] = (),
    net: bool = False,
    net_status: str | None = None,
    net_residual: str | None = None,
    employer_cost: bool = False,
    staff: Given = None,
    accident_rate: Given = None,
    provident_rate: Given = None,
    exempt_share: Given = None,
    payroll_tax: bool | None = None,
    health_cover: bool | None = None,
    public_contract: bool | None = None,
    law: Law | None = None,
    lang: str | None = None,
    **person: object,
) -> "Compared":
    """One person, before and after: the object that `revalo compute --json` prints, which a notebook shows as a table.

    Args:
        before: the day of the before situation, a date or text as "2021-09-30"; by default that day in home care, and
            2020-08-31 elsewhere.
        after: the day of the after situation; by default 2021-10-01 in home care, else today.
        without: texts left out of the before situation, by name (`["avenant-43"]`).
        with_: refused or announced texts let in on the after situation.
        known_on: the law as it was known on this day.
        member: whether the employer is a member of a signatory federation (the default).
        settings: other values on the after situation by path, as text: `{"avenant43.point_value": "6.00"}`.
        measures_only: without index or gross, count the Ségur measures alone.
        scenarios: files of what-ifs, let in on the after situation with those that `law` was loaded with.
        net: whether to add an estimate of net pay; `net_status` and `net_residual` (per cent, "2.27") refine it.
        net_status: "private", "civil-servant" or "public-contract"; by sector otherwise.
        net_residual: the rate on top of legal contributions.
        employer_cost: whether to add what the pay costs an employer, described by the names that follow.
        staff: its number of people, 50 by default.
        accident_rate: per cent, as "3.66".
        provident_rate: per cent, the employer's share.
        exempt_share: the share of hours at vulnerable people's homes, as "0.8".
        payroll_tax: whether it owes the wage tax.
        health_cover: whether it pays the health cover of home care (the default there).
        public_contract: whether those paid by index are contract staff, not civil servants.
        law: a law from `load_law`; by default the one shipped.
        lang: "fr" or "en"; by default REVALO_LANG, else French.
        person: the inputs of the person by name (`category="C", year=8, hours="104.5"`); decimal numbers as text,
            int or Decimal, never binary floats.

    Returns:
        A dict as contract `revalo.compute/1`: amounts are text in euros with two decimals.

    Raises:
        UsageError: for inputs that do not fit, of a wrong type too.
        NotComputable: where the law has no sourced value.
    """
    from revalo.analysis.attribution import effects  # noqa: PLC0415 - not every comparison is split by cause
    from revalo.api.shown import Compared  # noqa: PLC0415 - nothing is shown on the command line
    from revalo.reports.json.results import comparison  # noqa: PLC0415 - labels follow the language in use by then

    options = locals()
    with speaking(lang):
        law_used = law_under(law, scenarios)
        request = request_of(options)
        asked = net_request(net_status, net_residual, wanted=bool(flag("net", net)))
        employer = employer_if_asked(options, wanted=bool(flag("employer_cost", employer_cost)))
        compared = compare(law_used, person, with_scenarios(law_used, request))
        compared, costs = costed(net_told(compared, asked), employer)
        return Compared(comparison(compared, effects(compared), costs, asked), compared)


def compare(law: Law, person: Mapping[str, Any], request: Request) -> Comparison:
    """The comparison itself, with all that stands behind each line."""
    return compute_comparison(law, read_employee(law, person), request)


def costed(comparison: Comparison, employer: Employer | None) -> tuple[Comparison, "EmployerCosts | None"]:
    """The comparison and what it costs an employer, with the assumptions of both; no cost without an employer."""
    if employer is None:
        return comparison, None
    from revalo.analysis.employer_cost import employer_costs, noted  # noqa: PLC0415 - only where a cost is asked for

    costs = employer_costs(comparison, employer)
    return noted(comparison, costs), costs


def net_told(comparison: Comparison, asked: NetRequest | None) -> Comparison:
    """The comparison with the warnings of its net pay: above the ceiling, other rates apply than those used."""
    if asked is None or not (is_above_ceiling(comparison.before) or is_above_ceiling(comparison.after)):
        return comparison
    message = _(
        "net: other rates apply above the social-security ceiling; those below it are used, the others"
        " are not in revalo's legal data"
    )
    return comparison._replace(warnings=(*comparison.warnings, PayWarning("net-above-ceiling", message)))


def timeline(  # noqa: PLR0913 - the options of the command line, by name
    *,
    from_: Day = None,
    to: Day = None,
    without: Names = (),
    with_: Names = (),
    known_on: Day = None,
    member: bool | None = None,
    settings: Mapping[str, str] | None = None,
    measures_only: bool = False,
    scenarios: Sequence[Path_] = (),
    employer_cost: bool = False,
    staff: Given = None,
    accident_rate: Given = None,
    provident_rate: Given = None,
    exempt_share: Given = None,
    payroll_tax: bool | None = None,
    health_cover: bool | None = None,
    public_contract: bool | None = None,
    law: Law | None = None,
    lang: str | None = None,
    **person: object,
) -> dict[str, Any]:
    """One person, month by month: the object that `revalo timeline --json` prints.

    Args:
        from_: the first month, as text ("2021-09"), or any day of it.
        to: the last month.
        without: as in `compute`, and so are all those that follow.
        with_: as in `compute`.
        known_on: as in `compute`.
        member: as in `compute`.
        settings: as in `compute`.
        measures_only: as in `compute`.
        scenarios: as in `compute`.
        employer_cost: as in `compute`, and so are the names of an employer that follow.
        staff: as in `compute`.
        accident_rate: as in `compute`.
        provident_rate: as in `compute`.
        exempt_share: as in `compute`.
        payroll_tax: as in `compute`.
        health_cover: as in `compute`.
        public_contract: as in `compute`.
        law: as in `compute`.
        lang: as in `compute`.
        person: as in `compute`.

    Returns:
        A dict as contract `revalo.timeline/1`.

    Raises:
        UsageError: for inputs that do not fit.
        NotComputable: where the law has no sourced value.
    """
    from revalo.analysis.months import Span  # noqa: PLC0415 - not for one day
    from revalo.reports.json.months import timeline as shown  # noqa: PLC0415 - labels follow the language by then

    options = {"before": None, "after": None, **locals()}
    with speaking(lang):
        law_used = law_under(law, scenarios)
        request = with_scenarios(law_used, request_of(options))
        span = Span(month_of("from", from_), month_of("to", to))
        employer = employer_if_asked(options, wanted=bool(flag("employer_cost", employer_cost)))
        return shown(person_timeline(law_used, person, request, span, employer))


def person_timeline(
    law: Law, person: Mapping[str, Any], request: Request, span: "Span", employer: Employer | None = None
) -> "Timeline":
    """The months themselves, with all that stands behind each line; what they cost an employer, where one is given."""
    from revalo.analysis.timeline import timeline as compute_timeline  # noqa: PLC0415 - not for one day

    return compute_timeline(law, read_employee(law, person), request, span, employer)


def person_arrears(law: Law, person: Mapping[str, Any], request: Request, known: "Known", span: "Span") -> "Arrears":
    """Back pay due to a person for texts published late, month by month."""
    from revalo.analysis.arrears import arrears as compute_arrears  # noqa: PLC0415 - not for one day

    return compute_arrears(law, read_employee(law, person), request, known, span)


def classifications(
    law: Law, person: Mapping[str, Any], versus: "Sequence[Versus]", request: Request, on: Day, span: "Span"
) -> "list[Column]":
    """The classifications of one person side by side: on a day, or month by month where a span is given."""
    from revalo.analysis.classifications import Classified, compared_columns, usual_day  # noqa: PLC0415 - not for one person
    from revalo.analysis.months import days_of  # noqa: PLC0415

    first = read_employee(law, person)
    by_month = any(span)
    if by_month and (on or any(other.on for other in versus)):
        raise UsageError("day-or-months")
    days = days_of(law, first, span) if by_month else [day_of("on", on) or usual_day(law, first)]
    others = []
    for other in versus:
        own = day_of("versus on", other.on)
        others.append(Classified(other.given, read_employee(law, other.of(person)), [own] if own else days))
    return compared_columns(law, [Classified((), first, days), *others], request)
