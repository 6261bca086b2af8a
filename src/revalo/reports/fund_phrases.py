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
YOURS, TO_DECIDE, LAWS, OTHERS = (
    N_("What you gave"),
    N_("To decide before the vote (these choices change the amount)"),
    N_("What the law leaves open"),
    N_("Other default values"),
)
DECIDED = (
    *("hourly_reading", "exempt_share", "accident_rate", "provident_rate", "staff", "member", "health_cover"),
    *("payroll_tax", "month"),
)  # what a département should settle first, in the order in which it moves the amount


def grouped(study: Study, assumed: Iterable[Assumption]) -> dict[str, list[Assumption]]:
    """Assumptions by where they come from: what you gave, what to decide, what the law leaves open, the rest."""
    groups: dict[str, list[Assumption]] = {YOURS: [], TO_DECIDE: [], LAWS: [], OTHERS: []}
    for assumption in assumed:
        groups[kind_of(study, assumption)].append(assumption)
    groups[TO_DECIDE].sort(key=lambda each: DECIDED.index(each.field))
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
    if assumption.field in DECIDED:
        return TO_DECIDE
    of_law = any(f"{assumption.field}.".startswith(f"{path}.") for path in study.law.paths)
    return LAWS if of_law else OTHERS


def change(one: Year, two: Year) -> str:
    """What changes from a year to the next, in a line."""
    names = {"cost": _("cost"), "borne": _("share before aid"), "aid": _("aid"), "remainder": _("net cost")}
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
        parts.append(_("hours of the département {hours}").format(hours=("+" if hours > 0 else "") + number(hours)))
    message = _("from {before} to {after}: {changes}")
    return message.format(before=one.law.year, after=two.law.year, changes=", ".join(parts))


class Step(NamedTuple):
    """A step down from the cost: cents, from where its bar starts, and whether it is a sum."""

    label: str
    cents: int
    start: int
    is_sum: bool = False


def steps(sums: Amounts, rate: str = "") -> tuple[Step, ...]:
    """How the cost comes down to what is left to the département; `rate`: the share of the CNSA, where it is one."""
    less_aid = _("less CNSA aid ({rate} of the share)").format(rate=rate) if rate else _("less CNSA aid")
    return (
        Step(_("Cost of the pay rises, employer contributions included"), sums.cost, 0, is_sum=True),
        Step(_("less other payers"), sums.others, sums.cost - sums.others),
        Step(_("less user contributions"), sums.users, sums.borne),
        Step(_("= département's share before aid"), sums.borne, 0, is_sum=True),
        Step(less_aid, sums.aid, sums.remainder),
        Step(_("= net cost to the département"), sums.remainder, 0, is_sum=True),
    )


def share_of_cnsa(year: Year, department: DepartmentShare) -> str:
    """The share of the cost that the CNSA pays, where it sets the aid."""
    return "" if department.binding == HOURS else rate_of(year.law.terms.rate)


def rate_of(millionths: int) -> str:
    """A share of the law in per cent."""
    return percentage(plain(millionths, 4, 0), language.current())


def aid(year: Year, department: DepartmentShare) -> Iterator[tuple[str, ...]]:
    """How the aid comes about, its calendar, and the amounts by the hour: sentences, with what follows from each."""
    sums = department.amounts
    message = _("CNSA aid: {rate} of the share ({borne}) = {cap}")
    rate = rate_of(year.law.terms.rate)
    yield message.format(rate=rate, borne=amount(sums.borne), cap=amount(sums.cap_share)), *cap(year, department)
    if parts := payments(year, sums):
        yield (_("; ").join(f"{label}{_(': ')}{amount(cents)}, {when}" for label, cents, when in parts),)
    yield (by_hour(sums),)


def by_hour(sums: Amounts) -> str:
    """The amounts by the hour that the département funds."""
    message = _("Per hour funded by the département: share before aid {borne}, aid {aid}, net cost {left}")
    amounts = [amount(cost_per_hour(cents, sums.hours)) for cents in (sums.borne, sums.aid, sums.remainder)]
    return message.format(borne=amounts[0], aid=amounts[1], left=amounts[2])


def payments(year: Year, sums: Amounts) -> tuple[tuple[str, int, str], ...]:
    """How the aid is paid, where that is known: what, cents, by when."""
    law = year.law
    if sums.advance is None or sums.balance is None or law.balance_by is None:
        return ()
    share = "" if law.terms.advance is None else rate_of(law.terms.advance)
    by = _("by {day}").format(day=day(law.advance_by)) if law.advance_by else ""
    if law.advance_day:
        by = _("at least, each month by day {day} of the next").format(day=law.advance_day)
    advance = _("advance ({share})").format(share=share) if share else _("advance")
    return (
        (advance, sums.advance, by),
        (_("balance"), sums.balance, _("by {day}").format(day=day(law.balance_by))),
    )


def cap(year: Year, department: DepartmentShare) -> Iterator[str]:
    """The cap by the hours, where the law tells it, and whether it is reached."""
    most, hourly = department.amounts.cap_hours, year.law.terms.hourly
    if most is not None and hourly is not None:
        message = (
            _("Hourly cap: {hours} h × {hourly} = {cap}, reached")
            if department.binding == HOURS
            else _("Hourly cap: {hours} h × {hourly} = {cap}, not reached")
        )
        numbers = {"hours": number(department.amounts.hours), "hourly": hourly_amount(hourly), "cap": amount(most)}
        yield message.format(**numbers)


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
