"""Who pays, in words: the steps from the cost to what is left, how the aid comes about, what stands beside."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from revalo import language
from revalo.calendar import written
from revalo.funding.article47 import COST, HOURS, cost_per_hour, shown_share
from revalo.funding.settlement import Amounts, DepartmentShare, ServiceShare, Year
from revalo.funding.study import Study
from revalo.funding.terms import Dated
from revalo.language import N_, _
from revalo.money import euros, half_up, localised, percentage, plain
from revalo.rules.caveats import Assumption

FOUR = ("cost", "borne", "aid", "remainder")  # the amounts that scenarios are compared by


def compared(whole: Study, year: int) -> Iterator[tuple[Study, Year]]:
    """A year under each scenario that stands beside the law."""
    for study in whole.compared:
        yield study, next(each for each in study.years if each.law.year == year)


def differences(sums: Amounts, stands: Amounts) -> dict[str, int]:
    """What a scenario adds to the amounts of the law as it stands, in cents."""
    return {name: getattr(sums, name) - getattr(stands, name) for name in FOUR}


GIVEN = ("coverage_rate", "rate", "cap", "hours_factor", "without")  # what options alone change
YOURS, LAWS, NOT_FOUND = (
    N_("Assumptions: yours"),
    N_("Assumptions: what the law leaves open"),
    N_("Assumptions: not given or not found"),
)


def grouped(study: Study, assumed: Iterable[Assumption]) -> dict[str, list[Assumption]]:
    """Assumptions under titles that say where they come from: what you gave, what the law leaves open, the rest."""
    groups: dict[str, list[Assumption]] = {YOURS: [], LAWS: [], NOT_FOUND: []}
    for assumption in assumed:
        groups[kind_of(study, assumption)].append(assumption)
    return {_(title): every for title, every in groups.items() if every}


def kind_of(study: Study, assumption: Assumption) -> str:
    """Where an assumption comes from."""
    question = study.question
    given = question.what_if.participation
    if assumption == ("participation", "" if given is None else plain(given, 6, 0), assumption.reason):
        return YOURS
    if assumption.field in (*GIVEN, *question.request.settings) or (assumption.field, assumption.value) == (
        "hourly_reading",
        COST,
    ):
        return YOURS
    of_law = any(f"{assumption.field}.".startswith(f"{path}.") for path in study.law.paths)
    return LAWS if of_law or assumption.field == "hourly_reading" else NOT_FOUND


def change(one: Year, two: Year) -> str:
    """What changes from a year to the next, in a line."""
    names = {"cost": _("cost"), "borne": _("borne"), "aid": _("aid"), "remainder": _("left")}
    parts = [
        f"{names[name]} {euros(cents, language.current(), signed=True)}"
        for name, cents in differences(two.total, one.total).items()
    ]
    before, after = one.law.terms, two.law.terms
    if before.rate != after.rate:
        rates = [localised(plain(each.rate, 4, 0), language.current()) for each in (before, after)]
        parts.append(_("share {before}% → {after}%").format(before=rates[0], after=rates[1]))
    if before.hourly != after.hourly:
        known = [_("not known") if each.hourly is None else hourly_amount(each.hourly) for each in (before, after)]
        parts.append(_("hourly amount {before} → {after}").format(before=known[0], after=known[1]))
    if hours := two.total.hours - one.total.hours:
        parts.append(_("funded hours {hours}").format(hours=("+" if hours > 0 else "") + number(hours)))
    message = _("from {before} to {after}: {changes}")
    return message.format(before=one.law.year, after=two.law.year, changes=", ".join(parts))


class Step(NamedTuple):
    """A step down from the cost: cents, from where its bar starts, and whether it is a sum."""

    label: str
    cents: int
    start: int
    is_sum: bool = False


def steps(sums: Amounts) -> tuple[Step, ...]:
    """How the cost comes down to what is left to the département."""
    return (
        Step(_("Cost of the pay rises, employer contributions included"), sums.cost, 0, is_sum=True),
        Step(_("less other payers"), sums.others, sums.cost - sums.others),
        Step(_("less user contributions"), sums.users, sums.borne),
        Step(_("= département's share before aid"), sums.borne, 0, is_sum=True),
        Step(_("less CNSA aid"), sums.aid, sums.remainder),
        Step(_("= net cost to the département"), sums.remainder, 0, is_sum=True),
    )


def aid(year: Year, department: DepartmentShare) -> Iterator[tuple[str, ...]]:
    """How the aid comes about, its calendar, and the amounts by the hour: sentences, with what follows from each."""
    sums = department.amounts
    rate = localised(plain(year.law.terms.rate, 4, 0), language.current())
    message = _("CNSA aid: {rate}% of {borne} = {cap}")
    yield message.format(rate=rate, borne=amount(sums.borne), cap=amount(sums.cap_share)), *_limit(year, department)
    if sums.advance is not None and year.law.balance_by:
        days = {"day": day(year.law.advance_by) if year.law.advance_by else "", "later": day(year.law.balance_by)}
        message = _("Advance {advance} by {day}, balance {balance} by {later}")
        if year.law.advance_day:
            days["day"] = str(year.law.advance_day)
            message = _(
                "Monthly advances, each by day {day} of the next month, {advance} in all at least; balance {balance}"
                " at most by {later}"
            )
        yield (message.format(advance=amount(sums.advance), balance=amount(sums.balance), **days),)
    message = _("By funded hour: borne {borne}, aid {aid}, left {left}")
    by_hour = [amount(cost_per_hour(cents, sums.hours)) for cents in (sums.borne, sums.aid, sums.remainder)]
    yield (message.format(borne=by_hour[0], aid=by_hour[1], left=by_hour[2]),)


def _limit(year: Year, department: DepartmentShare) -> Iterator[str]:
    """The limit by the hours, where the law tells it."""
    cap, hourly = department.amounts.cap_hours, year.law.terms.hourly
    if cap is not None and hourly is not None:
        message = _("at most {hours} h at {hourly} = {cap}; the limit is {binding}")
        binding = _("the hours") if department.binding == HOURS else _("the share")
        numbers = {"hours": number(department.amounts.hours), "hourly": hourly_amount(hourly), "cap": amount(cap)}
        yield message.format(binding=binding, **numbers)


def limit(department: DepartmentShare) -> str:
    """What limits the aid of a département, in a word."""
    return _("hours") if department.binding == HOURS else _("share")


def not_counted(year: Year) -> Iterator[str]:
    """The dated amounts shown for information, which the aid does not count."""
    for label, values in (
        (_("For information, not counted in the aid: floor tariff"), year.law.floor_tariff),
        (_("For information, not counted in the aid: dotation complémentaire"), year.law.complement),
    ):
        if values:
            yield f"{label}{_(': ')}{', '.join(map(_dated, values))}"


def _dated(dated: Dated) -> str:
    if dated.value is None:
        return _("not found from {day}").format(day=day(dated.start))
    return _("{amount} per hour from {day}").format(amount=hourly_amount(dated.value), day=day(dated.start))


def share_of_hours(service: ServiceShare) -> str:
    """The share of a service's hours that the département pays."""
    share = shown_share(service.service.funded, service.service.hours)
    return percentage(plain(share), language.current())


def amount(cents: int | None) -> str:
    """An amount, nothing where it is not known."""
    return "" if cents is None else euros(cents, language.current())


def hourly_amount(value: int) -> str:
    """An hourly amount (1/10000 €)."""
    written_number = localised(plain(value, 4), language.current())
    return f"{written_number}\N{NO-BREAK SPACE}€" if language.current() == "fr" else f"€{written_number}"


def number(hundredths: int) -> str:
    """A number of two decimals."""
    return localised(plain(hundredths), language.current())


def percent(cents: int, whole: int) -> str:
    """A part of a whole in per cent, nothing where there is no whole."""
    return number(int(half_up(10_000 * cents, whole))) if whole > 0 else ""


def day(first: date) -> str:
    """A day in the language."""
    return written(first, language.current())
