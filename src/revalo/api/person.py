"""One person from Python: both sides of a day, and month by month."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revalo.analysis.comparison import Comparison, Request, with_scenarios
from revalo.analysis.comparison import compute as compute_comparison
from revalo.calendar import parse_day, parse_month
from revalo.errors import UsageError
from revalo.grids import store
from revalo.grids.law import Law
from revalo.language import _
from revalo.rules.caveats import PayWarning
from revalo.rules.employer.employer import EMPLOYER_FIELDS, Employer, Given, employer_if_asked
from revalo.rules.net import NetRequest, is_above_ceiling, net_request
from revalo.rules.person import read_employee

if TYPE_CHECKING:
    from revalo.analysis.arrears import Arrears, Known
    from revalo.analysis.classifications import Column, Versus
    from revalo.analysis.employer_cost import EmployerCosts
    from revalo.analysis.months import Span
    from revalo.analysis.timeline import Timeline

Day = date | str | None


def load_law(folder: str | PathLike[str] | None = None, scenarios: Sequence[str | PathLike[str]] = ()) -> Law:
    """The law shipped with the program, or with the YAML files of `folder` laid over it; then what-if scenarios.

    Raises `LawError` naming file, line and field when a law file or a scenario does not hold together.
    """
    law = store.load(Path(folder) if folder else None)
    if scenarios:
        return under(law, scenarios)
    if folder:
        _prove(law)
    return law


def under(law: Law, scenarios: Sequence[str | PathLike[str]]) -> Law:
    """The law with what-if scenarios (YAML files) laid over it; raises `LawError` as `load_law` does."""
    from revalo.grids.scenarios import layered  # noqa: PLC0415 - pydantic and YAML only when a scenario is read

    law = layered(law, [Path(each) for each in scenarios])
    _prove(law)
    return law


def _prove(law: Law) -> None:
    from revalo.rules.bounds import prove  # noqa: PLC0415 - the shipped law was proved when it was compiled

    prove(law)


def compute(  # noqa: PLR0913 - the options of the command line, by name
    *,
    before: Day = None,
    after: Day = None,
    without: tuple[str, ...] | list[str] = (),
    with_: tuple[str, ...] | list[str] = (),
    known_on: Day = None,
    member: bool | None = None,
    settings: Mapping[str, str] | None = None,
    measures_only: bool = False,
    scenarios: Sequence[str | PathLike[str]] = (),
    net: bool = False,
    net_status: str | None = None,
    net_residual: str | None = None,
    employer_cost: bool = False,
    staff: Given = None,
    accident_rate: Given = None,
    provident_rate: Given = None,
    exempt_share: Given = None,
    payroll_tax: bool | None = None,
    law: Law | None = None,
    **person: object,
) -> dict[str, Any]:
    """One person, before and after: the object that `revalo compute --json` prints.

    `person`: the inputs of the contract under their names (`category="C", year=8, hours="104.5"`); decimal numbers as
    text, int or Decimal, never float. `scenarios`: files of what-ifs, let in on the after side together with those that
    `law` was loaded with. `employer_cost` adds what the pay costs, for an employer told by `staff`, `accident_rate` and
    `provident_rate` (per cent, "3.66"), `exempt_share` ("0.8") and `payroll_tax`. Amounts come as text in euros with
    two decimals. Raises `UsageError` for inputs that do not fit, `NotComputable` where the law has no sourced value.
    """
    from revalo.analysis.attribution import effects  # noqa: PLC0415 - not every comparison is split by cause
    from revalo.reports.json.results import comparison  # noqa: PLC0415 - labels follow the language in use by then

    held = law or load_law()
    held = under(held, scenarios) if scenarios else held
    request = Request(
        day_of("before", before),
        day_of("after", after),
        tuple(without),
        tuple(with_),
        day_of("known_on", known_on),
        member,
        settings or {},
        measures_only,
    )
    asked = net_request(net_status, net_residual, wanted=net)
    told = {name: value for name, value in locals().items() if name in EMPLOYER_FIELDS}
    employer = employer_if_asked(told, wanted=employer_cost)
    found = compare(held, person, with_scenarios(held, request))
    found, costs = costed(net_told(found, asked), employer)
    return comparison(found, effects(found), costs, asked)


def compare(law: Law, person: Mapping[str, Any], request: Request) -> Comparison:
    """The comparison itself, with all that stands behind each line."""
    return compute_comparison(law, read_employee(law, person), request)


def costed(found: Comparison, employer: Employer | None) -> tuple[Comparison, "EmployerCosts | None"]:
    """The comparison and what it costs an employer, with the assumptions of both; no cost without an employer."""
    if employer is None:
        return found, None
    from revalo.analysis.employer_cost import employer_costs, noted  # noqa: PLC0415 - only where a cost is asked for

    costs = employer_costs(found, employer)
    return noted(found, costs), costs


def net_told(found: Comparison, asked: NetRequest | None) -> Comparison:
    """The comparison with the warnings of its net pay: above the ceiling, other rates apply than those used."""
    if asked is None or not (is_above_ceiling(found.before) or is_above_ceiling(found.after)):
        return found
    message = _("net: above the social-security ceiling other rates hold; those below it are used, the only ones held")
    return replace(found, warnings=(*found.warnings, PayWarning("net-above-ceiling", message)))


def day_of(name: str, value: Day) -> date | None:
    """A day given as a date or as ISO text, or None; a `UsageError` names the option."""
    if value is None or isinstance(value, date):
        return value
    try:
        return parse_day(value)
    except ValueError:
        raise UsageError("date-form", option="--" + name.replace("_", "-")) from None


def timeline(  # noqa: PLR0913 - the options of the command line, by name
    *,
    from_: Day = None,
    to: Day = None,
    without: tuple[str, ...] | list[str] = (),
    with_: tuple[str, ...] | list[str] = (),
    known_on: Day = None,
    member: bool | None = None,
    settings: Mapping[str, str] | None = None,
    measures_only: bool = False,
    scenarios: Sequence[str | PathLike[str]] = (),
    law: Law | None = None,
    **person: object,
) -> dict[str, Any]:
    """One person, month by month: the object that `revalo timeline --json` prints.

    `from_` and `to`: months as text, `"2021-09"`, or any day of them. `person` and errors: as in `compute`.
    """
    from revalo.analysis.months import Span  # noqa: PLC0415 - not for one day
    from revalo.reports.json.months import timeline as shown  # noqa: PLC0415 - labels follow the language by then

    held = under(law or load_law(), scenarios) if scenarios else law or load_law()
    known = day_of("known_on", known_on)
    request = Request(None, None, tuple(without), tuple(with_), known, member, settings or {}, measures_only)
    span = Span(_month("from", from_), _month("to", to))
    return shown(person_timeline(held, person, with_scenarios(held, request), span))


def person_timeline(law: Law, person: Mapping[str, Any], request: Request, span: "Span") -> "Timeline":
    """The months themselves, with all that stands behind each line."""
    from revalo.analysis.timeline import timeline as compute_timeline  # noqa: PLC0415 - not for one day

    return compute_timeline(law, read_employee(law, person), request, span)


def person_arrears(law: Law, person: Mapping[str, Any], request: Request, known: "Known", span: "Span") -> "Arrears":
    """What is owed to a person for texts known late, month by month."""
    from revalo.analysis.arrears import arrears as compute_arrears  # noqa: PLC0415 - not for one day

    return compute_arrears(law, read_employee(law, person), request, known, span)


def classifications(
    law: Law, person: Mapping[str, Any], versus: "Sequence[Versus]", request: Request, on: Day, span: "Span"
) -> "list[Column]":
    """The classifications of one person side by side: on a day, or month by month where a span is given."""
    from revalo.analysis.classifications import Classified, side_by_side, usual_day  # noqa: PLC0415 - not for one person
    from revalo.analysis.months import days_of  # noqa: PLC0415

    first = read_employee(law, person)
    by_month = any(span)
    if by_month and (on or any(each.on for each in versus)):
        raise UsageError("day-or-months")
    days = days_of(law, first, span) if by_month else [day_of("on", on) or usual_day(law, first)]
    others = []
    for each in versus:
        own = day_of("versus on", each.on)
        others.append(Classified(each.given, read_employee(law, each.of(person)), [own] if own else days))
    return side_by_side(law, [Classified((), first, days), *others], request)


def _month(name: str, value: Day) -> date | None:
    """The first day of a month."""
    if value is None or isinstance(value, date):
        return value.replace(day=1) if value else None
    try:
        return parse_month(value)
    except ValueError:
        raise UsageError("month-form", option="--" + name) from None
