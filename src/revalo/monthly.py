"""The library, month by month: the same answers as `revalo timeline`, `compare` and `arrears`, from Python."""

from collections.abc import Mapping, Sequence
from datetime import date
from os import PathLike
from typing import Any

from revalo.analysis.arrears import Arrears, Known
from revalo.analysis.arrears import arrears as compute_arrears
from revalo.analysis.classifications import Classified, Column, Versus, side_by_side, usual_day
from revalo.analysis.comparison import Request, imagining
from revalo.analysis.months import Span, days_of
from revalo.analysis.timeline import Timeline
from revalo.analysis.timeline import timeline as compute_timeline
from revalo.api import Day, day_of, load_law, under
from revalo.calendar import parse_month
from revalo.errors import UsageError
from revalo.grids.law import Law
from revalo.rules.person import read_employee


def timeline(  # noqa: PLR0913 - the options of the command line, by name
    *,
    from_: Day = None,
    to: Day = None,
    without: tuple[str, ...] | list[str] = (),
    with_: tuple[str, ...] | list[str] = (),
    known_on: Day = None,
    member: bool | None = None,
    settings: Mapping[str, str] | None = None,
    scenarios: Sequence[str | PathLike[str]] = (),
    law: Law | None = None,
    **person: Any,
) -> dict[str, Any]:
    """One person, month by month: the object that `revalo timeline --json` prints.

    `from_` and `to`: months as text, `"2021-09"`, or any day of them. `person` and errors: as in `compute`.
    """
    from revalo.reports.json.months import timeline as shown  # noqa: PLC0415 - labels follow the language by then

    held = under(law or load_law(), scenarios) if scenarios else law or load_law()
    known = day_of("known_on", known_on)
    request = Request(None, None, tuple(without), tuple(with_), known, member, settings or {})
    span = Span(_month("from", from_), _month("to", to))
    return shown(person_timeline(held, person, imagining(held, request), span))


def person_timeline(law: Law, person: Mapping[str, Any], request: Request, span: Span) -> Timeline:
    """The months themselves, with all that stands behind each line."""
    return compute_timeline(law, read_employee(law, person), request, span)


def person_arrears(law: Law, person: Mapping[str, Any], request: Request, known: Known, span: Span) -> Arrears:
    """What is owed to a person for texts known late, month by month."""
    return compute_arrears(law, read_employee(law, person), request, known, span)


def classifications(
    law: Law, person: Mapping[str, Any], versus: Sequence[Versus], request: Request, on: Day, span: Span
) -> list[Column]:
    """The classifications of one person side by side: on a day, or month by month where a span is given."""
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
