"""Before and after: two bindings of the same formulas, and the difference."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, TypeVar

from revalo import language
from revalo.calendar import today, written
from revalo.errors import UsageError
from revalo.grids.binding import Binding, Choices, Found
from revalo.grids.law import Law, Version
from revalo.grids.parameters import check_settings
from revalo.language import _
from revalo.money import percent
from revalo.rules.fields import Employee
from revalo.rules.one_off import OneOffBonus, paid_once
from revalo.rules.payslip import Payslip, payslip
from revalo.rules.placement import Assumption
from revalo.rules.trace import Computed, figures

Item = TypeVar("Item")
EVE, START = date(2021, 9, 30), date(2021, 10, 1)  # the days compared by default in the home-care branch
EVE_OF_SEGUR = date(2020, 8, 31)  # and elsewhere, with today


class Request(NamedTuple):
    """Which two readings of the law are compared; None where the user left the default."""

    before: date | None = None
    after: date | None = None
    without: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    known_on: date | None = None
    member: bool | None = None
    settings: Mapping[str, str] = {}


def with_scenarios(law: Law, request: Request) -> Request:
    """The request with the scenarios laid over the law let in on the after side."""
    names = [scenario.name for scenario in law.scenarios]
    return request._replace(with_=tuple(dict.fromkeys([*request.with_, *names])))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A person's pay on both sides. Amounts in cents; `percent` in hundredths, None where before is 0."""

    employee: Employee
    before: Payslip
    after: Payslip
    assumptions: tuple[Assumption, ...]
    warnings: tuple[str, ...]
    once: tuple[OneOffBonus, ...] = ()

    @property
    def difference(self) -> int:
        """After less before."""
        return self.after.gross - self.before.gross

    @property
    def percent(self) -> int | None:
        """The difference in hundredths of a per cent of before, half away from zero."""
        return percent(self.difference, self.before.gross)


def before_and_after(law: Law, sector: str, request: Request) -> tuple[Choices, Choices]:
    """The two readings of the law, with the defaults of the contract."""
    check_request(law, request)
    branch = law.pay(sector) == "branch"
    after_day = request.after or _complete(law, request) or (START if branch else today())
    member = request.member is not False
    after = Choices(
        after_day,
        member=member,
        with_=law.expand(request.with_),
        known_on=request.known_on,
        settings=request.settings,
    )
    same_day = request.without or ((request.with_ or request.settings) and request.before is None)
    before_day = after_day if same_day else request.before or (EVE if branch else EVE_OF_SEGUR)
    before = Choices(
        before_day,
        member=member,
        without=law.expand(request.without),
        known_on=request.known_on,
        supplies=request.settings,
    )
    return before, after


def law_on(law: Law, request: Request, day: date) -> Choices:
    """One reading of the law on a day, with all that the request leaves out and lets in."""
    _check_let_in(law, request)
    return Choices(
        day,
        member=request.member is not False,
        without=law.expand(request.without),
        with_=law.expand(request.with_),
        known_on=request.known_on,
        settings=request.settings,
    )


def _complete(law: Law, request: Request) -> date | None:
    """The first day on which all of the scenarios let in has started."""
    return max((each.complete for each in law.scenarios if each.name in request.with_), default=None)


def check_request(law: Law, request: Request) -> None:
    """Refuse a request that contradicts itself or lets in what it cannot."""
    if request.without and request.before is not None:
        raise UsageError("before-or-without")
    _check_left_out(law, request)
    _check_let_in(law, request)
    check_settings(law, request.settings)


def _check_left_out(law: Law, request: Request) -> None:
    for name in request.without:
        if not any(map(law.brings, law.expand((name,)))):
            raise UsageError("text-left-out-without-figure", text=name)


def _check_let_in(law: Law, request: Request) -> None:
    for name in sorted(law.expand(request.with_)):
        if not law.text(name).not_in_force:
            raise UsageError("text-already-applies", text=name)
        if not law.brings(name):
            raise UsageError("text-without-figure", text=name)


