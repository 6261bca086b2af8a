"""Before and after: two bindings of the same formulas, and the difference."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from revalo import language
from revalo.calendar import today, written
from revalo.errors import UsageError
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.grids.parameters import check_settings
from revalo.language import _
from revalo.money import percent
from revalo.rules import figure_caveats
from revalo.rules.caveats import Assumption, PayWarning, each_once
from revalo.rules.coefficient import check_held
from revalo.rules.fields import Employee
from revalo.rules.one_off import OneOffBonus, bonus_doubts, missing_for_bonus, one_off_bonuses
from revalo.rules.payslip import Payslip, payslip
from revalo.rules.trace import Shown

EVE, START = date(2021, 9, 30), date(2021, 10, 1)  # the days compared by default in the home-care branch
EVE_OF_SEGUR = date(2020, 8, 31)  # and elsewhere, with today
Bind = Callable[[Law, Choices], Binding]


class Request(NamedTuple):
    """Which two readings of the law are compared; None where the user left the default.

    `held_on`: the day on which civil servants are in the échelon given; the day before by default.
    """

    before: date | None = None
    after: date | None = None
    without: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    known_on: date | None = None
    member: bool | None = None
    settings: Mapping[str, str] = {}
    measures_only: bool = False
    held_on: date | None = None


def with_scenarios(law: Law, request: Request) -> Request:
    """The request with the scenarios laid over the law let in on the after side."""
    names = [scenario.name for scenario in law.scenarios]
    return request._replace(with_=tuple(dict.fromkeys([*request.with_, *names])))


class Comparison(NamedTuple):
    """A person's pay on both sides. Amounts in cents; `percent` in hundredths, None where before is 0."""

    employee: Employee
    before: Payslip
    after: Payslip
    assumptions: tuple[Assumption, ...]
    warnings: tuple[PayWarning, ...]
    one_off: tuple[OneOffBonus, ...] = ()

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
    pay = law.pay(sector)
    branch = pay == "branch"
    after_day = request.after or _complete(law, request) or (START if branch else today())
    member = request.member is not False
    after = Choices(
        after_day,
        member=member,
        with_=law.expand(request.with_),
        known_on=request.known_on,
        settings=request.settings,
        measures_only=request.measures_only,
    )
    same_day = request.without or ((request.with_ or request.settings) and request.before is None)
    before_day = after_day if same_day else request.before or (EVE if branch else EVE_OF_SEGUR)
    held_on = None  # nobody but civil servants holds an échelon: one reading serves every month
    if pay == "index":
        held_on = request.held_on or _eve_of_passages(law, sector, request) or before_day
    after = after._replace(held_on=held_on)
    before = Choices(
        before_day,
        member=member,
        without=law.expand(request.without),
        known_on=request.known_on,
        supplies=request.settings,
        measures_only=request.measures_only,
        held_on=held_on,
    )
    return before, after


def _eve_of_passages(law: Law, sector: str, request: Request) -> date | None:
    """The eve of the first passage, among those that the texts left out brought: what is given was held then."""
    without = law.expand(request.without)
    paths = (path for path in law.paths if path.startswith(f"public_grids.{sector}.") and path.endswith(".passage"))
    days = (each.start for path in paths for each in law.table(path).versions if each.text in without)
    first = min(days, default=None) if without else None
    return first - timedelta(days=1) if first else None


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
        measures_only=request.measures_only,
        held_on=request.held_on,
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


def compare(law: Law, employee: Employee, before: Choices, after: Choices, *, bind: Bind = Binding) -> Comparison:
    """The payslips of one person under two readings of the law. `bind`: see `compute`."""
    prove_settings(law, {**before.settings, **after.settings})
    one, two = payslip(employee, bind(law, before)), payslip(employee, bind(law, after))
    check_held(two.binding, employee.coefficient)
    bonuses = tuple(one_off_bonuses(two))
    ruled = bonus_doubts(two.binding, two.verdicts, employee.sector, bool(bonuses))
    doubts = [each for each in ruled.caveats if isinstance(each, Assumption)]
    assumptions = [*one.assumptions, *two.assumptions, *assumed(one), *assumed(two), *doubts]
    later = [*missing_for_bonus(two), *stale(one), *stale(two), *still_to_come(two.binding)]
    warnings = [*one.warnings, *two.warnings, *later]
    return Comparison(employee, one, two, each_once(assumptions), each_once(warnings), bonuses)


def compute(law: Law, employee: Employee, request: Request, *, bind: Bind = Binding) -> Comparison:
    """A person's pay before and after, as the request asks. `bind`: binds the law, for people who share it."""
    comparison = compare(law, employee, *before_and_after(law, employee.sector, request), bind=bind)
    if request.member is None and (depends_on_membership(comparison.before) or depends_on_membership(comparison.after)):
        return comparison._replace(assumptions=(*comparison.assumptions, figure_caveats.member_assumed()))
    return comparison


def depends_on_membership(slip: Shown) -> bool:
    """Whether an employer outside the signing federations would have another value for a figure used."""
    return figure_caveats.depends_on_membership(slip.binding, slip.figures)


def assumed(slip: Shown) -> list[Assumption]:
    """The choices made in the law files, where no source decides, that a line rests on."""
    return figure_caveats.assumed_in(slip.figures)


def stale(slip: Shown) -> list[PayWarning]:
    """A warning for each law file whose values are carried past the day it was verified."""
    return figure_caveats.stale_warnings(slip.binding.choices.day, slip.figures)


def still_to_come(binding: Binding) -> list[PayWarning]:
    """A warning for each scenario that has changes to come after the day."""
    choices = binding.choices
    message = _("scenario {name}: some of its changes start only on {day}, after the day computed")
    return [
        PayWarning("scenario-to-come", message.format(name=each.name, day=written(each.complete, language.current())))
        for each in binding.law.scenarios
        if each.name in choices.with_ and each.complete > choices.day
    ]