def prove_settings(law: Law, settings: Mapping[str, str]) -> None:
    """Refuse parameters with which a product could overflow; the shipped law was proved when it was compiled."""
    if settings:
        from revalo.rules.bounds import prove  # noqa: PLC0415 - only where a parameter is set

        prove(law, settings)


def compare(law: Law, employee: Employee, before: Choices, after: Choices) -> Comparison:
    """The payslips of one person under two readings of the law."""
    prove_settings(law, {**before.settings, **after.settings})
    one, two = payslip(employee, Binding(law, before)), payslip(employee, Binding(law, after))
    assumptions = [*one.assumptions, *two.assumptions, *assumed(one), *assumed(two)]
    bonuses, missing = paid_once(two)
    warnings = [*one.warnings, *two.warnings, *missing, *stale_warnings(one), *stale_warnings(two), *_not_yet(two)]
    return Comparison(employee, one, two, each_once(assumptions), each_once(warnings), tuple(bonuses))


def compute(law: Law, employee: Employee, request: Request) -> Comparison:
    """A person's pay before and after, as the request asks."""
    comparison = compare(law, employee, *before_and_after(law, employee.sector, request))
    if request.member is None and (hangs_on_membership(comparison.before) or hangs_on_membership(comparison.after)):
        reason = _("not given: the employer taken as a member of a signing federation; else --no-member")
        member = Assumption("member", _("yes"), reason)
        return replace(comparison, assumptions=(*comparison.assumptions, member))
    return comparison


def hangs_on_membership(slip: Computed) -> bool:
    """Whether a figure used would be another one for an employer outside the signing federations."""
    others = Binding(slip.binding.law, slip.binding.choices._replace(member=False))
    return any(found.version != others.standing(found.table.path) for found in _all_figures(slip) if found.version)


def each_once(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items without repetition, in order."""
    return tuple(dict.fromkeys(items))


def _all_figures(slip: Computed) -> list[Found]:
    return [found for line in slip.lines for found in figures(slip, line)]


def assumed(slip: Computed) -> list[Assumption]:
    """Choices of the law files that stand behind a line and that no source settles."""
    return assumed_in(_all_figures(slip))


def assumed_in(found: Iterable[Found]) -> list[Assumption]:
    """Those among some figures that are such choices."""
    return [
        Assumption(each.path, each.table.display(each.value), _reason(each.version))
        for each in found
        if each.version and each.version.confidence == "assumed" and each.version.note
    ]


def _reason(version: Version) -> str:
    """Why an assumed version stands: what its note says; for that of a scenario, which one it is."""
    note = language.label(version.note) if version.note else ""
    return _("scenario {name}: {title}").format(name=version.text, title=note) if version.follows else note


def stale_warnings(slip: Computed) -> list[str]:
    """A warning for each law file whose values are carried past the day it was verified."""
    return stale_warnings_on(slip.binding.choices.day, _all_figures(slip))


def stale_warnings_on(day: date, found: Iterable[Found]) -> list[str]:
    """The same for some figures used on a day."""
    message = _("{day}: the values of {file} were verified up to {verified} and are carried forward")
    shown = written(day, language.current())
    return [
        message.format(day=shown, file=file, verified=written(verified, language.current()))
        for file, verified in stale_files_of(day, found)
    ]


def stale_files(slip: Computed) -> list[tuple[str, date]]:
    """The law files whose values are carried past the day they were verified, with that day."""
    return stale_files_of(slip.binding.choices.day, _all_figures(slip))


def stale_files_of(day: date, found: Iterable[Found]) -> list[tuple[str, date]]:
    """The same for some figures used on a day."""
    past = {
        (each.version.rooted.file, each.table.verified) for each in found if each.version and day > each.table.verified
    }
    return sorted(past)


def _not_yet(slip: Payslip) -> list[str]:
    """A warning for each scenario that has changes to come after the day."""
    choices = slip.binding.choices
    message = _("scenario {name}: some of its changes start only on {day}, after the day computed")
    return [
        message.format(name=each.name, day=written(each.complete, language.current()))
        for each in slip.binding.law.scenarios
        if each.name in choices.with_ and each.complete > choices.day
    ]
